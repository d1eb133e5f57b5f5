"""The neutral document: what a report says, in which language, without a word on how paper is made.

Plain frozen data. ``to_json`` and ``from_json`` carry a whole document over a pipe without loss.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True)
class Span:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 1 is a chapter, 2 a section, 3 a small heading. Levels 1 and 2 are bookmarks."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``language`` says in which its words are when not in the document's; it decides the direction."""

    spans: tuple[Span, ...]
    style: Literal["body", "lead", "small", "note"] = "body"
    language: str | None = None


@dataclass(frozen=True)
class Bullets:
    """A list, each item with a bullet at the start side."""

    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's own words in ``language``, and who is meant, in the document's language."""

    text: str
    attribution: str
    language: str


@dataclass(frozen=True)
class Table:
    """A table of words. ``widths`` are shares of the page's width; columns in ``numeric`` stand at the end side."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    widths: tuple[float, ...] | None = None
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bar:
    """One bar: ``value`` is its length, None where there is no figure to draw; ``shown`` is printed beside it."""

    label: str
    value: int | None
    shown: str


@dataclass(frozen=True)
class Bars:
    """A horizontal bar chart that starts at zero."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True)
class Pairs:
    """Bars in two fills beside each other, as (label, first, second): what `first` and `second` mean stands above. Both from zero."""

    first: str
    second: str
    rows: tuple[tuple[str, Bar, Bar], ...]


@dataclass(frozen=True)
class Numbers:
    """Big numbers with their words: (shown, label)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Steps:
    """Stages in the order of reading, with arrows between: (label, shown)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WordGroups:
    """Words of a key in numbered groups, to be copied and typed: large, and from left to right on every paper."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class QrCode:
    """A text as a QR code with a side of so many millimetres; ``note`` stands beside it."""

    text: str
    mm: float
    note: str = ""


@dataclass(frozen=True)
class Beside:
    """The same words twice: at the start side in the document's language, at the end side in ``language``; empty second words
    leave the first the whole width."""

    first: tuple[Span, ...]
    second: tuple[Span, ...]
    language: str
    style: Literal["body", "lead", "question"] = "body"


@dataclass(frozen=True)
class Choices:
    """Boxes to tick, in columns: (code to type in later, words in the document's language, words in ``language`` or "")."""

    items: tuple[tuple[str, str, str], ...]
    language: str
    columns: int = 3


@dataclass(frozen=True)
class Blanks:
    """Lines to write on by hand, each after words of its own or after none."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """A contents page: chapters and sections with their pages, which are known when the pages are set. It stands once in a document."""

    title: str
    deepest: int = 2
    entries: tuple[tuple[int, str, int], ...] = ()
    """(level, heading, page); filled in by whoever sets the pages."""


@dataclass(frozen=True)
class Space:
    """Room of so many millimetres."""

    mm: float


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class KeepTogether:
    """Blocks that stand on one page when they fit on one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """Blocks in a language of their own, on pages of their own; they are mirrored where it runs the other way."""

    language: str
    blocks: tuple[Block, ...]


Block = (
    Heading | Paragraph | Bullets | Quote | Table | Bars | Pairs | Numbers | Steps | WordGroups | QrCode | Contents | Beside | Choices | Blanks
    | Space | PageBreak | KeepTogether | Part
)


@dataclass(frozen=True)
class Document:
    """A whole report, translated.

    ``association`` stands at the head of each page, ``page_label`` is a format with ``{page}`` and ``{pages}``, ``day`` is
    the day the report is of: the only date in the file. ``dense`` asks for a little less room round and in everything, for a
    report that has to hold on so many pages. Nothing here may name a volunteer or a member as its author.
    """

    title: str
    subject: str
    language: str
    association: str
    day: date
    blocks: tuple[Block, ...]
    page_label: str = "{page} / {pages}"
    footer: str = ""
    logo: bytes | None = None
    paper: Literal["a4", "a5"] = "a4"
    dense: bool = False
    keywords: tuple[str, ...] = field(default=())


def plain(text: str) -> tuple[Span, ...]:
    """A text in one ordinary style."""
    return (Span(text),)


_KINDS = {
    kind.__name__: kind
    for kind in (
        Span, Heading, Paragraph, Bullets, Quote, Table, Bar, Bars, Pairs, Numbers, Steps, WordGroups, QrCode, Contents, Beside, Choices, Blanks,
        Space, PageBreak, KeepTogether, Part, Document,
    )
}  # fmt: skip


def to_json(document: Document) -> bytes:
    """The document as JSON in UTF-8."""
    return json.dumps(_packed(document), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_json(data: bytes) -> Document:
    """The document ``to_json`` wrote. Raises ValueError when it is not one."""
    document = _unpacked(json.loads(data.decode("utf-8", "surrogatepass")))
    if not isinstance(document, Document):
        raise ValueError("not a document")  # the data is wrong, not the caller
    return document


def _packed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_packed(item) for item in value]
    if isinstance(value, frozenset):
        return {"": "set", "items": sorted(value)}
    if isinstance(value, bytes):
        return {"": "bytes", "data": base64.b64encode(value).decode()}
    if isinstance(value, date):
        return {"": "date", "day": value.isoformat()}
    if type(value).__name__ in _KINDS:
        return {"": type(value).__name__} | {each.name: _packed(getattr(value, each.name)) for each in fields(value)}
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(item) for item in value)
    if not isinstance(value, dict):
        return value
    kind = value.get("")
    if kind == "set":
        return frozenset(value["items"])
    if kind == "bytes":
        return base64.b64decode(value["data"])
    if kind == "date":
        return date.fromisoformat(value["day"])
    if kind not in _KINDS:
        raise ValueError("unknown part of a document")
    return _KINDS[kind](**{name: _unpacked(part) for name, part in value.items() if name})
