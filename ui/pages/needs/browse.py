"""The list of needs: what is chosen above, the board or the table below, and the line that asks where a need goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollArea, QStackedWidget, QTableView, QVBoxLayout, QWidget

from locales import _
from models.need import Need
from storage.needs import NeedLine
from ui import icons, theme
from ui.lists.list_view import ListView
from ui.lists.model import Row
from ui.models.needs import KIND, NeedsModel
from ui.pages.needs.board import Board
from ui.pages.needs.filters import Filters
from ui.pages.needs.moving import INTO, MoveLine
from ui.parts import button, label
from ui.session import Session
from ui.widgets.buttons import chip
from ui.widgets.tables import plain_rows

__all__ = ["BOARD", "LIST", "TABLE", "Browse"]

BOARD, TABLE, LIST = "board", "table", "list"
WIDE = 1100
"""From this width on the board comes up first; the table under it, which keyboards and screen readers go through more easily."""
LEAST_TABLE = 120


class Browse(QScrollArea):
    """Both views over one model. The marked need stays marked while the list changes around it."""

    opened = Signal(object)
    moved = Signal(object, str)
    """A need and the status it is to have."""

    def __init__(self, session: Session) -> None:
        super().__init__(widgetResizable=True)
        self.session = session
        self.model = NeedsModel(session, self)
        self.filters, self.move_line = Filters(), MoveLine()
        self.board_button, self.table_button = chip("board"), chip("table")
        self.board, self.table = Board(session, self.model), QTableView()
        self.list_button, self.list = chip("list"), ListView(session, Need.TYPE)
        """Every column there is, own questions too, filters and saved views."""
        self.empty, self.clear_button = label(hidden=True), button()
        self.shown = QStackedWidget()
        self.marked = ""
        """The id of the need that was marked last."""
        self.wants_mark = False
        """The keyboard goes to it with the next answer."""
        self._chosen = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setModel(self.model)
        self.table.setObjectName("needs-table")
        plain_rows(self.table, KIND)
        self.table.setMinimumHeight(LEAST_TABLE)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for made in (self.board_button, self.table_button, self.list_button):
            made.setAutoExclusive(True)
            self.filters.add(made)
        for view in (self.board, self.table, self.list):
            self.shown.addWidget(view)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3, 3, 3, 3)  # room for the ring around what has the keyboard
        for widget in (self.filters, self.move_line, self.empty):
            column.addWidget(widget)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.shown, 1)
        self.setWidget(inside)
        self.clear_button.hide()

    def _connect(self) -> None:
        self.filters.changed.connect(self.look_for)
        self.clear_button.clicked.connect(self.filters.clear)
        self.board_button.clicked.connect(lambda: self.choose_view(BOARD))
        self.table_button.clicked.connect(lambda: self.choose_view(TABLE))
        self.list_button.clicked.connect(lambda: self.choose_view(LIST))
        self.list.opened.connect(self._open)
        self.list.listen_on(self.list)
        self.model.answered.connect(self._answered)
        self.table.activated.connect(lambda index: self._open(self.model.line(index.row())))
        self.board.opened.connect(self._open)
        self.board.moved.connect(lambda line, column: self._move(line, INTO[column]))
        self.board.table.connect(self._show_column)
        self.move_line.picked.connect(self._move)
        self.move_line.left.connect(self.to_list)
        for watched in (self.filters.box, self.table, *(each.list for each in self.board.columns.values())):
            watched.installEventFilter(self)

    # Which view

    def shows(self) -> str:
        """Which of the views is up."""
        shown = self.shown.currentWidget()
        return BOARD if shown is self.board else TABLE if shown is self.table else LIST

    def choose_view(self, name: str, *, focus: bool = True) -> None:
        """Show the board, the table or the list, until somebody chooses another."""
        self._chosen = name
        self.fit()
        if focus:
            self.to_list()

    def turn(self) -> None:
        """The other view."""
        self.choose_view(TABLE if self.shows() == BOARD else BOARD)

    def fit(self) -> None:
        """Take the view that was chosen, or the one for the width of the window."""
        self.table.setColumnWidth(KIND, max(theme.scaled(180), min(theme.scaled(320), self.width() * 3 // 10)))
        name = self._chosen or (BOARD if self.window().width() >= theme.scaled(WIDE) else TABLE)
        changed = name != self.shows()
        self.shown.setCurrentWidget({BOARD: self.board, LIST: self.list}.get(name, self.table))
        self.board_button.setChecked(name == BOARD)
        self.table_button.setChecked(name == TABLE)
        self.list_button.setChecked(name == LIST)
        for part in (self.filters.box, self.filters.mine, self.filters.late, self.filters.category, self.filters.area):
            part.setVisible(name != LIST)
        self.filters.column.setVisible(name == TABLE)
        if changed:
            self.look_for()

    def _show_column(self, name: str) -> None:
        self.filters.show_column(name)
        self.choose_view(TABLE)

    # What is found

    def look_for(self) -> None:
        """Ask for the needs that fit what is chosen and typed."""
        self.marked = self.marked_id() or self.marked
        self.model.find(self.filters.wanted(self.session.volunteer_id or "-", column=self.shows() == TABLE))
        if self.shows() == LIST:
            self.list.refresh()

    def _answered(self) -> None:
        self.board.retranslate()
        self._say_empty()
        if not self.isVisible() or self.shows() == LIST:
            return
        lost = not self.board.current() if self.shows() == BOARD else not self.table.currentIndex().isValid()
        if lost:
            self.mark(self.marked, focus=self.wants_mark or self.board.has_keyboard())
        self.wants_mark = False

    def _say_empty(self) -> None:
        restricted = not self.filters.is_empty()
        count = sum(each.count for each in self.model.columns.values()) if self.shows() == BOARD else self.model.rowCount()
        nothing = self.model.has_answer and not count and self.shows() != LIST
        self.empty.setText(_("Nothing fits what was chosen.") if restricted else
                           _("No need is open. Needs come in with a conversation, or on a person’s page."))
        self.empty.setVisible(nothing)
        self.clear_button.setVisible(nothing and restricted)

    # The marked need

    def current_line(self) -> NeedLine | None:
        """The marked need of the board or the table."""
        if self.shows() == LIST:
            return None
        return self.board.current() if self.shows() == BOARD else self.model.line(self.table.currentIndex().row())

    def marked_id(self) -> str:
        line = self.current_line()
        return line.id if line is not None else ""

    def mark(self, need_id: str, *, focus: bool = True) -> None:
        """Mark a need again, or the first."""
        if self.shows() == LIST:
            if focus:
                self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.shows() == TABLE:
            if self.model.rowCount():
                self.table.setCurrentIndex(self.model.index(max(self.model.row_of(need_id), 0), KIND))
            if focus:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif focus and not (need_id and self.board.mark(need_id)):
            self.board.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def to_list(self) -> None:
        """Give the keyboard to the marked need."""
        self.mark(self.marked_id() or self.marked)

    def first_focus(self) -> QWidget:
        if self.shows() == LIST:
            return self.list.table
        return self.table if self.shows() == TABLE else self.board.first()

    def ask_where(self) -> None:
        """M: ask where the marked need goes."""
        line = self.current_line()
        if line is not None:
            self.marked = line.id
            self.move_line.ask(line)

    def step_back(self) -> None:
        """Escape: leave the question, then show everything again."""
        if self.move_line.isVisible():
            self.move_line.leave()
        elif not self.filters.is_empty():
            self.filters.clear()

    def _move(self, line: NeedLine, status: str) -> None:
        self.marked, self.wants_mark = line.id, True
        self.moved.emit(line, status)

    def _open(self, line: NeedLine | Row | None) -> None:
        if line is not None:
            self.marked = line.id
            self.opened.emit(line)

    # Words, keys, sizes

    def retranslate(self) -> None:
        self.board_button.setText(_("Board"))
        self.table_button.setText(_("Table"))
        self.list_button.setText(_("List"))
        self.list_button.setToolTip(_("Every column, your own questions too, with filters and saved views"))
        self.list.table.setAccessibleName(_("Needs found"))
        self.table.setAccessibleName(_("Needs found"))
        self.table.setIconSize(icons.size())
        self.clear_button.setText(_("Show everything open"))
        self.model.retranslate()
        for part in (self.filters, self.move_line, self.board, self.list):
            part.retranslate()
        self._say_empty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            if watched is self.filters.box:
                if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self.to_list()
                    return True
            elif event.key() == Qt.Key.Key_M:
                self.ask_where()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "shown"):
            self.filters.fit()
            self.table.setIconSize(icons.size())
            self.fit()
