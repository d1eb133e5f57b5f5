"""Ctrl+Z belongs to the words that are being typed first. An editor with nothing to take back lets the keys through to the undo bar.

Qt's editors claim the keys for themselves in any case, so the claim is answered here, before them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

__all__ = ["UndoKeys"]

UNDO, REDO = ("Ctrl+Z",), ("Ctrl+Shift+Z", "Ctrl+Y")


class UndoKeys(QObject):
    """Listens to whatever has the keyboard."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and _editor(now) is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        pressed = QKeySequence(event.keyCombination()).toString()
        if pressed not in UNDO + REDO:
            return False
        editor = _editor(watched)
        if editor is None or not _has(editor, pressed in REDO):
            event.ignore()
            return True
        if pressed in REDO and not event.matches(QKeySequence.StandardKey.Redo):
            editor.redo()  # the other of the two keys, which this system's editors don't know
            event.accept()
            return True
        return False


def _editor(widget: QWidget) -> QLineEdit | QTextEdit | QPlainTextEdit | None:
    """The editor of words that a widget is, or that stands inside it."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return widget
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget.findChild(QLineEdit) if isinstance(widget, QAbstractSpinBox) else None


def _has(editor: QLineEdit | QTextEdit | QPlainTextEdit, again: bool) -> bool:
    """Whether the editor has something of its own to take back, or to do again."""
    if editor.isReadOnly():
        return False
    holder = editor if isinstance(editor, QLineEdit) else editor.document()
    return holder.isRedoAvailable() if again else holder.isUndoAvailable()
