"""The needs that are listed: one model for the table, which reads it row by row, and for the board, which reads its columns.

200 rows at a time, asked of the reading thread; while an answer is awaited, a newer question replaces what is asked next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from locales import _, current, iso
from models.need import BOARD, OPEN_STATES, shown_kind
from models.vocabulary import vocabulary
from storage import needs
from storage.library import Library
from storage.needs import PAGE, Column, NeedLine, Wanted
from ui import icons
from ui.due_words import due_icon, due_words
from ui.pages.conversation.needs import URGENCY as HOW_URGENT
from ui.session import Session

__all__ = ["BY_WHEN", "KIND", "NeedsModel", "about", "kind_of", "read_out", "when_of"]

KIND, WHO, BY_WHEN, STATUS, URGENCY, AREA, TOLD = range(7)
EMPTY = Column(0, ())
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Found:
    """The answer to one question: the rows of the table and, with its first page, the columns of the board."""

    rows: tuple[NeedLine, ...]
    columns: Mapping[str, Column]


class NeedsModel(QAbstractTableModel):
    """Needs that fit what is wanted. `answered` tells that rows and columns belong to what was asked last."""

    answered = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[NeedLine] = []
        self.columns: Mapping[str, Column] = dict.fromkeys(BOARD, EMPTY)
        self.wanted = Wanted()
        self._more = self._asking = self._again = False
        self.has_answer = False

    # What is asked

    @property
    def settled(self) -> bool:
        """Whether what is shown is the answer to what was asked last."""
        return not self._asking

    def find(self, wanted: Wanted) -> None:
        """Ask for the needs that fit, anew also when nothing but the vault changed."""
        self.wanted = wanted
        if self._asking:
            self._again = True
            return
        self._ask(None)

    def _ask(self, after: NeedLine | None) -> None:
        self._asking, self._again = True, False
        wanted = self.wanted

        def work(library: Library) -> Found:
            return Found(needs.page(library, wanted, after), needs.columns(library, wanted) if after is None else {})

        self._session.jobs.read(work, lambda found: self._take(after, found), self._failed)

    def _take(self, after: NeedLine | None, found: Found) -> None:
        self._asking = False
        if self._again:
            self._ask(None)
            return
        self._more = len(found.rows) == PAGE
        if after is None:
            self.beginResetModel()
            self._rows, self.columns, self.has_answer = list(found.rows), found.columns, True
            self.endResetModel()
        elif found.rows:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(found.rows) - 1)
            self._rows += found.rows
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
            self._ask(self._rows[-1])

    # What is shown

    def line(self, row: int) -> NeedLine | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, need_id: str) -> int:
        """The row of a need among those fetched so far, or -1."""
        return next((row for row, each in enumerate(self._rows) if each.id == need_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[index.column()](line)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == BY_WHEN:
            return picture(line)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == KIND:
            return read_out(line)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Need"), _("Person"), _("Due"), _("Status"), _("Urgency"), _("Area"), _("Partner told"))[section]

    def retranslate(self) -> None:
        """Tell views that words changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_COLUMNS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(_COLUMNS) - 1))


def kind_of(line: NeedLine) -> str:
    """The kind of need; a sensitive one as its group."""
    return vocabulary("need-category").label(shown_kind(line.category, opened=False), current())


def about(line: NeedLine) -> str:
    """Which need of whom, in few words."""
    return _("{need} – {code}").format(need=kind_of(line), code=iso(line.code))


def when_of(line: NeedLine) -> str:
    """When it is due; of a closed one, when it was closed."""
    if line.status in OPEN_STATES:
        return due_words(line.due)
    return iso(current().date(line.closed, "medium")) if line.closed else ""


def picture(line: NeedLine) -> Any:
    """The icon that says with the words whether it is late; nothing for what is closed or has no day."""
    if line.status not in OPEN_STATES or not line.due:
        return None
    return icons.icon(*due_icon(line.due), selected="on_accent")


def partner_of(line: NeedLine) -> str:
    """Which partner was told, and since when."""
    if not line.partner:
        return ""
    if not line.sent:
        return iso(line.partner)
    return _("{partner}, since {date}").format(partner=iso(line.partner), date=iso(current().date(line.sent, "medium")))


def _label(name: str) -> Callable[[str], str]:
    return lambda code: vocabulary(name).label(code, current()) if code else ""


_status, _area = _label("need-status"), _label("region")


def _urgency(code: str) -> str:
    """How urgent it is in one word, as the conversation asks it."""
    return _(HOW_URGENT[code]) if code in HOW_URGENT else ""


_COLUMNS: tuple[Callable[[NeedLine], str], ...] = (
    kind_of, lambda line: line.code, when_of, lambda line: _status(line.status), lambda line: _urgency(line.urgency), lambda line: _area(line.area),
    partner_of,
)


def read_out(line: NeedLine) -> str:
    """A need in one breath for a screen reader."""
    parts = (kind_of(line), iso(line.code), when_of(line), _status(line.status), _urgency(line.urgency), partner_of(line))
    return current().list([each for each in parts if each])


def card(line: NeedLine) -> str:
    """A need as the board shows it."""
    lines = (about(line), when_of(line), partner_of(line) if line.status in OPEN_STATES else _status(line.status))
    return "\n".join(each for each in lines if each)
