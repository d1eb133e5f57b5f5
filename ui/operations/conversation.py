"""What a volunteer does in a conversation: one function an act. Each runs on the vault's thread and tells the window the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locales import _
from models.ask_again import with_expiry
from models.consent import Consent
from models.errors import Trouble
from models.fields import Field
from models.member import Member
from models.need import OPEN_STATES, Need
from models.question import ASKED_OF
from models.record import Record
from ui.events import events
from ui.operations import naming, undo

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.drafts import Draft
    from storage.library import Library
    from storage.workspace import Workspace
    from ui.session import Session

__all__ = ["Begun", "Saved", "begin", "decline", "keep_draft", "keep_draft_now", "save_conversation", "throw_draft"]

Failed = Callable[[Trouble], None]
ASKED = tuple(each for each in ASKED_OF if each != "partner")


@dataclass(frozen=True)
class Begun:
    """What a conversation begins with: the association, the fields it asks, who interprets here; a draft, a known person with what they
    said and still need, and the others of the group."""

    association: str
    fields: Mapping[str, tuple[Field, ...]]
    draft: Draft | None = None
    member: Member | None = None
    consents: tuple[Consent, ...] = ()
    needs: tuple[Need, ...] = ()
    volunteers: tuple[str, ...] = ()
    group: tuple[tuple[str, str], ...] = ()
    """What the others who sit here are called, and their codes."""


@dataclass(frozen=True)
class Saved:
    """A conversation that is in the vault."""

    member_id: str
    code: str
    changes: Changes


def begin(session: Session, done: Callable[[Begun], None], *, draft_id: str | None = None, member_id: str | None = None,
          others: Sequence[str] = ()) -> None:
    """Load what a conversation needs. A draft that is gone, or a person who was erased, begins an empty one."""
    def work(workspace: Workspace) -> Begun:
        fields = {each: workspace.fields(each) for each in ASKED}
        draft = workspace.drafts.get(draft_id) if draft_id else None
        whose = draft.member if draft is not None else member_id
        who = workspace.find(whose) if whose else None
        known = who if isinstance(who, Member) else None
        told = workspace.consents(known.id) if known is not None else ()
        asked = [each for each in workspace.of_member(known.id, Need.TYPE) if isinstance(each, Need)] if known is not None else []
        here = draft.data.get("intake", {}).get("others", ()) if draft is not None else others
        names = tuple(each.name for each in workspace.volunteers() if each.name and each.active is not False)
        return Begun(workspace.association().name or "", fields, draft, known, told,
                     tuple(each for each in asked if each.status in OPEN_STATES), names, _called(workspace, here))

    session.jobs.write(work, done)


def _called(library: Library, ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What people are called, and their codes; who was erased meanwhile is left out."""
    found = [library.find(each) for each in ids]
    return tuple((each.label or "", each.code or "") for each in found if isinstance(each, Member))


def keep_draft(session: Session, draft_id: str, data: Mapping[str, Any], step: str, member: str | None = None,
               done: Callable[[], None] | None = None, failed: Failed | None = None) -> None:
    """Put what was typed into the vault while the volunteer goes on typing."""
    def told(_nothing: None) -> None:
        events.saved.emit()
        if done is not None:
            done()

    session.jobs.write(lambda workspace: workspace.drafts.keep(draft_id, data, step, member), told, failed)


def keep_draft_now(session: Session, draft_id: str, data: Mapping[str, Any], step: str, member: str | None = None) -> None:
    """The same before going on: the vault is about to be locked. Raises PlaceFailed."""
    session.jobs.write_now(lambda workspace: workspace.drafts.keep(draft_id, data, step, member))


def throw_draft(session: Session, draft_id: str, done: Callable[[], None] | None = None) -> None:
    """Let an unfinished conversation go."""
    session.jobs.write(lambda workspace: workspace.drafts.throw(draft_id), lambda _nothing: done() if done is not None else None)


def save_conversation(
    session: Session, draft_id: str, member_id: str, make: Callable[[Member | None, Sequence[Need]], list[Record]],
    done: Callable[[Saved], None], failed: Failed,
) -> None:
    """Keep everything of one sitting, the whole or nothing, and let the draft go in the same act.

    `make` gives the records; it is handed the person's record where the association knows them already, and what they asked for before.
    """
    def work(workspace: Workspace) -> Saved:
        before = workspace.find(member_id)
        known = before if isinstance(before, Member) else None
        needs = [each for each in workspace.of_member(known.id, Need.TYPE) if isinstance(each, Need)] if known is not None else []
        with workspace.atomic():
            months, today = workspace.association().consent_months, workspace.today()
            told = make(known, needs)
            changes = workspace.save_all([with_expiry(each, today, months) if isinstance(each, Consent) else each for each in told])
            workspace.drafts.throw(draft_id)
        return Saved(member_id, _code_of(workspace, member_id), changes)

    def told(saved: Saved) -> None:
        events.saved.emit()
        events.changed.emit(saved.changes)
        undo.offer(session, saved.changes, lambda: naming.conversation(saved.code))
        done(saved)

    session.jobs.write(work, told, failed)


def _code_of(library: Library, member_id: str) -> str:
    found = library.find(member_id)
    return found.code or "" if isinstance(found, Member) else ""


def decline(session: Session, draft_id: str, done: Callable[[], None]) -> None:
    """Somebody said no to being kept: count that, keep nothing else, and let the draft go."""
    def work(workspace: Workspace) -> Changes:
        with workspace.atomic():
            changes = workspace.declined_conversation()
            workspace.drafts.throw(draft_id)
        return changes

    def counted(changes: Changes) -> None:
        undo.offer(session, changes, lambda: _("Counted: somebody did not want to be kept."))
        done()

    session.jobs.write(work, counted)
