"""Layouts that never clip: a row that becomes a column when it doesn't fit, and chips that wrap to the next line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget, QWidgetItem
from shiboken6 import Shiboken


class Fitting(QWidget):
    """Parts side by side where they fit, and one under the other under a narrow width or with large text.

    `least` is the width in pixels of ordinary text below which the parts stack; it grows with the text size.
    """

    stacks = Signal(bool)
    """The parts stand one under the other from now on, or side by side."""

    def __init__(self, least: int, *, spacing: int = 12) -> None:
        super().__init__()
        self.least = least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._spacing = spacing
        self._shares: list[int] = []
        self._parts: list[QWidget] = []
        self._rest: QSpacerItem | None = None

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Add a part; `stretch` is its share of the width and counts only while the parts stand in a row."""
        self._shares.append(stretch)
        self._parts.append(part)
        self._box.addWidget(part, stretch)

    def align_start(self) -> None:
        """Keep the parts at the side where reading begins; call it after the last was added."""
        self._rest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._box.addItem(self._rest)

    @property
    def stacked(self) -> bool:
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def fit(self) -> None:
        """Choose between row and column for the present width and text size."""
        wanted = self.least * self.fontMetrics().height() / ORDINARY_LINE
        direction = QBoxLayout.Direction.LeftToRight if self.width() >= wanted else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            if self._rest is not None:  # one below the other leaves no rest to fill
                across = QSizePolicy.Policy.Expanding if direction == QBoxLayout.Direction.LeftToRight else QSizePolicy.Policy.Minimum
                self._rest.changeSize(0, 0, across, QSizePolicy.Policy.Minimum)
            self._box.setDirection(direction)
            row = direction == QBoxLayout.Direction.LeftToRight
            self._box.setSpacing(self._spacing if row else min(self._spacing, STACKED_SPACING))
            for place, share in enumerate(self._shares):
                self._box.setStretch(place, share if row else 0)
            self.updateGeometry()
            self.stacks.emit(not row)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # also where the text size came to a part later than to the whole
            self.fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: a row must never force the window to be wider, it stacks instead."""
        widest = max((QWidgetItem(part).minimumSize().width() for part in self._parts if Shiboken.isValid(part)), default=0)
        return QSize(widest, super().minimumSizeHint().height())


def laid_out(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets and layouts in a layout, in its order.

    PySide takes what `itemAt` gives for a part of the layout, and isn't told when Qt deletes it. The next object at the same address would be
    taken for it, and with the layout the program would end. So each item is let go of as soon as it has said what it holds.
    """
    found: list[QWidget | QLayout] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found.append(inner)
        if not isinstance(layout, Wrapping) and not isinstance(item, QLayout) and not Shiboken.createdByPython(item):
            Shiboken.invalidate(item)
    return found


STACKED_SPACING = 6
GONE = "gone"
"""The property of a widget that was let go and isn't deleted yet."""
ORDINARY_LINE = 18
"""The height in pixels of a line of ordinary text (10.5 points), which widths are measured against."""


class Wrapping(QLayout):
    """Parts in reading order, wrapped to the next line where the width ends; mirrored in a right-to-left window."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._space = spacing
        self.column = False
        """Whether every part has a line of its own, all equally wide."""
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        sizes = [each.sizeHint() for each in self._shown()]
        if self.column:
            return QSize(max((size.width() for size in sizes), default=0), sum(size.height() + self._space for size in sizes))
        return QSize(sum(size.width() for size in sizes) + self._space * max(0, len(sizes) - 1),
                     max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [each.minimumSize() for each in self._shown()]
        return QSize(max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._items if (widget := each.widget()) is None or not widget.isHidden()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        across, down, line = 0, 0, 0
        for item in self._shown():
            size = item.sizeHint()
            if size.width() > rect.width() and item.hasHeightForWidth():  # words that wrap where a whole line is too short for them
                size = QSize(rect.width(), item.heightForWidth(rect.width()))
            if across and (self.column or across + size.width() > rect.width()):
                across, down, line = 0, down + line + self._space, 0
            if place:
                width = rect.width() if self.column else min(size.width(), rect.width())
                left = rect.right() + 1 - across - width if mirrored else rect.left() + across
                item.setGeometry(QRect(QPoint(left, rect.top() + down), QSize(width, size.height())))
            across += size.width() + self._space
            line = max(line, size.height())
        return down + line


class Wrapped(QWidget):
    """A widget whose parts wrap."""

    def __init__(self, *, spacing: int = 6) -> None:
        super().__init__()
        self._lines = Wrapping(self, spacing=spacing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        self._lines.addWidget(part)
        self.updateGeometry()

    def set_column(self, on: bool) -> None:
        """One under the other, equally wide, instead of beside each other."""
        if self._lines.column != on:
            self._lines.column = on
            self._lines.invalidate()
            self.updateGeometry()


def forget(widget: QObject | None) -> None:
    """Let a widget go now that it was taken out of its layout: hidden at once, deleted when Qt comes round to it."""
    if isinstance(widget, QWidget):
        widget.hide()
    if widget is not None:
        widget.setProperty(GONE, True)
        widget.deleteLater()
