"""Making, opening and locking the vault, and the unfinished conversations that wait in it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import locales
from locales import _
from models import idle
from models.errors import Trouble
from ui import messages
from ui.events import events
from ui.session import Session

if TYPE_CHECKING:
    from models.association import Association
    from models.partner import Partner
    from storage.drafts import Draft, Half
    from storage.library import Library
    from storage.workspace import Workspace

__all__ = [
    "Facts", "Left", "create", "enter", "facts", "forget_left", "left_half", "lock", "partners", "set_idle_minutes", "throw_draft", "unlock",
    "warm", "working_language",
]

log = logging.getLogger("raddir.window")
LEFT_ID = "left-"


class Facts(NamedTuple):
    """What the frame shows of an open vault."""

    association: str
    volunteer: str
    is_test: bool
    restored_header: bool
    volunteer_id: str = ""
    idle_minutes: int = idle.DEFAULT
    practice: bool = False
    member_languages: tuple[str, ...] = ()
    left: Left | None = None
    by_paper: bool = False
    """Whether the recovery words opened it: somebody needs a new passphrase."""


class Left(NamedTuple):
    """Where a volunteer was when the window was locked, and what stood there: a place, what `open` is given, and the rest."""

    place: str
    argument: Any = None
    page: Mapping[str, Any] = {}
    search: str = ""


def facts(workspace: Workspace) -> Facts:
    """Look them up, on the thread of the workspace."""
    vault = workspace.vault
    me = workspace.me
    mine = me.name if me is not None else ""
    known = workspace.association()
    association = known.name or ""
    if mine == association:  # nobody gave a name: the association stands in for its first volunteer
        mine = ""
    volunteer_id = me.id if me is not None else ""
    return Facts(association, mine or "", vault.is_test, vault.used_previous_header, volunteer_id, workspace.idle_minutes(),
                 known.practice is True, known.member_languages or (), where_left(workspace, volunteer_id), not vault.sign)


def where_left(workspace: Workspace, volunteer_id: str) -> Left | None:
    """Where this volunteer was: at the last lock, or, when the program ended in the middle of a conversation, in that."""
    kept = workspace.drafts.get(LEFT_ID + volunteer_id)
    if kept is not None:
        return Left(**kept.data)
    talking = next((each for each in workspace.drafts.all() if volunteer_id and each.data.get("open") == volunteer_id), None)
    return Left("conversation", talking.id) if talking is not None else None


def left_half(volunteer_id: str, left: Left, member: str | None) -> Half:
    """Where a volunteer is, as a row of the drafts; it goes with the person whom the page is about."""
    from storage.drafts import LEFT, Half

    return Half(LEFT_ID + volunteer_id, left._asdict(), LEFT, member)


def forget_left(session: Session) -> None:
    """The volunteer went on from where they had been."""
    session.jobs.write(lambda workspace: workspace.drafts.throw(LEFT_ID + session.volunteer_id))


def enter(session: Session, facts: Facts) -> None:
    """Note who is signed in, and into what."""
    session.association, session.volunteer, session.is_test = facts.association, facts.volunteer, facts.is_test
    session.is_practice, session.member_languages = session.is_practice or facts.practice, facts.member_languages
    session.enters_practice = False
    session.volunteer_id, session.idle_minutes, session.left = facts.volunteer_id, facts.idle_minutes, facts.left
    session.by_paper = facts.by_paper


def set_idle_minutes(session: Session, minutes: int, done: Callable[[], None] | None = None) -> None:
    """Choose after how many minutes without a key the window locks."""
    def chosen(_none: None) -> None:
        session.idle_minutes = minutes
        events.idle_changed.emit(minutes)
        if done is not None:
            done()

    session.jobs.write(lambda workspace: workspace.set_idle_minutes(minutes), chosen)


def working_language(code: str) -> str:
    """The language an association starts with: the window's, unless that is the one for tests."""
    return code if code in locales.LANGUAGES else "en"


def create(
    session: Session, passphrase: str, *, association: Association, volunteer: str, idle_minutes: int,
    done: Callable[[tuple[str, ...]], None], failed: Callable[[Trouble], None],
) -> None:
    """Make the vault, with what is known of the association. `done` gets the recovery words, which are shown once and kept nowhere."""
    folder = session.folder

    def work() -> tuple[Workspace, tuple[Facts, tuple[str, ...]]]:
        from storage import where
        from storage.workspace import Workspace

        where.refuse(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        workspace, words = Workspace.create(folder, passphrase, association=association.name or "", volunteer=volunteer, details=association)
        workspace.set_idle_minutes(idle_minutes)
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

    def work() -> tuple[Workspace, tuple[Facts, bool]]:
        from storage.workspace import Workspace

        workspace = Workspace.open(folder, passphrase=passphrase, recovery_words=recovery_words, slot=sign)
        try:
            kept = take_back(session, workspace)
            return workspace, (facts(workspace), kept)
        except BaseException:
            workspace.close()
            raise

    def opened(result: tuple[Facts, bool]) -> None:
        found, kept = result
        enter(session, found)
        done()
        _tell(session)
        if not kept:
            messages.say(lambda: _("What was typed before the lock couldn’t be kept, because the vault has another key since."))
        if found.restored_header:
            messages.say(lambda: _("The first page of the vault was damaged and was restored from its copy. Nothing is lost."))

    session.jobs.open(work, opened, failed)


def _tell(session: Session) -> None:
    from ui.operations import backup  # with the vault open it is loaded; before, it would cost the unlock page

    backup.tell_at_opening(session)


def lock(session: Session, halves: Sequence[Half] = (), done: Callable[[], None] | None = None) -> None:
    """Put away what is half done, close the vault and forget what was known of it. Doesn't wait: `done` is told once the keys are dropped."""
    def last(workspace: Workspace) -> None:
        if not workspace.vault.is_closed:  # as it is where its key could not be changed
            session.sealed = put_away(workspace, halves)

    session.jobs.close(last, lambda _none: done() if done is not None else None)
    session.forget()


def put_away(workspace: Workspace, halves: Sequence[Half]) -> bytes | None:
    """Write what is half done into the vault. What the disk refuses twice comes back sealed: the vault closes all the same."""
    from storage.sealed import seal

    given = {each.id for each in halves}
    rows = [*halves, *(each for each in workspace.drafts.held() if each.id not in given)]
    sealed = None
    try:
        _twice(lambda: workspace.drafts.keep_all(rows))
    except Trouble as trouble:
        log.warning("not written at the lock: %s", type(trouble).__name__)
        sealed = seal(workspace.vault, rows)
    with suppress(Trouble):  # the flag is a kindness; without it the vault must be locked all the same
        workspace.vault.set_unfinished(workspace.drafts.waiting() or sealed is not None)
    return sealed


def _twice(write: Callable[[], None]) -> None:
    try:
        write()
    except Trouble:
        write()


def take_back(session: Session, workspace: Workspace) -> bool:
    """Write what was sealed at the lock, or have it in memory alone while the disk still refuses it. False where nothing can open it
    any more, because the vault is under another key now, or another one was brought back."""
    if session.sealed is None:
        return True
    from storage.sealed import open_sealed

    halves = open_sealed(workspace.vault, session.sealed)
    session.sealed = None
    if halves is None:
        return False
    try:
        workspace.drafts.keep_all(halves)
    except Trouble:
        workspace.drafts.hold(halves)
    return True


def warm(session: Session) -> None:
    """Load what the window needs after the door, in pieces and away from it, while the passphrase is typed."""
    for load in (_cryptography, _database, _formats, _screens, _pages, _languages):
        session.jobs.away(load)


def _cryptography() -> None:
    import storage.vault  # noqa: F401 (so that it is there when it is wanted)


def _database() -> None:
    import storage.retention
    import storage.workspace  # noqa: F401 (so that they are there when they are wanted)


def _formats() -> None:
    import locales.formats  # noqa: F401 (so that it is there when it is wanted)


def _screens() -> None:
    import ui.frame
    import ui.guard
    import ui.idle_bar
    import ui.menus
    import ui.pages.home
    import ui.pages.settings.backup
    import ui.sidebar
    import ui.standing
    import ui.topbar  # noqa: F401 (so that they are there when they are wanted)


def _pages() -> None:
    """The places with most behind them: read from the disk when they are first opened, they would hold the window up for a tenth of a second."""
    import ui.pages.conversation
    import ui.pages.member
    import ui.pages.needs
    import ui.pages.people
    import ui.pages.reports
    import ui.pages.settings
    import ui.pages.stories  # noqa: F401 (so that they are there when they are wanted)


def _languages() -> None:
    """Each language's name in itself: a file of CLDR each, half a second in all, and every list of languages wants them."""
    from models.vocabulary import vocabulary

    for each in vocabulary("language").choices():
        locales.language(each.code)


def partners(session: Session, done: Callable[[list[Partner]], None]) -> None:
    """Look up the partners."""
    def work(library: Library) -> list[Partner]:
        from storage.partners import every

        return every(library)

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
