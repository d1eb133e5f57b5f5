"""How the store came to be what it is: each step once, in order, by sqlite-utils' own migrations.

A field that is added to a record is no migration (`schema.add_new_columns`). A rename, a split or a repair is one function here,
with a vault of the release before it kept for the tests (`tests/vaults/`). A vault that holds something is migrated on a copy, after a
backup (`storage.upgrade`); this file only says what changes.
"""

from __future__ import annotations

import hashlib
from typing import Any, cast

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from models.registry import RECORDS
from storage import header, notes, schema
from storage.vault import Connection, translated

migrations = Migrations("raddir")


@migrations()
def first_tables(db: Database) -> None:
    schema.create_record_tables(db)
    schema.create_own_tables(db)
    schema.create_search(db)


@migrations()
def access_log(db: Database) -> None:
    schema.create_access_log(db)


@migrations()
def attachments(db: Database) -> None:
    schema.create_content(db)


@migrations()
def no_words_of_what_is_in_the_bin(db: Database) -> None:
    schema.forget_words_of_the_bin(db)


@migrations()
def indexes_for_the_opening(db: Database) -> None:
    schema.index_for_the_opening(db)


@migrations()
def referrals_and_follow_ups(db: Database) -> None:
    schema.create_referrals(db)


@migrations()
def stories(db: Database) -> None:
    schema.create_coding(db)


@migrations()
def own_words(db: Database) -> None:
    schema.create_words(db)


@migrations()
def indexes_for_finding(db: Database) -> None:
    schema.index_for_finding(db)


@migrations()
def papers_and_consent_texts(db: Database) -> None:
    schema.create_papers(db)


@migrations()
def views(db: Database) -> None:
    schema.create_views(db)


def expected() -> str:
    """What a store of this release notes of its own making: equal means that there is nothing to do at opening."""
    named = [each.name for each in migrations._migrations] + [f"{kind.TYPE}.{name}" for kind in RECORDS for name in schema.columns(kind)]
    return hashlib.sha256("\n".join(named).encode("ascii")).hexdigest()


def stands(connection: Connection) -> bool:
    """Whether a store is of this release."""
    with translated():
        made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'store'").fetchone()
        return made is not None and notes.read(connection, notes.SCHEMA) == expected()


def needs_a_copy(connection: Connection) -> bool:
    """Whether a migration waits for a store that holds something. What a new store lacks, and a new column, is added in place."""
    if stands(connection):
        return False
    with translated():
        db = Database(cast(Any, connection))
        return bool(migrations.applied(db)) and bool(migrations.pending(db))


def bring_up_to_date(connection: Connection) -> None:
    """Apply what this release adds, the whole or nothing. The caller has made sure that the store isn't newer than the program."""
    if stands(connection):
        return
    db = Database(cast(Any, connection))
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            migrations.apply(db)
            schema.add_new_columns(db)
            notes.write(connection, notes.SCHEMA, expected())
            connection.execute(f"PRAGMA user_version = {header.READER}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
