"""One section of the settings: a heading, a sentence what it is for, and what can be set."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _
from ui import theme
from ui.parts import label
from ui.session import Session

__all__ = ["Section"]


class Section(QWidget):
    """The base of every section. A subclass builds into `self.body` in its constructor and ends it with `self.retranslate()`.

    As on a page, `retranslate` is the only place where texts are set, `refresh` loads anew what is shown, and `leave` puts in
    safety what was typed: another section comes up, or the vault is about to be locked.
    """

    title_msg: ClassVar[str] = ""
    """The heading, marked with `N_`."""
    help_msg: ClassVar[str] = ""
    """One sentence what this section is for, marked with `N_`."""
    WIDTH: ClassVar[int] = 760
    """The widest it grows, in logical pixels at ordinary text."""

    go = Signal(str, object)
    """Ask the main window for a place, as a page does."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.heading, self.help_line = label(name="heading"), label("muted")
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 12, 12)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.help_line)
        column.addLayout(self.body)
        column.addStretch(1)
        self._fit_column()

    def retranslate(self) -> None:
        """Set every text in the language of the moment. A subclass calls it at the end of its constructor."""
        self.heading.setText(_(self.title_msg))
        self.help_line.setText(_(self.help_msg))
        self.help_line.setVisible(bool(self.help_msg))

    def refresh(self) -> None:
        """Load what is shown anew."""

    def bring_up(self, what: str) -> None:
        """Open one of its forms by name, as soon as what it needs is loaded."""

    def brought_up(self) -> str:
        """The name of the form that is open, or nothing."""
        return ""

    def leave(self) -> None:
        """Put what was typed in safety."""

    def _fit_column(self) -> None:
        self.setMaximumWidth(theme.scaled(self.WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit_column()
        super().changeEvent(event)
