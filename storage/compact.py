"""Writing the store anew (`VACUUM`), so that nothing erased stays between the cells of a page.

What is deleted is overwritten with zeros at once (`secure_delete`), but a page that was filled anew may keep copies of cells that moved
away. So the store is written anew after an erasure, and once a month when it is closed.
"""

from __future__ import annotations

from contextlib import suppress

from models.errors import Trouble
from storage import notes
from storage.vault import Connection, translated

EVERY_MS = 30 * 24 * 3600 * 1000
"""The note of when the store was last written anew is in ms too; 0 is owed."""


def owe(connection: Connection) -> None:
    """Something was erased: write the store anew when it is closed at the latest. In the caller's transaction."""
    notes.write(connection, notes.COMPACTED, "0")


def is_due(connection: Connection, now_ms: int) -> bool:
    before = notes.read(connection, notes.COMPACTED)
    if before is None:
        notes.write(connection, notes.COMPACTED, str(now_ms))
        return False
    return now_ms - int(before) >= EVERY_MS


def compact(connection: Connection, now_ms: int) -> None:
    """Write the store anew and empty its log. What the disk refuses stays owed: nothing is lost by waiting."""
    with suppress(Trouble), translated():
        connection.execute("VACUUM")
        notes.write(connection, notes.COMPACTED, str(now_ms))
    empty_log(connection)


def empty_log(connection: Connection) -> None:
    """Bring the pages of the log into the store, over those that held what was erased."""
    with suppress(Trouble), translated():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
