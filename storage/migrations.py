"""How the store came to be what it is: each step once, in order, by sqlite-utils' own migrations.

A field that is added to a record is no migration (`schema.add_new_columns`). A rename, a split or a repair is one function here,
with a vault of the release before it kept for the tests.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from storage import schema

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


def bring_up_to_date(db: Database) -> None:
    """Apply what this release adds. The caller has made sure that the store isn't newer than the program."""
    migrations.apply(db)
    schema.add_new_columns(db)
