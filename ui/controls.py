"""What stands on a page: read before a lock, put back after it. Texts, choices, the cursor with its selection, how far it is scrolled.

A control is known by its way from the page: the names of its ancestors, or their kind and number where they have none. A control that isn't
there any more is passed over. Passphrases are never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.widgets.fitting import GONE

__all__ = ["bring_back", "capture", "cursor_in", "cursor_of", "keyboard", "remember", "set_cursor"]

Texts = QLineEdit | QPlainTextEdit | QTextEdit
_behind: tuple[QWidget, list[int] | None] | None = None


def remember(focus: QWidget | None) -> None:
    """What has the keyboard, and its selection, which goes as soon as the screen is covered; None once it has it again."""
    global _behind
    _behind = (focus, cursor_of(focus)) if focus is not None else None


def keyboard() -> QWidget | None:
    """What has the keyboard, or had it before the screen was covered."""
    return _behind[0] if _behind is not None and isValid(_behind[0]) else QApplication.focusWidget()


def cursor_in(control: QWidget | None) -> list[int] | None:
    """`cursor_of`, as it was before the screen was covered."""
    return _behind[1] if _behind is not None and control is _behind[0] else cursor_of(control)


def capture(page: QWidget) -> dict[str, Any]:
    """What stands in every control that is shown, as JSON."""
    ways = dict(_ways(page, ""))
    found: dict[str, Any] = {"values": {}, "scroll": {}}
    focus = keyboard()
    for way, control in ways.items():
        if not control.isVisibleTo(page):
            continue
        value = _value(control)
        if value is not None:
            found["values"][way] = value
        if isinstance(control, QAbstractScrollArea):
            found["scroll"][way] = [control.horizontalScrollBar().value(), control.verticalScrollBar().value()]
        if control is focus:
            found |= {"focus": way, "cursor": cursor_in(control)}
    return found


def bring_back(page: QWidget, kept: Mapping[str, Any]) -> None:
    """Put it back: choices first, for they may bring up further controls, then texts, the cursor, and, laid out, the scrolling."""
    for texts in (False, True):
        ways = dict(_ways(page, ""))
        for way, value in kept.get("values", {}).items():
            control = ways.get(way)
            if control is not None and isinstance(control, Texts) == texts and _value(control) != value:
                _write(control, value)
    focus = dict(_ways(page, "")).get(kept.get("focus", ""))
    if focus is not None and focus.isVisibleTo(page):
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        set_cursor(focus, kept.get("cursor"))
    QTimer.singleShot(0, page, lambda: _scroll(page, kept.get("scroll", {})))


def cursor_of(control: QWidget | None) -> list[int] | None:
    """Where the selection of a text begins and where its cursor stands, in letters; None for what isn't a text."""
    if isinstance(control, QLineEdit):
        place = control.cursorPosition()
        if not control.hasSelectedText():
            return [place, place]
        start, end = control.selectionStart(), control.selectionEnd()
        return [end, start] if place == start else [start, end]
    if isinstance(control, QPlainTextEdit | QTextEdit):
        return [control.textCursor().anchor(), control.textCursor().position()]
    return None


def set_cursor(control: QWidget | None, kept: object) -> None:
    """Put the cursor and the selection where they were."""
    if not isinstance(kept, list) or len(kept) != 2:
        return
    anchor, place = (max(0, int(each)) for each in kept)
    if isinstance(control, QLineEdit):
        control.setCursorPosition(place)
        if anchor != place:
            control.setSelection(anchor, place - anchor)
    elif isinstance(control, QPlainTextEdit | QTextEdit):
        cursor, last = control.textCursor(), control.document().characterCount() - 1
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(place, last), QTextCursor.MoveMode.KeepAnchor)
        control.setTextCursor(cursor)


def _ways(parent: QWidget, before: str) -> Iterator[tuple[str, QWidget]]:
    """Every control below with its way."""
    counted: dict[str, int] = {}
    for child in parent.children():
        if not isinstance(child, QWidget) or child.isWindow() or child.property(GONE):
            continue
        name = child.objectName() or child.metaObject().className()
        number = counted[name] = counted.get(name, 0) + 1
        way = f"{before}/{name}#{number}"
        yield way, child
        yield from _ways(child, way)


def _value(control: QWidget) -> Any:
    """What stands in a control; None for one that holds nothing."""
    if isinstance(control, QLineEdit):
        return control.text() if control.echoMode() == QLineEdit.EchoMode.Normal and not control.isReadOnly() else None
    if isinstance(control, QPlainTextEdit | QTextEdit):
        return None if control.isReadOnly() else control.toPlainText()
    if isinstance(control, QComboBox | QTabBar):
        return control.currentIndex()
    if isinstance(control, QAbstractButton) and control.isCheckable():
        return control.isChecked()
    return None


def _write(control: QWidget, value: Any) -> None:
    if isinstance(control, QLineEdit) and isinstance(value, str) and not control.isReadOnly():
        control.setText(value)
    elif isinstance(control, QPlainTextEdit | QTextEdit) and isinstance(value, str) and not control.isReadOnly():
        control.setPlainText(value)
    elif isinstance(control, QComboBox | QTabBar) and isinstance(value, int) and value < control.count():
        control.setCurrentIndex(value)
    elif isinstance(control, QAbstractButton) and isinstance(value, bool) and (value or not control.autoExclusive()):
        control.setChecked(value)


def _scroll(page: QWidget, kept: Mapping[str, Any]) -> None:
    ways = dict(_ways(page, ""))
    for way, (across, down) in kept.items():
        control = ways.get(way)
        if isinstance(control, QAbstractScrollArea):
            control.horizontalScrollBar().setValue(across)
            control.verticalScrollBar().setValue(down)
