"""How a day by which something is due is said: "3 days late", "today", "in 4 days", each with an icon, so that colour never says it alone."""

from __future__ import annotations

import datetime

from locales import _, current, iso, ngettext
from models.dates import first_day

__all__ = ["LATE", "LATER", "TODAY", "due_icon", "due_words", "how_due"]

LATE, TODAY, LATER = "late", "today", "later"
NEAR = 14
"""Days up to which the distance is said rather than the date."""


def how_due(due: str, day: datetime.date | None = None) -> str:
    """Whether a day (ISO, may be partial) is late, today, or later."""
    day = day or datetime.date.today()
    that = first_day(due)
    return LATE if that < day else TODAY if that == day else LATER


def due_icon(due: str) -> tuple[str, str]:
    """The icon for it and its colour."""
    return {LATE: ("danger", "danger"), TODAY: ("today", "warn"), LATER: ("day", "")}[how_due(due)]


def due_words(due: str, day: datetime.date | None = None) -> str:
    """The day in words; "" where there is none."""
    if not due:
        return ""
    day = day or datetime.date.today()
    days = (first_day(due) - day).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days <= NEAR:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return iso(current().date(due, "medium"))
