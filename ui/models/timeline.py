"""What happened with a person, a line a moment, the newest first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from locales import _, current, iso
from ui.pages.member.contents import Contents, Moment, timeline

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TimelineModel(QAbstractTableModel):
    """Two columns: the day and what happened, in the window's language."""

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self._moments: list[Moment] = []

    def show(self, contents: Contents | None) -> None:
        """Show another person, or the same one as it is now."""
        self.beginResetModel()
        self._contents = contents
        self._moments = timeline(contents) if contents is not None else []
        self.endResetModel()

    def retranslate(self) -> None:
        """Make the lines anew in the language of the moment; their number and order stay."""
        if self._contents is not None:
            self._moments = timeline(self._contents)
        if self._moments:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._moments) - 1, 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    def moment(self, row: int) -> Moment | None:
        return self._moments[row] if 0 <= row < len(self._moments) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._moments)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        moment = self.moment(index.row())
        if moment is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        day = current().date(moment.day, "medium") if moment.day else _("no date")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{date}: {sentence}").format(date=iso(day), sentence=moment.sentence)
        return (day, moment.sentence)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Date"), _("What happened"))[section]
