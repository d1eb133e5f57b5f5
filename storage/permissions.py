"""The open spans of consent, beside the events: a projection of `models.consent.open_spans`, so that SQL can ask for everybody at
once who may be counted, and for everybody who is hidden. It is made by that one rule and by no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.consent import FREE, KEEP, OPENED_BY, Consent, Limits, open_spans
from storage.aliases import families
from storage.tables import from_row, select_sql
from storage.vault import Connection

ON_DAY = "(p.first <= :day AND (p.last IS NULL OR p.last >= :day))"


def permitted(use: str, member: str) -> str:
    """A condition in SQL: the person in the column `member` has the use open on :day. `use` is one of the known names."""
    return f"EXISTS (SELECT 1 FROM permission p WHERE p.member = {member} AND p.use = '{use}' AND {ON_DAY})"


def closed_at(use: str, member: str) -> str:
    """An expression in SQL: when (ms) the last refusal or withdrawal of a use was written down, or NULL.

    One that a later grant has seen, or that was undone, counts no more: a consent that ran out since is no wish to be erased. Where two
    records were joined since, it is when they were: until then the other record's yes stood, and nobody had been told.
    """
    joined = f"(SELECT max(a.ms) FROM member w JOIN operation a ON a.id = w.id AND a.kind = 'alias' WHERE w.alias = {member})"
    answered = f"SELECT 1 FROM consent g, json_each(g.seen) s WHERE g.member = c.member AND g.use = '{use}' AND s.value = c.id"
    return (f"(SELECT max(o.ms, coalesce({joined}, 0)) FROM consent c JOIN operation o ON o.id = c.id WHERE c.member = {member} AND c.use = '{use}' "
            f"AND c.value IN ('withdrawn', 'refused') AND NOT EXISTS ({answered}))")


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


def limits_in(connection: Connection, members: list[str]) -> dict[str, Limits]:
    """What some people asked for beside their answers (`models.consent.limits_of`), by person; those who asked for nothing are left out."""
    found: dict[str, Limits] = {}
    whose = families(connection, members)  # one of two records of a person may have been restricted elsewhere
    everything = list(whose)
    for start in range(0, len(everything), 500):
        some = everything[start : start + 500]
        sql = (
            "SELECT id, coalesce(restricted, 0) = 1, coalesce(objection, '') <> '' FROM member "
            f"WHERE (restricted = 1 OR objection <> '') AND id IN ({', '.join('?' * len(some))})"
        )
        for row in connection.execute(sql, tuple(some)).fetchall():
            before = found.get(whose[row[0]], FREE)
            found[whose[row[0]]] = Limits(bool(row[1]) or before.restricted, bool(row[2]) or before.objects)
    return found


def restricted(connection: Connection, members: Sequence[str]) -> bool:
    """Whether one of some people asked that the use of their record be restricted."""
    return any(each.restricted for each in limits_in(connection, list(members)).values())


def anonymous(connection: Connection, members: Sequence[str]) -> bool:
    """Whether one of some records was made anonymous."""
    marks = ", ".join("?" * len(members))
    return connection.execute(f"SELECT 1 FROM member WHERE anonymous = 1 AND id IN ({marks}) LIMIT 1", tuple(members)).fetchone() is not None


def closed_people(connection: Connection, day: str) -> list[str]:
    """The people of whom nothing leaves on a day: they took back that they are kept, or asked for restriction."""
    sql = f"SELECT m.id FROM member m WHERE +m.alias IS NULL AND (m.restricted = 1 OR NOT {permitted(KEEP, 'm.id')}) ORDER BY m.id"
    return [row[0] for row in connection.execute(sql, {"day": day}).fetchall()]


def hidden_people(connection: Connection, day: str) -> list[str]:
    """The people who are shown nowhere on a day, as sets rather than one by one: being kept isn't agreed to, or they are in the bin."""
    agreed_to = f"SELECT p.member FROM permission p WHERE p.use = '{KEEP}' AND {ON_DAY}"
    sql = f"SELECT id FROM (SELECT id FROM member EXCEPT {agreed_to}) UNION SELECT id FROM member WHERE archived = 1"
    return [row[0] for row in connection.execute(sql, {"day": day}).fetchall()]


def write_spans(connection: Connection, events: dict[str, list[Consent]], *, fresh: bool = False) -> None:
    """Write the open spans of some people anew; `fresh` people have none yet."""
    if not fresh:
        connection.executemany("DELETE FROM permission WHERE member = ?", [(member,) for member in events])
    connection.executemany("INSERT INTO permission (member, use, first, last) VALUES (?, ?, ?, ?)", list(spans(connection, events)))


def spans(connection: Connection, events: dict[str, list[Consent]]) -> Iterable[tuple[str, str, str, str | None]]:
    """The open spans of some people as their events and their limits make them: (person, use, first day, last day)."""
    limits = limits_in(connection, list(events))
    for member, history in events.items():
        for use in dict.fromkeys(event.use or "" for event in history):
            for first, last in open_spans(history, use, limits.get(member, FREE)):
                yield member, use, first, last


def renew(connection: Connection, members: Iterable[str]) -> None:
    """Work the spans of some people out again from all their events."""
    some = list(dict.fromkeys(members))
    found = events_of(connection, some)
    write_spans(connection, {member: found.get(member, []) for member in some})
