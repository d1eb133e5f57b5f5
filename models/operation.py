"""The operation: one change, as the journal keeps it and as laptops of a team will exchange it. Fixed from the first day on.

Truth is the set of operations; tables are a projection of it, decided by the set and never by the order of arrival
(`merging.md`). Canonical JSON has no floats; the decoder is strict.
"""

from __future__ import annotations

import json
import secrets
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

SCHEMA = 1
CREATE, SET, GRANT, WITHDRAW, ERASE, ALIAS = "create", "set", "grant", "withdraw", "erase", "alias"
AHEAD_MS = 24 * 3600 * 1000
"""An operation further ahead of the wall clock than this doesn't pull the clock of everything that comes after it."""


class Stamp(NamedTuple):
    """A hybrid logical clock: milliseconds, a counter for what happens within one, and the laptop that breaks ties."""

    ms: int
    counter: int
    dev: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One change to one record. `values` are field → value in journal form; `base` names, for each field, the operation whose
    value the person was looking at when changing it."""

    op: str
    stamp: Stamp
    author: str
    record_type: str
    record_id: str
    kind: str
    values: Mapping[str, Any]
    base: Mapping[str, str]
    schema: int = SCHEMA


def canonical(value: Any) -> str:
    """The one way a value is written out: sorted keys, no white space, no floats, letters as they are.

    Raises `ValueError` for a float, which has no one way to be written.
    """
    _refuse_floats(value)
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_FLAT = frozenset({str, int, bool, type(None)})


def _refuse_floats(value: Any) -> None:
    if type(value) in _FLAT:
        return
    if isinstance(value, float):
        raise ValueError("a float has no canonical form")
    if isinstance(value, dict):
        for each in value.values():
            if type(each) not in _FLAT:
                _refuse_floats(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_floats(each)


class Clock:
    """The clock of one laptop's store. A wall clock that was set back never makes time run backwards."""

    def __init__(self, dev: str, last: tuple[int, int] = (0, 0)) -> None:
        self.dev = dev
        self.ms, self.counter = last

    def tick(self, wall_ms: int | None = None) -> Stamp:
        """The stamp of the next change on this laptop."""
        wall = int(time.time() * 1000) if wall_ms is None else wall_ms
        if wall > self.ms:
            self.ms, self.counter = wall, 0
        else:
            self.counter += 1
        return Stamp(self.ms, self.counter, self.dev)


def new_id() -> str:
    """A random id (UUID version 4) for a record."""
    return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))


def new_op(ms: int) -> str:
    """An ordered id (UUID version 7, RFC 9562) for an operation made at a time: ordered keys are kinder to the index."""
    drawn = int.from_bytes(secrets.token_bytes(10))
    bits = (ms & (2**48 - 1)) << 80 | 0x7 << 76 | (drawn >> 68) << 64 | 0b10 << 62 | drawn & (2**62 - 1)
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def project(operations: Iterable[Operation]) -> dict[str, Any] | None:
    """The state of one record: for every field the value of the operation with the greatest stamp; None once it is erased.

    Any order and any repetition of the same operations gives the same state.
    """
    winner: dict[str, Stamp] = {}
    state: dict[str, Any] = {}
    for operation in operations:
        if operation.kind == ERASE:
            return None
        for name, value in operation.values.items():
            if name not in winner or winner[name] < operation.stamp:
                winner[name] = operation.stamp
                state[name] = value
    return {name: value for name, value in state.items() if value is not None}
