"""Drafts: unfinished conversations, in the vault a second after the last key, and where each volunteer was at the lock. Local: neither
journalled nor exchanged, and erased with the person."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple

from storage.aliases import surviving
from storage.vault import Connection, translated

LEFT = "left"
"""The step of the rows that tell where a volunteer was: nothing unfinished by themselves."""


class Half(NamedTuple):
    """Something half done as it is kept: the draft's id, what stands there, the step, and whom it is about."""

    id: str
    data: Mapping[str, Any]
    step: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished conversation as it was left: the page, the fields, and where the cursor stood."""

    id: str
    step: str
    data: Mapping[str, Any]
    member: str | None
    changed: str


class Drafts:
    def __init__(self, connection: Connection, atomic: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection, self._atomic = connection, atomic
        self.touched = False
        """Whether one was kept or thrown since the vault's header was last told whether any waits."""
        self._held: dict[str, Draft] = {}

    def keep(self, draft_id: str, data: Mapping[str, Any], step: str, member: str | None = None) -> None:
        """Put a draft into the vault, durably. Raises PlaceFailed when there is no room: what was typed is still on the screen."""
        self.keep_all([Half(draft_id, data, step, member)])

    def keep_all(self, halves: Sequence[Half]) -> None:
        """Put several into the vault, all or none. Raises PlaceFailed."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self._atomic():
            self.touched = True
            self._connection.executemany(
                "INSERT INTO draft (id, member, step, data, changed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "member = excluded.member, step = excluded.step, data = excluded.data, changed = excluded.changed",
                [(each.id, each.member, each.step, json.dumps(each.data, ensure_ascii=False), now) for each in halves],
            )
        for each in halves:
            self._held.pop(each.id, None)

    def hold(self, halves: Sequence[Half]) -> None:
        """Have them in memory, over what the vault holds: the disk had no room at the lock and has none yet."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        self._held |= {each.id: Draft(each.id, each.step, each.data, each.member, now) for each in halves}

    def held(self) -> list[Half]:
        """What is in memory alone."""
        return [Half(each.id, each.data, each.step, each.member) for each in self._held.values()]

    def get(self, draft_id: str) -> Draft | None:
        return self._held.get(draft_id) or next((each for each in self._read("WHERE id = ?", draft_id)), None)

    def all(self) -> list[Draft]:
        """All unfinished conversations, the latest first."""
        held = [each for each in self._held.values() if each.step != LEFT]
        kept = self._read("WHERE step IS NOT ? ORDER BY changed DESC, id", LEFT)
        return held + [each for each in kept if each.id not in self._held]

    def waiting(self) -> bool:
        """Whether there is any."""
        with translated():
            return bool(self._connection.execute("SELECT EXISTS (SELECT 1 FROM draft WHERE step IS NOT ?)", (LEFT,)).fetchone()[0])

    def throw(self, draft_id: str) -> None:
        with self._atomic():
            self.touched = True
            self._connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))
        self._held.pop(draft_id, None)

    def _read(self, rest: str, *values: str) -> list[Draft]:
        with translated():
            rows = self._connection.execute(f"SELECT id, step, data, member, changed FROM draft {rest}", values).fetchall()
            found = [surviving(self._connection, row[3]) if row[3] else None for row in rows]
        return [Draft(row[0], row[1] or "", json.loads(row[2]), whose, row[4]) for row, whose in zip(rows, found, strict=True)]
