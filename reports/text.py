"""Text of every script as lines of placed glyphs: bidi runs, typefaces, shaping, wrapping. No drawing here.

A paragraph is cleaned, given its levels (``bidi``) and its typefaces (``fonts``) character by character, cut into words
and the spaces between, and each word is shaped by HarfBuzz once (``shape`` remembers). Lines are filled in logical order by
shaped width, and only then are the pieces of each line put into visual order.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from reports import bidi, fonts
from reports.blocks import Span
from reports.copying import copyable
from reports.shaping import DRAWN_AS, JOINERS, Glyph, Run, invisible, shape

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "prs", "sd", "ug", "ur", "yi", "azb", "mzn"})
"""Languages written from right to left."""
_ARABIC_SCRIPT = RIGHT_TO_LEFT - {"he", "yi", "dv", "arc"}

_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_WORDS = re.compile(
    r" +|[^ ]+?(?:[-\u2010\u2012-\u2014/\u200b]+(?=[^\W\d])|(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?=[^ ])|(?= )|$)"
)
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts that put no space between words: Thai, Lao, Myanmar, Khmer. Where nothing marks the words, lines break between
clusters: a Thai reader may meet half a word at the end of a line, never half a letter. Cutting words needs a dictionary, which isn't here."""
_MARKED = re.compile(r"(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")
"""Somebody who knows the language put a space without width between the words, as our own Thai words have it: they break there alone."""
_LEANS_BACK = re.compile(r"[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6\u17d4-\u17da]")
_LEANS_FORWARD = re.compile(r"[\u0e40-\u0e44\u0ec0-\u0ec4]")
_HYPHENS = "-\u2010"
_KEPT_WHOLE = 24
"""Letters up to which a line doesn't end at the hyphen of a word: readers that copy from a page take it for one that was only put there."""
_LONGEST_WORD = 1000
"""Characters shaped at once: HarfBuzz refuses endless words."""
_REMEMBERED = 400
"""Characters of a paragraph that is remembered: cells, labels, running heads."""
_STAND_INS = {"\u2011": "-", "\u00ad": ""}


def is_rtl(language: str) -> bool:
    """Whether a language code such as ``ar`` or ``fa-AF`` is written from right to left."""
    return language.replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT


def main_family(language: str) -> fonts.Family:
    """The typeface of a language's own letters, digits and signs."""
    return fonts.ARABIC if language.replace("_", "-").split("-")[0].lower() in _ARABIC_SCRIPT else fonts.LATIN


@dataclass(frozen=True, slots=True)
class Piece:
    """A run at its level in a line; ``start`` and ``end`` say which characters of the paragraph it sets."""

    run: Run
    level: int
    start: int
    end: int
    space: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: runs in the order they stand on paper, from left to right; ``width`` in points at ``size`` points."""

    runs: tuple[Run, ...]
    width: float
    size: float
    rtl: bool


def missing(text: str) -> set[str]:
    """The characters of a text that no typeface has; on paper they are drawn as a visible mark."""
    return {char for char in _clean(text) if char != " " and char not in JOINERS and not _family(char, fonts.LATIN)[1]}


def wrap(spans: Sequence[Span], size: float, width: float, language: str, bold: bool = False) -> list[Line]:
    """One paragraph in ``language`` as lines of at most ``width`` points.

    A word wider than a line is broken between clusters. An empty text gives no line.
    """
    rtl = is_rtl(language)
    return [_line(chunk, size, rtl) for chunk in _fill(_pieces(spans, language, bold), width / size)]


def single(text: str, size: float, language: str, bold: bool = False) -> Line:
    """A text on one line, as wide as it is."""
    lines = wrap((Span(text),), size, 1e9, language, bold)
    return lines[0] if lines else Line((), 0.0, size, is_rtl(language))


def _clean(text: str) -> str:
    """Text without anything that must not be seen; line and paragraph breaks are spaces."""
    text = _BREAKS.sub(" ", unicodedata.normalize("NFC", text))
    for char, other in _STAND_INS.items():
        text = text.replace(char, other)
    return text


@lru_cache(maxsize=65_536)
def _family(char: str, preferred: fonts.Family) -> tuple[fonts.Family, bool]:
    if char in JOINERS or invisible(char):
        return preferred, True
    family = fonts.family_of(DRAWN_AS.get(char, char), preferred)
    return (family, True) if family else (fonts.replacement(), False)


@lru_cache(maxsize=65_536)
def _letter(char: str) -> fonts.Family | None:
    """The family of a letter; None for signs, digits, spaces and marks, which go by what surrounds them."""
    return _family(char, fonts.LATIN)[0] if unicodedata.category(char)[0] == "L" else None


def _faces(text: str, preferred: fonts.Family) -> list[fonts.Family]:
    """A family a character: letters by their script; signs, digits and spaces by what surrounds them on both sides."""
    kinds = {char: _letter(char) for char in set(text)}
    if all(family is None or family is preferred for family in kinds.values()):
        plain = {char: _family(char, preferred)[0] for char in kinds}
        return [plain[char] for char in text]
    strong = [kinds[char] for char in text]
    chosen: list[fonts.Family] = []
    for char, own, near in zip(text, strong, _surrounding(strong, preferred), strict=True):
        if own is None and chosen and unicodedata.category(char)[0] == "M" and fonts.face(chosen[-1]).has(char):
            own = chosen[-1]
        chosen.append(own or (chosen[-1] if char in JOINERS and chosen else _family(char, near)[0]))
    return chosen


def _surrounding(strong: Sequence[fonts.Family | None], preferred: fonts.Family) -> list[fonts.Family]:
    following: list[fonts.Family] = []
    last = preferred
    for family in reversed(strong):
        last = family or last
        following.append(last)
    following.reverse()
    around: list[fonts.Family] = []
    last = preferred
    for family, after in zip(strong, following, strict=True):
        last = family or last
        around.append(last if last is after else preferred)
    return around


def _pieces(spans: Sequence[Span], language: str, bold: bool) -> list[list[Piece]]:
    """The paragraph as words and spaces, each a list of pieces; of short ones the last few hundred are remembered."""
    if sum(len(span.text) for span in spans) <= _REMEMBERED:
        return _short_pieces(tuple(spans), language, bold)
    return _new_pieces(spans, language, bold)


@lru_cache(maxsize=512)
def _short_pieces(spans: tuple[Span, ...], language: str, bold: bool) -> list[list[Piece]]:
    return _new_pieces(spans, language, bold)


def _new_pieces(spans: Sequence[Span], language: str, bold: bool) -> list[list[Piece]]:
    preferred = main_family(language)
    texts = [_clean(span.text) for span in spans]
    text = "".join(texts)
    styles = [(span.bold or bold, span.italic) for span, part in zip(spans, texts, strict=True) for _ in part]
    levels = bidi.levels(text, 1 if is_rtl(language) else 0)
    keys = list(zip(levels, _faces(text, preferred), styles, strict=True))
    turns = [at for at in range(1, len(keys)) if keys[at] != keys[at - 1]]
    words: list[list[Piece]] = []
    for start, end in _words(text):
        first, last = bisect_right(turns, start), bisect_left(turns, end)
        edges = [start, *turns[first:last], end]
        word: list[Piece] = []
        for left, right in pairwise(edges):
            level, family, (heavy, italic) = keys[left]
            face = fonts.face(family, heavy, italic)
            run = shape(text[start:end], left - start, right - start, face, level % 2 == 1, language)
            word.append(Piece(run, level, left, right, text[start] == " "))
        words.append(word)
    return words


def _words(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    marked = _MARKED.search(text) is not None
    for match in _WORDS.finditer(text):
        start, end = match.span()
        if found and start and text[start - 1] in _HYPHENS and end - found[-1][0] <= _KEPT_WHOLE:
            start = found.pop()[0]
        while end - start > _LONGEST_WORD:
            found.append((start, start + _LONGEST_WORD))
            start += _LONGEST_WORD
        if not marked and _NO_SPACES.search(text, start, end):
            for at in range(start + 1, end):
                if _may_break(text[at - 1], text[at]):
                    found.append((start, at))
                    start = at
        found.append((start, end))
    return found


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two letters of a script without spaces."""
    if not _NO_SPACES.match(before) or not _NO_SPACES.match(after):
        return False
    if unicodedata.category(after)[0] == "M" or _LEANS_BACK.match(after) or _LEANS_FORWARD.match(before):
        return False
    return unicodedata.combining(before) != 9


def _fill(words: list[list[Piece]], width: float) -> list[list[Piece]]:
    """Lines of at most ``width`` ems, in logical order; a line begins and ends without spaces."""
    lines: list[list[Piece]] = []
    line: list[Piece] = []
    used = gap = 0.0
    spaces: list[Piece] = []
    for word in words:
        length = sum(piece.run.width for piece in word)
        if word[0].space:
            if line:
                spaces, gap = word, length
            continue
        if line and used + gap + length > width:
            lines.append(line)
            line, used, spaces, gap = [], 0.0, [], 0.0
        if length > width:
            *whole, word = _broken(word, width)
            lines += whole
            length = sum(piece.run.width for piece in word)
        line += spaces + word
        used += gap + length
        spaces, gap = [], 0.0
    if line:
        lines.append(line)
    return lines


def _broken(word: list[Piece], width: float) -> list[list[Piece]]:
    """A word wider than a line, cut between clusters into parts that fit (a part holds one cluster at least)."""
    parts: list[list[Piece]] = [[]]
    used = 0.0
    for piece in word:
        face, glyphs = piece.run.face, piece.run.glyphs
        logical = list(reversed(_clusters(glyphs))) if piece.level % 2 else _clusters(glyphs)
        taken: list[tuple[Glyph, ...]] = []
        for cluster in logical:
            length = sum(glyph.advance for glyph in cluster) / face.upem * face.scale
            if used and used + length > width:
                parts[-1].append(_part(piece, taken))
                parts.append([])
                taken, used = [], 0.0
            taken.append(cluster)
            used += length
        parts[-1].append(_part(piece, taken))
    return parts


def _clusters(glyphs: tuple[Glyph, ...]) -> list[tuple[Glyph, ...]]:
    """Glyphs grouped by letter: those without a text of their own stay with the one before, or the first after."""
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        if groups and (not glyph.text or not any(other.text for other in groups[-1])):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [tuple(group) for group in groups]


def _part(piece: Piece, clusters: list[tuple[Glyph, ...]]) -> Piece:
    ordered = reversed(clusters) if piece.level % 2 else clusters
    glyphs = tuple(glyph for cluster in ordered for glyph in cluster)
    width = sum(glyph.advance for glyph in glyphs) / piece.run.face.upem * piece.run.face.scale
    return Piece(Run(piece.run.face, glyphs, width), piece.level, piece.start, piece.end, False)


def _line(pieces: list[Piece], size: float, rtl: bool) -> Line:
    ordered = [pieces[at] for at in bidi.visual_order([piece.level for piece in pieces]) if pieces[at].run.glyphs]
    runs = copyable([piece.run for piece in ordered], [piece.level % 2 == 1 for piece in ordered])
    return Line(tuple(runs), sum(run.width for run in runs) * size, size, rtl)
