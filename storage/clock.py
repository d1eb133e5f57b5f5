"""Whether the computer's clock can be believed, before anything is removed because of its age.

A laptop whose battery died may come up years off. What is done under a clock that runs behind is stamped as of the last believed
opening (`journal.py`), so that it isn't removed too early once the clock is right; one far ahead would remove everything that waits.
So the moment of every believable opening is remembered, and a clock more than sixty days beyond the last one is not believed until
somebody has looked at the date. An opening that isn't believed is not remembered, so doubt doesn't pass by itself.
"""

from __future__ import annotations

from storage import notes
from storage.vault import Connection

LEEWAY_MS = 60 * 24 * 3600 * 1000
"""As long as an association may be away without being asked for the date."""
NOTED_MS = 24 * 3600 * 1000


def trustworthy(connection: Connection, now_ms: int) -> bool:
    """Whether the wall clock (ms since 1970) is no more than sixty days beyond the newest moment that this store knows of."""
    known = last_believed(connection)
    return known is None or now_ms <= known + LEEWAY_MS


def note_opening(connection: Connection, now_ms: int) -> None:
    """Remember that the vault was opened now, unless the clock isn't to be believed; to the day, so that looking hardly ever writes.

    In the caller's transaction.
    """
    noted = _noted(connection)
    known = noted if noted is not None else _newest(connection)
    if known is None or known + NOTED_MS < now_ms <= known + LEEWAY_MS:
        confirm(connection, now_ms)
    elif noted is None:
        confirm(connection, known)  # so that what is written under a wrong clock never makes it a right one


def confirm(connection: Connection, now_ms: int) -> None:
    """Somebody looked at the date and says it is right. In the caller's transaction."""
    notes.write(connection, notes.OPENED, str(now_ms))


def is_behind(connection: Connection, now_ms: int) -> bool:
    """Whether the wall clock is more than two days before the last opening that was believed: its battery may have died."""
    known = last_believed(connection)
    return known is not None and now_ms + 2 * NOTED_MS < known


def last_believed(connection: Connection) -> int | None:
    """The last opening that was believed (ms since 1970); in a store that remembers none, the newest operation."""
    noted = _noted(connection)
    return noted if noted is not None else _newest(connection)


def _noted(connection: Connection) -> int | None:
    found = notes.read(connection, notes.OPENED)
    return int(found) if found is not None else None


def _newest(connection: Connection) -> int | None:
    newest = connection.execute("SELECT max(ms) FROM operation").fetchone()[0]
    return int(newest) if newest is not None else None
