"""Printing a paper that isn't shown as pages: the system's dialog, opened and not waited for, then pictures of the pages made here."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from locales import N_
from models.errors import PlaceFailed
from ui import messages
from ui.widgets.preview import print_paper

__all__ = ["ask_printer", "has_printer"]


def has_printer() -> bool:
    """Whether this computer knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget, paper: bytes) -> None:
    """Ask for a printer and print the bytes of a PDF on it. The dialog closes with the lock; the name of the job tells nothing."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Raddir")
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)  # that is what saving is for
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.accepted.connect(lambda: _print(paper, printer))
    dialog.show()


def _print(paper: bytes, printer: QPrinter) -> None:
    buffer = QBuffer()
    buffer.setData(QByteArray(paper))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if not print_paper(document, printer):
        messages.show(PlaceFailed(N_("The printer does not answer; check that it is switched on, and print again.")))
    document.close()
