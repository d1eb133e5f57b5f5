"""A quote: words of a story that may stand on paper once four people's steps were taken."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from locales import N_
from models import fields as f
from models.fields import PLAIN, SENS
from models.record import Record

LADDER = ("marked", "cleared", "checked", "approved")
"""A quote is marked, cleared (de-identified), checked by a second volunteer and approved by the member, in this order."""
VOID = "void"
ALONE_MS = 24 * 3600 * 1000
"""How long a volunteer who has nobody to check what they cleared waits before they read it again themselves (`vocabularies.md` 14)."""


class Cleared(NamedTuple):
    """Who cleared a quote last, as the id of a volunteer ("" where nobody was signed in), and when, in ms since 1970."""

    author: str
    ms: int


def may_check(cleared: Cleared | None, who: str, now_ms: int) -> bool:
    """Whether somebody may say now that a cleared quote was checked: anybody but who cleared it, and that volunteer a day later.

    A clock that says it is before the clearing can't be believed and lets nobody off. Who isn't signed in is nobody in particular, and so
    counts as who cleared it.
    """
    if cleared is None:
        return False
    return (bool(who) and bool(cleared.author) and who != cleared.author) or now_ms - cleared.ms >= ALONE_MS


def replacements(told: str, cleared: str) -> str:
    """How the words as told became the cleared copy, a line for each place: told → instead. Raises nothing.

        replacements("I worked for Jón in Vík.", "I worked for [a farmer] in [a village].") == "Jón → [a farmer]\nVík → [a village]"
    """
    before, after = re.findall(_PART, told), re.findall(_PART, cleared)
    lines = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            left, right = "".join(before[a:b]).strip(), "".join(after[c:d]).strip()
            if left or right:
                lines.append(f"{left or '…'} → {right or '…'}")
    return "\n".join(lines)


_PART = r"\[[^\]]*\]|\w+|\s+|[^\w\s]"


@dataclass(frozen=True, kw_only=True)
class Quote(Record):
    """`text` is the cleared copy. Only `approved` quotes are printed; any edit makes a quote `void` until it is cleared again.

    `told` are the words as the member said them, `replaced` how they were replaced, a line for each place (it follows from the two texts).
    `translation` is how the quote reads in a report of another language; without one the words stand as they were told.
    """

    TYPE: ClassVar[str] = "quote"
    LABEL: ClassVar[str] = N_("Quote")
    OWNER: ClassVar[str] = "story"

    story: str | None = f.reference(N_("Story"), "story", required=True)
    text: str | None = f.long_text(N_("Words of the quote"), SENS, required=True, searchable=True)
    language: str | None = f.code(N_("Language of the quote"), "language", PLAIN)
    told: str | None = f.long_text(N_("Words as they were told"), SENS)
    replaced: str | None = f.long_text(N_("What was replaced"), SENS, system=True)
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
