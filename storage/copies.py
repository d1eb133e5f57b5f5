"""Copies of a store, still encrypted under the same key: made through an open connection, and opened beside it to be proved.

A copy stands in the vault's own folder and nowhere else, its name ends in `.part`, and whatever makes one removes it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storage import files, result_codes, slots
from storage.vault import SETTINGS, Connection, Interrupted, _connect, translated

Progress = Callable[[int, int], None]
"""Told the steps done and the steps in all. It may raise to stop the work, and what it raises passes."""

PAGES = 256
"""Pages copied between two looks at the progress."""
_PARTS = ("", "-wal", "-shm", "-journal")
# A copy in the making needs no journal and no sync of its own: it is thrown away unless it is complete, and synced at the end.
_COPYING: tuple[tuple[str, str | int], ...] = (
    ("temp_store", 2), ("secure_delete", 1), ("trusted_schema", 0), ("journal_mode", "off"), ("synchronous", 0), ("cache_size", -4 * 1024),
)


def store_key(data_key: bytes | bytearray, vault_id: str) -> bytearray:
    """The key of a vault's store; the caller wipes it."""
    return bytearray(slots.subkey(data_key, "vault/store", slots.fingerprint(vault_id)))


def copy(source: Connection, path: Path, key: bytearray, page_size: int, progress: Progress | None = None) -> None:
    """Copy the store behind a connection as it stands in the connection's transaction to a new file. Durable when this returns.

    Raises PlaceFailed, Damaged (a page of the source isn't whole), and what `progress` raises.
    """
    with files.place_errors(path.parent):
        files.write_new(path, b"")
    stopped = list[BaseException]()

    def step(_status: int, remaining: int, total: int) -> None:
        try:
            if progress is not None:
                progress(total - remaining, max(total, 1))
        except BaseException as error:
            stopped.append(error)
            raise

    with translated():
        target = _connect(path, key, page_size, query_only=False, new=True, settings=_COPYING)
        try:
            source.backup(target, pages=PAGES, progress=step)
        except Exception as error:
            if stopped:
                raise stopped[0] from None
            raise _refused(error, path.parent) from error
        finally:
            target.close()
    with files.place_errors(path.parent):
        sync(path)


def _refused(error: Exception, place: Path) -> Exception:
    """What stopped a copy. The library gives no result code here, only SQLite's words for it (sqlite3ErrStr)."""
    told = str(error)
    if "malformed" in told or "not a database" in told:
        return result_codes.damaged()
    if "full" in told or "I/O" in told or "unable to open" in told or "readonly" in told:
        return files.place_failed(place, errno.ENOSPC if "full" in told else errno.EIO)
    return error


def sync(path: Path) -> None:
    """Have a file's content on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDWR | files.BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opened(path: Path, key: bytearray, page_size: int, *, writable: bool = False) -> Iterator[Connection]:
    """A copy, open with the whole audit of `storage.vault`. One file stays when it is closed.

    Raises Damaged, TooNew, PlaceFailed.
    """
    connection = _connect(path, key, page_size, query_only=not writable, settings=SETTINGS)
    connection.isolation_level = None
    try:
        yield connection
        with translated():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
        for part in _PARTS[1:]:
            path.with_name(path.name + part).unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a copy and what SQLite left beside it."""
    for part in _PARTS:
        path.with_name(path.name + part).unlink(missing_ok=True)


@contextmanager
def interruptible(connection: Connection, progress: Progress | None) -> Iterator[None]:
    """Let `progress` stop a long statement. Raises what `progress` raised."""
    if progress is None:
        yield
        return
    stopped = list[BaseException]()

    def look() -> int:
        try:
            progress(0, 0)
        except BaseException as error:
            stopped.append(error)
        return int(bool(stopped))

    connection.set_progress_handler(look, 1_000_000)
    try:
        yield
    except Interrupted:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def wipe(*keys: bytearray) -> None:
    """Overwrite keys that were derived for a copy."""
    for each in keys:
        slots.wipe(each)
