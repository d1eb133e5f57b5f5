"""Words as glyphs: HarfBuzz shapes each once, and each glyph keeps the characters it stands for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

import uharfbuzz as hb

from reports import fonts

JOINERS = "\u200c\u200d"
DRAWN_AS = dict(zip("☐□■●○★✓", "◻◻◼⚫⚪⭐✔", strict=True))
"""Signs drawn with another that looks the same; what is copied stays what was written."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a face and where it stands, in the face's units.

    ``text`` is what it stands for when copied, in the order of paper, so reversed from right to left: readers of PDF
    put the characters of a line back into logical order one by one. Empty for dots and signs that another glyph stands for.
    """

    number: int
    text: str
    advance: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Glyphs of one face in one direction, from left to right. ``width`` is in ems of the surrounding text size."""

    face: fonts.Face
    glyphs: tuple[Glyph, ...]
    width: float


def invisible(char: str) -> bool:
    """Control and formatting characters, variation selectors and halves of surrogate pairs; not the joiners."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn") or 0xFE00 <= ord(char) <= 0xFE0F


@lru_cache(maxsize=50_000)
def shape(word: str, start: int, end: int, face: fonts.Face, rtl: bool, language: str) -> Run:
    """The characters ``start`` to ``end`` of a word as glyphs, joined to what stands around them in the word."""
    kept = [at for at in range(start, end) if word[at] in JOINERS or not invisible(word[at])]
    drawn = [DRAWN_AS.get(word[at], word[at]) for at in kept]
    cleaned = "".join(char if _drawable(char, face) else fonts.REPLACEMENT for char in drawn)
    if not cleaned:
        return Run(face, (), 0.0)
    buffer = hb.Buffer()
    before = "".join(char for char in word[:start] if not invisible(char))
    after = "".join(char for char in word[end:] if not invisible(char))
    buffer.add_str(before + cleaned + after, len(before), len(cleaned))
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(face.font, buffer)
    source = "".join(word[at] for at in kept)
    glyphs = _named(buffer, source, len(before), face, rtl)
    return Run(face, glyphs, sum(glyph.advance for glyph in glyphs) / face.upem * face.scale)


def _drawable(char: str, face: fonts.Face) -> bool:
    return char in JOINERS or char == "\u00a0" or face.has(char)


def _named(buffer: hb.Buffer, source: str, offset: int, face: fonts.Face, rtl: bool) -> tuple[Glyph, ...]:
    """Glyphs with the characters of their cluster on the widest of them and none on the others."""
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    if not infos or not places:
        return ()
    clusters = [info.cluster - offset for info in infos]
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(source)], strict=True))
    widest: dict[int, int] = {}
    for at, cluster in enumerate(clusters):
        if cluster not in widest or face.advance(infos[at].codepoint) > face.advance(infos[widest[cluster]].codepoint):
            widest[cluster] = at
    glyphs = [
        Glyph(
            info.codepoint,
            source[cluster : ends[cluster]][:: -1 if rtl else 1] if widest[cluster] == at else "",
            place.x_advance,
            place.x_offset,
            place.y_offset,
        )
        for at, (info, place, cluster) in enumerate(zip(infos, places, clusters, strict=True))
    ]
    return tuple(_kerned_after(glyphs, face) if rtl else glyphs)


def _kerned_after(glyphs: list[Glyph], face: fonts.Face) -> list[Glyph]:
    """The same places, with kerning given to the glyph left of it: from right to left HarfBuzz puts it before a glyph."""
    for at in range(1, len(glyphs)):
        glyph, before = glyphs[at], glyphs[at - 1]
        kern = glyph.advance - face.advance(glyph.number)
        if kern and kern == glyph.dx:
            glyphs[at] = replace(glyph, advance=glyph.advance - kern, dx=0)
            glyphs[at - 1] = replace(before, advance=before.advance + kern)
    return glyphs
