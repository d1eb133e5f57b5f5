"""The words for the classes of printed tables: codes of vocabularies, merged classes, bands of our own."""

from __future__ import annotations

from collections.abc import Mapping

from locales import N_, Words
from models.codebook import name_of, starter
from models.disclosure import MERGED
from models.theme import Theme
from models.vocabulary import vocabulary
from reports.counting import BELOW, DECLINED, FITTING, NOT_ASKED

_VOCABULARIES: Mapping[str, str] = {
    "gender": "gender", "age_band": "age-band", "origin": "country", "region": "region", "stage_now": "stage", "stage": "stage",
    "category": "need-category", "urgency": "urgency", "employment": "employment", "residence_basis": "residence-basis", "type": "contribution-type",
    "whom": "beneficiaries",
}  # fmt: skip
_OWN: Mapping[str, str] = {
    NOT_ASKED: N_("Not asked"),
    DECLINED: N_("Preferred not to say"),
    "under-18+18-29": N_("Under 30"),
    "under-18+18-29+30-49": N_("Under 50"),
    "under-18+18-29+30-49+50-66": N_("Under 67"),
    "18-29+30-49": N_("18 to 49"),
    "18-29+30-49+50-66": N_("18 to 66"),
    "18-29+30-49+50-66+67-up": N_("18 and over"),
    "30-49+50-66": N_("30 to 66"),
    "30-49+50-66+67-up": N_("30 and over"),
    "50-66+67-up": N_("50 and over"),
    "arrival+integration": N_("Arriving or living here"),
    "integration+return": N_("Living here or returning"),
    "years-0": N_("Under 2 years"),
    "years-2": N_("2 to 4 years"),
    "years-5": N_("5 to 9 years"),
    "years-10": N_("10 years or more"),
    "years-0+years-2": N_("Under 5 years"),
    "years-0+years-2+years-5": N_("Under 10 years"),
    "years-2+years-5": N_("2 to 9 years"),
    "years-2+years-5+years-10": N_("2 years or more"),
    "years-5+years-10": N_("5 years or more"),
    "in-work": N_("In work"),
    "not-working": N_("Studying, caring or not able to work"),
    "open": N_("Still open"),
    "closed": N_("Closed"),
    "months-0": N_("Under a month"),
    "months-1": N_("1 to 3 months"),
    "months-3": N_("3 to 6 months"),
    "months-6": N_("6 to 12 months"),
    "months-12": N_("Over a year"),
    "months-0+months-1": N_("Under 3 months"),
    "months-0+months-1+months-3": N_("Under 6 months"),
    "months-0+months-1+months-3+months-6": N_("Under a year"),
    "months-1+months-3": N_("1 to 6 months"),
    "months-1+months-3+months-6": N_("1 to 12 months"),
    "months-1+months-3+months-6+months-12": N_("Over a month"),
    "months-3+months-6": N_("3 to 12 months"),
    "months-3+months-6+months-12": N_("Over 3 months"),
    "months-6+months-12": N_("Over 6 months"),
    "helped": N_("The need was met"),
    "partly": N_("The need was partly met"),
    "in-hand": N_("The partner is on it, or the person waits"),
    "no-place": N_("No place free"),
    "refused": N_("The partner said no, or it did not help"),
    "silent": N_("No answer came"),
    "person": N_("Something for the person"),
    "community": N_("Something for the community"),
    BELOW: N_("Below what they did before"),
    FITTING: N_("As skilled or more"),
}
_OTHERS: Mapping[str, str] = {
    "category": N_("Other needs"), "type": N_("Other contributions"), "origin": N_("Other parts of the world"),
    "region": N_("Other areas"),
}  # fmt: skip


def class_label(dimension: str, code: str, words: Words, themes: Mapping[str, Theme] | None = None) -> str:
    """What a class is called in a report's language; `themes` are those of the codebook that were touched."""
    if dimension == "theme":
        found = (themes or {}).get(code) or starter(code)
        return name_of(found, words) if found else words.gettext("Other answers")
    if code == MERGED:
        return words.gettext(_OTHERS.get(dimension) or N_("Other answers"))
    if code in _OWN:
        return words.gettext(_OWN[code])
    return vocabulary(_VOCABULARIES[dimension]).label(code, words)
