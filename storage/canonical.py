"""The canonical state of a record straight from its row: the very text that `models.operation.canonical` would write, without making
the record. The digest reads every record there is, and a backup is proved by it, so this is worth a way of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from json.encoder import encode_basestring
from typing import Any

from models.fields import SCALE, Kind
from models.operation import canonical
from models.record import Record, declared_fields, once_a_type
from storage import tables
from storage.schema import quoted
from storage.vault import Connection

AT_ONCE = 2000
DECLINED = '{"declined":true}'


def _scalar(kept: Any) -> str:
    return encode_basestring(kept) if isinstance(kept, str) else canonical(kept)


def _yes_no(kept: Any) -> str:
    return "true" if kept else "false"


def _parsed(kept: Any) -> str:
    return canonical(json.loads(kept))


@once_a_type
def _written(record_type: type[Record]) -> tuple[tuple[int, str, str, Callable[[Any], str]], ...]:
    """For each field, sorted by name: its column, its name, the beginning of its entry, and how its value is written."""
    made = []
    for place, field in enumerate(declared_fields(record_type), 1):
        if field.kind is Kind.YES_NO:
            write: Callable[[Any], str] = _yes_no
        elif field.many or field.kind in (Kind.LABELS, Kind.OPTIONS):
            write = _parsed
        else:  # amounts are whole fractions in their columns already
            assert field.kind in SCALE or field.kind not in (Kind.CODES, Kind.REFERENCES)
            write = _scalar
        made.append((place, field.name, encode_basestring(field.name) + ":", write))
    return tuple(sorted(made, key=lambda each: each[1]))


def lines(connection: Connection, record_type: type[Record], questions: Collection[str]) -> Iterator[str]:
    """One line of canonical JSON for every record of a type, hidden ones too, by id; read in pieces.

    A store of an older Raddir may lack the type or some of its fields: what isn't there wasn't asked.
    """
    select = _select(connection, record_type)
    if not select:
        return
    ending = f',"type":{encode_basestring(record_type.TYPE)},"values":{{'
    written, after = _written(record_type), ""
    while rows := connection.execute(f"{select} WHERE id > ? ORDER BY id LIMIT {AT_ONCE}", (after,)).fetchall():
        answers = _answers(connection, [row[0] for row in rows], questions)
        for row in rows:
            declined = json.loads(row[-1]) if row[-1] else ()
            parts = [
                start + (write(row[place]) if row[place] is not None else DECLINED)
                for place, name, start, write in written if row[place] is not None or name in declined
            ]
            told = answers.get(row[0])
            if told:
                parts = sorted([*parts, *told], key=_name)
            yield f'{{"id":{encode_basestring(row[0])}{ending}{",".join(parts)}}}}}'
        after = rows[-1][0]


def _select(connection: Connection, record_type: type[Record]) -> str:
    table = quoted(record_type.TYPE)
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}
    names = ["id", *(field.name for field in declared_fields(record_type)), "declined"]
    return f"SELECT {', '.join(quoted(name) if name in there else 'NULL' for name in names)} FROM {table}" if there else ""


def _name(part: str) -> str:
    return str(json.JSONDecoder().raw_decode(part)[0])


def _answers(connection: Connection, owners: list[str], questions: Collection[str]) -> dict[str, list[str]]:
    """The answers to own questions, which the store holds in journal form already, as entries by record."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(owners) if questions else 0, 500):
        some = owners[start : start + 500]
        sql = f"SELECT owner, question, value FROM answer WHERE owner IN ({', '.join('?' * len(some))})"
        for owner, question, value in connection.execute(sql, tuple(some)).fetchall():
            if question in questions:
                found.setdefault(owner, []).append(encode_basestring(tables.ANSWER + question) + ":" + value)
    return found
