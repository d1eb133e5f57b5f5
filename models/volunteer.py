"""The people who keep the association's records; each is the author of what they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Volunteer(Record):
    """A volunteer with a key slot and a sign of their own. The first one is the coordinator."""

    TYPE: ClassVar[str] = "volunteer"
    LABEL: ClassVar[str] = N_("Volunteer")

    name: str | None = f.text(N_("Name of the volunteer"), required=True, searchable=True)
    languages: tuple[str, ...] | None = f.codes(N_("Languages of the volunteer"), "language")
    sign: str | None = f.text(N_("Sign on the unlock page"), PLAIN)
    slot: str | None = f.text(N_("Key slot"), PLAIN, system=True)
    active: bool | None = f.yes_no(N_("Active"), PLAIN, system=True)
    coordinator: bool | None = f.yes_no(N_("Coordinator"), PLAIN, system=True)
