"""A paper that needs no preview: keep it as a PDF, or print it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from locales import N_, _, iso
from models.errors import PlaceFailed
from reports.blocks import Document
from ui import messages
from ui.operations.reports import save_pdf, set_pages
from ui.parts import button
from ui.session import Session
from ui.widgets.file_dialogs import ask_save
from ui.widgets.fitting import Wrapped
from ui.widgets.preview import print_paper

__all__ = ["PaperButtons"]


class PaperButtons(Wrapped):
    """Two buttons. The document is made when one of them is pressed, so that it says what the page says at that moment."""

    def __init__(self, session: Session, name: str, make: Callable[[], Document]) -> None:
        super().__init__()
        self._session, self._name, self._make = session, name, make
        self.save_button, self.print_button = button(), button()
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(lambda: self._set(self._print))
        for each in (self.save_button, self.print_button):
            self.add(each)
        self.print_button.setVisible(bool(QPrinterInfo.availablePrinterNames()))
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

    def _print(self, paper: bytes) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Raddir")
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)  # that is what saving is for
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: _print_on(paper, printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # not waited for: a loop of its own would stand between the window and the lock

    def retranslate(self) -> None:
        self.save_button.setText(_("Save as PDF"))
        self.print_button.setText(_("Print"))


def _print_on(paper: bytes, printer: QPrinter) -> None:
    """Paint the pages; they exist in memory alone."""
    data, document = QByteArray(paper), QPdfDocument()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if not print_paper(document, printer):
        messages.show(PlaceFailed(N_("The printer does not answer; check that it is switched on, and print again.")))
