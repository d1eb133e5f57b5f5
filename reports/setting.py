"""Blocks of words as boxes: headings, paragraphs, bullets, quotes. Tables and charts have files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports import text
from reports.blocks import Bullets, Heading, Paragraph, Quote, Span, plain
from reports.layout import Box, Draw, Pen, guarded, nothing, shifted
from reports.look import ACCENT, INK, MM, MUTED, RULE, TINT, Colour, Look, Type

_QUOTE_MARKS = {
    "en": "“", "ar": "«", "fa": "«", "ckb": "«", "ps": "«", "ur": "“", "prs": "«", "is": "„", "pl": "„", "uk": "«",
    "ru": "«", "fr": "«", "es": "«", "de": "„", "cs": "„", "lt": "„", "ro": "„", "hr": "„", "sv": "”", "fi": "”",
    "no": "«", "nb": "«", "da": "“", "he": "”", "vi": "“", "bg": "„", "hu": "„", "sq": "„", "th": "“",
}  # fmt: skip
"""The mark that opens a quotation, by language."""
_LOW_MARK = "„"
"""Stands on its line, where the others hang from above; it is drawn higher, beside the first words all the same."""
_TALLER = 1.16
"""How much higher a line is that holds letters of another typeface than the document's."""


@dataclass(frozen=True)
class Setter:
    """Turns words into lines for one document."""

    language: str
    look: Look

    @property
    def rtl(self) -> bool:
        return text.is_rtl(self.language)

    def lines(
        self, spans: Sequence[Span], kind: Type, width: float, language: str | None = None, italic: bool = False
    ) -> list[text.Line]:
        """A paragraph in lines; ``language`` when it is not the document's."""
        if italic:
            spans = [replace(span, italic=True) for span in spans]
        return text.wrap(spans, kind.size, width, language or self.language, kind.bold)

    def line(self, words: str, kind: Type) -> text.Line:
        """A text on one line."""
        return text.single(words, kind.size, self.language, kind.bold)

    def height(self, line: text.Line, kind: Type) -> float:
        """How high a line stands: higher where Latin lines hold words of a taller script."""
        main = text.main_family(self.language)
        if main is text.main_family("en") and any(run.face.family is not main for run in line.runs):
            return kind.leading * _TALLER
        return kind.leading

    def heights(self, lines: Sequence[text.Line], kind: Type) -> float:
        return sum(self.height(line, kind) for line in lines)


def baseline(height: float, size: float) -> float:
    """Where letters stand in a line, from its top."""
    return height / 2 + size * 0.33


def line_boxes(
    setter: Setter, lines: Sequence[text.Line], kind: Type, width: float, align: str = "own", colour: Colour | None = None
) -> list[Box]:
    """A box a line."""

    def drawing(line: text.Line, height: float) -> Draw:
        place = baseline(height, kind.size)
        return lambda pen, start, top: pen.text(line, start, top + place, width, align, colour or kind.colour)

    return [Box(height, drawing(line, height)) for line in lines for height in [setter.height(line, kind)]]


def draw_lines(
    setter: Setter, pen: Pen, lines: Sequence[text.Line], kind: Type, start: float, top: float, width: float,
    align: str = "own", colour: Colour | None = None,
) -> float:  # fmt: skip
    """Draws lines under each other; returns where the next would begin."""
    for line in lines:
        height = setter.height(line, kind)
        pen.text(line, start, top + baseline(height, kind.size), width, align, colour or kind.colour)
        top += height
    return top


def spaced(boxes: Sequence[Box], before: float) -> list[Box]:
    """Boxes with room above the first."""
    return [replace(boxes[0], before=before), *boxes[1:]] if boxes else []


def heading(setter: Setter, block: Heading) -> list[Box]:
    """A heading, kept with what follows it."""
    level = min(max(block.level, 1), 3)
    kind = setter.look.headings[level - 1]
    lines = setter.lines(plain(block.text), kind, setter.look.column)
    boxes = [replace(box, with_next=True) for box in line_boxes(setter, lines, kind, setter.look.column, "start")]
    if not boxes:
        return []
    boxes[0] = replace(boxes[0], bookmark=(level, block.text))
    room = (22.0, 17.0, 12.0)[level - 1]
    return [*spaced(boxes, room), Box((4.0, 2.5, 1.0)[level - 1], nothing, with_next=True)]


def paragraph(setter: Setter, block: Paragraph) -> list[Box]:
    """A paragraph whose first two and last two lines are never parted."""
    kinds = {"lead": setter.look.lead, "small": setter.look.small, "note": setter.look.note}
    kind = kinds.get(block.style, setter.look.body)
    if block.style == "note":
        return _note(setter, block, kind)
    lines = setter.lines(block.spans, kind, setter.look.column, block.language)
    return spaced(guarded(line_boxes(setter, lines, kind, setter.look.column)), kind.leading * 0.5)


def _note(setter: Setter, block: Paragraph, kind: Type) -> list[Box]:
    """A remark on a light ground with a rule at the start side."""
    pad = 9.0
    width = setter.look.column - 2 * pad - 3
    lines = setter.lines(block.spans, kind, width, block.language)
    boxes = shifted(line_boxes(setter, lines, kind, width), pad + 3)
    edge = Box(6, nothing)
    return spaced([_grounded(box, setter.look.column) for box in guarded([edge, *boxes, edge], 3)], 10) if lines else []


def _grounded(box: Box, width: float) -> Box:
    def draw(pen: Pen, start: float, top: float) -> None:
        pen.area(start, top - 0.2, width, box.height + 0.4, TINT)
        pen.area(start, top - 0.2, 2.4, box.height + 0.4, ACCENT)
        box.draw(pen, start, top)

    return replace(box, draw=draw)


def bullets(setter: Setter, block: Bullets) -> list[Box]:
    """A list; its bullets stand at the start side."""
    kind = setter.look.body
    indent = 14.0
    width = setter.look.column - indent
    boxes: list[Box] = []
    for item in block.items:
        lines = setter.lines(item, kind, width)
        set_item = guarded(shifted(line_boxes(setter, lines, kind, width, "start"), indent))
        if set_item:
            set_item[0] = _bulleted(set_item[0])
            boxes += spaced(set_item, kind.leading * 0.22)
    return spaced(boxes, kind.leading * 0.4)


def _bulleted(box: Box) -> Box:
    def draw(pen: Pen, start: float, top: float) -> None:
        middle, half = top + box.height / 2 + 0.8, 1.7
        pen.area(start + 3, middle - half, 2 * half, 2 * half, ACCENT)
        box.draw(pen, start, top)

    return replace(box, draw=draw)


def quote(setter: Setter, block: Quote) -> list[Box]:
    """Somebody's words with a rule and a large mark at the side where these words begin."""
    look = setter.look
    indent = 34.0
    width = look.column - indent - 4 * MM
    own_rtl = text.is_rtl(block.language)
    flipped = own_rtl != setter.rtl
    kind = replace(look.quote, leading=look.quote.leading * (1.12 if own_rtl and not setter.rtl else 1.0))
    lines = setter.lines(plain(block.text), kind, width, block.language, italic=not own_rtl)
    if not lines:
        return []
    offset = look.column - indent - width if flipped else indent
    words = line_boxes(setter, lines, kind, width, "end" if flipped else "start", INK)
    if block.attribution.strip():
        small = look.small
        credit = setter.lines(plain(block.attribution), small, width)
        words += spaced(line_boxes(setter, credit, small, width, "end" if flipped else "start", MUTED), 3)
    boxes = shifted(guarded(words), offset)
    sign = _QUOTE_MARKS.get(block.language.split("-")[0], "“")
    mark = text.single(sign, 32, block.language, True)
    boxes[0] = _marked(boxes[0], mark, look.column, flipped, 13 if sign == _LOW_MARK else 25)
    rule_at = look.column - 2.2 if flipped else 0.0
    return spaced([_ruled(box, rule_at, 2.2) for box in boxes], 12) + [Box(4, nothing)]


def _marked(box: Box, mark: text.Line, column: float, flipped: bool, baseline: float) -> Box:
    def draw(pen: Pen, start: float, top: float) -> None:
        place = start + (column - 8 - mark.width if flipped else 8)
        pen.text(mark, place, top + baseline, mark.width, "start", RULE)
        box.draw(pen, start, top)

    return replace(box, draw=draw)


def _ruled(box: Box, at: float, thick: float) -> Box:
    def draw(pen: Pen, start: float, top: float) -> None:
        pen.area(start + at, top - box.before, thick, box.height + box.before, ACCENT)
        box.draw(pen, start, top)

    return replace(box, draw=draw)
