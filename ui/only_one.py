"""One window on one vault: a second start brings the first window to the front and ends.

Whoever is first listens on a local socket of this user's own; being called there is the whole message, nothing is read from it. Where no
socket can be had, both windows stand and the vault's own lock decides (`storage.lock`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtWidgets import QWidget

from storage.sums import sha256

__all__ = ["call_first", "listen"]

PATIENCE_MS = 1_000


def _socket(folder: Path) -> str:
    """Where the first window on a vault listens. The name tells neither the vault's nor the user's."""
    user = os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "")
    name = "raddir-" + sha256(f"{user} {folder.resolve()}".encode("utf-8", "surrogateescape"))[:20]
    if sys.platform == "win32":
        return name
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()).absolute() / name)


def _is_ours(path: str) -> bool:
    """Whether this user made it: in a folder for everybody somebody else may have put a file where ours would stand."""
    try:
        return os.lstat(path).st_uid == os.getuid()
    except OSError:
        return False


def call_first(folder: Path) -> bool:
    """Call the first window on a vault, if there is one. Gives whether it answered. An ordinary start pays one look at the disk."""
    name = _socket(folder)
    if sys.platform != "win32" and not _is_ours(name):
        return False
    from PySide6.QtNetwork import QLocalSocket

    calling = QLocalSocket()
    calling.connectToServer(name)
    answered = calling.waitForConnected(PATIENCE_MS)
    calling.abort()
    return answered


def listen(window: QWidget, folder: Path) -> None:
    """Come to the front whenever a second start calls."""
    from PySide6.QtNetwork import QLocalServer

    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def called() -> None:
        while server.hasPendingConnections():
            caller = server.nextPendingConnection()
            caller.abort()
            caller.deleteLater()
        window.setWindowState(window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    server.newConnection.connect(called)
    name = _socket(folder)
    QLocalServer.removeServer(name)  # left by a first window that was killed: nobody answered there
    server.listen(name)
