"""The words of one list: what each is called in every working language, where it is counted, how many use it, and whether it is offered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

import locales
from locales import _, current
from models.vocabulary import Code, vocabulary
from ui.operations.words import Looked

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WORD = 0


def said_in(name: str, code: Code, tongue: str) -> str:
    """A word in a language, or that it is shown in English there until somebody translates it."""
    own = dict(code.labels).get(tongue)
    found = own or (vocabulary(name).shipped_label(code.code, locales.words(tongue)) if tongue in locales.LANGUAGES else "")
    if found and (own or tongue == "en" or found != code.label):
        return found
    return _("shown in English until translated") if "en" in dict(code.labels) or code.label else _("not translated yet")


class WordsModel(QAbstractTableModel):
    """A row a word; a column for the window's language and each other the association works in."""

    def __init__(self) -> None:
        super().__init__()
        self._looked = Looked("", (), {}, ("en",))

    def show(self, looked: Looked) -> None:
        self.beginResetModel()
        self._looked = looked
        self.endResetModel()

    @property
    def tongues(self) -> tuple[str, ...]:
        """The languages that have a column, the window's first."""
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
        return 0 if parent.isValid() else len(self._heads())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        code = self.code(index.row())
        if code is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cells = self._cells(code)
        return current().list(cells) if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WORD else cells[index.column()]

    def _grouped(self) -> bool:
        return bool(self._looked.name and vocabulary(self._looked.name).groups)

    def _cells(self, code: Code) -> tuple[str, ...]:
        words, name = current(), self._looked.name
        group = (vocabulary(name).label(code.parent, words),) if self._grouped() else ()
        _first, *others = self.tongues
        return (
            vocabulary(name).label(code.code, words), *(said_in(name, code, each) for each in others), *group,
            words.number(self.used(code.code)), _("no longer offered") if code.retired else _("offered"),
        )

    def _heads(self) -> tuple[str, ...]:
        group = (_("Counted with"),) if self._grouped() else ()
        _first, *others = self.tongues
        return (_("Word"), *(locales.language(each).endonym for each in others), *group, _("In use"), _("State"))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads()[section]

    def retranslate(self) -> None:
        """The window speaks another language: it has another first column."""
        self.beginResetModel()
        self.endResetModel()
