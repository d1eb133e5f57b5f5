"""Dates, numbers, percentages and lists as a language writes them, by Babel. Digits are Latin everywhere."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent


@lru_cache(maxsize=32)
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def date(day: str, code: str, form: str = "long") -> str:
    """A full or partial ISO date in words; an empty one stays empty."""
    parts = [int(part) for part in day.split("-")] if day else []
    if not parts:
        return ""
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return format_skeleton("yMMMM", datetime.date(parts[0], parts[1], 1), locale=_locale(code))
    return format_date(datetime.date(*parts), format=form, locale=_locale(code))


def months(code: str) -> tuple[str, ...]:
    """The names of the months; none for a language that Babel doesn't know."""
    try:
        names = _locale(code).months
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(str(each) for form in ("format", "stand-alone") for width in ("wide", "abbreviated") for each in names[form][width].values())


def number(value: object, code: str) -> str:
    if isinstance(value, Decimal):
        value = value.normalize() if value % 1 else value.quantize(Decimal(1))
    return format_decimal(value, locale=_locale(code), numbering_system="latn")  # type: ignore[arg-type]


def percent(share: float, code: str) -> str:
    return format_percent(share, locale=_locale(code), numbering_system="latn")


def join(parts: tuple[str, ...], code: str) -> str:
    return format_list(parts, locale=_locale(code)) if parts else ""
