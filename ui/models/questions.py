"""The association's own questions, those still asked first, by what they are asked of, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from locales import _, current
from models.question import ASKED_OF as OF
from models.question import Question, in_order
from models.vocabulary import vocabulary

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WORDS, ASKED_OF, KIND, SENSITIVITY, STATE = range(5)


def in_words(question: Question) -> str:
    """A question as near to the window's language as it has words."""
    labels = question.labels or {}
    return labels.get(current().code) or labels.get("en") or next(iter(labels.values()), "")


class QuestionsModel(QAbstractTableModel):
    """What is asked, of whom, what kind of answer it takes, how sensitive it is and whether it is still asked."""

    def __init__(self) -> None:
        super().__init__()
        self._questions: list[Question] = []

    def show(self, questions: Sequence[Question]) -> None:
        self.beginResetModel()
        types = {name: number for number, name in enumerate(OF)}
        self._questions = sorted(in_order(questions), key=lambda each: (bool(each.retired), types.get(each.record_type or "", len(types))))
        self.endResetModel()

    def question(self, row: int) -> Question | None:
        return self._questions[row] if 0 <= row < len(self._questions) else None

    def row_of(self, question_id: str) -> int:
        """The row of a question, or -1."""
        return next((row for row, each in enumerate(self._questions) if each.id == question_id), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._questions)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        question = self.question(index.row())
        if question is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cells = self._cells(question)
        return current().list(cells) if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WORDS else cells[index.column()]

    @staticmethod
    def _cells(question: Question) -> tuple[str, ...]:
        words = current()
        return (
            in_words(question), vocabulary("record-type").label(question.record_type or "", words),
            vocabulary("answer-kind").label(question.kind or "", words),
            vocabulary("sensitivity").label(question.sensitivity or "identifying", words),
            _("no longer asked") if question.retired else _("asked"),
        )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Question"), _("Asked of"), _("Kind of answer"), _("Sensitivity"), _("State"))[section]

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 4)
        if self._questions:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._questions) - 1, 4))
