"""A document as a PDF: pages, their heads and feet, bookmarks, document information. Equal documents give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDate, PDFDictionary, PDFInfo, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from locales import strip_iso
from reports import charts, contents, paper_form, paper_key, setting, tables, text
from reports.blocks import (
    Bars,
    Beside,
    Blanks,
    Block,
    Bullets,
    Choices,
    Contents,
    Document,
    Heading,
    KeepTogether,
    Numbers,
    PageBreak,
    Pairs,
    Paragraph,
    Part,
    QrCode,
    Quote,
    Space,
    Span,
    Steps,
    Table,
    WordGroups,
    plain,
)
from reports.embedding import FontBook
from reports.layout import Box, Page, Pen, nothing, paginate, together
from reports.look import ACCENT, MM, MUTED, RULE, Colour, Look, look
from reports.setting import Setter, baseline, draw_lines

rl_config.useA85 = 0  # streams as bytes: a fifth smaller, and quicker
PROGRAM = "Raddir"
_LOGO_HEIGHT = 15 * MM
_LOGO_WIDTH = 42 * MM


def write(document: Document) -> bytes:
    """The document set on paper, as the bytes of a PDF."""
    page_look = look(document.paper, text.is_rtl(document.language), document.dense)
    setter = Setter(document.language, page_look)
    pages = _pages(setter, document, contents.filled(document.blocks))
    if any(isinstance(block, Contents) for block in document.blocks):
        pages = _pages(setter, document, contents.filled(document.blocks, pages))
    buffer = io.BytesIO()
    canvas = _canvas(buffer, document, page_look)
    pen = CanvasPen(canvas, page_look.width, setter.rtl)
    marks = _Bookmarks(canvas)
    for number, page in enumerate(pages, 1):
        _draw_page(pen, setter, document, page, number, len(pages), marks)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _pages(setter: Setter, document: Document, blocks: Sequence[Block]) -> list[Page]:
    """The pages of a document. A contents page is as high before its numbers are known as after."""
    page_look = setter.look
    height = page_look.height - page_look.top - page_look.bottom
    return paginate(_opening(setter, document) + boxes(setter, blocks), height + _raised(page_look), height)


def warm() -> None:
    """Sets a few words in every style, so that fonts are open when the first document comes."""
    for language, words in (("en", "Aa 1"), ("ar", "أ 1")):
        spans = tuple(Span(words, bold, italic) for bold in (False, True) for italic in (False, True))
        write(Document("", "", language, "", date(2000, 1, 1), (Paragraph(spans),)))


def boxes(setter: Setter, blocks: Sequence[Block]) -> list[Box]:
    """The blocks of a document as boxes, in order."""
    made: list[Box] = []
    new_page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            new_page = True
            continue
        set_block = _boxes(setter, block)
        if new_page and set_block:
            set_block[0] = _on_new_page(set_block[0])
            new_page = False
        made += set_block
    return made


def _on_new_page(box: Box) -> Box:
    return Box(box.height, box.draw, 0.0, box.with_next, None, box.bookmark, True)


def _boxes(setter: Setter, block: Block) -> list[Box]:
    match block:
        case Heading():
            return setting.heading(setter, block)
        case Paragraph():
            return setting.paragraph(setter, block)
        case Bullets():
            return setting.bullets(setter, block)
        case Quote():
            return setting.quote(setter, block)
        case Table():
            return tables.table(setter, block)
        case Bars():
            return charts.bars(setter, block)
        case Pairs():
            return charts.pairs(setter, block)
        case Contents():
            return contents.contents(setter, block)
        case Numbers():
            return charts.numbers(setter, block)
        case Steps():
            return charts.steps(setter, block)
        case WordGroups():
            return paper_key.word_groups(setter, block)
        case QrCode():
            return paper_key.qr_code(setter, block)
        case Beside():
            return paper_form.beside(setter, block)
        case Choices():
            return paper_form.choices(setter, block)
        case Blanks():
            return paper_form.blanks(setter, block)
        case KeepTogether():
            return together(boxes(setter, block.blocks))
        case Part():
            return _part(setter, block)
        case Space():
            return [Box(block.mm * MM, nothing)]
        case _:
            return []


def _part(setter: Setter, part: Part) -> list[Box]:
    """Blocks set in another language, beginning a page."""
    own = Setter(part.language, look(setter.look.paper, text.is_rtl(part.language), setter.look.dense))
    made = [_turned(box, own.rtl) for box in boxes(own, part.blocks)]
    return [_on_new_page(made[0]), *made[1:]] if made else []


def _turned(box: Box, rtl: bool) -> Box:
    """A box drawn from the side its own language begins at."""
    def draw(pen: Pen, start: float, top: float) -> None:
        if isinstance(pen, CanvasPen):
            with pen.running(rtl):
                box.draw(pen, start, top)

    return replace(box, draw=draw, repeat=_turned(box.repeat, rtl) if box.repeat else None)


def _raised(page_look: Look) -> float:
    """The first page has no running head, so its text begins higher."""
    return page_look.top * 0.3


def _opening(setter: Setter, document: Document) -> list[Box]:
    """The association's name, the title and what the document is about, over a rule."""
    page_look = setter.look
    kinds = (
        (document.association, page_look.headings[2], MUTED, 12.0),
        (document.title, page_look.title, ACCENT, 3.0),
        (document.subject, page_look.subject, MUTED, 9.0),
    )
    logo = _logo(document.logo)
    room = page_look.column - (_LOGO_WIDTH + 10 if logo else 0)
    made: list[Box] = []
    for words, kind, colour, after in kinds:
        lines = setter.lines(plain(words), kind, room)
        made += setting.line_boxes(setter, lines, kind, room, "start", colour)
        made += [Box(after, nothing)] if lines else []
    rule = Box(12, lambda pen, start, top: pen.area(start, top + 1, 46, 2.6, ACCENT))
    made = together([*made, rule])
    if logo:
        made[0] = _with_logo(made[0], logo, page_look.column)
    return made


def _logo(data: bytes | None) -> ImageReader | None:
    """The logo, or None where there is none or it is no picture."""
    if not data:
        return None
    try:
        return ImageReader(io.BytesIO(data))
    except Exception:  # any of Pillow's many errors: the page is set without the logo
        return None


def _with_logo(box: Box, logo: ImageReader, column: float) -> Box:
    def draw(pen: Pen, start: float, top: float) -> None:
        if isinstance(pen, CanvasPen):
            pen.picture(logo, start + column, top, _LOGO_WIDTH, _LOGO_HEIGHT)
        box.draw(pen, start, top)

    return Box(box.height, draw, box.before, box.with_next)


def _draw_page(
    pen: CanvasPen, setter: Setter, document: Document, page: Page, number: int, pages: int, marks: _Bookmarks
) -> None:
    page_look = setter.look
    pen.height = page_look.height
    first = number == 1
    if not first:
        _running_head(pen, setter, document)
    offset = page_look.top
    for place, box in page.placed:
        top = offset + place
        if box.bookmark:
            marks.add(*box.bookmark, page_look.height - top + 8)
        box.draw(pen, page_look.side, top)
    _foot(pen, setter, document, number, pages)


def _running_head(pen: Pen, setter: Setter, document: Document) -> None:
    page_look = setter.look
    kind = page_look.small
    half = page_look.column / 2 - 8
    top = page_look.top - 9 * MM
    name = setter.lines(plain(document.association), kind, half)[:1]
    subject = setter.lines(plain(document.title), kind, half)[:1]
    draw_lines(setter, pen, name, kind, page_look.side, top - kind.leading, half, "start", MUTED)
    draw_lines(setter, pen, subject, kind, page_look.side + half + 16, top - kind.leading, half, "end", MUTED)
    pen.rule(page_look.side, top + 3, page_look.width - page_look.side, top + 3, 0.5, RULE)


def _foot(pen: Pen, setter: Setter, document: Document, number: int, pages: int) -> None:
    page_look = setter.look
    kind = page_look.small
    top = page_look.height - page_look.bottom + 5.5 * MM
    pen.rule(page_look.side, top, page_look.width - page_look.side, top, 0.5, RULE)
    label = setter.line(document.page_label.format(page=number, pages=pages), kind)
    place = top + 5 + baseline(kind.leading, kind.size)
    pen.text(label, page_look.side, place, page_look.column, "end", MUTED)
    room = page_look.column - label.width - 20
    words = setter.lines(plain(document.footer), kind, room)[:2]
    draw_lines(setter, pen, words, kind, page_look.side, top + 5, room, "start", MUTED)


class _Bookmarks:
    """The outline: chapters and sections, never a level skipped."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._count = 0
        self._depth = -1

    def add(self, level: int, title: str, top: float) -> None:
        self._count += 1
        self._depth = min(level - 1, self._depth + 1)
        key = f"h{self._count}"
        self._canvas.bookmarkHorizontalAbsolute(key, top)
        self._canvas.addOutlineEntry(title, key, self._depth)


class CanvasPen(Pen):
    """Draws on reportlab's canvas; everything is mirrored here, once, in documents from right to left."""

    def __init__(self, canvas: Any, width: float, rtl: bool) -> None:
        """``canvas`` is reportlab's Canvas, whose stream of operators is written directly."""
        self._canvas = canvas
        self._fonts = FontBook(self._canvas._doc)
        self._width = width
        self._rtl = rtl
        self.height = 0.0

    @contextmanager
    def running(self, rtl: bool) -> Iterator[None]:
        """Draw from the other side for a while, or from the same."""
        before, self._rtl = self._rtl, rtl
        try:
            yield
        finally:
            self._rtl = before

    def text(self, line: text.Line, start: float, baseline: float, width: float, align: str, colour: Colour) -> None:
        at_right = self._rtl if align == "start" else not self._rtl if align == "end" else line.rtl
        left = self._left(start, width)
        x = left + (width - line.width) / 2 if align == "centre" else left + width - line.width if at_right else left
        self._put(f"{_rgb(colour)} rg")
        self._put(self._fonts.operators(line.runs, line.size, x, self.height - baseline))

    def area(self, start: float, top: float, width: float, height: float, colour: Colour) -> None:
        x, y = self._left(start, width), self.height - top - height
        self._put(f"{_rgb(colour)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def hatched(self, start: float, top: float, width: float, height: float, colour: Colour) -> None:
        x, y = self._left(start, width), self.height - top - height
        box = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        self._put(f"q {box} W n {_rgb(colour)} RG 0.8 w")
        for step in range(-int(height // 3) * 3, int(width) + 1, 3):
            self._put(f"{x + step:.2f} {y:.2f} m {x + step + height:.2f} {y + height:.2f} l S")
        self._put(f"Q {_rgb(colour)} RG 0.6 w {box} S")

    def rule(self, start: float, top: float, to_start: float, to_top: float, thick: float, colour: Colour) -> None:
        x1, x2 = self._left(start, 0), self._left(to_start, 0)
        y1, y2 = self.height - top, self.height - to_top
        self._put(f"{_rgb(colour)} RG {thick:.2f} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def shape(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        places = [f"{self._left(start, 0):.2f} {self.height - top:.2f}" for start, top in points]
        self._put(f"{_rgb(colour)} rg {places[0]} m " + " ".join(f"{place} l" for place in places[1:]) + " h f")

    def picture(self, image: ImageReader, end: float, top: float, width: float, height: float) -> None:
        """A picture that fits into a box at the end side."""
        wide, high = image.getSize()
        factor = min(width / wide, height / high)
        left = self._left(end - wide * factor, wide * factor)
        self._canvas.drawImage(
            image, left, self.height - top - high * factor, wide * factor, high * factor, mask="auto"
        )

    def _left(self, start: float, width: float) -> float:
        return self._width - start - width if self._rtl else start

    def _put(self, operators: str) -> None:
        self._canvas._code.append(operators)


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour)


class _Info(PDFInfo):
    """Document information without an author: reportlab would write an empty one."""

    def format(self, document: Any) -> bytes:
        day = PDFDate(ts=document._timeStamp, dateFormatter=getattr(self, "_dateFormatter"))  # noqa: B009 (a name no stub knows)
        told = {"Title": self.title, "Subject": self.subject, "Keywords": self.keywords, "Creator": self.creator, "Producer": self.producer}
        facts = {name: PDFString(value) for name, value in told.items()}
        whole = PDFDictionary({**facts, "CreationDate": day, "ModDate": day, "Trapped": PDFName(self.trapped)})
        return whole.format(document)


class _Canvas(Canvas):
    def _make_preamble(self) -> None:
        """reportlab would begin each page with Helvetica, which no file of ours embeds or uses."""
        self._preamble = "1 0 0 1 0 0 cm"


def _canvas(buffer: io.BytesIO, document: Document, page_look: Look) -> Canvas:
    """A canvas whose file tells nothing but the document's own title, subject, language and day."""
    canvas = _Canvas(
        buffer, pagesize=(page_look.width, page_look.height), pageCompression=1, invariant=1, lang=document.language
    )
    pages: Any = canvas
    pages._doc.info = _Info()
    canvas.setTitle(strip_iso(document.title))
    canvas.setSubject(strip_iso(document.subject))
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setDateFormatter(_dated(document.day))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if text.is_rtl(document.language):
        canvas.setViewerPreference("Direction", "R2L")
    if any(isinstance(block, Heading) for block in document.blocks):
        canvas.showOutline()
    return canvas


def _dated(day: date) -> Any:
    """Writes the document's day wherever reportlab would write the time it knows."""
    return lambda *_: f"D:{day:%Y%m%d}"
