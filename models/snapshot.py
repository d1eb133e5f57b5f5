"""A figures snapshot: the day on which figures were frozen, so that the same question has the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Snapshot(Record):
    """The head of a snapshot. Its frozen rows, one of coded classes a person, and the values printed from it are kept beside
    it in the vault; they are secrets of the archive, neither journalled nor exchanged between laptops of a team."""

    TYPE: ClassVar[str] = "snapshot"
    LABEL: ClassVar[str] = N_("Figures snapshot")
    JOURNALLED: ClassVar[bool] = False

    date: str | None = f.date(N_("Drawn on"), PLAIN, required=True)
    first_day: str | None = f.date(N_("Recorded from"), PLAIN)
    last_day: str | None = f.date(N_("Recorded to"), PLAIN)
    laptop: str | None = f.text(N_("Drawn on the laptop"), PLAIN, system=True)
