"""The kinds of reports. To add one: a file here, and its name in `KINDS`."""

from __future__ import annotations

from locales import N_
from models.errors import WrongInput
from reports.kinds.brief import BRIEF, BriefOptions
from reports.kinds.contributions import CONTRIBUTIONS
from reports.kinds.full import FULL
from reports.kinds.kind import Kind
from reports.kinds.needs import NEEDS
from reports.kinds.story import STORY

__all__ = [
    "BRIEF", "CONTRIBUTIONS", "FORMS", "FULL", "KINDS", "MEMBER", "NEEDS", "PAPERS", "REFERRAL", "STORY", "BriefOptions", "Kind", "find",
]

KINDS: tuple[Kind, ...] = (BRIEF, STORY, NEEDS, CONTRIBUTIONS, FULL)
MEMBER = "member"
REFERRAL = "referral"
FORMS: tuple[str, ...] = ("consent-form", "intake-form")
"""Blank papers; `reports/kinds/forms.py` makes them."""
PAPERS: tuple[str, ...] = (MEMBER, REFERRAL, *FORMS)
"""Papers of one person, and blank ones. They count nobody, so they have neither figures nor an audience; `reports/kinds/member.py` and
`referral.py` make the first two."""


def before(kind: Kind) -> tuple[Kind, ...]:
    """The kinds with figures that a kind yields to: what they print, it is proved safe beside."""
    return tuple(each for each in KINDS[: KINDS.index(kind)] if each.questions)


def find(code: str) -> Kind:
    """A kind of report by its code. Raises WrongInput for one that doesn't exist."""
    found = next((each for each in KINDS if each.code == code), None)
    if found is None:
        known = ", ".join([*(each.code for each in KINDS), *PAPERS])
        raise WrongInput(N_("There is no report “{kind}”; choose one of {known}."), kind=code[:40], known=known)
    return found
