"""Who was heard lately: how many people, in how many conversations, this week and this month. For the screen, never for paper."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import permissions

if TYPE_CHECKING:
    from storage.library import Library

__all__ = ["Heard", "heard"]


@dataclass(frozen=True)
class Heard:
    """People and conversations since Monday, and since the first of the month. Days that are known to the month only count with the month."""

    week_people: int = 0
    week_talks: int = 0
    month_people: int = 0
    month_talks: int = 0


def heard(library: Library) -> Heard:
    """Count them; who is hidden and who said no isn't counted."""
    return library.while_unchanged("heard", lambda: _counted(library))


def _counted(library: Library) -> Heard:
    today = library.today()
    monday, first = today - datetime.timedelta(days=today.weekday()), today.replace(day=1)
    sql = (
        "SELECT count(DISTINCT c.member), count(*) FROM conversation c INDEXED BY conversation_by_date WHERE c.date BETWEEN :since AND :day "
        f"AND c.member IS NOT NULL AND coalesce(c.archived, 0) = 0 AND {permissions.kept('c.member')}"
    )
    week, month = (library._rows(sql, {"since": since, "day": today.isoformat()})[0] for since in (monday.isoformat(), f"{first:%Y-%m}"))
    return Heard(*week, *month)
