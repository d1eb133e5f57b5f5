"""What a person asked for closes uses whatever was agreed, and never opens one."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.consent import CONTACT, FREE, GIVEN, KEEP, MEDIA, SHARE, STATISTICS, USES, Consent, Limits, limits_of, permits
from models.member import Member
from models.operation import new_id

DAY = datetime.date(2026, 11, 24)
EVERY_USE = (*USES, SHARE + "RAUDI")
events = st.lists(
    st.builds(
        Consent, id=st.uuids(version=4).map(str), member=st.just("m"), use=st.sampled_from(EVERY_USE),
        value=st.sampled_from(["given", "refused", "withdrawn", "not-asked"]),
        date=st.sampled_from(["2019", "2026-01", "2026-11-24", "2031-05-01", None]),
    ), max_size=12,
)
limits = st.builds(Limits, st.booleans(), st.booleans())
OPEN = [Consent(id=new_id(), member="m", use=use, value=GIVEN, date="2026-01-05") for use in EVERY_USE]


@given(events, limits, st.sampled_from(EVERY_USE))
def test_a_limit_only_ever_closes(history: list[Consent], limit: Limits, use: str) -> None:
    assert permits(history, use, DAY, limit) == (permits(history, use, DAY, FREE) and not limit.close(use))


@given(events, st.booleans(), st.sampled_from(EVERY_USE))
def test_nothing_but_keeping_is_open_to_whoever_asked_for_restriction(history: list[Consent], objects: bool, use: str) -> None:
    assert use in (KEEP, MEDIA) or not permits([*history, *OPEN], use, DAY, Limits(True, objects))


def test_whoever_objects_is_neither_counted_nor_called_and_keeps_the_rest() -> None:
    shut = {use for use in EVERY_USE if not permits(OPEN, use, DAY, Limits(objects=True))}
    assert shut == {STATISTICS, CONTACT}


def test_the_limits_stand_in_the_record() -> None:
    mia = Member(id="m", label="Mía (sample)")
    assert limits_of(mia) == FREE
    assert limits_of(replace(mia, restricted=True)) == Limits(True, False)
    assert limits_of(replace(mia, objection="I want no part in your figures")) == Limits(False, True)
