"""What a volunteer does to a person's record: one function per act."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from models.ask_again import ending, expiry
from models.consent import CLOSING, GIVEN, KEEP, REFUSED, WITHDRAWN, Consent, state
from models.consent_text import ConsentText
from models.errors import Trouble
from models.need import Need
from models.operation import new_id
from models.question import Question, moved
from models.quote import LADDER, VOID, Quote
from models.record import Record
from models.story import Story
from storage.changes import Changes
from storage.workspace import Workspace
from ui.events import events
from ui.operations import naming, undo
from ui.session import Session

HALF, HALF_STEP = "record-", "record"
"""How drafts of half-edited records are told from unfinished conversations: by their id and their step."""
Done = Callable[[Changes], None]
Failed = Callable[[Trouble], None]


def together(parts: list[Changes]) -> Changes:
    """Several changes told as one, and undone as one."""
    return Changes(
        frozenset().union(*(each.kinds for each in parts)), tuple(one for each in parts for one in each.ids),
        tuple(one for each in parts for one in each.operations),
    )


def save_record(session: Session, record: Record, done: Done | None = None, failed: Failed | None = None) -> None:
    """Keep an edited or new record; only the fields that differ become changes."""
    undo.write(session, lambda workspace: _save(workspace, record), naming.kept(record), done, failed)


def _save(workspace: Workspace, record: Record) -> Changes:
    """A consent is never changed: it is written down once more."""
    if isinstance(record, Consent):
        from storage.correcting import correct_consent

        return correct_consent(workspace, record)
    return workspace.save(record)


def save_left(session: Session, record: Record) -> None:
    """The same before going on: another page comes up, or the vault is about to be locked."""
    def work(workspace: Workspace) -> tuple[Changes, str]:
        changes = _save(workspace, record)
        return changes, workspace.code_of(changes.ids[0])

    (changes, code), name = session.jobs.write_now(work), naming.kept(record)
    events.saved.emit()
    undo.offer(session, changes, lambda: name(code))


def bin_record(session: Session, record: Record, done: Done | None = None) -> None:
    """Put a record in the bin; what belongs to it is hidden along."""
    undo.write(session, lambda workspace: workspace.save(record.with_values({"archived": True})), naming.binned(record), done)


NOTHING_SAID: Mapping[str, ConsentText] = MappingProxyType({})


@dataclass(frozen=True)
class Asked:
    """What somebody answered: uses with `given` or `refused`, how it was said, the words in which each use was asked for, and the months
    for which what is given holds (None: without end)."""

    answers: Mapping[str, str]
    details: Mapping[str, str]
    said: Mapping[str, ConsentText] = field(default_factory=dict)
    months: int | None = None

    def told(self, use: str, value: str, day: datetime.date) -> dict[str, str]:
        """The details of one event. Who takes something back was not asked, so nothing was read out."""
        details = dict(self.details)
        if value != WITHDRAWN and use in self.said:
            text = self.said[use]
            details |= {"wording": text.hash or "", "language": text.language or ""}
        if value == GIVEN and (last := expiry(use, day, self.months)):
            details["expires"] = last
        return details


def answer_consents(
    session: Session, member_id: str, answers: Mapping[str, str], details: Mapping[str, str],
    done: Done | None = None, failed: Failed | None = None, *, said: Mapping[str, ConsentText] = NOTHING_SAID, months: int | None = None,
) -> None:
    """Keep what somebody answered when asked. No to something that was given takes it back; yes to something that ends renews it.

    What is taken back is written first, so that nothing is opened on the way.
    """
    asked = Asked(answers, details, said, months)
    hides: list[bool] = []

    def name(code: str) -> str:
        return naming.hidden(code) if any(hides) else naming.answered(code)

    def work(workspace: Workspace) -> Changes:
        history = workspace.consents(member_id)
        hides.append(KEEP in answers and closes(history, KEEP, answers[KEEP]))
        parts = []
        today = workspace.today()
        ends = ending(history, today)
        with workspace.atomic():
            for use, answer in sorted(answers.items(), key=lambda pair: (pair[1] == GIVEN, pair[0] != KEEP)):
                value = GIVEN if answer == GIVEN and use in ends else what_to_write(state(history, use, today), answer)
                if value is not None:
                    told = asked.told(use, value, today)
                    if "wording" in told:
                        parts.append(workspace.save(asked.said[use]))
                    parts.append(workspace.add_consent(member_id, use, value, **told))
        return together(parts)

    undo.write(session, work, name, done, failed)


def what_to_write(now: str, answer: str) -> str | None:
    """The event that an answer makes of a use that stands as `now`; None where nothing changes.

        what_to_write("given", "refused") == "withdrawn"
    """
    if answer == GIVEN:
        return None if now == GIVEN else GIVEN
    if now in CLOSING:
        return None
    return WITHDRAWN if now == GIVEN else REFUSED


def move_quote(session: Session, quote: Quote, wanted: str, done: Done | None = None, failed: Failed | None = None) -> None:
    """Move a quote to a state; the steps on the way are put on record with it."""
    undo.write(session, lambda workspace: workspace.save(quote.with_values({"state": wanted})), naming.moved_quote(wanted), done, failed)


def mark_quote(session: Session, story: Story, words: str, done: Done | None = None) -> None:
    """Mark words of a story as a quote: it begins on the first step and in the story's language."""
    quote = Quote(id=new_id(), story=story.id, text=words, language=story.language)
    undo.write(session, lambda workspace: workspace.save(quote), naming.marked, done)


def next_state(now: str | None) -> str | None:
    """The next rung for a quote: a void one is cleared again; an approved one has none."""
    if now in (None, VOID):
        return LADDER[1]
    place = LADDER.index(now) if now in LADDER else 0
    return LADDER[place + 1] if place + 1 < len(LADDER) else None


def set_need_status(
    session: Session, need: Need, status: str, why: str | None, done: Done | None = None, failed: Failed | None = None,
) -> None:
    """Move a need on. The day it was closed, or that it is open again, follows from the status."""
    values: dict[str, str | None] = {"status": status}
    if why:
        values["closed_why"] = why
    undo.write(session, lambda workspace: workspace.save(need.with_values(values)), naming.moved_need(need, status), done, failed)


def retire_question(session: Session, question: Question, retired: bool, done: Done | None = None) -> None:
    """Stop asking a question, or ask it again; its answers stay."""
    undo.write(session, lambda workspace: workspace.save(question.with_values({"retired": retired})), naming.retired(question, retired), done)


def move_question(session: Session, question: Question, by: int, done: Done | None = None) -> None:
    """Ask a question one earlier (-1) or later (1) than the others of its kind of record."""
    def work(workspace: Workspace) -> Changes:
        return workspace.save_all(moved([each for each in workspace.records("question") if isinstance(each, Question)], question.id, by))

    undo.write(session, work, naming.moved_question(question), done)


def keep_half(session: Session, member_id: str, record: Record, raw: Mapping[str, Any]) -> None:
    """Put a half-edited record of a person in safety before the page goes: every letter, also those that make no answer yet."""
    data = {"type": record.TYPE, "id": record.id, "raw": dict(raw)}
    session.jobs.write_now(lambda workspace: workspace.drafts.keep(HALF + member_id, data, HALF_STEP, member_id))
    events.saved.emit()


def find_half(session: Session, member_id: str, done: Callable[[Mapping[str, Any] | None], None]) -> None:
    """Look whether a record of a person was left half edited."""
    def work(workspace: Workspace) -> Mapping[str, Any] | None:
        draft = workspace.drafts.get(HALF + member_id)
        return draft.data if draft is not None else None

    session.jobs.write(work, done)


def throw_half(session: Session, member_id: str) -> None:
    """The half-edited record was finished, or left as it was."""
    session.jobs.write(lambda workspace: workspace.drafts.throw(HALF + member_id))


def closes(history: Sequence[Consent], use: str, answer: str) -> bool:
    """Whether an answer takes back or refuses a use that was open until now."""
    return what_to_write(state(history, use, datetime.date.today()), answer) in CLOSING
