"""Forms to fill in by hand: which one, in which two languages; seen as it will be printed, then saved or printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from locales import LANGUAGES, MEMBER_LANGUAGES, N_, _, current, iso, language
from models.errors import Trouble
from reports.kinds.forms import CONSENT_FORM, FORMS
from ui import messages, theme
from ui.operations.forms import make_form
from ui.operations.reports import save_pdf
from ui.pages import Page
from ui.pages.conversation.frame import note_on
from ui.parts import button, label
from ui.session import Session
from ui.widgets.file_dialogs import ask_save
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.preview import Preview
from ui.widgets.printing import ask_printer, has_printer
from ui.widgets.reading_order import put_in_order

__all__ = ["FormsPage"]

PREVIEW_HEIGHT = 420


class FormsPage(Page):
    """For a visit without power: the same questions, in the same order, with the codes that are typed in later."""

    title_msg = N_("Forms on paper")
    help_msg = N_("Print a blank form in two languages, fill it in by hand, and type it in later: the order and the codes are the same.")
    SHOWS = frozenset({"association", "question", "term"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._serial = 0
        self.what = label()
        self.kinds = QButtonGroup(self)
        self.choices = {code: QRadioButton() for code in FORMS}
        self.choices[CONSENT_FORM].setChecked(True)
        self.ours, self.theirs = QComboBox(), QComboBox()
        self.ours_label, self.theirs_label, self.note = label("section"), label("section"), label("muted")
        self.preview = Preview()
        self.save_button, self.print_button, self.no_printer = button("primary"), button(), label("muted")
        self._build()
        self.retranslate()
        put_in_order(self)

    def _build(self) -> None:
        self.body.addWidget(self.what)
        for each in self.choices.values():
            self.kinds.addButton(each)
            self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeading)
            each.toggled.connect(lambda on: self._changed() if on else None)
        languages = Wrapped(spacing=16)
        for name, chooser in ((self.ours_label, self.ours), (self.theirs_label, self.theirs)):
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            name.setBuddy(chooser)
            name.setWordWrap(False)
            column.addWidget(name)
            column.addWidget(chooser)
            languages.add(pair)
            chooser.currentIndexChanged.connect(lambda _row: self._changed())
        buttons = Wrapped(spacing=8)
        for act in (self.save_button, self.print_button):
            buttons.add(act)
        self.preview.setMinimumHeight(theme.scaled(PREVIEW_HEIGHT))
        paper = QHBoxLayout()
        paper.addWidget(self.preview)
        for part in (languages, self.note, buttons, self.no_printer):
            self.body.addWidget(part)
        self.body.addLayout(paper, 1)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        on_key(self, QKeySequence.StandardKey.Save, self.save)
        on_key(self, QKeySequence.StandardKey.Print, self.print)

    def retranslate(self) -> None:
        super().retranslate()
        self.what.setText(_(self.help_msg))
        for code, choice in self.choices.items():
            choice.setText(_(FORMS[code]))
        self.ours_label.setText(_("Our language"))
        self.theirs_label.setText(_("The member’s language"))
        for chooser, name in ((self.ours, self.ours_label), (self.theirs, self.theirs_label)):
            chooser.setAccessibleName(name.text())
        self._fill(self.ours, LANGUAGES, current().code)
        self._fill(self.theirs, self._members_first(), self._first_of_members())
        self.save_button.setText(_("Save PDF"))
        self.save_button.setToolTip(_("Save PDF (Ctrl+S)"))
        self.print_button.setText(_("Print"))
        self.no_printer.setText(_("No printer is set up on this computer; save the PDF instead."))
        self.preview.retranslate()
        self._say_note()

    def _fill(self, chooser: QComboBox, codes: tuple[str, ...], first: str) -> None:
        """Offer languages by their own names; what was chosen stays chosen."""
        chosen = chooser.currentData() or first
        chooser.blockSignals(True)
        chooser.clear()
        for code in codes:
            chooser.addItem(language(code).endonym, code)
        chooser.setCurrentIndex(max(0, chooser.findData(chosen)))
        chooser.blockSignals(False)

    def _members_first(self) -> tuple[str, ...]:
        """The languages Raddir asks members in, those of the association's members first."""
        return tuple(dict.fromkeys((*(each for each in self.session.member_languages if each in MEMBER_LANGUAGES), *MEMBER_LANGUAGES)))

    def _first_of_members(self) -> str:
        return next((each for each in self._members_first() if each != current().code), "en")

    def first_focus(self) -> QWidget | None:
        return self.choices[self.kind()]

    def kind(self) -> str:
        return next(code for code, choice in self.choices.items() if choice.isChecked())

    def refresh(self) -> None:
        can_print = has_printer()
        self.print_button.setVisible(can_print)
        self.no_printer.setVisible(not can_print)
        self._changed()

    def _say_note(self) -> None:
        self.note.setText(note_on(str(self.theirs.currentData() or "")))
        self.note.setVisible(bool(self.note.text()))

    def _changed(self) -> None:
        self._say_note()
        self._serial += 1
        serial = self._serial
        self.preview.set_updating(True)

        def arrived(paper: bytes) -> None:
            if serial == self._serial:
                self.preview.show_paper(paper)

        make_form(self.session, self.kind(), str(self.ours.currentData()), str(self.theirs.currentData()), arrived, self._failed)

    def _failed(self, trouble: Trouble) -> None:
        self.preview.set_updating(False)
        messages.show(trouble)

    def settled(self) -> bool:
        """Whether the paper shown is the one that is chosen."""
        return bool(self.preview.paper) and not self.preview.updating.isVisible()

    def save(self) -> None:
        paper = self.preview.paper
        if paper:
            name = f"{self.kind()}-{self.ours.currentData()}-{self.theirs.currentData()}.pdf"
            ask_save(self, _("Save PDF"), name, [_("PDF files (*.pdf)")], lambda place: self.save_to(paper, place))

    def save_to(self, paper: bytes, place: Path) -> None:
        def saved(_none: None) -> None:
            messages.say(lambda: _("The paper is saved as {name}.").format(name=iso(place.name)))

        save_pdf(self.session, paper, place, saved, messages.show)

    def print(self) -> None:
        if self.preview.paper and has_printer():
            ask_printer(self, self.preview.paper)
