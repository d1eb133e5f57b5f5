"""Records to rows and rows to records, by the declaration and nothing else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from models.fields import DECLINED, SCALE, Field, Kind, Value
from models.record import NO_ANSWERS, Record, declared_fields, once_a_type
from models.registry import BY_TYPE
from models.values import from_column, from_journal, to_column, to_journal
from storage.schema import quoted
from storage.vault import Connection

ANSWER = "answer:"
"""How an answer to an own question is named among an operation's values: `answer:QUESTION`."""
_PLAIN_KINDS = frozenset(Kind) - {Kind.YES_NO, Kind.CODES, Kind.REFERENCES, Kind.LABELS, Kind.OPTIONS, *SCALE}


@once_a_type
def _converters(record_type: type[Record]) -> tuple[tuple[str, Field, bool], ...]:
    """Each field's name, the field, and whether its column is its value as it is."""
    return tuple((each.name, each, each.kind in _PLAIN_KINDS) for each in declared_fields(record_type))


@once_a_type
def insert_sql(record_type: type[Record]) -> str:
    names = ["id", *(name for name, _, _ in _converters(record_type)), "declined"]
    return f"INSERT INTO {quoted(record_type.TYPE)} ({', '.join(map(quoted, names))}) VALUES ({', '.join('?' * len(names))})"


@once_a_type
def references(record_type: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields that lead to one other record, and the type each leads to."""
    return tuple((name, field.to) for name, field, _ in _converters(record_type) if field.kind is Kind.REFERENCE)


@once_a_type
def required(record_type: type[Record]) -> tuple[Field, ...]:
    return tuple(field for _, field, _ in _converters(record_type) if field.required)


def to_row(record: Record) -> tuple[Any, ...]:
    """The columns of a record in the order of `insert_sql`."""
    declined: list[str] = []
    row: list[Any] = [record.id]
    held = vars(record)  # tens of thousands of records at once: reading the fields one by one by name would take twice as long
    for name, field, plain in _converters(type(record)):
        value = held[name]
        if value is DECLINED:
            declined.append(name)
            value = None
        row.append(value if plain or value is None else to_column(field, value))
    row.append(json.dumps(declined) if declined else None)
    return tuple(row)


def journal_values(record: Record) -> dict[str, Any]:
    """All that was asked, as an operation that creates the record holds it."""
    values: dict[str, Any] = {}
    held = vars(record)
    for name, field, plain in _converters(type(record)):
        value = held[name]
        if value is not None:
            values[name] = value if plain and value is not DECLINED else to_journal(field, value)
    return values


@once_a_type
def select_sql(record_type: type[Record]) -> str:
    names = ["id", *(name for name, _, _ in _converters(record_type)), "declined"]
    return f"SELECT {', '.join(f't.{quoted(name)}' for name in names)} FROM {quoted(record_type.TYPE)} t"


def from_row(record_type: type[Record], row: Sequence[Any], answers: Mapping[str, Value] = NO_ANSWERS) -> Record:
    declined = json.loads(row[-1]) if row[-1] else ()
    values: dict[str, Any] = {}
    for (name, field, plain), kept in zip(_converters(record_type), row[1:-1], strict=True):
        if kept is not None:
            values[name] = kept if plain else from_column(field, kept)
        elif name in declined:
            values[name] = DECLINED
    return record_type(id=row[0], answers=answers, **values)


def answers_of(connection: Connection, owners: Sequence[str], questions: Mapping[str, Field]) -> dict[str, Mapping[str, Value]]:
    """The answers to own questions of several records, by record and question."""
    found: dict[str, dict[str, Value]] = defaultdict(dict)
    if questions:
        for start in range(0, len(owners), 500):
            some = owners[start : start + 500]
            rows = connection.execute(f"SELECT owner, question, value FROM answer WHERE owner IN ({', '.join('?' * len(some))})", tuple(some))
            for owner, question, value in rows.fetchall():
                if question in questions:
                    found[owner][question] = from_journal(questions[question], json.loads(value))
    return {owner: MappingProxyType(each) for owner, each in found.items()}


def type_of(connection: Connection, record_id: str) -> type[Record] | None:
    """Which record type an id belongs to."""
    for name, record_type in BY_TYPE.items():
        if connection.execute(f"SELECT 1 FROM {quoted(name)} WHERE id = ?", (record_id,)).fetchone():
            return record_type
    return None


def state_of(record: Record, questions: Mapping[str, Field]) -> dict[str, Any]:
    """The live state of a record in journal form: what the digest and the canonical export are made of."""
    state = journal_values(record)
    for question, value in record.answers.items():
        if value is not None:
            state[ANSWER + question] = to_journal(questions[question], value)
    return state


def ids(rows: Iterable[Sequence[Any]]) -> list[str]:
    return [row[0] for row in rows]
