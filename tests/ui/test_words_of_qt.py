"""What Qt says itself, in dialogs, menus and the names of keys: Icelandic has it from our catalog alone, for Qt has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import language
from ui.widgets.keys import combination

EVERY_BUTTON = QDialogButtonBox.StandardButton(0x0FFFFC00)
SAME = re.compile(
    r"[A-C]\d+( Extra| Plus)?|.*\d x \d.*|\d+ \(\dx\d\)|(ANSI|Architect|JIS|PRC|Super|Envelope|Letter|Legal|Ledger|Tabloid) ?.*|Quarto|Statement|Note"
    r"|(Didot|Cicero|Pica) \(.*\)|/.*",
)
"""Names of papers and measures, which are names in every language, and paths."""


def said(root: QWidget) -> Iterator[str]:
    for each in (root, *root.findChildren(QObject)):
        match each:
            case QLabel() | QAbstractButton() | QAction():
                yield each.text()
            case QGroupBox():
                yield each.title()
            case QTabWidget():
                yield from (each.tabText(place) for place in range(each.count()))
            case QComboBox():
                yield from (each.itemText(place) for place in range(each.count()))
            case QTreeView():
                yield from (str(each.model().headerData(place, Qt.Orientation.Horizontal)) for place in range(each.model().columnCount()))
        if isinstance(each, QWidget):
            yield from (each.toolTip(), each.accessibleName())


def everything(qtbot: QtBot) -> set[str]:
    """The words of a dialog for files, one for printing, every standard button, and the menus of two editors."""
    files = QFileDialog()
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    line, page = QLineEdit("words"), QTextEdit("words")
    for owner in (line, page):
        owner.createStandardContextMenu().setParent(owner)
    parts: list[QWidget] = [files, QPrintDialog(printer), QDialogButtonBox(EVERY_BUTTON), line, page]
    for part in parts:
        qtbot.addWidget(part)
    found = {text.replace("&", "").partition("\t")[0].strip() for part in parts for text in said(part)}
    return {text for text in found if any(letter.isalpha() for letter in text) and not SAME.fullmatch(text)}


@pytest.mark.parametrize("code", ["ar", "is", "pl"])
def test_no_word_of_qt_stays_english(qtbot: QtBot, qapp: QApplication, code: str) -> None:
    language.choose(qapp, "en")
    english = everything(qtbot)
    language.choose(qapp, code)
    translated = everything(qtbot)
    assert len(english) > 60
    assert english & translated == set()


def test_keys_are_called_as_they_are_called_in_iceland(qapp: QApplication) -> None:
    language.choose(qapp, "is")
    named = [combination(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in ("Ctrl+K", "Alt+Right", "Home", "Escape", "Return")]
    assert named == ["Ctrl+K", "Alt+Hægri ör", "Home", "Esc", "Enter"]
