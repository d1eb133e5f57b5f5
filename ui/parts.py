"""Small parts that every page is made of, in the look of `theme.py`. `kind` is a word that the style sheet knows."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QScrollArea, QToolButton, QWidget

__all__ = ["bring_into_view", "button", "clear", "kinds", "label", "tool"]


def label(kind: str = "", *, name: str = "", hidden: bool = False) -> QLabel:
    """A text that wraps: "", "section", "muted", "danger" or "ok"."""
    made = QLabel()
    made.setWordWrap(True)
    if name:
        made.setObjectName(name)
    if kind:
        made.setProperty("kind", kind)
    if hidden:
        made.hide()
    return made


def button(kind: str = "", *, icon: str = "", checkable: bool = False) -> QPushButton:
    """A button: "", "primary" (one a page), "danger" or "quiet"."""
    made = QPushButton()
    if kind:
        made.setProperty("kind", kind)
    if icon:
        from ui import icons  # drawing is loaded with the first icon: the unlock page has none

        made.setIcon(icons.icon(icon, "on_accent" if kind == "primary" else ""))
    made.setCheckable(checkable)
    return made


def tool(icon: str) -> QToolButton:
    """A button that is an icon, or an icon with a word; give it an accessible name and a tip."""
    from ui import icons

    made = QToolButton()
    made.setIcon(icons.icon(icon))
    return made


def kinds(widget: QWidget, **properties: object) -> None:
    """Change what the style sheet goes by, and draw the widget anew."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def bring_into_view(widget: QWidget) -> None:
    """Scroll what is around a widget so far that all of it shows, once it is laid out."""
    QTimer.singleShot(0, widget, lambda: _reveal(widget))


def _reveal(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
