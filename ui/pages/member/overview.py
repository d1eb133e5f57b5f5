"""The parts of a member's page, one under the other and, where there is room, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from models.need import is_sensitive
from ui.pages.member.attachments import Attachments
from ui.pages.member.consents import ConsentPanel
from ui.pages.member.contents import NOBODY, Contents
from ui.pages.member.header import ConsentLine, Header
from ui.pages.member.needs import Gives, Needs
from ui.pages.member.quotes import Quotes
from ui.pages.member.sensitive import ReasonGate
from ui.pages.member.timeline import Timeline
from ui.pages.member.used_in import UsedIn
from ui.widgets.fitting import Fitting
from ui.widgets.maybe_known import MaybeKnown
from ui.widgets.reading_order import put_in_order

SIDE_BY_SIDE = 760
WIDEST = 1180


class Overview(QScrollArea):
    """Who it is, the consents, what happened on one side, needs, quotes and what is given on the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.header, self.consent_line, self.panel = Header(), ConsentLine(), ConsentPanel()
        self.timeline, self.needs, self.quotes, self.gives, self.attachments = Timeline(), Needs(), Quotes(), Gives(), Attachments()
        self.maybe = MaybeKnown()
        self.gate = ReasonGate()
        self.gate.hide()
        self.panel.hide()
        self.inside = inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(14)
        self.used_in = UsedIn()
        for part in (self.header, self.maybe, self.consent_line, self.panel, self.used_in):
            column.addWidget(part)
        halves = Fitting(SIDE_BY_SIDE, spacing=24)
        side = QWidget()
        stacked = QVBoxLayout(side)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(18)
        for below in (self.gate, self.needs, self.quotes, self.gives, self.attachments):
            stacked.addWidget(below)
        stacked.addStretch(1)
        halves.add(self.timeline, 1)
        halves.add(side, 1)
        column.addWidget(halves, 1)
        self.setWidget(inside)

    def _people_parts(self) -> tuple[Header | ConsentLine | UsedIn | Timeline | Needs | Quotes | Gives | Attachments, ...]:
        return (self.header, self.consent_line, self.used_in, self.timeline, self.needs, self.quotes, self.gives, self.attachments)

    def show_person(self, contents: Contents) -> None:
        """Show everything; the panel's half-given answers stay."""
        for part in self._people_parts():
            part.show_person(contents)
        self.gate.setVisible(not contents.opened and any(is_sensitive(each.category) for each in contents.needs))
        fixed = bool(contents.member.restricted or contents.member.anonymous)
        for add in (self.needs.add_button, self.gives.add_button, self.attachments.add_button, self.attachments.paste_button):
            add.setEnabled(not fixed)
        put_in_order(self)

    def forget_person(self) -> None:
        """Nothing of the person stays on the page."""
        self.close_panel()
        self.show_person(NOBODY)
        self.setEnabled(False)

    def open_panel(self, contents: Contents) -> None:
        """Show the panel, as much of it as there is room for."""
        if not self.panel.isVisible():
            self.panel.ask(contents)
            self.panel.show()
            put_in_order(self)
            QApplication.sendPostedEvents()
            if (layout := self.inside.layout()) is not None:
                layout.activate()
        self.verticalScrollBar().setValue(max(0, self.panel.y() - 8))
        self.panel.focus()

    def ask_reason(self) -> None:
        """Ask why what is sensitive is to be opened."""
        self.gate.show()
        put_in_order(self)
        self.gate.take_focus()
        self.ensureWidgetVisible(self.gate)

    def close_panel(self) -> None:
        self.panel.hide()

    def take_focus(self) -> None:
        """The keyboard is on a part that is gone: bring it back to the list of what happened."""
        focused = QApplication.focusWidget()
        if self.isVisible() and (focused is None or not self.isAncestorOf(focused)):
            self.timeline.list.setFocus()

    def retranslate(self) -> None:
        for part in self._people_parts():
            part.retranslate()
        self.panel.retranslate()
        self.maybe.retranslate()
        self.gate.retranslate()
