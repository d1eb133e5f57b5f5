"""An association's own question, from the first word to the file: asked in a conversation, a column, a filter, found, and taken out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.listing import IS, IS_NOT, NOT_ASKED
from models.question import Question
from tests.people import member
from tests.ui.robots import PASSPHRASE, Volunteer
from ui.pages.people import PeoplePage
from ui.pages.questions import QuestionsPage

Sit = Callable[..., Volunteer]


def adds_question(anna: Volunteer, kind: str, words: str, *answers: str) -> Question:
    """Settings, Our questions: type it in and keep it."""
    anna.presses("Ctrl+9")
    page = cast(QuestionsPage, anna.page())
    anna.tabs_to(page.add_button)
    anna.presses("Space")
    form = page.form
    form.kind.choose(kind)
    form.words["en"].setFocus()
    anna.types(words)
    for place, answer in enumerate(answers):
        form.own.lines[place]["en"].setFocus()
        anna.types(answer)
    form.sensitivity.choose("ordinary")
    anna.presses("Ctrl+S")
    found = anna.window.session.jobs.write_now(lambda workspace: workspace.records("question"))
    return cast(Question, found[-1])


def tells(anna: Volunteer, name: str, answers: dict[str, str]) -> None:
    """A conversation in which somebody answers our own questions."""
    anna.presses("Ctrl+N", "Alt+A")
    for answer in "yyyn":  # each hands the keyboard on to the next use
        anna.types(answer)
    anna.presses("Ctrl+Return")
    anna.types(name)
    for question, answer in answers.items():
        found = anna.page().findChild(QWidget, f"about.{question}")
        assert found is not None, "our question is not asked"
        anna.tabs_to(found)
        anna.types(answer)
        anna.presses("Tab")
    anna.presses("Ctrl+Return", "Ctrl+Return", "Ctrl+Return", "Ctrl+Return", "Ctrl+S")


def people(anna: Volunteer) -> PeoplePage:
    anna.presses("Ctrl+2")
    return cast(PeoplePage, anna.page())


def rows(page: PeoplePage) -> list[tuple[str, ...]]:
    return [tuple(str(page.model.index(row, column).data()) for column in range(page.model.columnCount())) for row in range(page.model.rowCount())]


def shows_column(anna: Volunteer, page: PeoplePage, words: str) -> None:
    anna.presses("Ctrl+Shift+C")
    checks = page.list.columns.list
    while checks.currentItem().text() != words:
        anna.presses("Down")
    anna.presses("Space", "Escape")


def filters(anna: Volunteer, page: PeoplePage, question: str, how: str, answer: str = "") -> None:
    anna.presses("Ctrl+Shift+F")
    panel = page.list.filters
    panel.field.setCurrentIndex(panel.field.findData(question))
    panel.how.setCurrentIndex(panel.how.findData(how))
    if answer:
        panel.code.setCurrentIndex(panel.code.findText(answer))
    anna.tabs_to(panel.add_button)
    anna.presses("Space", "Escape")


def test_our_own_question_goes_all_the_way(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    sings = adds_question(anna, "code", "Do you sing?", "Often", "Never")
    plays = adds_question(anna, "text", "What do you play?")
    tells(anna, "Testa", {sings.id: "Of", plays.id: "=accordion"})
    tells(anna, "Prufa", {sings.id: "Ne"})
    anna.has(*member("Nobody asked (sample)")[1])

    page = people(anna)
    shows_column(anna, page, "Do you sing?")
    shows_column(anna, page, "What do you play?")
    assert page.model.headerData(6, Qt.Orientation.Horizontal) == "Do you sing?"
    assert [(row[0], *row[6:]) for row in rows(page)] == [
        ("Nobody asked (sample)", "", ""), ("Prufa", "Never", ""), ("Testa", "Often", "=accordion")]

    for how, answer, left in ((IS, "Often", ["Testa"]), (IS_NOT, "Often", ["Prufa"]), (NOT_ASKED, "", ["Nobody asked (sample)"])):
        filters(anna, page, sings.id, how, answer)
        assert [row[0] for row in rows(page)] == left
        anna.tabs_to(page.list.rules.clear_button)
        anna.presses("Space")
        assert page.model.rowCount() == 3

    page.box.setFocus()
    anna.types("accord")
    assert [row[0] for row in rows(page)] == ["Testa"] and "1 line" in anna.reads(page.list)

    anna.presses("Ctrl+Shift+E")
    assert "no longer protected" in anna.reads(page.list)
    anna.types(PASSPHRASE)
    place = tmp_path / "people.csv"
    page.list.taking_out.csv_to(place)
    anna.waits()
    written = list(csv.reader(io.StringIO(place.read_bytes().decode("utf-8-sig"))))
    assert written[0][6:] == ["Do you sing?", "What do you play?"]
    assert [(row[0], *row[6:]) for row in written[1:]] == [("Testa", "Often", "'=accordion")]
    log = anna.window.session.jobs.write_now(lambda workspace: workspace.access_lines())
    assert log[0].what == "list" and log[0].reason == "Member: 1"
