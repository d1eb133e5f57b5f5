"""The partners of the association: what each is called, its telephone, whether it helps in emergencies, for how many it was named."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from locales import _, current, numbers
from models.partner import Partner
from models.vocabulary import vocabulary
from ui.operations.partners import Looked

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NAME, PHONE, LANGUAGES, URGENT, USED, STATE = range(6)


class PartnersModel(QAbstractTableModel):
    """A row a partner, in the window's language."""

    def __init__(self) -> None:
        super().__init__()
        self._looked = Looked((), {}, ("en",))

    def show(self, looked: Looked) -> None:
        self.beginResetModel()
        self._looked = looked
        self.endResetModel()

    def partner(self, row: int) -> Partner | None:
        return self._looked.partners[row] if 0 <= row < len(self._looked.partners) else None

    def row_of(self, partner_id: str) -> int:
        """The row of a partner, or -1."""
        return next((row for row, each in enumerate(self._looked.partners) if each.id == partner_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._looked.partners)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else STATE + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        partner = self.partner(index.row())
        if partner is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cells = self._cells(partner)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:  # those who hear the table hear the whole row
            return current().list(each for each in cells if each)
        return cells[index.column()]

    def _cells(self, partner: Partner) -> tuple[str, ...]:
        words, tongues = current(), vocabulary("language")
        return (
            partner.called(words.code), numbers(partner.phone or partner.contact or ""),
            words.list(tongues.label(each, words) for each in partner.languages or ()),
            _("Yes") if partner.urgent else "", words.number(self._looked.used.get(partner.id, 0)),
            _("no longer offered") if partner.retired else _("offered"),
        )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Partner"), _("Telephone"), _("Languages"), _("Urgent"), _("Named for"), _("State"))[section]

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, STATE)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, STATE))
