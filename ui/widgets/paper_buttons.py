"""A paper that needs no preview: keep it as a PDF, or print it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from locales import _, iso
from reports.blocks import Document
from ui import messages
from ui.operations.reports import save_pdf, set_pages
from ui.parts import button
from ui.session import Session
from ui.widgets.file_dialogs import ask_save
from ui.widgets.fitting import Wrapped
from ui.widgets.printing import ask_printer, has_printer

__all__ = ["PaperButtons"]


class PaperButtons(Wrapped):
    """Two buttons. The document is made when one of them is pressed, so that it says what the page says at that moment."""

    def __init__(self, session: Session, name: str, make: Callable[[], Document]) -> None:
        super().__init__()
        self._session, self._name, self._make = session, name, make
        self.save_button, self.print_button = button(), button()
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(lambda: self._set(lambda paper: ask_printer(self, paper)))
        for each in (self.save_button, self.print_button):
            self.add(each)
        self.print_button.setVisible(has_printer())
        self.retranslate()

    def save(self) -> None:
        """Ask where to, then set the pages and write them."""
        ask_save(self, _("Save as PDF"), f"{self._name}.pdf", [_("PDF files (*.pdf)")], self.save_to)

    def save_to(self, place: Path) -> None:
        """Write the paper to a file."""
        def saved(_none: None) -> None:
            messages.say(lambda: _("The paper is saved as {name}.").format(name=iso(place.name)))

        self._set(lambda paper: save_pdf(self._session, paper, place, saved, messages.show))

    def _set(self, then: Callable[[bytes], None]) -> None:
        set_pages(self._session, self._make(), then, messages.show)

    def retranslate(self) -> None:
        self.save_button.setText(_("Save as PDF"))
        self.print_button.setText(_("Print"))
