"""The consents of a sample person: every state a use can be in, with events that lead to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.consent import (
    CONTACT,
    EXPIRED,
    GIVEN,
    KEEP,
    MEDIA,
    NOT_ASKED,
    PUBLISH,
    QUOTE,
    QUOTE_NAMED,
    REFUSED,
    SHARE,
    STATISTICS,
    WITHDRAWN,
    Consent,
)
from models.sample.draw import Draw, day
from models.sample.lives import Weights, weighted

_AGAIN = "again"  # given, withdrawn and given once more by somebody who knew of the withdrawal
_STATES: dict[str, Weights] = {
    use: weighted(weights) for use, weights in {
        STATISTICS: {GIVEN: 85, REFUSED: 5, NOT_ASKED: 5, WITHDRAWN: 2, EXPIRED: 2, _AGAIN: 1},
        QUOTE: {GIVEN: 69, REFUSED: 11, NOT_ASKED: 9, WITHDRAWN: 5, EXPIRED: 3, _AGAIN: 3},
        CONTACT: {GIVEN: 66, REFUSED: 13, NOT_ASKED: 9, WITHDRAWN: 5, EXPIRED: 5, _AGAIN: 2},
        QUOTE_NAMED: {GIVEN: 8, REFUSED: 3, NOT_ASKED: 89},
        PUBLISH: {GIVEN: 8, REFUSED: 5, WITHDRAWN: 2, NOT_ASKED: 85},
        MEDIA: {GIVEN: 3, REFUSED: 2, NOT_ASKED: 95},
    }.items()
}
_HOW: Weights = ("spoken",) * 12 + ("written",) * 7 + ("thumbprint",)
_ONLY_WITH_QUOTES = (QUOTE_NAMED, PUBLISH)


@dataclass(frozen=True, slots=True)
class Sitting:
    """When and with whom consent was asked; `today` is the last day anything can have happened on."""

    member: str
    conversation: str
    volunteer: str
    language: str
    first: int
    today: int
    child: bool
    assent: str


def _event(draw: Draw, sitting: Sitting, use: str, value: str, when: int, **more: Any) -> Consent:
    return Consent(
        id=draw.id(), member=sitting.member, use=use, value=value, date=day(min(when, sitting.today)), how=draw.pick(_HOW),
        language=sitting.language, given_by="guardian" if sitting.child else "self", assent=sitting.assent if sitting.child else None,
        conversation=sitting.conversation if when == sitting.first else None, recorded_by=sitting.volunteer, **more,
    )


def _events(draw: Draw, sitting: Sitting, use: str, state: str) -> list[Consent]:
    first = sitting.first
    if state == NOT_ASKED:
        return []
    if state == REFUSED:
        return [_event(draw, sitting, use, REFUSED, first)]
    if state == EXPIRED:
        ends = min(first + draw.whole(90, 300), sitting.today - 1)
        return [_event(draw, sitting, use, GIVEN, first, expires=day(ends))]
    found = [_event(draw, sitting, use, GIVEN, first)]
    if state in (WITHDRAWN, _AGAIN):
        later = min(first + draw.whole(10, 200), sitting.today)
        found.append(_event(draw, sitting, use, WITHDRAWN, later))
        if state == _AGAIN:
            found.append(_event(draw, sitting, use, GIVEN, later + draw.whole(1, 60), seen=(found[1].id,)))
    return found


def consents(draw: Draw, sitting: Sitting, partners: tuple[str, ...]) -> tuple[tuple[Consent, ...], frozenset[str]]:
    """The consent events of a person, and the uses that stand as given on the last day.

    Everybody in the sample lets the association keep their record. `partners` are those a need would be taken to; about a
    third of them may be told, for some months.
    """
    events = [_event(draw, sitting, KEEP, GIVEN, sitting.first)]
    given = {KEEP}
    for use, states in _STATES.items():
        if use in _ONLY_WITH_QUOTES and QUOTE not in given:
            continue
        state = draw.pick(states)
        events += _events(draw, sitting, use, state)
        if state in (GIVEN, _AGAIN):
            given.add(use)
    for code in partners:
        if draw.random() < 0.35:
            ends = sitting.first + draw.whole(120, 540)
            events.append(_event(draw, sitting, SHARE + code, GIVEN, sitting.first, expires=day(ends)))
            if ends >= sitting.today:
                given.add(SHARE + code)
    return tuple(events), frozenset(given)
