"""A need: what somebody asked for, followed to its end."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models.fields import PLAIN, SENS, Declined, code, date, long_text, reference, text
from models.record import Record

DUE_DAYS = {"U1": 1, "U2": 3, "U3": 14}
"""Days until a follow-up is due, by urgency. Source: the priority box of the inter-agency referral form."""


def due_after(urgency: str | None, day: datetime.date) -> str | None:
    """When a need of this urgency falls due; one without a time limit never does."""
    days = DUE_DAYS.get(urgency or "")
    return None if days is None else (day + datetime.timedelta(days=days)).isoformat()


@dataclass(frozen=True, kw_only=True)
class Need(Record):
    """`asked` is what was asked in the member's own words; category, stage and urgency are ours."""

    TYPE: ClassVar[str] = "need"
    LABEL: ClassVar[str] = N_("Need")
    OWNER: ClassVar[str] = "member"

    member: str | None = reference(N_("Member"), "member", required=True)
    conversation: str | None = reference(N_("Conversation"), "conversation", PLAIN)
    category: str | None = code(N_("Kind of need"), "need-category", SENS, required=True)
    subcategory: str | Declined | None = text(N_("More precisely"), SENS)
    asked: str | Declined | None = long_text(N_("What was asked"), SENS, searchable=True,
                                             question=N_("What do you need most now?"))
    stage: str | Declined | None = code(N_("Policy stage"), "stage", PLAIN)
    urgency: str | Declined | None = code(N_("Urgency"), "urgency", PLAIN)
    opened: str | None = date(N_("Opened"), PLAIN)
    next_step: str | None = text(N_("First next step"), SENS)
    due: str | None = date(N_("Due"), PLAIN)
    status: str | None = code(N_("Status"), "need-status", PLAIN)
    member_view: str | Declined | None = code(N_("The member's own view of the outcome"), "member-view", PLAIN)
    closed: str | None = date(N_("Closed on"), PLAIN)
    closed_why: str | None = text(N_("Closed because"), SENS)
