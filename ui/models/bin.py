"""What lies in the bin, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from locales import _, current, ngettext
from storage.binned import Binned
from ui.operations import naming

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WHAT, WHOSE, WHEN, LEFT = range(4)


class BinModel(QAbstractTableModel):
    """What it is, whose by code, when it was put there, and how long it stays."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Binned] = []

    def show(self, lines: Sequence[Binned]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> Binned | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cells = self._cells(line)
        return current().list([each for each in cells if each]) if role == Qt.ItemDataRole.AccessibleTextRole else cells[index.column()]

    @staticmethod
    def _cells(line: Binned) -> tuple[str, ...]:
        days = ngettext("{n} day", "{n} days", line.days_left).format(n=line.days_left)
        return naming.what(line.record)(""), line.code, current().date(line.when.astimezone().date().isoformat(), "medium"), days

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("What it is"), _("Whose"), _("Put in the bin on"), _("Stays for"))[section]

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 3)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 3))
