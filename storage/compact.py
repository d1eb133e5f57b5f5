"""Writing the store anew (`VACUUM`), so that nothing erased stays between the cells of a page.

What is deleted is overwritten with zeros at once (`secure_delete`), but a page that was filled anew may keep copies of cells that moved
away. So the store is written anew after an erasure, and once a month when it is closed.
"""

from __future__ import annotations

from contextlib import suppress

from models.errors import Trouble
from storage.vault import Connection, translated

KEY = "compacted"
"""The key in the table `store`: when the store was last written anew (ms); 0 is owed."""
EVERY_MS = 30 * 24 * 3600 * 1000


def owe(connection: Connection) -> None:
    """Something was erased: write the store anew when it is closed at the latest. In the caller's transaction."""
    _note(connection, 0)


def is_due(connection: Connection, now_ms: int) -> bool:
    row = connection.execute("SELECT value FROM store WHERE key = ?", (KEY,)).fetchone()
    if row is None:
        _note(connection, now_ms)
        return False
    return now_ms - int(row[0]) >= EVERY_MS


def compact(connection: Connection, now_ms: int) -> None:
    """Write the store anew and empty its log. What the disk refuses stays owed: nothing is lost by waiting."""
    with suppress(Trouble), translated():
        connection.execute("VACUUM")
        _note(connection, now_ms)
    empty_log(connection)


def empty_log(connection: Connection) -> None:
    """Bring the pages of the log into the store, over those that held what was erased."""
    with suppress(Trouble), translated():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _note(connection: Connection, moment: int) -> None:
    connection.execute("INSERT INTO store (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (KEY, str(moment)))
