"""One word of a list: what it is called in each working language, and, for one that is added, where it is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

import locales
from locales import _, current, iso, language
from models.vocabulary import Code, vocabulary
from ui.parts import button, label
from ui.widgets.fitting import forget
from ui.widgets.plain_editors import Line
from ui.widgets.reading_order import put_in_order

__all__ = ["WordForm"]


class WordForm(QFrame):
    """A line a language. `kept` tells that it is to be written down, `left` that it is to stay as it was."""

    kept = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.name, self.code = "", Code("")
        self.lines: dict[str, Line] = {}
        self._names: dict[str, QLabel] = {}
        self._others: dict[str, str] = {}
        self.title, self.about, self.problem = label("section"), label("muted"), label("danger", hidden=True)
        self.group_label, self.group = label(), QComboBox()
        self.group_label.setBuddy(self.group)
        self.group.setMinimumHeight(32)
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        self.save_button, self.leave_button = button("primary"), button("quiet")
        self.save_button.clicked.connect(self.kept)
        self.leave_button.clicked.connect(self.left)
        buttons = QHBoxLayout()
        for each in (self.save_button, self.leave_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(self.grid)
        column.addWidget(self.group_label)
        column.addWidget(self.group)
        column.addWidget(self.problem)
        column.addLayout(buttons)

    def show_word(self, name: str, code: Code | None, languages: Sequence[str]) -> None:
        """Begin with a word of a list, or with a new one, in these languages."""
        self.name, self.code = name, code or Code("")
        own = dict(self.code.labels)
        self._others = {tongue: text for tongue, text in own.items() if tongue not in languages}
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                forget(widget)
        self.lines, self._names = {}, {}
        for row, tongue in enumerate(languages):
            line, head = Line(), QLabel(language(tongue).endonym)
            line.setObjectName(f"word.{tongue}")
            line.setText(own.get(tongue, ""))
            line.setMinimumHeight(32)
            line.setLayoutDirection(Qt.LayoutDirection.RightToLeft if language(tongue).direction == "rtl" else Qt.LayoutDirection.LeftToRight)
            line.returnPressed.connect(self.kept)
            head.setBuddy(line)
            self.grid.addWidget(head, row, 0)
            self.grid.addWidget(line, row, 1)
            self.lines[tongue], self._names[tongue] = line, head
        groups = [each.code for each in vocabulary(name).groups]
        self.group.clear()
        self.group.addItem("", "")
        for each in groups:
            self.group.addItem("", each)
        for widget in (self.group_label, self.group):
            widget.setVisible(bool(groups) and not self.code.code)
        self.say("")
        self.retranslate()
        put_in_order(self)

    def first_focus(self) -> Line:
        return next(iter(self.lines.values()))

    def labels(self) -> Mapping[str, str]:
        """What was typed, by language; languages that have no line keep their word."""
        return {**self._others, **{tongue: text for tongue, line in self.lines.items() if (text := line.text().strip())}}

    def chosen_group(self) -> str:
        return str(self.group.currentData() or "")

    def say(self, sentence: str) -> None:
        """What is wrong; nothing takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def retranslate(self) -> None:
        if not self.name:
            return
        listed, words = vocabulary(self.name), current()
        self.title.setText(_("Change “{word}”").format(word=iso(listed.label(self.code.code, words))) if self.code.code else _("A new word"))
        self.about.setText(_("What was written down with this word stays, and reads by its new name. An empty line keeps Raddir's word.")
                           if self.code.code and not self.code.own else
                           _("Where a language has no word yet, the English one is shown, or else the first there is."))
        self.group_label.setText(_("Counted with, where it stands for too few people to be printed by itself"))
        self.group.setAccessibleName(self.group_label.text())
        self.group.setItemText(0, _("Choose a group"))
        for place in range(1, self.group.count()):
            self.group.setItemText(place, listed.label(str(self.group.itemData(place)), words))
        for tongue, line in self.lines.items():
            known = listed.shipped_label(self.code.code, locales.words(tongue)) if tongue in locales.LANGUAGES else ""
            line.setPlaceholderText(known or ("" if tongue == "en" else _("shown in English until translated")))
            line.setAccessibleName(_("The word in {language}").format(language=iso(language(tongue).endonym)))
            line.setAccessibleDescription(line.placeholderText())
        self.save_button.setText(_("Save"))
        self.save_button.setToolTip(_("Ctrl+S"))
        self.leave_button.setText(_("Leave it as it was"))
