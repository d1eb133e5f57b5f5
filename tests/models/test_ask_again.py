"""Consents that end: nobody is asked too late, and nothing that has no end is asked for again."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from models.ask_again import DAYS, ending, expiry, last_day, with_expiry
from models.consent import FREE, GIVEN, KEEP, STATISTICS, WITHDRAWN, Consent, permits
from models.consent_text import ConsentText, in_use, parts, read_out, text_of
from tests.models.test_consent import DAY, histories, told

DAYS_OF_LIFE = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))


@given(histories())
def test_a_use_that_closes_by_itself_within_thirty_days_is_asked_for_before(events: list[Consent]) -> None:
    """Over every day of the coming month: open today and not then means that it was named, and named means that it isn't open after."""
    named = ending(events, DAY)
    days = [DAY + datetime.timedelta(days=each) for each in range(DAYS + 2)]
    begins_later = any(event.date and event.date > DAY.isoformat() for event in events)
    if permits(events, STATISTICS, DAY, FREE) and not permits(events, STATISTICS, days[-1], FREE):
        assert STATISTICS in named
    if STATISTICS in named and not begins_later:
        assert not permits(events, STATISTICS, days[-1], FREE)


@given(histories())
def test_what_is_taken_back_is_not_asked_for_again(events: list[Consent]) -> None:
    after = [*events, told(99, STATISTICS, WITHDRAWN)]
    assert STATISTICS not in ending(after, DAY) and last_day(after, STATISTICS) is None


@given(DAYS_OF_LIFE, st.integers(1, 120))
def test_a_month_more_ends_later_and_never_on_another_day_of_the_month_than_it_must(day: datetime.date, months: int) -> None:
    last, later = expiry(STATISTICS, day, months), expiry(STATISTICS, day, months + 1)
    assert last and later and day.isoformat() < last < later
    assert int(last[8:]) == day.day or (day.day > 28 and int(last[8:]) >= 28)


def test_to_be_kept_has_no_end_and_an_end_that_was_said_stays() -> None:
    assert expiry(KEEP, DAY, 12) is None and expiry(STATISTICS, DAY, None) is None
    assert expiry(STATISTICS, datetime.date(2027, 1, 31), 1) == "2027-02-28"
    assert with_expiry(told(1, STATISTICS, GIVEN, expires="2026-07-01"), DAY, 12).expires == "2026-07-01"
    assert with_expiry(told(1, STATISTICS, GIVEN), DAY, 12).expires == "2027-06-01"
    assert with_expiry(told(1, STATISTICS, WITHDRAWN), DAY, 12).expires is None


@given(st.lists(st.tuples(st.sampled_from(["ar", "pl"]), st.integers(2, 5), st.booleans()), max_size=8), st.randoms(use_true_random=False))
def test_the_newest_version_of_a_language_is_in_use_in_whatever_order_they_came(made: list[tuple[str, int, bool]], random: object) -> None:
    texts = [ConsentText(id=f"{number}", kind="script", language=tongue, version=version, archived=gone or None, text="x")
             for number, (tongue, version, gone) in enumerate(made)]
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_use(shuffled) == in_use(texts)
    for tongue, newest in in_use(texts).items():
        assert newest.version == max(each.version or 0 for each in texts if each.language == tongue and not each.archived)


def test_a_script_keeps_its_lines_apart_and_the_same_words_are_kept_once() -> None:
    said = {"point-2": "Why we  ask.\nHonestly.", "share": "May we tell {partner}?"}
    assert parts(text_of(said)) == {"point-2": "Why we ask. Honestly.", "share": "May we tell {partner}?"}
    assert read_out("May we?", "en", 1) == read_out("May we?", "en", 1)
    assert read_out("May we?", "en", 1).id != read_out("May we?", "en", 2).id
    assert read_out("May we?", "en", 1).hash == read_out("May we?", "en", 2).hash
