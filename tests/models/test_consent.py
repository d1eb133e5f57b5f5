"""Consent: a withdrawal is never outvoted by a clock."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.consent import (
    CLOSING,
    EXPIRED,
    FREE,
    GIVEN,
    KEEP,
    NOT_ASKED,
    REFUSED,
    STATISTICS,
    WITHDRAWN,
    Consent,
    closings,
    known_use,
    open_spans,
    permits,
    standing,
    state,
)

DAY = datetime.date(2026, 6, 1)


def told(number: int, use: str, value: str, date: str | None = "2026-01-01", **more: object) -> Consent:
    return Consent(id=f"event-{number}", member="m", use=use, value=value, date=date, **more)  # type: ignore[arg-type]


KEPT = told(0, KEEP, GIVEN)


@st.composite
def histories(draw: st.DrawFn) -> list[Consent]:
    """Events written down one after another by people who knew all, some or none of the ones before, with any dates at all."""
    events: list[Consent] = []
    for number in range(draw(st.integers(0, 8))):
        date = draw(st.sampled_from(["2016-01-01", "2026-01-01", "2026-05-31", "2036-01-01", None]))
        value = draw(st.sampled_from([GIVEN, REFUSED, WITHDRAWN, NOT_ASKED]))
        known = closings(events, STATISTICS)
        seen = draw(st.sampled_from([known, known[:-1], ()]))
        expires = draw(st.sampled_from([None, None, "2026-05-01", "2027-01-01"]))
        events.append(told(number + 1, STATISTICS, value, date, seen=seen if value in (GIVEN, NOT_ASKED) else None, expires=expires))
    return [KEPT, *events]


@given(histories(), st.sampled_from([WITHDRAWN, REFUSED]), st.sampled_from(["1999-01-01", "2026-06-01", "2099-01-01", None]))
def test_a_withdrawal_that_is_known_closes_whatever_the_clocks_say(events: list[Consent], value: str, date: str | None) -> None:
    after = [*events, told(99, STATISTICS, value, date)]
    for years in (-10, 0, 10):
        assert not permits(after, STATISTICS, DAY.replace(year=DAY.year + years), FREE)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_decides_nothing(events: list[Consent], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert permits(shuffled, STATISTICS, DAY, FREE) == permits(events, STATISTICS, DAY, FREE)
    assert state(shuffled, STATISTICS, DAY) == state(events, STATISTICS, DAY)
    assert open_spans(shuffled, STATISTICS, FREE) == open_spans(events, STATISTICS, FREE)


@given(histories())
def test_only_an_informed_grant_restores(events: list[Consent]) -> None:
    closed = [*events, told(99, STATISTICS, WITHDRAWN)]
    uninformed = told(100, STATISTICS, GIVEN, "2026-02-01", seen=())
    informed = replace(uninformed, id="event-101", seen=closings(closed, STATISTICS))
    assert not permits([*closed, uninformed], STATISTICS, DAY, FREE)
    assert permits([*closed, informed], STATISTICS, DAY, FREE)


@given(histories())
def test_nothing_is_open_without_a_consent_to_be_kept(events: list[Consent]) -> None:
    assert not permits([e for e in events if e.use != KEEP], STATISTICS, DAY, FREE)
    assert not permits([*events, told(98, KEEP, WITHDRAWN)], STATISTICS, DAY, FREE)


@given(histories())
def test_the_word_for_a_use_agrees_with_the_gate(events: list[Consent]) -> None:
    assert (state(events, STATISTICS, DAY) == GIVEN) == any(
        first <= DAY.isoformat() and (last is None or DAY.isoformat() <= last) for first, last in open_spans(events, STATISTICS, FREE)
    )


@given(histories(), st.sampled_from([WITHDRAWN, REFUSED]))
def test_not_asked_opens_nothing_and_a_later_grant_must_know_what_it_undid(events: list[Consent], value: str) -> None:
    said = told(99, STATISTICS, value)
    undone = [*events, said, told(100, STATISTICS, NOT_ASKED, seen=(said.id,))]
    for years in (-10, 0, 10):
        assert not permits(undone, STATISTICS, DAY.replace(year=DAY.year + years), FREE)
    assert open_spans(undone, STATISTICS, FREE) == open_spans([*events, said], STATISTICS, FREE)
    assert said.id in closings(undone, STATISTICS)
    grant = told(101, STATISTICS, GIVEN, seen=tuple(each for each in closings(undone, STATISTICS) if each != said.id))
    assert not permits([*undone, grant], STATISTICS, DAY, FREE)


def test_a_refusal_that_was_undone_leaves_the_use_as_it_stood_before() -> None:
    first, second = told(1, STATISTICS, REFUSED), told(2, STATISTICS, REFUSED)
    assert state([KEPT, first, told(3, STATISTICS, NOT_ASKED, seen=(first.id,))], STATISTICS, DAY) == NOT_ASKED
    assert state([KEPT, first, second, told(3, STATISTICS, NOT_ASKED, seen=(second.id,))], STATISTICS, DAY) == REFUSED


def test_a_grant_counts_from_its_date_until_it_expires() -> None:
    grant = told(1, STATISTICS, GIVEN, "2026-03-01", expires="2026-04-30")
    days = {"2026-02-28": False, "2026-03-01": True, "2026-04-30": True, "2026-05-01": False}
    assert {day: permits([KEPT, grant], STATISTICS, datetime.date.fromisoformat(day), FREE) for day in days} == days
    assert state([KEPT, grant], STATISTICS, DAY) == EXPIRED


def test_each_state_has_its_word() -> None:
    assert state([KEPT], STATISTICS, DAY) == NOT_ASKED
    for value in CLOSING:
        assert state([KEPT, told(1, STATISTICS, value)], STATISTICS, DAY) == value
    first = told(1, STATISTICS, REFUSED)
    again = told(2, STATISTICS, GIVEN, seen=(first.id,))
    assert state([KEPT, first, again, told(3, STATISTICS, WITHDRAWN)], STATISTICS, DAY) == WITHDRAWN
    assert list(standing([KEPT], DAY)) == ["keep", "statistics", "quote-anonymous", "contact"]


def test_sharing_is_always_with_somebody() -> None:
    assert known_use("share:red-cross") and known_use("publish")
    assert not known_use("share:") and not known_use("share") and not known_use("share: ") and not known_use("everything")
