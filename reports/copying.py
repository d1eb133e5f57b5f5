"""What a line gives back when it is copied from paper.

Glyphs stand on paper in visual order; readers of PDF (poppler, pdfium) put their characters back into logical order by rules of
their own. Here a line's glyphs get the marks and lose the signs that make those rules come out right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from reports.shaping import JOINERS, Run

LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"
_NUMBER_SIGNS = re.compile("[-+.,:/%#$\u00a0-\u00a5\u00b0\u00b1\u060c\u066a\u2030-\u2034\u20a0-\u20cf]")
"""Signs that readers of PDF take for parts of a number, whatever stands around them."""


def copyable(runs: Sequence[Run], odd: Sequence[bool]) -> list[Run]:
    """A line's runs, from left to right, so that its words come back whole; ``odd`` says which run from right to left."""
    if not any(odd) or all(odd):
        return list(runs)
    fenced = _fenced(runs, odd)
    if _reads_right(fenced):
        return fenced
    return [_bare(run) if right else run for run, right in zip(fenced, odd, strict=True)]


def _fenced(runs: Sequence[Run], odd: Sequence[bool]) -> list[Run]:
    """Direction marks in the text that is copied, where a right-to-left word stands left of a left-to-right one.

    Readers of PDF guess directions from the letters, line by line or by the page's majority: poppler takes the space
    between two such words to the wrong side and glues them to their neighbours. Marks on both sides of the space, read but
    never drawn, keep the two apart whichever way the page is taken to run.
    """
    runs = list(runs)
    last_right: tuple[int, int] | None = None
    turned = last_left = False
    for at, run in enumerate(runs):
        for place, glyph in enumerate(run.glyphs):
            turned = turned or odd[at]
            letters = any(char.isalnum() for char in glyph.text)
            if not letters and not (odd[at] and _NUMBER_SIGNS.search(glyph.text)):
                continue
            if odd[at]:
                if last_left and not letters:
                    runs[at] = _with_text(runs[at], place, RIGHT_MARK + glyph.text)
                last_right = (at, place)
            elif turned:
                runs[at] = _with_text(runs[at], place, RIGHT_MARK + glyph.text)
                if last_right is not None:
                    where, which = last_right
                    runs[where] = _with_text(runs[where], which, runs[where].glyphs[which].text + LEFT_MARK)
                last_right, turned = None, False
            last_left = not odd[at]
    return runs


def _reads_right(runs: Sequence[Run]) -> bool:
    """Whether pdfium takes a line to run from right to left: when more stretches of its letters do than of the others."""
    text = "".join(glyph.text for run in runs for glyph in run.glyphs)
    kinds = (unicodedata.bidirectional(char) for char in text if char not in LEFT_MARK + RIGHT_MARK)
    stretches = [side for side, _ in groupby("R" if kind in ("R", "AL") else kind for kind in kinds)]
    return stretches.count("R") > stretches.count("L")


def _bare(run: Run) -> Run:
    """The run with copied text of letters only.

    In a line it takes to run from left to right, pdfium turns a right-to-left word round piece by piece between its vowel
    signs and joiners, which scrambles it. Without them in the text (they are drawn all the same) the word comes back whole.
    """
    glyphs = [
        replace(glyph, text="".join(char for char in glyph.text if char not in JOINERS and not _vowel(char)) or glyph.text)
        for glyph in run.glyphs
    ]
    return Run(run.face, tuple(glyphs), run.width)


def _vowel(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def _with_text(run: Run, place: int, text: str) -> Run:
    glyphs = list(run.glyphs)
    glyphs[place] = replace(glyphs[place], text=text)
    return Run(run.face, tuple(glyphs), run.width)
