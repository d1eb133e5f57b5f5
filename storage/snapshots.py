"""Figures snapshots: drawn when enough people changed, used until the next, and never recomputed for the past (`reports.md` 2).

The same question to the same snapshot has the same answer, so one person's arrival shows nowhere, and an erasure takes the person
out of the next snapshot and out of nothing that was printed.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from models.association import Association
from models.consent import FREE, PUBLISH, QUOTE, QUOTE_NAMED, permits
from models.frozen import CLASSES, Frozen, QuoteCandidate, Row
from models.operation import new_id
from models.quote import Quote
from models.snapshot import Snapshot
from models.theme import Theme
from storage import notes, permissions, tables, tally
from storage.library import Library
from storage.vault import Connection
from storage.workspace import Workspace

LEAST = 5
"""People who must consent before a snapshot is drawn, and who must have been added, left or changed before the next."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What became of the wish for a snapshot: the one in use (None: too few people), and how many changed since it was drawn."""

    frozen: Frozen | None
    drawn: bool
    changed: int
    wanted: int


def _latest(connection: Connection) -> Snapshot | None:
    row = connection.execute(f"{tables.select_sql(Snapshot)} ORDER BY t.row DESC LIMIT 1").fetchone()
    return cast(Snapshot, tables.from_row(Snapshot, row)) if row else None


def _frozen_rows(connection: Connection, snapshot_id: str) -> dict[str, str]:
    return dict(connection.execute("SELECT member, classes FROM frozen WHERE snapshot = ? ORDER BY member", (snapshot_id,)).fetchall())


def draw(workspace: Workspace) -> Drawing:
    """The snapshot to use now: the last one, or a new one when enough people were added, left or changed since it was drawn."""
    wanted = max(LEAST, workspace.association().threshold or 0)
    with workspace.atomic():
        connection = workspace._connection
        living = tally.rows(connection, workspace.today())
        last = _latest(connection)
        if len(living) < wanted:
            return Drawing(None, False, len(living), wanted)
        if last is None:
            return Drawing(_freeze(workspace, living), True, 0, wanted)
        kept = _frozen_rows(connection, last.id)
        now = {row.member: tally.row_text(row) for row in _as_known(living, kept)}
        changed = sum(now.get(member) != text for member, text in kept.items()) + sum(member not in kept for member in now) + _left(connection)
        if changed >= wanted or not kept:
            return Drawing(_freeze(workspace, living), True, 0, wanted)
        if len(kept) < wanted:
            return Drawing(None, False, changed, wanted)
        return Drawing(_as_frozen(last, [tally.row_of(member, text) for member, text in kept.items()]), False, changed, wanted)


def _as_known(living: Iterable[Row], kept: Mapping[str, str]) -> Iterable[Row]:
    """The living rows, knowing no more than the kept ones do."""
    old = any(tally.row_of("", text).referrals is None for text in list(kept.values())[:1])
    return (tally.as_frozen_before(row) for row in living) if old else living


def _left(connection: Connection) -> int:
    return notes.number(connection, notes.LEFT)


def _freeze(workspace: Workspace, rows: Iterable[Row]) -> Frozen:
    """Write a new snapshot. Older ones keep their head, so that what was printed can be dated; their rows go."""
    connection, living = workspace._connection, tuple(rows)
    days = sorted(row.heard for row in living if row.heard)
    today = workspace.today().isoformat()
    head = Snapshot(id=new_id(), date=today, first_day=days[0] if days else today, last_day=days[-1] if days else today, laptop=workspace._dev)
    connection.execute("DELETE FROM frozen")
    notes.drop(connection, notes.LEFT)
    connection.executemany(tables.insert_sql(Snapshot), [tables.to_row(head)])
    kept = [(head.id, row.member, tally.row_text(row)) for row in living]
    connection.executemany("INSERT INTO frozen (snapshot, member, classes) VALUES (?, ?, ?)", kept)
    return _as_frozen(head, living)


def _as_frozen(head: Snapshot, rows: Iterable[Row]) -> Frozen:
    return Frozen(head.id, head.date or "", head.first_day or "", head.last_day or "", tuple(rows))


class VaultArchive:
    """What a report asks of the vault (`reports.archive.Archive`). Made on the writer's thread; plain data comes out."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._key = workspace.report_secret

    def today(self) -> datetime.date:
        return self._workspace.today()

    def association(self) -> Association:
        return self._workspace.association()

    def snapshot(self) -> Frozen | None:
        """The frozen rows to count; None when fewer people than the threshold consent to be counted."""
        return self._workspace.while_unchanged("snapshot", lambda: draw(self._workspace).frozen)

    def coin(self, members: Iterable[str]) -> bytes:
        """The keyed coin of a group of people: the same people always fall the same way, and nobody without the key can tell how."""
        return hmac.new(self._key, "\n".join(sorted(members)).encode("ascii"), hashlib.sha256).digest()

    def printed(self, question: str) -> str | None:
        """The values already printed from this snapshot for a question; they stay, whoever left since."""
        snapshot = self.snapshot()
        rows = self._workspace._rows("SELECT value FROM printed WHERE snapshot = ? AND question = ?", (snapshot.id if snapshot else "", question))
        return str(rows[0][0]) if rows else None

    def keep_printed(self, question: str, value: str) -> None:
        snapshot = self.snapshot()
        if snapshot is not None:
            with self._workspace.atomic():
                self._workspace._connection.execute(
                    "INSERT OR IGNORE INTO printed (snapshot, question, value) VALUES (?, ?, ?)", (snapshot.id, question, value)
                )

    def themes(self) -> Mapping[str, Theme]:
        return {each.id: each for each in self._workspace.records("theme") if isinstance(each, Theme)}

    def quotes(self) -> tuple[QuoteCandidate, ...]:
        """Every quote, with its state and the uses its person opens today; the report decides and counts what it leaves out."""
        return self._workspace.while_unchanged("quotes", lambda: quotes(self._workspace))


def quotes(library: Library) -> tuple[QuoteCandidate, ...]:
    found = [quote for quote in library.records("quote") if isinstance(quote, Quote)]
    stories = {row[0]: row[1:] for row in library._rows("SELECT id, member, text, told_on FROM story WHERE coalesce(archived, 0) = 0")}
    owners = {story: row[0] for story, row in stories.items()}
    passages = _passages(library)
    people = sorted({owners[quote.story] for quote in found if quote.story in owners})
    events = permissions.events_of(library._connection, people)
    today = library.today()
    classes = _classes_of(library, people, today)
    themes = dict(reversed(library._rows("SELECT member, category FROM need WHERE coalesce(archived, 0) = 0 ORDER BY row")))
    limits = permissions.limits_in(library._connection, people)
    uses = {
        member: frozenset(
            use for use in (QUOTE, QUOTE_NAMED, PUBLISH) if permits(events.get(member, ()), use, today, limits.get(member, FREE))
        ) for member in people
    }
    return tuple(
        QuoteCandidate(
            quote=quote.id, member=owner, text=quote.text or "", language=quote.language or "", state=quote.state or "", uses=uses[owner],
            translation=quote.translation or "", translation_language=quote.translation_language or "", classes=classes.get(owner, {}),
            name=quote.name, category=themes.get(owner, ""), story=quote.story or "", **_in_story(quote, stories[quote.story or ""], passages),
        )
        for quote in found if (owner := owners.get(quote.story or "")) is not None
    )


def _passages(library: Library) -> dict[str, list[tuple[str, str]]]:
    """The coded passages of the stories as told, as (theme, words), by story."""
    found: dict[str, list[tuple[str, str]]] = {}
    for story, theme, words in library._rows(
        "SELECT story, theme, words FROM passage WHERE theme IS NOT NULL AND words IS NOT NULL AND translation IS NULL AND coalesce(archived, 0) = 0 "
        "ORDER BY row"
    ):
        found.setdefault(story, []).append((theme, words))
    return found


def _in_story(quote: Quote, story: tuple[str, str | None, str | None], passages: Mapping[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """Where the words of a quote stand in its story, whether they are all of it, and what they are about."""
    told, text = (quote.told or quote.text or "").strip(), (story[1] or "").strip()
    about = (theme for theme, words in passages.get(quote.story or "", ()) if words in told or told in words)
    return {"place": text.find(told) if told else -1, "whole": bool(told) and told == text, "themes": tuple(dict.fromkeys(about)),
            "told_on": story[2] or ""}


def _classes_of(library: Library, people: list[str], today: datetime.date) -> Mapping[str, Mapping[str, str]]:
    names = [*CLASSES, "birth_year", "municipality", "declined"]
    columns = ", ".join(f't."{name}"' for name in names)
    found: dict[str, Mapping[str, str]] = {}
    for start in range(0, len(people), 500):
        some = people[start : start + 500]
        sql = f"SELECT t.id, {columns} FROM member t WHERE t.id IN ({', '.join('?' * len(some))})"
        for row in library._rows(sql, some):
            found[row[0]] = tally._classes(dict(zip(names, row[1:], strict=True)), today)
    return found
