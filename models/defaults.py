"""What Raddir fills in by itself, so that nobody is asked for it: dates, first states, when a need falls due or was closed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from models.conversation import Conversation
from models.follow_up import DAYS, FollowUp
from models.need import Need, due_after
from models.quote import LADDER, VOID, Quote, replacements
from models.record import Record
from models.referral import ANSWERED, DRAFT, TOLD, Referral
from models.story import Story
from models.translation import Translation

CLOSED = frozenset({"met", "part", "unmet", "dropped"})


def fill(record: Record, today: datetime.date) -> Record:
    """A new record with what goes without saying."""
    day = today.isoformat()
    if isinstance(record, Need):
        status = record.status or "new"
        urgency = record.urgency if isinstance(record.urgency, str) else None
        return record.with_values({
            "status": status, "opened": record.opened or day, "due": record.due or due_after(urgency, today),
            "closed": record.closed or (day if status in CLOSED else None),
        })
    if isinstance(record, Referral):
        state = record.state or DRAFT
        return record.with_values({
            "state": state, "sent": record.sent or (day if state in TOLD else None),
            "answered": record.answered or (day if state in ANSWERED else None),
        })
    if isinstance(record, FollowUp):
        due = record.due or (None if record.done else (today + datetime.timedelta(days=DAYS)).isoformat())
        return record.with_values({"due": due, "done": record.done or (day if record.outcome else None)})
    if isinstance(record, Quote):
        state = record.state or LADDER[0]
        told = record.told or (record.text if state == LADDER[0] else None)
        return record.with_values({"state": state, "told": told, "replaced": _replaced(told, record.text)})
    if isinstance(record, Conversation) and record.outcome is None and record.date is None:
        return record.with_values({"date": day})
    if isinstance(record, Story) and record.told_on is None:
        return record.with_values({"told_on": day})
    return record


def follow(before: Record, changed: Mapping[str, Any], today: datetime.date) -> dict[str, Any]:
    """What else changes along with a change: a solved need is closed today, a reopened one isn't; an edited quote is void."""
    if isinstance(before, Need) and "status" in changed and "closed" not in changed:
        closes = changed["status"] in CLOSED
        if closes != (before.status in CLOSED):
            return {"closed": today.isoformat() if closes else None}
    if isinstance(before, Referral) and "state" in changed:
        state = changed["state"]
        known = {"sent": changed.get("sent", before.sent), "answered": changed.get("answered", before.answered)}
        reached = {"sent": state in TOLD, "answered": state in ANSWERED}
        return {name: today.isoformat() for name in known if reached[name] and known[name] is None}
    if isinstance(before, FollowUp) and changed.get("outcome") and changed.get("done", before.done) is None:
        return {"done": today.isoformat()}
    if isinstance(before, Translation) and "text" in changed and "checked_by" not in changed and before.checked_by:
        return {"checked_by": None}
    if isinstance(before, Quote):
        return _quote_follows(before, changed)
    return {}


def _quote_follows(before: Quote, changed: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if {"text", "told"} & set(changed):
        found["replaced"] = _replaced(changed.get("told", before.told), changed.get("text", before.text))
    if before.state != LADDER[0] and "state" not in changed and {"text", "translation", "language"} & set(changed):
        found["state"] = VOID
    return found


def _replaced(told: str | None, text: str | None) -> str | None:
    return (replacements(told, text) or None) if told and text else None
