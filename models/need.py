"""A need: what somebody asked for, followed to its end."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from locales import M_, N_
from models import fields as f
from models.disclosure import SENSITIVE_GROUPS, SENSITIVE_NEEDS
from models.fields import PLAIN, SENS, Declined
from models.record import Record
from models.vocabulary import vocabulary

DUE_DAYS = {"U1": 1, "U2": 3, "U3": 14}
"""Days until a follow-up is due, by urgency. Source: the priority box of the inter-agency referral form."""


OPEN_STATES = ("new", "active", "waiting")
"""States of a need that somebody still works on."""
BOARD: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "new": ("new",), "active": ("active",), "waiting": ("waiting",), "solved": ("met", "part"), "impossible": ("unmet", "dropped"),
})
"""The columns of the board and the states that stand in each. Source: `vocabularies.md` 14."""
SOLVED_DAYS = 30
"""Days for which a solved need stays on the board."""


def due_after(urgency: str | None, day: datetime.date) -> str | None:
    """When a need of this urgency falls due; one without a time limit never does."""
    days = DUE_DAYS.get(urgency or "")
    return None if days is None else (day + datetime.timedelta(days=days)).isoformat()


def is_sensitive(category: str | None) -> bool:
    """Whether a kind of need is closed until somebody opens it with a reason: violence, trafficking, legal status, health."""
    found = vocabulary("need-category").by_code.get(category or "")
    return found is not None and found.sensitive


def kinds_counted_strictly() -> frozenset[str]:
    """The kinds of need that are counted by the strict rule: those of Raddir, and every word of the association's own in their groups."""
    own = (each.code for each in vocabulary("need-category").codes if each.own and each.parent in SENSITIVE_GROUPS)
    return SENSITIVE_NEEDS | frozenset(own)


def shown_kind(category: str | None, *, opened: bool) -> str:
    """The code to show for a kind of need: a sensitive one as its group, until it was opened."""
    return vocabulary("need-category").group_of(category or "") if is_sensitive(category) and not opened else category or ""


@dataclass(frozen=True, kw_only=True)
class Need(Record):
    """`asked` is what was asked in the member's own words; category, stage and urgency are ours."""

    TYPE: ClassVar[str] = "need"
    LABEL: ClassVar[str] = N_("Need")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    conversation: str | None = f.reference(N_("Conversation"), "conversation", PLAIN)
    category: str | None = f.code(N_("Kind of need"), "need-category", SENS, required=True)
    subcategory: str | Declined | None = f.text(N_("More precisely"), SENS)
    asked: str | Declined | None = f.long_text(N_("What was asked"), SENS, searchable=True,
                                             question=M_("What do you need most now?"))
    stage: str | Declined | None = f.code(N_("Policy stage"), "stage", PLAIN)
    urgency: str | Declined | None = f.code(N_("Urgency"), "urgency", PLAIN)
    opened: str | None = f.date(N_("Opened"), PLAIN)
    next_step: str | None = f.text(N_("First next step"), SENS)
    due: str | None = f.date(N_("Due"), PLAIN)
    status: str | None = f.code(N_("Status"), "need-status", PLAIN)
    volunteer: str | None = f.reference(N_("Who looks after it"), "volunteer", PLAIN)
    unmet_reason: str | None = f.code(N_("Why it was not possible"), "unmet-reason", PLAIN)
    member_view: str | Declined | None = f.code(N_("The member's own view of the outcome"), "member-view", PLAIN)
    closed: str | None = f.date(N_("Closed on"), PLAIN)
    closed_why: str | None = f.text(N_("Closed because"), SENS)
