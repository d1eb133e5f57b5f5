"""The right of access and its log at the command line: the paper in one language or two, the copy to take home, who may take out all."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

from locales import member_words, script
from models.consent import wording_hash
from storage.workspace import Workspace
from tests.commands.conftest import Terminal
from tests.people import PASSPHRASE
from tests.reports.reading import lost, pages, words

STORY = "انتظرت ستة أشهر من أجل رقم الهوية."
ASSOCIATION = "Example Association (fictional)"


def told(terminal: Terminal) -> str:
    """Somebody with something in every section. Returns the id."""
    who = terminal.member("Samira (sample)", contact="+354 555 0142", gender={"declined": True}, preferred_language="ar", region="capital")
    terminal("add", "story", given=[{"member": who, "text": STORY, "language": "ar", "told_on": "2026-03-01"}])
    terminal("add", "need", given=[{"member": who, "category": "housing", "asked": "A flat with a door that locks", "opened": "2026-03-01"}])
    terminal("add", "contribution", given=[{"member": who, "type": "care", "what": "=HYPERLINK", "hours": 6}])
    terminal("consent", who, "contact", "refuse")
    return who


def read(paper: Path) -> str:
    """The words on a paper, in order."""
    return " ".join(words("\n".join(pages(paper.read_bytes(), "pdfium"))))


def rows(packed: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))))


def test_the_paper_says_everything_and_how_to_use_ones_rights(terminal: Terminal, tmp_path: Path) -> None:
    who = told(terminal)
    said = terminal("report", "member", str(tmp_path / "m.pdf"), "--where", f"id={who}", "--lang", "en")
    assert said.code == 0, said.err
    paper = read(tmp_path / "m.pdf")
    for sentence in ("What we keep about you", "Samira sample", "354 555 0142", "preferred not to say", "Housing and homelessness",
                     "A flat with a door that locks", "Call me again", "No", "6 hours", "24 months", "Persónuvernd", "1 March 2026"):
        assert sentence in paper, sentence
    assert lost(STORY, (tmp_path / "m.pdf").read_bytes(), "pdfium") == []
    assert "Nationality" not in paper, "what was never asked is left out"


def test_without_a_language_the_paper_is_in_the_persons_own(terminal: Terminal, tmp_path: Path) -> None:
    who = told(terminal)
    terminal("report", "member", str(tmp_path / "m.pdf"), "--where", f"id={who}")
    assert lost("ما نحفظه عنك", (tmp_path / "m.pdf").read_bytes(), "pdfium") == []


def test_two_languages_stand_after_each_other_the_volunteers_first(terminal: Terminal, tmp_path: Path) -> None:
    who = told(terminal)
    assert terminal("report", "member", str(tmp_path / "m.pdf"), "--where", f"id={who}", "--lang", "is,ar").code == 0
    first, *_rest, last = pages((tmp_path / "m.pdf").read_bytes(), "pdfium")
    assert "Það sem við geymum um þig" in " ".join(words(first)) and "حقوقك" in words(last)


def test_the_paper_bears_no_name_in_the_file_itself(terminal: Terminal, tmp_path: Path) -> None:
    who = told(terminal)
    terminal("report", "member", str(tmp_path / "m.pdf"), "--where", f"id={who}", "--lang", "en")
    from pypdf import PdfReader

    info = PdfReader(tmp_path / "m.pdf").metadata
    assert info is not None and not any("Samira" in str(value) for value in info.values())


def test_a_request_that_names_nobody_or_too_much_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    who, out = told(terminal), str(tmp_path / "m.pdf")
    for wrong in ([], ["--where", "region=capital"], ["--where", "id=nobody"], ["--where", f"id={who}", "--lang", "tlh"],
                  ["--where", f"id={who}", "--audience", "public"]):
        said = terminal("report", "member", out, *wrong)
        assert said.code == 2 and len(said.err.strip().splitlines()) == 1, wrong
    assert not (tmp_path / "m.pdf").exists()
    assert terminal("access", "nobody", str(tmp_path / "a.zip")).code == 2 and not (tmp_path / "a.zip").exists()


def test_the_copy_to_take_home_holds_everything_as_data(terminal: Terminal, tmp_path: Path) -> None:
    who = told(terminal)
    said = terminal("access", who, str(tmp_path / "a.zip"))
    assert said.code == 0 and "in the clear" in said.err
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        whole = json.loads(packed.read("records.json"))
        assert packed.read("what-we-keep.pdf").startswith(b"%PDF")
        assert rows(packed, "story.csv")[0][:3] == ["id", "member", "conversation"] and STORY in rows(packed, "story.csv")[2]
        assert "'=HYPERLINK" in rows(packed, "contribution.csv")[2], "nothing a spreadsheet would work out"
        assert [line[1:3] for line in rows(packed, "consents.csv")[2:]] == [["keep", "given"], ["statistics", "given"], ["contact", "refused"]]
        assert len(rows(packed, "opened.csv")) == 2, "this very copy"
        history = packed.read("history.csv").decode()
    assert whole["records"]["member"][0]["gender"] == {"declined": True} and whole["records"]["story"][0]["text"] == STORY
    assert whole["labels"]["member"]["contact"] and whole["records"]["contribution"][0]["what"] == "=HYPERLINK"
    assert ASSOCIATION not in history and "متطوّع" in history, "whoever wrote it down is a volunteer"
    assert not any("recorded_by" in each and each["recorded_by"] for each in whole["records"]["consent"])


def test_whoever_took_everything_back_can_still_see_it(terminal: Terminal, tmp_path: Path) -> None:
    who = told(terminal)
    terminal("consent", who, "keep", "withdraw")
    assert terminal("show", who).code == 2
    assert terminal("access", who, str(tmp_path / "a.zip")).code == 0
    assert terminal("report", "member", str(tmp_path / "m.pdf"), "--where", f"id={who}", "--lang", "en").code == 0
    assert "waits to be erased" in read(tmp_path / "m.pdf")


def test_what_was_read_out_is_told_again_from_its_hash(terminal: Terminal, tmp_path: Path) -> None:
    text = script.read_out(member_words("en"), ASSOCIATION, (0, 1, 2, 3, 4), ("keep", "statistics"))
    given = {"value": "given", "date": "2026-01-05", "language": "en"}
    who = terminal.member("Tom (sample)")
    workspace = Workspace.open(terminal.vault, passphrase=PASSPHRASE)
    for use in ("keep", "statistics"):
        workspace.add_consent(who, use, wording=wording_hash(text), **given)
    workspace.close()
    terminal("report", "member", str(tmp_path / "m.pdf"), "--where", f"id={who}", "--lang", "en")
    assert "Our help does not depend on your answers" in read(tmp_path / "m.pdf")


def test_looking_leaves_one_line_a_call(terminal: Terminal, tmp_path: Path) -> None:
    who = told(terminal)
    terminal("list", "member")
    terminal("list", "partner")
    terminal("show", who)
    terminal("access", who, str(tmp_path / "a.zip"))
    workspace = Workspace.open(terminal.vault, passphrase=PASSPHRASE)
    lines = [(line.what, line.subject, line.reason) for line in reversed(workspace.access_lines())]
    workspace.close()
    assert lines == [("looked-up", "", "member"), ("looked-up", who, "member"), ("access", who, "")]


def test_only_a_coordinator_takes_everything_out(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "state.jsonl"
    told(terminal)
    assert terminal("export", str(out), "--canonical").code == 0 and out.exists()
    out.unlink()
    workspace = Workspace.open(terminal.vault, passphrase=PASSPHRASE)
    workspace.save(workspace.volunteers()[0].with_values({"coordinator": False}))
    workspace.close()
    said = terminal("export", str(out), "--canonical")
    assert said.code == 2 and not out.exists() and "coordinator" in said.err


def test_nothing_of_a_restricted_or_a_hidden_person_is_taken_out(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "state.jsonl"
    first, second, third = told(terminal), told(terminal), told(terminal)
    terminal("change", given=[{"id": first, "restricted": True}])
    terminal("consent", second, "keep", "withdraw")
    said = terminal("export", str(out), "--canonical")
    text = out.read_text("utf-8")
    assert said.code == 5 and first not in text and second not in text and third in text and text.count(STORY) == 1


def test_a_restricted_record_is_changed_only_by_lifting_it(terminal: Terminal) -> None:
    who = told(terminal)
    assert terminal("change", given=[{"id": who, "restricted": True}]).code == 0
    said = terminal("change", given=[{"id": who, "region": "south"}])
    assert said.code == 2 and "restricted" in said.err
    assert terminal("change", given=[{"id": who, "restricted": False, "region": "south"}]).code == 0
