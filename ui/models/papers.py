"""The register of papers as a table to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from locales import _, current
from models.report import Report
from models.vocabulary import vocabulary

__all__ = ["MORE", "WHAT", "PapersModel"]

WHEN, WHAT, WHOM, TONGUE, QUOTES, WAY = range(6)
MORE = (TONGUE, QUOTES, WAY)
"""What may be left out where there is no room."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class PapersModel(QAbstractTableModel):
    """A paper a row, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.papers: Sequence[Report] = ()

    def show(self, papers: Sequence[Report]) -> None:
        self.beginResetModel()
        self.papers = papers
        self.endResetModel()

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self.papers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.papers) - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.papers)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else WAY + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Day"), _("Kind of paper"), _("For whom"), _("Language"), _("Quotes"), _("How"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        each, words = self.papers[index.row()], current()
        return (
            words.date(each.date, "medium") if each.date else "", vocabulary("report-kind").label(each.kind or "", words),
            each.for_whom or vocabulary("audience").label(each.audience or "", words), words.tongue_alone(each.language) if each.language else "",
            words.number(each.quotes or 0), vocabulary("report-way").label(each.way or "", words),
        )[index.column()]
