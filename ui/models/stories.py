"""The list of stories: 200 at a time, asked of the reading thread; an answer to an older question is dropped."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from locales import current, iso, ngettext
from storage import stories
from storage.stories import StoryLine, Wanted
from ui.session import Session

PAGE = 200
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class StoriesModel(QAbstractListModel):
    """The stories that fit what is wanted, the newest first. At most one question is on its way; `answered` tells that the rows belong to
    what was asked last."""

    answered = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[StoryLine] = []
        self._wanted = Wanted()
        self._more = self._asking = self._again = False

    @property
    def wanted(self) -> Wanted:
        """What the rows are, or will be, the answer to."""
        return self._wanted

    @property
    def settled(self) -> bool:
        return not self._asking

    def find(self, wanted: Wanted) -> None:
        """Ask for the stories that fit."""
        self._wanted = wanted
        if self._asking:
            self._again = True
            return
        self._ask(None)

    def _ask(self, after: int | None) -> None:
        self._asking, self._again = True, False
        wanted = self._wanted
        self._session.jobs.read(lambda library: stories.lines(library, wanted, PAGE, after), lambda found: self._take(wanted, after, found),
                                self._failed)

    def _take(self, wanted: Wanted, after: int | None, found: list[StoryLine]) -> None:
        self._asking = False
        if self._again or wanted != self._wanted:
            self._ask(None)
            return
        self._more = len(found) == PAGE
        if after is None:
            self.beginResetModel()
            self._rows = found
            self.endResetModel()
        elif found:
            known = {each.id for each in self._rows}
            found = [each for each in found if each.id not in known]
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
            self._ask(self._rows[-1].place)

    def story(self, row: int) -> StoryLine | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, story_id: str) -> int:
        """The row of a story among those fetched so far, or -1."""
        return next((row for row, each in enumerate(self._rows) if each.id == story_id), -1)

    def forget(self) -> None:
        """Nothing of anybody stays in the list."""
        self.beginResetModel()
        self._rows, self._more = [], False
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.story(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(_told(line))
        return current().list([each for each in _told(line) if each]) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def retranslate(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))


def _told(line: StoryLine) -> tuple[str, str]:
    """The two lines of a story: whose it is, in which language and when; then what was done with it."""
    tongue = current().tongue_alone(line.language) if line.language else ""
    day = current().date(line.told_on, "medium") if line.told_on else ""
    themes = ngettext("{n} theme", "{n} themes", line.themes).format(n=line.themes)
    quotes = ngettext("{n} quote", "{n} quotes", line.quotes).format(n=line.quotes)
    return " · ".join(each for each in (iso(line.code), iso(tongue), iso(day)) if each), f"{themes} · {quotes}"
