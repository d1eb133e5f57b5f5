"""The clock of idleness: how long nobody has touched the keyboard or the mouse, and what happens when.

Outside a conversation the window locks after the minutes that the association chose; in one it is covered first, and locked after twenty.
Half a minute before either a line says so. Time is read off a clock that goes on while the computer sleeps: whoever opens a laptop that slept
for an hour finds it locked, also where the system told nobody that it would sleep.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from models import idle

__all__ = ["BLANK", "LOCK", "Idle"]

LOCK, BLANK = "lock", "blank"
SOONEST_MS = 20


def seconds() -> float:
    """Seconds on a clock that never goes back and counts sleep too, where the system has one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    if boot is not None:
        return time.clock_gettime(boot)
    return time.time() if sys.platform.startswith("darwin") else time.monotonic()


class Idle(QObject):
    """Runs between `start` and `stop`. `listening` tells whether a conversation is open, `covered` whether the screen is."""

    lock = Signal()
    blank = Signal()
    warning = Signal(str, int)
    """What comes (`LOCK` or `BLANK`) and in how many seconds; every second anew."""
    calm = Signal()
    """Somebody is there again."""

    def __init__(self, listening: Callable[[], bool], covered: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self.minutes = idle.DEFAULT
        self.clock: Callable[[], float] = seconds
        self._listening, self._covered = listening, covered
        self._last, self._warned, self._running = 0.0, False, False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """The vault is open."""
        self.minutes, self._running = minutes, True
        self._last = self.clock()
        self._wait()

    def stop(self) -> None:
        """The vault is being locked."""
        self._running = False
        self._timer.stop()
        self._be_calm()

    def touched(self) -> None:
        """Somebody pressed a key or moved the mouse: the time starts anew, unless it was over already."""
        if not self._running:
            return
        now = self.clock()
        if now - self._last >= 1:
            act, when = self.next()
            if act == LOCK and now - self._last >= when:
                self.look()
                return
            self._last = now
            self._be_calm()
            self._wait()

    def next(self) -> tuple[str, float]:
        """What happens next if nobody comes, and after how many idle seconds."""
        if not self._listening():
            return LOCK, self.minutes * 60
        return (LOCK, max(self.minutes, idle.LISTENING) * 60) if self._covered() else (BLANK, self.minutes * 60)

    def look(self) -> None:
        """See how late it is, and do what is due."""
        if not self._running:
            return
        act, when = self.next()
        left = when - (self.clock() - self._last)
        if left <= 0:
            self._be_calm()
            (self.lock if act == LOCK else self.blank).emit()
            if act == BLANK:
                self._wait()
            return
        if left <= idle.WARNING:
            self._warned = True
            self.warning.emit(act, round(left + 0.49))
        self._wait()

    def _wait(self) -> None:
        """Sleep until the next second that matters."""
        _act, when = self.next()
        left = when - (self.clock() - self._last)
        until = left - idle.WARNING if left > idle.WARNING else left % 1 or 1
        self._timer.start(max(SOONEST_MS, int(until * 1000)))

    def _be_calm(self) -> None:
        if self._warned:
            self._warned = False
            self.calm.emit()
