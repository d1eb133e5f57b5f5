"""The bare thing: the same rows in SQLCipher by sqlcipher3 alone, with the same durability and cache, without journal or consent."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from models.record import Record
from storage import tables
from storage.schema import columns, quoted


def connect(path: Path) -> Any:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    for pragma in ("cipher_page_size = 16384", "journal_mode = wal", "synchronous = 2", "cache_size = -16384", "secure_delete = 1", "temp_store = 2"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def make_tables(connection: Any, types: Iterable[type[Record]]) -> None:
    for each in types:
        names = ", ".join(quoted(name) if name != "row" else "row INTEGER PRIMARY KEY" for name in columns(each))
        connection.execute(f"CREATE TABLE {quoted(each.TYPE)} ({names})")
    connection.execute("CREATE VIRTUAL TABLE told USING fts5(words)")


Rows = dict[type[Record], list[tuple[Any, ...]]]


def rows(records: Sequence[Record]) -> Rows:
    """The rows of some records, ready: what it costs to make them isn't counted on the bare side."""
    by_type: Rows = {}
    for each in records:
        by_type.setdefault(type(each), []).append(tables.to_row(each))
    return by_type


def insert(connection: Any, ready: Rows, texts: Iterable[str]) -> None:
    """The rows and the words of some records in one durable transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for kind, some in ready.items():
        connection.executemany(tables.insert_sql(kind), some)
    connection.executemany("INSERT INTO told (words) VALUES (?)", [(text,) for text in texts if text])
    connection.execute("COMMIT")


def search(connection: Any, word: str) -> list[Any]:
    return list(connection.execute("SELECT rowid, words FROM told WHERE told MATCH ? ORDER BY rank LIMIT 50", (f'"{word}"*',)).fetchall())


def copied_and_checked(store: Path, target: Path, key: bytearray) -> None:
    """Copy an encrypted store, sync it, and have SQLCipher and SQLite look through the copy."""
    shutil.copyfile(store, target)
    with target.open("r+b") as stream:
        os.fsync(stream.fileno())
    connection = sqlcipher.connect(str(target), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in ("cipher_page_size = 16384", "cache_size = -16384", "temp_store = 2"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    target.unlink()
