"""How long a record is kept before somebody looks whether it is still needed: one rule, for the queue, the paper and the page.

Nothing is erased by this rule: on its review date a person waits in a queue until a volunteer renews, anonymises or erases. Source: own
rule, after principle 9 of the IOM data-protection principles and GDPR article 5(1)(e).
"""

from __future__ import annotations

import calendar
import datetime

from models.association import Association
from models.dates import first_day

MONTHS = 24
"""Months after the last contact, unless the association says otherwise."""


def months_of(association: Association) -> int:
    """The months an association waits."""
    return association.retention_months or MONTHS


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def review_day(written: str | None, last_contact: str, months: int) -> datetime.date | None:
    """The day on which a record is looked at again: the one somebody wrote down, until the person was met after it; else so many months
    after the last contact. Days may be partial and count from their first day on. None for somebody without either."""
    if written and (not last_contact or first_day(written) >= first_day(last_contact)):
        return first_day(written)
    return months_later(first_day(last_contact), months) if last_contact else None
