"""What is copied out of Raddir: marked as not for any history, gone from the clipboard after half a minute, and at the lock."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

__all__ = ["KEPT_MS", "MARKS", "Clipboard"]

KEPT_MS = 30_000
MARKS: dict[str, bytes] = {
    "x-kde-passwordManagerHint": b"secret",  # Klipper and other keepers of histories on Linux
    "org.nspasteboard.ConcealedType": b"1",  # nspasteboard.org, macOS
    **({
        # learn.microsoft.com, "Clipboard Formats": the history and the cloud leave it out
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': bytes(4),
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    } if sys.platform == "win32" else {}),
}


class Clipboard(QObject):
    """Watches what this program copies. What others copied is never touched."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=KEPT_MS, singleShot=True)
        self._timer.timeout.connect(self.clear)
        self._marking = False
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def _changed(self) -> None:
        board = QGuiApplication.clipboard()
        if self._marking:
            return
        if not board.ownsClipboard():
            self._timer.stop()
            return
        self._timer.start()
        copied = board.mimeData()
        if copied is None or copied.hasFormat(next(iter(MARKS))):
            return
        self._marking = True
        board.setMimeData(marked(copied.text()))
        self._marking = False

    def clear(self) -> None:
        """Take away what was copied here, if it is still there; under X11 also what is merely selected."""
        self._timer.stop()
        board = QGuiApplication.clipboard()
        if board.ownsClipboard():
            board.clear()
        if board.supportsSelection() and board.ownsSelection():
            board.clear(QClipboard.Mode.Selection)


def marked(text: str) -> QMimeData:
    """A copied text, as words alone and with the marks."""
    made = QMimeData()
    made.setText(text)
    for name, value in MARKS.items():
        made.setData(name, value)
    return made
