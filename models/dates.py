"""Partial dates: a day, a month or a year, as people remember them. Written in ISO 8601, also with Arabic or Persian digits."""

from __future__ import annotations

import datetime
import re
import unicodedata

_SHAPE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_NORDIC = re.compile(r"(\d{1,2})\.(?:\s*(\d{1,2})\.)?\s*(\d{4})\Z")


def latin_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() and unicodedata.digit(c, None) is not None else c for c in text)


def parse_date(written: str) -> str | None:
    """The ISO form of a full or partial date, or None where no such day exists. Also takes 24.11.2026 and 11.2026."""
    text = latin_digits(written.strip())
    nordic = _NORDIC.match(text)
    if nordic:
        first, second, year = nordic.groups()
        text = f"{year}-{second}-{first}" if second else f"{year}-{first}"
    found = _SHAPE.match(text)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part if place == 0 else part.zfill(2) for place, part in enumerate((year, month, day)) if part)


def first_day(partial: str) -> datetime.date:
    """The first day a partial date can mean: 2019 begins on 2019-01-01."""
    parts = [int(part) for part in partial.split("-")]
    return datetime.date(*(parts + [1, 1])[:3])
