"""The bin: what was put there, for how long it stays, and the ways out of it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QTableView, QVBoxLayout, QWidget

from locales import N_, _, pgettext
from storage.binned import DAYS, KINDS, Binned
from ui.models.bin import WHAT, BinModel
from ui.operations import bin as acts
from ui.pages import Page
from ui.parts import button, label
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.tables import plain_rows

__all__ = ["BinPage"]


class BinPage(Page):
    """A list; Enter takes the marked line out. Emptying it is confirmed by a typed word, in the page."""

    title_msg = N_("Bin")
    help_msg = N_("What was put in the bin is shown and counted nowhere. Enter takes it out again; after 30 days it is removed for good.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(each.TYPE for each in KINDS) | {"consent"}
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.stays, self.none = label("muted"), label()
        self.table, self.model = QTableView(), BinModel()
        self.restore_button, self.empty_button = button("primary"), button()
        self.confirm = Confirm()
        self.confirm.hide()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.table.setModel(self.model)
        plain_rows(self.table, WHAT)
        self.buttons = Wrapped()
        for each in (self.restore_button, self.empty_button):
            self.buttons.add(each)
        for part in (self.stays, self.buttons, self.confirm):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.none)
        self.body.addStretch(0)
        self.table.activated.connect(lambda _index: self.restore())
        self.restore_button.clicked.connect(self.restore)
        self.empty_button.clicked.connect(self.ask)
        self.confirm.meant.connect(self.empty)
        self.confirm.left.connect(self.leave_it)
        on_key(self.confirm, "Escape", self.leave_it)

    def first_focus(self) -> QWidget | None:
        return self.table if self.model.rowCount() else None

    def refresh(self) -> None:
        acts.look(self.session, self._take)

    def _take(self, lines: list[Binned]) -> None:
        row = max(self.table.currentIndex().row(), 0)
        self.model.show(lines)
        if lines:
            self.table.setCurrentIndex(self.model.index(min(row, len(lines) - 1), WHAT))
        self._enable()
        focused = QApplication.focusWidget()
        if lines and self.isVisible() and (focused in (None, self) or not self.isAncestorOf(focused)):
            self.table.setFocus()

    def _enable(self) -> None:
        there, asking = self.model.rowCount() > 0, self.confirm.isVisibleTo(self)
        for part in (self.restore_button, self.empty_button):
            part.setEnabled(there)
        self.buttons.setVisible(not asking)
        self.table.setVisible(there and not asking)
        self.none.setVisible(not there)

    def restore(self) -> None:
        """Take the marked record out of the bin."""
        line = self.model.line(self.table.currentIndex().row())
        if line is not None:
            acts.restore(self.session, line.record)

    def ask(self) -> None:
        """Say what emptying means, and wait for the word."""
        self._ask(True)
        self.confirm.word.setFocus()

    def _ask(self, on: bool) -> None:
        self.confirm.word.clear()
        self.confirm.setVisible(on)
        self._enable()

    def leave_it(self) -> None:
        self._ask(False)
        (self.table if self.model.rowCount() else self.empty_button).setFocus()

    def empty(self) -> None:
        """Remove everything in the bin for good."""
        self._ask(False)
        acts.empty(self.session, lambda _changes: self.refresh())

    def leave(self) -> None:
        self._ask(False)

    def retranslate(self) -> None:
        super().retranslate()
        self.stays.setText(_("Everything here can be taken out again for {days} days.").format(days=DAYS))
        self.none.setText(_("Nothing is in the bin."))
        self.restore_button.setText(_("Take it out again"))
        self.restore_button.setToolTip(_("Enter"))
        self.empty_button.setText(_("Empty the bin now"))
        self.table.setAccessibleName(_("What is in the bin, the latest first"))
        self.model.retranslate()
        self.confirm.retranslate()
        self._enable()


class Confirm(QFrame):
    """What can't be undone needs a word typed in full: no key pressed too often empties the bin."""

    meant = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.warning, self.ask = label("danger"), label()
        self.word = QLineEdit()
        self.word.setMaximumWidth(320)
        self.ask.setBuddy(self.word)
        self.go_button, self.leave_button = button("danger"), button()
        buttons = Wrapped()
        for each in (self.go_button, self.leave_button):
            buttons.add(each)
        column = QVBoxLayout(self)
        for part in (self.warning, self.ask, self.word, buttons):
            column.addWidget(part)
        self.word.textChanged.connect(lambda _text: self._enable())
        self.word.returnPressed.connect(self.go_button.click)
        self.go_button.clicked.connect(self.meant)
        self.leave_button.clicked.connect(self.left)
        self.retranslate()

    def _enable(self) -> None:
        self.go_button.setEnabled(self.word.text().strip().casefold() == _word().casefold())

    def retranslate(self) -> None:
        self.warning.setText(_("Everything in the bin is removed for good, people with all that is theirs. Nobody can bring it back."))
        self.ask.setText(_("Type the word “{word}” if you mean it.").format(word=_word()))
        self.word.setAccessibleName(self.ask.text())
        self.go_button.setText(_("Remove everything for good"))
        self.leave_button.setText(_("Leave it as it was"))
        self._enable()


def _word() -> str:
    """The word to be typed, in the window's language."""
    return pgettext("typed to confirm", "empty")
