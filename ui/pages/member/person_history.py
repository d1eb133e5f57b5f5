"""Everything that happened with a person's record: all that is theirs in one list, the newest first, of all kinds or of one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QVBoxLayout, QWidget

from locales import _, current, iso
from models.consent import Consent
from models.fields import Field
from models.member import Member
from models.operation import Stamp
from models.record import Record
from models.registry import BY_TYPE, PERSONAL
from storage import history
from storage.history import Entry
from storage.library import Library
from ui.models.history import HistoryModel
from ui.parts import button, label
from ui.session import Session
from ui.widgets.side_by_side import leading

KINDS: tuple[type[Record], ...] = (Member, Consent, *(each for each in PERSONAL if each not in (Member, Consent)))


class PersonHistory(QWidget):
    """A list that is read as it is scrolled, away from the window's thread."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._member, self._person, self._asked = session, "", "", 0
        self.title, self.kind_label = label(name="heading"), label()
        self.back_button, self.kind = button(icon="back"), QComboBox()
        self.list, self.model = QListView(), HistoryModel()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kind.addItems([""] * (len(KINDS) + 1))
        self.kind_label.setWordWrap(False)
        self.kind_label.setBuddy(self.kind)
        line = QHBoxLayout()
        line.addWidget(self.back_button)
        line.addStretch(1)
        line.addWidget(self.kind_label)
        line.addWidget(self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        self.back_button.clicked.connect(self.back)
        self.kind.currentIndexChanged.connect(lambda _row: self._start())
        self.model.wanted.connect(self._read)

    def show_person(self, member: Member) -> None:
        """Show a person's history from its newest change on."""
        self._member, self._person = member.id, member.label or ""
        self._start()
        self.retranslate()

    def forget(self) -> None:
        """Nothing of the person stays."""
        self._member, self._person, self._asked = "", "", self._asked + 1
        self.model.start()

    def record_type(self) -> str:
        """The kind that is chosen, or "" for all."""
        row = self.kind.currentIndex()
        return KINDS[row - 1].TYPE if row > 0 else ""

    def _start(self) -> None:
        if self._member:
            self._asked += 1
            self.model.start()
            self._read(None)

    def _read(self, before: Stamp | None) -> None:
        member, record_type, asked = self._member, self.record_type(), self._asked

        def work(library: Library) -> tuple[tuple[Entry, ...], dict[str, Record], dict[str, dict[str, Field]]]:
            found = history.of_person(library, member, record_type, before)
            fields = {kind.TYPE: {each.name: each for each in library.fields(kind.TYPE)} for kind in PERSONAL}
            return found, history.records_of(library, found), fields

        self._session.jobs.read(work, lambda found: self._take(asked, *found))

    def _take(self, asked: int, entries: tuple[Entry, ...], records: dict[str, Record], fields: dict[str, dict[str, Field]]) -> None:
        if asked != self._asked:
            return  # another person, or another kind, was asked for since
        first = self.model.rowCount() == 0
        self.model.add(entries, records, fields)
        if first and entries:
            self.list.setCurrentIndex(self.model.index(0))

    def retranslate(self) -> None:
        self.back_button.setText(_("Back to the record"))
        self.title.setText(_("Everything that happened – {name}").format(name=iso(self._person)))
        leading(self.title, current())
        self.kind_label.setText(_("Show"))
        self.kind.setItemText(0, _("All kinds"))
        for row, each in enumerate(KINDS, 1):
            self.kind.setItemText(row, _(BY_TYPE[each.TYPE].LABEL))
        self.kind.setAccessibleName(_("Kinds of change to show"))
        self.list.setAccessibleName(_("Everything that happened, the newest first"))
        self.model.retranslate()
