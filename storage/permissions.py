"""The open spans of consent, beside the events: a projection of `models.consent.open_spans`, so that SQL can ask for everybody at
once who may be counted, and for everybody who is hidden. It is made by that one rule and by no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from models.consent import KEEP, OPENED_BY, Consent, open_spans
from storage.tables import from_row, select_sql
from storage.vault import Connection

ON_DAY = "(p.first <= :day AND (p.last IS NULL OR p.last >= :day))"


def permitted(use: str, member: str) -> str:
    """A condition in SQL: the person in the column `member` has the use open on :day. `use` is one of the known names."""
    return f"EXISTS (SELECT 1 FROM permission p WHERE p.member = {member} AND p.use = '{use}' AND {ON_DAY})"


def binned(member: str) -> str:
    """A condition in SQL: the person is in the bin."""
    return f"EXISTS (SELECT 1 FROM member b WHERE b.id = {member} AND b.archived = 1)"


def agreed(member: str) -> str:
    """A condition in SQL: the person agrees to be kept. Records that belong to nobody always may be."""
    return f"({member} IS NULL OR {permitted(KEEP, member)})"


def kept(member: str) -> str:
    """A condition in SQL: the person isn't hidden, neither by their consent nor by the bin. What belongs to nobody is never hidden."""
    return f"({member} IS NULL OR ({permitted(KEEP, member)} AND NOT {binned(member)}))"


def opened(record_type: str, member: str) -> str:
    """A condition in SQL: the use of consent that opens records of a type is in force, where there is one."""
    needed = OPENED_BY.get(record_type)
    return permitted(needed, member) if needed else "1"


def found(record_type: str, member: str) -> str:
    """A condition in SQL for rows of several types, whose type stands in the column `record_type`: they may be shown."""
    each_opened = (f"({record_type} <> '{each}' OR {permitted(use, member)})" for each, use in OPENED_BY.items())
    return " AND ".join([kept(member), *each_opened])


def events_of(connection: Connection, members: list[str]) -> dict[str, list[Consent]]:
    """All consent events of some people, oldest first."""
    found: dict[str, list[Consent]] = defaultdict(list)
    for start in range(0, len(members), 500):
        some = members[start : start + 500]
        sql = f"{select_sql(Consent)} WHERE t.member IN ({', '.join('?' * len(some))}) ORDER BY t.row"
        for row in connection.execute(sql, tuple(some)).fetchall():
            event = from_row(Consent, row)
            assert isinstance(event, Consent)
            found[event.member or ""].append(event)
    return found


def write_spans(connection: Connection, events: dict[str, list[Consent]], *, fresh: bool = False) -> None:
    """Write the open spans of some people anew; `fresh` people have none yet."""
    if not fresh:
        connection.executemany("DELETE FROM permission WHERE member = ?", [(member,) for member in events])
    connection.executemany("INSERT INTO permission (member, use, first, last) VALUES (?, ?, ?, ?)", list(_spans(events)))


def _spans(events: dict[str, list[Consent]]) -> Iterable[tuple[str, str, str, str | None]]:
    for member, history in events.items():
        for use in dict.fromkeys(event.use or "" for event in history):
            for first, last in open_spans(history, use):
                yield member, use, first, last


def renew(connection: Connection, members: Iterable[str]) -> None:
    """Work the spans of some people out again from all their events."""
    some = list(dict.fromkeys(members))
    found = events_of(connection, some)
    write_spans(connection, {member: found.get(member, []) for member in some})
