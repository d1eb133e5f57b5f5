"""Blank forms on paper, in one language or in two."""

from __future__ import annotations

import argparse

from commands import output
from commands.opening import opened
from locales import LANGUAGES, MEMBER_LANGUAGES, N_, current, known, words
from models.errors import WrongInput
from reports.kinds import forms
from reports.practice import marked


def report(asked: argparse.Namespace) -> int:
    """A blank form with the association's own words and questions on it, and nobody's data."""
    from reports.child import write_once

    if asked.first or asked.last or asked.audience or asked.figures or asked.where:
        raise WrongInput(N_("A blank form takes “--lang” with one language or two, the volunteers’ first, and nothing else."))
    first, second = _languages(asked.paper_language or current().code)
    with opened(asked) as workspace:
        association = workspace.association()
        questions = {each.TYPE: workspace.questions(each.TYPE) for each in forms.ASKED}
        blank = forms.Blank(association, first, second, workspace.today(), questions)
        document = marked(forms.make(asked.kind, blank), association, words(first))
    output.write_file(asked.out, write_once(document))
    return 0


def _languages(named: str) -> tuple[str, str]:
    """The volunteers' language and the member's. Raises WrongInput for one that Raddir has no words in."""
    first, _comma, second = named.partition(",")
    if not known(first):
        raise WrongInput(N_("Raddir doesn't print in “{code}”; it prints in {languages}."), code=first[:20], languages=", ".join(LANGUAGES))
    if second and second not in MEMBER_LANGUAGES:
        spoken = ", ".join(MEMBER_LANGUAGES)
        raise WrongInput(N_("Raddir doesn't ask members in “{code}”; it asks in {languages}."), code=second[:20], languages=spoken)
    return first, second or first
