"""A member: somebody who told the association something, with consent that it be kept."""

from __future__ import annotations

import secrets
from collections.abc import Container
from dataclasses import dataclass
from typing import ClassVar

from locales import M_, N_
from models import fields as f
from models.fields import PLAIN, SENS, Declined
from models.record import Record

CODE_LETTERS = "ABCDEFGHJKLMNPQRTUVWXY34679"
"""Letters and digits without look-alikes (no I, O, S, Z, 0, 1, 2, 5, 8)."""


THEIR_RIGHTS = frozenset({"restricted", "objection", "objection_date", "review_date"})
"""Fields by which a person's rights are served: they can be set while the use of the record is restricted, nothing else can."""


def draw_code(taken: Container[str]) -> str:
    """A person's code for screens, receipts and referrals: four signs, drawn at random and never counted up."""
    while True:
        drawn = "".join(secrets.choice(CODE_LETTERS) for _ in range(4))
        if drawn not in taken:
            return drawn


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """Nothing is required but what to call the person. Ask for less rather than more: every answer can be declined."""

    TYPE: ClassVar[str] = "member"
    LABEL: ClassVar[str] = N_("Member")

    label: str | None = f.text(N_("What to call the person"), required=True, searchable=True,
                             question=M_("What may I call you? A nickname is fine."))
    code: str | None = f.text(N_("Code of the person"), system=True, searchable=True)
    names: str | Declined | None = f.text(N_("Names"), searchable=True)
    preferred_language: str | Declined | None = f.code(N_("Preferred language"), "language", PLAIN,
                                                     question=M_("Which language do you like to speak?"))
    spoken_languages: tuple[str, ...] | Declined | None = f.codes(N_("Languages spoken"), "language", PLAIN,
                                                                question=M_("Which other languages do you speak?"))
    interpreter: bool | Declined | None = f.yes_no(N_("Needs an interpreter"), PLAIN,
                                                 question=M_("Would you like an interpreter?"))
    birth_year: int | Declined | None = f.number(N_("Year of birth"), least=1900, most=2100)
    age_band: str | Declined | None = f.code(N_("Age"), "age-band", PLAIN, question=M_("How old are you, roughly?"))
    gender: str | Declined | None = f.code(N_("Gender"), "gender", PLAIN, question=M_("Which gender should I write down?"))
    gender_words: str | Declined | None = f.text(N_("Gender in own words"))
    origin: str | Declined | None = f.code(N_("Country of origin"), "country", SENS, question=M_("Which country do you come from?"))
    nationality: str | Declined | None = f.code(N_("Nationality"), "country", SENS)
    stateless: bool | Declined | None = f.yes_no(N_("Stateless"), SENS)
    region: str | Declined | None = f.code(N_("Area in Iceland"), "region", PLAIN, question=M_("In which part of Iceland do you live?"))
    municipality: str | Declined | None = f.text(N_("Municipality"))
    household: str | Declined | None = f.code(N_("Household"), "household", question=M_("With whom do you live?"))
    arrived: str | Declined | None = f.date(N_("Came to Iceland"), question=M_("In which year did you come to Iceland?"))
    residence_basis: str | Declined | None = f.code(N_("Basis of residence"), "residence-basis", SENS)
    residence_words: str | Declined | None = f.text(N_("Permit or status, in own words"), SENS,
                                                  question=M_("What kind of permit do you have? Only if you want to say."))
    stage: str | Declined | None = f.code(N_("Policy stage"), "stage", PLAIN)
    employment: str | Declined | None = f.code(N_("Work situation"), "employment", PLAIN, question=M_("Are you working now?"))
    occupation_before: str | Declined | None = f.code(N_("Occupation before"), "occupation", PLAIN,
                                                    question=M_("What was your work before you came?"))
    occupation_now: str | Declined | None = f.code(N_("Occupation now"), "occupation", PLAIN, question=M_("What is your work now?"))
    sector: str | Declined | None = f.code(N_("Sector"), "sector", PLAIN)
    education: str | Declined | None = f.code(N_("Education"), "education", PLAIN)
    recognition: str | Declined | None = f.code(N_("Recognition of qualifications"), "recognition", PLAIN)
    specific_needs: tuple[str, ...] | Declined | None = f.codes(N_("Support that may be needed"), "specific-need", SENS)
    contact: str | Declined | None = f.text(N_("Safe way to be contacted"), searchable=True,
                                          question=M_("How can we reach you safely?"))
    do_not_contact: bool | Declined | None = f.yes_no(N_("Do not contact"), PLAIN)
    review_date: str | None = f.date(N_("Review date"), PLAIN)
    restricted: bool | None = f.yes_no(N_("Processing restricted"), PLAIN)
    objection: str | None = f.long_text(N_("Objection"))
    objection_date: str | None = f.date(N_("Objected on"), PLAIN)
    anonymous: bool | None = f.yes_no(N_("Anonymous record"), PLAIN, system=True)
    alias: str | None = f.reference(N_("The same person as"), "member", PLAIN, system=True)
    apart: tuple[str, ...] | None = f.references(N_("Known to be somebody else than"), "member", PLAIN, system=True)
