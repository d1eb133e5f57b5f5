"""The association whose vault this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Association(Record):
    """One in every vault. `threshold` may raise the least group of a printed figure (`reports.md`), never lower it.

    `practice` marks a vault of invented people: whatever is printed from it says so.
    """

    TYPE: ClassVar[str] = "association"
    LABEL: ClassVar[str] = N_("Association")

    name: str | None = f.text(N_("Name of the association"), PLAIN, required=True, searchable=True)
    number: str | None = f.text(N_("Registration number (kennitala)"), PLAIN)
    logo: str | None = f.image(N_("Logo"), PLAIN)
    country: str | None = f.code(N_("Country of the association"), "country", PLAIN)
    address: str | None = f.text(N_("Address"), PLAIN)
    contact: str | None = f.text(N_("How to reach the association"), PLAIN)
    languages: tuple[str, ...] | None = f.codes(N_("Working languages"), "language", PLAIN)
    member_languages: tuple[str, ...] | None = f.codes(N_("Languages of your members, the most frequent first"), "language", PLAIN)
    threshold: int | None = f.number(N_("Smallest group in a printed figure"), PLAIN, least=3, most=100)
    retention_months: int | None = f.number(N_("Months until a record is reviewed"), PLAIN, least=1, most=240)
    consent_months: int | None = f.number(N_("Months for which a consent holds (empty: without end)"), PLAIN, least=1, most=120)
    practice: bool | None = f.yes_no(N_("A vault to practise in"), PLAIN, system=True)
    about: str | None = f.long_text(N_("Who we are, in two sentences"), PLAIN)
