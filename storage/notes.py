"""Facts about this store itself, one line each in the table `store`: when it was copied, drilled, closed. Not records, never exchanged."""

from __future__ import annotations

from storage.vault import Connection

LOCAL, OUTSIDE, PLACE, DRILLED, PURGED, CLOSED, UNMARKED, SCHEMA, REKEYED, PROVED, OPENED, MARK_KEY = (
    "backup", "backup-outside", "second-place", "drilled", "purged", "closed", "unmarked", "schema", "rekeyed", "paper-proved", "opened", "mark-key",
)
COMPACTED, DEV, IDLE_MINUTES, LEFT, REPORT = "compacted", "dev", "idle-minutes", "left", "report"


def read(connection: Connection, key: str) -> str | None:
    """A fact, or None while it was never noted."""
    row = connection.execute("SELECT value FROM store WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def number(connection: Connection, key: str) -> int:
    """A fact that counts something; 0 while it was never noted."""
    return int(read(connection, key) or 0)


def write(connection: Connection, key: str, value: str) -> None:
    """Note a fact, in the caller's transaction."""
    connection.execute("INSERT INTO store (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))


def count(connection: Connection, key: str) -> None:
    """One more of what a fact counts, in the caller's transaction."""
    write(connection, key, str(number(connection, key) + 1))


def drop(connection: Connection, key: str) -> None:
    """Forget a fact, in the caller's transaction."""
    connection.execute("DELETE FROM store WHERE key = ?", (key,))
