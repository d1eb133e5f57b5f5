"""Who else sits here: the people of a group whose part was kept before, by what they are called and their code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _, current, iso
from ui.pages.conversation.intake import FAMILY
from ui.widgets.buttons import button
from ui.widgets.fitting import Fitting
from ui.widgets.side_by_side import leading, text_label

__all__ = ["GroupList"]

ROW = 360
"""The width from which the names and the button stand in one line, in pixels of ordinary text."""


class GroupList(QWidget):
    """Stands beside the steps, never on the screen that is turned to the member. `alone` is a slip: this person isn't of the group."""

    alone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._others: tuple[tuple[str, str], ...] = ()
        self._mode = ""
        self.names = text_label("muted")
        self.not_here = button("quiet", "group.alone")
        self.not_here.clicked.connect(self.alone)
        line = Fitting(ROW)
        line.add(self.names, 1)
        line.add(self.not_here)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addWidget(line)
        self.hide()

    def show_others(self, others: Sequence[tuple[str, str]], *, mode: str) -> None:
        """Show who was here before, or nothing."""
        self._others, self._mode = tuple(others), mode
        self.setVisible(bool(self._others))
        self.retranslate()

    def retranslate(self) -> None:
        names = current().list(_("{name} ({code})").format(name=iso(name), code=iso(code)) for name, code in self._others)
        here = _("In this family: {people}") if self._mode == FAMILY else _("In this group: {people}")
        self.names.setText(here.format(people=names) if self._others else "")
        self.not_here.setText(_("Not of this group"))
        leading(self.names, current())
