"""A contribution: what a member gives, to whom, and what it brings to the person and to the community."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from locales import M_, N_
from models import fields as f
from models.fields import PLAIN, Declined
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Contribution(Record):
    """Hours are hours a month as the member reckons them; money is in Icelandic krónur."""

    TYPE: ClassVar[str] = "contribution"
    LABEL: ClassVar[str] = N_("Contribution")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    conversation: str | None = f.reference(N_("Conversation"), "conversation", PLAIN)
    type: str | None = f.code(N_("Kind of contribution"), "contribution-type", PLAIN, required=True)
    what: str | Declined | None = f.long_text(N_("What the member gives"), searchable=True,
                                            question=M_("What do you give to others, at work, at home or in your free time?"))
    whom: str | Declined | None = f.code(N_("For whom"), "beneficiaries", PLAIN)
    since: str | Declined | None = f.date(N_("Since"), PLAIN)
    until: str | Declined | None = f.date(N_("Until"), PLAIN)
    hours: Decimal | Declined | None = f.quantity(N_("Hours a month"), "hours", PLAIN, least=0, most=744)
    people_reached: int | Declined | None = f.number(N_("People reached"), PLAIN, least=0)
    value: Decimal | Declined | None = f.quantity(N_("Value in money"), "ISK", PLAIN, least=0)
    benefit_person: str | Declined | None = f.long_text(N_("What it brings to the person"), searchable=True)
    benefit_community: str | Declined | None = f.long_text(N_("What it brings to the community"), searchable=True)
