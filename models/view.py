"""A saved view: how somebody left a list, under a name, for everybody in the association."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class View(Record):
    """`layout` holds columns, filters and order (`models.listing.to_text`), and nobody's words."""

    TYPE: ClassVar[str] = "view"
    LABEL: ClassVar[str] = N_("Saved view")

    name: str | None = f.text(N_("Name of the view"), PLAIN, required=True)
    record_type: str | None = f.code(N_("What it lists"), "record-type", PLAIN, required=True)
    layout: str | None = f.text(N_("Columns, filters and order"), PLAIN, required=True)
