"""What the desktop tells: the computer goes to sleep, the lid closes, the session is locked or somebody else takes over.

Loaded once the door is painted. Where a system says nothing, or says it in a way Raddir doesn't know, idleness still locks.
"""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QObject, Signal

from ui.events import events

__all__ = ["Desktop", "watch"]

_log = logging.getLogger("raddir.window")


class Desktop(QObject):
    """One desktop's news. `closed` is called once the vault is closed: whoever held the computer back lets it go on."""

    wants_lock = Signal()

    def closed(self) -> None:
        """The vault is closed and its keys are dropped."""


def watch(parent: QObject) -> list[Desktop]:
    """Listen to this system. Never raises: a desktop that can't be heard is none."""
    found: list[Desktop] = []
    try:
        found = _listeners(parent)
    except Exception as error:  # a library or a bus that is missing must not keep anybody from their vault
        _log.warning("the desktop can't be heard: %s", type(error).__name__)
    for each in found:
        events.closed.connect(each.closed)
    return found


def _listeners(parent: QObject) -> list[Desktop]:
    if sys.platform == "win32":
        from ui.desktop.windows import Windows

        return [Windows(parent)]
    if sys.platform == "darwin":
        from ui.desktop.macos import Macos

        return [Macos(parent)]
    from ui.desktop import logind

    return logind.found(parent)
