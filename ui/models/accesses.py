"""The access log as a table: when, who, what, whose code, why."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from locales import _, current
from models.vocabulary import vocabulary
from storage.access_log import Line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WHY = 4
"""The column that takes the room that is left."""


class AccessModel(QAbstractTableModel):
    """A line a row, the newest first, in the window's language."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def retranslate(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, WHY))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WHY)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else WHY + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not 0 <= index.row() < len(self._lines):
            return None
        return self._cells(self._lines[index.row()])[index.column()]

    def _cells(self, line: Line) -> tuple[str, ...]:
        words, told = current(), datetime.datetime.fromisoformat(line.at).astimezone()
        when = f"{words.date(told.date().isoformat(), 'medium')} {told:%H:%M}"
        who = line.who or _("with the recovery words")
        return when, who, vocabulary("access-kind").label(line.what, words), line.code, _reason(line.reason)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Date"), _("Who"), _("What was done"), _("Code"), _("Why"))[section]


def _reason(reason: str) -> str:
    """A reason in the language of the moment: of the list, a kind of record that was looked up, or somebody's own words."""
    from models.registry import BY_TYPE

    return _(BY_TYPE[reason].LABEL) if reason in BY_TYPE else vocabulary("access-reason").label(reason, current())
