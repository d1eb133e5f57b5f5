"""Windows: sleep and the end of the session as messages to every window, the lock and a change of user once a window has asked for them.

Written after learn.microsoft.com (WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, WM_QUERYENDSESSION).
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ui.desktop import Desktop

__all__ = ["Windows", "asks_for_lock"]

WM_QUERYENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0011, 0x0218, 0x02B1
PBT_APMSUSPEND = 0x0004
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x2, 0x4, 0x6, 0x7
GONE = frozenset({WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK})
THIS_SESSION = 0


def asks_for_lock(message: int, word: int) -> bool:
    """Whether a window's message and its first parameter mean that nobody sits there any more."""
    if message == WM_POWERBROADCAST:
        return word == PBT_APMSUSPEND
    return message == WM_QUERYENDSESSION or (message == WM_WTSSESSION_CHANGE and word in GONE)


class Windows(Desktop):
    """Listens to the messages of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._filter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        if isinstance(parent, QWidget):
            library: Any = getattr(ctypes, "windll").wtsapi32  # noqa: B009 (there is none elsewhere)
            library.WTSRegisterSessionNotification(wintypes.HWND(int(parent.winId())), THIS_SESSION)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, desktop: Windows) -> None:
        super().__init__()
        self._desktop = desktop

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview[int], address: int) -> Any:
        if QByteArray(kind).data() in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            message = wintypes.MSG.from_address(int(address))
            if asks_for_lock(message.message, message.wParam):
                self._desktop.wants_lock.emit()
        return False, 0
