"""The operation: decided by the set, written out in one way."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.operation import CREATE, ERASE, SET, Clock, Operation, Stamp, canonical, new_id, new_op, project

values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=5)
operations = st.lists(
    st.builds(
        lambda ms, counter, dev, name, value: Operation(new_op(ms), Stamp(ms, counter, dev), "a", "need", "r", SET, {name: value}, {}),
        st.integers(0, 5), st.integers(0, 3), st.sampled_from(["d1", "d2"]), st.sampled_from(["category", "asked"]), values,
    ),
    unique_by=lambda each: each.stamp, max_size=12,
)


@given(operations, st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_gives_the_same_state(some: list[Operation], random: object) -> None:
    again = some + some[: len(some) // 2]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert project(again) == project(some)


@given(operations)
def test_the_greatest_stamp_wins_each_field(some: list[Operation]) -> None:
    state = project(some) or {}
    for name in ("category", "asked"):
        last = max((each for each in some if name in each.values), key=lambda each: each.stamp, default=None)
        assert state.get(name) == (last.values[name] if last else None)


@given(operations)
def test_erasing_is_terminal(some: list[Operation]) -> None:
    erased = Operation(new_op(0), Stamp(0, 0, "d0"), "a", "need", "r", ERASE, {}, {})
    assert project([erased, *some]) is None


@given(st.lists(st.integers(0, 10**13), max_size=20))
def test_a_clock_never_runs_backwards(walls: list[int]) -> None:
    clock = Clock("d", (5, 7))
    stamps = [clock.tick(wall) for wall in walls]
    assert stamps == sorted(set(stamps)) and all(stamp > Stamp(5, 7, "d") for stamp in stamps)


def test_canonical_json_has_one_form_and_no_floats() -> None:
    assert canonical({"b": [1, "ð"], "a": None}) == '{"a":null,"b":[1,"ð"]}'
    for wrong in (1.5, {"a": [2.0]}):
        with pytest.raises(ValueError):
            canonical(wrong)


def test_ids_say_what_they_should_and_no_more() -> None:
    assert uuid.UUID(new_id()).version == 4
    first, later = new_op(1_000), new_op(2_000)
    assert first < later and (int(first.replace("-", ""), 16) >> 76) & 0xF == 7


def test_creating_is_one_operation() -> None:
    made = Operation(new_op(1), Stamp(1, 0, "d"), "a", "need", "r", CREATE, {"category": "housing", "asked": None}, {})
    assert project([made]) == {"category": "housing"}
