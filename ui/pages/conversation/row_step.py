"""The base of a step that is a question and rows: what the person needs, what the person gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from locales import Words, current, member_words
from models.fields import Field
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.step import Setting, Step, Turned
from ui.widgets.answers import question_of
from ui.widgets.row_entry import Row, RowEntry
from ui.widgets.side_by_side import AskedTwice

__all__ = ["RowStep"]


class RowStep(Step):
    """A question in both languages, and a row for each answer. `ASKED` is the field of `RECORD` whose question is put."""

    RECORD: ClassVar[str] = ""
    ASKED: ClassVar[str] = ""
    ANOTHER: ClassVar[str] = ""
    """The msgid of the button for one more row."""

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(intake, setting)
        fields = [each for each in setting.fields[self.RECORD] if not each.retired]
        self._field = next(each for each in fields if each.name == self.ASKED)
        self.asked = AskedTwice("section")
        self.rows = RowEntry(lambda: self.new_row(fields))
        self.rows.changed.connect(self.changed)
        self.box.addWidget(self.asked)
        self.box.addWidget(self.rows)
        self.load()

    def new_row(self, fields: Sequence[Field]) -> Row:
        """An empty row."""
        raise NotImplementedError

    def _kept(self) -> list[dict[str, Any]]:
        """The part of the intake that the rows are. The steps are called what their part is."""
        found: list[dict[str, Any]] = getattr(self.intake, self.NAME)
        return found

    def load(self) -> None:
        self.rows.set_rows(self._kept())

    def store(self) -> None:
        setattr(self.intake, self.NAME, self.rows.raw())

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        self.asked.ask(volunteer, member, question_of(self._field, member_words(volunteer.code)),
                       question_of(self._field, member) if member is not None else "")
        self.rows.another.setText(current().gettext(self.ANOTHER))
        self.rows.retranslate(volunteer)

    def open_up(self, found: QWidget) -> None:
        row = self.rows.row_of(found)
        if row is not None and not row.is_open():
            self.rows.open(row)

    def first(self) -> QWidget:
        return self.rows.first()

    def state(self) -> str:
        return str(len(self._kept())) if self._kept() else ""

    def turned(self, words: Words) -> Turned:
        return Turned(question_of(self._field, words))
