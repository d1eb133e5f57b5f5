"""The checks of a screen for everybody, each giving what is wrong as words: none is what is wanted. The rules are A1 to A20 of the design."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from tests.ui import waiting
from tests.ui.robots import Volunteer
from ui.pages.needs.board import Board
from ui.widgets.marks import Mark

LEAST = 24
"""The least side of what can be pressed, in logical pixels (WCAG 2.2, 2.5.8)."""
MOST_STOPS = 400
ROLELESS = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client})


def called(widget: QWidget) -> str:
    """A control by its kind, name and words."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {widget.objectName()} “{text[:40]}” in {type(widget.parent()).__name__}"


def focusable(root: QWidget) -> Iterator[QWidget]:
    """What Tab stops at. The inner editor of a box stands for the box, which it is the proxy of."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget


def is_inner(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox | QAbstractSpinBox)


def nameless(root: QWidget) -> list[str]:
    """A1, A2: what the keyboard reaches has a name, for whoever hears the screen."""
    found = []
    for each in focusable(root):
        interface = QAccessible.queryAccessibleInterface(each)
        if not is_inner(each) and (interface is None or not interface.text(QAccessible.Text.Name).strip()):
            found.append(called(each))
    return found


def stateless(root: QWidget) -> list[str]:
    """A3: what the keyboard reaches says what it is, and whether it is ticked or switched off."""
    found = []
    for each in (widget for widget in root.findChildren(QWidget) if widget.isVisible()):
        if not isinstance(each, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView) or isinstance(each, QHeaderView):
            continue
        interface = QAccessible.queryAccessibleInterface(each)
        state = interface.state() if interface is not None else None
        if state is None or interface.role() in ROLELESS:
            found.append(f"{called(each)} has no role")
        elif bool(state.disabled) == each.isEnabled():
            found.append(f"{called(each)} hides that it is switched off")
        elif isinstance(each, QAbstractButton) and each.isCheckable() and bool(state.checked) != each.isChecked():
            found.append(f"{called(each)} hides that it is ticked")
    return found


def tabbed(anna: Volunteer) -> tuple[list[QWidget], list[str]]:
    """A5: what Tab visits, in its order, until it comes around; and what keeps the keyboard or loses it.

    By the key: PySide takes what `nextInFocusChain` gives for a part of the widget it was asked of, and loses it with that.
    """
    visited: list[QWidget] = []
    for _ in range(MOST_STOPS):
        before = anna.focus()
        waiting.presses(before or anna.window, Qt.Key.Key_Tab)
        now = anna.focus()
        if now is None:
            return visited, [f"Tab loses the keyboard after {called(before) if before is not None else None}"]
        if now in visited:
            around = [called(each) for each in visited[visited.index(now):]]
            return visited, [] if now is visited[0] else [f"Tab goes in a circle and leaves out the rest: {around}"]
        if now is before:
            return visited, [] if alone(now) else [f"{called(now)} keeps the keyboard"]
        visited.append(now)
    return visited, [f"Tab never comes around: {[called(each) for each in visited[-8:]]}"]


def area_of(widget: QWidget) -> QWidget | None:
    each = widget.parentWidget()
    while each is not None and not isinstance(each, QScrollArea):
        each = each.parentWidget()
    return each


def alone(widget: QWidget) -> bool:
    """Whether it is all there is to reach: of the whole window, or of a screen turned to the member, over it."""
    window = widget.window()
    return [each for each in focusable(window) if not each.visibleRegion().isEmpty() and window.childAt(
        each.mapTo(window, each.rect().center())) in (each, *each.findChildren(QWidget))] == [widget]


def out_of_order(root: QWidget, visited: Sequence[QWidget]) -> list[str]:
    """A4: the keyboard goes as one reads, from the other side where one reads from there."""
    rtl = root.isRightToLeft()

    def place(widget: QWidget) -> tuple[int, int, int]:
        seen = widget.visibleRegion().boundingRect() if not widget.visibleRegion().isEmpty() else widget.rect()
        corner = widget.mapTo(root, seen.topLeft())
        return (corner.y(), corner.y() + seen.height(), -(corner.x() + seen.width()) if rtl else corner.x())

    wrong = []
    first = min((each for each in visited if root.isAncestorOf(each)), key=place, default=None)
    for before, after in pairwise(visited):
        if after is first or not (root.isAncestorOf(before) and root.isAncestorOf(after)):
            continue  # it comes around, or goes through the frame
        if area_of(before) is not area_of(after) and (before.visibleRegion().isEmpty() or after.visibleRegion().isEmpty()):
            continue  # one of them is scrolled away: it has no place beside the other
        (top, bottom, start), (next_top, next_bottom, next_start) = place(before), place(after)
        goes_up = next_bottom <= top and next_start <= start + before.width() * 3 // 4
        same_line = next_top < bottom and top < next_bottom
        if goes_up or (same_line and next_start < start):
            wrong.append(f"{called(before)} {place(before)} before {called(after)} {place(after)}")
    return wrong


def too_small(root: QWidget) -> list[str]:
    """A9: everything to press is large enough for an unsteady hand, the lines of a list too."""
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible() or is_inner(each) or isinstance(each.parent(), QLineEdit):
            continue
        if isinstance(each, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox) and min(each.width(), each.height()) < LEAST:
            found.append(f"{called(each)}: {each.width()} x {each.height()}")
        elif isinstance(each, QAbstractItemView) and not isinstance(each, QHeaderView) and 0 <= each.sizeHintForRow(0) < LEAST:
            found.append(f"{called(each)}: lines of {each.sizeHintForRow(0)}")
    return found


def sideways(root: QWidget) -> list[str]:
    """A10: pages that one would have to push sideways."""
    return [
        f"{called(each.widget())} must be pushed sideways by {each.horizontalScrollBar().maximum()}" for each in root.findChildren(QScrollArea)
        if each.isVisible() and each.horizontalScrollBar().isVisible() and each.horizontalScrollBar().maximum() > 0
        and not isinstance(each, Board)  # whoever asks for all columns where they don't fit pushes them inside their own frame
    ]


def outside(root: QWidget) -> list[str]:
    """A10: what stands beyond the edge of the window, where nothing scrolls to it."""
    found = []
    for each in focusable(root):
        if area_of(each) is None:
            corner = each.mapTo(root, QPoint(0, 0))
            if corner.x() < 0 or corner.y() < 0 or corner.x() + each.width() > root.width() or corner.y() + each.height() > root.height():
                found.append(f"{called(each)} at {corner.x()}, {corner.y()} of {root.width()} x {root.height()}")
    return found


def clipped(root: QWidget) -> list[str]:
    """A11: labels and buttons whose words don't fit, and that neither wrap nor have them in a tip."""
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible() or not isinstance(each, QLabel | QAbstractButton) or not each.text() or each.toolTip():
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            if each.heightForWidth(each.width()) > each.height() + 2:
                found.append(f"{called(each)} needs {each.heightForWidth(each.width())} of {each.height()} pixels in height")
        elif each.sizeHint().width() > each.width() + 2:
            found.append(f"{called(each)} needs {each.sizeHint().width()} of {each.width()} pixels in width")
    return found


def only_colour(root: QWidget) -> list[str]:
    """A13: a drawn mark has words beside it."""
    found = []
    for mark in root.findChildren(Mark):
        around = mark.parentWidget()
        words = [each.text() for each in around.findChildren(QLabel)] if around is not None else []
        if mark.isVisible() and not "".join(words).strip() and not (around is not None and around.accessibleName()):
            found.append(f"a mark alone in {type(around).__name__}")
    return found


def letters_of(text: str) -> str:
    """The letter that stands for a control with Alt, or nothing."""
    found = re.search(r"(?<!&)&(?!&)(\w)", text.replace("&&", ""))
    return found.group(1).casefold() if found else ""


def shared_letters(root: QWidget) -> list[str]:
    """No two controls of a screen, and no two entries of a menu, answer to the same letter with Alt."""
    groups = [[each.title() for each in bar.findChildren(QMenu) if each.parent() is bar] for bar in root.findChildren(QMenuBar)]
    groups += [[each.text() for each in menu.actions()] for menu in root.findChildren(QMenu)]
    groups.append([each.text() for each in root.findChildren(QWidget) if isinstance(each, QAbstractButton) and each.isVisible()])
    found = []
    for group in groups:
        counted = Counter(filter(None, map(letters_of, group)))
        found += [f"Alt+{letter} stands for {many} of {group}" for letter, many in counted.items() if many > 1]
    return found


def unmirrored(root: QWidget) -> list[str]:
    """In a language read from the right every tick box has its box on the right; columns in the member's language say their direction."""
    if not root.isRightToLeft():
        return []
    return [called(each) for each in root.findChildren(QWidget)
            if each.isVisible() and isinstance(each, QCheckBox | QRadioButton | QComboBox) and not each.isRightToLeft()
            and not each.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection) and not _has_direction(each)]


def _has_direction(widget: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None:
        if around.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection):
            return True
        around = around.parentWidget()
    return False


def luminance(colour: str) -> float:
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
