"""Asking for a file or a folder: Qt's own dialog, which writes nothing down, waits for nobody and goes with the lock.

Native dialogs put what was chosen on the system's list of recent files, and Qt's keeps folders in a settings file of its own; here neither
happens. The dialog is opened, not waited for, so that no loop of its own stands between the window and the lock, and what it has to say
stands inside it.

    file_dialogs.ask_save(self, _("Save PDF"), "brief.pdf", [_("PDF files (*.pdf)")], self._write)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QSettings, QStandardPaths, QStorageInfo, Qt, QUrl
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFileDialog, QGridLayout, QHeaderView, QLineEdit, QWidget

from locales import _, iso
from ui.parts import label

__all__ = ["FileDialog", "ask_folder", "ask_open", "ask_save"]

Chosen = Callable[[Path], None]
STICKS = ("/media/", "/run/media/", "/Volumes/")
"""Where Linux and macOS show sticks and other disks that come and go."""


def ask_save(parent: QWidget, title: str, suggestion: str, filters: Sequence[str], chosen: Chosen) -> FileDialog:
    """Ask where to write a file; its ending is added where it is left out. An existing file is replaced only after a second press."""
    dialog = FileDialog(parent, title, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(Path(suggestion).suffix.lstrip("."))
    return dialog.ask(_("Save"), suggestion)


def ask_open(parent: QWidget, title: str, filters: Sequence[str], chosen: Chosen) -> FileDialog:
    """Ask for a file that is there."""
    dialog = FileDialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(filters))
    return dialog.ask(_("Open"))


def ask_folder(parent: QWidget, title: str, chosen: Chosen) -> FileDialog:
    """Ask for a folder that is there."""
    dialog = FileDialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog.ask(_("Choose"))


class FileDialog(QFileDialog):
    """Closed by an answer, by Escape, or by the lock, which lets nothing be chosen."""

    def __init__(self, parent: QWidget, title: str, chosen: Chosen) -> None:
        forget_places()
        super().__init__(parent, title)
        self._chosen, self._replaced = chosen, ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in (QFileDialog.Option.DontUseNativeDialog, QFileDialog.Option.DontConfirmOverwrite, QFileDialog.Option.ReadOnly):
            self.setOption(option)
        self.setHistory([])
        self.setDirectory(_own_folders()[-1])
        self.setSidebarUrls(_places())
        self.accept_word = ""
        self.said = label("danger", hidden=True)
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.addWidget(self.said, layout.rowCount(), 0, 1, layout.columnCount())
        self.destroyed.connect(forget_places)

    def ask(self, accept_word: str, suggestion: str = "") -> FileDialog:
        """Open it, with the word of its button."""
        self.accept_word = accept_word
        for part, text in (
            (QFileDialog.DialogLabel.LookIn, _("Folder:")), (QFileDialog.DialogLabel.FileName, _("Name:")),
            (QFileDialog.DialogLabel.FileType, _("Kind of file:")), (QFileDialog.DialogLabel.Reject, _("Cancel")),
            (QFileDialog.DialogLabel.Accept, accept_word),
        ):
            self.setLabelText(part, text)
        self._calm()
        if suggestion:
            self.selectFile(suggestion)
        self.open()
        return self

    def _calm(self) -> None:
        """Take away what would rename, delete or open a menu: each waits in a loop of its own for an answer."""
        for shortcut in self.findChildren(QShortcut):
            shortcut.setEnabled(False)
        for view in (*self.findChildren(QAbstractItemView), *self.findChildren(QHeaderView)):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            view.setDragEnabled(False)
        line = self.findChild(QLineEdit, "fileNameEdit")
        if line is not None:
            line.textChanged.connect(self._typed)

    def _typed(self) -> None:
        if self._replaced or self.said.text():
            self._replaced = ""
            self._say("", self.accept_word)

    def accept(self) -> None:
        """Take the answer, or say inside the dialog what stands against it; Qt would ask in a box of its own."""
        named = self.selectedFiles()
        place = Path(named[0]) if named else None
        if place is None:
            return
        if self.fileMode() == QFileDialog.FileMode.AnyFile:
            if not place.is_dir() and place.exists() and self._replaced != str(place):
                self._replaced = str(place)
                self._say(_("There is already a file {name}. Press “{button}” to write over it.").format(
                    name=iso(place.name), button=_("Replace")), _("Replace"))
                return
            missing = not place.parent.is_dir()
        else:
            missing = not place.exists()
        if missing:
            self._say(_("There is no such place: {place}").format(place=iso(place)), self.accept_word)
            return
        super().accept()

    def _say(self, sentence: str, word: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.setLabelText(QFileDialog.DialogLabel.Accept, word)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.said, QAccessible.Event.Alert))

    def done(self, result: int) -> None:
        """Closed: hand the answer on once the dialog is out of sight."""
        named = self.selectedFiles() if result == QDialog.DialogCode.Accepted else []
        chosen, self._chosen = self._chosen, _nobody
        super().done(result)
        if named:
            chosen(Path(named[0]))


def _nobody(_place: Path) -> None:
    """Who is told once the answer was given."""


def _own_folders() -> list[str]:
    """The person's own folder, and the one for documents where the system has one."""
    standard = (QStandardPaths.StandardLocation.HomeLocation, QStandardPaths.StandardLocation.DocumentsLocation)
    named = dict.fromkeys(QStandardPaths.writableLocation(each) for each in standard)
    return [each for each in named if Path(each).is_dir()] or [QDir.homePath()]


def _places() -> list[QUrl]:
    """What stands at the side, the same for everybody: the computer, the person's own folders, and sticks."""
    sticks = [each.rootPath() for each in QStorageInfo.mountedVolumes() if each.isReady() and each.rootPath().startswith(STICKS)]
    return [QUrl("file:"), *(QUrl.fromLocalFile(each) for each in (*_own_folders(), *sticks))]


def forget_places(_gone: QObject | None = None) -> None:
    """Keep Qt's file dialog from writing down where it was: the name of a folder may say too much.

    On Linux its settings get a place where no file can be made; elsewhere they can't be moved, so what was written is taken out again.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
