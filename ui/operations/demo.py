"""Making the sample vault that the window shows with `--demo`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import locales
from models.errors import Trouble
from ui.operations import vault
from ui.session import Session

if TYPE_CHECKING:
    from models.record import Record
    from storage.workspace import Workspace

__all__ = ["PASSPHRASE", "make"]

PASSPHRASE = "sample"
"""What opens the sample again after a lock; the unlock page says so."""
PEOPLE, SEED = 60, 1


def make(session: Session, done: Callable[[], None], failed: Callable[[Trouble], None]) -> None:
    """Make the sample vault and open it."""
    folder, language = session.folder, locales.current().code

    def work() -> tuple[Workspace, vault.Facts]:
        from models import sample
        from storage.workspace import Workspace

        name = sample.association(SEED).name or "Raddir"
        workspace, _words = Workspace.create(folder, PASSPHRASE, association=name, language=vault.working_language(language))
        _fill(workspace)
        return workspace, vault.facts(workspace)

    def made(facts: vault.Facts) -> None:
        vault.enter(session, facts)
        done()

    session.jobs.open(work, made, failed)


def _fill(workspace: Workspace) -> None:
    from models import sample
    from storage import notes

    workspace.save_all([*sample.volunteers(SEED), *sample.partners(SEED), *sample.questions(SEED)])
    records: list[Record] = []
    for person in sample.people(PEOPLE, SEED, workspace.today()):
        records += person.records()
    workspace.save_all(records)
    with workspace.atomic():
        notes.write(workspace._connection, notes.UNMARKED, "sample")  # nothing of it may stay behind
