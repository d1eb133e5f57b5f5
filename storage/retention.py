"""Who waits to be looked at: people whose review date has come, and those who took back that they are kept."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from models.retention import months_later, months_of, review_day
from storage import erasure
from storage.changes import Changes
from storage.library import Library
from storage.permissions import kept
from storage.vault import translated
from storage.workspace import HIDDEN_DAYS, Workspace

DAY_MS = 24 * 3600 * 1000
_CONTACT = (
    "max(coalesce((SELECT max(c.date) FROM conversation c WHERE c.member = t.id AND coalesce(c.archived, 0) = 0), ''), "
    "coalesce((SELECT max(e.date) FROM consent e WHERE e.member = t.id AND coalesce(e.reason, '') <> 'mistake'), ''))"
)
"""In SQL: the last day somebody was spoken with, a conversation or an answer about consent."""
_SILENT = (
    "NOT EXISTS (SELECT 1 FROM conversation c WHERE c.member = t.id AND c.date > :before AND coalesce(c.archived, 0) = 0) AND "
    "NOT EXISTS (SELECT 1 FROM consent e WHERE e.member = t.id AND e.date > :before AND coalesce(e.reason, '') <> 'mistake')"
)
"""In SQL: the same day isn't after `:before`, said so that the first recent line of a person is enough."""


class Due(NamedTuple):
    """Somebody whose review date has come: id, code, that date and the day of the last contact (may be partial)."""

    id: str
    code: str
    review: datetime.date
    last_contact: str


class Hidden(NamedTuple):
    """Somebody who took back that they are kept: id, code, and the days until everything is erased by itself. None where nothing is
    erased by itself: the consent only ran out."""

    id: str
    code: str
    days: int | None


def due(library: Library) -> list[Due]:
    """Everybody whose review date has come, the longest overdue first. Anonymous records are nobody's and never due.

    Only those are looked at who were ever met so long ago, or have a date written down: the others can't be due.
    """
    today = library.today()
    months = months_of(library.association())
    before = months_later(today, -months).isoformat()
    old = " UNION ALL ".join(f"SELECT member FROM {each} WHERE date <= :before" for each in ("conversation", "consent"))
    sql = (
        f"SELECT t.id, coalesce(t.code, ''), t.review_date, {_CONTACT} AS met FROM member t "
        f"WHERE t.id IN (SELECT id FROM member WHERE review_date <= :today UNION ALL {old}) "
        f"AND coalesce(t.anonymous, 0) = 0 AND (t.review_date <= :today OR ({_SILENT})) AND {kept('t.id')}"
    )
    rows = library._rows(sql, {"day": today.isoformat(), "today": today.isoformat(), "before": before})
    found = [Due(row[0], row[1], review, row[3]) for row in rows if (review := review_day(row[2], row[3], months)) is not None and review <= today]
    return sorted(found, key=lambda each: (each.review, each.code))


def how_many_due(library: Library) -> int:
    """How many they are; worked out again only when something changes."""
    return library.while_unchanged("review", lambda: len(due(library)))


def review_of(library: Library, member_id: str) -> datetime.date | None:
    """The review date of one person."""
    rows = library._rows(f"SELECT t.review_date, {_CONTACT} FROM member t WHERE t.id = ?", (member_id,))
    return review_day(rows[0][0], rows[0][1], months_of(library.association())) if rows else None


def renew(workspace: Workspace, member_id: str) -> Changes:
    """Keep a record for as long again, from today on. Raises WrongInput."""
    review = months_later(workspace.today(), months_of(workspace.association()))
    return workspace.save(workspace.get(member_id).with_values({"review_date": review.isoformat()}))


def hidden(library: Library, now_ms: int) -> list[Hidden]:
    """Everybody who is hidden because being kept isn't agreed to any more, the next to be erased first."""
    with translated():
        rows = erasure.hidden(library._connection, library.today().isoformat())
    found = [Hidden(member_id, code, None if since is None else max(0, HIDDEN_DAYS - (now_ms - since) // DAY_MS)) for member_id, code, since in rows]
    return sorted(found, key=lambda each: (each.days is None, each.days or 0, each.code))
