"""F2: somebody is in danger now. Whom to call, at once, from every page and from the unlock page too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from locales import _, iso, led, numbers
from models.partner import Partner
from ui import language, theme
from ui.parts import button, label

__all__ = ["DangerPage"]


class DangerPage(QScrollArea):
    """The emergency number first, then the partners that the association marked as helping in emergencies."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._partners: tuple[Partner, ...] | None = None
        inside = QWidget()
        inside.setMaximumWidth(theme.scaled(760))
        column = QVBoxLayout(inside)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(14)
        self.heading = label(name="heading")
        self.number = label("danger", name="title")
        self.steps = label()
        self.partners_heading = label("section")
        self.partners = label()
        self.partners.setTextFormat(Qt.TextFormat.PlainText)
        self.back_button = button()
        self.back_button.clicked.connect(self.back)
        for widget in (self.heading, self.number, self.steps, self.partners_heading, self.partners):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inside)
        self.retranslate()

    def know(self, partners: Sequence[Partner] | None) -> None:
        """Take the urgent partners; None while the vault is locked, which keeps them."""
        self._partners = None if partners is None else tuple(partners)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(_("She is in danger now"))
        self.number.setText(_("Call {number}").format(number=iso("112")))
        self.steps.setText(_("112 answers day and night and costs nothing. Say first where she is. Stay with her. "
                             "Do not call the person she is afraid of."))
        self.partners_heading.setText(_("Partners who help in emergencies"))
        self.partners.setText(self._lines())
        language.lead(self.partners)
        self.back_button.setText(_("Back to where I was"))

    def _lines(self) -> str:
        if self._partners is None:
            return _("The association's own list is in the vault; unlock it to see it.")
        if not self._partners:
            return _("No partner is marked as helping in emergencies yet.")
        told = [(each.name or each.code, numbers(each.contact or ""), numbers(each.hours or "")) for each in self._partners]
        return "\n".join(led(" · ".join(iso(part) for part in each if part)) for each in told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
