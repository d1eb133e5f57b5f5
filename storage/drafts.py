"""Drafts: unfinished conversations, in the vault a second after the last key. Local: neither journalled nor exchanged, and
erased with the person."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from storage.vault import Connection, translated


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

    def keep(self, draft_id: str, data: Mapping[str, Any], step: str, member: str | None = None) -> None:
        """Put a draft into the vault, durably. Raises PlaceFailed when there is no room: what was typed is still on the screen."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self._atomic():
            self.touched = True
            self._connection.execute(
                "INSERT INTO draft (id, member, step, data, changed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "member = excluded.member, step = excluded.step, data = excluded.data, changed = excluded.changed",
                (draft_id, member, step, json.dumps(data, ensure_ascii=False), now),
            )

    def get(self, draft_id: str) -> Draft | None:
        return next((each for each in self._read("WHERE id = ?", draft_id)), None)

    def all(self) -> list[Draft]:
        """All unfinished conversations, the latest first."""
        return self._read("ORDER BY changed DESC, id")

    def waiting(self) -> bool:
        """Whether there is any."""
        with translated():
            return bool(self._connection.execute("SELECT EXISTS (SELECT 1 FROM draft)").fetchone()[0])

    def throw(self, draft_id: str) -> None:
        with self._atomic():
            self.touched = True
            self._connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))

    def _read(self, rest: str, *values: str) -> list[Draft]:
        with translated():
            rows = self._connection.execute(f"SELECT id, step, data, member, changed FROM draft {rest}", values).fetchall()
        return [Draft(row[0], row[1] or "", json.loads(row[2]), row[3], row[4]) for row in rows]
