"""One answer on which two records differ, and where it is taken from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from locales import _, current, iso
from models.fields import Field, Kind, Value
from models.two_records import BOTH, THIS, Difference
from ui.pages.member.history import said
from ui.parts import label
from ui.widgets.answers import label_of
from ui.widgets.fitting import Fitting
from ui.widgets.side_by_side import leading

__all__ = ["Choice", "shown"]

TWO_COLUMNS = 560


def shown(field: Field, value: Value) -> str:
    """An answer in full, with the words for none."""
    if isinstance(value, str) and field.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return iso(value)
    return said(field, value) if value is not None else _("Not asked")


class Choice(QFrame):
    """The field, and what each record says. Arrow keys go from one to the other. A `closed` answer tells only whether there is one."""

    def __init__(self, difference: Difference, codes: tuple[str, str], *, closed: bool = False) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.difference, self.closed, self._codes = difference, closed, codes
        self.title = label("section")
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self.texts: dict[str, QLabel] = {}
        sides = Fitting(TWO_COLUMNS, spacing=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        for way in difference.ways:
            part = self._side(way)
            if way == BOTH:
                column.addWidget(sides)
                column.addWidget(part)
            else:
                sides.add(part, 1)
        if BOTH not in difference.ways:
            column.addWidget(sides)
        self.choose(difference.proposed)
        self.retranslate()

    def _side(self, way: str) -> QWidget:
        part, made = QWidget(), QRadioButton()
        made.setObjectName(f"choice.{self.difference.field.name}.{way}")
        self.group.addButton(made)
        self.buttons[way] = made
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(made)
        if way != BOTH:
            text = label()
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setContentsMargins(24, 0, 24, 0)
            self.texts[way] = text
            column.addWidget(text)
        column.addStretch(1)
        return part

    def first(self) -> QWidget:
        return next(each for each in self.buttons.values() if each.isChecked())

    def way(self) -> str:
        return next(way for way, each in self.buttons.items() if each.isChecked())

    def choose(self, way: str) -> None:
        self.buttons.get(way, self.buttons[THIS]).setChecked(True)

    def _answer(self, way: str) -> str:
        value = self.difference.this if way == THIS else self.difference.that
        if self.closed and value is not None:
            return _("There is an answer; it is sensitive and closed.")
        return shown(self.difference.field, value)

    def retranslate(self) -> None:
        name = label_of(self.difference.field, current())
        self.title.setText(name)
        for way, made in self.buttons.items():
            if way == BOTH:
                made.setText(_("Both"))
                made.setAccessibleName(_("{field}: both").format(field=name))
                continue
            code = self._codes[0 if way == THIS else 1]
            made.setText(_("As in {code}").format(code=iso(code)) if code else _("As said today"))
            made.setAccessibleName(_("{field}: {value}, {where}").format(field=name, value=self._answer(way), where=made.text()))
            text = self.texts[way]
            text.setText(self._answer(way))
            leading(text, current())
        leading(self.title, current())


