"""Editors for one code, several codes, yes or no, and references to other records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from locales import N_, Words, iso
from models.fields import Field, Value
from models.values import options_of
from ui.widgets.buttons import chip
from ui.widgets.chips import Chips
from ui.widgets.chooser import Choice, Chooser, choices_of
from ui.widgets.editor import Editor
from ui.widgets.fitting import Wrapped, forget

Choices = Callable[[], Sequence[Choice]]

YES, NO = N_("Yes"), N_("No")
UNKNOWN = N_("This Raddir doesn't know what was chosen here; it stays as it is unless you choose something else.")


def field_choices(field: Field, words: Words) -> tuple[Choice, ...]:
    """What a field offers: its vocabulary, or the answers of an own question in a language (or the nearest it has)."""
    if field.options:
        return tuple(Choice(code, labels.get(words.code) or labels.get("en") or next(iter(labels.values()), code), (str(number),))
                     for number, (code, labels) in enumerate(field.options.items(), 1))
    listed = options_of(field)
    return choices_of(listed, words) if listed is not None else ()


def field_label(field: Field, code: str, words: Words) -> str:
    """What a code of a field is called, also one that is no longer offered; an unknown one is shown as it is."""
    if field.options:
        labels = field.options.get(code, {})
        return labels.get(words.code) or labels.get("en") or next(iter(labels.values()), code)
    listed = options_of(field)
    return listed.label(code, words) if listed is not None else code


class CodeEditor(Editor):
    """One code, or one other record, by typing."""

    def __init__(self, field: Field, words: Words, *, declinable: bool | None = None, choices: Choices | None = None) -> None:
        self._given = choices
        self._unknown: Any = None
        self._kept: Value = None
        super().__init__(field, words, declinable=declinable)

    # A code that another release or another association wrote stays as it is until somebody chooses another one.

    def set_value(self, value: Value) -> None:
        super().set_value(value)
        self._unknown, self._kept = None, value
        if super().problem():
            self._unknown = self.raw()
        self._say_unknown()

    def value(self) -> Value:
        return self._kept if self._is_kept() else super().value()

    def problem(self) -> str:
        return "" if self._is_kept() else super().problem()

    def retranslate(self, words: Words) -> None:
        super().retranslate(words)
        if self._is_kept():
            self._say_unknown()

    def _is_kept(self) -> bool:
        return self._unknown is not None and self.raw() == self._unknown

    def _say_unknown(self) -> None:
        self.show_problem(self.words.gettext(UNKNOWN) if self._unknown is not None else "")

    def _choices(self) -> Sequence[Choice]:
        return self._given() if self._given is not None else field_choices(self.field, self.words)

    def _name_of(self, code: str) -> str:
        return field_label(self.field, code, self.words)

    def _make_input(self) -> QWidget:
        self.chooser = Chooser(self._choices, self._name_of)
        self.chooser.picked.connect(lambda _code: self._tell())
        self.chooser.edited.connect(self._tell)
        return self.chooser

    def _read(self) -> Any:
        return self.chooser.code() or ({"typed": self.chooser.unknown()} if self.chooser.unknown() else None)

    def _write(self, raw: Any) -> None:
        if isinstance(raw, dict):
            self.chooser.set_typed(str(raw.get("typed", "")))
        elif (raw or "") != self.chooser.code() or self.chooser.unknown():
            self.chooser.set_code(str(raw or ""))

    def _relabel(self) -> None:
        self.chooser.renew()


class CodesEditor(CodeEditor):
    """Several codes: each picked one becomes a chip that a press takes away again; Backspace in the empty line the last one."""

    def _make_input(self) -> QWidget:
        self._picked: list[str] = []
        whole = QWidget()
        self._chips = Wrapped()
        self._chips.hide()
        self.chooser = Chooser(self._left)
        self.chooser.picked.connect(self._add)
        self.chooser.edited.connect(self._tell)
        self.chooser.installEventFilter(self)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.chooser)
        box.addWidget(self._chips)
        return whole

    def focus_target(self) -> QWidget:
        return self.chooser

    def _left(self) -> Sequence[Choice]:
        return [each for each in self._choices() if each.code not in self._picked]

    def _add(self, code: str) -> None:
        if code:
            self._picked.append(code)
            self.chooser.set_code("")
            self._show_picked()
        self._tell()

    def _remove(self, code: str) -> None:
        self._picked.remove(code)
        self._show_picked()
        self.chooser.setFocus()
        self._tell()

    def _show_picked(self) -> None:
        self.chooser.renew()
        for each in self._chips.findChildren(QPushButton):
            each.setParent(None)
            forget(each)
        labels = {each.code: each.label for each in self._choices()} if self._picked else {}
        labels = {code: labels.get(code) or self._name_of(code) for code in self._picked}
        for code in self._picked:
            shown = chip(stays=False)
            shown.setText(f"{labels[code]}  ✕")
            shown.setAccessibleName(self.words.gettext(REMOVE).format(what=iso(labels[code])))
            shown.setToolTip(shown.accessibleName())
            shown.clicked.connect(lambda _checked=False, code=code: self._remove(code))
            self._chips.add(shown)
        self._chips.setVisible(bool(self._picked))

    def _read(self) -> Any:
        if self.chooser.unknown():
            return {"picked": list(self._picked), "typed": self.chooser.unknown()}
        return list(self._picked) or None

    def _write(self, raw: Any) -> None:
        typed = str(raw.get("typed", "")) if isinstance(raw, dict) else ""
        picked = raw.get("picked", []) if isinstance(raw, dict) else raw or []
        self._picked = [str(each) for each in picked]
        self.chooser.set_typed(typed)
        self._show_picked()

    def _relabel(self) -> None:
        self._show_picked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backspace \
                and watched is self.chooser and not self.chooser.text() and self._picked:
            self._remove(self._picked[-1])
            return True
        return super().eventFilter(watched, event)


REMOVE = N_("Take away {what}")


class YesNoEditor(Editor):
    """Yes or no, by Y and N, by 1 and 2, by a click; pressing the answer again takes it back."""

    def _make_input(self) -> QWidget:
        self.chips = Chips(("yes", "no"), self._label)
        self.chips.picked.connect(lambda _code: self._tell())
        return self.chips

    def _label(self, code: str) -> str:
        return self.words.gettext(YES if code == "yes" else NO)

    def _read(self) -> Any:
        return {"yes": True, "no": False}.get(self.chips.code())

    def _write(self, raw: Any) -> None:
        self.chips.set_code("" if raw is None else "yes" if raw else "no")

    def _relabel(self) -> None:
        self.chips.set_letters({"yes": answer_keys("yes", self.words), "no": answer_keys("no", self.words)})
        self.chips.renew()

    def name(self, label: str) -> None:
        self.chips.name(label)


def answer_keys(answer: str, words: Words) -> tuple[str, ...]:
    """The letters that answer yes, no or undecided: the Latin ones always, and those of the window's language."""
    from locales import NP_

    own = {"yes": NP_("key for an answer", "Y"), "no": NP_("key for an answer", "N"), "undecided": NP_("key for an answer", "U")}[answer]
    return tuple({own, words.pgettext("key for an answer", own)})
