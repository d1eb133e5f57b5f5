"""F2: somebody is in danger now. Whom to call, at once, from every page and from the unlock page too. Nothing here needs a connection."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from locales import _, current, iso, numbers
from models.partner import Partner, urgent_first_in
from models.vocabulary import vocabulary
from ui import language, theme
from ui.parts import button, clear, label

__all__ = ["DangerPage"]


class Helper(QFrame):
    """One partner that helps in emergencies: what it is called, the number to call, when, in which languages, for what, and where.

    Tab goes from one to the next, so that a long list is read without a mouse, and a number can be marked and copied.
    """

    def __init__(self, partner: Partner, spoken: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._partner, self._spoken = partner, spoken
        self.name, self.phone, self.hours, self.languages, self.helps = label("section"), label(name="number"), label(), label(), label()
        self.speaks, self.where = label("ok", hidden=True), label("muted")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.phone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.phone.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        self.phone.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for part in self._parts():
            part.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(part)

    def _parts(self) -> tuple[QLabel, ...]:
        return (self.name, self.phone, self.speaks, self.hours, self.languages, self.helps, self.where)

    def retranslate(self) -> None:
        partner, words, tongues = self._partner, current(), vocabulary("language")
        reach = [each for each in (partner.phone, partner.contact) if each]
        name = iso(partner.called(words.code))
        self.name.setText(name)
        self.phone.setText("\n".join(iso(numbers(each)) for each in reach) or _("No telephone number is written down."))
        self.phone.setAccessibleName(_("{name}: {number}").format(name=name, number=self.phone.text()))
        self.hours.setText(_("Open: {hours}").format(hours=iso(numbers(partner.hours))) if partner.hours else "")
        spoken = words.list(tongues.label(each, words) for each in partner.languages or ())
        self.languages.setText(_("Languages: {languages}").format(languages=spoken) if spoken else "")
        kinds = " · ".join(vocabulary("need-category").label(each, words) for each in partner.services or ())
        self.helps.setText(_("Helps with: {kinds}").format(kinds=kinds) if kinds else "")
        self.where.setText(iso(numbers(partner.address)) if partner.address else "")
        hers = self._spoken and self._spoken in (partner.languages or ())
        self.speaks.setText(_("Speaks her language: {language}").format(language=tongues.label(self._spoken, words)) if hers else "")
        for part in self._parts():
            part.setVisible(bool(part.text()))
            language.lead(part)


class DangerPage(QScrollArea):
    """The emergency number first, then the partners that the association marked as helping in emergencies; before the others those who
    speak the language of whoever the volunteer is talking with."""

    back = Signal()

    def __init__(self, spoken: str = "", *, locked: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken, self._locked = spoken, locked
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._partners: tuple[Partner, ...] | None = None
        self.helpers: list[Helper] = []
        inside = QWidget()
        inside.setMaximumWidth(theme.scaled(760))
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        self.heading = label(name="heading")
        self.number = label("danger", name="title")
        self.steps = label()
        self.partners_heading = label("section")
        self.none = label()
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        self.back_button = button()
        self.back_button.clicked.connect(self.back)
        for widget in (self.heading, self.number, self.steps, self.back_button, self.partners_heading, self.none):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading if widget is self.back_button else Qt.AlignmentFlag(0))
        column.addLayout(self.list)
        column.addStretch(1)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inside)
        self.retranslate()

    def know(self, partners: Sequence[Partner]) -> None:
        """Take the partners of the open vault."""
        self._partners = tuple(urgent_first_in(partners, self._spoken))
        clear(self.list)
        self.helpers = [Helper(each, self._spoken) for each in self._partners]
        for each in self.helpers:
            self.list.addWidget(each)
        self.retranslate()
        if self.isVisible():
            self._lay_out()

    def retranslate(self) -> None:
        self.heading.setText(_("She is in danger now"))
        self.number.setText(_("Call {number}").format(number=iso("112")))
        self.steps.setText(_("112 answers day and night and costs nothing. Say first where she is. Stay with her. "
                             "Do not call the person she is afraid of."))
        self.partners_heading.setText(_("Partners who help in emergencies"))
        self.none.setText(_("The association's own list is in the vault; unlock it to see it.") if self._locked else
                          _("No partner is marked as helping in emergencies yet."))
        self.none.setVisible(self._locked or self._partners == ())
        self.back_button.setText(_("Back to where I was"))
        for each in self.helpers:
            each.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """The style sheet gives the number its size with the first sight of it; the lines are laid out by that size at once."""
        for each in self.findChildren(QLabel):
            each.ensurePolished()
            each.updateGeometry()
        language.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
