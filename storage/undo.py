"""Undo: what an act wrote is answered by operations that put it back; no operation is ever taken out of the journal.

A field gets the value from before the act, unless somebody changed it since: then it stays, and the answer says so. What the act made goes
to the bin, and what the act binned comes out of it. Consents have their own rule (`undo_consent.py`). An undo is an act like any
other, so undoing it does the act again.

That an operation undoes another can be read from its base and values: the base names what it answers, and the value is the one from
before that. No table of undone acts is kept, so a history reads the same on every laptop and after every restore.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from locales import N_
from models.consent import Consent
from models.defaults import follow
from models.errors import WrongInput
from models.fields import Field
from models.member import Member
from models.operation import ALIAS, CREATE, Operation, Stamp, project
from models.quote import LADDER, Quote
from models.record import Record, declared_fields
from models.referral import Referral
from models.registry import RECORDS
from models.story import Story
from models.values import from_journal
from storage import journal, tables, two_records, undo_consent
from storage.schema import quoted

if TYPE_CHECKING:
    from storage.recorder import Recorder

ARCHIVED = "archived"
WORDS = ("text", "translation", "language")
"""What was looked at when a quote was cleared, checked and approved."""


@dataclass(slots=True)
class Undone:
    """What an undo changed, and the fields (record, name) that it left alone because they were changed since."""

    kinds: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The values, in journal form, that one record is to have again."""

    record_type: str
    record_id: str
    values: Mapping[str, Any]


def undo(recorder: Recorder, operations: Sequence[str]) -> Undone:
    """Answer the operations of one act, in the caller's transaction. Raises WrongInput when their records were erased."""
    done = journal.by_ops(recorder._connection, operations)
    if operations and not done:
        raise WrongInput(N_("The record was erased since; what was done to it cannot be undone."))
    came = {each.record_id for each in done if each.record_type == Member.TYPE and each.kind == CREATE}
    undone = Undone()
    by_record: dict[str, list[Operation]] = {}
    for each in done:
        if each.record_type != Consent.TYPE and each.kind != ALIAS:
            by_record.setdefault(each.record_id, []).append(each)
    plans = [_plan(journal.of_record(recorder._connection, some[0].record_id), some, undone) for some in by_record.values()]
    order = [each.TYPE for each in RECORDS]
    began = min((each.stamp for each in done), default=Stamp(0, 0, ""))
    for each in (each for each in done if each.kind == ALIAS):
        two_records.undo(recorder, each, undone)  # first: what follows is written into the record it was made for
    plans.sort(key=lambda each: order.index(each.record_type))
    for plan in plans:
        if plan.record_type != Referral.TYPE:
            _put_back(recorder, plan, began, undone)
    # Somebody who came with this act is hidden by the bin, and their consents stand as they are.
    events = [each for each in done if each.record_type == Consent.TYPE and each.values.get("member") not in came]
    undo_consent.undo(recorder, events, undone)
    for plan in plans:
        if plan.record_type == Referral.TYPE:  # whether it may be sent again is a matter of the consents that stand now
            _put_back(recorder, plan, began, undone)
    return undone


def _plan(every: Sequence[Operation], mine: Sequence[Operation], undone: Undone) -> _Plan:
    """What a record's fields were before the act; those that stand otherwise than the act left them are skipped."""
    record_id = mine[0].record_id
    if any(each.kind == CREATE for each in mine):
        return _Plan(mine[0].record_type, record_id, {ARCHIVED: True})
    now, values = project(every) or {}, dict[str, Any]()
    for name in dict.fromkeys(name for each in mine for name in each.values):
        own = [each for each in mine if name in each.values]
        if now.get(name) == own[-1].values[name]:
            values[name] = _before(every, own, name)
        else:
            undone.skipped.append((record_id, name))
    return _Plan(mine[0].record_type, record_id, values)


def _before(every: Sequence[Operation], own: Sequence[Operation], name: str) -> Any:
    """The value that whoever acted was looking at; where no base tells, the one written last before."""
    looked_at = own[0].base.get(name)
    for each in every:
        if each.op == looked_at:
            return each.values.get(name)
    earlier = [each for each in every if name in each.values and each.stamp < own[0].stamp]
    return max(earlier, key=lambda each: each.stamp).values[name] if earlier else None


def _put_back(recorder: Recorder, plan: _Plan, began: Stamp, undone: Undone) -> None:
    """Write a plan down. What belongs to somebody who is hidden stays untouched."""
    before = recorder.find(plan.record_id, binned=True)
    if before is None:
        undone.skipped += [(plan.record_id, name) for name in plan.values]
        return
    fields = {each.name: each for each in declared_fields(type(before))}
    questions = {tables.ANSWER + name: each for name, each in recorder._every_question().items()}
    values: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    for name, kept in plan.values.items():
        if name in questions:
            answers[name.removeprefix(tables.ANSWER)] = from_journal(questions[name], kept)
        elif name in fields and _leads_somewhere(recorder, fields[name], kept):
            values[name] = from_journal(fields[name], kept)
        else:
            undone.skipped.append((plan.record_id, name))
    if isinstance(before, Quote) and not _as_it_was_read(recorder, before, values, began):
        values.pop("state", None)
        undone.skipped.append((plan.record_id, "state"))
    try:
        _write(recorder, before, values, answers, undone)
    except WrongInput:
        if not isinstance(before, Referral):
            raise
        undone.skipped += [(plan.record_id, name) for name in values]  # the person's answer stands, so the partner isn't told again


def _leads_somewhere(recorder: Recorder, field: Field, kept: Any) -> bool:
    """Whether a reference leads to a record that is still there."""
    return not field.to or field.many or kept is None or bool(recorder._rows(f"SELECT 1 FROM {quoted(field.to)} WHERE id = ?", (kept,)))


def _as_it_was_read(recorder: Recorder, quote: Quote, values: Mapping[str, Any], began: Stamp) -> bool:
    """Whether a quote may have its old state again: only if its words, and the story's, are those that were cleared and approved."""
    if values.get("state") not in LADDER[1:]:
        return True
    own = _as_of(recorder, quote.id, began)
    story = recorder.find(quote.story or "", binned=True)
    told = _as_of(recorder, quote.story or "", began).get("text")
    same = all(own.get(name) == values.get(name, getattr(quote, name)) for name in WORDS)
    return same and isinstance(story, Story) and told == story.text


def _as_of(recorder: Recorder, record_id: str, moment: Stamp) -> dict[str, Any]:
    return project(each for each in journal.of_record(recorder._connection, record_id) if each.stamp < moment) or {}


def _write(recorder: Recorder, before: Record, values: dict[str, Any], answers: dict[str, Any], undone: Undone) -> None:
    values |= {name: value for name, value in follow(before, values, recorder.today()).items() if name not in values}
    differs = {name: value for name, value in values.items() if value != getattr(before, name)}
    answers = {name: value for name, value in answers.items() if value != before.answers.get(name)}
    if differs or answers:
        recorder._write_change(before, before.with_values(differs), differs, answers, by_steps=False)
        undone.kinds |= {before.TYPE} | recorder._void_quotes(before, differs) | recorder._move_passages(before, differs)
        undone.ids.append(before.id)
