"""How old somebody is, as far as they said, and dates that can't be: before a birth, or after today.

An age is often told as a band, so what follows from it is the earliest year in which somebody of that band was born.
"""

from __future__ import annotations

import datetime
import re

from models.dates import first_day

MAJORITY = 18
"""From this age on somebody agrees for themselves. Source: the Icelandic act on legal majority, no. 71/1997, article 1."""
_BAND = re.compile(r"(\d+)-(\d+)\Z")


def oldest_of(band: object) -> int | None:
    """The highest age of a band such as "12-17"; None for an open one, and for no answer."""
    found = _BAND.match(band) if isinstance(band, str) else None
    return int(found.group(2)) if found else None


def is_child(band: object, birth_year: object, today: datetime.date) -> bool:
    """Whether somebody is under age by what they said; who turns 18 this year counts as grown up, for only the year is known."""
    oldest = oldest_of(band)
    if band == "under-18" or (oldest is not None and oldest < MAJORITY):
        return True
    return isinstance(birth_year, int) and today.year - birth_year < MAJORITY


def born_from(band: object, birth_year: object, today: datetime.date) -> int | None:
    """The earliest year in which somebody can have been born; None where nothing tells."""
    if isinstance(birth_year, int):
        return birth_year
    oldest = oldest_of(band)
    return None if oldest is None else today.year - oldest - 1


def is_future(day: str, today: datetime.date) -> bool:
    """Whether a date, partial or not, begins after today."""
    return first_day(day) > today


def is_before_birth(day: str, born: int | None) -> bool:
    """Whether a date lies in a year before that of the birth."""
    return born is not None and int(day[:4]) < born
