"""The review date: the one written down, until the person was met again; else so many months after the last contact."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from models.association import Association
from models.retention import months_later, months_of, review_day

days = st.dates(datetime.date(2000, 1, 1), datetime.date(2080, 12, 31))


def test_two_years_unless_the_association_says_otherwise() -> None:
    assert months_of(Association()) == 24 and months_of(Association(retention_months=6)) == 6
    assert review_day(None, "2024-11-25", 24) == datetime.date(2026, 11, 25)
    assert review_day(None, "2024", 24) == datetime.date(2026, 1, 1)
    assert review_day(None, "", 24) is None


def test_a_date_written_down_stands_until_the_person_was_met_after_it() -> None:
    assert review_day("2025-06-01", "2024-11-25", 24) == datetime.date(2025, 6, 1)
    assert review_day("2025-06-01", "2025-07-01", 24) == datetime.date(2027, 7, 1)


@given(days, st.integers(1, 240))
def test_months_later_is_never_another_month(day: datetime.date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months and later.day <= day.day
    assert months_later(later, -months).day == later.day
