"""What a volunteer does with backups: make one here or outside, look at them, try the paper, bring one back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from locales import N_, _, current, iso, ngettext
from models.errors import SetAside, Trouble, WrongSecret
from ui import messages
from ui.operations import vault
from ui.session import Session

if TYPE_CHECKING:
    from storage.backup import BackupFacts, Made
    from storage.drill import Passed
    from storage.restore import Restored, Secret
    from storage.vault import Vault
    from storage.workspace import Workspace
    from ui.jobs import Progress

__all__ = ["Due", "Overview", "ago", "bring_back", "choose_place", "due", "forget", "local", "look", "make", "size", "tell_at_opening", "try_paper"]

Failed = Callable[[Trouble], None]


class Due(NamedTuple):
    """Which backup there is reason to make."""

    today: bool
    """The day's, on a quiet moment."""
    closing: bool
    """One before the window closes: something changed since the last."""


class Overview(NamedTuple):
    """How it stands with the copies of this vault."""

    here: tuple[BackupFacts, ...]
    """The backups on this computer, the newest first."""
    outside: datetime.datetime | None
    """When the last one elsewhere was made, in UTC."""
    place: Path | None
    """The second place that was chosen."""
    drilled: datetime.date | None
    drill_due: bool
    has_people: bool


def look(session: Session, done: Callable[[Overview], None]) -> None:
    """Look up how it stands."""
    session.jobs.write(_overview, done)


def _overview(workspace: Workspace) -> Overview:
    from storage import backup, drill, notes

    connection, vault_id = workspace._connection, workspace.vault.vault_id
    here = tuple(each for each in backup.found(workspace.vault.folder / backup.FOLDER) if each.vault_id == vault_id)
    outside, place = backup.last(connection, notes.OUTSIDE), notes.read(connection, notes.PLACE)
    return Overview(
        here, outside[0] if outside else None, Path(place) if place else None, drill.last(connection),
        drill.is_due(connection, workspace.today()), workspace.has_any("member"),
    )


def ago(moment: datetime.datetime) -> str:
    """A day as somebody says it: today, yesterday, 9 days ago; from two months on the date."""
    local = moment.astimezone()
    days = (datetime.date.today() - local.date()).days
    if days <= 0:
        return _("today at {time}").format(time=f"{local:%H:%M}")
    if days == 1:
        return _("yesterday at {time}").format(time=f"{local:%H:%M}")
    if days > 60:
        return current().date(local.date().isoformat())
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def size(count: int) -> str:
    """Bytes in megabytes."""
    return _("{n} MB").format(n=current().number(max(1, round(count / 10**6))))


# Making -----------------------------------------------------------------------------------------------------------------


def make(session: Session, place: Path | None, progress: Progress, done: Callable[[], None], failed: Failed) -> None:
    """Make a backup, on this computer or at another place, while everything else goes on."""
    def made(one: Made) -> None:
        from storage import backup

        session.jobs.write(lambda workspace: backup.note(workspace, one), lambda _none: done(), failed)

    def work(opened: Vault) -> Made:
        from storage import backup

        return backup.write(opened, place, progress.say)

    session.jobs.copy(work, made, failed)


def choose_place(session: Session, place: Path, done: Callable[[], None]) -> None:
    """Remember a second place, in the vault and nowhere else."""
    def work(workspace: Workspace) -> None:
        from storage import notes

        with workspace.atomic():
            notes.write(workspace._connection, notes.PLACE, str(place))

    session.jobs.write(work, lambda _none: done())


def due(session: Session, done: Callable[[Due], None]) -> None:
    """Whether a backup is still to be made."""
    def work(workspace: Workspace) -> Due:
        from storage import backup

        return Due(backup.due(workspace._connection), backup.changed(workspace._connection))

    session.jobs.write(work, done)


def forget(session: Session) -> None:
    """Make the backups forget who was erased, when somebody was. Says so while it lasts, and when it is done."""
    from ui.jobs import Progress

    progress = Progress()

    def scrub(opened: Vault) -> int:
        from storage import forgetting

        return forgetting.scrub(opened, progress.say)

    def begin(is_due: bool) -> None:
        if is_due and not session.is_forgetting:
            session.is_forgetting = True
            messages.say(lambda: _("The backups on this computer are being rewritten without whoever was erased…"))
            session.jobs.copy(scrub, note, failed)

    def note(count: int) -> None:
        session.jobs.write(lambda workspace: _note_forgotten(workspace, count), end, failed)

    def end(_none: None) -> None:
        session.is_forgetting = False
        messages.say(lambda: _("The backups on this computer have forgotten them too."))

    def failed(trouble: Trouble) -> None:
        session.is_forgetting = False
        messages.show(trouble)

    session.jobs.write(_must_forget, begin)


def _must_forget(workspace: Workspace) -> bool:
    from storage import forgetting

    if not forgetting.is_due(workspace):
        return False
    if not forgetting.has_work(workspace.vault):
        forgetting.note(workspace, len(workspace.vault.erased))
        return False
    return True


def _note_forgotten(workspace: Workspace, count: int) -> None:
    from storage import forgetting

    forgetting.note(workspace, count)


# Trying and bringing back -------------------------------------------------------------------------------------------------


def try_paper(session: Session, words: str, progress: Progress, done: Callable[[Passed], None], failed: Failed) -> None:
    """The restore drill, with the recovery words as they stand on paper."""
    def work(opened: Vault) -> Passed:
        from storage import drill

        return drill.run(opened, words, progress.say)

    def passed(found: Passed) -> None:
        from storage import drill

        session.jobs.write(drill.note, lambda _none: done(found), failed)

    session.jobs.copy(work, passed, failed)


def local(session: Session, done: Callable[[tuple[BackupFacts, ...]], None]) -> None:
    """The backups beside a vault that is closed, perhaps because it can't be opened."""
    folder = session.folder

    def work() -> tuple[BackupFacts, ...]:
        from storage import backup

        newest = backup.newest(folder)
        return tuple(each for each in backup.found(folder / backup.FOLDER) if newest is not None and each.vault_id == newest.vault_id)

    session.jobs.away(work, done, lambda _trouble: done(()))


def bring_back(session: Session, path: Path, secret: Secret, progress: Progress, done: Callable[[bool], None], failed: Failed) -> None:
    """Bring a backup back and open the vault with the same secret. `done` learns whether it opened: the keys of now may be others."""
    folder = session.folder

    def work() -> Restored:
        from storage import restore

        folder.parent.mkdir(parents=True, exist_ok=True)
        return restore.restore(path, folder, secret, progress.say)

    def restored(found: Restored) -> None:
        session.restoring = None

        def opened() -> None:
            done(True)
            messages.say(lambda: _said(found))

        def locked(trouble: Trouble) -> None:
            if not isinstance(trouble, WrongSecret):
                failed(trouble)
                return
            done(False)
            messages.say(lambda: _said(found))

        vault.unlock(session, passphrase=secret.passphrase, recovery_words=secret.words, sign=secret.sign, done=opened, failed=locked)

    session.jobs.away(work, restored, failed)


def _said(found: Restored) -> str:
    parts = [_("The vault is as it was on {day}; what was written since isn't in it.").format(
        day=iso(current().date(found.made.astimezone().date().isoformat())))]
    if found.erased:
        parts.append(ngettext("{n} person who was erased since then was taken out again.",
                              "{n} people who were erased since then were taken out again.", found.erased).format(n=found.erased))
    if found.set_aside is not None:
        parts.append(_("What stood there couldn't be opened; its files are kept in {place}.").format(place=iso(found.set_aside)))
    if found.keys_kept:
        parts.append(_("It opens with the passphrases of now, not with those of that day."))
    return " ".join(parts)


# At opening ---------------------------------------------------------------------------------------------------------------


def tell_at_opening(session: Session) -> None:
    """Say, hard, when an older copy of the vault came back, or when the vault lives where it may not."""
    folder = session.folder

    def work(workspace: Workspace) -> Trouble | None:
        from storage import backup, where

        if not workspace.standing.older:
            return where.warning(folder)
        newest = backup.newest(folder)
        if newest is None:
            return SetAside(N_("An older copy of this vault was put back: what was written since isn't in it."))
        return SetAside(
            N_("An older copy of this vault was put back: what was written since isn't in it. The newest backup is of {day}; bring it back in "
               "Settings."), day=newest.made.astimezone().date().isoformat(),
        )

    def told(trouble: Trouble | None) -> None:
        if trouble is not None:
            messages.show(trouble)

    session.jobs.write(work, told)
