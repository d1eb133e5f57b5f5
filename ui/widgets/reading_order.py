"""The Tab key goes in reading order, whatever was built first: the order is taken from the layouts and set anew when they change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget

from ui.widgets.fitting import laid_out


def stops(root: QWidget) -> list[QWidget]:
    """Everything inside that takes the Tab key and isn't hidden for itself, in reading order."""
    return [each for each in _parts(root) if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None]


def _parts(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _parts(inside)
    elif isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        if shown is not None:
            yield from _parts(shown)
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for part in laid_out(layout):
        yield from _parts(part) if isinstance(part, QWidget) else _laid_out(part)


def put_in_order(root: QWidget) -> None:
    """Chain the stops of a page one after the other.

    Without looking at the chain first: PySide takes what `nextInFocusChain` gives for a part of the widget it was asked of, and the menu
    bar would go with a row of a list.
    """
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)
