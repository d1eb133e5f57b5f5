"""macOS: the notification that the screen was locked, through CoreFoundation. Sleep locks the screen on a Mac as it comes.

`com.apple.screenIsLocked` is told to everybody who asks the distributed centre; AppKit's own news of sleep would need a library more.
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import QObject

from ui.desktop import Desktop

__all__ = ["Macos"]

FRAMEWORK = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
NAMES = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart")
UTF8 = 0x08000100
DELIVER_AT_ONCE = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
Callback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class Macos(Desktop):
    """Listens for the lock of the screen; the notification comes on the window's thread, whose loop Qt runs on CoreFoundation."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told = Callback(self._locked)  # held: CoreFoundation keeps only its address
        self._listen(ctypes.CDLL(FRAMEWORK))

    def _listen(self, library: Any) -> None:
        library.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        library.CFStringCreateWithCString.restype = ctypes.c_void_p
        library.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
        library.CFNotificationCenterAddObserver.restype = None
        library.CFNotificationCenterAddObserver.argtypes = [
            ctypes.c_void_p, ctypes.c_void_p, Callback, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long,
        ]
        centre = library.CFNotificationCenterGetDistributedCenter()
        for name in NAMES:
            words = library.CFStringCreateWithCString(None, name, UTF8)
            library.CFNotificationCenterAddObserver(centre, id(self), self._told, words, None, DELIVER_AT_ONCE)

    def _locked(self, *_notification: object) -> None:
        self.wants_lock.emit()
