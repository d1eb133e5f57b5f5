"""What a form to be filled in by hand is made of, as boxes: words in two languages side by side, boxes to tick, lines to write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports import text
from reports.blocks import Beside, Blanks, Choices, Span, plain
from reports.layout import Box, Pen, guarded, nothing
from reports.look import INK, MUTED, RULE, Type
from reports.setting import Setter, baseline, draw_lines, spaced

GAP = 16.0
"""Between the two languages, and between columns of choices."""
TICK, AFTER_TICK, BETWEEN = 8.5, 6.0, 7.0
"""The side of a box that is ticked with a pen, the room behind it, and that between the words of two languages on one line."""
WRITING = 25.0
"""The height of a line for handwriting: 9 mm, for those who seldom write Latin letters."""
_SHORT = 0.5
"""A line's words take no more of its width than this."""


@dataclass(frozen=True)
class _Column:
    """Lines of one language in their place."""

    setter: Setter
    lines: tuple[text.Line, ...]
    kind: Type
    at: float
    width: float
    align: str

    @property
    def height(self) -> float:
        return self.setter.heights(self.lines, self.kind)

    def draw(self, pen: Pen, start: float, top: float) -> None:
        draw_lines(self.setter, pen, self.lines, self.kind, start + self.at, top, self.width, self.align)


def _column(setter: Setter, spans: Sequence[Span], kind: Type, at: float, width: float, language: str = "") -> _Column:
    """Words in a column; those of another direction begin at their own side of it."""
    own = Setter(language or setter.language, setter.look)
    align = "start" if own.rtl == setter.rtl else "end"
    if own.rtl and not setter.rtl:
        kind = replace(kind, leading=kind.leading * 1.12)
    return _Column(own, tuple(own.lines(spans, kind, width)), kind, at, width, align)


def beside(setter: Setter, block: Beside) -> list[Box]:
    """One row, of which no part is ever on another page than the rest."""
    look = setter.look
    kind = {"lead": look.lead, "question": replace(look.body, bold=True)}.get(block.style, look.body)
    if not block.second:
        columns = [_column(setter, block.first, kind, 0, look.column)]
    else:
        width = (look.column - GAP) / 2
        columns = [_column(setter, block.first, kind, 0, width), _column(setter, block.second, kind, width + GAP, width, block.language)]
    height = max((each.height for each in columns), default=0.0)

    def draw(pen: Pen, start: float, top: float) -> None:
        for each in columns:
            each.draw(pen, start, top)

    room = 10.0 if block.style == "question" else 5.0
    return [Box(height, draw, room, with_next=block.style == "question")] if height else []


def choices(setter: Setter, block: Choices) -> list[Box]:
    """Rows of boxes to tick: the code that is typed in later, the words, and under them the same in the other language."""
    look = setter.look
    width = (look.column - GAP * (block.columns - 1)) / block.columns
    codes = max((setter.line(code, replace(look.cell, bold=True)).width for code, _first, _second in block.items), default=0.0)
    rows: list[Box] = []
    for first in range(0, len(block.items), block.columns):
        items = block.items[first : first + block.columns]
        cells = [_choice(setter, item, block.language, number * (width + GAP), width, codes) for number, item in enumerate(items)]
        rows.append(_row(cells))
    return spaced(guarded(rows), 4)


def _row(cells: Sequence[Box]) -> Box:
    def draw(pen: Pen, start: float, top: float) -> None:
        for each in cells:
            each.draw(pen, start, top)

    return Box(max(each.height for each in cells), draw, 2.5)


def _choice(setter: Setter, item: tuple[str, str, str], language: str, at: float, width: float, codes: float) -> Box:
    code, first, second = item
    kind, mark = setter.look.cell, setter.line(code, replace(setter.look.cell, bold=True))
    before = TICK + AFTER_TICK + (codes + AFTER_TICK if codes else 0)
    words = [_column(setter, plain(first), kind, at + before, width - before)]
    same_line = False
    if second and second != first:
        more = replace(_column(setter, plain(second), replace(kind, colour=MUTED), at + before, width - before, language), align="start")
        taken = words[0].lines[0].width + BETWEEN if len(words[0].lines) == 1 else width
        same_line = len(more.lines) == 1 and taken + more.lines[0].width <= width - before
        words.append(replace(more, at=more.at + taken, width=more.width - taken) if same_line else more)
    place = baseline(kind.leading, kind.size)

    def draw(pen: Pen, start: float, top: float) -> None:
        _square(pen, start + at, top + (kind.leading - TICK) / 2)
        pen.text(mark, start + at + TICK + AFTER_TICK, top + place, codes, "start", INK)
        for each in words:
            each.draw(pen, start, top)
            top += 0 if same_line else each.height

    heights = [each.height for each in words]
    return Box(max(heights) if same_line else sum(heights), draw)


def _square(pen: Pen, start: float, top: float) -> None:
    corners = ((0, 0), (TICK, 0), (TICK, TICK), (0, TICK), (0, 0))
    for (x1, y1), (x2, y2) in pairwise(corners):
        pen.rule(start + x1, top + y1, start + x2, top + y2, 0.8, INK)


def blanks(setter: Setter, block: Blanks) -> list[Box]:
    """Lines to write on; the words before them stand on the line."""
    look = setter.look
    lines = [setter.lines(plain(each), look.small, look.column * _SHORT)[:2] for each in block.labels]
    before = max((line.width for each in lines for line in each), default=0.0)
    begins = before + 8 if before else 0.0

    def line(words: Sequence[text.Line]) -> Box:
        height = setter.heights(words, look.small)
        foot = max(WRITING, height + 8) - 3

        def draw(pen: Pen, start: float, top: float) -> None:
            draw_lines(setter, pen, words, look.small, start, top + foot - height, before, "start")
            pen.rule(start + begins, top + foot, start + look.column, top + foot, 0.6, RULE)

        return Box(foot + 3, draw)

    return [*guarded([line(each) for each in lines]), Box(4, nothing)]
