"""The answers an own question offers: a row an answer, a column a language. An answer that was once offered can't be taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from locales import _, iso, language
from ui.widgets.fitting import forget
from ui.widgets.plain_editors import Line
from ui.widgets.reading_order import put_in_order

Answers = Mapping[str, Mapping[str, str]]
FIRST_ROWS = 3


class OwnAnswers(QWidget):
    """Lines to type answers in; what stands in them is `answers`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._languages: tuple[str, ...] = ("en",)
        self._kept: dict[str, dict[str, str]] = {}
        self._codes: list[str] = []
        self.lines: list[dict[str, Line]] = []
        self._heads: list[QLabel] = []
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.more = QPushButton()
        self.more.clicked.connect(lambda: self._add_row(focus=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_answers(self, answers: Answers | None, languages: Sequence[str]) -> None:
        """Begin anew with these answers and these languages as columns."""
        clear(self.grid)
        self._languages = tuple(languages)
        self._kept = {code: dict(words) for code, words in (answers or {}).items()}
        self._codes, self.lines, self._heads = [], [], []
        for place, code in enumerate(self._languages):
            head = QLabel(language(code).endonym)
            head.setProperty("kind", "muted")
            self.grid.addWidget(head, 0, place)
            self._heads.append(head)
        for code, words in self._kept.items():
            self._add_row(code, words)
        while len(self.lines) < FIRST_ROWS:
            self._add_row()
        self.retranslate()

    def have_lines(self, many: int) -> None:
        """At least so many lines to type in."""
        while len(self.lines) < many:
            self._add_row()

    def _add_row(self, code: str = "", words: Mapping[str, str] | None = None, focus: bool = False) -> None:
        row: dict[str, Line] = {}
        for place, tongue in enumerate(self._languages):
            line = Line()
            line.setText((words or {}).get(tongue, ""))
            line.setLayoutDirection(Qt.LayoutDirection.RightToLeft if language(tongue).direction == "rtl" else Qt.LayoutDirection.LeftToRight)
            line.setMinimumHeight(32)
            line.textChanged.connect(self.changed)
            self.grid.addWidget(line, len(self.lines) + 1, place)
            row[tongue] = line
        self._codes.append(code)
        self.lines.append(row)
        if focus:
            put_in_order(self)
            self.retranslate()
            row[self._languages[0]].setFocus()

    def answers(self) -> dict[str, dict[str, str]]:
        """Codes with their words; a new answer gets a code of its own, empty lines count as none."""
        made: dict[str, dict[str, str]] = {}
        taken = set(self._kept)
        for code, row in zip(self._codes, self.lines, strict=True):
            typed = {tongue: line.text().strip() for tongue, line in row.items() if line.text().strip()}
            others = {tongue: text for tongue, text in self._kept.get(code, {}).items() if tongue not in row}
            if typed:
                name = code or self._free(taken)
                taken.add(name)
                made[name] = {**others, **typed}
        return made

    @staticmethod
    def _free(taken: set[str]) -> str:
        return next(code for number in range(1, len(taken) + 2) if (code := f"answer-{number}") not in taken)

    def lost(self) -> bool:
        """Whether an answer that people may have given was emptied."""
        return not set(self._kept) <= set(self.answers())

    def retranslate(self) -> None:
        self.more.setText(_("One more answer"))
        for number, row in enumerate(self.lines, 1):
            for tongue, line in row.items():
                line.setAccessibleName(_("Answer {number} in {language}").format(number=number, language=iso(language(tongue).endonym)))


def clear(layout: QGridLayout) -> None:
    """Take everything out of a grid and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            forget(widget)
