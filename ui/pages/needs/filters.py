"""Which needs are shown: mine, late, a kind, an area, a column, and words that are looked for while somebody types."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from locales import _, current, fold
from models.need import BOARD, is_sensitive
from models.vocabulary import Vocabulary, vocabulary
from storage.needs import Wanted
from ui import icons
from ui.widgets.buttons import chip
from ui.widgets.fitting import Wrapped

__all__ = ["Filters"]

FIND_LETTERS = 22


class Filters(Wrapped):
    """`changed` tells that other needs are wanted now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.setObjectName("filters")
        self.box = QLineEdit()
        self.box.setObjectName("find")
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.mine, self.late = chip("mine"), chip("late")
        self.category, self.area, self.column = QComboBox(), QComboBox(), QComboBox()
        self._kinds = ["", *_shown_kinds(vocabulary("need-category"))]
        self._areas = ["", *(each.code for each in vocabulary("region").choices())]
        self._columns = ["", *BOARD]
        for choice, codes in ((self.category, self._kinds), (self.area, self._areas), (self.column, self._columns)):
            choice.addItems([""] * len(codes))
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(14)
            choice.currentIndexChanged.connect(self._changed)
        for part in (self.box, self.mine, self.late, self.category, self.area, self.column):
            self.add(part)
        self.box.textChanged.connect(self._changed)
        for made in (self.mine, self.late):
            made.toggled.connect(self._changed)
        self._quiet = False
        self.fit()

    def fit(self) -> None:
        self.box.setMinimumWidth(self.fontMetrics().averageCharWidth() * FIND_LETTERS)

    def _changed(self, *_what: Any) -> None:
        if not self._quiet:
            self.changed.emit()

    def wanted(self, me: str, *, column: bool) -> Wanted:
        """What was chosen; `column` says whether the choice of a column counts, which the board doesn't need."""
        words = self.box.text().strip()
        return Wanted(
            mine=me if self.mine.isChecked() else "", late=self.late.isChecked(), category=self._kinds[max(0, self.category.currentIndex())],
            area=self._areas[max(0, self.area.currentIndex())], words=words, kinds=_kinds_called(words) if words else (),
            column=self._columns[max(0, self.column.currentIndex())] if column else "",
        )

    def is_empty(self) -> bool:
        """Whether nothing restricts what is shown."""
        return self.wanted("x", column=True) == Wanted()

    def show_column(self, name: str) -> None:
        self.column.setCurrentIndex(self._columns.index(name))

    def clear(self) -> None:
        """Everything that is open again."""
        self._quiet = True
        self.box.clear()
        for made in (self.mine, self.late):
            made.setChecked(False)
        for choice in (self.category, self.area, self.column):
            choice.setCurrentIndex(0)
        self._quiet = False
        self._changed()

    def retranslate(self) -> None:
        self.box.setPlaceholderText(_("Find a need"))
        self.box.setAccessibleName(_("Find a need by name, code, kind or words"))
        self.mine.setText(_("Mine"))
        self.late.setText(_("Late"))
        self.mine.setAccessibleName(_("Only those that I look after"))
        self.late.setAccessibleName(_("Only those that are late"))
        self.category.setAccessibleName(_("Kind of need"))
        self.area.setAccessibleName(_("Area"))
        self.column.setAccessibleName(_("Status"))
        kinds, areas, words = vocabulary("need-category"), vocabulary("region"), current()
        states = {"": _("Everything open"), "new": _("New"), "active": _("In progress"), "waiting": _("Waiting"), "solved": _("Solved, last 30 days"),
                  "impossible": _("Not possible")}
        for place, code in enumerate(self._kinds):
            self.category.setItemText(place, kinds.label(code, words) if code else _("Every kind"))
        for place, code in enumerate(self._areas):
            self.area.setItemText(place, areas.label(code, words) if code else _("Every area"))
        for place, code in enumerate(self._columns):
            self.column.setItemText(place, states[code])


def _shown_kinds(kinds: Vocabulary) -> list[str]:
    """Groups with their kinds; a sensitive kind only as its group, or the filter would tell what the list doesn't."""
    found = list[str]()
    for group in kinds.groups:
        found += [group.code, *(each.code for each in kinds.choices() if each.parent == group.code and not is_sensitive(each.code))]
    return found


def _kinds_called(words: str) -> tuple[str, ...]:
    """The kinds whose name in the window's language has a word that begins with what was typed; sensitive ones are not found by it."""
    kinds, typed = vocabulary("need-category"), fold(words)
    return tuple(
        each.code for each in kinds.choices()
        if not is_sensitive(each.code) and any(word.startswith(typed) for word in fold(kinds.label(each.code, current())).split())
    )
