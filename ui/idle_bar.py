"""The line that says half a minute before: the screen will be covered, or Raddir will lock. It never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from locales import ngettext
from models import idle
from ui.idle import BLANK
from ui.parts import label

__all__ = ["IdleBar", "sentence"]


def sentence(act: str, seconds: int) -> str:
    """What is about to happen, and how it is kept from happening."""
    if act == BLANK:
        return ngettext("The screen will be covered in {n} second. Press any key to go on; nothing is lost.",
                        "The screen will be covered in {n} seconds. Press any key to go on; nothing is lost.", seconds).format(n=seconds)
    return ngettext("Raddir will lock in {n} second. Press any key to go on; nothing is lost.",
                    "Raddir will lock in {n} seconds. Press any key to go on; nothing is lost.", seconds).format(n=seconds)


class IdleBar(QFrame):
    """Counts down where it can be seen; to those who hear the screen it is said once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "idle")
        self._act, self._seconds = BLANK, idle.WARNING
        self.label = label()
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self.label)
        self.hide()

    def warn(self, act: str, seconds: int) -> None:
        """Show how many seconds are left."""
        first, self._act, self._seconds = self.isHidden() or act != self._act, act, seconds
        self.label.setText(sentence(act, seconds))
        self.show()
        if first:
            self._announce()

    def _announce(self) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self.setAccessibleName(self.label.text())
        self.label.setAccessibleName(self.label.text())  # the seconds that follow are for the eye alone
        QAccessible.updateAccessibility(QAccessibleEvent(self.label, QAccessible.Event.Alert))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and not self.isHidden():
            self.label.setText(sentence(self._act, self._seconds))
            self._announce()
        super().changeEvent(event)
