"""A form made from the declaration: a label and an editor for each field, a frozen record out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from locales import Words
from models.fields import Field, Value
from models.record import Record
from models.values import missing
from ui.widgets.answers import label_of, needed
from ui.widgets.choice_editors import Choices
from ui.widgets.editors import Editor, editor_for

R = TypeVar("R", bound=Record)


def filled(record: R, values: Mapping[str, Value], fields: Iterable[Field]) -> R:
    """The record with these answers: declared fields as attributes, own questions under `answers`."""
    own = {each.name for each in fields if each.own}
    answers = {**record.answers, **{name: value for name, value in values.items() if name in own}}
    kept = MappingProxyType({name: value for name, value in answers.items() if value is not None})
    return replace(record.with_values({name: value for name, value in values.items() if name not in own}), answers=kept)


def answer(record: Record, field: Field) -> Value:
    """A record's answer to a field, declared or own."""
    return record.answers.get(field.name) if field.own else getattr(record, field.name)


class Form(QWidget):
    """The fields given, one under the other, in one language and one direction. `changed` is emitted with every letter."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field], words: Words, *, declinable: bool | None = None,
                 choices: Mapping[str, Choices] | None = None) -> None:
        super().__init__()
        self.fields = tuple(each for each in fields if not each.system and not each.retired)
        self.words = words
        self.editors: dict[str, Editor] = {}
        self._labels: dict[str, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for field in self.fields:
            editor = editor_for(field, words, declinable=declinable, choices=(choices or {}).get(field.name))
            editor.setObjectName(f"field.{field.name}")
            editor.focus_target().setObjectName(f"input.{field.name}")
            editor.changed.connect(self.changed)
            label = QLabel(wordWrap=True)
            label.setBuddy(editor.focus_target())
            self.editors[field.name], self._labels[field.name] = editor, label
            box.addWidget(label)
            box.addWidget(editor)
            box.addSpacing(8)
        self.retranslate(words)

    def set_record(self, record: Record) -> None:
        """Show a record's answers."""
        for field in self.fields:
            self.editors[field.name].set_value(answer(record, field))

    def values(self) -> dict[str, Value]:
        """The answers by field name, in their three states."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def record(self, base: R) -> R:
        """The record with what the form says; ask `problems` first."""
        return filled(base, self.values(), self.fields)

    def problems(self, base: Record | None = None) -> list[tuple[Field, str]]:
        """What is wrong, field by field: answers that make no sense and, given the record, required ones that miss."""
        found = [(field, sentence) for field in self.fields if (sentence := self.editors[field.name].problem())]
        if base is not None:
            wrong = {field.name for field, _sentence in found}
            found += [(field, needed(field, self.words)) for field in missing(self.record(base), self.fields)
                      if field.name not in wrong]
        return found

    def show_problems(self, found: Iterable[tuple[Field, str]]) -> None:
        """Say at each field what is wrong with it, and go to the first."""
        said = {field.name: sentence for field, sentence in found}
        for name, editor in self.editors.items():
            editor.show_problem(said.get(name, ""))
        if said:
            self.focus_field(next(iter(said)))

    def focus_field(self, name: str) -> None:
        self.editors[name].focus_target().setFocus()

    def raw(self) -> dict[str, Any]:
        """What a draft keeps."""
        return {name: raw for name, editor in self.editors.items() if (raw := editor.raw()) is not None}

    def set_raw(self, kept: Mapping[str, Any]) -> None:
        for name, editor in self.editors.items():
            editor.set_raw(kept.get(name))

    def retranslate(self, words: Words) -> None:
        """Take the words of another language; every letter, the cursor and the focus stay."""
        self.words = words
        for field in self.fields:
            self._labels[field.name].setText(label_of(field, words))
            self.editors[field.name].retranslate(words)
