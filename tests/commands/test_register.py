"""The register of papers and the end of consents, at the command line."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Terminal


def test_a_report_is_written_down_with_the_words_on_it_and_erasing_leaves_its_line(terminal: Terminal, tmp_path: Path) -> None:
    who = terminal.member(uses=("keep", "quote-anonymous"))
    story = terminal("add", "story", given=[{"member": who, "text": "Sample words about a bank.", "language": "en"}]).out.strip()
    quote = terminal("add", "quote", given=[{"story": story, "text": "Sample words", "language": "en", "state": "approved"}]).out.strip()
    assert terminal("report", "brief", str(tmp_path / "brief.pdf"), "--lang", "en").code in (0, 5)
    line = terminal("list", "report").rows[0]
    assert (line["kind"], line["way"], line["quotes"], line["language"]) == ("brief", "command-line", 1, "en")
    words = terminal("list", "quoted").rows[0]
    assert (words["member"], words["quote"], words["report"]) == (who, quote, line["id"])
    assert terminal("show", line["id"]).rows[0]["labels"]["way"]["value"] == "Made on the command line"
    refused = terminal("add", "report", given=[{"kind": "brief"}])
    assert refused.code == 2 and "register of papers itself" in refused.err
    assert terminal("erase", who).code == 0
    assert terminal("list", "quoted").rows == [] and terminal("list", "report").rows == [line]
    assert terminal("check").code == 0


def test_words_for_asking_are_added_as_a_version_and_a_grant_ends_as_the_association_says(terminal: Terminal) -> None:
    said = "\n".join(["Sentence"] * 5)
    made = terminal("add", "consent-text", given=[{"kind": "script", "language": "pl", "version": 2, "text": said}])
    assert made.code == 0, made.err
    assert terminal("show", made.out.strip()).rows[0]["text"] == said
    association = terminal("list", "association").rows[0]["id"]
    assert terminal("change", given=[{"id": association, "consent_months": 12}]).code == 0
    who = terminal.member()
    assert terminal("consent", who, "contact", "grant", "--on", "2026-03-31").code == 0
    assert terminal("consent", who, "publish", "grant", "--until", "2027-01-01").code == 0
    ends = {each["use"]: each.get("expires") for each in terminal("show", who).rows[0]["consents"]}
    assert ends == {"keep": None, "statistics": None, "contact": "2027-03-31", "publish": "2027-01-01"}
    assert terminal("check").code == 0
