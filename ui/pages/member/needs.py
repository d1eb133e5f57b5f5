"""A person's open needs, each moved on in place, and what the person gives."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from locales import _, current, iso
from models.fields import DECLINED
from models.need import Need, is_sensitive, shown_kind
from models.vocabulary import vocabulary
from ui.pages.member.contents import CLOSED, Contents, day_of, today
from ui.pages.member.header import named
from ui.parts import label
from ui.widgets.fitting import forget
from ui.widgets.keys import on_key
from ui.widgets.side_by_side import leading


class NeedCard(QFrame):
    """One need: what it is, when it is due, and where it stands. A new status is kept by its button, not by passing over it."""

    moved = Signal(object, str, str)
    """The need, its new status, and why it was closed."""
    opened = Signal(str)
    binned = Signal(object)

    def __init__(self, need: Need) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.need, self.opened_up = need, False
        self.what, self.due = QLabel(), QLabel()
        self.what.setWordWrap(True)
        self.due.setProperty("kind", "muted")
        self.status = QComboBox()
        self.codes = [each.code for each in vocabulary("need-status").choices()]
        self.status.addItems([""] * len(self.codes))
        self.status.setMinimumHeight(32)
        self.why_label, self.why = QLabel(), QLineEdit()
        self.why_label.setBuddy(self.why)
        self.keep, self.open = QPushButton(), QPushButton()
        self.open.setProperty("kind", "quiet")
        grid = QGridLayout(self)
        grid.addWidget(self.what, 0, 0, 1, 2)
        grid.addWidget(self.due, 1, 0, 1, 2)
        grid.addWidget(self.status, 2, 0)
        grid.addWidget(self.keep, 2, 1)
        grid.addWidget(self.why_label, 3, 0, 1, 2)
        grid.addWidget(self.why, 4, 0, 1, 2)
        grid.addWidget(self.open, 5, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(0, 1)
        self.status.currentIndexChanged.connect(self._changed)
        on_key(self, QKeySequence.StandardKey.Delete, lambda: self.binned.emit(self.need))
        self.keep.clicked.connect(lambda: self.moved.emit(self.need, self.chosen(), self.why.text().strip()))
        self.open.clicked.connect(lambda: self.opened.emit(self.need.id))
        self.status.setCurrentIndex(self._at(need))
        self._changed()

    def _at(self, need: Need) -> int:
        return self.codes.index(need.status) if need.status in self.codes else 0

    def chosen(self) -> str:
        return self.codes[max(0, self.status.currentIndex())]

    def _changed(self) -> None:
        differs = self.chosen() != (self.need.status or self.codes[0])
        self.keep.setEnabled(differs)
        for each in (self.why_label, self.why):
            each.setVisible(differs and self.chosen() in CLOSED)

    def show_need(self, need: Need, opened: str, *, opened_up: bool, fixed: bool) -> None:
        """The need as it is now; a status chosen and not yet kept stays chosen. Nothing is changed in a record that is `fixed`."""
        self.status.setEnabled(not fixed)
        untouched = self.chosen() == (self.need.status or self.codes[0])
        self.need, self.opened_up = need, opened_up
        if untouched:
            self.status.setCurrentIndex(self._at(need))
        self._changed()
        self.retranslate(opened)

    def retranslate(self, opened: str) -> None:
        kind = named("need-category", shown_kind(self.need.category, opened=self.opened_up))
        closed = is_sensitive(self.need.category) and not self.opened_up
        precisely = self.need.subcategory if isinstance(self.need.subcategory, str) and not closed else ""
        self.what.setText(_("{kind}: {words}").format(kind=kind, words=iso(precisely)) if precisely else kind)
        self.due.setText(self._when(opened))
        for each in (self.what, self.due):
            leading(each, current())
        for place, code in enumerate(self.codes):
            self.status.setItemText(place, vocabulary("need-status").label(code, current()))
        self.status.setAccessibleName(_("Status of the need: {kind}").format(kind=kind))
        self.keep.setText(_("Save"))
        self.keep.setAccessibleName(_("Save the new status: {kind}").format(kind=kind))
        self.why_label.setText(_("Closed because"))
        self.open.setText(_("Open the need"))
        self.open.setAccessibleName(_("Open the need: {kind}").format(kind=kind))

    def _when(self, opened: str) -> str:
        if self.need.due:
            late = self.need.due < today().isoformat()
            text = _("late, was due {date}") if late else _("due {date}")
            return text.format(date=iso(current().date(self.need.due, "medium")))
        return _("told {date}").format(date=iso(current().date(opened, "medium"))) if opened else ""


class _Told(QWidget):
    """What a person told of one kind, below its title, and a way to add one."""

    opened = Signal(str)
    binned = Signal(object)
    add = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self.title, self.none = label("section"), label("muted")
        self.add_button = QPushButton()
        self.add_button.clicked.connect(self.add)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.add_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(top)
        self.column.addWidget(self.none)


class Needs(_Told):
    """The open needs of a person, and a way to add one."""

    moved = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, NeedCard] = {}

    def show_person(self, contents: Contents) -> None:
        """Cards of needs that are still open stay, so that the focus and what was chosen do."""
        self._contents = contents
        open_now = {each.id: each for each in contents.open_needs}
        for gone in [each for each in self.cards if each not in open_now]:
            card = self.cards.pop(gone)
            self.column.removeWidget(card)
            forget(card)
        for need in contents.open_needs:
            if need.id not in self.cards:
                card = self.cards[need.id] = NeedCard(need)
                card.moved.connect(self.moved)
                card.opened.connect(self.opened)
                card.binned.connect(self.binned)
                self.column.addWidget(card)
            self.cards[need.id].show_need(need, day_of(need.opened, need.conversation, contents), opened_up=contents.opened,
                                          fixed=bool(contents.member.restricted or contents.member.anonymous))
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("Open needs ({n})").format(n=len(self.cards)))
        self.add_button.setText(_("Add a need"))
        self.none.setText(_("No open needs."))
        self.none.setVisible(not self.cards)
        if self._contents is not None:
            for each in self.cards.values():
                each.retranslate(day_of(each.need.opened, each.need.conversation, self._contents))


class Gives(_Told):
    """What a person gives: a button a contribution, which opens it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[QPushButton] = []

    def show_person(self, contents: Contents) -> None:
        self._contents = contents
        while len(self._lines) > len(contents.contributions):
            forget(self._lines.pop())
        while len(self._lines) < len(contents.contributions):
            line = QPushButton()
            line.setProperty("kind", "quiet")
            line.clicked.connect(partial(self._open, len(self._lines)))
            on_key(line, QKeySequence.StandardKey.Delete, partial(self._bin, len(self._lines)))
            self._lines.append(line)
            self.column.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def _open(self, place: int, _pressed: bool = False) -> None:
        if self._contents is not None and place < len(self._contents.contributions):
            self.opened.emit(self._contents.contributions[place].id)

    def _bin(self, place: int) -> None:
        if self._contents is not None and place < len(self._contents.contributions):
            self.binned.emit(self._contents.contributions[place])

    def retranslate(self) -> None:
        self.title.setText(_("Gives"))
        self.add_button.setText(_("Add a contribution"))
        self.none.setText(_("Nothing written down yet: reports show what members give, not only what they need."))
        self.none.setVisible(not self._lines)
        if self._contents is None:
            return
        for line, gift in zip(self._lines, self._contents.contributions, strict=True):
            kind = named("contribution-type", gift.type)
            hours = gift.hours if gift.hours not in (None, DECLINED) else None
            line.setText(_("{kind}, {hours} hours a month").format(kind=kind, hours=current().number(hours)) if hours is not None else kind)
