"""The list under the search box: a part of the window, never a window of its own, so that covering and locking cover it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons, theme
from ui.search.lines import Line

__all__ = ["Results"]

WIDTH = 620
"""The widest it grows, in logical pixels at ordinary text."""
PAGE = 8
EDGE = 10
LINE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class _Lines(QStyledItemDelegate):
    """A heading, or a title with a quieter line under it, an icon before and its keys behind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: Line = index.data(LINE)
        rows = 2 if line.detail else 1
        return QSize(120, max(option.fontMetrics.lineSpacing() * rows + 10, 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(LINE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        if chosen:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        inside = option.rect.adjusted(EDGE, 4, -EDGE, -4)
        colour = option.palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        quiet = colour if chosen else option.palette.color(QPalette.ColorRole.PlaceholderText)
        if line.is_heading:
            self._write(painter, option, inside, line.title, quiet, bold=True)
        else:
            self._paint_line(painter, option, inside, line, (colour, quiet), chosen)
        painter.restore()

    def _paint_line(self, painter, option, inside, line, colours, chosen) -> None:  # type: ignore[no-untyped-def]
        side = icons.size().height()
        place = self._at(option, inside, QRect(inside.left(), inside.center().y() - side // 2, side, side))
        icons.icon(line.icon or "next", selected="on_accent").paint(
            painter, place, Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Selected if chosen else QIcon.Mode.Normal)
        words = inside.adjusted(side + EDGE, 0, 0, 0)
        if line.keys:
            self._write(painter, option, self._at(option, inside, words), line.keys, colours[1], end=True)
            words.setRight(words.right() - option.fontMetrics.horizontalAdvance(line.keys) - EDGE)
        height = words.height() // (2 if line.detail else 1)
        self._write(painter, option, self._at(option, inside, QRect(words.topLeft(), QSize(words.width(), height))), line.title, colours[0])
        if line.detail:
            below = QRect(words.left(), words.top() + height, words.width(), height)
            self._write(painter, option, self._at(option, inside, below), line.detail, colours[1])

    @staticmethod
    def _at(option: QStyleOptionViewItem, inside: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(option.direction, inside, place)

    @staticmethod
    def _write(painter, option, place, text, colour, *, bold=False, end=False) -> None:  # type: ignore[no-untyped-def]
        font = QFont(option.font)
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
        flags = QStyle.visualAlignment(option.direction, side | Qt.AlignmentFlag.AlignVCenter)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(flags | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), shown)


class Results(QListWidget):
    """`chosen` carries the line that was pressed on."""

    chosen = Signal(object)

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setObjectName("choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Lines(self))
        self.setMouseTracking(True)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(LINE)))
        self.itemEntered.connect(lambda item: self.setCurrentItem(item) if not item.data(LINE).is_heading else None)
        self.hide()

    def show_lines(self, lines: Sequence[Line], below: QWidget) -> None:
        """Show them under the box, the first that can be opened marked."""
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setData(LINE, line)
            item.setData(Qt.ItemDataRole.DisplayRole, line.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.read_out())
            item.setFlags(Qt.ItemFlag.NoItemFlags if line.is_heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.addItem(item)
        self.setCurrentRow(next((row for row, line in enumerate(lines) if not line.is_heading), -1))
        self.scrollToTop()
        self.place(below)
        self.setVisible(bool(lines))
        self.raise_()

    def place(self, below: QWidget) -> None:
        """Under the box, as high as its lines need and the window has room for."""
        around = self._around
        corner = below.mapTo(around, QPoint(0, below.height() + 2))
        wanted = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth()
        height = min(wanted, around.height() - corner.y() - 12)
        width = min(max(below.width(), theme.scaled(WIDTH)), around.width() - 16)
        left = corner.x() if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else corner.x() + below.width() - width
        self.setGeometry(QRect(max(8, min(left, around.width() - width - 8)), corner.y(), width, height))

    def line(self) -> Line | None:
        """The marked line."""
        item = self.currentItem()
        return item.data(LINE) if item is not None and self.isVisible() else None

    def step(self, by: int) -> None:
        """Mark the next line, passing over headings; a page is eight."""
        rows = [row for row in range(self.count()) if not self.item(row).data(LINE).is_heading]
        if rows:
            at = rows.index(self.currentRow()) if self.currentRow() in rows else 0
            row = rows[max(0, min(len(rows) - 1, at + by))]
            self.setCurrentRow(row)
            self.scrollToItem(self.item(0) if row == rows[0] else self.item(row))
