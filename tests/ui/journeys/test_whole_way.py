"""From an empty folder to a saved page for a ministry, by the keyboard alone, in every language of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from locales import LANGUAGES, current
from models.vocabulary import vocabulary
from tests.ui.robots import PASSPHRASE, Volunteer
from ui import language

BUDGET = 50
STORIES = {
    "en": "We waited a year and nobody told us why.", "ar": "انتظرنا سنة ولم يخبرنا أحد لماذا.",
    "is": "Við biðum í heilt ár og enginn sagði okkur hvers vegna.",
    "pl": "Czekaliśmy rok i nikt nam nie powiedział dlaczego.",
}
YES = {"en": "y", "ar": "y", "is": "j", "pl": "t"}
"""The key for yes: Y everywhere, and the first letter of the word where it is another."""
PAGE = {"en": "Page", "ar": "صفحة", "is": "Síða", "pl": "Strona"}


def letters(name: str, code: str, count: int = 3) -> str:
    """The first letters of a choice, as they stand on the screen."""
    return vocabulary(name).label(code, current())[:count]


def talks(anna: Volunteer, tongue: str) -> int:
    """One conversation: consent, the person, a story, two needs, a contribution. Returns the keys it took, texts aside."""
    anna.keys, texts = 0, 0

    def says(words: str) -> None:
        anna.types(words)

    def picks(signs: str) -> None:
        anna.types(signs)
        anna.keys += len(signs)

    anna.presses("Ctrl+N")
    anna.presses("Alt+A")
    picks(4 * YES[tongue])
    anna.presses("Ctrl+Return")
    says("Testa")
    anna.presses("Tab")
    picks(letters("language", "ar", 3))
    anna.presses("Return", "Ctrl+Return")
    says(STORIES[tongue])
    anna.presses("Ctrl+Return")
    for kind, words in (("housing", "a flat for three"), ("language", "an evening course")):
        picks(letters("need-category", kind))
        anna.presses("Tab")
        says(words)
        anna.presses("Tab")
        picks("2")
        anna.presses("Tab")
        picks("2")
        anna.presses("Return")
    anna.presses("Ctrl+Return")
    picks(letters("contribution-type", "volunteering"))
    anna.presses("Tab")
    says("cooks at the school")
    anna.presses("Tab")
    picks("12")
    anna.presses("Return", "Ctrl+Return", "Ctrl+S")
    anna.waits()
    return anna.keys + texts


def saves_the_brief(anna: Volunteer, place: Path) -> None:
    """Reports, wait for the page, Ctrl+S, a name, Enter."""

    anna.presses("Ctrl+8")
    anna.waits(lambda: bool(anna.page().preview.paper) and anna.page().settled())  # type: ignore[attr-defined]
    anna.presses("Ctrl+S")
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible())
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(place))
    QTest.keyClick(next(each for each in dialog.findChildren(QPushButton) if each.isDefault()), Qt.Key.Key_Space)
    anna.waits(place.exists)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_from_an_empty_folder_to_a_saved_page(volunteer: Callable[..., Volunteer], tongue: str, qapp: Any, tmp_path: Path) -> None:
    language.choose(qapp, tongue)
    anna = volunteer()
    anna.sets_up(association="Example Association", name="Anna")
    assert talks(anna, tongue) <= BUDGET
    kept = anna.window.session.jobs.write_now(lambda workspace: [
        (each.TYPE, len(workspace.records(each.TYPE))) for each in map(type, workspace.records("story") + workspace.records("contribution"))
    ])
    assert kept == [("story", 1), ("contribution", 1)]
    paper = tmp_path / "page.pdf"
    saves_the_brief(anna, paper)
    words = pypdfium2.PdfDocument(paper.read_bytes())[0].get_textpage().get_text_range()
    assert {"Example", "Association"} <= set(words.split()) and "Testa" not in words
    assert PAGE[tongue] in words


def test_an_own_question_goes_the_whole_way(volunteer: Callable[..., Volunteer], tmp_path: Path, capsysbinary: Any) -> None:
    """Added in the vault, answered in the window, found by `list --where`, seen in `show`."""
    import json

    import commands
    from models.consent import Consent
    from models.member import Member
    from models.operation import new_id
    from models.question import Question
    from ui.pages.member import MemberPage
    from ui.pages.member.record_form import RecordForm

    anna = volunteer()
    anna.sets_up()
    anna.waits(lambda: not anna.is_locked())
    question = Question(id=new_id(), record_type="member", kind="text", labels={"en": "Which club do you belong to?"}, sensitivity="ordinary")
    member = Member(id=new_id(), label="Testa (sample)")
    anna.has(question, member, Consent(member=member.id, use="keep", value="given"))
    anna.presses("Ctrl+2")
    anna.presses("Ctrl+K")
    anna.types("tes")
    anna.waits()
    anna.presses("Return")
    anna.waits(lambda: isinstance(anna.page(), MemberPage))
    anna.presses("Ctrl+E")
    anna.waits(lambda: bool(anna.page().findChildren(RecordForm)))
    editors = [each for each in anna.page().findChildren(QLineEdit) if each.isVisible() and "Which club" in each.accessibleName()]
    assert editors, "the question is not in the record's form"
    anna.tabs_to(editors[0])
    anna.types("choir")
    anna.presses("Ctrl+S")
    anna.waits()
    anna.window.close()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, "utf-8")

    def run(*words: str) -> list[Any]:
        assert commands.main([words[0], str(tmp_path / "vault"), *words[1:], "--passphrase-file", str(secret)]) == 0
        return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]

    assert [row["id"] for row in run("list", "member", "--where", f"{question.id}=choir")] == [member.id]
    assert run("show", member.id)[0]["labels"][question.id] == {"label": "Which club do you belong to?", "value": "choir"}


