"""Printing somebody's receipt, or saving it where the computer has no printer. The dialogs wait for nobody and go with the lock."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from locales import N_, _, iso
from models.errors import PlaceFailed
from ui import messages
from ui.operations import receipts
from ui.session import Session
from ui.widgets import file_dialogs
from ui.widgets.preview import print_paper

__all__ = ["print_receipt", "save_receipt"]


def print_receipt(owner: QWidget, session: Session, member_id: str) -> None:
    """Show the system's dialog; Enter prints. The receipt is made, and written into the access log, only then."""
    if not QPrinterInfo.availablePrinterNames():
        messages.say(lambda: _("No printer is set up on this computer; save the PDF instead."))
        save_receipt(owner, session, member_id)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printer.setDocName("Raddir")
    dialog = QPrintDialog(printer, owner)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: receipts.make(session, member_id, lambda pages: put_on_paper(pages, printer), messages.show))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()  # not waited for: a loop of its own would stand between the window and the lock


def put_on_paper(pages: bytes, printer: QPrinter) -> None:
    """Paint the pages on a printer."""
    kept = QByteArray(pages)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(buffer)
    document.load(buffer)
    if not print_paper(document, printer):
        messages.show(PlaceFailed(N_("The printer does not answer; check that it is switched on, and print again.")))
    document.close()


def save_receipt(owner: QWidget, session: Session, member_id: str) -> None:
    """Ask for a place and write the receipt there. Nobody's name and nobody's code stands in the name of the file."""
    def saved(place: Path) -> None:
        messages.say(lambda: _("The receipt is saved as {place}. Give it to the person, and keep no copy.").format(place=iso(place)))

    def chosen(place: Path) -> None:
        receipts.save(session, member_id, place, lambda: saved(place), messages.show)

    file_dialogs.ask_save(owner, _("Save the receipt (PDF)"), f"receipt-{datetime.date.today().isoformat()}.pdf", [_("PDF files (*.pdf)")], chosen)
