"""The typefaces of the window, from packages: Fira Sans for Latin, Cyrillic and Greek, Noto Sans for the other scripts.

Only what the first page needs is loaded at the start; the rest comes once it is painted.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fontpkg_fira_sans
import manimgx_fonts
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

__all__ = ["base", "can_show", "load_first", "load_rest"]

BASE_POINTS = 10.5
FAMILIES = ["Fira Sans", "Noto Sans Arabic", "Noto Sans"]
_FIRA = Path(fontpkg_fira_sans.__file__).parent / "files"
_NOTO = Path(manimgx_fonts.__file__).parent
_FIRST = (_FIRA / "FiraSans-Regular.ttf", _NOTO / "NotoSansArabic[wght].ttf")
_SCRIPTS = (
    "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar",
    "Sinhala", "Tamil", "Telugu", "Thai",
)
"""Scripts of members' languages; Qt finds them by itself for letters that the families above lack."""
_REST = (
    _FIRA / "FiraSans-SemiBold.ttf", _FIRA / "FiraSans-Italic.ttf", _NOTO / "NotoSans[wght].ttf",
    *(_NOTO / f"NotoSans{each}[wght].ttf" for each in _SCRIPTS),
)

_loaded: set[Path] = set()


def _load(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if path not in _loaded:
            QFontDatabase.addApplicationFont(str(path))
            _loaded.add(path)


def load_first() -> None:
    """What the unlock page shows: its text, and the names of the languages in their own scripts."""
    _load(_FIRST)


def load_rest() -> None:
    """Weights, and scripts that only members' words need."""
    _load(_REST)


@cache
def can_show(text: str) -> bool:
    """Whether every letter has a shape in some typeface that is there: Chinese, Japanese and Korean ones are the system's to bring."""
    layout = QTextLayout(text, base(BASE_POINTS))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())


def base(points: float) -> QFont:
    """The font of the window at a size in points."""
    font = QFont(FAMILIES)
    font.setPointSizeF(points)
    return font
