"""The rows of a list: their order comes as one array, what stands in them a page at a time from the reading thread, as words.

Whatever is asked, at most one question is on its way, and a newer one replaces what is asked next, so that the list never lags behind a
fast typist and nothing is built on the window's thread.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from locales import Words, current, iso, ngettext
from models.labels import answer_words
from models.listing import LAST_TALK, OPEN_NEEDS, Column, Listing, first
from storage import lists
from storage.library import Library
from storage.lists import PAGE
from ui.session import Session

__all__ = ["ListModel", "Row"]

KEPT_PAGES = 40
LONGEST = 160
"""Letters of a cell; a list is looked through, the whole text is in the record."""
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """One row in words: the record, whose it is, its cells, and how it is read out."""

    id: str
    member: str
    cells: tuple[str, ...]
    aloud: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: the columns there are, the order of the rows, the row to be marked with its page, and what else was asked for."""

    columns: tuple[Column, ...]
    rows: array[int]
    marked: int
    pages: dict[int, list[Row]]
    beside: Any


class ListModel(QAbstractTableModel):
    """`answered` tells that the rows belong to what was asked last."""

    answered = Signal()
    came = Signal()
    """More rows were filled in."""

    def __init__(self, session: Session, kind: str, parent: QObject | None = None, beside: Callable[[Library, Listing, Words], Any] | None = None,
                 ) -> None:
        """`beside` is worked out together with each answer: totals, say."""
        super().__init__(parent)
        self._session, self._ask_beside = session, beside
        self.listing = self._wanted = first(kind)
        self.there: tuple[Column, ...] = ()
        """Every column that can be shown."""
        self.columns: tuple[Column, ...] = ()
        self.rows = array("q")
        self.beside: Any = None
        self.marked = -1
        """Where the record that was to be marked stands."""
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._missing: list[int] = []
        self._asking = self._again = self._reading = False
        self._mark = ""
        self._turn = 0
        self.has_answer = False

    # What is asked

    @property
    def wanted(self) -> Listing:
        """What the rows are, or will be, the answer to."""
        return self._wanted

    @property
    def typed(self) -> str:
        return self._wanted.words

    @property
    def settled(self) -> bool:
        """Whether the rows are the answer to what was asked last."""
        return not self._asking

    def find(self, wanted: Listing, mark: str = "") -> None:
        """Ask for the rows that fit, anew also when nothing but the vault changed. `mark` is the record to be found among them."""
        self._wanted, self._mark = wanted, mark
        if self._asking:
            self._again = True
        else:
            self._ask()

    def _ask(self) -> None:
        self._asking, self._again = True, False
        wanted, mark, words, beside = self._wanted, self._mark, current(), self._ask_beside

        def work(library: Library) -> Answer:
            there = lists.columns(library, wanted.kind)
            rows = lists.order(library, wanted, words)
            marked = lists.place_of(library, wanted.kind, mark, rows) if mark else -1
            shown = _shown(there, wanted)
            pages = {page: _page(library, wanted.kind, rows, page, shown, words) for page in {0, max(marked, 0) // PAGE}}
            return Answer(there, rows, marked, pages, beside(library, wanted, words) if beside is not None else None)

        self._session.jobs.read(work, lambda found: self._take(wanted, found), self._failed)

    def _take(self, wanted: Listing, found: Answer) -> None:
        self._asking = False
        if self._again:
            self._ask()
            return
        self._turn += 1
        self.beginResetModel()
        self.listing, self.there, self.columns = wanted, found.columns, _shown(found.columns, wanted)
        self.rows, self.marked, self.beside, self.has_answer = found.rows, found.marked, found.beside, True
        self._pages, self._missing, self._reading = OrderedDict(found.pages), [], False
        self.endResetModel()
        self.answered.emit()

    def _failed(self, trouble: Exception) -> None:
        from ui import messages

        self._asking = self._reading = False
        if self._again:
            self._ask()
        messages.show(trouble)  # type: ignore[arg-type]

    # Pages

    def _need(self, page: int) -> None:
        """Have a page read; the one that was looked at last goes first, and what was scrolled past is let go."""
        if page in self._missing:
            self._missing.remove(page)
        self._missing = [*self._missing[-2:], page]
        self._read()

    def _read(self) -> None:
        if self._reading or not self._missing or self._asking:
            return
        self._reading = True
        page, turn, rows, kind, shown, words = self._missing.pop(), self._turn, self.rows, self.listing.kind, self.columns, current()

        def came(found: list[Row]) -> None:
            if turn != self._turn:
                return
            self._reading = False
            self._pages[page] = found
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(page * PAGE + len(found) - 1, len(shown) - 1))
            self.came.emit()
            self._read()

        self._session.jobs.read(lambda library: _page(library, kind, rows, page, shown, words), came, self._failed)

    # What is shown

    def line(self, row: int) -> Row | None:
        """A row, once it was read; it is asked for otherwise."""
        if not 0 <= row < len(self.rows):
            return None
        found = self._pages.get(row // PAGE)
        if found is None:
            self._need(row // PAGE)
            return None
        self._pages.move_to_end(row // PAGE)
        line = found[row % PAGE]
        return line if line.id else None

    def row_of(self, record_id: str) -> int:
        """The row of a record among those read so far, or -1."""
        return next((page * PAGE + place for page, some in self._pages.items() for place, each in enumerate(some) if each.id == record_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return line.aloud
        return line.cells[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or not 0 <= section < len(self.columns):
            return None
        return title_of(self.columns[section])

    def retranslate(self) -> None:
        """Words changed: what is shown is put into words anew, and sorted as the language sorts."""
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.has_answer and self._session.jobs.is_open():
            self.find(self._wanted, self._mark)


def title_of(column: Column) -> str:
    """What stands above a column."""
    return column.title(current())


def _shown(there: Sequence[Column], wanted: Listing) -> tuple[Column, ...]:
    """The columns asked for that exist; a question that was taken away is passed over."""
    by_name = {each.name: each for each in there}
    return tuple(by_name[name] for name in wanted.columns if name in by_name) or tuple(there[:1])


def _page(library: Library, kind: str, rows: array[int], page: int, shown: Sequence[Column], words: Words) -> list[Row]:
    """A page of rows in words; done on the reading thread."""
    found = []
    for line in lists.lines(library, kind, rows[page * PAGE : (page + 1) * PAGE], shown):
        cells = tuple(_cell(column, value, words) for column, value in zip(shown, line.values, strict=True))
        aloud = [_aloud(column, cell, value) for column, cell, value in zip(shown, cells, line.values, strict=True) if cell]
        found.append(Row(line.id, line.member, cells, words.list(aloud)))
    return found


def _cell(column: Column, value: Any, words: Words) -> str:
    text = " ".join(answer_words(column.field, value, words).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"


def _aloud(column: Column, cell: str, value: Any) -> str:
    """A cell as a screen reader says it, which in most tables reads the first cell of a row only."""
    if column.name == OPEN_NEEDS:
        return ngettext("{n} open need", "{n} open needs", value).format(n=value)
    if column.name == LAST_TALK or not (column.field.own or isinstance(value, bool)):
        return iso(cell)
    return f"{iso(title_of(column))}: {iso(cell)}"
