"""Asking for a file: nothing waits, nothing is written down, and the lock takes the dialog away."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from locales import strip_iso
from tests.ui.robots import Volunteer
from ui.widgets import file_dialogs
from ui.widgets.file_dialogs import FileDialog

PDF = ["PDF (*.pdf)"]


@pytest.fixture
def window(qtbot: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def names(dialog: FileDialog, place: Path) -> None:
    """Write a place and press the button."""
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(place))
    button(dialog).click()


def button(dialog: FileDialog) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.isDefault())


def gone() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_place_chosen_is_written_down_nowhere(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    folder = tmp_path / "Papers of Mía"
    folder.mkdir()
    names(file_dialogs.ask_save(window, "Save", "brief.pdf", PDF, chosen.append), folder / "Testa-and-her-case.pdf")
    gone()
    names(file_dialogs.ask_folder(window, "Choose", chosen.append), folder)
    gone()
    assert chosen == [folder / "Testa-and-her-case.pdf", folder]
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        for each in Path(os.environ[variable]).rglob("*"):
            if each.is_file():
                assert not any(word in each.read_bytes() for word in (b"Testa-and-her", b"Papers", "Mía".encode())), each
    assert not (Path(os.environ["XDG_CONFIG_HOME"]) / "QtProject.conf").exists()


def test_the_ending_is_added_and_another_dialog_begins_where_nobody_was(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    names(file_dialogs.ask_save(window, "Save", "brief.pdf", PDF, chosen.append), tmp_path / "page")
    assert chosen == [tmp_path / "page.pdf"]
    again = file_dialogs.ask_save(window, "Save", "brief.pdf", PDF, chosen.append)
    assert again.directory().absolutePath() != str(tmp_path)
    assert again.history() in ([], [again.directory().absolutePath()])
    again.reject()


def test_a_file_is_replaced_only_after_a_second_press_asked_for_inside_the_dialog(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    (tmp_path / "brief.pdf").write_text("before", "utf-8")
    dialog = file_dialogs.ask_save(window, "Save", "brief.pdf", PDF, chosen.append)
    names(dialog, tmp_path / "brief.pdf")
    assert chosen == [] and dialog.isVisible()
    assert "already a file brief.pdf" in strip_iso(dialog.said.text())
    assert button(dialog).text() == "Replace"
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(tmp_path / "brief-2.pdf"))
    assert dialog.said.isHidden() and button(dialog).text() == "Save"
    line.setText(str(tmp_path / "brief.pdf"))
    button(dialog).click()
    assert chosen == [], "after other letters it is asked anew"
    button(dialog).click()
    assert chosen == [tmp_path / "brief.pdf"]


@pytest.mark.parametrize("ask", [
    lambda window, chosen: file_dialogs.ask_save(window, "Save", "brief.pdf", PDF, chosen),
    lambda window, chosen: file_dialogs.ask_open(window, "Open", PDF, chosen),
    lambda window, chosen: file_dialogs.ask_folder(window, "Choose", chosen),
])
def test_a_place_that_is_not_there_is_said_inside_the_dialog(ask: Callable[..., FileDialog], window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = ask(window, chosen.append)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(tmp_path / "nowhere" / "brief.pdf"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert chosen == [] and dialog.isVisible()
    assert "There is no such place" in dialog.said.text()
    dialog.reject()


def test_nothing_in_it_renames_deletes_or_opens_a_menu(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "kept.pdf").write_text("kept", "utf-8")
    dialog = file_dialogs.ask_open(window, "Open", PDF, lambda _place: None)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("kept.pdf")
    for view in (dialog.findChild(QWidget, "listView"), dialog.findChild(QWidget, "treeView")):
        assert view is not None and view.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
        QTest.keyClick(view, Qt.Key.Key_Delete)
        QTest.keyClick(view, Qt.Key.Key_F2)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox | QMenu) and each.isVisible()]
    dialog.reject()
    assert (tmp_path / "kept.pdf").exists()


def test_a_lock_closes_it_and_nothing_is_chosen(volunteer: Callable[..., Volunteer], tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    chosen: list[Path] = []
    dialog = file_dialogs.ask_save(anna.page(), "Save", "brief.pdf", PDF, chosen.append)
    anna.window.lock()
    anna.waits()
    assert not isValid(dialog) and chosen == [] and anna.is_locked()
