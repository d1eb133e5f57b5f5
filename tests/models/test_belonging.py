"""What comes in after somebody was erased: dropped by whom it belongs to, set aside where nobody can tell, the same in any order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.belonging import admit
from models.operation import CREATE, SET, Operation, Stamp

GONE, HERE = "gone-person", "here-person"
ERASED = frozenset({GONE})


def op(number: int, record_type: str, record_id: str, values: Mapping[str, Any], kind: str = SET) -> Operation:
    return Operation(f"op-{number}", Stamp(number, 0, "dev"), "", record_type, record_id, kind, values, {})


LATE = [
    op(1, "member", GONE, {"label": "x"}, CREATE),
    op(2, "story", "story-of-gone", {"member": GONE, "text": "x"}, CREATE),
    op(3, "story", "story-of-gone", {"text": "y"}),
    op(4, "quote", "quote-of-gone", {"story": "story-of-gone", "text": "y"}, CREATE),
    op(5, "consent", "consent-of-gone", {"member": GONE, "use": "keep"}, CREATE),
    op(6, "member", HERE, {"label": "z"}, CREATE),
    op(7, "story", "story-of-here", {"member": HERE, "text": "z"}, CREATE),
    op(8, "story", "story-nobody-knows", {"text": "w"}),
    op(9, "quote", "quote-nobody-knows", {"story": "story-nobody-knows", "text": "w"}, CREATE),
    op(10, "partner", "partner", {"name": "v"}, CREATE),
    op(11, "conversation", "somebody-said-no", {"outcome": "declined"}, CREATE),
]


def nobody(_record_id: str) -> None:
    return None


@given(st.permutations(LATE), st.lists(st.sampled_from(LATE), max_size=5))
def test_everything_of_somebody_erased_is_dropped_in_any_order_and_however_often(late: list[Operation], again: list[Operation]) -> None:
    found = admit([*late, *again], nobody, ERASED)
    assert {each.op for each in found.dropped} == {"op-1", "op-2", "op-3", "op-4", "op-5"}
    assert {each.op for each in found.set_aside} == {"op-8", "op-9"}
    assert {each.op for each in found.stored} == {"op-6", "op-7", "op-10", "op-11"}


def test_an_edit_whose_record_was_purged_here_is_never_stored() -> None:
    found = admit([op(3, "story", "story-of-gone", {"text": "y"})], nobody, ERASED)
    assert not found.stored and len(found.set_aside) == 1


def test_an_edit_of_a_record_that_is_here_belongs_to_its_person() -> None:
    owners = {"story-of-here": HERE, "story-of-gone": GONE}.get
    found = admit([op(3, "story", "story-of-gone", {"text": "y"}), op(7, "story", "story-of-here", {"text": "z"})], owners, ERASED)
    assert [each.record_id for each in found.stored] == ["story-of-here"] and [each.record_id for each in found.dropped] == ["story-of-gone"]


def test_a_record_put_right_to_be_somebody_elses_stays_with_them() -> None:
    moved = [op(2, "story", "story", {"member": GONE, "text": "x"}, CREATE), op(4, "story", "story", {"member": HERE})]
    assert len(admit(moved, nobody, ERASED).stored) == 2


@given(st.permutations([
    op(1, "member", "person-b", {"label": "x"}, CREATE), op(2, "member", "person-b", {"alias": "person-a"}, "alias"),
    op(3, "story", "story", {"member": "person-b", "text": "x"}, CREATE), op(4, "member", "person-c", {"label": "y"}, CREATE),
    op(5, "member", "person-c", {"alias": "person-b"}, "alias"), op(6, "member", "person-c", {"alias": None}, "alias"),
]))
def test_who_is_the_same_person_as_somebody_erased_is_erased_too_unless_that_was_taken_back(late: list[Operation]) -> None:
    found = admit(late, nobody, frozenset({"person-a"}))
    assert {each.record_id for each in found.dropped} == {"person-b", "story"} and {each.record_id for each in found.stored} == {"person-c"}
