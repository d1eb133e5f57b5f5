"""How long whoever sits before the window had to wait at the longest: measured at every key and every click of a journey."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.stalls import Stalls

__all__ = ["MOST", "clicks", "lives", "presses", "stalls", "types"]

MOST = 3.0
"""Seconds of work in one turn: generous, and not lengthened by other tests beside. `benchmarks/waits.py` measures what is aimed at."""
stalls = Stalls()


def presses(widget: QWidget, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, and all that the window does about it before it can take the next."""
    with stalls.turning():
        QTest.keyClick(widget, key, mods)


def types(widget: QWidget, letter: str) -> None:
    """One letter of any script."""
    with stalls.turning():
        if letter.isascii():
            QTest.keyClick(widget, letter)
        else:  # QTest knows the keys of an ASCII keyboard only, and ends the process at another
            QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def clicks(widget: QWidget, place: QPoint) -> None:
    """The left button of the mouse, once."""
    with stalls.turning():
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def lives(until: Callable[[], bool], seconds: float = 30) -> None:
    """Let the window live until something is so."""
    deadline = QDeadlineTimer(int(seconds * 1000))
    with stalls.turning():
        QApplication.processEvents()
        while not until():
            assert not deadline.hasExpired(), "it never came about"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QApplication.processEvents()
