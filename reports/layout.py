"""Boxes on pages: what stays together, what may break, what is repeated at the head of a page. Knows nothing of PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from reports.look import Colour
from reports.text import Line


class Pen(Protocol):
    """What boxes draw with. ``start`` counts from the side where reading starts, ``top`` downwards from the page's head."""

    def text(self, line: Line, start: float, baseline: float, width: float, align: str, colour: Colour) -> None:
        """A line in a column of ``width``: align "start" or "end" (of the document), "centre", or "own" (of the line)."""

    def area(self, start: float, top: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""

    def hatched(self, start: float, top: float, width: float, height: float, colour: Colour) -> None:
        """A rectangle of slanting lines."""

    def rule(self, start: float, top: float, to_start: float, to_top: float, thick: float, colour: Colour) -> None:
        """A straight line."""

    def shape(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        """A filled polygon of (start, top) points."""


Draw = Callable[[Pen, float, float], None]
"""Draws a box with its start side and its top at the places given."""


@dataclass(frozen=True, eq=False)
class Box:
    """Something of one height that never breaks. ``before`` is room above it, not wanted at the head of a page.

    ``with_next`` keeps it on the page of what follows; ``repeat`` is drawn again above it where it begins a page;
    ``bookmark`` is a heading's level and text; ``new_page`` begins a page.
    """

    height: float
    draw: Draw
    before: float = 0.0
    with_next: bool = False
    repeat: Box | None = None
    bookmark: tuple[int, str] | None = None
    new_page: bool = False


@dataclass
class Page:
    """A page's boxes with the places of their tops."""

    placed: list[tuple[float, Box]] = field(default_factory=list)
    used: float = 0.0


def nothing(pen: Pen, start: float, top: float) -> None:
    """Draws nothing: room only."""


def together(boxes: Sequence[Box]) -> list[Box]:
    """The same boxes, kept on one page when one page can hold them."""
    return [replace(box, with_next=True) for box in boxes[:-1]] + list(boxes[-1:])


def guarded(boxes: Sequence[Box], few: int = 2) -> list[Box]:
    """Lines or rows of which never fewer than ``few`` stand alone at the foot or the head of a page."""
    last = len(boxes) - 1
    return [
        replace(box, with_next=box.with_next or (at < last and (at < few - 1 or at > last - few)))
        for at, box in enumerate(boxes)
    ]


def shifted(boxes: Iterable[Box], by: float) -> list[Box]:
    """Boxes drawn further from the start side."""

    def moved(draw: Draw) -> Draw:
        return lambda pen, start, top: draw(pen, start + by, top)

    return [replace(box, draw=moved(box.draw)) for box in boxes]


def paginate(boxes: Sequence[Box], first: float, height: float) -> list[Page]:
    """Boxes on pages ``height`` points high, of which the first has ``first`` left."""
    pages = [Page(used=height - first)]
    for chain in _chains(boxes):
        page = pages[-1]
        if chain[0].new_page and page.placed:
            page = _new(pages)
        fits = page.used + _height(chain, bool(page.placed)) <= height
        whole = _height(chain, False) + (chain[0].repeat.height if chain[0].repeat else 0) <= height
        if not fits and whole and page.placed:
            page = _new(pages)
        for box in chain:
            room = box.before if page.placed else 0.0
            if page.placed and page.used + room + box.height > height:
                page = _new(pages)
            _place(page, box, opens=not page.placed and len(pages) > 1)
    return pages


def _new(pages: list[Page]) -> Page:
    pages.append(Page())
    return pages[-1]


def _place(page: Page, box: Box, opens: bool) -> None:
    if opens and box.repeat is not None:
        page.placed.append((page.used, box.repeat))
        page.used += box.repeat.height
    elif page.placed:
        page.used += box.before
    page.placed.append((page.used, box))
    page.used += box.height


def _height(chain: Sequence[Box], room: bool) -> float:
    total = sum(box.before + box.height for box in chain)
    return total if room else total - chain[0].before


def _chains(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that must stand on one page, in a row each."""
    chains: list[list[Box]] = []
    joined = False
    for box in boxes:
        if joined and not box.new_page:
            chains[-1].append(box)
        else:
            chains.append([box])
        joined = box.with_next
    return chains
