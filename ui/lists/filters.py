"""Which records a list shows: a field, how it is compared, and with what. Each filter stands as a button that takes it away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from locales import _, current, iso
from models.errors import Trouble
from models.fields import Field, Kind
from models.labels import code_words
from models.listing import ANSWERED, BETWEEN, DECLINED, HAS, IS, IS_NOT, NOT_ASKED, Column, Rule, ways
from models.values import options_of, parse
from ui.lists.model import title_of
from ui.parts import button, label
from ui.widgets.fitting import Wrapped, forget

__all__ = ["FilterPanel", "RuleLine", "rule_words"]


class FilterPanel(QFrame):
    """`added` hands over a new rule."""

    added = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName("filter-panel")
        self._there: tuple[Column, ...] = ()
        self.title, self.problem = label("section"), label("danger", hidden=True)
        self.field, self.how, self.code = QComboBox(), QComboBox(), QComboBox()
        self.low, self.high, self.and_label = QLineEdit(), QLineEdit(), QLabel()
        self.add_button, self.close_button = button("primary"), button("quiet")
        row, buttons = Wrapped(spacing=8), Wrapped()
        for choice in (self.field, self.how, self.code):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(16)
        for part in (self.field, self.how, self.code, self.low, self.and_label, self.high):
            row.add(part)
        for made in (self.add_button, self.close_button):
            buttons.add(made)
        column = QVBoxLayout(self)
        for widget in (self.title, row, self.problem, buttons):
            column.addWidget(widget)
        self.field.currentIndexChanged.connect(lambda _place: self._offer_ways())
        self.how.currentIndexChanged.connect(lambda _place: self._fit())
        for edit in (self.low, self.high):
            edit.returnPressed.connect(self.add)
            edit.textChanged.connect(lambda _text: self.problem.hide())
        self.add_button.clicked.connect(self.add)
        self.close_button.clicked.connect(self.left)
        self.retranslate()

    def show_columns(self, there: tuple[Column, ...]) -> None:
        """Offer every column there is; what was chosen stays."""
        if there != self._there:
            self._there = there
            self._offer_fields()

    def take_focus(self) -> None:
        self.field.setFocus()

    def column(self) -> Column | None:
        place = self.field.currentIndex()
        return self._there[place] if 0 <= place < len(self._there) else None

    def _offer_fields(self) -> None:
        before = self.field.currentText()
        self.field.blockSignals(True)
        self.field.clear()
        for each in self._there:
            title = title_of(each)
            self.field.addItem(_("{field} (of the person)").format(field=title) if each.of_person else title, each.name)
        self.field.setCurrentIndex(max(0, self.field.findText(before)))
        self.field.blockSignals(False)
        self._offer_ways()

    def _offer_ways(self) -> None:
        column, before = self.column(), self.how.currentData()
        self.how.blockSignals(True)
        self.how.clear()
        for each in ways(column) if column is not None else ():
            self.how.addItem(_way(each), each)
        self.how.setCurrentIndex(max(0, self.how.findData(before)))
        self.how.blockSignals(False)
        self.code.clear()
        for code, words in _codes(column.field) if column is not None else ():
            self.code.addItem(words, code)
        for edit in (self.low, self.high):
            edit.clear()
        self._fit()

    def _fit(self) -> None:
        """Only what the way of comparing needs."""
        column, how = self.column(), self.how.currentData()
        chosen = how in (IS, IS_NOT)
        between = how == BETWEEN
        self.code.setVisible(chosen)
        self.low.setVisible(how == HAS or between)
        self.and_label.setVisible(between)
        self.high.setVisible(between)
        dates = column is not None and column.field.kind is Kind.DATE
        for edit in (self.low, self.high):
            edit.setPlaceholderText(_("2019, 2019-03 or 2019-03-24") if dates and between else "")
        self.problem.hide()

    def add(self) -> None:
        """Hand over the rule, or say what is wrong with it."""
        column, how = self.column(), str(self.how.currentData() or "")
        if column is None or not how:
            return
        values: tuple[str, ...] = ()
        if how in (IS, IS_NOT):
            values = (str(self.code.currentData() or ""),)
        elif how == HAS:
            values = (self.low.text().strip(),)
        elif how == BETWEEN:
            values = (self.low.text().strip(), self.high.text().strip())
        if how in (HAS, BETWEEN) and not any(values):
            self._say(_("Write what to look for."), self.low)
            return
        for edit, written in zip((self.low, self.high), values if how == BETWEEN else (), strict=False):
            try:
                parse(_unbounded(column.field), written)
            except Trouble:
                self._say(_("Write a day, a month or a year, such as 2026-03-31, 2026-03 or 2026.") if column.field.kind is Kind.DATE
                          else _("Write a number, such as 12 or 2.5."), edit)
                return
        self.low.clear()
        self.high.clear()
        self.added.emit(Rule(column.name, how, values))

    def _say(self, sentence: str, edit: QLineEdit) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        edit.setFocus()

    def retranslate(self) -> None:
        self.title.setText(_("Show only some"))
        self.field.setAccessibleName(_("Field to filter by"))
        self.how.setAccessibleName(_("How it is compared"))
        self.code.setAccessibleName(_("Answer to filter by"))
        self.low.setAccessibleName(_("From, or the words to look for"))
        self.high.setAccessibleName(_("Until"))
        self.and_label.setText(_("until"))
        self.add_button.setText(_("Add the filter"))
        self.close_button.setText(_("Close"))
        self._offer_fields()


class RuleLine(Wrapped):
    """The filters in force; pressing one takes it away."""

    removed = Signal(object)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.setObjectName("rules")
        self.clear_button = button("quiet")
        self._buttons: list[QPushButton] = []
        self._rules: tuple[Rule, ...] = ()
        self._there: tuple[Column, ...] = ()
        self.add(self.clear_button)
        self.clear_button.clicked.connect(self.cleared)
        self.hide()

    def show_rules(self, rules: tuple[Rule, ...], there: tuple[Column, ...]) -> None:
        self._rules, self._there = rules, there
        while len(self._buttons) > len(rules):
            gone = self._buttons.pop()
            layout = self.layout()
            if layout is not None:
                layout.removeWidget(gone)
            forget(gone)
        while len(self._buttons) < len(rules):
            made = button(icon="close")
            made.clicked.connect(partial(self._remove, len(self._buttons)))
            self._buttons.append(made)
            self.add(made)
        self.setVisible(bool(rules))
        self.retranslate()

    def _remove(self, place: int, _pressed: bool = False) -> None:
        if place < len(self._rules):
            self.removed.emit(self._rules[place])

    def retranslate(self) -> None:
        self.clear_button.setText(_("Show everybody and everything"))
        by_name = {each.name: each for each in self._there}
        for made, rule in zip(self._buttons, self._rules, strict=True):
            words = rule_words(rule, by_name.get(rule.column))
            made.setText(words)
            made.setAccessibleName(_("Take the filter away: {filter}").format(filter=words))
            made.setToolTip(made.accessibleName())


def rule_words(rule: Rule, column: Column | None) -> str:
    """A filter as one sentence says it."""
    if column is None:
        return _("A question that is no longer there")
    title = iso(title_of(column))
    if rule.how == BETWEEN:
        low, high = (_written(column.field, each) for each in (*rule.values, "", "")[:2])
        if low and high:
            return _("{field}: from {low} until {high}").format(field=title, low=low, high=high)
        return _("{field}: from {low}").format(field=title, low=low) if low else _("{field}: until {high}").format(field=title, high=high)
    told = {ANSWERED: _("{field}: answered"), NOT_ASKED: _("{field}: not asked"), DECLINED: _("{field}: prefers not to say")}
    if rule.how in told:
        return told[rule.how].format(field=title)
    words = current().list([iso(dict(_codes(column.field)).get(each, each)) for each in rule.values])
    if rule.how == IS_NOT:
        return _("{field} is not {answer}").format(field=title, answer=words)
    return _("{field} has “{answer}”").format(field=title, answer=words) if rule.how == HAS else \
        _("{field}: {answer}").format(field=title, answer=words)


def _written(field: Field, value: str) -> str:
    return iso(current().date(value, "medium")) if value and field.kind is Kind.DATE else iso(value) if value else ""


def _way(how: str) -> str:
    return {IS: _("is"), IS_NOT: _("is not"), HAS: _("has the words"), BETWEEN: _("is from"), ANSWERED: _("is answered"),
            NOT_ASKED: _("was not asked"), DECLINED: _("prefers not to say")}[how]


def _codes(field: Field) -> list[tuple[str, str]]:
    """What can be chosen: codes with their words, groups too, which stand for all that is in them; nothing sensitive, or
    the filter would tell what the list doesn't."""
    words = current()
    if field.kind is Kind.YES_NO:
        return [("yes", _("Yes")), ("no", _("No"))]
    chosen = options_of(field)
    if chosen is None or field.kind not in (Kind.CODE, Kind.CODES):
        return []
    found = [(each.code, code_words(field, each.code, words)) for each in chosen.codes if not each.sensitive]
    return sorted(found, key=lambda pair: words.sort_key(pair[1])) if chosen.labels_from in ("country", "language") else found


def _unbounded(field: Field) -> Field:
    return replace(field, least=None, most=None)
