"""The parts of a conversation's page and where they stand: beside each other, or one under the other where room is scarce."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.pages import Page
from ui.pages.conversation.frame import Finished, StepList
from ui.pages.conversation.group import GroupList
from ui.pages.conversation.step import Step
from ui.pages.conversation.top import TopLine
from ui.session import Session
from ui.widgets.buttons import button
from ui.widgets.fitting import ORDINARY_LINE, Fitting
from ui.widgets.side_by_side import text_label

__all__ = ["Around"]

SIDE_WIDTH, WHOLE_WIDTH = 170, 16_777_215
SIDE_BY_SIDE = 820
"""The width from which the list of steps stands at the side, in pixels of ordinary text."""


class Around(Page):
    """The list of steps with the others of a group, the line above, the steps, and the buttons below; what they do is the page's."""

    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.whole = Fitting(SIDE_BY_SIDE, spacing=20)
        self.whole.add(self._side())
        self.whole.add(self._main(), 1)
        self.whole.stacks.connect(self._stand)
        self._stand(self.whole.stacked)
        self.body.addWidget(self.whole, 1)

    def _side(self) -> QWidget:
        self.list, self.group = StepList(), GroupList()
        self.who = QLabel()
        self.who.setTextFormat(Qt.TextFormat.PlainText)
        self.who.setProperty("kind", "section")
        self.side = QWidget()
        self._side_box = QVBoxLayout(self.side)
        self._side_box.setContentsMargins(0, 0, 0, 0)
        for part in (self.who, self.list, self.group):
            self._side_box.addWidget(part)
        self._side_box.addStretch(1)
        return self.side

    def _main(self) -> QWidget:
        self.top, self.leftovers = TopLine(self.session.member_languages), text_label("danger")
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.top)
        head.addWidget(self.leftovers)
        self.stack, self.finished = QStackedWidget(), Finished()
        self.stack.addWidget(self.finished)
        main = QWidget()
        self._main_box = QVBoxLayout(main)
        self._main_box.setContentsMargins(0, 0, 0, 0)
        self._main_box.setSpacing(10)
        self._main_box.addWidget(self._head)
        self._main_box.addWidget(self.stack, 1)
        self._main_box.addWidget(self._foot())
        return main

    def _foot(self) -> QWidget:
        self.foot = QWidget()
        self.foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # the step scrolls, its buttons are never squeezed
        self.back, self.later, self.next = button(name="foot.back"), button("quiet", "foot.later"), button("primary", "foot.next")
        line = QHBoxLayout(self.foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.back)
        line.addWidget(self.later)
        line.addStretch(1)
        line.addWidget(self.next)
        return self.foot

    def seat_head(self, step: Step | None) -> None:
        """The line above and the others of a group stand still where there is room; in a narrow window, or with large text, they scroll
        with the step, so that neither they nor the step are squeezed."""
        if self.whole.stacked and step is not None:
            step.box.insertWidget(0, self.group)
            step.box.insertWidget(0, self._head)
        else:
            self._main_box.insertWidget(0, self._head)
            self._side_box.insertWidget(2, self.group)

    def _stand(self, stacked: bool) -> None:
        """The list of steps stands at the side, or in a line above where the window is narrow or the text large."""
        self.list.set_column(not stacked)
        self.side.setMaximumWidth(WHOLE_WIDTH if stacked else int(SIDE_WIDTH * self.fontMetrics().height() / ORDINARY_LINE))
