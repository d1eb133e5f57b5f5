"""A theme: what a passage of a story is about, as an association names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Theme(Record):
    """A code of the codebook. Themes stand in a tree of two levels, in the order of `position`, and belong to nobody.

    `starter` is set for one that came from the starter codebook (`models.codebook`): its words come from the catalogs until it is renamed.
    What was coded with a theme that was `merged_into` another counts as the other. A retired theme is offered no more; its passages stay.
    """

    TYPE: ClassVar[str] = "theme"
    LABEL: ClassVar[str] = N_("Theme")

    labels: Mapping[str, str] | None = f.labels(N_("Name of the theme, by language"))
    definition: str | None = f.long_text(N_("What belongs to it"), PLAIN)
    example: str | None = f.long_text(N_("An example, in nobody’s own words"), PLAIN)
    colour: str | None = f.code(N_("Colour"), "theme-colour", PLAIN)
    parent: str | None = f.reference(N_("Theme above it"), "theme", PLAIN)
    position: int | None = f.number(N_("Place in the list"), PLAIN, least=0, most=10_000)
    merged_into: str | None = f.reference(N_("Merged into the theme"), "theme", PLAIN)
    retired: bool | None = f.yes_no(N_("Retired"), PLAIN)
    starter: str | None = f.text(N_("Theme of the starter codebook"), PLAIN, system=True)
