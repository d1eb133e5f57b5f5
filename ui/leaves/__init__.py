"""Pages to read, from the unlock page and the first run as well as from Settings: what is protected, what to do about a lost laptop, and the
handbook."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from locales import _
from ui import theme
from ui.leaves.reading import Reading
from ui.parts import button, label
from ui.session import Session
from ui.widgets.reading_order import put_in_order

__all__ = ["Leaf", "leaf"]


class Leaf(QScrollArea):
    """Something to read in place of everything else, and the way back to where one was."""

    back = Signal()

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading = reading
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = QWidget()
        inside.setMaximumWidth(theme.scaled(860))
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 24, 40, 32)
        column.setSpacing(12)
        self.heading = label(name="heading")
        self.back_button = button()
        self.back_button.clicked.connect(self.back)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.heading)
        column.addWidget(reading)
        column.addStretch(1)
        self.setWidget(inside)
        self.retranslate()
        put_in_order(self)

    def retranslate(self) -> None:
        self.heading.setText(_(self.reading.title_msg))
        self.back_button.setText(_("Back to where I was"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def leaf(name: str, session: Session, about: str = "", sentence: str = "") -> Leaf:
    """The page with this name: "protection", "lost", or "handbook" at the chapter `about` a place, with the place's own `sentence`.
    Raises KeyError."""
    from ui.leaves.handbook import HandbookReading
    from ui.leaves.lost import LostReading
    from ui.leaves.protection import ProtectionReading

    if name == "handbook":
        return Leaf(HandbookReading(session, about, sentence))
    return Leaf({"protection": ProtectionReading, "lost": LostReading}[name](session))
