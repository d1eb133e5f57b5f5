"""F9: nothing to be seen, at once. Any key asks for Enter, Enter brings everything back as it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _
from ui.parts import label

__all__ = ["Cover"]


class Cover(QWidget):
    """An opaque page in place of everything else; what is behind it is hidden, not only painted over."""

    lifted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hint = label("muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(self.hint)
        self._asked = False
        self.retranslate()

    def fall(self) -> None:
        """Start covered, without a hint that anything is behind."""
        self._asked = False
        self.retranslate()
        self.setFocus()

    def _ask(self) -> None:
        self._asked = True
        self.retranslate()

    def retranslate(self) -> None:
        self.hint.setText(_("Press Enter to go on.") if self._asked else "")
        self.setAccessibleName(_("The screen is covered. Press Enter to go on."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lifted.emit()
        else:
            self._ask()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._ask()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut acts on what can't be seen
            return True
        return super().event(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
