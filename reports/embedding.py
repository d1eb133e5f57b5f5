"""Fonts inside a PDF, made so that what is copied from paper is what was written.

Each face becomes a Type 0 font over a TrueType subset in which **every pair of a glyph and the characters it stands for
has a code of its own**, and a ToUnicode map names those characters: a shape that means two things in two places is never
confused, and a ligature gives back all its letters. What stands for no character is drawn as a shape, not as text.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from reports.fonts import Face
from reports.shaping import Glyph, Run

WIDE = 20
"""Thousandths of an em that a glyph may be set wider than it is before its code becomes wider too."""
MAX_CODE = 0xFFFF
"""Codes have two bytes; the font after it is a new one."""


class EmbeddedFont:
    """One face in one document: hands out codes while pages are drawn and writes itself when the file is closed."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.codes: dict[tuple[int, str, int], int] = {}
        self._known: dict[tuple[int, str, int], tuple[int, int]] = {}

    def full(self, more: int) -> bool:
        return len(self.codes) + more > MAX_CODE

    def code(self, glyph: Glyph) -> tuple[int, int]:
        """A glyph's code and the width it has in this font, in thousandths of an em.

        The width is the glyph's own, kerning comes between; but where shaping sets it wide, its code is as wide, because
        readers take a gap inside a word for a space.
        """
        key = (glyph.number, glyph.text, glyph.advance)
        found = self._known.get(key)
        if found is not None:
            return found
        unit = 1000 / self.face.upem
        width, wanted = round(self.face.advance(glyph.number) * unit), round(glyph.advance * unit)
        if wanted > width + WIDE:
            width = wanted
        code = self.codes.setdefault((glyph.number, glyph.text, width), len(self.codes) + 1)
        self._known[key] = code, width
        return code, width

    def addObjects(self, document: Any) -> None:
        """Called by reportlab, by this name, when it writes the file: ``document`` is its PDFDocument."""
        glyphs = [0] + [glyph for glyph, _, _ in self.codes]
        widths = [0] + [width for _, _, width in self.codes]
        data = self.face.subset(set(glyphs))
        base = f"{_tag(data)}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(self._descriptor(document, base, data), f"descriptor:{self.name}"),
                "DW": 0,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": document.Reference(
                    _stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)), f"glyphs:{self.name}"
                ),
            }
        )
        whole = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"descendant:{self.name}")]),
                "ToUnicode": document.Reference(_stream(to_unicode(self.codes)), f"unicode:{self.name}"),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(whole, f"font:{self.name}")

    def _descriptor(self, document: Any, base: str, data: bytes) -> pdfdoc.PDFDictionary:
        extents = self.face.font.get_font_extents("ltr")
        unit = 1000 / self.face.upem
        file = _stream(data)
        file.dictionary["Length1"] = len(data)
        ascent, descent = round(extents.ascender * unit), round(extents.descender * unit)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(base),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-500, descent, 1500, ascent]),
                "ItalicAngle": -12 if "Italic" in self.face.name else 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 700,
                "StemV": 140 if "Bold" in self.face.name else 80,
                "FontFile2": document.Reference(file, f"file:{self.name}"),
            }
        )


class FontBook:
    """The fonts of one document being drawn."""

    def __init__(self, document: Any) -> None:
        """``document`` is reportlab's PDFDocument, which asks each font to write itself when the file is closed."""
        self._document = document
        self._current: dict[Face, EmbeddedFont] = {}
        self._count = 0

    def operators(self, runs: Iterable[Run], size: float, x: float, y: float) -> str:
        """PDF operators that show runs from left to right with the first at (x, y), in points."""
        parts = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        outlines: list[str] = []
        for run in _merged(runs):
            font = self._font(run)
            points = size * run.face.scale
            parts.append(f"/{font.name} {points:.3f} Tf {_shown(font, run, points)}")
            outlines += _outlines(run, points, x, y)
            x += run.width * size
        parts.append("ET")
        return " ".join(parts + outlines)

    def _font(self, run: Run) -> EmbeddedFont:
        font = self._current.get(run.face)
        if font is None or font.full(len(run.glyphs)):
            self._count += 1
            font = self._current[run.face] = EmbeddedFont(run.face, f"R{self._count}")
            self._document.delayedFonts.append(font)
        return font


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one face as one run: readers lose a space that is shown all by itself."""
    merged: list[Run] = []
    for face, group in groupby(runs, key=lambda run: run.face):
        same = list(group)
        glyphs = tuple(glyph for run in same for glyph in run.glyphs)
        merged.append(Run(face, glyphs, sum(run.width for run in same)))
    return merged


def _shown(font: EmbeddedFont, run: Run, points: float) -> str:
    """One run as TJ arrays: codes, kerning between them, a rise where a letter stands higher or lower."""
    unit = 1000 / run.face.upem
    parts: list[str] = []
    array: list[str] = []
    codes = ""
    rise = 0
    shift = 0.0
    for glyph in _closed_up(run.glyphs):
        if not glyph.text:
            shift += glyph.advance * unit
            continue
        if glyph.dy != rise:
            parts.append(f"[{''.join(array)}<{codes}>] TJ {glyph.dy * points / run.face.upem:.3f} Ts")
            array, codes, rise = [], "", glyph.dy
        shift += glyph.dx * unit
        if abs(shift) >= 0.5:
            array.append(f"<{codes}>{-shift:.0f}")
            codes = ""
            shift -= round(shift)
        code, width = font.code(glyph)
        codes += f"{code:04X}"
        shift += (glyph.advance - glyph.dx) * unit - width
    parts.append(f"[{''.join(array)}<{codes}>{-shift:.0f}] TJ")
    if rise:
        parts.append("0 Ts")
    return " ".join(parts)


def _closed_up(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The room of a glyph without text given to the letter before it: Amiri's long lam is a stroke and a stem, and the room of
    the stem would read as a space in the middle of the word."""
    made: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.text and glyph.advance and made and made[-1].text:
            made[-1] = replace(made[-1], advance=made[-1].advance + glyph.advance)
        else:
            made.append(glyph)
    return made


def _outlines(run: Run, points: float, x: float, y: float) -> list[str]:
    """The dots and signs that another glyph stands for, drawn as shapes: no reader takes a shape for a letter."""
    scale = points / run.face.upem
    drawn: list[str] = []
    for glyph in run.glyphs:
        if not glyph.text and (path := outline(run.face, glyph.number)):
            left, bottom = x + glyph.dx * scale, y + glyph.dy * scale
            drawn.append(f"q {scale:.6f} 0 0 {scale:.6f} {left:.3f} {bottom:.3f} cm {path} f Q")
        x += glyph.advance * scale
    return drawn


@lru_cache(maxsize=4096)
def outline(face: Face, glyph: int) -> str:
    """A glyph's shape as PDF path operators, in the face's units; empty when it has none."""
    parts: list[str] = []
    here = (0.0, 0.0)

    def move(x: float, y: float, _: object) -> None:
        nonlocal here
        here = (x, y)
        parts.append(f"{x:g} {y:g} m")

    def line(x: float, y: float, _: object) -> None:
        nonlocal here
        here = (x, y)
        parts.append(f"{x:g} {y:g} l")

    def curve(x1: float, y1: float, x2: float, y2: float, x: float, y: float, _: object) -> None:
        nonlocal here
        here = (x, y)
        parts.append(f"{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f} {x:g} {y:g} c")

    def quadratic(cx: float, cy: float, x: float, y: float, _: object) -> None:
        """The same curve as a cubic one."""
        start = here
        first = (start[0] + 2 * (cx - start[0]) / 3, start[1] + 2 * (cy - start[1]) / 3)
        second = (x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3)
        curve(*first, *second, x, y, None)

    functions = hb.DrawFuncs()
    functions.set_move_to_func(move)
    functions.set_line_to_func(line)
    functions.set_cubic_to_func(curve)
    functions.set_quadratic_to_func(quadratic)
    functions.set_close_path_func(lambda _: parts.append("h"))
    face.font.draw_glyph(glyph, functions)
    return " ".join(parts)


def to_unicode(codes: dict[tuple[int, str, int], int]) -> bytes:
    """A ToUnicode map that names the characters of each code that has some (PDF 32000-1, 9.10.3)."""
    named = [(code, text) for (_, text, _), code in codes.items() if text]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(named), 100):
        part = named[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, text in part]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _stream(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _tag(data: bytes) -> str:
    """Six letters before a subset's name, the same for the same subset."""
    number = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += string.ascii_uppercase[letter]
    return letters
