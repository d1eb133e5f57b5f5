"""The association's own questions: added, changed and no longer asked, without a programmer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QTableView, QVBoxLayout, QWidget

from locales import N_, _, current
from models.question import Question
from storage.changes import Changes
from storage.library import Library
from ui.models.questions import WORDS, QuestionsModel
from ui.operations.people import bin_record, move_question, retire_question, save_record
from ui.pages import Page
from ui.pages.question_form import QuestionForm
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.tables import plain_rows


class QuestionsPage(Page):
    """A list of questions; a new one shows at once in conversations, records, search and exports."""

    title_msg = N_("Our own questions")
    help_msg = N_("Ask what your association needs to know. A question you add is asked in conversations and stands in every record at once.")
    SHOWS = frozenset({"question", "association"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._languages: tuple[str, ...] = ("en",)
        self._marked = ""
        self.table, self.model, self.empty = QTableView(), QuestionsModel(), QLabel()
        self._answered: frozenset[str] = frozenset()
        self.add_button, self.edit_button, self.retire_button, self.bin_button = (QPushButton() for _each in range(4))
        self.up_button, self.down_button = QPushButton(), QPushButton()
        self.add_button.setProperty("kind", "primary")
        self.form = QuestionForm()
        self.stack = QStackedWidget()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.table.setModel(self.model)
        plain_rows(self.table, WORDS)
        self.empty.setWordWrap(True)
        self.empty.setMaximumWidth(640)
        buttons = Wrapped()
        for button in (self.add_button, self.edit_button, self.up_button, self.down_button, self.retire_button, self.bin_button):
            buttons.add(button)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(buttons)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self.stack.addWidget(listing)
        self.stack.addWidget(self.form)
        self.stack.currentChanged.connect(lambda shown: self.heading.setVisible(shown == 0))
        self.body.addWidget(self.stack, 1)
        self.add_button.clicked.connect(self.new)
        self.edit_button.clicked.connect(lambda: self._edit(self.table.currentIndex()))
        self.retire_button.clicked.connect(self.retire)
        self.bin_button.clicked.connect(self.put_in_bin)
        self.up_button.clicked.connect(lambda: self.move_question(-1))
        self.down_button.clicked.connect(lambda: self.move_question(1))
        on_key(self.table, "Alt+Up", lambda: self.move_question(-1))
        on_key(self.table, "Alt+Down", lambda: self.move_question(1))
        on_key(self.table, QKeySequence.StandardKey.Delete, self.put_in_bin)
        self.table.activated.connect(self._edit)
        self.table.selectionModel().currentChanged.connect(lambda *_rows: self._enable())
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.to_list)
        on_key(self.form, QKeySequence.StandardKey.Save, self.form.save)
        on_key(self.form, "Escape", self.to_list)

    def retranslate(self) -> None:
        super().retranslate()
        self.add_button.setText(_("Add a question"))
        self.edit_button.setText(_("Change the question"))
        self.up_button.setText(_("Further up"))
        self.down_button.setText(_("Further down"))
        self.up_button.setToolTip(_("Alt+Up"))
        self.down_button.setToolTip(_("Alt+Down"))
        self.bin_button.setText(_("Put in the bin"))
        self.bin_button.setToolTip(_("Delete"))
        self.table.setAccessibleName(_("Our own questions"))
        self.empty.setText(_(
            "No questions of your own yet. Raddir asks little by itself; add what your association needs to know, and only that."
        ))
        self.model.retranslate()
        self.form.retranslate()
        self._enable()

    def first_focus(self) -> QWidget | None:
        return self.table if self.model.rowCount() else self.add_button

    def refresh(self) -> None:
        def work(library: Library) -> tuple[list[Question], tuple[str, ...], frozenset[str]]:
            return cast(list[Question], library.records("question")), library.association().languages or ("en",), library.answered()

        self.session.jobs.read(work, lambda found: self._take(*found))

    def _take(self, questions: list[Question], languages: tuple[str, ...], answered: frozenset[str]) -> None:
        self._answered = answered
        self._languages = tuple(dict.fromkeys([*languages, current().code]))
        marked = self.model.question(self.table.currentIndex().row())
        wanted, self._marked = self._marked or (marked.id if marked is not None else ""), ""
        self.model.show(questions)
        row = max(self.model.row_of(wanted), 0)
        if questions:
            self.table.setCurrentIndex(self.model.index(row, WORDS))
        self._enable()

    def _enable(self) -> None:
        question = self.model.question(self.table.currentIndex().row())
        for button in (self.edit_button, self.retire_button, self.bin_button):
            button.setEnabled(question is not None)
        for button, by in ((self.up_button, -1), (self.down_button, 1)):
            button.setEnabled(self._can_move(by))
        self.retire_button.setText(_("Ask it again") if question is not None and question.retired else _("No longer ask it"))
        self.table.setVisible(self.model.rowCount() > 0)
        self.empty.setVisible(self.model.rowCount() == 0)

    # The lock

    def standing(self) -> dict[str, Any]:
        """The question that is being written, too, with as many lines for answers as there are."""
        kept = super().standing()
        if self.stack.currentWidget() is self.form:
            kept |= {"half": {"question": self.form.question.id, "lines": len(self.form.own.lines)}}
        return kept

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        half = kept.get("half")
        if half is not None:
            question = self.model.question(self.model.row_of(half["question"])) if half["question"] else None
            self._show(question or Question())
            self.form.own.have_lines(half["lines"])
        return super().stand_again(kept)

    # Acts

    def new(self) -> None:
        """Begin a new question."""
        self._show(Question())

    def _edit(self, index: QModelIndex) -> None:
        question = self.model.question(index.row())
        if question is not None:
            self._show(question)

    def _can_move(self, by: int) -> bool:
        """Whether a question of the same kind of record, asked or retired like the marked one, stands there."""
        row = self.table.currentIndex().row()
        one, other = self.model.question(row), self.model.question(row + by)
        return one is not None and other is not None and (one.record_type, bool(one.retired)) == (other.record_type, bool(other.retired))

    def move_question(self, by: int) -> None:
        """Ask the marked question earlier or later."""
        question = self.model.question(self.table.currentIndex().row())
        if question is not None and self._can_move(by):
            self._marked = question.id
            move_question(self.session, question, by)

    def _show(self, question: Question) -> None:
        self.form.show_question(question, self._languages, answered=question.id in self._answered)
        self.stack.setCurrentWidget(self.form)
        self.form.focus()

    def to_list(self) -> None:
        self.stack.setCurrentIndex(0)
        (self.table if self.model.rowCount() else self.add_button).setFocus()

    def _keep(self, question: Question) -> None:
        def kept(changes: Changes) -> None:
            self._marked = changes.ids[0] if changes.ids else ""
            self.to_list()
            self.refresh()

        save_record(self.session, question, kept)

    def retire(self) -> None:
        """No longer ask the marked question, or ask it again; its answers stay, and it can be undone."""
        question = self.model.question(self.table.currentIndex().row())
        if question is None:
            return
        self._marked = question.id
        retire_question(self.session, question, not question.retired)

    def put_in_bin(self) -> None:
        """Put the marked question in the bin; it is asked nowhere while it lies there."""
        question = self.model.question(self.table.currentIndex().row())
        if question is not None:
            bin_record(self.session, question)
