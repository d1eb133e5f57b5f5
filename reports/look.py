"""How Raddir's paper looks: sizes, colours and room, in points. One place to change it."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
PAPERS = {"a4": (210 * MM, 297 * MM), "a5": (148 * MM, 210 * MM)}
"""Width and height of the papers a document may ask for."""

Colour = tuple[float, float, float]


def _hex(code: str) -> Colour:
    return (int(code[0:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:6], 16) / 255)


INK = _hex("1b1f24")
MUTED = _hex("57606a")
ACCENT = _hex("17495c")
"""A deep blue green: dark enough to print as a calm dark grey."""
RULE = _hex("c3cbd1")
TINT = _hex("f1f4f5")
HATCH = _hex("7d8b94")
WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Type:
    """A kind of text: its size, the height of its lines, its weight and colour."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = INK


@dataclass(frozen=True)
class Look:
    """The measures of one document's pages."""

    paper: str
    dense: bool
    width: float
    height: float
    side: float
    top: float
    bottom: float
    title: Type
    subject: Type
    headings: tuple[Type, Type, Type]
    body: Type
    lead: Type
    small: Type
    note: Type
    quote: Type
    cell: Type
    head: Type
    number: Type

    @property
    def column(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.side


def look(paper: str, rtl: bool, dense: bool = False) -> Look:
    """The look of a paper; letters from right to left stand in higher lines. A dense page is one that has to hold much."""
    width, height = PAPERS[paper]
    small_paper = paper == "a5"
    airy = (1.1 if dense else 1.18) if rtl else 1.0

    def kind(size: float, leading: float, bold: bool = False, colour: Colour = INK) -> Type:
        if small_paper:
            size, leading = size * (0.9 if dense else 0.92), leading * (0.86 if dense else 0.92)
        elif dense:
            size, leading = size * 0.94, leading * 0.93
        return Type(size, leading * airy, bold, colour)

    return Look(
        paper=paper,
        dense=dense,
        width=width,
        height=height,
        side=(16 if small_paper else 20 if dense else 25) * MM,
        top=(17 if small_paper and dense else 20 if small_paper else 22 if dense else 28) * MM,
        bottom=(16 if small_paper and dense else 23 if small_paper else 20 if dense else 25) * MM,
        title=kind(25, 30, True, ACCENT),
        subject=kind(12.5, 17.5, False, MUTED),
        headings=(kind(16.5, 21, True, ACCENT), kind(12.5, 17, True, ACCENT), kind(10.5, 15, True, INK)),
        body=kind(10.3, 15.4),
        lead=kind(12.4, 18.4),
        small=kind(8.8, 12.8, False, MUTED),
        note=kind(9.2, 13.6, False, INK),
        quote=kind(11.6, 17.6),
        cell=kind(9.5, 13.4),
        head=kind(9.0, 12.6, True, ACCENT),
        number=kind(23, 28, True, ACCENT),
    )
