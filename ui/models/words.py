"""The words of one list: what each is called, where it isn't translated yet, where it is counted, how many use it, and whether it is offered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

import locales
from locales import _, current
from models.vocabulary import Code, vocabulary
from ui.operations.words import Looked

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WORD, UNTRANSLATED, GROUP, USED, STATE = range(5)


def has_word(name: str, code: Code, tongue: str) -> bool:
    """Whether a code has a word in a language: the association's, or Raddir's."""
    if tongue in dict(code.labels) or (tongue == "en" and code.label):
        return True
    return tongue in locales.LANGUAGES and vocabulary(name).shipped_label(code.code, locales.words(tongue)) not in ("", code.label)


class WordsModel(QAbstractTableModel):
    """A row a word, in the window's language."""

    def __init__(self) -> None:
        super().__init__()
        self._looked = Looked("", (), {}, ("en",))

    def show(self, looked: Looked) -> None:
        self.beginResetModel()
        self._looked = looked
        self.endResetModel()

    @property
    def tongues(self) -> tuple[str, ...]:
        """The languages the association works in, the window's first."""
        return tuple(dict.fromkeys([current().code, *self._looked.languages]))

    def code(self, row: int) -> Code | None:
        return self._looked.codes[row] if 0 <= row < len(self._looked.codes) else None

    def used(self, code: str) -> int:
        return self._looked.used.get(code, 0)

    def row_of(self, code: str) -> int:
        """The row of a code, or -1."""
        return next((row for row, each in enumerate(self._looked.codes) if each.code == code), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._looked.codes)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else STATE + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        code = self.code(index.row())
        if code is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cells = self._cells(code)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WORD:  # those who hear the table hear the whole row
            return current().list(each for each in cells if each)
        return cells[index.column()]

    def grouped(self) -> bool:
        """Whether figures of this list roll up to groups."""
        return bool(self._looked.name and vocabulary(self._looked.name).groups)

    def _cells(self, code: Code) -> tuple[str, ...]:
        words, name = current(), self._looked.name
        missing = [locales.language(each).endonym for each in self.tongues if not has_word(name, code, each)]
        return (
            vocabulary(name).label(code.code, words), words.list(missing),
            vocabulary(name).label(code.parent, words) if self.grouped() else "",
            words.number(self.used(code.code)), _("no longer offered") if code.retired else _("offered"),
        )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Word"), _("Not translated yet"), _("Counted with"), _("In use"), _("State"))[section]

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, STATE)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, STATE))
