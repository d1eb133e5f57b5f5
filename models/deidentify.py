"""What in a quote may tell who somebody is: hints for the volunteer who clears it. Nothing is ever replaced by the program.

The rule is plain on purpose, so that a volunteer can foresee it: addresses and telephone numbers, dates and years, other numbers, places,
words of names that are known here, and words with a capital letter that aren't written small elsewhere in the story. It points at too much
rather than too little, and what it doesn't point at is not thereby safe: one event can tell who somebody is without a name in it.
What stands in square brackets was replaced already. Source: UK Data Service on anonymising; `practice.md` 6.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache
from typing import NamedTuple

from locales import N_, fold, words
from models.vocabulary import places, vocabulary

CONTACT, DATE, NUMBER, NAME, PLACE, CAPITAL, OTHER = "contact", "date", "number", "name", "place", "capital", "other-person"
KINDS = {
    CONTACT: N_("address or number of a person"), DATE: N_("date"), NUMBER: N_("number"), NAME: N_("known name"), PLACE: N_("place"),
    CAPITAL: N_("perhaps a name"), OTHER: N_("somebody else"),
}
"""What each kind of hint is called."""
LEAST = 3
"""Letters from which on a word is compared with names and places."""
STEM = 5
"""Letters of a place that have to stand at the beginning of a word; languages bend the rest: Akureyri, frá Akureyrar."""
JOINED = "وفبلك"
"""Arabic writes and, then, in, for and like together with the next word."""

_CONTACT = re.compile(r"\S+@[\w.\-]*\w|https?://\S+|\d{6}-?\d{4}|\+?\d[\d \-]{5,}\d")
_DATE = re.compile(r"\b\d{1,2}[./]\s?\d{1,2}[./]?\s?(?:\d{2,4})?|\b\d{4}-\d{2}(?:-\d{2})?\b|\b(?:19|20|١٩|٢٠|۱۹|۲۰)\d{2}\b")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_REPLACED = re.compile(r"\[[^\]]*\]")


class Hint(NamedTuple):
    """A place in a text, in code points, and what may stand there."""

    start: int
    end: int
    kind: str


def hints(text: str, language: str = "", *, known: Container[str] = (), persons: Iterable[str] = (), story: str = "") -> list[Hint]:
    """What to look at in a text, from its beginning on. `known` are folded words of names known here, `persons` the words of the story
    that were marked as speaking of somebody else, `story` the whole of it."""
    found: list[Hint] = []

    def add(start: int, end: int, kind: str) -> None:
        if all(end <= each.start or start >= each.end for each in (*found, *replaced)):
            found.append(Hint(start, end, kind))

    replaced = [Hint(*each.span(), "") for each in _REPLACED.finditer(text)]
    for person in persons:
        for each in re.finditer(re.escape(person), text) if person else ():
            add(*each.span(), OTHER)
    for pattern, kind in ((_CONTACT, CONTACT), (_DATE, DATE), (_NUMBER, NUMBER)):
        for each in pattern.finditer(text):
            add(*each.span(), kind)
    small = {each.group() for each in _WORD.finditer(story or text) if each.group()[:1].islower()}
    for each in _WORD.finditer(text):
        kind = _kind(each.group(), language, known, small)
        if kind:
            add(*each.span(), kind)
    return sorted(found)


def words_in(text: str) -> frozenset[str]:
    """The folded words of a text, each also without the small word that Arabic writes together with it: what to look up among names."""
    return frozenset(way for each in _WORD.finditer(text) for way in _ways(fold(each.group())))


def _ways(folded: str) -> tuple[str, ...]:
    bare = folded[1:] if folded[:1] in JOINED else folded
    bare = bare[2:] if bare.startswith("ال") else bare
    return tuple(dict.fromkeys(each for each in (folded, bare) if len(each) >= LEAST))


def _kind(word: str, language: str, known: Container[str], small: Container[str]) -> str:
    ways = _ways(fold(word))
    if any(each in known for each in ways):
        return NAME
    if any(each in _months(language) for each in ways):
        return DATE
    if any(_is_place(each, language) for each in ways):
        return PLACE
    if word[:1].isupper() and len(word) >= LEAST and word.lower() not in small:
        return CAPITAL
    return ""


def _is_place(folded: str, language: str) -> bool:
    if folded in _places(language):
        return True
    alike = (each for each in _places(language) if each[:STEM] == folded[:STEM])
    return len(folded) >= STEM and any(folded.startswith(each[: max(STEM, len(each) - 2)]) for each in alike)


@lru_cache(maxsize=16)
def _places(language: str) -> frozenset[str]:
    """Places of Iceland and the countries of the world, in the language of the quote and in English, folded."""
    named = set(places())
    for code in {language or "en", "en"}:
        for each in vocabulary("country").choices():
            named |= {part for part in fold(words(code).country(each.code)).split() if len(part) > LEAST}
    return frozenset(each for each in named if len(each) >= LEAST)


@lru_cache(maxsize=16)
def _months(language: str) -> frozenset[str]:
    return frozenset(fold(each) for code in {language or "en", "en"} for each in words(code).months() if len(each) >= LEAST) - {"may", "mars"}
