"""A conversation that isn't saved yet as one of two records: what was typed so far, and what becomes of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from models.consent import standing
from models.fields import Field
from models.member import Member
from models.two_records import joined
from storage.drafts import Draft
from ui.operations.two_records import Beside
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.records import member as person

__all__ = ["carried_over", "member", "told_apart"]


def _intake(draft: Draft) -> Intake:
    return Intake.from_draft(draft.data.get("intake", {}))


def member(draft: Draft, fields: tuple[Field, ...]) -> Member:
    """What was said about the person so far, as a record."""
    return person(_intake(draft), {Member.TYPE: fields}, None)


def carried_over(beside: Beside, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The conversation as one with somebody who is known: the chosen answers, today's story and needs, and of consent what was said
    today, measured against how it stood."""
    assert beside.draft is not None
    intake, known = _intake(beside.draft), beside.this
    whole = joined(known.member, beside.that.member, beside.fields, chosen)
    begun = Intake.with_known(whole, known.consents, beside.fields)
    intake.member_id, intake.known, intake.code, intake.about = known.member.id, True, known.member.code or "", begun.about
    intake.standing = standing(known.consents, datetime.date.today())
    intake.uses = {**begun.uses, **intake.uses}
    intake.language = intake.language or begun.language
    return {**beside.draft.data, "intake": intake.as_draft()}


def told_apart(beside: Beside) -> dict[str, Any]:
    """The conversation as it is, and whom it isn't with."""
    assert beside.draft is not None
    intake = _intake(beside.draft)
    intake.apart = [*intake.apart, beside.this.member.id]
    return {**beside.draft.data, "intake": intake.as_draft()}
