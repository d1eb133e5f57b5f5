"""Between the real vault and the one to practise in: the bar that says which one is open, and the way from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from locales import _
from ui.events import events
from ui.operations import vault
from ui.parts import button, label

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Practice", "PracticeBar"]


class PracticeBar(QFrame):
    """In a colour of its own, above everything, as long as nobody on the screen is real."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "practice")
        self.label, self.back_button = label(), button()
        self.back_button.clicked.connect(lambda: events.practise.emit(False))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 4, 16, 4)
        line.addWidget(self.label, 1)
        line.addWidget(self.back_button, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def retranslate(self) -> None:
        self.label.setText(_("Practice: nobody here is real."))
        self.back_button.setText(_("Back to our vault"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Practice(QObject):
    """Locks the one vault and shows the door of the other, whenever somebody asks for it."""

    def __init__(self, window: MainWindow, column: QVBoxLayout) -> None:
        super().__init__(window)
        self._window, self._column = window, column
        self._wanted: bool | None = None
        self.bar: PracticeBar | None = None
        events.practise.connect(self._asked)
        events.closed.connect(self._closed)

    def mark(self) -> None:
        """Show the bar above everything while the vault is one to practise in."""
        on = self._window.session.is_practice
        if on and self.bar is None:
            self.bar = PracticeBar()
            self._column.insertWidget(0, self.bar)
        if self.bar is not None:
            self.bar.setVisible(on)

    def _asked(self, on: bool) -> None:
        self._wanted = on
        if self._window.frame is not None:
            self._window.lock()
        else:  # the first run, or an unlock page: there is nothing on the screen to put away
            vault.lock(self._window.session, (), self._closed)

    def _closed(self) -> None:
        """The one is closed, so the other may be shown; not while words of the one still wait for room on the disk."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._window.session.sealed is None:
            self._window.session.practise(wanted)
            self._window.show_other_door()
