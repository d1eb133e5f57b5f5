"""Pictures made of figures: bars, big numbers, a strip of stages. All read in black and white and from either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.blocks import Bar, Bars, Numbers, Pairs, Paragraph, Span, Steps, plain
from reports.layout import Box, Pen, guarded, nothing, together
from reports.look import ACCENT, HATCH, INK, MUTED, RULE, TINT
from reports.setting import Setter, draw_lines, paragraph, spaced
from reports.tables import note, title

_STUB = 9.0
"""The width of the hatched mark that stands for "few or none"."""
_LABELS = 0.40
"""The most of the width that the words beside bars may take."""
_TALLEST = 0.4
"""The most of a page's height one picture's row may take; beyond, its words are set as paragraphs, which can break."""
_TILES = 4
_STAGES = 5


def bars(setter: Setter, block: Bars) -> list[Box]:
    """A bar chart from zero, with words at the start side and figures printed at the end of each bar."""
    look = setter.look
    kind = look.cell
    labels = [setter.line(bar.label, kind).width for bar in block.bars]
    label_width = min(max(labels, default=0) + 2, look.column * _LABELS)
    shown_width = max((setter.line(bar.shown, kind).width for bar in block.bars), default=0) + 8
    room = max(20.0, look.column - label_width - 10 - shown_width)
    longest = max((bar.value or 0 for bar in block.bars), default=0) or 1
    rows = [_bar(setter, bar, label_width, room * (bar.value or 0) / longest) for bar in block.bars]
    if _too_tall(setter, rows):
        rows = _in_words(setter, [(bar.shown, bar.label) for bar in block.bars])
    boxes = title(setter, block.title) + guarded(rows, min(4, len(rows)))
    return spaced(boxes, 12) + note(setter, block.note) + [Box(4, nothing)]


def _bar(setter: Setter, bar: Bar, label_width: float, length: float) -> Box:
    kind = setter.look.cell
    lines = setter.lines(plain(bar.label), kind, label_width)
    height = max(setter.heights(lines, kind), kind.leading) + 5
    axis = label_width + 8
    thick = 10.5
    width = setter.look.column - axis

    def draw(pen: Pen, start: float, top: float) -> None:
        draw_lines(setter, pen, lines, kind, start, top + (height - setter.heights(lines, kind)) / 2, label_width, "end")
        middle = top + height / 2
        end = length
        if bar.value is None:
            pen.hatched(start + axis, middle - thick / 2, _STUB, thick, HATCH)
            end = _STUB
        elif length > 0:
            pen.area(start + axis, middle - thick / 2, max(length, 0.8), thick, ACCENT)
        pen.rule(start + axis, top, start + axis, top + height, 0.7, MUTED)
        words = setter.lines(plain(bar.shown), replace(kind, bold=bar.value is not None), max(width - end - 6, 40))
        colour = MUTED if bar.value is None else INK
        shown_top = middle - setter.heights(words, kind) / 2
        draw_lines(setter, pen, words, kind, start + axis + end + 6, shown_top, max(width - end - 6, 40), "start", colour)

    return Box(height, draw)


def pairs(setter: Setter, block: Pairs) -> list[Box]:
    """Two bars a row, one filled and one hatched, under a key that says which is which."""
    look = setter.look
    kind = look.cell
    label_width = min(max((setter.line(label, kind).width for label, _, _ in block.rows), default=0) + 2, look.column * _LABELS)
    every = [bar for _, first, second in block.rows for bar in (first, second)]
    shown_width = max((setter.line(bar.shown, kind).width for bar in every), default=0) + 8
    room = max(20.0, look.column - label_width - 10 - shown_width)
    longest = max((bar.value or 0 for bar in every), default=0) or 1
    rows = [_pair(setter, row, label_width, room / longest) for row in block.rows]
    if _too_tall(setter, rows):
        return _in_words(setter, [(bar.shown, f"{label}, {name}") for label, *both in block.rows
                                  for name, bar in zip((block.first, block.second), both, strict=True)])
    return spaced(together([_key(setter, block), *guarded(rows, min(4, len(rows)))]), 10) + [Box(4, nothing)]


def _key(setter: Setter, block: Pairs) -> Box:
    """What the two fills mean."""
    kind = setter.look.cell
    names = [setter.line(name, kind) for name in (block.first, block.second)]
    height = max(setter.height(name, kind) for name in names) + 5

    def draw(pen: Pen, start: float, top: float) -> None:
        middle = top + (height - 5) / 2
        for at, name in enumerate(names):
            _fill(pen, start, middle - 4, 16, 8, hatched=at == 1)
            draw_lines(setter, pen, [name], kind, start + 22, middle - setter.height(name, kind) / 2, name.width, "start")
            start += 22 + name.width + 22

    return Box(height, draw)


def _fill(pen: Pen, start: float, top: float, width: float, height: float, *, hatched: bool) -> None:
    if hatched:
        pen.hatched(start, top, width, height, HATCH)
    else:
        pen.area(start, top, width, height, ACCENT)


def _pair(setter: Setter, row: tuple[str, Bar, Bar], label_width: float, scale: float) -> Box:
    label, *both = row
    kind = setter.look.cell
    lines = setter.lines(plain(label), kind, label_width)
    line = max(setter.height(setter.line(bar.shown, kind), kind) for bar in both)
    height = max(setter.heights(lines, kind), 2 * line) + 6
    axis = label_width + 8

    def draw(pen: Pen, start: float, top: float) -> None:
        draw_lines(setter, pen, lines, kind, start, top + (height - setter.heights(lines, kind)) / 2, label_width, "end")
        first = top + (height - 2 * line) / 2
        for at, bar in enumerate(both):
            middle, length = first + (at + 0.5) * line, (bar.value or 0) * scale
            if length:
                _fill(pen, start + axis, middle - 4, max(length, 0.8), 8, hatched=at == 1)
            shown = setter.line(bar.shown, replace(kind, bold=bar.value is not None))
            colour = INK if bar.value is not None else MUTED
            draw_lines(setter, pen, [shown], kind, start + axis + length + 6, middle - line / 2, shown.width, "start", colour)
        pen.rule(start + axis, top, start + axis, top + height, 0.7, MUTED)

    return Box(height, draw)


def numbers(setter: Setter, block: Numbers) -> list[Box]:
    """Big numbers over their words, at most four beside each other."""
    boxes: list[Box] = []
    for first in range(0, len(block.items), _TILES):
        boxes.append(_tiles(setter, block.items[first : first + _TILES], min(len(block.items), _TILES)))
    if _too_tall(setter, boxes):
        return _in_words(setter, block.items)
    return spaced(boxes, 12) + ([Box(4, nothing)] if boxes else [])


def _too_tall(setter: Setter, boxes: Sequence[Box]) -> bool:
    return any(box.height > setter.look.height * _TALLEST for box in boxes)


def _in_words(setter: Setter, items: Sequence[tuple[str, str]]) -> list[Box]:
    """Figures and their words as paragraphs."""
    return [
        box
        for shown, label in items
        for box in paragraph(setter, Paragraph((Span(shown, bold=True), Span(" "), Span(label))))
    ]


def _tiles(setter: Setter, items: tuple[tuple[str, str], ...], count: int) -> Box:
    look = setter.look
    gap = 14.0
    width = (look.column - gap * (count - 1)) / count
    big = [setter.lines(plain(shown), look.number, width) for shown, _ in items]
    words = [setter.lines(plain(label), look.cell, width) for _, label in items]
    top_height = max(setter.heights(each, look.number) for each in big)
    height = top_height + max(setter.heights(each, look.cell) for each in words) + 9

    def draw(pen: Pen, start: float, top: float) -> None:
        for at, (number, label) in enumerate(zip(big, words, strict=True)):
            place = start + at * (width + gap)
            pen.rule(place, top, place + width, top, 1.6, ACCENT)
            lower = top + 5 + top_height - setter.heights(number, look.number)
            lower = draw_lines(setter, pen, number, look.number, place, lower, width, "start")
            draw_lines(setter, pen, label, look.cell, place, lower + 1, width, "start", MUTED)

    return Box(height, draw)


def steps(setter: Setter, block: Steps) -> list[Box]:
    """Stages with arrows between them, in the order of reading."""
    boxes: list[Box] = []
    for first in range(0, len(block.items), _STAGES):
        last = first + _STAGES >= len(block.items)
        boxes += spaced([_strip(setter, block.items[first : first + _STAGES], min(len(block.items), _STAGES), last)], 6)
    if _too_tall(setter, boxes):
        return _in_words(setter, [(shown, label) for label, shown in block.items])
    return spaced(together(boxes), 12) + ([Box(4, nothing)] if boxes else [])


def _strip(setter: Setter, items: tuple[tuple[str, str], ...], count: int, last: bool) -> Box:
    look = setter.look
    gap, pad = 16.0, 7.0
    width = (look.column - gap * (count - 1)) / count
    figure = replace(look.number, size=look.number.size * 0.66, leading=look.number.leading * 0.72)
    labels = [setter.lines(plain(label), look.cell, width - 2 * pad) for label, _ in items]
    shown = [setter.lines(plain(words), figure, width - 2 * pad) for _, words in items]
    label_height = max(setter.heights(each, look.cell) for each in labels)
    height = label_height + max(setter.heights(each, figure) for each in shown) + 14

    def draw(pen: Pen, start: float, top: float) -> None:
        for at, (label, words) in enumerate(zip(labels, shown, strict=True)):
            place = start + at * (width + gap)
            pen.area(place, top, width, height, TINT)
            pen.area(place, top, width, 1.8, ACCENT)
            draw_lines(setter, pen, label, look.cell, place + pad, top + 6, width - 2 * pad, "start", MUTED)
            draw_lines(setter, pen, words, figure, place + pad, top + 7 + label_height, width - 2 * pad, "start")
            if at < len(labels) - 1 or not last:
                _arrow(pen, place + width + gap / 2, top + height / 2)
        pen.rule(start, top + height, start + len(items) * (width + gap) - gap, top + height, 0.3, RULE)

    return Box(height, draw)


def _arrow(pen: Pen, start: float, top: float) -> None:
    """A chevron that points where reading goes."""
    back, tip, thick, half = start - 3.2, start + 2.2, 2.6, 5.4
    pen.shape(
        [(back, top - half), (tip, top), (back, top + half), (back + thick, top + half), (tip + thick, top),
         (back + thick, top - half)],
        ACCENT,
    )  # fmt: skip
