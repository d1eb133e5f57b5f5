"""Rows that are filled one after the other by keyboard: Enter closes one and opens the next.

A row that is done becomes one line with what it says; only one stands open, so the page stays quiet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from locales import Words, _, current
from ui.widgets.buttons import button
from ui.widgets.fitting import forget
from ui.widgets.side_by_side import leading, text_label


class Captioned(QWidget):
    """A small caption above an input."""

    def __init__(self, part: QWidget, buddy: QWidget | None = None) -> None:
        super().__init__()
        self.caption = QLabel()
        self.caption.setProperty("kind", "muted")
        self.caption.setBuddy(buddy or part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.caption)
        box.addWidget(part)


class Row(QFrame):
    """One row. Subclasses build into `self.inside` and say how it is read, written and told in one line."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in the row."""
    wants_open = Signal()
    removed = Signal()

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix
        self.setProperty("card", True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 10)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        self.told = text_label()
        self.change, self.remove_closed, self.remove = (button("quiet", enter=False) for _each in range(3))
        line.addWidget(self.told, 1)
        line.addWidget(self.change)
        line.addWidget(self.remove_closed)
        self._open = QWidget()
        self.inside = QVBoxLayout(self._open)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(10)
        outer.addWidget(self._line)
        outer.addWidget(self._open)
        self.change.clicked.connect(self.wants_open)
        self.remove.clicked.connect(self.removed)
        self.remove_closed.clicked.connect(self.removed)
        self._line.hide()

    # for subclasses ---------------------------------------------------------------------------------------------------

    def raw(self) -> dict[str, Any]:
        """What a draft keeps of the row."""
        raise NotImplementedError

    def set_raw(self, kept: Mapping[str, Any]) -> None:
        """Show what `raw` gave."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The input that a row begins with."""
        raise NotImplementedError

    def empty(self) -> bool:
        """Whether nothing was entered yet."""
        raise NotImplementedError

    def unfinished(self) -> bool:
        """Whether something stands in the row and the rest is still to come; nothing is said about it yet."""
        return False

    def complete(self) -> bool:
        """Whether the row may be closed; otherwise it says at its input what is missing, and goes there."""
        raise NotImplementedError

    def summary(self) -> str:
        """The row in one line, in the window's language."""
        raise NotImplementedError

    def retranslate(self, words: Words) -> None:
        leading(self.told, words)
        self.told.setText(self.summary())
        self.change.setText(_("Change"))
        for each in (self.remove, self.remove_closed):
            each.setText(_("Remove"))
        for each in (self.change, self.remove, self.remove_closed):
            each.setAccessibleDescription(self.told.text())

    # open and closed --------------------------------------------------------------------------------------------------

    def is_open(self) -> bool:
        return not self._open.isHidden()

    def set_open(self, on: bool) -> None:
        self.told.setText(self.summary())
        self._open.setVisible(on)
        self._line.setVisible(not on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.is_open():
            self.entered.emit()
            event.accept()
        else:
            event.ignore()

    def rename(self, number: int) -> None:
        """Give the inputs their names, such as "needs.0.category"."""
        for part in self.findChildren(QWidget):
            if part.property("part"):
                part.setObjectName(f"{self.prefix}.{number}.{part.property('part')}")


class RowEntry(QWidget):
    """The rows of one kind, and a button for another."""

    changed = Signal()

    def __init__(self, make: Callable[[], Row]) -> None:
        super().__init__()
        self._make = make
        self.rows: list[Row] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(self._box)
        self.another = button("quiet")
        self.another.clicked.connect(self.next_row)
        outer.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeading)

    def set_rows(self, kept: list[dict[str, Any]]) -> None:
        """Show rows; the first that is only begun stands open, and without any an empty one."""
        for row in list(self.rows):
            self._drop(row)
        for each in kept:
            self._add(each).set_open(False)
        if not self.rows:
            self._add({})
        begun = next((row for row in self.rows if row.unfinished()), None)
        if begun is not None:
            begun.set_open(True)
        self._number()

    def raw(self) -> list[dict[str, Any]]:
        """The rows that have something in them."""
        return [row.raw() for row in self.rows if not row.empty()]

    def _add(self, kept: Mapping[str, Any]) -> Row:
        row = self._make()
        row.set_raw(kept)
        row.retranslate(current())
        row.changed.connect(self.changed)
        row.entered.connect(self.next_row)
        row.wants_open.connect(lambda: self.open(row))
        row.removed.connect(lambda: self._removed(row))
        self.rows.append(row)
        self._box.addWidget(row)
        return row

    def open(self, row: Row) -> None:
        """Open a row and close the others; empty ones go."""
        for each in list(self.rows):
            if each is not row and each.empty():
                self._drop(each)
            elif each is not row and each.is_open() and each.complete():
                each.set_open(False)
        row.set_open(True)
        row.setVisible(True)  # at once: the next key may come before the layout shows it
        self._number()
        self.changed.emit()
        row.first().setFocus(Qt.FocusReason.TabFocusReason)

    def next_row(self) -> None:
        """Close the open row if it is whole, and begin another."""
        for each in self.rows:
            if each.is_open() and each.empty():
                each.first().setFocus(Qt.FocusReason.TabFocusReason)
                return
            if each.is_open() and not each.complete():
                return
        self.open(self._add({}))

    def _removed(self, row: Row) -> None:
        self._drop(row)
        if not self.rows:
            self._add({})
        self._number()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._box.removeWidget(row)
        forget(row)

    def _number(self) -> None:
        for number, row in enumerate(self.rows):
            row.rename(number)

    def first(self) -> QWidget:
        """The open row's first input, or the button for another row."""
        return next((each.first() for each in self.rows if each.is_open()), self.another)

    def row_of(self, part: QWidget) -> Row | None:
        """The row that an input belongs to."""
        return next((row for row in self.rows if row.isAncestorOf(part)), None)

    def retranslate(self, words: Words) -> None:
        for row in self.rows:
            row.retranslate(words)
