"""A story in another language, by whom it was translated and who checked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN, SENS
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Translation(Record):
    """Of a story. The original stays what counts; a translation that is edited after it was checked is unchecked again."""

    TYPE: ClassVar[str] = "translation"
    LABEL: ClassVar[str] = N_("Translation")
    OWNER: ClassVar[str] = "story"

    story: str | None = f.reference(N_("Story"), "story", required=True)
    language: str | None = f.code(N_("Translated into"), "language", PLAIN, required=True)
    text: str | None = f.long_text(N_("Text of the translation"), SENS, required=True, searchable=True)
    translator: str | None = f.text(N_("Translated by"))
    checked_by: str | None = f.reference(N_("Translation checked by"), "volunteer", PLAIN)
