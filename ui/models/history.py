"""Everything that happened with a person, the newest first, read a page at a time as somebody scrolls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from locales import _, current
from models.fields import Field
from models.operation import Stamp
from models.record import Record
from storage.history import PAGE, Entry
from ui.operations import naming
from ui.pages.member.history import happened, moment

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HistoryModel(QAbstractListModel):
    """A line a change: when, with which record, and what."""

    wanted = Signal(object)
    """The `Stamp` before which to read on."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._records: dict[str, Record] = {}
        self._fields: Mapping[str, Mapping[str, Field]] = {}
        self._more, self._reading = False, False

    def start(self) -> None:
        """Forget everything; the first page is asked for by whoever starts."""
        self.beginResetModel()
        self._entries, self._records = [], {}
        self._more, self._reading = False, True
        self.endResetModel()

    def add(self, entries: Sequence[Entry], records: Mapping[str, Record], fields: Mapping[str, Mapping[str, Field]]) -> None:
        """Put a page below what is there: changes, the records they were made to, and the fields of each record type."""
        self._fields = fields
        self._reading, self._more = False, len(entries) == PAGE
        self._records.update(records)
        if entries:
            self.beginInsertRows(_NOWHERE, len(self._entries), len(self._entries) + len(entries) - 1)
            self._entries += entries
            self.endInsertRows()

    def last(self) -> Stamp | None:
        return self._entries[-1].stamp if self._entries else None

    def canFetchMore(self, _parent: _Index) -> bool:
        return self._more and not self._reading

    def fetchMore(self, _parent: _Index) -> None:
        self._reading = True
        self.wanted.emit(self.last())

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._entries) or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        head, told = self._lines(self._entries[index.row()])
        return f"{head}\n{told}" if role == Qt.ItemDataRole.DisplayRole else current().list([head, told])

    def _lines(self, entry: Entry) -> tuple[str, str]:
        """When and with which record, and below it what happened."""
        record = self._records.get(entry.record_id)
        head = _("{when} · {record}").format(when=moment(entry), record=naming.what(record)("")) if record is not None else moment(entry)
        return head, happened(entry, self._fields.get(entry.record_type, {}))

    def retranslate(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))
