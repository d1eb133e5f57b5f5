"""Which records are of one person: the standing alias operations, as `member.alias` holds them.

An alias says that the record with the greater id is of the same person as one with a smaller id, so no chain of them ever closes. What
belongs to any of the records stands in the tables under the smallest id; whose it was made for is still told by its own operations.
"""

from __future__ import annotations

from collections.abc import Iterable

from storage.vault import Connection


def aliases(connection: Connection) -> dict[str, str]:
    """The record that each of the others belongs to now, by id; records of one person alone are left out."""
    told = dict(connection.execute("SELECT id, alias FROM member WHERE alias > ''").fetchall())
    return {each: found for each in told if (found := _followed(told, each)) != each}


def _followed(told: dict[str, str], record_id: str) -> str:
    """An alias that leads to a greater id is nothing anybody could have meant, and leads nowhere."""
    while told.get(record_id, record_id) < record_id:
        record_id = told[record_id]
    return record_id


def surviving(connection: Connection, member_id: str) -> str:
    """The record that a person is found under: the id itself, unless it was joined to another."""
    while True:
        row = connection.execute("SELECT alias FROM member WHERE id = ?", (member_id,)).fetchone()
        if row is None or row[0] is None or row[0] >= member_id:
            return member_id
        member_id = row[0]


def family(connection: Connection, member_id: str) -> list[str]:
    """The ids of all records of the person with this id, that of the surviving one first."""
    root = surviving(connection, member_id)
    return [root, *sorted(each for each, whose in aliases(connection).items() if whose == root)]


def families(connection: Connection, members: Iterable[str]) -> dict[str, str]:
    """The ids of all records of some people: each with the id among `members` that it stands for."""
    found = {each: each for each in members}
    return found | {each: whose for each, whose in aliases(connection).items() if whose in found}
