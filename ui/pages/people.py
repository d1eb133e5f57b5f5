"""People: one box that finds while somebody types, and the list under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from locales import N_, _, iso
from models.member import Member
from ui import icons
from ui.lists.list_view import ListView
from ui.lists.model import Row
from ui.pages import Page
from ui.session import Session

LOW = 360
"""Under this height the heading makes room for what is found."""
TO_THE_LIST = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown})


class PeoplePage(Page):
    """Find or open a person: type, Enter. Down goes from the box into the list."""

    title_msg = N_("People")
    help_msg = N_("Find somebody by name, nickname, code or the last digits of a telephone number. Enter opens the marked line. Choose columns with "
                  "Ctrl+Shift+C, filters with Ctrl+Shift+F, a saved view with Ctrl+Shift+V.")
    SHOWS = frozenset({"member", "consent", "need", "conversation", "question", "view"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.box, self.list = QLineEdit(), ListView(session, Member.TYPE)
        self.table, self.model = self.list.table, self.list.model
        self.empty, self.record_button = QLabel(), QPushButton()
        self._open_when_found = False
        self._meant_one = self._answered_once = self._stood_again = False
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.setMaximumWidth(560)
        self.box.setMinimumHeight(34)
        self.empty.setWordWrap(True)
        self.empty.setMaximumWidth(640)
        self.record_button.setProperty("kind", "primary")
        nothing = QVBoxLayout()
        nothing.setSpacing(16)
        nothing.addWidget(self.empty)
        nothing.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignLeft)
        nothing.addStretch(1)
        self.nothing = QWidget()
        self.nothing.setLayout(nothing)
        self.nothing.hide()
        self.twice_button = QPushButton()
        self.twice_button.setProperty("kind", "quiet")
        self.twice_button.clicked.connect(lambda: self.go.emit("two-records", None))
        self.body.addWidget(self.box)
        self.body.addWidget(self.twice_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.nothing, 1)
        self.box.textEdited.connect(self.look_for)
        self.box.textChanged.connect(lambda text: self.look_for(text) if not text else None)
        self.box.returnPressed.connect(self.open_marked)
        self.box.installEventFilter(self)
        self.list.listen_on(self)
        self.list.opened.connect(self._open)
        self.list.answered.connect(self._answered)
        self.record_button.clicked.connect(lambda: self.go.emit("conversation", None))

    def retranslate(self) -> None:
        super().retranslate()
        self.box.setPlaceholderText(_("Name, code or number"))
        self.box.setAccessibleName(_("Find a person by name, code or number"))
        self.table.setAccessibleName(_("People found"))
        self.twice_button.setText(_("Records that may be of one person"))
        self.list.retranslate()
        self._say_empty()

    # Finding

    def open(self, argument: object) -> None:
        """Take what to search for. Somebody who is the only one found is opened at once; among several the keyboard chooses."""
        if isinstance(argument, str):
            self.box.setText(argument)
            self._meant_one = bool(argument.strip())

    def place(self) -> object:
        return None

    def standing(self) -> dict[str, Any]:
        return {**super().standing(), "typed": self.box.text(), "list": self.list.standing()}

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        """Find again what was looked for, and mark the line that was marked."""
        if not self.model.settled:
            return False
        self.box.setText(str(kept["typed"]))
        if not self._stood_again:
            self._stood_again = True
            self.list.stand_again(kept["list"])
            return False
        self._stood_again = False
        return super().stand_again(kept)

    def leave(self) -> None:
        """Keep no passphrase that was typed."""
        self.list.close_panel()

    def first_focus(self) -> QWidget | None:
        return self.box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heading.setVisible(self.height() >= LOW)

    def refresh(self) -> None:
        self.list.wanted = replace(self.list.wanted, words=self.box.text().strip())
        self.list.refresh()

    def look_for(self, typed: str) -> None:
        """Ask for the people that fit, without waiting for the next letter."""
        self.list.look_for(typed.strip())

    def open_marked(self) -> None:
        """Enter: open the marked line; while the answer is on its way, the first line of it."""
        if not self.model.settled or self.model.typed != self.box.text().strip():
            self._open_when_found = True
            return
        self.list.open_row(self.table.currentIndex())

    def _open(self, line: Row) -> None:
        self.go.emit("member", line.id)

    def _answered(self) -> None:
        self._answered_once = True
        self._say_empty()
        if self._open_when_found:
            self._open_when_found = False
            self.list.open_row(self.table.currentIndex())
        elif self._meant_one:
            self._meant_one = False
            if self.model.rowCount() == 1:
                self.list.open_row(self.table.currentIndex())
            elif self.model.rowCount():
                self.table.setFocus()

    def _say_empty(self) -> None:
        found, typed = self.model.rowCount(), self.model.typed
        nobody = found == 0 and self.model.settled and self._answered_once and not self.list.wanted.rules
        self.list.setVisible(not nobody)
        self.nothing.setVisible(nobody)
        self.twice_button.setVisible(not nobody)
        self.box.setVisible(not nobody or bool(self.box.text()))
        takes_people = not self.session.is_test
        self.record_button.setVisible(takes_people)
        if typed:
            self.empty.setText(_("No one called “{typed}” – record a new conversation?").format(typed=iso(typed)))
            self.record_button.setText(_("Record a conversation"))
        else:
            self.empty.setText(_(
                "Nobody has been written down yet. A person comes in by a conversation: first you ask what you may keep, then you listen. "
                "Whoever says no is not kept."
            ))
            self.record_button.setText(_("Record the first conversation"))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in TO_THE_LIST and self.model.rowCount():
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.box.text():
                self.box.clear()
                return True
        return super().eventFilter(watched, event)
