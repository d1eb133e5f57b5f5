"""A list of a hundred thousand people in the window: opened, sorted, filtered, searched and scrolled to its end, and the longest time in which
the window answered nobody meanwhile.

The rows are written straight into the store, without journal: it is the list that is measured, and writing them as a volunteer does would
take minutes.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.consent import Consent
from models.listing import IS, Rule
from models.member import Member, draw_code
from models.operation import new_id
from models.question import Question
from storage import entries
from storage.tables import insert_sql, to_row
from storage.workspace import Workspace

PEOPLE = 100_000
PASSPHRASE = "benchmark"
NAMES = ("Anna", "Ása", "Þórunn", "Örn", "Zofia", "Łucja", "Omar", "سامر", "Oksana", "Luis", "Ādolfs", "Mía")
REGIONS = ("capital", "south", "northeast", "east", "westfjords")
LONGEST_GAP = 0.05
"""Seconds for which the window may answer nobody. Source: the project's own target for lists."""


def fill(workspace: Workspace, people: int) -> str:
    """Write the people; gives the id of an own question that half of them answered."""
    question = new_id()
    workspace.save(Question(id=question, record_type="member", kind="code", options={"a": {"en": "Often"}, "b": {"en": "Never"}},
                            labels={"en": "Do you sing?"}, sensitivity="ordinary"))
    connection = workspace._connection
    with workspace.atomic():
        members = [Member(id=new_id(), label=f"{NAMES[n % len(NAMES)]} {n * 7919 % people} (sample)", code=draw_code(()),
                          preferred_language=("pl", "ar", "en", "uk")[n % 4], region=REGIONS[n % len(REGIONS)]) for n in range(people)]
        connection.executemany(insert_sql(Member), [to_row(each) for each in members])
        consents = [Consent(id=new_id(), member=each.id, use="keep", value="given", date="2026-01-05") for each in members]
        connection.executemany(insert_sql(Consent), [to_row(each) for each in consents])
        connection.executemany("INSERT INTO permission (member, use, first) VALUES (?, 'keep', '2026-01-05')", [(each.id,) for each in members])
        connection.executemany("INSERT INTO answer (owner, question, value) VALUES (?, ?, ?)",
                               [(each.id, question, '"a"' if n % 4 else '"b"') for n, each in enumerate(members) if n % 2])
        for some in itertools.batched(members, 5000) if hasattr(itertools, "batched") else [members]:
            entries.add(connection, [(each.id, "member", each.id, entries.words_of(each, {})) for each in some])
    return question


def measure(folder: Path, people: int = PEOPLE) -> list[tuple[str, float, float]]:
    """One row an act: until the answer is shown, and the longest gap in which the window's thread did nothing else."""
    workspace, _words = Workspace.create(folder / "lists", PASSPHRASE, association="Benchmark (fictional)", kdf="test")
    question = fill(workspace, people)
    workspace.close()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui import app as program
    from ui.pages.people import PeoplePage
    from ui.session import Session

    application = program.make(["raddir"])
    session = Session(folder / "lists")
    session.jobs.open(lambda: (Workspace.open(folder / "lists", passphrase=PASSPHRASE), None), lambda _none: None, lambda trouble: print(trouble))
    _until(application, session.jobs.idle)
    page = PeoplePage(session)
    page.resize(1200, 640)
    page.show()
    rows = []

    def row(what: str, act: Callable[[], object]) -> None:
        began, gap = time.perf_counter(), 0.0
        act()
        gap = max(time.perf_counter() - began, _until(application, session.jobs.idle))
        page.grab()
        rows.append((f"list of {people:,} people: {what}, until it is shown", time.perf_counter() - began, 0.0))
        rows.append((f"list of {people:,} people: {what}, longest stall of the window (≤ 50 ms)", gap, 0.0))

    shown = page.list
    row("opened", page.refresh)
    row("scrolled to the end", lambda: shown.table.scrollToBottom())
    row("sorted by name", lambda: shown.show_listing(replace(shown.wanted, sort="label")))
    row("sorted by our own question", lambda: shown.show_listing(replace(shown.wanted, sort=question, columns=(*shown.wanted.columns, question))))
    row("filtered by our own question", lambda: shown.show_listing(replace(shown.wanted, rules=(Rule(question, IS, ("b",)),))))
    row("searched by one letter", lambda: (shown.show_listing(replace(shown.wanted, rules=(), sort="")), page.look_for("a")))
    page.close()
    session.end()
    return rows


def _until(application: Any, done: Callable[[], bool]) -> float:
    """Let the window live until something is so, and tell the longest time it was away."""
    longest, last = 0.0, time.perf_counter()
    while not done():
        application.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        time.sleep(0.001)  # what keeps the window's thread from waking up again counts too
    began = time.perf_counter()
    application.processEvents()
    return max(longest, time.perf_counter() - began)
