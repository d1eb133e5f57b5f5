"""The rights of the person whose page it is, each with the way to use it: see, correct, take back, restrict, object, erase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from locales import N_, _, current, iso
from ui.pages.member.contents import Contents
from ui.pages.member.used_in import papers
from ui.parts import button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import leading

__all__ = ["Right", "Rights"]

WIDEST = 820


class Right(QFrame):
    """One right: its name, a sentence, and its buttons."""

    def __init__(self, title: str, told: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._title_msg, self._told_msg = title, told
        self.title, self.told = label("section"), label()
        self.buttons = Wrapped()
        self.column = QVBoxLayout(self)
        for part in (self.title, self.told, self.buttons):
            self.column.addWidget(part)

    def add(self, made: QPushButton) -> QPushButton:
        self.buttons.add(made)
        return made

    def retranslate(self) -> None:
        self.title.setText(_(self._title_msg))
        self.told.setText(_(self._told_msg))
        for each in (self.title, self.told):
            leading(each, current())


class Rights(QScrollArea):
    """A list of cards. What is done here can be undone, erasing apart, which asks on a page of its own."""

    left = Signal()
    copy = Signal()
    paper = Signal()
    correct = Signal()
    ask = Signal()
    restricted = Signal(bool)
    objected = Signal(object)
    erase = Signal()
    anonymise = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.heading, self.back_button = label(name="heading"), button("quiet", icon="back")
        self.see = Right(N_("What do we hold about this person?"), N_(
            "Everything, for the person to read or to take home. It needs no consent and is written into the access log. The file is in the clear: "
            "save it where the person says, once, and keep no copy."))
        self.mend = Right(N_("Correct"), N_("Change what is wrong, add what is missing. A consent is corrected by answering anew."))
        self.back = Right(N_("Take back consent"), N_("Each use by itself. Taking back that anything is kept hides the person at once."))
        self.limit = Right(N_("Restrict"), N_(
            "The record is kept and nothing of it is used: no figure, no quote, no report, no export, no referral, and nobody changes it."))
        self.object = Right(N_("Object"), N_("The person is not counted and not called from now on. Quotes keep their own consent."))
        self.end = Right(N_("Erase"), N_("Everything about the person is removed at once and for ever. Raddir asks once more on the next page."))
        self.copy_button, self.paper_button = self.see.add(button()), self.see.add(button())
        self.edit_button, self.ask_button = self.mend.add(button()), self.back.add(button())
        self.limit_button = self.limit.add(button())
        self.said, self.since = QLineEdit(), label("muted")
        self.used = label("muted")
        self.object.column.addWidget(self.used)
        self.said.setMinimumHeight(32)
        self.said_label = QLabel()
        self.said_label.setBuddy(self.said)
        self.object_button, self.accept_button = self.object.add(button()), self.object.add(button())
        for place, part in enumerate((self.since, self.said_label, self.said), 2):
            self.object.column.insertWidget(place, part)
        self.erase_button, self.anonymise_button = self.end.add(button("danger")), self.end.add(button())
        self._lay_out()
        self._connect()

    def _cards(self) -> tuple[Right, ...]:
        return (self.see, self.mend, self.back, self.limit, self.object, self.end)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(12)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.heading)
        for each in self._cards():
            column.addWidget(each)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        for pressed, signal in (
            (self.back_button, self.left), (self.copy_button, self.copy), (self.paper_button, self.paper), (self.edit_button, self.correct),
            (self.ask_button, self.ask), (self.erase_button, self.erase), (self.anonymise_button, self.anonymise),
        ):
            pressed.clicked.connect(signal)
        self.limit_button.clicked.connect(self._restrict)
        self.object_button.clicked.connect(self._object)
        self.said.returnPressed.connect(self._object)
        self.said.textChanged.connect(lambda _text: self._enable())
        self.accept_button.clicked.connect(lambda: self.objected.emit(None))

    def _restrict(self) -> None:
        if self._contents is not None:
            self.restricted.emit(not self._contents.member.restricted)

    def _object(self) -> None:
        said = self.said.text().strip()
        if said:
            self.objected.emit(said)

    def show_person(self, contents: Contents) -> None:
        """Show another person, or the same as they are now; what is being typed stays."""
        before, self._contents = self._contents, contents
        if before is None or before.member.id != contents.member.id or before.member.objection != contents.member.objection:
            self.said.setText(contents.member.objection or "")
        self.retranslate()
        put_in_order(self)

    def forget_person(self) -> None:
        self._contents = None
        self.said.clear()

    def _enable(self) -> None:
        if self._contents is None:
            return
        member = self._contents.member
        person, free = not member.anonymous, not (member.anonymous or member.restricted)
        self.object_button.setEnabled(person and bool(self.said.text().strip()) and self.said.text().strip() != (member.objection or ""))
        self.accept_button.setVisible(bool(member.objection))
        for each in (self.copy_button, self.paper_button, self.ask_button, self.limit_button, self.said):
            each.setEnabled(person)
        self.edit_button.setEnabled(free)
        self.anonymise_button.setEnabled(free)

    def retranslate(self) -> None:
        for each in self._cards():
            each.retranslate()
        self.back_button.setText(_("Back"))
        self.copy_button.setText(_("Save everything (ZIP)"))
        self.paper_button.setText(_("Save the paper (PDF)"))
        self.edit_button.setText(_("Edit the record"))
        self.ask_button.setText(_("Ask about consent"))
        self.said_label.setText(_("What the person says"))
        self.object_button.setText(_("Keep the objection"))
        self.accept_button.setText(_("The person no longer objects"))
        self.erase_button.setText(_("Erase…"))
        self.anonymise_button.setText(_("Make anonymous…"))
        if self._contents is None:
            return
        member = self._contents.member
        self.heading.setText(_("Rights of {name} ({code})").format(name=iso(member.label or ""), code=iso(member.code or "")))
        leading(self.heading, current())
        self.limit_button.setText(_("Lift the restriction") if member.restricted else _("Restrict the use"))
        self.since.setText(_("Objected on {date}").format(date=iso(current().date(member.objection_date))) if member.objection_date else "")
        self.since.setVisible(bool(member.objection_date))
        used = papers(self._contents.used_in)
        self.used.setVisible(bool(used))
        self.used.setText(_("This person’s words had been used in: {papers}.").format(papers=current().list(used)))
        self._enable()
