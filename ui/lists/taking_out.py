"""Taking a list out: who may, the passphrase once more, a sentence what that means, and then a file or a print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from locales import _, iso, ngettext
from models.errors import Trouble
from models.listing import Listing
from ui import messages
from ui.operations import lists as acts
from ui.operations.reports import save_pdf
from ui.pages.entrance import Busy, PassphraseEdit
from ui.parts import button, label
from ui.session import Session
from ui.widgets.file_dialogs import ask_save
from ui.widgets.fitting import Wrapped
from ui.widgets.printing import ask_printer, has_printer

if TYPE_CHECKING:
    from storage.taking_out import Taken

__all__ = ["TakingOut"]


class TakingOut(QFrame):
    """The passphrase is asked each time and forgotten with each answer."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName("taking-out")
        self._session = session
        self._listing: Listing | None = None
        self.title, self.warning, self.problem = label("section"), label(), label("danger", hidden=True)
        self.secret_label, self.secret, self.busy = QLabel(), PassphraseEdit(), Busy()
        self.secret_label.setBuddy(self.secret.edit)
        self.secret.setMaximumWidth(460)
        self.csv_button, self.pdf_button, self.print_button, self.close_button = button(), button(), button(), button("quiet")
        buttons = Wrapped()
        for made in (self.csv_button, self.pdf_button, self.print_button, self.close_button):
            buttons.add(made)
        column = QVBoxLayout(self)
        for part in (self.title, self.warning, self.secret_label, self.secret, self.problem, self.busy, buttons):
            column.addWidget(part)
        self.busy.hide()
        self.print_button.setVisible(has_printer())
        self.secret.changed.connect(lambda _text: self._enable())
        self.csv_button.clicked.connect(self.to_csv)
        self.pdf_button.clicked.connect(self.to_pdf)
        self.print_button.clicked.connect(lambda: self._take(self._print))
        self.close_button.clicked.connect(self.left)
        self._enable()

    def ask(self, listing: Listing) -> None:
        """Ask about the list as it is shown."""
        self._listing = listing
        self.forget()

    def take_focus(self) -> None:
        self.secret.edit.setFocus()

    def forget(self) -> None:
        """Keep no passphrase."""
        self.secret.edit.clear()
        self.problem.hide()
        self._enable()

    def _enable(self) -> None:
        ready = bool(self.secret.text()) and self.busy.isHidden()
        for made in (self.csv_button, self.pdf_button, self.print_button):
            made.setEnabled(ready)

    def to_csv(self) -> None:
        """Ask where to, then write the list for a spreadsheet."""
        ask_save(self, _("Save as CSV"), f"raddir-{self._name()}.csv", [_("CSV files (*.csv)")], self.csv_to)

    def csv_to(self, place: Path) -> None:
        self._take(lambda taken: acts.save_csv(self._session, taken, place, lambda: self._done(taken, place), self._failed))

    def to_pdf(self) -> None:
        """Ask where to, then set the pages and write them."""
        ask_save(self, _("Save as PDF"), f"raddir-{self._name()}.pdf", [_("PDF files (*.pdf)")], self.pdf_to)

    def pdf_to(self, place: Path) -> None:
        def set_down(taken: Taken) -> None:
            acts.set_pages(self._session, taken, lambda paper: save_pdf(
                self._session, paper, place, lambda _none: self._done(taken, place), self._failed), self._failed)

        self._take(set_down)

    def _print(self, taken: Taken) -> None:
        def ready(paper: bytes) -> None:
            self._done(taken, None)
            ask_printer(self, paper)

        acts.set_pages(self._session, taken, ready, self._failed)

    def _name(self) -> str:
        return self._listing.kind if self._listing is not None else "list"

    def _take(self, then: Callable[[Taken], None]) -> None:
        if self._listing is None or not self.busy.isHidden():
            return
        passphrase = self.secret.text()
        self.problem.hide()
        self.busy.show()
        self._enable()
        acts.take_out(self._session, self._listing, passphrase, then, self._failed)

    def _failed(self, trouble: Trouble) -> None:
        self.busy.hide()
        self._enable()
        self.problem.setText(messages.sentence(trouble))
        self.problem.show()
        self.secret.again()

    def _done(self, taken: Taken, place: Path | None) -> None:
        self.busy.hide()
        self.forget()
        self.left.emit()
        messages.say(lambda: _said(taken, place))

    def retranslate(self) -> None:
        self.title.setText(_("Take this list out"))
        self.warning.setText(_(
            "What you save or print is no longer protected: whoever finds it reads who came to you. Only a coordinator does it, it is written "
            "into the access log, and people who asked that nothing of theirs be used are left out."))
        self.secret_label.setText(_("Your passphrase, once more"))
        self.secret.word(self.secret_label.text())
        self.busy.say(_("One moment…"))
        self.csv_button.setText(_("Save as CSV"))
        self.pdf_button.setText(_("Save as PDF"))
        self.print_button.setText(_("Print"))
        self.close_button.setText(_("Close"))


def _said(taken: Taken, place: Path | None) -> str:
    """What was taken out, and who was left out."""
    count = len(taken.rows)
    told = ngettext("{n} line is in the clear now; keep it as safe as the vault.", "{n} lines are in the clear now; keep them as safe as the vault.",
                    count).format(n=count)
    if place is not None:
        told = _("Saved as {name}.").format(name=iso(place.name)) + " " + told
    return f"{told} {acts.left_out(taken.left_out)}" if taken.left_out else told
