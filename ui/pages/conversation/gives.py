"""Step 5: what the person gives, a row each: kind by its first letters, short words, hours a month, since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from locales import N_, Words, _, current, iso, ngettext
from models.fields import Field
from models.operation import new_id
from models.vocabulary import vocabulary
from ui.pages.conversation.intake import is_empty
from ui.pages.conversation.records import NO_KIND_OF_GIFT
from ui.pages.conversation.row_step import RowStep
from ui.widgets.editors import editor_for
from ui.widgets.fitting import Fitting
from ui.widgets.form import Form
from ui.widgets.plain_editors import FiguresEditor, TextEditor
from ui.widgets.row_entry import Captioned, Row


class GiftRow(Row):
    """One contribution."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__("gives")
        by_name = {each.name: each for each in fields}
        words = current()
        self._id = ""
        self.kind = editor_for(by_name["type"], words, declinable=False)
        self.what = TextEditor(by_name["what"], words, declinable=False)
        self.hours = FiguresEditor(by_name["hours"], words, declinable=False)
        self.since = FiguresEditor(by_name["since"], words, declinable=False)
        self.own = Form([each for each in fields if each.own], words)
        self._editors = {"type": self.kind, "what": self.what, "hours": self.hours, "since": self.since}
        self._captions = {name: Captioned(editor, editor.focus_target()) for name, editor in self._editors.items()}
        first, second = Fitting(520, spacing=24), Fitting(420, spacing=24)
        first.add(self._captions["type"], 2)
        first.add(self._captions["what"], 3)
        second.add(self._captions["hours"], 1)
        second.add(self._captions["since"], 1)
        for line in (first, second, self.own):
            self.inside.addWidget(line)
        self.inside.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        self.own.setVisible(bool(self.own.editors))
        for name, editor in {**self._editors, **self.own.editors}.items():
            editor.focus_target().setProperty("part", name)
            editor.changed.connect(self.changed)

    def raw(self) -> dict[str, Any]:
        made = {name: editor.raw() for name, editor in self._editors.items()} | self.own.raw()
        return {"id": self._id, **{name: value for name, value in made.items() if value is not None}}

    def set_raw(self, kept: Mapping[str, Any]) -> None:
        self._id = str(kept.get("id") or new_id())
        for name, editor in self._editors.items():
            editor.set_raw(kept.get(name))
        self.own.set_raw(kept)

    def empty(self) -> bool:
        return is_empty(self.raw())

    def complete(self) -> bool:
        for editor in self._editors.values():
            editor.show_problem(editor.problem())
        if not self.kind.raw():
            self.kind.show_problem(_(NO_KIND_OF_GIFT))
        wrong = next((editor for editor in self._editors.values() if editor.shown_problem()), None)
        if wrong is not None:
            wrong.focus_target().setFocus()
        return wrong is None

    def summary(self) -> str:
        words = current()
        kind, hours, since = self.kind.value(), self.hours.value(), self.since.value()
        parts = [vocabulary("contribution-type").label(str(kind), words) if kind else "", iso(self.what.raw()) if self.what.raw() else "",
                 ngettext("{n} hour a month", "{n} hours a month", int(hours)).format(n=words.number(hours)) if hours else "",  # type: ignore[arg-type]
                 _("since {day}").format(day=iso(words.date(str(since)))) if since else ""]
        return " · ".join(each for each in parts if each)

    def first(self) -> QWidget:
        return self.kind.focus_target()

    def retranslate(self, words: Words) -> None:
        for editor in self._editors.values():
            editor.retranslate(words)
        self.own.retranslate(words)
        for name, text in (("type", _("Kind of contribution")), ("what", _("In short words")), ("hours", _("Hours a month")), ("since", _("Since"))):
            self._captions[name].caption.setText(text)
        super().retranslate(words)


class GivesStep(RowStep):
    """The question in both languages, and the rows."""

    NAME, RECORD, ASKED = "gives", "contribution", "what"
    ANOTHER = N_("Another contribution (Enter)")

    def new_row(self, fields: Sequence[Field]) -> GiftRow:
        return GiftRow(fields)
