"""Contributions: what members give, as a list, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from locales import N_, _
from models.contribution import Contribution
from storage import lists
from storage.lists import Totals
from ui import icons, theme
from ui.lists.list_view import ListView
from ui.pages import Page
from ui.pages.contributions.form import GiftForm
from ui.pages.contributions.totals import TotalsCard
from ui.pages.contributions.whose import Whose
from ui.parts import button, label
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.panes import Panes

__all__ = ["ContributionsPage"]

SIDE_BY_SIDE = 980
LOW = 420
"""Under this height the heading makes room for the list."""


class ContributionsPage(Page):
    """The list beside its totals; Enter opens a contribution, Ctrl+E does the same."""

    title_msg = N_("Contributions")
    help_msg = N_("What members give: work, care, culture, volunteering, skills. Enter opens the marked one. Type in the box to find one; choose "
                  "columns with Ctrl+Shift+C, filters with Ctrl+Shift+F, a saved view with Ctrl+Shift+V.")
    SHOWS = frozenset({"contribution", "member", "consent", "question", "view"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.stack, self.panes = QStackedWidget(), Panes(SIDE_BY_SIDE)
        self.list = ListView(session, Contribution.TYPE, lists.totals)
        self.table, self.model = self.list.table, self.list.model
        self.box, self.totals, self.whose = QLineEdit(), TotalsCard(), Whose(session)
        self.add_button, self.person_button = button("primary"), button()
        self.empty = label(hidden=True)
        self.form = GiftForm(session, self._to_form, self.to_list)
        self._stood_again = False
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        top = Wrapped(spacing=8)
        for part in (self.box, self.add_button, self.person_button):
            top.add(part)
        self.empty.setMaximumWidth(640)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (top, self.whose, self.empty):
            column.addWidget(widget)
        self.nothing = QWidget()
        column.addWidget(self.panes, 1)
        column.addWidget(self.nothing, 1)
        self.nothing.hide()
        self.panes.add(self.list, 3)
        self.panes.add(self.totals, 1, 320)
        self.list.listen_on(listing)
        self.stack.addWidget(listing)
        self.stack.addWidget(self.form)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.box.textChanged.connect(lambda text: self.list.look_for(text.strip()))
        self.box.returnPressed.connect(lambda: self.list.open_row(self.table.currentIndex()))
        self.box.installEventFilter(self)
        self.list.opened.connect(lambda line: self.form.load(line.id))
        self.list.answered.connect(self._answered)
        self.add_button.clicked.connect(self._ask_whose)
        self.whose.chosen.connect(self.form.begin)
        self.whose.left.connect(self._leave_whose)
        self.person_button.clicked.connect(self._to_person)
        on_key(self, "Ctrl+E", lambda: self.list.open_row(self.table.currentIndex()) if not self._is_form() else None)
        on_key(self, QKeySequence.StandardKey.Save, lambda: self.form.save() if self._is_form() else None)
        on_key(self.whose, "Escape", self._leave_whose)
        on_key(self.form, "Escape", self.to_list)
        on_key(self, QKeySequence.StandardKey.Back, lambda: self.to_list() if self._is_form() else None)

    # The page

    def open(self, argument: object) -> None:
        """Take which contribution to show: {"record": id}; {"new": member} begins one."""
        asked = argument if isinstance(argument, Mapping) else {}
        if asked.get("record"):
            self.form.load(str(asked["record"]))
        elif asked.get("new"):
            self.form.begin(str(asked["new"]))

    def first_focus(self) -> QWidget | None:
        if self._is_form():
            return self.form
        return self.box if self.panes.isVisibleTo(self) else self.add_button

    def refresh(self) -> None:
        self.list.refresh()

    def leave(self) -> None:
        """Keep what was typed into the form, and no passphrase."""
        self.list.close_panel()
        self.form.put_in_safety()
        self._put_away()

    def about(self) -> str | None:
        return str(self.form.standing().get("owner") or "") or None

    def standing(self) -> dict[str, Any]:
        return super().standing() | {"list": self.list.standing(), **self.form.standing()}

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        if not self._stood_again:
            self._stood_again = True
            if "record" in kept:
                self.form.stand_again(kept)
            self.box.setText(str(kept["list"]["listing"]["words"]))
            self.list.stand_again(kept["list"])
            return False
        if not self.model.settled or ("record" in kept and not self._is_form()):
            return False
        self._stood_again = False
        return super().stand_again(kept)

    def retranslate(self) -> None:
        super().retranslate()
        self.box.setPlaceholderText(_("Find a contribution"))
        self.box.setAccessibleName(_("Find a contribution by words, or by the name or code of the person"))
        self.table.setAccessibleName(_("Contributions found"))
        self.add_button.setText(_("Add a contribution"))
        self.person_button.setText(_("Open the person"))
        self.empty.setText(_(
            "Nothing is written down yet. Work, care, culture, volunteering, taxes, skills: reports show what members give, not only what they "
            "need. Ask in a conversation, or add one here."))
        self.panes.name([_("List"), _("Totals")], _("What is shown"))
        for part in (self.list, self.totals, self.whose, self.form):
            part.retranslate()

    def _answered(self) -> None:
        if isinstance(self.model.beside, Totals):
            self.totals.show_totals(self.model.beside)
        if self.whose.isVisibleTo(self):
            return
        wanted = self.model.listing
        nothing = not self.model.rows and not wanted.rules and not wanted.words
        self.empty.setVisible(nothing)
        self.nothing.setVisible(nothing)
        self.panes.setVisible(not nothing)
        self.box.setVisible(not nothing)
        self.person_button.setVisible(not nothing)
        self.person_button.setEnabled(bool(self.model.rows))

    # Going from one to the other

    def _is_form(self) -> bool:
        return self.stack.currentWidget() is self.form

    def _to_form(self) -> None:
        self.whose.hide()
        self.heading.hide()
        self.stack.setCurrentWidget(self.form)

    def _put_away(self) -> None:
        self.form.close_record()
        self.stack.setCurrentIndex(0)
        self._answered()
        self._fit()

    def to_list(self) -> None:
        """Out of the form, to the marked contribution."""
        self._put_away()
        (self.table if self.panes.isVisibleTo(self) else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_whose(self) -> None:
        """Ask who gives it; the list makes room meanwhile."""
        self.panes.hide()
        self.empty.hide()
        self.nothing.show()
        self.whose.ask()

    def _leave_whose(self) -> None:
        self.whose.hide()
        self._answered()
        self.add_button.setFocus()

    def _to_person(self) -> None:
        line = self.list.line()
        if line is not None:
            self.go.emit("member", line.member)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) and self.model.rows:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.box.text():
                self.box.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Under a low window the heading makes room for the list."""
        self.heading.setVisible(not self._is_form() and self.height() >= theme.scaled(LOW))
        self.panes.fit()
