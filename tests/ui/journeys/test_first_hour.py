"""`docs/first-hour.md`, played: the keys and the words of its steps are read from it, so that the document and the window can't drift apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from tests.ui import waiting
from tests.ui.robots import Volunteer
from ui.pages.reports import ReportsPage

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "first-hour.md"
TYPED = "type: "


class Step(NamedTuple):
    """One step: what is pressed and typed, in order, and what is to be seen afterwards."""

    number: int
    does: tuple[str, ...]
    sees: tuple[str, ...]


def steps() -> list[Step]:
    """The numbered steps of the document."""
    text = DOCUMENT.read_text("utf-8")
    found = re.findall(r"^(\d+)\. (.+(?:\n {4}.+)*)", text, re.MULTILINE)
    return [Step(int(number), _done(words), tuple(re.findall(r"\*\*(.+?)\*\*", words))) for number, words in found]


def _done(words: str) -> tuple[str, ...]:
    """What stands in boxes. “`Y` or `N`: here …” says what may be pressed before it says what is."""
    return tuple(re.findall(r"`([^`]+)`", words.partition(": here ")[2] or words))


def test_the_document_is_read_as_it_is_meant() -> None:
    read = steps()
    assert [each.number for each in read] == list(range(1, len(read) + 1)) and len(read) > 20
    assert all(each.does and each.sees for each in read)
    assert next(each for each in read if "N" in each.does).does == ("Y", "Y", "Y", "N")


@pytest.fixture
def desk(volunteer: Callable[..., Volunteer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Volunteer:
    """A newcomer before a vault that somebody else unlocked; what is saved goes into a folder of the test."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(tmp_path))
    monkeypatch.chdir(tmp_path)
    anna = volunteer()
    anna.sets_up()
    return anna


def test_a_newcomer_does_what_the_document_says(desk: Volunteer, tmp_path: Path) -> None:
    for step in steps():
        for each in step.does:
            does(desk, each)
        rests(desk)
        words = seen(desk)
        for wanted in step.sees:
            assert wanted in words, f"step {step.number}: “{wanted}” is not on the screen:\n{words}"
    papers = list(tmp_path.glob("**/*.pdf"))
    assert len(papers) == 1
    for page in pypdfium2.PdfDocument(papers[0].read_bytes()):
        assert "PRACTICE" in page.get_textpage().get_text_range()
    names = desk.window.session.jobs.write_now(lambda workspace: [each.label for each in workspace.people("testa")])
    assert "Testa" in names and desk.window.session.is_practice


def does(anna: Volunteer, what: str) -> None:
    """One key, or words typed, into whatever has the keyboard: the window or a dialog of it."""
    dialog = next((each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()), None)
    if dialog is not None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None and line.text(), "a name is offered"
        assert what == "Enter"
        waiting.presses(line, Qt.Key.Key_Return)
        anna.window.activateWindow()  # a window system does it when the dialog is gone
    elif what.startswith(TYPED):
        anna.types(what.removeprefix(TYPED))
    else:
        anna.presses(what.replace("Enter", "Return"))
    rests(anna)


def rests(anna: Volunteer) -> None:
    """Until everything was answered: the other vault is open, the paper is made."""
    def is_there() -> bool:
        page = anna.window.page()
        return not isinstance(page, ReportsPage) or (page.settled() and bool(page.preview.paper))

    anna.waits(is_there)


def seen(anna: Volunteer) -> str:
    """Every word of the window: labels and buttons, lines of lists, what stands in boxes."""
    window = anna.window
    lists = [view for view in window.findChildren(QAbstractItemView) if view.isVisible() and view.model() is not None]
    words = [str(view.model().index(row, 0).data() or "") for view in lists for row in range(view.model().rowCount())]
    words += [each.text() for each in window.findChildren(QLineEdit) if each.isVisible()]
    words += [each.toPlainText() for each in window.findChildren(QPlainTextEdit) if each.isVisible()]
    return "\n".join([anna.reads(), *words])
