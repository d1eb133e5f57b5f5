"""The receipt: in the member's language and then the volunteers', with every answer, and with nothing that was told."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from locales import MEMBER_LANGUAGES, member_words, script, strip_iso
from reports.kinds import receipt
from tests.commands.conftest import Terminal
from tests.reports.reading import lost, pages


def told(terminal: Terminal, language: str) -> str:
    """Somebody who told a story and a need, agreed to one thing, refused another, took one back, and is sent to a shelter."""
    terminal("change", given=[{"id": terminal("list", "association").rows[0]["id"], "contact": "phone 000 0199", "address": "Sample Street 1"}])
    who = terminal.member("Zqmía", uses=("keep", "statistics", "contact"), preferred_language=language)
    terminal("add", "partner", given=[{"code": "SHELTER", "name": "Zqshelter"}])
    for use, act in (("quote-anonymous", "refuse"), ("statistics", "withdraw"), ("share:SHELTER", "grant")):
        assert terminal("consent", who, use, act).code == 0
    terminal("add", "story", given=[{"member": who, "text": "Zqstory of mine", "language": "en"}])
    terminal("add", "need", given=[{"member": who, "category": "violence", "asked": "zqneed"}])
    return who


@pytest.mark.parametrize("language", MEMBER_LANGUAGES)
def test_every_answer_stands_on_it_in_her_language_and_nothing_she_told(terminal: Terminal, tmp_path: Path, language: str) -> None:
    who, out = told(terminal, language), tmp_path / "receipt.pdf"
    volunteer = "is" if language == "en" else "en"
    said = terminal("report", "receipt", str(out), "--where", f"id={who}", "--lang", volunteer)
    assert said.code == 0, said.err
    both = pages(out.read_bytes(), "pdfium")
    assert len(both) == 2, "a page for each language"
    spoken = member_words(language)
    expected = [spoken.gettext(each) for each in receipt.ANSWERS.values()][:3] + [script.use_words(use, spoken) for use in script.USES]
    if language != "th":  # a reader of Thai cuts no words; its letters are looked at below
        assert lost("\n".join(expected), out.read_bytes(), "pdfium") == []
    code = next(each["code"] for each in terminal("list", "member").rows if each["id"] == who)
    assert all(code in page and "000 0199" in page for page in pages(out.read_bytes(), "poppler"))
    assert not [each for each in ("Zq", "zq", "SHELTER", "olence") if each in "\n".join(both)]
    assert pypdf.PdfReader(out).pages[0].mediabox.width == pytest.approx(419.5, abs=1), "A5"
    information = dict(pypdf.PdfReader(out).metadata or {})
    assert set(information) <= {"/Title", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Keywords", "/Trapped"}
    assert not [each for each in (code, "Zq", "fictional") if each in str(information)]


def test_it_is_logged_and_wants_one_person_and_two_languages_at_most(terminal: Terminal, tmp_path: Path) -> None:
    who, out = told(terminal, "uk"), str(tmp_path / "receipt.pdf")
    assert terminal("report", "receipt", out, "--where", f"id={who}", "--lang", "is,pl").code == 0
    first, second = pages(Path(out).read_bytes(), "pdfium")
    assert member_words("pl").gettext(receipt.TITLE) in first and member_words("is").gettext(receipt.TITLE) in second, "hers first"
    for wrong in (["--where", f"id={who}", "--lang", "en,uk,pl"], ["--where", f"id={who}", "--lang", "en,ti"], [], ["--where", "id=nobody"]):
        refused = terminal("report", "receipt", out, *wrong)
        assert refused.code == 2 and refused.err.count("\n") == 1
    shown = terminal("report", "member", str(tmp_path / "all.pdf"), "--where", f"id={who}", "--lang", "en")
    assert shown.code == 0 and "Printed a receipt" in strip_iso("\n".join(pages((tmp_path / "all.pdf").read_bytes(), "pdfium")))
