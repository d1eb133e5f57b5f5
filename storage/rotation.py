"""Which backups stay: by day, by week and by month, and never fewer than the newest few."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
NEWEST, DAYS, WEEKS, MONTHS = 3, 7, 4, 6
"""Kept in the vault's folder: the newest whatever their day (one is made before every restore), then one a day, a week, a month."""
OUTSIDE = 6
"""Kept in a second place: the newest."""


def staying(backups: Iterable[T], made: Callable[[T], datetime.datetime]) -> list[T]:
    """Those that stay, the newest first. Of a day, a week and a month it is the newest; days without any don't count."""
    ordered = sorted(backups, key=made, reverse=True)
    kept = dict.fromkeys(range(min(NEWEST, len(ordered))))
    for most, bucket in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        seen = dict[object, int]()
        for place, each in enumerate(ordered):
            seen.setdefault(bucket(made(each)), place)
        kept |= dict.fromkeys(list(seen.values())[:most])
    return [ordered[place] for place in sorted(kept)]


def _day(moment: datetime.datetime) -> object:
    return moment.astimezone().date()


def _week(moment: datetime.datetime) -> object:
    return moment.astimezone().isocalendar()[:2]


def _month(moment: datetime.datetime) -> object:
    return moment.astimezone().date().replace(day=1)
