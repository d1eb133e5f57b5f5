"""The journey everything else hangs on: unlock, one conversation by keyboard alone within its budget, and it is there."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from locales import PSEUDO
from storage.workspace import Workspace
from tests.ui.sitting import Key, Keyboard, Mod, until
from ui import language
from ui.main_window import MainWindow
from ui.pages.conversation import ConversationPage
from ui.session import Session

PASSPHRASE = "five plain words for journeys"
STORY = "We waited a year and nobody told us why. My sister gave up."
BUDGET = 50
STOP_BUDGET = 4


class Desk(Keyboard):
    """The window and a keyboard."""

    def __init__(self, folder: Path, qtbot: Any) -> None:
        self.session = Session(folder)
        self.window = MainWindow(self.session)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)
        self.window.show()
        self.window.activateWindow()
        until(self.window.isActiveWindow)

    def unlock(self) -> None:
        self.settle()
        typed = self.focus()
        assert isinstance(typed, QLineEdit)
        QTest.keyClicks(typed, PASSPHRASE)
        QTest.keyClick(typed, Key.Key_Return)
        until(lambda: self.window.frame is not None, seconds=60)
        self.settle()

    def settle(self) -> None:
        until(self.session.jobs.idle, seconds=60)

    def page(self) -> ConversationPage:
        found = self.window.page()
        assert isinstance(found, ConversationPage)
        return found


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with its real key derivation, for one made for tests takes in nobody. Each test opens a copy."""
    folder = tmp_path_factory.mktemp("first") / "vault"
    workspace, _words = Workspace.create(folder, PASSPHRASE, association="Samtök prófana", volunteer="Anna Æfing")
    workspace.close()
    return folder


@pytest.fixture
def tongue() -> str:
    return "en"


@pytest.fixture
def desk(tongue: str, vault: Path, qapp: Any, tmp_path: Path, qtbot: Any) -> Iterator[Desk]:
    language.choose(qapp, tongue)
    shutil.copytree(vault, tmp_path / "vault")
    made = Desk(tmp_path / "vault", qtbot)
    made.unlock()
    yield made
    made.window.close()
    language.choose(qapp, "en")


def start_of(vocabulary: str, code: str, letters: int = 3) -> str:
    """The first letters of a code's words as they stand on the screen: what a volunteer types."""
    from locales import current
    from models.vocabulary import vocabulary as listed

    return listed(vocabulary).label(code, current()).strip("⟦")[:letters]


@pytest.mark.parametrize("tongue", ["en", PSEUDO])
def test_a_conversation_by_keyboard_alone_stays_within_its_budget(desk: Desk) -> None:
    desk.press(Key.Key_N, Mod.ControlModifier)
    desk.settle()
    desk.press(Key.Key_A, Mod.AltModifier)
    desk.types("yyyn")
    desk.goes_on()
    desk.says("Testa")
    desk.press(Key.Key_Tab)
    desk.types("uk")
    desk.press(Key.Key_Return)
    desk.goes_on()
    desk.says(STORY)
    desk.goes_on()
    for kind, words, urgency in (("housing", "a flat for three", "2"), ("language", "a course in the evening", "3")):
        desk.types(start_of("need-category", kind))
        desk.press(Key.Key_Tab)
        desk.says(words)
        desk.press(Key.Key_Tab)
        desk.types(urgency)
        desk.press(Key.Key_Tab)
        desk.types("2")
        desk.press(Key.Key_Return)
    desk.goes_on()
    desk.types(start_of("contribution-type", "volunteering"))
    desk.press(Key.Key_Tab)
    desk.says("cooks at the school")
    desk.press(Key.Key_Tab)
    desk.types("12")
    desk.press(Key.Key_Return)
    desk.goes_on()
    assert desk.page().now == "review"
    desk.press(Key.Key_S, Mod.ControlModifier)
    desk.settle()
    assert desk.keys <= BUDGET
    _is_kept(desk)


def _is_kept(desk: Desk) -> None:
    def look(workspace: Workspace) -> dict[str, Any]:
        return {kind: workspace.records(kind) for kind in ("member", "conversation", "consent", "story", "need", "contribution")} | {
            "drafts": workspace.drafts.all(), "faults": workspace.check()}

    found = desk.session.jobs.write_now(look)
    week = (datetime.date.today() + datetime.timedelta(days=7)).isoformat()
    assert [(each.label, each.preferred_language) for each in found["member"]] == [("Testa", "uk")]
    assert sorted((each.use, each.value) for each in found["consent"]) == [
        ("contact", "refused"), ("keep", "given"), ("quote-anonymous", "given"), ("statistics", "given")]
    assert [(each.text, each.language) for each in found["story"]] == [(STORY, "uk")]
    assert sorted((each.category, each.asked, each.urgency, each.due) for each in found["need"]) == [
        ("housing", "a flat for three", "U2", week), ("language", "a course in the evening", "U3", week)]
    assert [(each.type, each.what, each.hours) for each in found["contribution"]] == [("volunteering", "cooks at the school", Decimal(12))]
    assert (found["drafts"], found["faults"]) == ([], [])
    assert desk.page().finished.code.text() == found["member"][0].code


def test_no_to_keeping_takes_three_keys(desk: Desk) -> None:
    desk.press(Key.Key_N, Mod.ControlModifier)
    desk.settle()
    desk.types("n")
    desk.press(Key.Key_Return)
    desk.settle()
    assert desk.keys <= STOP_BUDGET
    assert desk.session.jobs.write_now(lambda workspace: (workspace.count("member"), workspace.count("conversation"))) == (0, 1)


def test_a_lock_in_mid_sentence_loses_nothing(desk: Desk) -> None:
    desk.press(Key.Key_N, Mod.ControlModifier)
    desk.settle()
    desk.types("y")
    desk.goes_on()
    desk.says("Testa")
    desk.goes_on()
    desk.says("We waited a")
    desk.press(Key.Key_L, Mod.ControlModifier)
    assert desk.window.frame is None
    assert not [each for each in desk.window.findChildren(ConversationPage) if each.isVisible()]
    QGuiApplication.processEvents()
    desk.unlock()
    assert desk.page().now == "story"
    desk.says(" year")
    assert desk.page().steps["story"].text.toPlainText() == "We waited a year"
