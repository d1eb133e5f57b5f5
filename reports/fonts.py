"""The typefaces on paper and which of them sets which letter.

One table, ``FAMILIES``, says for each script which files draw it; one more script is one more row. Faces are opened when
first needed, read by HarfBuzz alone, and never written anywhere. A letter no typeface has is drawn as U+FFFD, a mark
one can see, never as an empty box, and is reported by ``text.missing``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_fira_sans
import manimgx_fonts
import uharfbuzz as hb

_FIRA = Path(fontpkg_fira_sans.__file__).parent / "files"
_AMIRI = Path(fontpkg_amiri.__file__).parent / "files"
_NOTO = Path(manimgx_fonts.__file__).parent

REPLACEMENT = "\ufffd"
"""Drawn where no typeface has the letter."""


@dataclass(frozen=True, eq=False)
class Family:
    """One row: a typeface, the code points that are its own, and its size beside the others.

    ``files`` are regular, bold, italic and bold italic; where a variable font stands for several, ``weights`` says which
    weight each is set at (0: the file is static). ``scale`` is the factor by which it must be larger to look as large.
    """

    name: str
    files: tuple[Path, Path, Path, Path]
    weights: tuple[int, int, int, int] = (0, 0, 0, 0)
    ranges: tuple[tuple[int, int], ...] = ()
    scale: float = 1.0

    def owns(self, code: int) -> bool:
        return any(first <= code <= last for first, last in self.ranges)


def _static(folder: Path, name: str) -> tuple[Path, Path, Path, Path]:
    return (
        folder / f"{name}-Regular.ttf",
        folder / f"{name}-Bold.ttf",
        folder / f"{name}-Italic.ttf",
        folder / f"{name}-BoldItalic.ttf",
    )


def _noto(script: str, *ranges: tuple[int, int], scale: float = 1.0) -> Family:
    path = _NOTO / f"NotoSans{script}[wght].ttf"
    return Family(f"NotoSans{script}", (path,) * 4, (400, 700, 400, 700), ranges, scale)


LATIN = Family("FiraSans", _static(_FIRA, "FiraSans"))
ARABIC = Family(
    "Amiri",
    _static(_AMIRI, "Amiri"),
    ranges=((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    scale=1.16,
)
_NOTO_SANS = _noto("")
FAMILIES: tuple[Family, ...] = (
    LATIN,
    ARABIC,
    _noto("Hebrew", (0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    _noto("Armenian", (0x530, 0x58F), (0xFB13, 0xFB17)),
    _noto("Georgian", (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    _noto("Thai", (0xE00, 0xE7F), scale=1.12),
    _noto("Lao", (0xE80, 0xEFF)),
    _noto("Ethiopic", (0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
    _noto("Devanagari", (0x900, 0x97F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF)),
    _noto("Bengali", (0x980, 0x9FF)),
    _noto("Gurmukhi", (0xA00, 0xA7F)),
    _noto("Gujarati", (0xA80, 0xAFF)),
    _noto("Oriya", (0xB00, 0xB7F)),
    _noto("Tamil", (0xB80, 0xBFF)),
    _noto("Telugu", (0xC00, 0xC7F)),
    _noto("Kannada", (0xC80, 0xCFF)),
    _noto("Malayalam", (0xD00, 0xD7F)),
    _noto("Sinhala", (0xD80, 0xDFF)),
    _noto("Myanmar", (0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    _noto("Khmer", (0x1780, 0x17FF), (0x19E0, 0x19FF)),
    _NOTO_SANS,
    _noto("Symbols"),
    Family("NotoEmoji", (_NOTO / "NotoEmoji[wght].ttf",) * 4, (400, 700, 400, 700)),
)
"""In order of preference for letters that several have; a letter in a row's ranges is that row's before all others."""


@dataclass(eq=False)
class Face:
    """One opened font file at one weight. Measures are in ``upem`` units to the em."""

    family: Family
    name: str
    path: Path
    weight: int
    blob: hb.Blob
    face: hb.Face
    font: hb.Font
    upem: int
    scale: float
    _has: dict[int, bool] = field(default_factory=dict)
    _advances: dict[int, int] = field(default_factory=dict)

    def has(self, char: str) -> bool:
        code = ord(char)
        found = self._has.get(code)
        if found is None:
            found = self._has[code] = self.font.get_nominal_glyph(code) is not None
        return found

    def advance(self, glyph: int) -> int:
        """How wide a glyph is by itself, before kerning."""
        found = self._advances.get(glyph)
        if found is None:
            found = self._advances[glyph] = self.font.get_glyph_h_advance(glyph)
        return found

    def subset(self, glyphs: set[int]) -> bytes:
        """A font file with these glyphs only, under their own numbers, without hints and layout: equal for equal input."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        drop = ("GSUB", "GPOS", "GDEF", "DSIG", "name", "post", "OS/2", "gasp", "STAT", "vhea", "vmtx", "cmap")
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(int.from_bytes(tag.ljust(4).encode(), "big") for tag in drop)
        if self.weight:
            wanted.pin_all_axes_to_default(self.face)
            wanted.pin_axis_location(self.face, "wght", float(self.weight))
        return bytes(hb.subset(self.face, wanted).blob.data)


@cache
def face(family: Family, bold: bool = False, italic: bool = False) -> Face:
    """The face of a family in one style, opened once."""
    style = bold + 2 * italic
    path, weight = family.files[style], family.weights[style]
    if weight and style >= 2:
        return face(family, bold, False)
    blob = hb.Blob.from_file_path(str(path))
    opened = hb.Face(blob)
    font = hb.Font(opened)
    if weight:
        font.set_variations({"wght": float(weight)})
    name = family.name + ("", "-Bold", "-Italic", "-BoldItalic")[style]
    return Face(family, name, path, weight, blob, opened, font, opened.upem, family.scale)


@lru_cache(maxsize=65_536)
def family_of(char: str, preferred: Family) -> Family | None:
    """Which row draws a letter, ``preferred`` before others unless the letter belongs to a script; None when no row can."""
    code = ord(char)
    owners = [family for family in FAMILIES if family.owns(code)]
    general = [family for family in FAMILIES if not family.ranges]
    for family in (*owners, preferred, *general, *FAMILIES):
        if face(family).has(char):
            return family
    return None


def replacement() -> Family:
    """The row that has the visible mark for a letter no row has."""
    return _NOTO_SANS
