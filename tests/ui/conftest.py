"""The window for tests: its look and its language at the start of each, and key derivation at the least that a vault may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from storage import header, slots
from tests.ui.robots import Volunteer
from ui import fonts, language, theme
from ui.focus_ring import FocusRing
from ui.main_window import MainWindow
from ui.rubbish import Rubbish
from ui.session import Session
from ui.steady import hold_constants

hold_constants()


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> QApplication:
    fonts.load_first()
    fonts.load_rest()
    theme.choose(qapp, size=100, scheme="light")
    FocusRing(qapp)
    Rubbish(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _fresh(_dressed: QApplication) -> Iterator[None]:
    """English, light, ordinary text, whatever the test before left behind."""
    yield
    language.choose(_dressed, "en")
    if theme.text_size() != 100 or theme.tokens() is not theme.LIGHT or theme.scheme() != "light":
        theme.choose(_dressed, size=100, scheme="light", few_colours=False)


@pytest.fixture
def volunteer(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Volunteer]]:
    """Sits down a volunteer before the window on a vault: `volunteer()` on none yet, `volunteer(folder)` on that one."""
    # A real vault, which takes people in, with the quickest derivation: only these tests may make one.
    monkeypatch.setattr(header, "FLOOR", header.TEST_FLOOR)
    monkeypatch.setattr(slots, "calibrate", lambda: header.TEST_FLOOR)
    seated: list[Volunteer] = []

    def sit(folder: Path | None = None, size: tuple[int, int] = (1366, 690)) -> Volunteer:
        window = MainWindow(Session(folder or tmp_path / "vault"))
        window.resize(*size)
        window.show()
        window.activateWindow()
        person = Volunteer(window)
        person.waits()
        seated.append(person)
        return person

    yield sit
    for person in seated:
        person.window.close()
        person.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
