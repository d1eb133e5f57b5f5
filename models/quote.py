"""A quote: words of a story that may stand on paper once four people's steps were taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN, SENS
from models.record import Record

LADDER = ("marked", "cleared", "checked", "approved")
"""A quote is marked, cleared (de-identified), checked by a second volunteer and approved by the member, in this order."""
VOID = "void"


@dataclass(frozen=True, kw_only=True)
class Quote(Record):
    """`text` is the cleared copy. Only `approved` quotes are printed; any edit makes a quote `void` until it is cleared again.

    `translation` is how the quote reads in a report of another language; without one the words stand as they were told.
    """

    TYPE: ClassVar[str] = "quote"
    LABEL: ClassVar[str] = N_("Quote")
    OWNER: ClassVar[str] = "story"

    story: str | None = f.reference(N_("Story"), "story", required=True)
    text: str | None = f.long_text(N_("Words of the quote"), SENS, required=True, searchable=True)
    language: str | None = f.code(N_("Language of the quote"), "language", PLAIN)
    state: str | None = f.code(N_("State of the quote"), "quote-state", PLAIN)
    translation: str | None = f.long_text(N_("Translation of the quote"), SENS, searchable=True)
    translation_language: str | None = f.code(N_("Language of the translation"), "language", PLAIN)
    name: str | None = f.text(N_("Name to print beside the quote"))


def steps_to(now: str | None, wanted: str) -> tuple[str, ...]:
    """The states a quote passes on its way to another, each to be recorded: approving a marked quote clears and checks it first.

    Going back, or to `void`, is one step. A void quote begins again at the first rung.
    """
    if wanted == now:
        return ()
    if wanted not in LADDER:
        return (wanted,)
    start = LADDER.index(now) + 1 if now in LADDER else 0
    goal = LADDER.index(wanted)
    return LADDER[start : goal + 1] if goal >= start else (wanted,)
