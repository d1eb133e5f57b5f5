"""A referral: a partner is told about somebody's need, with that person's consent, and answers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.consent import SHARE, Consent, Limits, permits
from models.dates import first_day
from models.errors import WrongInput
from models.fields import PLAIN, SENS
from models.need import Need
from models.partner import Partner
from models.record import Record

DRAFT, SENT, ACCEPTED, DONE, REFUSED, WITHDRAWN = "draft", "sent", "accepted", "done", "refused", "withdrawn"
TOLD = frozenset({SENT, ACCEPTED, DONE, REFUSED, "no-place", "lost"})
"""States in which the partner has been told."""
ANSWERED = frozenset({ACCEPTED, DONE, REFUSED, "no-place"})
"""States that are, or come after, an answer of the partner."""
OPEN = frozenset({DRAFT, SENT, ACCEPTED})
"""States that end at once when the person takes back that this partner may be told."""
EMERGENCY = "U1"


@dataclass(frozen=True, kw_only=True)
class Referral(Record):
    """`vital_reason` and `decided_by` stand there only where a life was at stake and the person couldn't be asked."""

    TYPE: ClassVar[str] = "referral"
    LABEL: ClassVar[str] = N_("Referral")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    need: str | None = f.reference(N_("Need"), "need", PLAIN)
    partner: str | None = f.reference(N_("Partner"), "partner", PLAIN, required=True)
    state: str | None = f.code(N_("Where it stands"), "referral-state", PLAIN)
    sent: str | None = f.date(N_("Sent on"), PLAIN)
    answered: str | None = f.date(N_("Answered on"), PLAIN)
    refused_why: str | None = f.text(N_("Why the partner said no"), SENS)
    outcome: str | None = f.code(N_("What it led to"), "referral-outcome", PLAIN)
    note: str | None = f.long_text(N_("Note on the referral"), SENS, searchable=True)
    vital_reason: str | None = f.text(N_("Why a life was at stake"), SENS)
    decided_by: str | None = f.text(N_("Who decided to tell the partner"))


def goes_out(before: Referral | None, after: Referral) -> bool:
    """Whether a change tells a partner what that partner wasn't told: sent for the first time, sent again, or to another one."""
    if after.state not in TOLD:
        return False
    return before is None or before.state not in TOLD or (before.partner, before.need, before.member) != (after.partner, after.need, after.member)


def is_vital(referral: Referral, need: Need | None) -> bool:
    """Whether it may go out without consent: an emergency, with a reason and the name of whoever decided.

    Source: `records.md`; GDPR articles 6(1)(d) and 9(2)(c).
    """
    emergency = need is not None and need.urgency == EMERGENCY
    return emergency and bool((referral.vital_reason or "").strip()) and bool((referral.decided_by or "").strip())


def check_sending(
    before: Referral | None, after: Referral, need: Need | None, partner: Partner, history: Sequence[Consent], limits: Limits, today: datetime.date,
) -> bool:
    """Whether a referral that goes out rests on consent: True, or False for one of vital interest. The one home of this rule.

    The consent to tell this very partner must be in force on the day it is sent; where it had been taken back, on the day it is taken up
    again, today. Raises WrongInput where neither holds, and for a day that is yet to come.
    """
    again = before is not None and before.state == WITHDRAWN
    day = first_day(after.sent) if after.sent and not again else today
    if day > today:
        raise WrongInput(N_("A referral can't be sent on a day that is yet to come; prepare it, and send it on that day."))
    if permits(history, SHARE + (partner.code or ""), day, limits):
        return True
    if is_vital(after, need):
        return False
    if need is not None and need.urgency == EMERGENCY:
        raise WrongInput(N_("{partner} may not be told without the person’s consent. In an emergency, write why a life is at stake and who decided."),
                         partner=partner.name or partner.code or "")
    raise WrongInput(N_("{partner} may be told only with the person’s consent, in force on the day; ask for it first."),
                     partner=partner.name or partner.code or "")
