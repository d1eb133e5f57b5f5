"""Tab goes through a page in reading order, also through what was added to it later."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def in_reading_order(root: QWidget) -> None:
    """Set the Tab order of everything inside to the order in which its layouts show it. Qt's own is that of creation."""
    before: QWidget | None = None
    for widget in stops(root):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab can stop at inside a widget, in reading order, shown now or not."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
        return
    inside, layout = widget.widget() if isinstance(widget, QScrollArea) else None, widget.layout()
    if inside is not None:
        yield from stops(inside)
    elif layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place)[:2])  # type: ignore[index]
    for place in places:
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _in_layout(inner)
