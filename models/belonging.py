"""Whose a record is, and what may still come in after somebody was erased.

Erasure is terminal, and its tombstone is the id of the person and nothing else: the ids of what belonged to the person are forgotten
too. So an operation that comes in later, from another laptop or an older backup, is judged by whom its record belongs to. It is dropped
when that is somebody erased. It is set aside, not stored, when nobody can tell whose it is: the operation that made the record, and
names the person, was purged here or has yet to come. What belongs to nobody always comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

from models.conversation import Conversation
from models.member import Member
from models.operation import CREATE, Operation, project
from models.registry import BY_TYPE
from models.story import Story

Owner = Callable[[str], str | None]
"""Whose a record is that is here already, by the record's id; None for one that isn't here."""


class Admitted(NamedTuple):
    """Operations that may be stored, those dropped because their person was erased, and those nobody can tell the person of."""

    stored: tuple[Operation, ...]
    dropped: tuple[Operation, ...]
    set_aside: tuple[Operation, ...]


def admit(operations: Iterable[Operation], owner: Owner, erased: Container[str]) -> Admitted:
    """Judge operations that come in. The answer is the same in whatever order and however often they come."""
    by_record: dict[str, list[Operation]] = {}
    for each in operations:
        by_record.setdefault(each.record_id, []).append(each)
    found: tuple[list[Operation], list[Operation], list[Operation]] = ([], [], [])
    joined = _joined(by_record)
    for record_id, some in by_record.items():
        person = _person(record_id, by_record, owner)
        while person is not None and person not in erased and person in joined:  # two records of one person are erased together
            person = joined[person]
        gone = record_id in erased or (person is not None and person in erased)
        found[1 if gone else 2 if person is None and _has_a_person(some) else 0].extend(some)
    return Admitted(*(tuple(each) for each in found))


def _joined(by_record: dict[str, list[Operation]]) -> dict[str, str]:
    """Which of the records that come in say that they are of the same person as one with a smaller id."""
    found = {}
    for record_id, some in by_record.items():
        other = (project(some) or {}).get("alias") if BY_TYPE.get(some[0].record_type) is Member else None
        if isinstance(other, str) and other < record_id:
            found[record_id] = other
    return found


def _has_a_person(some: list[Operation]) -> bool:
    """Whether a record must belong to somebody. A conversation that ended with a no to being kept is counted and belongs to nobody."""
    kind = BY_TYPE.get(some[0].record_type)
    if kind is Conversation and any(each.kind == CREATE for each in some):
        return False
    return kind is not None and bool(kind.OWNER or kind is Member)


def _person(record_id: str, by_record: dict[str, list[Operation]], owner: Owner) -> str | None:
    """The person a record belongs to, as what comes in and what is here tell."""
    some = by_record.get(record_id)
    if not some:
        return owner(record_id)
    kind = BY_TYPE.get(some[0].record_type)
    if kind is Member:
        return record_id
    if kind is None or not kind.OWNER:
        return None
    named = (project(some) or {}).get(kind.OWNER)
    if named is None:
        return owner(record_id)
    return _person(named, by_record, owner) if kind.OWNER == Story.TYPE else str(named)
