"""What a partner is told on paper: one need of one person, with what the person's consent to tell this partner covers and nothing else."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from models.association import Association
from models.member import Member
from models.need import Need
from models.partner import Partner
from models.referral import Referral

COVERED = ("names", "label", "preferred_language", "spoken_languages", "interpreter", "contact", "do_not_contact")
"""What is told of the person: how to speak with them and how to reach them. Neither origin nor status nor story: those have uses of their own."""


@dataclass(frozen=True)
class Handover:
    """One referral. `member` holds what is `COVERED` and nothing else; `by_consent` is False where a life was at stake."""

    association: Association
    day: datetime.date
    partner: Partner
    referral: Referral = field(repr=False)
    need: Need = field(repr=False)
    member: Member = field(repr=False)
    by_consent: bool = True
