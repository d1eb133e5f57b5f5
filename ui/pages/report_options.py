"""The options of a report: a form made from the declaration of the kind's options."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from locales import LANGUAGES, N_, _, current, language
from models.disclosure import AUDIENCES
from models.fields import Field
from models.fields import Kind as FieldKind
from models.vocabulary import vocabulary
from reports.kinds.kind import Kind
from ui.widgets.answers import label_of
from ui.widgets.editors import Editor, editor_for
from ui.widgets.plain_editors import LongTextEditor

MESSAGES, STORIES = "messages", "stories"


def option_fields(options: type[Any]) -> tuple[Field, ...]:
    """The fields that an options dataclass declares, in its order."""
    return tuple(
        dataclasses.replace(each.metadata["field"], name=each.name) for each in dataclasses.fields(options) if "field" in each.metadata
    )


class Part(QWidget):
    """One option or a pair of them, under its label."""

    changed = Signal()

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setProperty("kind", "section")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self.label)

    def values(self) -> dict[str, Any]:
        """The answers by field name."""
        raise NotImplementedError

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Take up what was chosen the last time, where that makes sense again."""

    def problem(self) -> str:
        return ""

    def retranslate(self) -> None:
        """Set the texts in the window's language."""


class ChoicePart(Part):
    """A short list of codes."""

    def __init__(self, field: Field, codes: Sequence[str], words_for: Callable[[str], str]) -> None:
        super().__init__((field.name,))
        self.field, self.codes, self._words_for = field, list(codes), words_for
        self.box = QComboBox()
        self.box.setMinimumHeight(32)
        self.box.addItems([""] * len(self.codes))
        self.label.setBuddy(self.box)
        self.column.addWidget(self.box)
        self.box.currentIndexChanged.connect(self.changed)

    def choose(self, code: str) -> None:
        self.box.setCurrentIndex(self.codes.index(code) if code in self.codes else 0)

    def restore(self, kept: Mapping[str, Any]) -> None:
        if kept.get(self.field.name) in self.codes:
            self.choose(kept[self.field.name])

    def values(self) -> dict[str, Any]:
        return {self.field.name: self.codes[max(0, self.box.currentIndex())]}

    def retranslate(self) -> None:
        self.label.setText(label_of(self.field, current()))
        self.box.setAccessibleName(self.label.text())
        for place, code in enumerate(self.codes):
            self.box.setItemText(place, self._words_for(code))


class TicksPart(Part):
    """Several codes, each a tick; all of them stand for no choice made."""

    def __init__(self, field: Field) -> None:
        super().__init__((field.name,))
        self.field = field
        self.ticks = {each.code: QCheckBox() for each in vocabulary(field.vocabulary).choices()}
        for tick in self.ticks.values():
            tick.setChecked(True)
            tick.toggled.connect(self.changed)
            self.column.addWidget(tick)

    def restore(self, kept: Mapping[str, Any]) -> None:
        chosen = kept.get(self.field.name)
        for code, tick in self.ticks.items():
            tick.setChecked(not chosen or code in chosen)

    def values(self) -> dict[str, Any]:
        ticked = tuple(code for code, tick in self.ticks.items() if tick.isChecked())
        return {self.field.name: None if len(ticked) == len(self.ticks) else ticked}

    def problem(self) -> str:
        return "" if any(tick.isChecked() for tick in self.ticks.values()) else _("Choose one section at least.")

    def retranslate(self) -> None:
        self.label.setText(label_of(self.field, current()))
        for code, tick in self.ticks.items():
            tick.setText(vocabulary(self.field.vocabulary).label(code, current()))


class PickPart(Part):
    """Some of what there is, which is known only once a paper was made; all of it where none is ticked off."""

    def __init__(self, field: Field) -> None:
        super().__init__((field.name,))
        self.field = field
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(120)
        self.label.setBuddy(self.list)
        self.column.addWidget(self.list)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """What can be chosen now, as (id, words); what was ticked off stays so."""
        off = {item.data(Qt.ItemDataRole.UserRole) for item in self._items() if item.checkState() != Qt.CheckState.Checked}
        known = [(item.data(Qt.ItemDataRole.UserRole), item.text()) for item in self._items()]
        if known == list(choices):
            return
        with QSignalBlocker(self.list):
            row = self.list.currentRow()
            self.list.clear()
            for code, text in choices:
                item = QListWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, code)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked if code in off else Qt.CheckState.Checked)
                self.list.addItem(item)
            self.list.setCurrentRow(max(0, row))

    def values(self) -> dict[str, Any]:
        ticked = tuple(item.data(Qt.ItemDataRole.UserRole) for item in self._items() if item.checkState() == Qt.CheckState.Checked)
        return {self.field.name: ticked if len(ticked) < self.list.count() else None}

    def problem(self) -> str:
        none = self.list.count() and not any(item.checkState() == Qt.CheckState.Checked for item in self._items())
        return _("Choose one story at least.") if none else ""

    def retranslate(self) -> None:
        self.label.setText(label_of(self.field, current()))
        self.list.setAccessibleName(self.label.text())


class TypedPart(Part):
    """An option that is typed, by the editor of its kind."""

    def __init__(self, field: Field) -> None:
        super().__init__((field.name,))
        self.field = field
        self.editor: Editor = editor_for(field, current(), declinable=False)
        self.label.setBuddy(self.editor.focus_target())
        self.column.addWidget(self.editor)
        self.editor.changed.connect(self.changed)

    def restore(self, kept: Mapping[str, Any]) -> None:
        if isinstance(kept.get(self.field.name), str):
            self.editor.set_raw(kept[self.field.name])

    def values(self) -> dict[str, Any]:
        return {self.field.name: self.editor.value()}

    def problem(self) -> str:
        found = self.editor.problem()
        self.editor.show_problem(found)
        return found

    def retranslate(self) -> None:
        self.label.setText(label_of(self.field, current()))
        self.editor.retranslate(current())


class MessagesPart(TypedPart):
    """Key messages. They begin as what the figures say and follow them until the volunteer edits them; emptied, they do so again."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.own = False
        self._suggested = ""
        self.editor.changed.connect(self._typed)

    def _typed(self) -> None:
        raw = self.editor.raw()
        self.own = bool(raw) and raw != self._suggested

    def restore(self, kept: Mapping[str, Any]) -> None:
        super().restore(kept)
        self._typed()

    def suggest(self, messages: Sequence[str]) -> None:
        """What the figures say, unless the volunteer has words of their own."""
        self._suggested = "\n".join(messages)
        if not self.own and not self.editor.focus_target().hasFocus():
            self.editor.set_raw(self._suggested or None)

    def set_language(self, code: str) -> None:
        """Messages stand in the direction of the report's language."""
        if isinstance(self.editor, LongTextEditor):
            self.editor.box.set_direction(language(code).direction == "rtl")

    def values(self) -> dict[str, Any]:
        return {self.field.name: self.editor.value() if self.own else None}


EVERYTHING, THIS_YEAR, LAST_YEAR, OWN = "everything", "this-year", "last-year", "own"
PERIODS: dict[str, str] = {
    EVERYTHING: N_("Everything we know"), THIS_YEAR: N_("This year"), LAST_YEAR: N_("Last year"), OWN: N_("From one day to another"),
}


class PeriodPart(Part):
    """From and to: a year by its name, or two days of one's own."""

    def __init__(self, first: Field, last: Field) -> None:
        super().__init__((first.name, last.name))
        self._fields = (first, last)
        self.box = QComboBox()
        self.box.setMinimumHeight(32)
        self.box.addItems([""] * len(PERIODS))
        self.label.setBuddy(self.box)
        self.column.addWidget(self.box)
        self.days = [TypedPart(first), TypedPart(last)]
        for day in self.days:
            day.label.setProperty("kind", "")
            self.column.addWidget(day)
            day.changed.connect(self.changed)
        self.box.currentIndexChanged.connect(self._chosen)
        self._fit()

    def chosen(self) -> str:
        return list(PERIODS)[max(0, self.box.currentIndex())]

    def _fit(self) -> None:
        for day in self.days:
            day.setVisible(self.chosen() == OWN)

    def _chosen(self) -> None:
        self._fit()
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        year = datetime.date.today().year - (1 if self.chosen() == LAST_YEAR else 0)
        if self.chosen() in (THIS_YEAR, LAST_YEAR):
            return {name: str(year) for name in self.names}
        if self.chosen() == OWN:
            return {**self.days[0].values(), **self.days[1].values()}
        return dict.fromkeys(self.names)

    def problem(self) -> str:
        return next((found for day in self.days if (found := day.problem())), "") if self.chosen() == OWN else ""

    def retranslate(self) -> None:
        self.label.setText(_("Period"))
        self.box.setAccessibleName(_("Period"))
        for place, text in enumerate(PERIODS.values()):
            self.box.setItemText(place, _(text))
        for day in self.days:
            day.retranslate()


def endonym(code: str) -> str:
    return language(code).endonym


def audiences_from(least: str) -> tuple[str, ...]:
    """The audiences a kind of report may be made for: its own, and stricter ones."""
    return AUDIENCES[AUDIENCES.index(least):]


class OptionsForm(QWidget):
    """All options of one kind of report. `changed` is emitted with every letter and choice."""

    changed = Signal()

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.parts: list[Part] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        fields = {each.name: each for each in option_fields(kind.options)}
        for name, field in fields.items():
            if name == "last" and "first" in fields:
                continue
            part = self._part(field, fields)
            self.parts.append(part)
            column.addWidget(part)
            part.changed.connect(self.changed)
        self._follow_language()
        self.changed.connect(self._follow_language)

    def _part(self, field: Field, fields: dict[str, Field]) -> Part:
        if field.name == "first" and "last" in fields:
            return PeriodPart(field, fields["last"])
        if field.name == "lang":
            part = ChoicePart(field, LANGUAGES, endonym)
            part.choose(current().code)
            return part
        if field.name == "audience":
            return ChoicePart(field, audiences_from(self.kind.audience), lambda code: vocabulary("audience").label(code, current()))
        if field.name == STORIES:
            return PickPart(field)
        if field.kind is FieldKind.CODES:
            return TicksPart(field)
        return MessagesPart(field) if field.name == MESSAGES else TypedPart(field)

    def part(self, name: str) -> Part:
        """The part that answers a field. Raises KeyError."""
        return {one: part for part in self.parts for one in part.names}[name]

    def problems(self) -> list[str]:
        """What makes no sense, said at its place too."""
        return [found for part in self.parts if (found := part.problem())]

    def options(self) -> Any:
        """The options as they stand; ask `problems` first."""
        values: dict[str, Any] = {}
        for part in self.parts:
            values |= part.values()
        return self.kind.options(**values)

    def kept(self) -> str:
        """What the volunteer chose, to be kept for the next time. The period isn't: next time it is another one."""
        values = {name: value for part in self.parts if not isinstance(part, PeriodPart | PickPart) for name, value in part.values().items()}
        return json.dumps(values, ensure_ascii=False, sort_keys=True)

    def restore(self, kept: str) -> None:
        """Take up what was kept; what a later release doesn't know any more is left alone."""
        try:
            values = json.loads(kept)
        except ValueError:
            return
        for part in self.parts:
            part.restore(values if isinstance(values, dict) else {})

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """What there is to choose among, for the kinds that ask."""
        for part in self.parts:
            if isinstance(part, PickPart):
                part.offer(choices)

    def suggest(self, messages: Sequence[str]) -> None:
        for part in self.parts:
            if isinstance(part, MessagesPart):
                part.suggest(messages)

    def _follow_language(self) -> None:
        code = getattr(self.options(), "lang", None) or "en"
        for part in self.parts:
            if isinstance(part, MessagesPart):
                part.set_language(code)

    def retranslate(self) -> None:
        for part in self.parts:
            part.retranslate()
