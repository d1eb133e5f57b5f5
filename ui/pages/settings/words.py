"""Settings: the words the association works with. Renamed, ordered, added, retired, translated; what was written with them stays."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from locales import N_, _, current, iso, ngettext
from models.errors import Trouble
from models.own_words import open_vocabularies
from models.vocabulary import vocabulary
from ui import messages, theme
from ui.models.words import GROUP, UNTRANSLATED, WORD, WordsModel
from ui.operations import words as acts
from ui.pages.settings.section import Section
from ui.pages.settings.word_form import WordForm
from ui.parts import button, label
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.reading_order import put_in_order
from ui.widgets.tables import plain_rows

__all__ = ["WordsSection"]

ROWS = 9
NARROW = 700
"""Under this width, in logical pixels at ordinary text, the table shows words, how many use them and whether they are offered."""
FIRST = "need-category"
NEW = "new"


class WordsSection(Section):
    """A list to choose the words from, its words, and a form for one of them."""

    title_msg = N_("Words")
    help_msg = N_("Call things what you call them. A new name holds everywhere at once; what was written down stays as it is.")
    WIDTH = 1100

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.names = sorted((each.name for each in open_vocabularies()), key=lambda name: name != FIRST)
        self._looked: acts.Looked | None = None
        self._marked = self._wanted = ""
        self.list_label, self.list = label(), QComboBox()
        self.list_label.setBuddy(self.list)
        self.list.setMinimumHeight(32)
        self.list.addItems([""] * len(self.names))
        self.table, self.model = QTableView(), WordsModel()
        self.table.setModel(self.model)
        plain_rows(self.table, WORD)
        self.add_button, self.change_button, self.up_button, self.down_button = button("primary"), button(), button(), button()
        self.retire_button, self.delete_button = button(), button("quiet")
        self.about = label("muted")
        self.form = WordForm()
        self.form.hide()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.buttons = Wrapped()
        for each in (self.add_button, self.change_button, self.up_button, self.down_button, self.retire_button, self.delete_button):
            self.buttons.add(each)
        for part in (self.list_label, self.list, self.buttons, self.form, self.table, self.about):
            self.body.addWidget(part)
        self.list.currentIndexChanged.connect(lambda _row: self._other_list())
        self.table.activated.connect(self._change)
        self.table.selectionModel().currentChanged.connect(lambda *_rows: self._enable())
        self.add_button.clicked.connect(lambda: self.show_form(""))
        self.change_button.clicked.connect(lambda: self._change(self.table.currentIndex()))
        self.up_button.clicked.connect(lambda: self.move_word(-1))
        self.down_button.clicked.connect(lambda: self.move_word(1))
        self.retire_button.clicked.connect(self.retire)
        self.delete_button.clicked.connect(self.delete)
        on_key(self.table, "Alt+Up", lambda: self.move_word(-1))
        on_key(self.table, "Alt+Down", lambda: self.move_word(1))
        on_key(self.table, QKeySequence.StandardKey.Delete, self.delete)
        on_key(self.form, QKeySequence.StandardKey.Save, self.save)
        on_key(self.form, "Escape", self.leave_form)
        self.form.kept.connect(self.save)
        self.form.left.connect(self.leave_form)

    # What is shown ----------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The vocabulary that is shown."""
        return self.names[max(0, self.list.currentIndex())]

    def refresh(self) -> None:
        acts.look(self.session, self.name, self._take)

    def _other_list(self) -> None:
        self._close_form()
        self.refresh()

    def _take(self, looked: acts.Looked) -> None:
        if looked.name != self.name:
            return  # another list was chosen meanwhile
        code = self.model.code(self.table.currentIndex().row())
        wanted, self._marked = self._marked or (code.code if code is not None else ""), ""
        self._looked = looked
        self.model.show(looked)
        self._mark(wanted)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + row * min(ROWS, self.model.rowCount()) + 20)
        self.retranslate()
        self._bring_up()

    def _mark(self, code: str) -> None:
        self.table.setCurrentIndex(self.model.index(max(0, self.model.row_of(code)), WORD))

    def _fit_columns(self) -> None:
        """The word itself goes before what is said of it."""
        narrow = self.width() < theme.scaled(NARROW)
        self.table.setColumnHidden(UNTRANSLATED, narrow or len(self.model.tongues) < 2)
        self.table.setColumnHidden(GROUP, narrow or not self.model.grouped())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _marked_code(self) -> str:
        code = self.model.code(self.table.currentIndex().row())
        return code.code if code is not None else ""

    def _enable(self) -> None:
        row, code = self.table.currentIndex().row(), self.model.code(self.table.currentIndex().row())
        for each in (self.change_button, self.retire_button):
            each.setEnabled(code is not None)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < self.model.rowCount() - 1)
        self.retire_button.setText(_("Offer it again") if code is not None and code.retired else _("No longer offer it"))
        self.delete_button.setVisible(code is not None and code.own)

    # The lock ---------------------------------------------------------------------------------------------------------

    def bring_up(self, what: str) -> None:
        """A list by its name, and a form in it: "need-category", "need-category/new", "need-category/housing"."""
        self._wanted = what
        name = what.partition("/")[0]
        if name in self.names and name != self.name:
            self.list.setCurrentIndex(self.names.index(name))
        elif self._looked is not None:
            self._bring_up()

    def _bring_up(self) -> None:
        name, _slash, code = self._wanted.partition("/")
        if name == self.name and self._looked is not None:
            self._wanted = ""
            if code:
                self.show_form("" if code == NEW else code)

    def brought_up(self) -> str:
        return f"{self.name}/{self.form.code.code or NEW}" if not self.form.isHidden() else self.name

    # Acts -------------------------------------------------------------------------------------------------------------

    def _change(self, index: QModelIndex) -> None:
        code = self.model.code(index.row())
        if code is not None:
            self.show_form(code.code)

    def show_form(self, code: str) -> None:
        """Show the form for a word, or for a new one."""
        if self._looked is None:
            return
        self.form.show_word(self.name, vocabulary(self.name).by_code.get(code), self.model.tongues)
        self._alone(True)
        put_in_order(self)
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _alone(self, form: bool) -> None:
        """One thing at a time: the form, or the list."""
        self.form.setVisible(form)
        for each in (self.list_label, self.list, self.buttons, self.table, self.about):
            each.setVisible(not form)

    def _close_form(self) -> None:
        self._alone(False)
        put_in_order(self)

    def leave_form(self) -> None:
        """Leave the word as it was."""
        self._close_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write down what the form says."""
        self.form.say("")
        if self.form.code.code:
            acts.rename(self.session, self.name, self.form.code.code, self.form.labels(), lambda _changes: self._kept(""), self._refused)
        else:
            acts.add(self.session, self.name, self.form.labels(), self.form.chosen_group(), self._kept, self._refused)

    def _kept(self, code: str) -> None:
        self._marked = code
        self.leave_form()
        self.refresh()

    def _refused(self, trouble: Trouble) -> None:
        self.form.say(messages.sentence(trouble))
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def move_word(self, by: int) -> None:
        """Put the marked word one further up or down."""
        row = self.table.currentIndex().row()
        if self._marked_code() and 0 <= row + by < self.model.rowCount():
            acts.move(self.session, self.name, self._marked_code(), by)

    def retire(self) -> None:
        """Offer the marked word no longer, or again."""
        code = self.model.code(self.table.currentIndex().row())
        if code is not None:
            (acts.offer_again if code.retired else acts.retire)(self.session, self.name, code.code)

    def delete(self) -> None:
        """Take an added word away; one that is in use says why it stays."""
        code = self.model.code(self.table.currentIndex().row())
        if code is not None and code.own:
            acts.delete(self.session, self.name, code.code)
        elif code is not None:
            word = iso(vocabulary(self.name).label(code.code, current()))
            messages.say(lambda: _("“{word}” came with Raddir and can't be deleted; it can be no longer offered.").format(word=word))

    def retranslate(self) -> None:
        super().retranslate()
        self.list_label.setText(_("Which words"))
        self.list.setAccessibleName(self.list_label.text())
        for place, name in enumerate(self.names):
            self.list.setItemText(place, _(vocabulary(name).title))
        self.model.retranslate()
        self._fit_columns()
        self.table.setAccessibleName(_(vocabulary(self.name).title))
        self.add_button.setText(_("Add a word"))
        self.change_button.setText(_("Change the word"))
        self.up_button.setText(_("Further up"))
        self.down_button.setText(_("Further down"))
        self.up_button.setToolTip(_("Alt+Up"))
        self.down_button.setToolTip(_("Alt+Down"))
        self.delete_button.setText(_("Delete"))
        own = sum(self.model.used(each.code) for each in self._looked.codes) if self._looked is not None else 0
        self.about.setText(ngettext("{n} record uses a word of this list.", "{n} records use words of this list.", own).format(n=own))
        self.form.retranslate()
        self._enable()
