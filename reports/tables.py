"""Tables as boxes: column widths from what the cells hold, rows that never break, a head repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.blocks import Table, plain
from reports.layout import Box, Draw, Pen, guarded, nothing
from reports.look import ACCENT, RULE, TINT, Type
from reports.setting import Setter, draw_lines, line_boxes, spaced
from reports.text import Line

_PAD = 5.0
_TALLEST_HEAD = 0.35
"""The most of a page's height a head may take to be repeated; a higher one is a row."""
_SAMPLE = 300
"""Rows whose words decide the widths of the columns."""


@dataclass(frozen=True)
class _Columns:
    """Where columns begin and how wide they are; ``figures`` is the width of the widest figure of a numeric column."""

    starts: tuple[float, ...]
    widths: tuple[float, ...]
    figures: dict[int, float]

    @property
    def width(self) -> float:
        return self.starts[-1] + self.widths[-1]


def table(setter: Setter, block: Table) -> list[Box]:
    """A table under its title; columns run in the document's direction."""
    look = setter.look
    columns = _columns(setter, block)
    boxes = title(setter, block.title)
    if not columns.widths:
        return boxes
    rows: list[Box] = []
    head = [replace(box, with_next=True) for box in _head(setter, block.head, columns)] if any(block.head) else []
    if head and head[0].height > look.height * _TALLEST_HEAD:
        rows, head = _row(setter, block.head, columns, True, look.height * 0.4), []
    for number, cells in enumerate(block.rows):
        rows += _row(setter, cells, columns, number % 2 == 1, look.height * 0.4)
    foot = Box(1.5, lambda pen, start, top: pen.rule(start, top, start + columns.width, top, 0.8, ACCENT))
    if head and rows:
        rows = [replace(row, repeat=head[0]) for row in rows]
    rows = guarded(rows)
    if rows:
        rows[-1] = replace(rows[-1], with_next=True)
    boxes += [*head, *rows, foot]
    return spaced(boxes, 12) + note(setter, block.note) + [Box(3, nothing)]


def title(setter: Setter, words: str) -> list[Box]:
    """The title of a table or a chart, kept with it."""
    kind = setter.look.headings[2]
    lines = setter.lines(plain(words), kind, setter.look.column)
    boxes = [replace(box, with_next=True) for box in line_boxes(setter, lines, kind, setter.look.column, "start")]
    return [*boxes, Box(4, nothing, with_next=True)] if boxes else []


def note(setter: Setter, words: str) -> list[Box]:
    """The remark under a table or a chart."""
    kind = setter.look.small
    lines = setter.lines(plain(words), kind, setter.look.column)
    return spaced(guarded(line_boxes(setter, lines, kind, setter.look.column, "start")), 3)


def _columns(setter: Setter, block: Table) -> _Columns:
    count = max((len(cells) for cells in (block.head, *block.rows)), default=0)
    width = setter.look.column
    if block.widths and len(block.widths) == count and sum(block.widths) > 0:
        widths = [width * share / sum(block.widths) for share in block.widths]
    else:
        widths = _natural(setter, block, count, width)
    starts = [sum(widths[:at]) for at in range(count)]
    figures = dict.fromkeys(block.numeric, 0.0)
    for cells in block.rows:
        for at in block.numeric & set(range(len(cells))):
            if _is_figure(cells[at]):
                figures[at] = max(figures[at], setter.line(cells[at], setter.look.cell).width)
    return _Columns(tuple(starts), tuple(widths), figures)


def _is_figure(cell: str) -> bool:
    return any(char.isdigit() for char in cell) and not any(char.isalpha() for char in cell)


def _natural(setter: Setter, block: Table, count: int, width: float) -> list[float]:
    """Every column as wide as its longest cell if there is room, else in proportion above its longest word."""
    wanted, least = [0.0] * count, [0.0] * count
    kinds = [setter.look.head] + [setter.look.cell] * _SAMPLE
    for kind, cells in zip(kinds, (block.head, *block.rows[:_SAMPLE]), strict=False):
        for at, cell in enumerate(cells):
            words = cell[:400].split()
            wanted[at] = max(wanted[at], setter.line(cell[:400], kind).width + 2 * _PAD)
            longest = max(words, key=len, default="")
            least[at] = max(least[at], min(setter.line(longest, kind).width + 2 * _PAD, width / count))
    spare = width - sum(wanted)
    if spare >= 0:
        stretch = [0.25 if at in block.numeric else 1.0 for at in range(count)]
        return [each + spare * part / sum(stretch) for each, part in zip(wanted, stretch, strict=True)]
    room = width - sum(least)
    above = [each - low for each, low in zip(wanted, least, strict=True)]
    return [low + room * part / (sum(above) or 1) for low, part in zip(least, above, strict=True)]


def _cells(setter: Setter, cells: Sequence[str], columns: _Columns, kind: Type) -> list[list[Line]]:
    return [
        setter.lines(plain(cell), kind, width - 2 * _PAD) for cell, width in zip(cells, columns.widths, strict=False)
    ]


def _place(setter: Setter, columns: _Columns, at: int, cell: str) -> tuple[float, float, str]:
    """Where a cell's words begin, their room and their side.

    Numeric columns stand at the end side. From right to left that is the left, and figures are still set under each other
    by their units, which are on the right: they keep to the widest figure's room.
    """
    start, width = columns.starts[at] + _PAD, columns.widths[at] - 2 * _PAD
    if at not in columns.figures:
        return start, width, "start"
    if setter.rtl and _is_figure(cell):
        room = min(columns.figures[at], width)
        return start + width - room, room, "start"
    return start, width, "end"


def _head(setter: Setter, cells: Sequence[str], columns: _Columns) -> list[Box]:
    kind = setter.look.head
    lines = _cells(setter, cells, columns, kind)
    height = max((setter.heights(each, kind) for each in lines), default=0) + 8

    def draw(pen: Pen, start: float, top: float) -> None:
        for at, each in enumerate(lines):
            above = height - 4 - setter.heights(each, kind)
            place, width, side = _place(setter, columns, at, cells[at])
            draw_lines(setter, pen, each, kind, start + place, top + above, width, side)
        pen.rule(start, top + height - 0.5, start + columns.width, top + height - 0.5, 1.0, ACCENT)

    return [Box(height, draw)]


def _row(setter: Setter, cells: Sequence[str], columns: _Columns, striped: bool, most: float) -> list[Box]:
    """One row; a very high one is cut between lines into several boxes, each of at most ``most`` points."""
    kind = setter.look.cell
    lines = _cells(setter, cells, columns, kind)
    at_once = max(1, int(most / (kind.leading * 1.2)))
    parts = max(1, -(-max((len(each) for each in lines), default=1) // at_once))
    places = [_place(setter, columns, at, cell) for at, cell in enumerate(cells)]
    boxes: list[Box] = []
    for part in range(parts):
        chunk = [each[part * at_once : (part + 1) * at_once] for each in lines]
        height = max((setter.heights(each, kind) for each in chunk), default=0.0) or kind.leading
        ground = _Ground(columns.width, height + 6, striped, part == 0)
        boxes.append(Box(height + 6, _row_drawing(setter, chunk, places, ground)))
    return boxes


@dataclass(frozen=True)
class _Ground:
    width: float
    height: float
    striped: bool
    ruled: bool


def _row_drawing(
    setter: Setter, lines: list[list[Line]], places: list[tuple[float, float, str]], ground: _Ground
) -> Draw:
    kind = setter.look.cell

    def draw(pen: Pen, start: float, top: float) -> None:
        if ground.striped:
            pen.area(start, top, ground.width, ground.height, TINT)
        if ground.ruled:
            pen.rule(start, top, start + ground.width, top, 0.3, RULE)
        for each, (place, width, side) in zip(lines, places, strict=True):
            draw_lines(setter, pen, each, kind, start + place, top + 3, width, side)

    return draw
