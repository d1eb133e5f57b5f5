"""Which columns a list shows, in which order, and by what it is sorted: Space shows or hides one, Alt+Up and Alt+Down move it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from locales import _
from models.listing import Column, Listing
from ui.lists.model import title_of
from ui.parts import button, label
from ui.widgets.buttons import chip
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key

__all__ = ["ColumnsPanel"]

_NAME = Qt.ItemDataRole.UserRole
ROWS = 7


class ColumnsPanel(QFrame):
    """`changed` hands over the list as it is wanted now."""

    changed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName("columns-panel")
        self._listing: Listing | None = None
        self._there: tuple[Column, ...] = ()
        self.title, self.told = label("section"), label("muted")
        self.list = _Checks()
        self.up_button, self.down_button, self.close_button = button(), button(), button("quiet")
        self.sort_label, self.sort = QLabel(), QComboBox()
        self.sort_label.setBuddy(self.sort)
        self.down = chip("down")
        order, buttons = Wrapped(), Wrapped()
        for part in (self.sort_label, self.sort, self.down):
            order.add(part)
        for made in (self.up_button, self.down_button, self.close_button):
            buttons.add(made)
        column = QVBoxLayout(self)
        for widget in (self.title, self.told, self.list, order, buttons):
            column.addWidget(widget)
        self.sort.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sort.setMinimumContentsLength(16)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.sort.activated.connect(lambda _place: self._tell())
        self.down.toggled.connect(lambda _on: self._tell())
        self.up_button.clicked.connect(lambda: self.move_column(-1))
        self.down_button.clicked.connect(lambda: self.move_column(1))
        self.close_button.clicked.connect(self.left)
        on_key(self.list, "Alt+Up", lambda: self.move_column(-1))
        on_key(self.list, "Alt+Down", lambda: self.move_column(1))

    def show_listing(self, listing: Listing, there: tuple[Column, ...]) -> None:
        """Offer every column; those that are shown stand first, in their order."""
        if self._listing == listing and self._there == there:
            return
        marked = self.marked()
        self._listing, self._there = listing, there
        by_name = {each.name: each for each in there}
        order = [name for name in listing.columns if name in by_name]
        order += [each.name for each in there if each.name not in order and not each.field.retired]
        if [self._name(place) for place in range(self.list.count())] != order:
            self._fill(order)
        self._write(by_name, marked)

    def _fill(self, order: list[str]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for name in order:
            item = QListWidgetItem()
            item.setData(_NAME, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _write(self, by_name: dict[str, Column], marked: str) -> None:
        if self._listing is None:
            return
        self.list.blockSignals(True)
        for place in range(self.list.count()):
            item, name = self.list.item(place), self._name(place)
            item.setText(_named(by_name[name]))
            item.setCheckState(Qt.CheckState.Checked if name in self._listing.columns else Qt.CheckState.Unchecked)
            if name == marked:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self.sort.clear()
        self.sort.addItem(_("Newest first"), "")
        for each in self._there:
            self.sort.addItem(_named(each), each.name)
        self.sort.setCurrentIndex(max(0, self.sort.findData(self._listing.sort)))
        self.down.blockSignals(True)
        self.down.setChecked(self._listing.down)
        self.down.blockSignals(False)

    def _name(self, place: int) -> str:
        return str(self.list.item(place).data(_NAME))

    def marked(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def take_focus(self) -> None:
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_column(self, by: int) -> None:
        """Put the marked column one further up (-1) or down (1)."""
        place = self.list.currentRow()
        if not 0 <= place + by < self.list.count():
            return
        self.list.blockSignals(True)
        self.list.insertItem(place + by, self.list.takeItem(place))
        self.list.setCurrentRow(place + by)
        self.list.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        if self._listing is None:
            return
        items = [self.list.item(place) for place in range(self.list.count())]
        chosen = tuple(str(each.data(_NAME)) for each in items if each.checkState() is Qt.CheckState.Checked)
        wanted = replace(self._listing, columns=chosen or self._listing.columns, sort=str(self.sort.currentData() or ""), down=self.down.isChecked())
        self._listing = wanted
        self.changed.emit(wanted)

    def retranslate(self) -> None:
        self.title.setText(_("Columns and order"))
        self.told.setText(_("Space shows or hides a column; Alt+Up and Alt+Down move it. What is sensitive stands in no list."))
        self.list.setAccessibleName(_("Columns"))
        self.sort_label.setText(_("Sort by"))
        self.sort.setAccessibleName(_("Sort by"))
        self.down.setText(_("Backwards"))
        self.down.setAccessibleName(_("Sort backwards"))
        self.up_button.setText(_("Further up"))
        self.down_button.setText(_("Further down"))
        self.close_button.setText(_("Close"))
        self._write({each.name: each for each in self._there}, self.marked())


class _Checks(QListWidget):
    """A list as high as a few of its rows; Space checks, and Enter does the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(28, self.fontMetrics().height() + 8) * ROWS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)


def _named(column: Column) -> str:
    """A column as it is offered: one of the person says so."""
    title = title_of(column)
    return _("{field} (of the person)").format(field=title) if column.of_person else title
