"""A key on paper: words in numbered groups, and the same as a square that a scanner reads. Neither is ever mirrored."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget

from reports.blocks import QrCode, WordGroups, plain
from reports.layout import Box, Pen, nothing, together
from reports.look import ACCENT, INK, MM, RULE, WHITE, Type
from reports.setting import Setter, baseline, draw_lines, spaced

_WORD = Type(15, 24)
_NUMBER = Type(15, 24, True, ACCENT)
_NUMBER_WIDTH = 30.0
_QUIET = 4
"""Modules of white round the square that a reader needs (ISO/IEC 18004)."""


def word_groups(setter: Setter, block: WordGroups) -> list[Box]:
    """A group a line, its number before it, from left to right on every paper: the words are a key, in one order for everybody."""
    rows = [_row(setter, number, words) for number, words in enumerate(block.groups, 1)]
    return spaced(together([*rows, Box(6, nothing)]), 10)


def _row(setter: Setter, number: int, words: tuple[str, ...]) -> Box:
    column = setter.look.column
    width = (column - _NUMBER_WIDTH) / max(1, len(words))
    cells = [(0.0, _NUMBER_WIDTH, str(number), _NUMBER)]
    cells += [(_NUMBER_WIDTH + place * width, width, word, _WORD) for place, word in enumerate(words)]
    lines = [(_from_left(setter, left, wide), wide, line, kind) for left, wide, said, kind in cells
             for line in setter.lines(plain(said), kind, wide, "en")]
    height, align = _WORD.leading + 6, "end" if setter.rtl else "start"

    def draw(pen: Pen, start: float, top: float) -> None:
        for left, wide, line, kind in lines:
            pen.text(line, start + left, top + baseline(height, kind.size), wide, align, kind.colour)
        pen.rule(start, top + height, start + column, top + height, 0.5, RULE)

    return Box(height, draw)


def _from_left(setter: Setter, left: float, width: float) -> float:
    """Where something begins that stands so far from the left of the column, counted from where reading starts."""
    return setter.look.column - left - width if setter.rtl else left


def qr_code(setter: Setter, block: QrCode) -> list[Box]:
    """The square at the start side, what it is for beside it."""
    dark = modules(block.text)
    side, count = block.mm * MM, len(dark) + 2 * _QUIET
    unit = side / count
    kind, room = setter.look.body, setter.look.column - side - 12
    lines = setter.lines(plain(block.note), kind, room)

    def draw(pen: Pen, start: float, top: float) -> None:
        pen.area(start, top, side, side, WHITE)
        for row, line in enumerate(dark):
            for first, length in _runs(line):
                left = (first + _QUIET) * unit
                left = side - left - length * unit if setter.rtl else left
                pen.area(start + left, top + (row + _QUIET) * unit, length * unit, unit * 1.02, INK)
        draw_lines(setter, pen, lines, kind, start + side + 12, top + (side - setter.heights(lines, kind)) / 2, room)

    return spaced([Box(max(side, setter.heights(lines, kind)), draw)], 6)


def modules(text: str) -> list[list[bool]]:
    """The dark and light modules of a QR code for a text, with room for fifteen in a hundred to be spoilt."""
    widget: Any = QrCodeWidget(text, barLevel="M")
    code = widget.qr
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


def _runs(line: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules begin in a row and how many follow each other: one area each leaves no seams."""
    found, at = list[tuple[int, int]](), 0
    for dark, each in groupby(line):
        length = len(list(each))
        if dark:
            found.append((at, length))
        at += length
    return found
