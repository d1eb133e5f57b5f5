"""A volunteer at the keyboard for the tests of the intake: what they do, in verbs, with every key counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from models.record import Record
from storage.workspace import Workspace
from tests.ui import waiting
from ui.pages.conversation import ConversationPage
from ui.session import Session

PASSPHRASE = "five plain words for a test"
Key, Mod = Qt.Key, Qt.KeyboardModifier


def until(what: Callable[[], bool], seconds: int = 20) -> None:
    """Let the window live until something is so."""
    waiting.lives(what, seconds)


@contextmanager
def session_in(folder: Path, *before: Record) -> Iterator[Session]:
    """A vault of an association, open; with records that were there before."""
    session = Session(folder)

    def make() -> tuple[Workspace, None]:
        workspace, _words = Workspace.create(folder, PASSPHRASE, association="Samtök prófana", volunteer="Anna Æfing", kdf="test")
        if before:
            workspace.save_all(before)
        return workspace, None

    failures: list[Any] = []
    try:
        session.jobs.open(make, lambda _nothing: None, failures.append)
        until(session.jobs.idle)
        assert not failures
        yield session
    finally:
        session.end()
        # Without an event loop that runs, what was closed is never deleted, and every test would restyle the windows of all before.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Keyboard:
    """Whoever types. `keys` counts presses, the letters of free text apart (`says`)."""

    keys = 0

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier, times: int = 1) -> None:
        for _each in range(times):
            self.keys += 1
            waiting.presses(self.focus(), key, mods)
            QApplication.processEvents()

    def types(self, letters: str) -> None:
        """Letters that choose or answer: each counts."""
        for letter in letters:
            self.keys += 1
            waiting.types(self.focus(), letter)
            QApplication.processEvents()

    def says(self, text: str) -> None:
        """Free words, which aren't counted."""
        for letter in text:
            waiting.types(self.focus(), letter)
        QApplication.processEvents()

    def goes_on(self) -> None:
        self.press(Key.Key_Return, Mod.ControlModifier)


class Volunteer(Keyboard):
    """Sits before a conversation page."""

    def __init__(self, session: Session, qtbot: Any, *, size: tuple[int, int] = (1310, 660), argument: object = None) -> None:
        self.session = session
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.page = ConversationPage(session)
        self.went: list[tuple[str, object]] = []
        self.page.go.connect(lambda name, what: self.went.append((name, what)))
        self.window.setCentralWidget(self.page)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        until(self.window.isActiveWindow)
        self.opens(argument)

    def opens(self, argument: object = None) -> None:
        self.page.open(argument)
        self.rests()

    def rests(self) -> None:
        """Wait until everything that was begun is done."""
        until(self.session.jobs.idle)

    def tab(self, times: int = 1) -> None:
        for _each in range(times):
            self.press(Key.Key_Tab)

    def enter(self) -> None:
        self.press(Key.Key_Return)

    def saves(self) -> None:
        self.press(Key.Key_S, Mod.ControlModifier)
        self.rests()

    def all_points_are_said(self) -> None:
        self.press(Key.Key_A, Mod.AltModifier)

    def consent(self, answers: str = "YYYN") -> None:
        """The script, four answers, and on to the second step."""
        self.all_points_are_said()
        self.types(answers)
        self.goes_on()

    def part(self, name: str) -> QWidget:
        """An input by its name, such as "about.label"."""
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    def stored(self, look: Callable[[Workspace], Any]) -> Any:
        """What the vault holds."""
        return self.session.jobs.write_now(look)
