"""The journal: every change once. History, undo, audit and merge read it; `check` rebuilds every table from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from models.operation import AHEAD_MS, ALIAS, SET, Clock, Operation, Stamp, canonical, new_op
from storage import clock
from storage.vault import Connection

_COLUMNS = "op, ms, counter, dev, author, type, id, kind, vals, base, schema"
_INSERT = f"INSERT INTO operation ({_COLUMNS}) VALUES ({', '.join('?' * 11)})"


class Journal:
    """Writes operations with the clock and the author of this laptop's store, and lists their ids in `written`. One transaction is the
    caller's to hold."""

    def __init__(self, connection: Connection, dev: str, wall_ms: int, written: list[str]) -> None:
        """A wall clock behind the last opening that was believed is taken for that moment: what is withdrawn or put in the bin now must
        not look as if it had waited for years."""
        self._connection = connection
        believed = clock.last_believed(connection) or 0
        last = connection.execute(
            "SELECT ms, counter FROM operation WHERE ms <= ? ORDER BY row DESC LIMIT 1", (max(wall_ms, believed) + AHEAD_MS,)
        ).fetchone()
        self._clock = Clock(dev, max((believed, 0), tuple(last) if last else (0, 0)))
        self._beyond: dict[str, Stamp] = {}
        """The last stamp of records that were changed under a clock ahead of today's, as far as they were changed again."""
        self.author = ""
        self._written = written

    def make(self, record_type: str, record_id: str, kind: str, values: Mapping[str, Any], base: Mapping[str, str] | None = None) -> Operation:
        stamp = self._clock.tick()
        if kind in (SET, ALIAS):
            stamp = self._after_the_last(record_id, stamp)
        return Operation(new_op(stamp.ms), stamp, self.author, record_type, record_id, kind, values, base or {})

    def _after_the_last(self, record_id: str, stamp: Stamp) -> Stamp:
        """A stamp behind the newest of the record, which the clock may have been ahead at: who changes it last has to win."""
        row = self._connection.execute(
            "SELECT ms, counter, dev FROM operation WHERE id = ? ORDER BY ms DESC, counter DESC, dev DESC LIMIT 1", (record_id,)
        ).fetchone()
        newest = max(Stamp(*row) if row else Stamp(0, 0, ""), self._beyond.get(record_id, Stamp(0, 0, "")))
        if newest < stamp:
            return stamp
        self._beyond[record_id] = Stamp(newest.ms, newest.counter + 1, stamp.dev)
        return self._beyond[record_id]

    def write(self, operations: Iterable[Operation]) -> None:
        rows = [_as_row(each) for each in operations]
        self._connection.executemany(_INSERT, rows)
        self._written += [row[0] for row in rows]

    def base_of(self, record_id: str, names: Iterable[str]) -> dict[str, str]:
        """For each field the operation whose value stands now: what somebody who changes it was looking at."""
        wanted, found = set(names), dict[str, tuple[Stamp, str]]()
        for each in of_record(self._connection, record_id):
            for name in wanted & each.values.keys():
                if name not in found or found[name][0] < each.stamp:
                    found[name] = (each.stamp, each.op)
        return {name: op for name, (_, op) in found.items()}


def _as_row(each: Operation) -> tuple[Any, ...]:
    ms, counter, dev = each.stamp
    base = canonical(dict(each.base)) if each.base else None
    return (each.op, ms, counter, dev, each.author, each.record_type, each.record_id, each.kind, canonical(each.values), base, each.schema)


def _operation(row: tuple[Any, ...]) -> Operation:
    op, ms, counter, dev, author, record_type, record_id, kind, values, base, schema = row
    return Operation(op, Stamp(ms, counter, dev), author or "", record_type, record_id, kind, json.loads(values),
                     json.loads(base) if base else {}, schema)


def of_record(connection: Connection, record_id: str) -> list[Operation]:
    """All operations on a record, oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM operation WHERE id = ? ORDER BY ms, counter, dev", (record_id,))
    return [_operation(row) for row in rows.fetchall()]


def of_records(connection: Connection, record_ids: Sequence[str]) -> list[Operation]:
    """All operations on several records, oldest first."""
    return _where(connection, "id", record_ids)


def by_ops(connection: Connection, ops: Sequence[str]) -> list[Operation]:
    """The operations with some ids, as far as they are still there, oldest first."""
    return _where(connection, "op", ops)


def newest(connection: Connection, record_ids: Sequence[str], before: Stamp | None, limit: int) -> list[Operation]:
    """The newest operations on some records, those before a moment, the newest first."""
    moment = before or Stamp(2**62, 0, "")
    sql = (f"SELECT {_COLUMNS} FROM operation WHERE id IN (SELECT value FROM json_each(?)) AND (ms, counter, dev) < (?, ?, ?) "
           "ORDER BY ms DESC, counter DESC, dev DESC LIMIT ?")
    return [_operation(row) for row in connection.execute(sql, (json.dumps(list(record_ids)), *moment, limit)).fetchall()]


def _where(connection: Connection, column: str, wanted: Sequence[str]) -> list[Operation]:
    found: list[Operation] = []
    for start in range(0, len(wanted), 500):
        some = tuple(wanted[start : start + 500])
        rows = connection.execute(f"SELECT {_COLUMNS} FROM operation WHERE {column} IN ({', '.join('?' * len(some))})", some).fetchall()
        found += [_operation(row) for row in rows]
    return sorted(found, key=lambda each: each.stamp)


def by_record(connection: Connection) -> Iterator[list[Operation]]:
    """The operations of every record in turn, in the order of the ids: how all tables are rebuilt without holding all at once."""
    gathered: list[Operation] = []
    for row in connection.execute(f"SELECT {_COLUMNS} FROM operation ORDER BY id"):
        each = _operation(row)
        if gathered and gathered[0].record_id != each.record_id:
            yield gathered
            gathered = []
        gathered.append(each)
    if gathered:
        yield gathered
