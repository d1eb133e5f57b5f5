"""Passphrases, the people who have one, the recovery sheet and the data key: one function per act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from locales import _, current, iso
from models.errors import Trouble
from ui import messages
from ui.events import events
from ui.operations import undo, vault
from ui.session import Session

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.keys import Holder
    from storage.workspace import Workspace

__all__ = [
    "People", "add", "change_own", "choose_own", "draw_words", "give", "look", "print_sheet", "rekey", "remove", "replace_words", "save_sheet",
    "set_coordinator",
]

Done = Callable[[], None]
Failed = Callable[[Trouble], None]


class People(NamedTuple):
    """Who opens the vault, and what whoever looks may do about it."""

    holders: tuple[Holder, ...]
    may: bool
    """Whether they look after keys and roles."""
    free_signs: tuple[str, ...]
    paper_proved: bool
    known: tuple[str, ...]
    """Words that a passphrase had better not be made of."""


def look(session: Session, done: Callable[[People], None]) -> None:
    """Look up who opens the vault."""
    def work(workspace: Workspace) -> People:
        from storage import keys

        holders = tuple(keys.holders(workspace))
        known = (workspace.association().name or "", *(each.name for each in holders))
        return People(holders, workspace.is_coordinator, tuple(keys.free_signs(workspace)), workspace.paper_proved(), known)

    session.jobs.write(work, done)


def add(session: Session, name: str, sign: str, passphrase: str, coordinator: bool, done: Done, failed: Failed) -> None:
    """Give somebody a passphrase of their own."""
    def work(workspace: Workspace) -> Changes:
        from storage import keys

        return keys.add(workspace, name, sign, passphrase, coordinator=coordinator)

    session.jobs.write(work, lambda _changes: done(), failed)


def give(session: Session, who: Holder, passphrase: str, sign: str, done: Done, failed: Failed) -> None:
    """A new passphrase for somebody else; with a sign for those who had none here."""
    def work(workspace: Workspace) -> None:
        from storage import keys

        keys.give_passphrase(workspace, who, passphrase, sign)

    session.jobs.write(work, lambda _none: done(), failed)


def change_own(session: Session, who: Holder, passphrase: str, done: Done, failed: Failed) -> None:
    """A new passphrase for oneself, changed by routine."""
    give(session, who, passphrase, "", done, failed)


def choose_own(session: Session, who: Holder, passphrase: str, done: Done, failed: Failed) -> None:
    """After the recovery words: a new passphrase, and one is signed in as oneself."""
    def work(workspace: Workspace) -> vault.Facts:
        from storage import keys

        keys.choose_own(workspace, who, passphrase)
        return vault.facts(workspace)

    def chosen(facts: vault.Facts) -> None:
        vault.enter(session, facts._replace(left=None))  # the window stands already where they were, or at Home
        done()

    session.jobs.write(work, chosen, failed)


def remove(session: Session, who: Holder, done: Done, failed: Failed) -> None:
    """Take somebody's way in away."""
    def work(workspace: Workspace) -> Changes | None:
        from storage import keys

        return keys.remove(workspace, who)

    session.jobs.write(work, lambda _changes: done(), failed)


def set_coordinator(session: Session, who: Holder, on: bool) -> None:
    """Change somebody's role; the bar below takes it back."""
    def work(workspace: Workspace) -> Changes:
        from storage import keys

        return keys.set_coordinator(workspace, who, on)

    def text(_code: str) -> str:
        return (_("{name} is a coordinator now.") if on else _("{name} is no longer a coordinator.")).format(name=iso(who.name))

    undo.write(session, work, text)


def rekey(session: Session, passphrase: str | None, done: Done, failed: Failed) -> None:
    """Everything under a new data key, with a new passphrase for oneself where one is given. Nothing reads meanwhile."""
    closed = list[bool]()

    def work(workspace: Workspace) -> Trouble | None:
        from storage import keys

        try:
            return keys.rekey(workspace, passphrase)
        finally:
            closed.append(workspace.vault.is_closed)

    def stopped(trouble: Trouble) -> None:
        if any(closed):  # neither key could be gone on with
            events.lock_wanted.emit()
            messages.show(trouble)
        else:
            failed(trouble)

    def turned(without_backup: Trouble | None) -> None:
        done()
        if without_backup is not None:
            messages.show(without_backup)

    session.jobs.write_alone(work, turned, stopped)


def draw_words(session: Session, done: Callable[[tuple[str, ...]], None]) -> None:
    """Fifteen new recovery words, which open nothing yet."""
    def work() -> tuple[str, ...]:
        from storage import recovery_words

        return recovery_words.to_words(recovery_words.draw())

    session.jobs.away(work, done)


def replace_words(session: Session, words: Sequence[str] | None, done: Done, failed: Failed) -> None:
    """The sheet was shown to be there: with `words` these open the vault from now on, and the old ones no longer."""
    def work(workspace: Workspace) -> None:
        from storage import keys

        if words is not None:
            keys.replace_recovery(workspace, tuple(words))
        workspace.note_paper_proved()

    session.jobs.write(work, lambda _none: done(), failed)


def note_proved(session: Session) -> None:
    """Somebody typed groups of the sheet that opens the vault now: Home needn't remind of it any more."""
    session.jobs.write(lambda workspace: workspace.note_paper_proved())


def save_sheet(session: Session, words: Sequence[str], place: Path, done: Done, failed: Failed) -> None:
    """Write the recovery sheet as PDF where the person says, and nowhere else."""
    from ui.operations.reports import save_pdf

    _sheet(session, words, lambda paper: save_pdf(session, paper, place, lambda _none: done(), failed), failed)


def print_sheet(session: Session, words: Sequence[str], done: Callable[[bytes], None], failed: Failed) -> None:
    """Make the recovery sheet, to be printed."""
    _sheet(session, words, done, failed)


def _sheet(session: Session, words: Sequence[str], done: Callable[[bytes], None], failed: Failed) -> None:
    import datetime

    from reports.kinds.recovery_sheet import recovery_sheet
    from ui.operations.reports import set_pages

    set_pages(session, recovery_sheet(words, session.association, datetime.date.today(), current()), done, failed)
