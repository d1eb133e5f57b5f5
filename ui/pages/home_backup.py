"""One quiet line on Home: how old the last copy outside this laptop is, and whether the paper should be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from locales import _
from ui.parts import button, label
from ui.session import Session

if TYPE_CHECKING:
    from ui.operations.backup import Overview

__all__ = ["BackupLine"]


class BackupLine(QWidget):
    """Shown once there is somebody to lose."""

    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._found: Overview | None = None
        self.words, self.button = label("muted"), button("quiet")
        self.drill_words, self.drill_button = label("muted"), button("quiet")
        self.drill = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._line(QHBoxLayout(), self.words, self.button))
        column.addWidget(self.drill)
        self._line(QHBoxLayout(self.drill), self.drill_words, self.drill_button)
        for each in (self.button, self.drill_button):
            each.clicked.connect(lambda: self.go.emit("settings", "backup"))
        self.hide()

    @staticmethod
    def _line(line: QHBoxLayout, words: QWidget, press: QWidget) -> QHBoxLayout:
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(press)
        return line

    def refresh(self) -> None:
        """Look again."""
        from ui.operations import backup

        backup.look(self.session, self._shown)

    def _shown(self, found: Overview) -> None:
        self._found = found
        self.setVisible(found.has_people and not (self.session.is_demo or self.session.is_practice))
        self.retranslate()

    def retranslate(self) -> None:
        if self._found is None:
            return
        from ui.pages.settings.backup import outside_words

        self.words.setText(outside_words(self._found))
        self.button.setText(_("Back up now"))
        self.drill.setVisible(self._found.drill_due)
        self.drill_words.setText(_("It is time to try whether the recovery words on paper still open a backup."))
        self.drill_button.setText(_("Try the recovery words…"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
