"""How the needs of sample people were followed: referrals where the person agreed to tell the partner, and follow-ups.

They are drawn by a generator of their own, so that nobody else of the sample changes with them.
"""

from __future__ import annotations

import datetime

from models.consent import GIVEN, SHARE, Consent
from models.follow_up import FollowUp
from models.need import Need
from models.referral import ANSWERED, Referral
from models.sample.around import partners
from models.sample.belongings import OPEN
from models.sample.draw import Draw, day
from models.sample.lives import Weights, partner_codes, weighted
from models.sample.person import Frame

_STATES: dict[str, Weights] = {
    "new": ("draft",), "active": weighted({"draft": 1, "sent": 2, "accepted": 3}), "waiting": weighted({"sent": 3, "accepted": 2}),
    "met": ("done",), "part": ("done",), "unmet": weighted({"refused": 2, "no-place": 2, "lost": 1}), "dropped": ("lost",),
}
_OUTCOMES = {"met": "full", "part": "part"}
_FOLLOWED = 0.5
"""How many of the needs that are being worked on have a follow-up."""


def _number(iso: str | None) -> int:
    return datetime.date.fromisoformat(iso or "").toordinal()


def referrals(draw: Draw, frame: Frame, needs: tuple[Need, ...], events: tuple[Consent, ...], seed: int) -> tuple[Referral, ...]:
    """A referral for each need whose partner the person agreed to tell, sent while that consent was in force."""
    ids = {each.code: each.id for each in partners(seed)}
    found = []
    for need in needs:
        code = partner_codes()[need.category or ""]
        consent = next((each for each in events if each.use == SHARE + code and each.value == GIVEN), None)
        if consent is None or draw.random() > 0.8:
            continue
        first = max(_number(need.opened), _number(consent.date))
        last = min(frame.today, _number(need.closed or day(frame.today)), _number(consent.expires or day(frame.today)))
        if first > last:
            continue
        state, sent = draw.pick(_STATES[need.status or "new"]), min(last, first + draw.whole(0, 10))
        answered = min(last, sent + draw.whole(1, 21))
        found.append(Referral(
            id=draw.id(), member=frame.id, need=need.id, partner=ids[code], state=state, sent=None if state == "draft" else day(sent),
            answered=day(answered) if state in ANSWERED else None, outcome=_OUTCOMES.get(need.status or "") if state == "done" else None,
        ))
    return tuple(found)


def follow_ups(draw: Draw, frame: Frame, needs: tuple[Need, ...], sent: tuple[Referral, ...], seed: int) -> tuple[FollowUp, ...]:
    """What is to be asked again: of the partner where there is a referral, else of the member."""
    names, found = {each.id: each.name for each in partners(seed)}, []
    for need in needs:
        if need.status not in OPEN[1:] or draw.random() > _FOLLOWED:
            continue
        referral = next((each for each in sent if each.need == need.id and each.state != "draft"), None)
        found.append(FollowUp(
            id=draw.id(), member=frame.id, need=need.id, referral=referral.id if referral else None, due=day(frame.today + draw.whole(-4, 16)),
            contact=names.get(referral.partner or "") if referral else None, note=draw.pick(frame.kit.next_step),
        ))
    return tuple(found)
