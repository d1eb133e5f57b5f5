"""Whom to ask again: people with a consent that ends within thirty days, or has run out and wasn't answered since.

Whether a service may be told is asked each time there is something to tell, so that one which ran out asks for nothing.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from models.ask_again import DAYS
from storage import permissions

if TYPE_CHECKING:
    from storage.library import Library

__all__ = ["Again", "lines"]


class Again(NamedTuple):
    """Somebody to be asked again: when the first of their consents ends (ISO), and whether nobody is to call them."""

    member: str
    code: str
    due: str
    silent: bool


_ENDING = (
    "SELECT m.id, coalesce(m.code, ''), min(p.last), coalesce(m.do_not_contact, 0) FROM permission p JOIN member m ON m.id = p.member "
    "WHERE p.last IS NOT NULL AND p.last <= :until AND p.use NOT LIKE 'share:%' AND coalesce(m.anonymous, 0) = 0 "
    "AND NOT EXISTS (SELECT 1 FROM permission q WHERE q.member = p.member AND q.use = p.use AND (q.last IS NULL OR q.last > p.last)) "
    f"AND {permissions.kept('m.id')} "
    "GROUP BY m.id ORDER BY min(p.last), m.row"
)


def lines(library: Library) -> list[Again]:
    """The people, whoever's consent ends first before the others. Restricted and objecting people have no open span, so nobody asks them."""
    day = library.today()
    values = {"day": day.isoformat(), "until": (day + datetime.timedelta(days=DAYS)).isoformat()}
    return [Again(row[0], row[1], row[2], bool(row[3])) for row in library._rows(_ENDING, values)]
