"""The contents page: chapters and sections with the pages they begin on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from reports.blocks import Block, Contents, Heading, KeepTogether, plain
from reports.layout import Box, Page, Pen, guarded
from reports.look import MUTED, RULE, Type
from reports.setting import Setter, draw_lines, heading

_INDENT = 16.0


def filled(blocks: Sequence[Block], pages: Sequence[Page] = ()) -> tuple[Block, ...]:
    """The blocks with a contents page that knows its headings, and where they stand once pages are set."""
    start = next((at for at, block in enumerate(blocks) if isinstance(block, Contents)), len(blocks))
    if start == len(blocks):
        return tuple(blocks)
    deepest = cast(Contents, blocks[start]).deepest
    marks = [(number, box.bookmark[0]) for number, page in enumerate(pages, 1) for _, box in page.placed if box.bookmark]
    numbers = [number for number, level in marks if level <= deepest]
    found = [(block.level, block.text) for block in _headings(blocks[start:]) if block.level <= deepest]
    numbers = numbers[-len(found) :]  # what stands before the contents page isn't listed on it
    entries = tuple((level, text, numbers[at] if at < len(numbers) else 0) for at, (level, text) in enumerate(found))
    return tuple(replace(block, entries=entries) if isinstance(block, Contents) else block for block in blocks)


def _headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, KeepTogether):
            yield from _headings(block.blocks)


def contents(setter: Setter, block: Contents) -> list[Box]:
    """A line an entry, with a fine rule towards the page's number."""
    head = [replace(box, bookmark=None) for box in heading(setter, Heading(1, block.title))]
    return [*head, *guarded([_entry(setter, *entry) for entry in block.entries], 3)]


def _entry(setter: Setter, level: int, text: str, page: int) -> Box:
    kind = replace(setter.look.body, bold=level == 1)
    indent = _INDENT * (level - 1)
    number = setter.line(str(page), kind)
    room = setter.look.column - indent - 40
    lines = setter.lines(plain(text), kind, room)
    before = 5.0 if level == 1 else 0.0
    height = setter.heights(lines, kind) + before

    def draw(pen: Pen, start: float, top: float) -> None:
        end = draw_lines(setter, pen, lines, kind, start + indent, top + before, room, "start")
        last = end - setter.height(lines[-1], kind)
        draw_lines(setter, pen, [number], kind, start + setter.look.column - 40, last, 40, "end", MUTED)
        _leader(setter, pen, start + indent + lines[-1].width + 6, start + setter.look.column - number.width - 6, end, kind)

    return Box(height, draw)


def _leader(setter: Setter, pen: Pen, start: float, end: float, bottom: float, kind: Type) -> None:
    if end > start:
        pen.rule(start, bottom - kind.leading * 0.3, end, bottom - kind.leading * 0.3, 0.4, RULE)
