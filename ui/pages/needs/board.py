"""The board: five columns of cards over the model of the table. A card is dragged, or moved by M and a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from locales import _, current, ngettext
from models.need import BOARD
from storage.needs import NeedLine
from ui import icons, theme
from ui.models.needs import NeedsModel, card, picture, read_out
from ui.parts import button, label
from ui.session import Session

__all__ = ["Board", "BoardColumn"]

MIME = "application/x-raddir-need"
LEAST = 176
"""The narrowest column, in pixels of ordinary text; narrower windows push the board sideways, or take the table."""
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Cards(QAbstractListModel):
    """The cards of one column, as the model of the table holds them."""

    def __init__(self, source: NeedsModel, column: str) -> None:
        super().__init__()
        self._source, self._column = source, column
        source.modelReset.connect(self._reset)
        source.dataChanged.connect(lambda *_what: self._reset())

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    @property
    def lines(self) -> Sequence[NeedLine]:
        return self._source.columns[self._column].lines

    @property
    def count(self) -> int:
        return self._source.columns[self._column].count

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()] if 0 <= index.row() < len(self.lines) else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card(line)
        if role == Qt.ItemDataRole.DecorationRole:
            return picture(line)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return read_out(line)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """A place in the list, never an id or a word: what is dropped elsewhere tells nothing."""
        found = QMimeData()
        found.setData(MIME, QByteArray(f"{self._column} {indexes[0].row()}".encode("ascii")))
        return found


class _CardPainter(QStyledItemDelegate):
    """A card: the icon, the need, when it is due, and what it waits for, each wrapped; nothing is cut off."""

    SPACE = 8

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _room(self) -> int:
        return max(40, self._view.viewport().width() - 2 * self.SPACE)

    def _beside(self, index: _Index) -> int:
        return icons.size().width() + self.SPACE if index.data(Qt.ItemDataRole.DecorationRole) is not None else 0

    def _heights(self, index: _Index, metrics: QFontMetrics) -> list[int]:
        wrapped = Qt.TextFlag.TextWordWrap
        return [metrics.boundingRect(QRect(0, 0, self._room() - self._beside(index), 10_000), wrapped, text).height()
                for text in str(index.data()).split("\n")]

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._room(), sum(self._heights(index, option.fontMetrics)) + 3 * self.SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t, rtl = theme.tokens(), option.direction == Qt.LayoutDirection.RightToLeft
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 2, -2, -self.SPACE / 2)
        painter.setPen(QPen(QColor(t.accent if chosen else t.line), 2 if chosen else 1))
        painter.setBrush(QColor(t.base))
        painter.drawRoundedRect(box, 6, 6)
        inside = option.rect.adjusted(self.SPACE, self.SPACE, -self.SPACE, -self.SPACE)
        beside = self._beside(index)
        if beside:
            side = icons.size()
            left = inside.right() + 1 - side.width() if rtl else inside.left()
            index.data(Qt.ItemDataRole.DecorationRole).paint(painter, QRect(QPoint(left, inside.top()), side))
            inside.adjust(0 if rtl else beside, 0, -beside if rtl else 0, 0)
        side_of = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        for place, (text, height) in enumerate(zip(str(index.data()).split("\n"), self._heights(index, option.fontMetrics), strict=True)):
            painter.setPen(QColor(t.text if place == 0 else t.muted))
            flags = int(Qt.TextFlag.TextWordWrap) | int(side_of) | int(Qt.AlignmentFlag.AlignAbsolute) | int(Qt.AlignmentFlag.AlignTop)
            painter.drawText(QRect(inside.left(), inside.top(), inside.width(), height), flags, text)
            inside.adjust(0, height, 0, 0)
        painter.restore()


class _List(QListView):
    """The cards, and where one can be dropped."""

    dropped = Signal(str, int)
    sideways = Signal(int)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME) and isinstance(event.source(), _List):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        column, _space, row = bytes(event.mimeData().data(MIME).data()).decode("ascii").partition(" ")
        event.setDropAction(Qt.DropAction.CopyAction)  # the list it came from keeps it until the vault says that it moved
        event.accept()
        self.dropped.emit(column, int(row or 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            forward = (event.key() == Qt.Key.Key_Right) != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
            self.sideways.emit(1 if forward else -1)
            return
        super().keyPressEvent(event)


class BoardColumn(QWidget):
    """One column: its name with how many there are, the cards, and the way to those that aren't shown."""

    def __init__(self, source: NeedsModel, name: str) -> None:
        super().__init__()
        self.name = name
        self.title, self.list, self.more = label("section"), _List(), button("quiet")
        self.model = _Cards(source, name)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_CardPainter(self.list))
        self.list.viewport().setAutoFillBackground(False)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # cards as wide as the rest would need it anew
        self.list.setDragEnabled(True)
        self.list.setAcceptDrops(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setObjectName(f"cards.{name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)  # room for the ring around what has the keyboard
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def current(self) -> NeedLine | None:
        """The card that is marked."""
        row = self.list.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def retranslate(self) -> None:
        words = {"new": _("New"), "active": _("In progress"), "waiting": _("Waiting"), "solved": _("Solved, last 30 days"),
                 "impossible": _("Not possible")}
        name, count = words[self.name], self.model.count
        self.title.setText(_("{column} ({n})").format(column=name, n=current().number(count)))
        self.list.setAccessibleName(ngettext("{column}: {n} need", "{column}: {n} needs", count).format(column=name, n=current().number(count)))
        left = count - len(self.model.lines)
        self.more.setVisible(left > 0)
        self.more.setText(ngettext("and {n} more → table", "and {n} more → table", left).format(n=current().number(left)))
        self.list.scheduleDelayedItemsLayout()


class Board(QScrollArea):
    """The five columns side by side; where they don't fit, the board is pushed sideways inside its own frame."""

    opened = Signal(object)
    moved = Signal(object, str)
    """A need and the column it was dropped into."""
    table = Signal(str)
    """Show this column as a table."""

    def __init__(self, session: Session, model: NeedsModel) -> None:
        super().__init__(widgetResizable=True)
        self.session = session
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.columns = {name: BoardColumn(model, name) for name in BOARD}
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        for name, each in self.columns.items():
            across.addWidget(each, 1)
            each.list.dropped.connect(lambda column, row, name=name: self._dropped(column, row, name))
            each.list.sideways.connect(lambda by, name=name: self._sideways(name, by))
            each.list.activated.connect(lambda _index, each=each: self.opened.emit(each.current()))
            each.more.clicked.connect(lambda _checked=False, name=name: self.table.emit(name))
        self.setWidget(inside)
        self._fit()

    def current(self) -> NeedLine | None:
        """The marked card of the column that has the keyboard."""
        found = next((each for each in self.columns.values() if each.list.hasFocus()), None)
        return found.current() if found is not None else None

    def has_keyboard(self) -> bool:
        """Whether a column has the keyboard: the marked card may have left it."""
        return any(each.list.hasFocus() for each in self.columns.values())

    def mark(self, need_id: str) -> bool:
        """Mark a card and give it the keyboard; False where it isn't shown."""
        for each in self.columns.values():
            row = next((row for row, line in enumerate(each.model.lines) if line.id == need_id), -1)
            if row >= 0:
                each.list.setCurrentIndex(each.model.index(row))
                each.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(each)
                return True
        return False

    def first(self) -> QWidget:
        """Where the keyboard begins: the first column with a card."""
        found = next((each for each in self.columns.values() if each.model.rowCount()), next(iter(self.columns.values())))
        if not found.list.currentIndex().isValid() and found.model.rowCount():
            found.list.setCurrentIndex(found.model.index(0))
        return found.list

    def _dropped(self, column: str, row: int, into: str) -> None:
        lines = self.columns[column].model.lines if column in self.columns else ()
        if column != into and 0 <= row < len(lines):
            self.moved.emit(lines[row], into)

    def _sideways(self, name: str, by: int) -> None:
        names = list(self.columns)
        place = names.index(name) + by
        while 0 <= place < len(names) and not self.columns[names[place]].model.rowCount():
            place += by
        if not 0 <= place < len(names):
            return
        there = self.columns[names[place]]
        row = min(max(0, self.columns[name].list.currentIndex().row()), there.model.rowCount() - 1)
        there.list.setCurrentIndex(there.model.index(row))
        there.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(there)

    def _fit(self) -> None:
        for each in self.columns.values():
            each.setMinimumWidth(theme.scaled(LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.scaled(200))

    def retranslate(self) -> None:
        for each in self.columns.values():
            each.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "columns"):
            self._fit()
        super().changeEvent(event)
