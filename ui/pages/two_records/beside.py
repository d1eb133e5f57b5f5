"""Two records side by side: who they are, what hangs on each, and each answer that differs to be chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _, current, iso
from models.fields import Sensitivity
from models.two_records import KEPT, OWN_TO_A_RECORD, answer, differences
from ui.operations.two_records import Beside
from ui.pages.member.sensitive import ReasonGate
from ui.pages.member.words import use_words
from ui.pages.two_records.choosing import Choice, shown
from ui.pages.two_records.sides import SideCard
from ui.parts import button, clear, label
from ui.widgets.answers import label_of
from ui.widgets.fitting import Fitting, Wrapped
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import leading

__all__ = ["BesideView"]

TWO_COLUMNS = 640


class BesideView(QWidget):
    """Built anew for every pair; what was chosen is kept through a change of language."""

    joined = Signal()
    parted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: Beside | None = None
        self.choices: dict[str, Choice] = {}
        self._opened = False
        self.title, self.says, self.closes = label(name="heading"), label(), label("danger")
        self.differ, self.same = label("section"), label("muted")
        self.gate = ReasonGate()
        self.join_button, self.part_button, self.leave_button = button("primary"), button(), button("quiet")
        buttons = Wrapped()
        for each in (self.join_button, self.part_button, self.leave_button):
            each.setAutoDefault(False)
            buttons.add(each)
        self.cards = (SideCard(), SideCard())
        halves = Fitting(TWO_COLUMNS, spacing=16)
        for card in self.cards:
            halves.add(card, 1)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.title, halves, self.closes, self.says, buttons, self.differ, self.gate):
            column.addWidget(part)
        column.addLayout(self.rows)
        column.addWidget(self.same)
        column.addStretch(1)
        for text in (self.says, self.closes, self.same):
            text.setTextFormat(Qt.TextFormat.PlainText)
        self.join_button.clicked.connect(self.joined)
        self.part_button.clicked.connect(self.parted)
        self.leave_button.clicked.connect(self.left)
        self.setEnabled(False)

    def first(self) -> QWidget | None:
        """Where the keyboard starts: at the first answer to be chosen, or at the button."""
        return next((each.first() for each in self.choices.values()), self.join_button) if self.shown is not None else None

    def show_both(self, beside: Beside) -> None:
        chosen = self.chosen()
        self.shown = beside
        self._build()
        self.choose(chosen)
        self.setEnabled(True)

    def forget(self) -> None:
        """Nothing of anybody stays on the page."""
        self.shown, self._opened, self.choices = None, False, {}
        self.gate.reset()
        clear(self.rows)
        self.setEnabled(False)
        self.retranslate()

    def open_up(self) -> None:
        """A reason was given: what is sensitive is shown."""
        if self.shown is not None and not self._opened:
            self._opened, chosen = True, self.chosen()
            self._build()
            self.choose(chosen)

    def _build(self) -> None:
        beside = self.shown
        assert beside is not None
        clear(self.rows)
        self.choices = {}
        for each in differences(beside.this.member, beside.that.member, beside.fields):
            closed = each.field.sensitivity is Sensitivity.SENSITIVE and not self._opened
            choice = Choice(each, (self._code(0), self._code(1)), closed=closed)
            self.choices[each.field.name] = choice
            self.rows.addWidget(choice)
        self.retranslate()
        put_in_order(self)

    def chosen(self) -> dict[str, str]:
        """Where each answer is taken from, by field."""
        return {name: each.way() for name, each in self.choices.items()}

    def choose(self, ways: Mapping[str, str]) -> None:
        for name, way in ways.items():
            if name in self.choices:
                self.choices[name].choose(way)

    def _code(self, place: int) -> str:
        beside = self.shown
        side = (beside.this, beside.that)[place] if beside is not None else None
        return (side.member.code or "") if side is not None else ""

    # Words

    def retranslate(self) -> None:
        beside = self.shown
        begun = beside is not None and beside.draft is not None
        self.title.setText(_("One person, two records?"))
        self.join_button.setText(_("The same person: go on in this record (Ctrl+Enter)") if begun else _("The same person: join them (Ctrl+Enter)"))
        self.part_button.setText(_("Not the same person"))
        self.leave_button.setText(_("Leave it for now (Escape)"))
        self.differ.setText(_("Which answer is right?"))
        self.differ.setVisible(bool(self.choices))
        self.gate.setVisible(any(each.closed for each in self.choices.values()))
        self.gate.retranslate()
        for card, side in zip(self.cards, (beside.this, beside.that) if beside is not None else (None, None), strict=True):
            card.show_side(side, stays=beside is not None and side is beside.this, begun=begun and beside is not None and side is beside.that)
        for each in self.choices.values():
            each.retranslate()
        self.says.setText(self._sentence(begun) if beside is not None else "")
        closes = [iso(use_words(use, beside.partners)) for use in beside.closing] if beside is not None else []
        self.closes.setVisible(bool(closes))
        self.closes.setText(_("Joining them closes: {uses}. One of the two records holds a no to it.").format(uses=current().list(closes)))
        self._say_same()
        for text in (self.says, self.closes, self.same):
            leading(text, current())

    def _sentence(self, begun: bool) -> str:
        if begun:
            words = _("The conversation goes on in the record {code}. What was said today about consent counts from today.")
        else:
            words = _(
                "Everything of both then stands in {code}, and both codes find it. A no in either record closes. It can be taken back: then "
                "there are two records again, and what was added in between stays with {code}."
            )
        return words.format(code=iso(self._code(0)))

    def _say_same(self) -> None:
        beside = self.shown
        told = []
        if beside is not None:
            this, that = beside.this.member, beside.that.member
            for field in beside.fields:
                if field.name in KEPT | OWN_TO_A_RECORD or field.sensitivity is Sensitivity.SENSITIVE:
                    continue
                if answer(this, field) is not None and answer(this, field) == answer(that, field):
                    told.append(_("{field}: {value}").format(field=label_of(field, current()), value=shown(field, answer(this, field))))
        self.same.setText(_("The same in both: {answers}").format(answers=" · ".join(told)))
        self.same.setVisible(bool(told))
