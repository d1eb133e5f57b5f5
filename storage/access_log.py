"""The access log: who opened or took out what, when, and with which reason.

A local table, not a record: neither journalled nor exchanged nor part of the digest. Lines are kept twelve months, and those about
a person go with the person. It is honest help to people who mean well and no lock: whoever holds the key of the vault could alter it.
"""

from __future__ import annotations

import datetime
import json
from typing import NamedTuple

from models.vocabulary import vocabulary
from storage.aliases import family
from storage.vault import Connection

KINDS = "access-kind"
REASONS = "access-reason"
KEPT_DAYS = 366
"""Twelve months, a leap year's too."""
MOST_LETTERS = 500
"""Letters of a reason that are kept."""


class Line(NamedTuple):
    """One line. `who` is a volunteer's name, empty for whoever came in with the recovery words; `subject` is a person's id and `code`
    the person's code, both empty where it was about nobody in particular. `reason` is a code of `access-reason` or somebody's own words."""

    at: str
    who: str
    what: str
    subject: str
    code: str
    reason: str


def write(connection: Connection, author: str, what: str, subject: str | None, reason: str, now: datetime.datetime) -> None:
    """Add a line, in the caller's transaction. Raises ValueError for a `what` that isn't in the vocabulary `access-kind`."""
    if what not in vocabulary(KINDS).by_code:
        raise ValueError("not a kind of access")
    connection.execute(
        "INSERT INTO access (at, author, what, subject, reason) VALUES (?, ?, ?, ?, ?)",
        (now.isoformat(timespec="seconds"), author, what, subject, reason.strip()[:MOST_LETTERS]),
    )


def lines(connection: Connection, subject: str | None, limit: int) -> list[Line]:
    """The lines, about one person or all, the newest first."""
    sql = (
        "SELECT a.at, coalesce(v.name, ''), a.what, coalesce(a.subject, ''), coalesce(m.code, ''), a.reason FROM access a "
        "LEFT JOIN volunteer v ON v.id = a.author LEFT JOIN member m ON m.id = a.subject "
        "WHERE :people IS NULL OR a.subject IN (SELECT value FROM json_each(:people)) ORDER BY a.row DESC LIMIT :limit"
    )
    people = json.dumps(family(connection, subject)) if subject is not None else None  # records that were joined since are looked at with it
    return [Line(*row) for row in connection.execute(sql, {"people": people, "limit": limit}).fetchall()]


def forget_person(connection: Connection, subject: str) -> None:
    """The lines about a person go with the person."""
    connection.execute("DELETE FROM access WHERE subject = ?", (subject,))


def forget_old(connection: Connection, now: datetime.datetime) -> None:
    """Lines older than twelve months go. The caller makes sure that the clock can be trusted."""
    before = (now - datetime.timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
    connection.execute("DELETE FROM access WHERE at < ?", (before,))
