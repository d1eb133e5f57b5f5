"""The top of a member's page: who it is, and how each use of consent stands today."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from locales import _, current, iso, led
from models.consent import standing
from models.member import Member
from models.vocabulary import vocabulary
from ui.icons import icon
from ui.pages.member.contents import Contents, today
from ui.pages.member.words import consent_mark, use_words
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.marks import MarkedWord
from ui.widgets.side_by_side import leading


def named(vocabulary_name: str, code: object) -> str:
    """The label of a code; empty for an answer that isn't one."""
    return vocabulary(vocabulary_name).label(code, current()) if isinstance(code, str) else ""


class Header(QWidget):
    """Name, code, language and area, and the ways on from here."""

    back = Signal()
    conversation = Signal()
    edit = Signal()
    history = Signal()
    rights = Signal()
    same = Signal()
    receipt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self.back_button, self.edit_button, self.talk_button, self.history_button, self.rights_button = (QPushButton() for _each in range(5))
        self.same_button = QPushButton()
        self.same_button.setProperty("kind", "quiet")
        self.receipt_button = QPushButton()
        self.name = QLabel()
        self.name.setObjectName("heading")
        self.about = QLabel()
        for label in (self.name, self.about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.back_button.setProperty("kind", "quiet")
        self.back_button.setIcon(icon("back"))
        self.talk_button.setIcon(icon("conversation"))
        buttons = Wrapped()
        for button in (self.back_button, self.edit_button, self.talk_button, self.history_button, self.receipt_button, self.rights_button,
                       self.same_button):
            button.setAutoDefault(False)
            buttons.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (buttons, self.name, self.about):
            column.addWidget(part)
        self.back_button.clicked.connect(self.back)
        self.edit_button.clicked.connect(self.edit)
        self.talk_button.clicked.connect(self.conversation)
        self.history_button.clicked.connect(self.history)
        self.rights_button.clicked.connect(self.rights)
        self.same_button.clicked.connect(self.same)
        self.receipt_button.clicked.connect(self.receipt)

    def show_person(self, contents: Contents) -> None:
        self._contents = contents
        self.retranslate()

    def retranslate(self) -> None:
        self.back_button.setText(_("People"))
        self.back_button.setAccessibleName(_("Back to the list of people"))
        self.edit_button.setText(_("Edit the record"))
        self.edit_button.setToolTip(_("Ctrl+E"))
        self.talk_button.setText(_("New conversation"))
        self.history_button.setText(_("Everything that happened"))
        self.history_button.setToolTip(_("Ctrl+H"))
        self.receipt_button.setText(_("Print a receipt"))
        self.receipt_button.setToolTip(_("What the person agreed to, and how to take it back (Ctrl+P)"))
        self.rights_button.setText(_("Rights"))
        self.rights_button.setToolTip(_("See, correct, restrict, object, erase (F7)"))
        self.same_button.setText(_("Is this the same person as…"))
        if self._contents is None:
            return
        member = self._contents.member
        for button in (self.edit_button, self.talk_button, self.same_button):
            button.setEnabled(not (member.restricted or member.anonymous))
        self.receipt_button.setEnabled(not member.anonymous)
        self.name.setText(led(_("{name} ({code})").format(name=iso(member.label), code=iso(member.code)) if member.code else iso(member.label)))
        parts = [named("language", member.preferred_language), named("region", member.region)]
        if member.do_not_contact is True:
            parts.append(_("Do not contact"))
        self.about.setText(" · ".join(each for each in parts if each))
        self.about.setVisible(bool(self.about.text()))
        for label in (self.name, self.about):
            leading(label, current())


def _limits(member: Member) -> list[str]:
    """What the person asked for that stands above every consent, in sentences."""
    said = []
    if member.anonymous:
        said.append(_("Nobody’s record: it was made anonymous and is only counted."))
    if member.restricted:
        said.append(_("Restricted: the record is kept and nothing of it is used or changed."))
    if member.objection:
        said.append(_("Objects: not counted and not called."))
    return said


class ConsentLine(QFrame):
    """Every use with a mark and a word, when it was last asked, and one button to ask again."""

    ask = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._contents: Contents | None = None
        self._states: list[MarkedWord] = []
        self.uses = Wrapped(spacing=16)
        self.limits = QLabel()
        self.limits.setProperty("kind", "danger")
        self.limits.setWordWrap(True)
        self.asked = QLabel()
        self.asked.setProperty("kind", "muted")
        self.asked.setWordWrap(True)
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.ask)
        column = QVBoxLayout()
        for part in (self.limits, self.uses, self.asked):
            column.addWidget(part)
        row = QHBoxLayout(self)
        row.addLayout(column, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def show_person(self, contents: Contents) -> None:
        self._contents = contents
        self.retranslate()

    def retranslate(self) -> None:
        self.button.setText(_("Ask"))
        self.button.setToolTip(_("Ask about consent, or take it back (F4)"))
        self.button.setAccessibleName(_("Ask about consent, or take it back"))
        if self._contents is None:
            return
        self.limits.setText("\n".join(_limits(self._contents.member)))
        self.limits.setVisible(bool(self.limits.text()))
        stands = standing(self._contents.consents, today())
        while len(self._states) > len(stands):
            forget(self._states.pop())
        while len(self._states) < len(stands):
            self._states.append(MarkedWord(wrap=True))
            self.uses.add(self._states[-1])
        for word, (use, state) in zip(self._states, stands.items(), strict=True):
            words = _("{use}: {answer}").format(use=use_words(use, self._contents.partners), answer=named("consent-value", state))
            word.say(consent_mark(state), words)
        days = [event.date for event in self._contents.consents if event.date]
        self.asked.setText(_("Last asked on {date}").format(date=iso(current().date(max(days)))) if days else _("Never asked"))
