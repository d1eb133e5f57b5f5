"""Consents that end: until when one is given, and whom to ask again. What has run out opens nothing (`models.consent.permits`); this
only says so in good time."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence

from models.consent import ASKED_AT_INTAKE, FREE, GIVEN, KEEP, Consent, Limits, open_spans

DAYS = 30
"""Days before its end from which a consent is asked for again."""
MONTHS = (12, 24)
"""Months for which an association may have consents hold, if not for good."""


def expiry(use: str, given: datetime.date, months: int | None) -> str | None:
    """The last day of a consent given on a day; None for one without end.

    To be kept has no end of its own: who may not be kept is hidden, and somebody who is hidden can't be asked again. The record's review
    date looks after it (`models.retention`).

        expiry("contact", datetime.date(2027, 2, 28), 12) == "2028-02-28"
    """
    if use == KEEP or not months:
        return None
    years, month = divmod(given.month - 1 + months, 12)
    year = given.year + years
    return datetime.date(year, month + 1, min(given.day, calendar.monthrange(year, month + 1)[1])).isoformat()


def with_expiry(event: Consent, given: datetime.date, months: int | None) -> Consent:
    """A grant with the end that the association's consents have, unless it has one of its own; anything else as it is."""
    if event.value != GIVEN or event.expires or not (last := expiry(event.use or "", given, months)):
        return event
    return event.with_values({"expires": last})


def last_day(history: Sequence[Consent], use: str, limits: Limits = FREE) -> str | None:
    """The last day on which a use that was given is open; None where it has no end, or isn't given."""
    ends = [last for _first, last in open_spans(history, use, limits)]
    return None if not ends or None in ends else max(str(last) for last in ends)


def ending(history: Sequence[Consent], day: datetime.date, limits: Limits = FREE) -> dict[str, str]:
    """The uses to ask for again: those that end within thirty days or have run out, each with its last day."""
    until = (day + datetime.timedelta(days=DAYS)).isoformat()
    uses = dict.fromkeys([*ASKED_AT_INTAKE, *(each.use or "" for each in history)])
    ends = {use: last for use in uses if use and (last := last_day(history, use, limits)) is not None}
    return {use: last for use, last in ends.items() if last <= until}
