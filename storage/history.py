"""History: who changed what, when, from what to what. Read from the journal, which holds every change once.

An operation that undoes another is told by what it answers: an undo of a consent names it (`undo_consent.py`); a field that the same
volunteer on the same laptop set back, within a sitting, to what it held before the change was undone.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.consent import Consent
from models.fields import Field, Kind, Value
from models.operation import ALIAS, SET, Operation, Stamp
from models.record import Record, fields_of
from models.registry import BY_TYPE
from models.values import from_journal
from storage import erasure, journal, tables
from storage.undo_consent import ANSWERS, BESIDE
from storage.vault import translated

if TYPE_CHECKING:
    from storage.library import Library

SITTING_MS = 12 * 3600 * 1000
PAGE = 100
"""Changes of a person read at once."""
Known = Mapping[str, Operation]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: when, who, what kind of change, the fields it set, what they held before, and whether it undid another.

    `stamp` orders the changes and says where to read on; `refers` are the records that its references lead to, by id.
    """

    when: str
    author: str
    kind: str
    record_type: str
    record_id: str
    values: dict[str, Value]
    before: dict[str, Value]
    undoes: bool
    stamp: Stamp
    refers: Mapping[str, Record]


def of_record(library: Library, record_id: str) -> tuple[Entry, ...]:
    """The changes of one record, the oldest first."""
    with translated():
        operations = journal.of_record(library._connection, record_id)
    return tuple(_entries(library, operations))


def of_person(library: Library, member_id: str, record_type: str = "", before: Stamp | None = None) -> tuple[Entry, ...]:
    """What happened to a person and everything of theirs, the newest first: a page of changes, those before a moment.

    With a `record_type` only to records of that type. What is in the bin is in its history all the same.
    """
    connection = library._connection
    with translated():
        belongings = erasure.belongings_of(connection, member_id)
        wanted = [each for kind, some in belongings.items() if record_type in ("", kind) for each in some]
        operations = journal.newest(connection, wanted, before, PAGE)
    return tuple(_entries(library, operations))


def records_of(library: Library, entries: Iterable[Entry]) -> dict[str, Record]:
    """The records that some changes were made to, by id, those in the bin too."""
    found = {each.record_id: library.find(each.record_id, binned=True) for each in entries}
    return {record_id: record for record_id, record in found.items() if record is not None}


def _entries(library: Library, operations: Sequence[Operation]) -> list[Entry]:
    if not operations:
        return []
    names = {each.id: each.name or "" for each in library.volunteers()}
    connection = library._connection
    with translated():
        bases = {each.op: each for each in journal.by_ops(connection, [op for each in operations for op in each.base.values()])}
        older = {each.op: each for each in journal.by_ops(connection, [op for each in bases.values() for op in each.base.values()])}
    fields = {kind: _fields(library, kind) for kind in {each.record_type for each in operations}}
    return [_entry(library, each, names.get(each.author, ""), fields[each.record_type], {**older, **bases}) for each in operations]


def _fields(library: Library, record_type: str) -> dict[str, Field]:
    """All fields that an operation on a type may name; questions that are no longer asked too."""
    own = {tables.ANSWER + name: each for name, each in library._every_question().items()}
    return {**{each.name: each for each in fields_of(BY_TYPE[record_type])}, **own}


def _entry(library: Library, operation: Operation, author: str, fields: Mapping[str, Field], known: Known) -> Entry:
    when = datetime.datetime.fromtimestamp(operation.stamp.ms / 1000, datetime.UTC).isoformat(timespec="seconds")
    values = {name: value for name, value in operation.values.items() if name in fields}
    looked_at = {name: known[op] for name, op in operation.base.items() if op in known}
    before = {name: each.values[name] for name, each in looked_at.items() if name in values and name in each.values}
    return Entry(
        when, author, operation.kind, operation.record_type, operation.record_id, _read(values, fields), _read(before, fields),
        _undoes(operation, known), operation.stamp, _refers(library, [values, before], fields),
    )


def _read(values: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Value]:
    return {name.removeprefix(tables.ANSWER): from_journal(fields[name], value) for name, value in values.items()}


def _refers(library: Library, told: Iterable[Mapping[str, Any]], fields: Mapping[str, Field]) -> dict[str, Record]:
    """The records that references lead to. What a record was made with isn't told field by field, and is left out."""
    ids = {value for values in told if len(values) == 1 for name, value in values.items() if fields[name].kind is Kind.REFERENCE and value}
    found = {each: library.find(each, binned=True) for each in ids}
    return {each: record for each, record in found.items() if record is not None}


def _undoes(operation: Operation, known: Known) -> bool:
    """Whether an operation took another back."""
    if operation.record_type == Consent.TYPE:
        return bool({ANSWERS, BESIDE} & operation.base.keys())
    return bool(operation.values) and all(_sets_back(operation, name, value, known) for name, value in operation.values.items())


def _sets_back(operation: Operation, name: str, value: Any, known: Known) -> bool:
    undone = known.get(operation.base.get(name, ""))
    if undone is None or undone.kind not in (SET, ALIAS) or undone.author != operation.author or undone.stamp.dev != operation.stamp.dev:
        return False
    earlier = known.get(undone.base.get(name, ""))
    held = earlier.values.get(name) if earlier is not None else None
    return operation.stamp.ms - undone.stamp.ms <= SITTING_MS and json.dumps(held) == json.dumps(value)
