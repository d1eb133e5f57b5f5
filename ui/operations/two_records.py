"""What a volunteer does about two records that may be of one person: look for them, lay them side by side, join them, tell them apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locales import _, iso
from models.consent import Consent
from models.errors import Trouble, WrongInput
from models.fields import Field
from models.likeness import LIKELY, Known, likeness
from models.member import Member
from models.partner import Partner
from storage.drafts import Draft
from ui.operations import undo
from ui.session import Session

if TYPE_CHECKING:
    from storage.library import Library
    from storage.likeness import Pair
    from storage.workspace import Workspace

__all__ = ["Beside", "Counts", "Side", "alike", "join", "keep_apart", "keep_draft", "known", "look", "look_at_draft", "pairs"]

COUNTED = ("conversation", "story", "need", "contribution", "attachment")
Done = Callable[[], None]
Failed = Callable[[Trouble], None]
Counts = Mapping[str, int]
"""How many records of each kind there are."""


@dataclass(frozen=True)
class Side:
    """One of the two: the record, what hangs on it, the answers about consent, the day it was last talked about."""

    member: Member
    counts: Counts
    consents: tuple[Consent, ...]
    last: str


@dataclass(frozen=True)
class Beside:
    """Two records side by side, that which stays first; the fields to compare, and the uses of consent that joining closes. `draft` is the
    unfinished conversation that the second of them is still a part of."""

    this: Side
    that: Side
    fields: tuple[Field, ...]
    closing: tuple[str, ...]
    partners: Mapping[str, str]
    draft: Draft | None = None


def known(member: Member) -> Known:
    """What is compared of a record."""
    def words(value: object) -> str:
        return value if isinstance(value, str) else ""

    spoken = member.spoken_languages if isinstance(member.spoken_languages, tuple) else ()
    year = member.birth_year if isinstance(member.birth_year, int) else None
    return Known(member.id, member.label or "", words(member.names), words(member.preferred_language), spoken, year, words(member.contact),
                 member.code or "")


def alike(session: Session, typed: Known, done: Callable[[tuple[Known, ...]], None], *, apart: tuple[str, ...] = (), likely: bool = False) -> None:
    """Look whether there may be a record of this person already. Away from the window's thread; nobody has to wait for it."""
    def work(library: Library) -> tuple[Known, ...]:
        from storage.likeness import alike

        found = alike(library, typed, apart)
        return tuple(each for each in found if not likely or likeness(typed, each) == LIKELY)

    session.jobs.read(work, done)


def pairs(session: Session, done: Callable[[tuple[Pair, ...]], None]) -> None:
    """All pairs of records that may be of one person."""
    def work(library: Library) -> tuple[Pair, ...]:
        from storage.likeness import everywhere

        return everywhere(library)

    session.jobs.read(work, done)


def look(session: Session, one: str, other: str, done: Callable[[Beside], None], failed: Failed) -> None:
    """Lay two records side by side."""
    def work(library: Library) -> Beside:
        from storage.two_records import closing, pair

        this, that = pair(library, one, other)
        return Beside(_side(library, this), _side(library, that), library.fields(Member.TYPE), closing(library, this.id, that.id), _partners(library))

    session.jobs.read(work, done, failed)


def look_at_draft(
    session: Session, draft_id: str, other: str, made: Callable[[Draft, tuple[Field, ...]], Member], done: Callable[[Beside], None], failed: Failed,
) -> None:
    """Lay what is being written down in a conversation beside a record; `made` makes a record of the draft."""
    def work(workspace: Workspace) -> Beside:
        draft, found = workspace.drafts.get(draft_id), workspace.find(other)
        if draft is None or not isinstance(found, Member):
            from storage.two_records import GONE

            raise WrongInput(GONE)
        fields = workspace.fields(Member.TYPE)
        return Beside(_side(workspace, found), Side(made(draft, fields), {}, (), ""), fields, (), _partners(workspace), draft)

    session.jobs.write(work, done, failed)


def _side(library: Library, member: Member) -> Side:
    counts = {kind: len(library.of_member(member.id, kind)) for kind in COUNTED}
    days = [str(day) for each in library.of_member(member.id, "conversation") if (day := getattr(each, "date", None))]
    return Side(member, counts, library.consents(member.id), max(days, default=""))


def _partners(library: Library) -> dict[str, str]:
    found = [each for each in library.records(Partner.TYPE) if isinstance(each, Partner)]
    return {each.code: each.name or each.code for each in found if each.code}


def join(session: Session, one: str, other: str, chosen: Mapping[str, str], done: Callable[[str], None], failed: Failed) -> None:
    """Make one record of two; `done` is given the id of the one that stays."""
    undo.write(session, lambda workspace: workspace.join(one, other, chosen),
               lambda code: _("Joined: two records of one person ({code}).").format(code=iso(code)),
               lambda changes: done(changes.ids[0]), failed)


def keep_apart(session: Session, one: str, other: str, done: Done | None = None) -> None:
    """Remember that two records are of two people: they aren't held against each other again."""
    undo.write(session, lambda workspace: workspace.keep_apart(one, other), lambda code: _("Not the same person: {code}.").format(code=iso(code)),
               lambda _changes: done() if done is not None else None)


def keep_draft(session: Session, draft: Draft, data: Mapping[str, Any], member: str | None, done: Done) -> None:
    """Put an unfinished conversation back with what was decided about it."""
    session.jobs.write(lambda workspace: workspace.drafts.keep(draft.id, data, draft.step, member), lambda _none: done())


