"""The typefaces of the window, from packages: Fira Sans for Latin, Cyrillic and Greek, Noto Sans for the other scripts.

Only what the first page needs is loaded at the start; the rest comes once it is painted.
"""

from __future__ import annotations

from pathlib import Path

import fontpkg_fira_sans
import manimgx_fonts
from PySide6.QtGui import QFont, QFontDatabase

__all__ = ["base", "load_first", "load_rest"]

FAMILIES = ["Fira Sans", "Noto Sans Arabic", "Noto Sans"]
_FIRA = Path(fontpkg_fira_sans.__file__).parent / "files"
_NOTO = Path(manimgx_fonts.__file__).parent
_FIRST = (_FIRA / "FiraSans-Regular.ttf", _NOTO / "NotoSansArabic[wght].ttf")
_REST = (_FIRA / "FiraSans-SemiBold.ttf", _FIRA / "FiraSans-Italic.ttf", _NOTO / "NotoSans[wght].ttf")

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


def base(points: float) -> QFont:
    """The font of the window at a size in points."""
    font = QFont(FAMILIES)
    font.setPointSizeF(points)
    return font
