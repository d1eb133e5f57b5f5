"""Where words stand in a text: places in code points, and how they are found again after the text was edited.

The store counts code points, as Python does. A window may count otherwise (Qt counts UTF-16 units, in which an emoji is two), so both ways
of counting meet here and nowhere else.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

JOINER = "\u200d"
ALIKE = 0.6
"""How much of a passage has to be left for it to be the same passage: less, and it is listed as lost for somebody to look at."""


class Span(NamedTuple):
    """From one place up to another, in code points."""

    start: int
    end: int


class Places:
    """A text's places in UTF-16 units and in code points. A line end written as two signs is shown as one, and counts as one unit."""

    def __init__(self, text: str) -> None:
        self._units = [0, *accumulate(_units(letter, text, place) for place, letter in enumerate(text))]

    def units(self, point: int) -> int:
        """The place in UTF-16 units of a place in code points."""
        return self._units[max(0, min(point, len(self._units) - 1))]

    def start(self, unit: int) -> int:
        """The place in code points of the letter that begins at a unit, or that the unit lies in."""
        return max(0, bisect_right(self._units, unit) - 1)

    def end(self, unit: int) -> int:
        """The place in code points behind the letter that ends at a unit, or that the unit lies in."""
        return min(bisect_left(self._units, unit), len(self._units) - 1)


def _units(letter: str, text: str, place: int) -> int:
    if letter == "\r" and text[place + 1 : place + 2] == "\n":
        return 0
    return 2 if ord(letter) > 0xFFFF else 1


def _clings(text: str, place: int) -> bool:
    """Whether what begins at a place belongs to the letter before it: a mark, a skin tone, the next part of a joined emoji."""
    if not 0 < place < len(text):
        return False
    letter = text[place]
    joined = letter == JOINER or text[place - 1] == JOINER
    return joined or unicodedata.category(letter).startswith("M") or 0x1F3FB <= ord(letter) <= 0x1F3FF


def whole(text: str, start: int, end: int) -> Span:
    """The same span with whole letters and without white space at its ends; empty where there is nothing else in it."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    while start < end and _clings(text, start):
        start -= 1
    while start < end and _clings(text, end):
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def find(text: str, words: str, near: int = 0) -> Span | None:
    """Where words stand in a text: of several places the nearest to one; None where they don't stand."""
    if not words:
        return None
    after, before = text.find(words, max(0, near)), text.rfind(words, 0, max(0, near) + len(words))
    found = [place for place in (before, after) if place >= 0]
    if not found:
        return None
    start = min(found, key=lambda place: abs(place - near))
    return Span(start, start + len(words))


class Edit(NamedTuple):
    """What was replaced in a text: everything between the beginning and the end that stayed."""

    first: int
    last: int
    """In the old text, the end of what was replaced."""
    grown: int

    def moved(self, place: int) -> int:
        """Where a place of the old text lies now; one within what was replaced keeps its distance from its beginning."""
        return place + self.grown if place >= self.last else place if place <= self.first else max(self.first, min(place, self.last + self.grown))


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with together."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def edit(old: str, new: str) -> Edit:
    """The one edit that makes a text of another."""
    first = _shared(old, new)
    same = _shared(old[first:][::-1], new[first:][::-1])
    return Edit(first, len(old) - same, len(new) - len(old))


def follow(old: str, new: str, span: Span) -> Span | None:
    """Where a span of a text is in its edited form: by its words as they stood, and where a part of them was put right inside, by what
    stayed around it. None where it can't be found."""
    words, change = old[span.start : span.end], edit(old, new)
    found = find(new, words, change.moved(span.start))
    if found is not None:
        return whole(new, *found)
    around = whole(new, change.moved(span.start), change.moved(span.end))
    return around if _alike(words, new[around.start : around.end]) else None


def _alike(before: str, now: str) -> bool:
    if not now or not before:
        return False
    kept = _shared(before, now)
    kept += _shared(before[kept:][::-1], now[kept:][::-1])
    return kept >= ALIKE * max(len(before), len(now))
