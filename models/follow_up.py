"""A follow-up: somebody is to be reached by a day, so that nothing that was promised is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN, SENS
from models.record import Record

DAYS = 7
"""Days until a follow-up falls due that was written down without a day."""


@dataclass(frozen=True, kw_only=True)
class FollowUp(Record):
    """What to do by a day. One of a referral is addressed to the partner, any other to the member."""

    TYPE: ClassVar[str] = "follow-up"
    LABEL: ClassVar[str] = N_("Follow-up")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    need: str | None = f.reference(N_("Need"), "need", PLAIN)
    referral: str | None = f.reference(N_("Referral"), "referral", PLAIN)
    due: str | None = f.date(N_("Due"), PLAIN)
    contact: str | None = f.text(N_("Whom to reach, and how"))
    note: str | None = f.long_text(N_("What to ask or to do"), SENS, searchable=True)
    done: str | None = f.date(N_("Done on"), PLAIN)
    outcome: str | None = f.code(N_("What came of it"), "follow-up-outcome", PLAIN)
