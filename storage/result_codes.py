"""SQLite's primary result codes (sqlite3.h) as known troubles. SQLCipher uses the same numbers."""

from __future__ import annotations

from locales import N_
from models.errors import Damaged, InUse, PlaceFailed, Trouble

INTERRUPTED = 9
_PLACE = {
    13: N_("There is no room left on the disk that holds the vault; free some space and try again."),
    8: N_("The vault can only be read, not written; make its folder writable or move it elsewhere."),
    3: N_("You have no permission to use the vault; ask whoever looks after this computer."),
    14: N_("The files of the vault cannot be opened; check that its disk is connected and that you may write there."),
    10: N_("The disk that holds the vault doesn't answer as it should; check it and try again."),
    7: N_("There isn't enough free memory to work with the vault; close other programs and try again."),
}
WORDS = {
    "database or disk is full": 13, "attempt to write a readonly database": 8, "access permission denied": 3, "unable to open database file": 14,
    "disk I/O error": 10, "out of memory": 7, "database is locked": 5, "database table is locked": 6, "database disk image is malformed": 11,
    "file is not a database": 26, "interrupted": INTERRUPTED,
}
"""The words of `sqlite3_errstr`, for the few calls (the online backup) whose errors come without their code."""
_LOCKED = frozenset({5, 6, 15})
_MALFORMED = frozenset({11, 26})


def trouble(code: int) -> Trouble | None:
    """The trouble a result code stands for, or None where it can only be a bug in a statement."""
    if code in _PLACE:
        return PlaceFailed(_PLACE[code])
    if code in _LOCKED:
        return InUse(N_("The vault is in use by another program; close it there and try again."))
    return damaged() if code in _MALFORMED else None


def damaged() -> Damaged:
    return Damaged(N_("The store of the vault is damaged or was altered; bring back the newest good backup."))
