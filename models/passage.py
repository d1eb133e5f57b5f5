"""A passage: a part of a story, or of its translation, that is about a theme, or that speaks of somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.anchor import Span
from models.errors import WrongInput
from models.fields import PLAIN, SENS
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Passage(Record):
    """`start` and `end` are places in code points, `words` what stood there. Where the text has other words there now, the passage is
    lost: it is kept, and listed for somebody to put it right.

    A passage has either a theme or `third_person`: somebody in the story who told us nothing and agreed to nothing.
    """

    TYPE: ClassVar[str] = "passage"
    LABEL: ClassVar[str] = N_("Passage")
    OWNER: ClassVar[str] = "story"

    story: str | None = f.reference(N_("Story"), "story", required=True)
    translation: str | None = f.reference(N_("Translation"), "translation", PLAIN)
    theme: str | None = f.reference(N_("Theme"), "theme", PLAIN)
    third_person: bool | None = f.yes_no(N_("Speaks of somebody else"), PLAIN)
    start: int | None = f.number(N_("Begins at letter"), PLAIN, least=0)
    end: int | None = f.number(N_("Ends before letter"), PLAIN, least=0)
    words: str | None = f.long_text(N_("Words of the passage"), SENS)
    memo: str | None = f.long_text(N_("Note on the passage"), SENS, searchable=True)


def span_of(passage: Passage) -> Span:
    return Span(passage.start or 0, passage.end or 0)


def is_in_place(passage: Passage, text: str) -> bool:
    """Whether the words of a passage stand where it says."""
    start, end = span_of(passage)
    return 0 <= start < end <= len(text) and text[start:end] == passage.words


def check(passage: Passage) -> None:
    """Raises WrongInput for a passage that is about nothing, or about a theme and a person at once."""
    if bool(passage.theme) == bool(passage.third_person):
        raise WrongInput(N_("A passage has either a theme or the mark that it speaks of somebody else; give one of the two."))
