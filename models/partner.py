"""A partner: a service, municipality or organisation that members may be referred to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Partner(Record):
    """`code` is the short word that consents name: `share:CODE`."""

    TYPE: ClassVar[str] = "partner"
    LABEL: ClassVar[str] = N_("Partner")

    code: str | None = f.text(N_("Short code of the partner"), PLAIN, required=True, searchable=True)
    name: str | None = f.text(N_("Name of the partner"), PLAIN, searchable=True)
    languages: tuple[str, ...] | None = f.codes(N_("Languages offered"), "language", PLAIN)
    hours: str | None = f.text(N_("Opening hours"), PLAIN)
    contact: str | None = f.text(N_("How to reach the partner"), PLAIN)
    urgent: bool | None = f.yes_no(N_("Helps in emergencies"), PLAIN)
