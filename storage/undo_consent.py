"""Undo of consents. Events are append-only, so an undo is one more event, and it never opens what was not open before the act.

| the act wrote | its undo writes |
|---|---|
| given | withdrawn, with the code `mistake` as its reason; and what had been given before and was in force, once more |
| withdrawn or refused, where it had been given | given, informed, from today on: how, language, wording, expiry as they had been |
| refused, where nothing was given | not asked, and it has seen the refusal |

An event that undoes names the operation it answers as the base of its value; an undo of an undo names that one, and brings back what
the first act wrote. Nothing is written once somebody answered anew about the same use: their answer stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.consent import CLOSING, GIVEN, NOT_ASKED, WITHDRAWN, Consent, closings
from models.dates import first_day
from models.operation import Operation, Stamp, new_id
from storage import journal, permissions

if TYPE_CHECKING:
    from storage.recorder import Recorder
    from storage.undo import Undone

MISTAKE = "mistake"
"""Why a grant is taken back by an undo: a code, never somebody's words."""
ANSWERS, BESIDE = "value", "use"
"""Fields under which a base names the operation that is undone: by the event itself, or by one that only goes with it."""
CARRIED = ("how", "language", "wording", "given_by", "expires")


@dataclass(frozen=True, slots=True)
class _Told:
    """A consent event and its operation."""

    event: Consent
    op: str
    stamp: Stamp
    undoes: str
    first_hand: bool
    """Said by the person, rather than written by an undo."""


def undo(recorder: Recorder, events: Sequence[Operation], undone: Undone) -> None:
    """Answer consent events of one act, the last first."""
    for each in reversed(events):
        if BESIDE in each.base:
            continue  # what only went along goes with the event beside it
        member, use = str(each.values.get("member") or ""), str(each.values.get("use") or "")
        made = _undo_one(recorder, each, member, use)
        if made is None:
            undone.skipped.append((each.record_id, "value"))
        else:
            undone.kinds |= {Consent.TYPE, "member"}
            undone.ids += [event.id for event, _base in made]
            for event, base in made:
                undone.kinds |= recorder._append_consent(event, base)


def _history(recorder: Recorder, member: str, use: str) -> list[_Told]:
    events = [each for each in permissions.events_of(recorder._connection, [member]).get(member, []) if each.use == use]
    by_id = {each.record_id: each for each in journal.of_records(recorder._connection, [each.id for each in events])}
    told = [_Told(each, by_id[each.id].op, by_id[each.id].stamp, by_id[each.id].base.get(ANSWERS, ""), not by_id[each.id].base) for each in events]
    return sorted(told, key=lambda each: each.stamp)


def _out_of_effect(history: Iterable[_Told]) -> set[str]:
    """The operations that were undone, unless that undo was undone in turn."""
    out: set[str] = set()
    for each in sorted(history, key=lambda each: each.stamp, reverse=True):
        if each.undoes and each.op not in out:
            out.add(each.undoes)
    return out


def _undo_one(recorder: Recorder, operation: Operation, member: str, use: str) -> list[tuple[Consent, dict[str, str]]] | None:
    """The events that answer one event; None where its turn has passed."""
    history = _history(recorder, member, use)
    by_op = {each.op: each for each in history}
    mine = by_op.get(operation.op)
    out = _out_of_effect(history)
    if mine is None or mine.op in out:
        return None
    root, does_again = mine, False
    while root.undoes in by_op:
        root, does_again = by_op[root.undoes], not does_again
    if any(each.first_hand and each.op not in out and each.stamp > root.stamp for each in history):
        return None  # the person was asked again, and that answer stands
    answer = _again(history, root) if does_again else _back(history, root, mine)
    base = {ANSWERS: mine.op}
    today = recorder.today().isoformat()
    return [
        (_event(member, use, values, today), base if place == len(answer) - 1 else {BESIDE: mine.op}) for place, values in enumerate(answer)
    ]


def _event(member: str, use: str, values: dict[str, Any], today: str) -> Consent:
    """An event of today, or of the later day from which the grant it carries over was to count."""
    return Consent(id=new_id(), member=member, use=use, **{**values, "date": max(values.get("date", ""), today)})


def _back(history: Sequence[_Told], root: _Told, mine: _Told) -> list[dict[str, Any]]:
    """What takes an event back, and brings back the grant that stood before it."""
    stood = [each for each in history if each.stamp < root.stamp and _counted(history, each, root.stamp)]
    once_more = [_carried(stood[-1])] if stood else []
    if root.event.value == GIVEN:
        return [{"value": WITHDRAWN, "reason": MISTAKE}, *once_more]
    return once_more or [{"value": NOT_ASKED, "seen": (mine.event.id,)}]


def _again(history: Sequence[_Told], root: _Told) -> list[dict[str, Any]]:
    """What does again what was undone: a grant only if it had counted."""
    if root.event.value in CLOSING:
        return [{"value": root.event.value, "how": root.event.how, "language": root.event.language}]
    return [_carried(root)] if _counted(history, root, root.stamp) else [{"value": NOT_ASKED}]


def _carried(told: _Told) -> dict[str, Any]:
    since = first_day(told.event.date).isoformat() if told.event.date else ""
    return {"value": GIVEN, "date": since, **{name: getattr(told.event, name) for name in CARRIED}}


def _counted(history: Sequence[_Told], told: _Told, until: Stamp) -> bool:
    """Whether an event was a grant that no refusal or withdrawal known at a moment closed."""
    known = [each.event for each in history if each.stamp < until or each is told]
    return told.event.value == GIVEN and set(closings(known, told.event.use or "")) <= set(told.event.seen or ())
