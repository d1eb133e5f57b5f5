"""What a volunteer does when somebody uses a right: a copy of everything, restriction, objection, erasing; and the queue of how long things
are kept."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from locales import LANGUAGES, _, current, iso, words
from models.consent import GIVEN, KEEP
from models.errors import Trouble
from models.member import Member
from models.retention import months_of
from storage import files, retention
from storage.access_log import Line
from storage.changes import Changes
from storage.library import Library
from storage.retention import Due, Hidden
from storage.workspace import Workspace
from ui import messages
from ui.events import events
from ui.operations import backup, undo
from ui.session import Session

if TYPE_CHECKING:
    from models.dossier import Dossier

Done = Callable[[], None]
Failed = Callable[[Trouble], None]


def open_sensitive(session: Session, member_id: str, reason: str, done: Done) -> None:
    """Open what is sensitive about a person: first the line in the access log, then the answers."""
    session.jobs.write(lambda workspace: workspace.log_access("opened-sensitive", member_id, reason), lambda _none: done())


# a copy of everything

def give_copy(session: Session, member_id: str, place: Path, done: Done, failed: Failed) -> None:
    """Write the ZIP with everything that is kept about a person where the person says."""
    def pack(dossier: Dossier, pages: bytes) -> None:
        def work(library: Library) -> None:
            from exchange import access
            from storage.dossier import content

            with files.writing(place) as stream:
                access.pack(stream, dossier, pages, lambda each: content(library, each), words(_language(dossier.member)))

        session.jobs.read(work, lambda _none: done(), failed)

    _paper(session, member_id, "access", pack, failed)


def print_paper(session: Session, member_id: str, place: Path, done: Done, failed: Failed) -> None:
    """Write the paper alone, as PDF."""
    def keep(_dossier: Dossier, pages: bytes) -> None:
        def work() -> None:
            with files.place_errors(place):
                files.replace(place, pages)

        session.jobs.away(work, lambda _none: done(), failed)

    _paper(session, member_id, "report-member", keep, failed)


def _paper(session: Session, member_id: str, what: str, then: Callable[[Dossier, bytes], None], failed: Failed) -> None:
    def gathered(dossier: Dossier) -> None:
        from reports.kinds import member as paper

        document = paper.make(dossier, [_language(dossier.member)])
        session.jobs.away(lambda: session.paper.write(document), lambda pages: then(dossier, pages), failed)

    def work(workspace: Workspace) -> Dossier:
        from storage.dossier import gather

        return gather(workspace, member_id, what)

    session.jobs.write(work, gathered, failed)


def _language(member: Member) -> str:
    """The person's own language where Raddir speaks it, else the window's."""
    own = member.preferred_language
    return own if isinstance(own, str) and own in LANGUAGES else current().code


# restriction, objection

def restrict(session: Session, member_id: str, on: bool) -> None:
    """Keep a record without using it, or use it again."""
    def name(code: str) -> str:
        text = _("The record of {code} is only kept from now on, and not used.") if on else _("The record of {code} is used again.")
        return text.format(code=iso(code))

    undo.write(session, lambda workspace: _set(workspace, member_id, restricted=on or None), name)


def keep_objection(session: Session, member_id: str, said: str | None) -> None:
    """Write down that somebody objects to being counted and called, or that they don't any more."""
    day = datetime.date.today().isoformat() if said else None

    def name(code: str) -> str:
        text = _("{code} is not counted and not called from now on.") if said else _("{code} may be counted and called again.")
        return text.format(code=iso(code))

    undo.write(session, lambda workspace: _set(workspace, member_id, objection=said, objection_date=day), name)


def _set(workspace: Workspace, member_id: str, **values: object) -> Changes:
    return workspace.save(workspace.get(member_id).with_values(values))


# erasing

def erase(session: Session, member_id: str, done: Done, failed: Failed) -> None:
    """Erase somebody at once. It can't be undone; the backups forget them afterwards."""
    def work(workspace: Workspace) -> Changes:
        workspace.erase(member_id)
        return Changes(frozenset({Member.TYPE}), ())

    session.jobs.write(work, lambda _changes: _gone(session, done), failed)


def anonymise(session: Session, member_id: str, done: Done, failed: Failed) -> None:
    """Keep what can be counted without the person, and erase the person. It can't be undone either."""
    def work(workspace: Workspace) -> Changes:
        from storage.anonymise import anonymise as make_anonymous

        return Changes(frozenset({Member.TYPE}), (make_anonymous(workspace, member_id),))

    session.jobs.write(work, lambda _changes: _gone(session, done), failed)


def _gone(session: Session, done: Done) -> None:
    """Nothing done to the person can be undone any more, and the backups are made to forget them."""
    messages.messages.undo.emit(None)
    events.saved.emit()
    done()
    backup.forget(session)


# how long things are kept

@dataclass(frozen=True)
class Waiting:
    """Who waits: people whose review date has come, people who were taken out, and the months the association waits."""

    due: tuple[Due, ...]
    hidden: tuple[Hidden, ...]
    months: int


def waiting(session: Session, done: Callable[[Waiting], None]) -> None:
    """Look who waits to be renewed, anonymised or erased."""
    session.jobs.read(look, done)


def look(library: Library) -> Waiting:
    """The same, on the thread that reads."""
    now = int(time.time() * 1000)
    return Waiting(tuple(retention.due(library)), tuple(retention.hidden(library, now)), months_of(library.association()))


def renew(session: Session, member_id: str) -> None:
    """Keep a record as long again."""
    undo.write(session, lambda workspace: retention.renew(workspace, member_id),
               lambda code: _("The record of {code} is kept as long again.").format(code=iso(code)))


def bring_back(session: Session, member_id: str) -> None:
    """Somebody who was taken out says that it was a mistake: they are shown again."""
    undo.write(session, lambda workspace: workspace.add_consent(member_id, KEEP, GIVEN),
               lambda code: _("{code} is shown again.").format(code=iso(code)))


@dataclass(frozen=True)
class Log:
    """The access log, the newest lines first, and whether whoever is signed in may read it."""

    may: bool
    lines: tuple[Line, ...]


def read_log(session: Session, done: Callable[[Log], None]) -> None:
    """Read the access log, for a coordinator."""
    def work(workspace: Workspace) -> Log:
        may = workspace.is_coordinator
        return Log(may, tuple(workspace.access_lines()) if may else ())

    session.jobs.write(work, done)
