"""The quiet hint that somebody may have been written down before. It never stands in the way: what is typed goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from locales import _, current, iso
from models.likeness import Known
from models.vocabulary import vocabulary
from ui.parts import button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.side_by_side import leading

__all__ = ["KEY", "MaybeKnown", "in_words"]

KEY = "F8"


def in_words(known: Known) -> str:
    """A record in one line: K7RM · Samira · Arabic."""
    language = vocabulary("language").label(known.language, current()) if known.language else ""
    year = str(known.birth_year) if known.birth_year is not None else ""
    return " · ".join(each for each in (iso(known.code), iso(known.label), language, year) if each)


class MaybeKnown(QFrame):
    """One record at a time, the likeliest first; the next comes up when somebody says that this is another person."""

    opened = Signal(str)
    parted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._found: tuple[Known, ...] = ()
        self.says = label()
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.open_button, self.part_button = button(), button("quiet")
        buttons = Wrapped()
        for each in (self.open_button, self.part_button):
            each.setAutoDefault(False)
            buttons.add(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.says)
        column.addWidget(buttons)
        self.open_button.clicked.connect(self.open_first)
        self.part_button.clicked.connect(self._part)
        self.hide()

    @property
    def first(self) -> Known | None:
        """The record that is named now."""
        return self._found[0] if self._found else None

    def show_found(self, found: Sequence[Known]) -> None:
        """Name what was found; nothing found is nothing said."""
        self._found = tuple(found)
        self.setVisible(bool(found))
        self.retranslate()

    def open_first(self) -> None:
        """Lay the record that is named beside this one."""
        if self.first is not None:
            self.opened.emit(self.first.id)

    def _part(self) -> None:
        if self.first is not None:
            other = self.first.id
            self.show_found(self._found[1:])
            self.parted.emit(other)

    def retranslate(self) -> None:
        if self.first is not None:
            self.says.setText(_("There may already be a record: {who}.").format(who=in_words(self.first)))
            leading(self.says, current())
        self.open_button.setText(_("Side by side ({key})").format(key=KEY))
        self.part_button.setText(_("Not the same person"))
