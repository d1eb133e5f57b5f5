"""Referrals and follow-ups at the command line: the same words, the same refusals."""

from __future__ import annotations

from pathlib import Path

import pypdf

from storage.workspace import Workspace
from tests.commands.conftest import Terminal
from tests.reports.reading import pages


def test_a_referral_is_prepared_sent_with_consent_and_ended_by_its_withdrawal(terminal: Terminal) -> None:
    who = terminal.member()
    need = terminal("add", "need", given=[{"member": who, "category": "N-HOU", "urgency": "U3"}]).out.strip()
    partner = terminal("add", "partner", given=[{"code": "SHELTER", "name": "Shelter (sample)"}]).out.strip()
    made = terminal("add", "referral", given=[{"member": who, "need": need, "partner": partner, "note": "a zqroom"}]).out.strip()
    refused = terminal("change", given=[{"id": made, "state": "sent"}])
    assert refused.code == 2 and "only with the person’s consent" in refused.err and refused.out == ""
    assert terminal("list", "referral", "--where", "state=draft").rows[0]["id"] == made
    assert terminal("consent", who, "share:SHELTER", "grant").code == 0
    assert terminal("change", given=[{"id": made, "state": "sent"}]).code == 0
    again = {"member": who, "need": need, "referral": made, "due": "2026-12-24", "note": "ask again"}
    follow = terminal("add", "follow-up", given=[again]).out.strip()
    assert terminal("list", "follow-up", "--where", "due<=2026-12-31").rows[0]["id"] == follow
    shown = terminal("show", made).rows[0]
    assert shown["labels"]["state"] == {"label": "Where it stands", "value": "Sent"} and shown["sent"]
    assert [hit["id"] for hit in terminal("search", "zqroom").rows] == [made]
    assert terminal("consent", who, "share:SHELTER", "withdraw").code == 0
    assert terminal("show", made).rows[0]["state"] == "withdrawn"
    assert terminal("check").code == 0
    assert terminal("erase", who).code == 0 and terminal("list", "referral").rows == [] and terminal("list", "follow-up").rows == []


def test_the_paper_for_a_partner_holds_one_need_by_the_consent_in_force_and_is_logged(terminal: Terminal, tmp_path: Path) -> None:
    who = terminal.member(nationality="SY", contact="zqphone 000", preferred_language="ar", names="Zqnamed (sample)")
    need = terminal("add", "need", given=[{"member": who, "category": "N-HOU", "asked": "zqroom with a door", "urgency": "U2"}]).out.strip()
    terminal("add", "need", given=[{"member": who, "category": "N-HEA", "asked": "zqother"}])
    terminal("add", "story", given=[{"member": who, "text": "zqstory", "language": "en"}])
    partner = terminal("add", "partner", given=[{"code": "SHELTER", "name": "Shelter (sample)", "languages": ["pl", "en"]}]).out.strip()
    made = terminal("add", "referral", given=[{"member": who, "need": need, "partner": partner}]).out.strip()
    paper = tmp_path / "paper.pdf"
    refused = terminal("report", "referral", str(paper), "--where", f"id={made}")
    assert refused.code == 2 and "only with the person’s consent" in refused.err and not paper.exists()
    terminal("consent", who, "share:SHELTER", "grant")
    assert terminal("report", "referral", str(paper), "--where", f"id={made}").code == 0
    said = "\n".join(pages(paper.read_bytes(), "pdfium"))
    assert all(word in said for word in ("zqroom with a door", "Zqnamed", "zqphone 000", "Shelter"))
    assert not any(word in said for word in ("zqother", "zqstory", "Syria", "Syrii"))
    assert pypdf.PdfReader(paper).trailer["/Root"]["/Lang"] == "pl", "the partner's first language that Raddir prints in"
    workspace = Workspace.open(terminal.vault, passphrase=terminal.secret.read_text("utf-8").strip())
    assert [line.what for line in workspace.access_lines(who)][:1] == ["report-referral"]
    workspace.close()
    terminal("consent", who, "share:SHELTER", "withdraw")
    paper.unlink()
    assert terminal("report", "referral", str(paper), "--where", f"id={made}").code == 2 and not paper.exists()


def test_kinds_name_their_states_and_outcomes(terminal: Terminal) -> None:
    kinds = {each["kind"]: each for each in terminal("kinds").rows[0]["kinds"]}
    fields = {each["name"]: each for each in kinds["referral"]["fields"]}
    assert fields["state"]["codes"] == ["draft", "sent", "accepted", "done", "refused", "no-place", "withdrawn", "lost"]
    assert fields["outcome"]["codes"] == ["full", "part", "none", "waiting-list", "ineligible", "unknown"]
    assert kinds["follow-up"]["belongs_to"] == "member"


def test_the_code_of_a_partner_stays_and_is_nobody_elses_for_consents_name_it(terminal: Terminal) -> None:
    partner = terminal("add", "partner", given=[{"code": "SHELTER", "name": "Shelter (sample)"}]).out.strip()
    who = terminal.member()
    assert terminal("consent", who, "share:SHELTER", "grant").code == 0
    said = terminal("change", given=[{"id": partner, "code": "OTHER"}])
    assert said.code == 2 and said.err.count("\n") == 1 and "keeps its code" in said.err
    assert terminal("change", given=[{"id": partner, "name": "Shelter of the town (sample)", "phone": "000 0112"}]).code == 0
    assert terminal("list", "partner").rows[0]["code"] == "SHELTER"
    for batch in ([{"code": "shelter"}], [{"code": "NEW"}, {"code": "new"}]):
        twice = terminal("add", "partner", given=batch)
        assert twice.code == 2 and "another partner’s" in twice.err and len(terminal("list", "partner").rows) == 1
    gone = terminal("change", given=[{"id": partner, "archived": True}])
    assert gone.code == 2 and "no longer offered" in gone.err
    assert terminal("change", given=[{"id": partner, "retired": True}]).code == 0
