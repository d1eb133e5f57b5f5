"""The list of people: 200 at a time, asked of the reading thread; an answer to an older question is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from locales import _, current, iso, ngettext
from models.vocabulary import vocabulary
from storage.library import PersonLine
from ui.session import Session

PAGE = 200
NAME, CODE, LANGUAGE, AREA, NEEDS, LAST = range(6)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PeopleModel(QAbstractTableModel):
    """People found by what was typed, best first; all of them for an empty text.

    While an answer is awaited, newer typing replaces what is asked next: at most one question is on its way, so that the list
    never lags behind a fast typist. `answered` tells that the rows belong to what was typed last.
    """

    answered = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[PersonLine] = []
        self._wanted = ""
        self._more = False
        self._asking = False
        self._again = False

    # What is asked

    @property
    def typed(self) -> str:
        """What the rows are, or will be, the answer to."""
        return self._wanted

    @property
    def settled(self) -> bool:
        """Whether the rows are the answer to what was typed last."""
        return not self._asking

    def find(self, typed: str) -> None:
        """Ask for the people that fit what is typed."""
        self._wanted = typed
        if self._asking:
            self._again = True
            return
        self._ask(None)

    def _ask(self, after: str | None) -> None:
        self._asking, self._again = True, False
        typed = self._wanted

        def answer(found: list[PersonLine]) -> None:
            self._take(typed, after, found)

        self._session.jobs.read(lambda library: library.people(typed, PAGE, after), answer, self._failed)

    def _take(self, typed: str, after: str | None, found: list[PersonLine]) -> None:
        self._asking = False
        if self._again or typed != self._wanted:
            self._ask(None)
            return
        self._more = len(found) == PAGE
        if after is None:
            self.beginResetModel()
            self._rows = found
            self.endResetModel()
        elif found:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(found) - 1)
            self._rows += found
            self.endInsertRows()
        self.answered.emit()

    def _failed(self, trouble: Exception) -> None:
        from ui import messages

        self._asking = self._more = False
        messages.show(trouble)  # type: ignore[arg-type]

    def canFetchMore(self, parent: _Index = _NOWHERE) -> bool:
        return not parent.isValid() and self._more and not self._asking

    def fetchMore(self, parent: _Index = _NOWHERE) -> None:
        if self.canFetchMore(parent):
            self._ask(self._rows[-1].id)

    # What is shown

    def person(self, row: int) -> PersonLine | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, person_id: str) -> int:
        """The row of a person among those fetched so far, or -1."""
        return next((row for row, each in enumerate(self._rows) if each.id == person_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.person(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[index.column()](line)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            return _read_out(line)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Name"), _("Code"), _("Language"), _("Area"), _("Open needs"), _("Last conversation"))[section]

    def retranslate(self) -> None:
        """Tell views that words changed: headers, languages, areas and dates."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_COLUMNS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(_COLUMNS) - 1))


def _language(line: PersonLine) -> str:
    return vocabulary("language").label(line.language, current()) if line.language else ""


def _area(line: PersonLine) -> str:
    return vocabulary("region").label(line.region, current()) if line.region else ""


def _needs(line: PersonLine) -> str:
    return current().number(line.open_needs) if line.open_needs else ""


def _last(line: PersonLine) -> str:
    return current().date(line.last, "medium") if line.last else ""


_COLUMNS: tuple[Callable[[PersonLine], str], ...] = (
    lambda line: line.label, lambda line: line.code, _language, _area, _needs, _last,
)


def _read_out(line: PersonLine) -> str:
    """A row in one breath for a screen reader, which in most tables reads the first cell only."""
    needs = ngettext("{n} open need", "{n} open needs", line.open_needs).format(n=line.open_needs)
    return current().list([each for each in (iso(line.label), line.code, _language(line), _area(line), needs, _last(line)) if each])
