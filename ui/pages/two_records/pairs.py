"""All pairs of records that may be of one person. Enter lays a pair side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from locales import _, current
from storage.likeness import Pair
from ui.parts import button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.maybe_known import in_words

__all__ = ["PairsView"]


class PairsView(QWidget):
    """A list with two lines a pair."""

    opened = Signal(object)
    parted = Signal(object)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Pair, ...] | None = None
        self.title, self.says = label(name="heading"), label("muted")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back_button, self.open_button, self.part_button = button(icon="back"), button("primary"), button()
        buttons = Wrapped()
        for each in (self.back_button, self.open_button, self.part_button):
            each.setAutoDefault(False)
            buttons.add(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.title, self.says, buttons):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.list.itemActivated.connect(lambda _item: self._with_marked(self.opened.emit))
        self.open_button.clicked.connect(lambda: self._with_marked(self.opened.emit))
        self.part_button.clicked.connect(lambda: self._with_marked(self.parted.emit))
        self.back_button.clicked.connect(self.back)

    def first(self) -> QWidget:
        return self.list if self.list.count() else self.back_button

    def _with_marked(self, act: object) -> None:
        row = self.list.currentRow()
        if self._found and 0 <= row < len(self._found):
            act(self._found[row])  # type: ignore[operator]

    def show_pairs(self, found: Sequence[Pair]) -> None:
        row, had = max(self.list.currentRow(), 0), self.list.hasFocus() or self._found is None
        self._found = tuple(found)
        self.retranslate()
        if found:
            self.list.setCurrentRow(min(row, len(found) - 1))
            if had and self.isVisible():
                self.list.setFocus()

    def retranslate(self) -> None:
        self.title.setText(_("Records that may be of one person"))
        self.back_button.setText(_("People"))
        self.back_button.setAccessibleName(_("Back to the list of people"))
        self.open_button.setText(_("Side by side"))
        self.part_button.setText(_("Not the same person"))
        self.list.setAccessibleName(_("Records that may be of one person"))
        found = self._found or ()
        row = self.list.currentRow()
        self.list.clear()
        for pair in found:
            self.list.addItem(f"{in_words(pair.this)}\n{in_words(pair.that)}")
            self.list.item(self.list.count() - 1).setData(
                Qt.ItemDataRole.AccessibleTextRole, current().list([in_words(pair.this), in_words(pair.that)]))
        self.list.setCurrentRow(min(row, len(found) - 1) if found else -1)
        self.list.setVisible(bool(found))
        for each in (self.open_button, self.part_button):
            each.setVisible(bool(found))
        if self._found is None:
            self.says.setText(_("Looking…"))
        elif found:
            self.says.setText(_("Their names are alike and nothing speaks against it. Look at them side by side before you decide."))
        else:
            self.says.setText(_("No two records look as if they were of one person."))
