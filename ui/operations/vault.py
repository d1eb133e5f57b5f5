"""Making, opening and locking the vault, and the unfinished conversations that wait in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import locales
from locales import _
from models.errors import Trouble
from ui import messages
from ui.events import events
from ui.session import Session

if TYPE_CHECKING:
    from models.partner import Partner
    from storage.drafts import Draft
    from storage.library import Library
    from storage.workspace import Workspace

__all__ = ["Facts", "create", "enter", "facts", "lock", "throw_draft", "unlock", "urgent_partners", "warm", "working_language"]


class Facts(NamedTuple):
    """What the frame shows of an open vault."""

    association: str
    volunteer: str
    is_test: bool
    restored_header: bool


def facts(workspace: Workspace) -> Facts:
    """Look them up, on the thread of the workspace."""
    vault = workspace.vault
    me = workspace.me
    mine = me.name if me is not None else ""
    association = workspace.association().name or ""
    if mine == association:  # nobody gave a name: the association stands in for its first volunteer
        mine = ""
    return Facts(association, mine or "", vault.is_test, vault.used_previous_header)


def enter(session: Session, facts: Facts) -> None:
    """Note who is signed in, and into what."""
    session.association, session.volunteer, session.is_test = facts.association, facts.volunteer, facts.is_test


def working_language(code: str) -> str:
    """The language an association starts with: the window's, unless that is the one for tests."""
    return code if code in locales.LANGUAGES else "en"


def create(
    session: Session, passphrase: str, *, association: str, volunteer: str, language: str,
    done: Callable[[tuple[str, ...]], None], failed: Callable[[Trouble], None],
) -> None:
    """Make the vault. `done` gets the recovery words, which are shown once and kept nowhere."""
    folder = session.folder

    def work() -> tuple[Workspace, tuple[Facts, tuple[str, ...]]]:
        from storage.workspace import Workspace

        folder.parent.mkdir(parents=True, exist_ok=True)
        workspace, words = Workspace.create(folder, passphrase, association=association, language=language, volunteer=volunteer)
        return workspace, (facts(workspace), words)

    def made(result: tuple[Facts, tuple[str, ...]]) -> None:
        enter(session, result[0])
        done(result[1])

    session.jobs.open(work, made, failed)


def unlock(
    session: Session, *, passphrase: str | None = None, recovery_words: str | None = None, sign: str | None = None,
    done: Callable[[], None], failed: Callable[[Trouble], None],
) -> None:
    """Open the vault with a passphrase or with the recovery words."""
    folder = session.folder

    def work() -> tuple[Workspace, Facts]:
        from storage.workspace import Workspace

        workspace = Workspace.open(folder, passphrase=passphrase, recovery_words=recovery_words, slot=sign)
        return workspace, facts(workspace)

    def opened(found: Facts) -> None:
        enter(session, found)
        done()
        if found.restored_header:
            messages.say(lambda: _("The first page of the vault was damaged and was restored from its copy. Nothing is lost."))

    session.jobs.open(work, opened, failed)


def lock(session: Session) -> None:
    """Note whether something unfinished waits, close the vault and forget what was known of it. Blocks until it is closed."""
    jobs = session.jobs
    if jobs.is_open():
        try:
            jobs.write_now(lambda workspace: workspace.vault.set_unfinished(workspace.drafts.waiting()))
        except Trouble as trouble:  # the flag is a kindness; without it the vault must be locked all the same
            messages.show(trouble)
    jobs.close()
    session.forget()


def warm(session: Session) -> None:
    """Load what the window needs after the door, in pieces and away from it, while the passphrase is typed."""
    for load in (_cryptography, _database, _formats, _screens):
        session.jobs.away(load)


def _cryptography() -> None:
    import storage.vault  # noqa: F401 (so that it is there when it is wanted)


def _database() -> None:
    import storage.workspace  # noqa: F401 (so that it is there when it is wanted)


def _formats() -> None:
    import locales.formats  # noqa: F401 (so that it is there when it is wanted)


def _screens() -> None:
    import ui.menus
    import ui.pages.home
    import ui.sidebar
    import ui.topbar  # noqa: F401 (so that they are there when they are wanted)


def urgent_partners(session: Session, done: Callable[[list[Partner]], None]) -> None:
    """Look up the partners that help in emergencies."""
    def work(library: Library) -> list[Partner]:
        from models.partner import Partner

        return [each for each in library.records("partner") if isinstance(each, Partner) and each.urgent is True]

    session.jobs.read(work, done)


def throw_draft(session: Session, draft: Draft, then: Callable[[], None]) -> None:
    """Throw an unfinished conversation away. It can be taken back until the next act, or until the lock."""
    def bring_back() -> None:
        session.jobs.write(
            lambda workspace: workspace.drafts.keep(draft.id, draft.data, draft.step, draft.member), lambda _none: _saved(then),
        )

    def thrown(_none: None) -> None:
        messages.undoable(lambda: _("The unfinished conversation was thrown away."), bring_back)
        _saved(then)

    session.jobs.write(lambda workspace: workspace.drafts.throw(draft.id), thrown)


def _saved(then: Callable[[], None]) -> None:
    events.saved.emit()
    then()
