"""Going into the practice vault: made when there is none yet, opened with the passphrase that everybody knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import locales
from locales import _
from models.errors import Trouble
from ui.operations import vault
from ui.session import Session

if TYPE_CHECKING:
    from models.record import Record
    from storage.workspace import Workspace

__all__ = ["PASSPHRASE", "enter"]

PASSPHRASE = "practice"
"""As `storage.practice` has it; kept here too so that the unlock page can say it without loading the store."""
PEOPLE, SEED = 40, 3


def enter(session: Session, done: Callable[[], None], failed: Callable[[Trouble], None], *, anew: bool = False) -> None:
    """Open the practice vault; with `anew` the one that is there is thrown away first."""
    folder, name, language = session.folder, _("Practice association"), vault.working_language(locales.current().code)

    def work() -> tuple[Workspace, vault.Facts]:
        from models import sample
        from storage import header, practice
        from storage.workspace import Workspace

        there = any((folder / each).exists() for each in (header.NAME, header.PREVIOUS))
        if there and anew:
            practice.throw_away(folder)
        if there and not anew:
            workspace = Workspace.open(folder, passphrase=PASSPHRASE)
        else:
            association = sample.association(SEED).with_values({"id": "", "name": name, "languages": (language,)})
            workspace = practice.make(folder, association, _people())
        return workspace, vault.facts(workspace)

    def opened(facts: vault.Facts) -> None:
        vault.enter(session, facts)
        done()

    session.jobs.open(work, opened, failed)


def _people() -> tuple[list[Record], list[Record]]:
    """What the association has, and its people."""
    import datetime

    from models import sample

    around: list[Record] = [*sample.volunteers(SEED), *sample.partners(SEED), *sample.questions(SEED)]
    records: list[Record] = []
    for person in sample.people(PEOPLE, SEED, datetime.date.today()):
        records += person.records()
    return around, records
