"""Needs: the board and the table over one model, and a need opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollArea, QStackedWidget, QTableView, QVBoxLayout, QWidget

from locales import N_, _
from models.follow_up import FollowUp
from models.need import Need
from models.record import Record
from models.referral import Referral
from models.registry import BY_TYPE
from storage.changes import Changes
from storage.library import Library
from storage.needs import NeedLine
from ui import icons, messages, theme
from ui.models.needs import KIND, NeedsModel
from ui.operations import needs as acts
from ui.operations import people, rights
from ui.pages import Page
from ui.pages.member.record_form import Opened, RecordForm
from ui.pages.member.sensitive import RESUMED
from ui.pages.needs import contents as one
from ui.pages.needs.board import Board
from ui.pages.needs.contents import NeedContents
from ui.pages.needs.filters import Filters
from ui.pages.needs.moving import INTO, MoveLine
from ui.pages.needs.need_view import NeedView
from ui.parts import button, label
from ui.session import Session
from ui.widgets.buttons import chip
from ui.widgets.keys import on_key
from ui.widgets.tables import plain_rows

__all__ = ["NeedsPage"]

BOARD, TABLE = "board", "table"
LOW = 420
"""Under this height the heading makes room for the list."""
WIDE = 1100
"""From this width on the board comes up first; the table under it, which keyboards and screen readers go through more easily."""


class NeedsPage(Page):
    """Where every need stands. M moves the marked one, Enter opens it."""

    title_msg = N_("Needs")
    help_msg = N_("Every need that is open, as a board or as a table. Enter opens the marked one; M and a letter move it. Type in the box to find "
                  "one, Ctrl+T changes between board and table, Escape goes back.")
    SHOWS = frozenset({"need", "referral", "follow-up", "member", "consent", "partner", "volunteer"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.model = NeedsModel(session, self)
        self.filters, self.move_line = Filters(), MoveLine()
        self.board_button, self.table_button = chip("board"), chip("table")
        self.board, self.table = Board(session, self.model), QTableView()
        self.empty, self.clear_button = label(), button()
        self.view, self.record = NeedView(), RecordForm()
        self.stack, self.browse, self.shown = QStackedWidget(), QWidget(), QStackedWidget()
        self.need_id = ""
        self.contents: NeedContents | None = None
        self.opened_up = False
        self._chosen, self._marked, self._from, self._wants_mark = "", "", "", False
        self._build()
        self._connect()
        self._keys()
        self.retranslate()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setObjectName("needs-table")
        plain_rows(self.table, KIND)
        self.table.setMinimumHeight(120)
        for view in (self.board_button, self.table_button):
            view.setAutoExclusive(True)
        for made in (self.board_button, self.table_button):
            self.filters.add(made)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.shown.addWidget(self.board)
        self.shown.addWidget(self.table)
        column = QVBoxLayout(self.browse)
        column.setContentsMargins(3, 3, 3, 3)  # room for the ring around what has the keyboard
        for widget in (self.filters, self.move_line):
            column.addWidget(widget)
        column.addWidget(self.empty)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.shown, 1)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.browse)
        for part in (self.area, self.view, self.record):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        self.empty.hide()
        self.clear_button.hide()

    def _connect(self) -> None:
        self.filters.changed.connect(self.look_for)
        self.clear_button.clicked.connect(self.filters.clear)
        self.board_button.clicked.connect(lambda: self.choose_view(BOARD))
        self.table_button.clicked.connect(lambda: self.choose_view(TABLE))
        self.model.answered.connect(self._answered)
        self.table.activated.connect(lambda index: self._open_line(self.model.line(index.row())))
        self.board.opened.connect(self._open_line)
        self.board.moved.connect(lambda line, column: self._move(line, INTO[column]))
        self.board.table.connect(self._show_column)
        self.move_line.picked.connect(self._move)
        self.move_line.left.connect(self._to_list)
        self.filters.box.installEventFilter(self)
        self.table.installEventFilter(self)
        for each in self.board.columns.values():
            each.list.installEventFilter(self)
        view = self.view
        view.back.connect(self.step_back)
        view.person.connect(lambda: self.go.emit("member", self.contents.member.id) if self.contents is not None else None)
        view.edit.connect(self.edit)
        view.moved.connect(self._set_status)
        view.later.connect(self._later)
        view.gate.given.connect(self._open_up)
        view.form.kept.connect(self._refer)
        view.referrals.moved.connect(lambda referral, wanted: acts.set_referral(self.session, referral, wanted, {}))
        view.referrals.changed.connect(lambda record: acts.change(self.session, record))
        view.referrals.opened.connect(lambda record: self._load_record(record.id))
        view.follow_ups.add.connect(lambda: self._add(FollowUp(member=self._member(), need=self.need_id)))
        view.follow_ups.done.connect(lambda each: acts.follow_up_done(self.session, each.id, self._category()))
        view.follow_ups.later.connect(lambda each: acts.postpone(self.session, each.id, self._category(), each.due or ""))
        view.follow_ups.opened.connect(lambda record: self._load_record(record.id))
        view.ending.changed.connect(lambda record: acts.change(self.session, record))
        self.record.kept.connect(self._keep_record)
        self.record.left.connect(self._leave_record)
        self.record.binned.connect(self._bin)
        self.record.gate.given.connect(self._open_up)

    def _keys(self) -> None:
        on_key(self, "Ctrl+T", lambda: self.choose_view(TABLE if self.shows() == BOARD else BOARD))
        on_key(self, "Ctrl+E", self.edit)
        on_key(self, QKeySequence.StandardKey.Save, self.save)
        on_key(self, "Escape", self.step_back)
        on_key(self, QKeySequence.StandardKey.Back, self.step_back)

    # The page

    def open(self, argument: object) -> None:
        """Take which need to show: {"need": id, "from": place}; {"new": member} begins one; nothing shows the list as it was left."""
        asked = argument if isinstance(argument, Mapping) else {}
        self._from = str(asked.get("from") or "")
        if asked.get("new"):
            self._show_need("")
            self._add(Need(member=str(asked["new"])))
        elif asked.get("need"):
            self._show_need(str(asked["need"]))
        else:
            self._to_browse()
            self._wants_mark = True

    def place(self) -> object:
        return {"need": self.need_id, "from": self._from} if self.need_id else None

    def first_focus(self) -> QWidget | None:
        if self.stack.currentWidget() is self.record:
            return self.record
        if self.stack.currentWidget() is self.view:
            return self.view.status
        return self.table if self.shows() == TABLE else self.board.first()

    def about(self) -> str | None:
        return self.contents.member.id if self.contents is not None else None

    def refresh(self) -> None:
        """Read anew what is shown; what is being typed stays."""
        if self.need_id:
            self._read_need()
        else:
            self.look_for()

    def leave(self) -> None:
        """Keep what was typed into the form, and close what is sensitive."""
        opened = self.record.opened
        if self.stack.currentWidget() is self.record and opened is not None and self.record.dirty():
            record = self.record.keepable()
            if self.record.has_wrong() or record is None:
                people.keep_half(self.session, self._whose(opened.record), opened.record, self.record.raw())
            else:
                people.save_left(self.session, record)
        if self.stack.currentWidget() is self.record:
            self._to_view()
        self.opened_up = False
        self.view.gate.reset()

    def standing(self) -> dict[str, Any]:
        kept = super().standing()
        kept |= {"view": self.shows(), "marked": self._marked_id()}
        shown, opened = self.stack.currentWidget(), self.record.opened
        if shown is self.record and opened is not None:
            kept |= {"record": opened.record.id, "type": opened.record.TYPE, "owner": self._whose(opened.record),
                     "half": self.record.raw() if self.record.dirty() else None}
        elif shown is self.view and self.view.form.isVisibleTo(self.view):
            kept |= {"referring": True, "half": self.view.form.raw()}
        return kept

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        if kept.get("view"):
            self.choose_view(str(kept["view"]), focus=False)
        if "record" in kept:
            if self.stack.currentWidget() is not self.record:
                self._record_again(kept)
                return False
            return super().stand_again(kept)
        if self.need_id and self.contents is None:
            return False
        if "referring" in kept and self.contents is not None:
            half = dict(kept["half"] or {})
            found = next((each for each in self.contents.referrals if each.id == half.get("id")), Referral())
            self.view.refer(found)
            self.view.form.set_raw(half)
        elif not self.need_id:
            if not self.model.settled or not self.model.has_answer:
                return False
            self._mark(str(kept.get("marked") or ""))
        return super().stand_again(kept)

    def _record_again(self, kept: Mapping[str, Any]) -> None:
        half = kept["half"]
        if kept["record"]:
            self._load_record(str(kept["record"]), half)
        else:
            known = {"member": kept["owner"], **({"need": self.need_id} if self.need_id and kept["type"] != Need.TYPE else {})}
            self._add(BY_TYPE[str(kept["type"])]().with_values(known), half)

    def retranslate(self) -> None:
        super().retranslate()
        self.board_button.setText(_("Board"))
        self.table_button.setText(_("Table"))
        self.table.setAccessibleName(_("Needs found"))
        self.clear_button.setText(_("Show everything open"))
        self.model.retranslate()
        self.table.setIconSize(icons.size())
        for part in (self.filters, self.move_line, self.board, self.view, self.record):
            part.retranslate()
        self._say_empty()

    # The list

    def shows(self) -> str:
        """Which of the two views is up."""
        return BOARD if self.shown.currentWidget() is self.board else TABLE

    def choose_view(self, name: str, *, focus: bool = True) -> None:
        """Show the board or the table, until somebody chooses the other."""
        self._chosen = name
        self._fit()
        if focus:
            self._to_list()

    def _fit(self) -> None:
        self.heading.setVisible(not self.need_id and self.height() >= theme.scaled(LOW))
        self.table.setColumnWidth(KIND, max(theme.scaled(180), min(theme.scaled(320), self.width() * 3 // 10)))
        name = self._chosen or (BOARD if self.window().width() >= theme.scaled(WIDE) else TABLE)
        changed = name != self.shows()
        self.shown.setCurrentWidget(self.board if name == BOARD else self.table)
        self.board_button.setChecked(name == BOARD)
        self.table_button.setChecked(name == TABLE)
        self.filters.column.setVisible(name == TABLE)
        if changed:
            self.look_for()

    def look_for(self) -> None:
        """Ask for the needs that fit what is chosen and typed."""
        self._marked = self._marked_id() or self._marked
        self.model.find(self.filters.wanted(self.session.volunteer_id or "-", column=self.shows() == TABLE))

    def _answered(self) -> None:
        self.board.retranslate()
        self._say_empty()
        if self.stack.currentWidget() is self.area:
            lost = not self.board.current() if self.shows() == BOARD else not self.table.currentIndex().isValid()
            if lost:
                self._mark(self._marked, focus=self._wants_mark or self.board.has_keyboard())
            self._wants_mark = False

    def _say_empty(self) -> None:
        restricted = not self.filters.is_empty()
        count = sum(each.count for each in self.model.columns.values()) if self.shows() == BOARD else self.model.rowCount()
        nothing = self.model.has_answer and not count
        self.empty.setText(_("Nothing fits what was chosen.") if restricted else
                           _("No need is open. Needs come in with a conversation, or on a person’s page."))
        self.empty.setVisible(nothing)
        self.clear_button.setVisible(nothing and restricted)

    def current_line(self) -> NeedLine | None:
        """The marked need."""
        return self.board.current() if self.shows() == BOARD else self.model.line(self.table.currentIndex().row())

    def _marked_id(self) -> str:
        line = self.current_line()
        return line.id if line is not None else ""

    def _mark(self, need_id: str, *, focus: bool = True) -> None:
        """Mark a need again, or the first."""
        if self.shows() == TABLE:
            row = max(self.model.row_of(need_id), 0)
            if self.model.rowCount():
                self.table.setCurrentIndex(self.model.index(row, KIND))
            if focus:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif focus and not (need_id and self.board.mark(need_id)):
            self.board.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        self._mark(self._marked_id() or self._marked)

    def _show_column(self, name: str) -> None:
        self.filters.show_column(name)
        self.choose_view(TABLE)

    def _ask_where(self) -> None:
        line = self.current_line()
        if line is not None:
            self._marked = line.id
            self.move_line.ask(line)

    def _move(self, line: NeedLine, status: str) -> None:
        self._marked, self._wants_mark = line.id, True
        acts.move(self.session, line.id, line.category, status, lambda _changes: self._ask_why(line.id, status))

    def _ask_why(self, need_id: str, status: str) -> None:
        """A need that was not possible: its page offers the reasons; nothing is required."""
        if status == "unmet" and self.isVisible():
            self._show_need(need_id)
            self.refresh()

    def _open_line(self, line: NeedLine | None) -> None:
        if line is not None:
            self._marked = line.id
            self._show_need(line.id)
            self.refresh()

    # A need

    def _show_need(self, need_id: str) -> None:
        if need_id != self.need_id:
            self.need_id, self.contents, self.opened_up = need_id, None, False
            self.view.forget()
            self.view.setEnabled(False)
        self.heading.hide()
        self.move_line.hide()
        self.stack.setCurrentWidget(self.view)

    def _read_need(self) -> None:
        wanted = self.need_id
        self.session.jobs.read(lambda library: one.read(library, wanted), lambda found: self._take(wanted, found))

    def _take(self, wanted: str, found: NeedContents | None) -> None:
        if wanted != self.need_id:
            return
        if found is None:
            self._to_browse()
            self.look_for()
            return
        fresh = self.contents is None
        self.contents = found
        self.view.setEnabled(True)
        self.view.volunteer = self.session.volunteer
        self.view.show_need(found, opened_up=self.opened_up)
        if fresh and self.isVisible() and self.stack.currentWidget() is self.view:
            why = self.view.ending.why
            (why if found.need.status == "unmet" and not found.need.unmet_reason and not found.fixed else self.view.status).setFocus()

    def _to_browse(self) -> None:
        self.need_id, self.contents, self.opened_up = "", None, False
        self.record.close_record()
        self.view.forget()
        self._fit()
        self.stack.setCurrentWidget(self.area)

    def _to_view(self) -> None:
        self.record.close_record()
        if not self.need_id:
            self._to_browse()
            return
        self.stack.setCurrentWidget(self.view)
        self.view.status.setFocus()

    def step_back(self) -> None:
        """Escape: out of the form, the question about a referral, the need, to where it was opened from."""
        shown = self.stack.currentWidget()
        if shown is self.record:
            self._leave_record()
        elif shown is self.view and self.view.form.isVisibleTo(self.view):
            self.view.close_form()
        elif shown is self.view:
            self._leave_need()
        elif self.move_line.isVisible():
            self.move_line.leave()
        elif not self.filters.is_empty():
            self.filters.clear()

    def _leave_need(self) -> None:
        back, member = self._from, self.contents.member.id if self.contents is not None else ""
        self._marked, self._wants_mark = self.need_id, True
        self._to_browse()
        if back == "member" and member:
            self.go.emit("member", member)
        else:
            self.look_for()
            self._mark(self._marked)

    def _member(self) -> str:
        return self.contents.member.id if self.contents is not None else ""

    def _category(self) -> str:
        return self.contents.need.category or "" if self.contents is not None else ""

    def _set_status(self, status: str, why: str) -> None:
        if self.contents is not None:
            people.set_need_status(self.session, self.contents.need, status, why)

    def _later(self) -> None:
        if self.contents is not None:
            acts.postpone(self.session, self.need_id, self._category(), self.contents.need.due or "")

    def _open_up(self, reason: str) -> None:
        """Open what is sensitive, once the reason stands in the access log."""
        wanted, member = self.need_id, self._member()

        def opened() -> None:
            if wanted == self.need_id and self.contents is not None:
                self.opened_up = True
                self.view.show_need(self.contents, opened_up=True)
                self.record.open_sensitive()

        if member:
            rights.open_sensitive(self.session, member, reason, opened)

    def _refer(self, referral: Referral, asked: acts.Asked | None, code: str, check: FollowUp | None) -> None:
        acts.refer(self.session, referral, asked, code, check, lambda _changes: self.view.close_form(), messages.show)

    # Forms

    def edit(self) -> None:
        """Open every field of the need."""
        if self.need_id and self.stack.currentWidget() is self.view:
            self._load_record(self.need_id)

    def save(self) -> None:
        """Ctrl+S: keep what is open."""
        if self.stack.currentWidget() is self.record:
            self.record.save()
        elif self.stack.currentWidget() is self.view and self.view.form.isVisibleTo(self.view) and self.view.form.send_button.isEnabled():
            self.view.form.send()
        elif self.stack.currentWidget() is self.view and self.view.keep_button.isEnabled():
            self.view.keep_button.click()

    def _load_record(self, record_id: str, raw: Mapping[str, Any] | None = None) -> None:
        def work(library: Library) -> tuple[Opened, str]:
            record = library.get(record_id)
            return Opened(record, library.fields(record.TYPE), library.history(record_id)), library.code_of(record_id)

        self.session.jobs.read(work, lambda found: self._show_record(*found, raw))

    def _add(self, record: Record, raw: Mapping[str, Any] | None = None) -> None:
        def work(library: Library) -> tuple[Opened, str]:
            return Opened(record, library.fields(record.TYPE)), library.code_of(self._whose(record))

        self.session.jobs.read(work, lambda found: self._show_record(*found, raw))

    def _show_record(self, opened: Opened, code: str, raw: Mapping[str, Any] | None) -> None:
        self.record.show_record(opened, code, opened_up=self.opened_up)
        if raw is not None:
            if self.record.holds_closed(raw):  # it was typed when it was open
                self._open_up(RESUMED)
                self.record.open_sensitive()
            self.record.set_raw(raw)
        self.heading.hide()
        self.stack.setCurrentWidget(self.record)
        self.record.focus()

    @staticmethod
    def _whose(record: Record) -> str:
        return str(getattr(record, "member", "") or "")

    def _keep_record(self, record: Record) -> None:
        def kept(changes: Changes) -> None:
            made = isinstance(record, Need) and not record.id
            if made and changes.ids:
                self._show_need(changes.ids[0])
                self.refresh()
            self._to_view()

        acts.change(self.session, record, kept, messages.show)

    def _leave_record(self) -> None:
        if self.need_id or self._from != "member" or self.record.opened is None:
            self._to_view()
            return
        member = self._whose(self.record.opened.record)
        self._to_browse()
        self.go.emit("member", member)

    def _bin(self, record: Record) -> None:
        self._to_view()
        people.bin_record(self.session, record)

    # Keys and the size of the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if watched is self.filters.box:
                if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                    self._to_list()
                    return True
            elif event.key() == Qt.Key.Key_M and plain:
                self._ask_where()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "filters"):
            self.filters.fit()
            self.table.setIconSize(icons.size())
            self._fit()
