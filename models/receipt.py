"""What a receipt is made of: how each use of consent stands, and nothing of what a person told. It may be found by somebody."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.association import Association
from models.consent import ASKED_AT_INTAKE, CONTACT, GIVEN, KEEP, NOT_ASKED, REFUSED, SHARE, WITHDRAWN, Consent, standing

SHARED = "share"
"""All services together: which one somebody is sent to may tell what they need."""
_STRONGEST = (GIVEN, WITHDRAWN, REFUSED)


@dataclass(frozen=True)
class Receipt:
    """The answers of a person on a day. `language` is theirs, `review` the day on which the record is looked at again."""

    association: Association
    day: datetime.date
    code: str
    language: str
    answers: tuple[tuple[str, str], ...] = field(repr=False)
    """Each use with how it stands; the four of the intake first, others where they were ever asked, services as one."""
    review: datetime.date | None
    may_call: bool
    restricted: bool = False
    objects: bool = False


def answers_of(history: Sequence[Consent], day: datetime.date) -> tuple[tuple[str, str], ...]:
    """How each use stands on a day, as a receipt says it."""
    stands = standing(history, day)
    shared = [state for use, state in stands.items() if use.startswith(SHARE) and state != NOT_ASKED]
    others = {use: state for use, state in stands.items() if not use.startswith(SHARE) and (use in ASKED_AT_INTAKE or state != NOT_ASKED)}
    one = next((each for each in _STRONGEST if each in shared), shared[0] if shared else "")
    return (*others.items(), *([(SHARED, one)] if one else []))


def may_call(history: Sequence[Consent], day: datetime.date) -> bool:
    """Whether the person agreed to be called again, and still lets anything be kept."""
    stands = standing(history, day)
    return stands[CONTACT] == stands[KEEP] == GIVEN
