"""The kinds of reports. To add one: a file here, and its name in `KINDS`."""

from __future__ import annotations

from locales import N_
from models.errors import WrongInput
from reports.kinds.brief import BRIEF, BriefOptions
from reports.kinds.kind import Kind

__all__ = ["BRIEF", "FORMS", "KINDS", "MEMBER", "PAPERS", "BriefOptions", "Kind", "find"]

KINDS: tuple[Kind, ...] = (BRIEF,)
MEMBER = "member"
FORMS: tuple[str, ...] = ("consent-form", "intake-form")
"""Blank papers; `reports/kinds/forms.py` makes them."""
PAPERS: tuple[str, ...] = (MEMBER, *FORMS)
"""Papers of one person, and blank ones. They count nobody, so they have neither figures nor an audience; `reports/kinds/member.py` makes the
first."""


def find(code: str) -> Kind:
    """A kind of report by its code. Raises WrongInput for one that doesn't exist."""
    found = next((each for each in KINDS if each.code == code), None)
    if found is None:
        known = ", ".join([*(each.code for each in KINDS), *PAPERS])
        raise WrongInput(N_("There is no report “{kind}”; choose one of {known}."), kind=code[:40], known=known)
    return found
