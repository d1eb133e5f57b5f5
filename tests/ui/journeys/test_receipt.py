"""A receipt from the window: after a conversation and from the person's page, with Ctrl+P, in the person's language, and logged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from locales import member_words, strip_iso
from reports.kinds import receipt
from tests.people import member
from tests.reports.reading import pages
from tests.ui.robots import Volunteer
from ui import printing
from ui.pages.conversation import ConversationPage
from ui.widgets.file_dialogs import FileDialog

Sit = Callable[..., Volunteer]


@pytest.fixture
def anna(volunteer: Sit) -> Volunteer:
    sits = volunteer()
    sits.sets_up()
    return sits


def names(anna: Volunteer, place: Path) -> str:
    """Write a place into the dialog that asks for one; gives the name it offered."""
    anna.waits(lambda: isinstance(QApplication.activeModalWidget(), FileDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FileDialog)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    offered = line.text()
    line.setText(str(place))
    dialog.accept()
    anna.waits(place.exists)
    anna.window.activateWindow()  # a desktop gives the window the keyboard back; this one has none
    anna.waits()
    return offered


def agrees(anna: Volunteer) -> ConversationPage:
    """Begin a conversation and answer the four uses; the key moves to the next."""
    anna.presses("Ctrl+N")
    anna.presses("Alt+A")
    for answer in "yyyn":
        anna.types(answer)
    page = anna.page()
    assert isinstance(page, ConversationPage)
    return page


def logged(anna: Volunteer, who: str) -> list[str]:
    return [each.what for each in anna.window.session.jobs.write_now(lambda workspace: workspace.access_lines(who))]


def test_from_the_page_of_a_person_in_their_language_and_logged(anna: Volunteer, tmp_path: Path) -> None:
    who, records = member("Mía (sample)")
    anna.has(records[0].with_values({"preferred_language": "uk"}), *records[1:])
    anna.window.go("member", who)
    anna.waits()
    anna.presses("Ctrl+P")
    assert not logged(anna, who), "nothing was taken out yet"
    offered = names(anna, tmp_path / "receipt.pdf")
    assert "Mía" not in offered and offered.startswith("receipt-")
    printed = pages((tmp_path / "receipt.pdf").read_bytes(), "pdfium")
    assert len(printed) == 2 and member_words("uk").gettext("Keep what I tell you") in printed[0] and "Keep what I tell you" in printed[1]
    assert logged(anna, who) == ["receipt"] and "keep no copy" in anna.reads()


def test_saving_a_conversation_and_printing_is_one_press(anna: Volunteer, tmp_path: Path) -> None:
    page = agrees(anna)
    assert page.intake is not None
    page.intake.about["label"] = "Omar (sample)"
    page.show_step("review")
    anna.presses("Ctrl+P")
    names(anna, tmp_path / "receipt.pdf")
    page_of_it = strip_iso(pages((tmp_path / "receipt.pdf").read_bytes(), "pdfium")[0])
    assert receipt.TITLE in page_of_it and "Omar" not in page_of_it and "Saved" in anna.reads(page)
    anna.presses("Ctrl+P")
    names(anna, tmp_path / "another.pdf")


def test_what_stands_in_the_way_of_saving_is_said_and_nothing_is_printed(anna: Volunteer) -> None:
    page = agrees(anna)
    page.show_step("review")
    anna.presses("Ctrl+P")
    assert "Please mend this first" in anna.reads(page) and QApplication.activeModalWidget() is None


class SystemDialog(QDialog):
    """Stands in for the system's own: Enter prints."""

    PrintDialogOption = QPrintDialog.PrintDialogOption

    def __init__(self, _printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        button = QPushButton("Print", self)
        button.setDefault(True)
        button.clicked.connect(self.accept)

    def setOption(self, *_option: object) -> None:
        """Nothing to choose here."""


def test_two_keys_print_it_and_only_then_is_it_logged(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    who, records = member("Mía (sample)")
    anna.has(*records)
    printed: list[bytes] = []
    monkeypatch.setattr(printing, "QPrintDialog", SystemDialog)
    monkeypatch.setattr(printing, "QPrinterInfo", SimpleNamespace(availablePrinterNames=lambda: ["Printer (sample)"]))
    monkeypatch.setattr(printing, "put_on_paper", lambda made, _printer: printed.append(made))
    anna.window.go("member", who)
    anna.waits()
    anna.keys = 0
    anna.presses("Ctrl+P")
    assert not logged(anna, who)
    anna.presses("Return")
    anna.waits(lambda: bool(printed))
    assert anna.keys == 2 and "Keep what I tell you" in pages(printed[0], "pdfium")[0] and logged(anna, who) == ["receipt"]


def test_the_pages_reach_the_printer(anna: Volunteer, tmp_path: Path) -> None:
    who, records = member("Mía (sample)")
    anna.has(*records)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)  # stands in for the device
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.receipts.make(anna.window.session, who, lambda made: printing.put_on_paper(made, printer), print)
    anna.waits((tmp_path / "printed.pdf").exists)
    assert len(pages((tmp_path / "printed.pdf").read_bytes(), "pdfium")) == 1
