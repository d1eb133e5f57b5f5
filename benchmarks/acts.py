"""Saving an intake and searching, against the same in bare SQLCipher and FTS5."""

from __future__ import annotations

import collections
import datetime
import itertools
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import bare
from models import sample
from models.conversation import Conversation
from models.record import Record
from models.registry import RECORDS
from storage import backup, copies, entries
from storage.header import STORE
from storage.workspace import Workspace

ROUNDS = 60
PASSPHRASE = "benchmark"


def fill(workspace: Workspace, connection: Any, members: int) -> float:
    """Both vaults with the same people; returns members a second in ours, generation included."""
    workspace.save_all([*sample.volunteers(1), *sample.partners(1), *sample.questions(1)])
    bare.make_tables(connection, RECORDS)
    spent, batch, began = 0.0, list[Record](), time.perf_counter()
    for number, person in enumerate(sample.people(members, 1, datetime.date.today()), 1):
        batch += person.records()
        if number % 1000 == 0 or number == members:
            workspace.save_all(batch)
            spent += time.perf_counter() - began
            bare.insert(connection, bare.rows(batch), [entries.words_of(each, {}) for each in batch])
            batch, began = [], time.perf_counter()
    return members / spent


def save(workspace: Workspace, connection: Any, members: int) -> tuple[str, float, float]:
    """One intake: a member, four consents, a conversation, a story, two needs, a contribution."""
    ours, plain = [], []
    others = itertools.islice(sample.people(members + ROUNDS * 6, 1, datetime.date.today()), members, None)
    drawn = (person for person in others if person.needs and person.stories and person.contributions)
    for _, person in zip(range(ROUNDS), drawn, strict=False):
        known = {each.id for each in person.conversations[:1]}
        conversation: list[Record] = [*person.conversations[:1]] or [Conversation(id=person.member.id)]
        parts = [*person.consents[:4], person.stories[0], *person.needs[:2], person.contributions[0]]
        records: list[Record] = [person.member.with_values({"answers": {}}), *conversation]
        records += [each if getattr(each, "conversation", None) in known else each.with_values({"conversation": None}) for each in parts]
        texts = [entries.words_of(each, {}) for each in records]
        rows = bare.rows(records)
        plain.append(_seconds(lambda r=rows, t=texts: bare.insert(connection, r, t)))
        ours.append(_seconds(lambda r=records: workspace.save_all(r)))
    return "save one intake durably / the same rows in bare SQLCipher, no journal", statistics.median(ours), statistics.median(plain)


def searches(workspace: Workspace, connection: Any) -> list[tuple[str, float, float]]:
    reader = workspace.reader()
    counted = collections.Counter(word for row in connection.execute("SELECT words FROM told LIMIT 20000").fetchall() for word in set(row[0].split()))
    common = counted.most_common(1)[0][0]
    rare = next(word for word, count in reversed(counted.most_common()) if count <= 20 and len(word) > 5 and word.isalpha())
    rows = []
    for what, word in (("a rare word", rare), ("the most common word", common), ("one letter", common[0])):
        ours = statistics.median(_seconds(lambda w=word: reader.search(w)) for _ in range(25))
        plain = statistics.median(_seconds(lambda w=word: bare.search(connection, w)) for _ in range(9))
        rows.append((f"search {what}, first page / bare FTS5 by bm25", ours, plain))
    people = statistics.median(_seconds(lambda: reader.people("sam")) for _ in range(25))
    rows.append(("list of people while typing three letters", people, 0.0))
    return rows


def backups(workspace: Workspace, folder: Path) -> tuple[str, float, float]:
    """A backup with all that makes it one, and the bare thing: the encrypted file copied, synced, and both checks run on the copy."""
    vault = workspace.vault
    ours, plain = [], []
    for _ in range(3):
        workspace._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        with vault.lent_key() as data_key:
            key = copies.store_key(data_key, vault.vault_id)
        plain.append(_seconds(lambda k=key: bare.copied_and_checked(vault.folder / STORE, folder / "copy.db", k)))
        ours.append(_seconds(lambda: backup.write(vault).path.unlink()))
    return "backup, verified by opening / copy, fsync, cipher_integrity_check and integrity_check", statistics.median(ours), statistics.median(plain)


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def run(folder: Path, members: int) -> tuple[float, list[tuple[str, float, float]]]:
    workspace, _ = Workspace.create(folder / "vault", PASSPHRASE, association="Benchmark (fictional)", kdf="test")
    connection = bare.connect(folder / "bare.db")
    try:
        rate = fill(workspace, connection, members)
        return rate, [save(workspace, connection, members), *searches(workspace, connection), backups(workspace, folder)]
    finally:
        connection.close()
        workspace.close()
