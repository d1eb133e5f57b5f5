"""Step 4: needs, a row each: kind by its first letters, short words, urgency by a digit, a day by a digit, Enter for the next."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from locales import N_, Words, _, current, iso
from models.fields import Field
from models.need import due_after
from models.vocabulary import vocabulary
from ui.pages.conversation.earlier import EarlierNeeds
from ui.pages.conversation.intake import Intake, is_empty
from ui.pages.conversation.records import NO_KIND_OF_NEED
from ui.pages.conversation.row_step import RowStep
from ui.pages.conversation.step import Setting
from ui.widgets.chips import Chips
from ui.widgets.editors import editor_for
from ui.widgets.fitting import Fitting
from ui.widgets.form import Form
from ui.widgets.plain_editors import FiguresEditor, TextEditor
from ui.widgets.row_entry import Captioned, Row

URGENCY = {"U1": N_("Emergency"), "U2": N_("Urgent"), "U3": N_("Normal"), "U4": N_("No limit")}
DUE = {"today": N_("Today"), "week": N_("+1 week"), "fortnight": N_("+2 weeks"), "month": N_("+1 month")}
DAYS = {"today": 0, "week": 7, "fortnight": 14}


def due_on(chip: str, day: datetime.date) -> str:
    """The day a chip stands for; a month later is the same day of the next month, or its last."""
    if chip in DAYS:
        return (day + datetime.timedelta(days=DAYS[chip])).isoformat()
    year, month = divmod(day.year * 12 + day.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last)).isoformat()


class NeedRow(Row):
    """One need. The day it falls due follows the urgency until somebody chooses one."""

    def __init__(self, fields: Sequence[Field], day: str) -> None:
        super().__init__("needs")
        by_name = {each.name: each for each in fields}
        words = current()
        self._day = datetime.date.fromisoformat(day)
        self._id, self._by_hand = "", False
        self.kind = editor_for(by_name["category"], words, declinable=False)
        self.asked = TextEditor(by_name["asked"], words, declinable=False)
        self.urgency = Chips(tuple(URGENCY), lambda code: _(URGENCY[code]), full=lambda code: vocabulary("urgency").label(code, current()))
        self.due_chips = Chips(tuple(DUE), lambda code: _(DUE[code]))
        self.due = FiguresEditor(by_name["due"], words, declinable=False)
        self.step = editor_for(by_name["next_step"], words, declinable=False)
        self.stage = editor_for(by_name["stage"], words, declinable=False)
        self.own = Form([each for each in fields if each.own], words)
        self._name_parts()
        self._build()
        self._wire()

    def _name_parts(self) -> None:
        for name, part in (("category", self.kind.focus_target()), ("asked", self.asked.focus_target()),
                           ("urgency", self.urgency), ("due_chips", self.due_chips),
                           ("due", self.due.focus_target()), ("next_step", self.step.focus_target()), ("stage", self.stage.focus_target())):
            part.setProperty("part", name)
        for name, editor in self.own.editors.items():
            editor.focus_target().setProperty("part", name)

    def _build(self) -> None:
        self._captions = {
            "kind": Captioned(self.kind, self.kind.focus_target()), "asked": Captioned(self.asked, self.asked.focus_target()),
            "urgency": Captioned(self.urgency), "due": Captioned(self._due_part(), self.due_chips),
            "step": Captioned(self.step, self.step.focus_target()), "stage": Captioned(self.stage, self.stage.focus_target()),
        }
        for least, parts in ((520, (("kind", 2), ("asked", 3))), (800, (("urgency", 0), ("due", 1))), (520, (("step", 3), ("stage", 2)))):
            line = Fitting(least, spacing=24)
            for name, stretch in parts:
                line.add(self._captions[name], stretch)
            self.inside.addWidget(line)
        self.inside.addWidget(self.own)
        self.own.setVisible(bool(self.own.editors))
        self.inside.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)

    def _due_part(self) -> QWidget:
        part = Fitting(400, spacing=8)
        self.due.shorten(12)
        part.add(self.due_chips)
        part.add(self.due)
        part.align_start()
        return part

    def _wire(self) -> None:
        for editor in (self.kind, self.asked, self.step, self.stage):
            editor.changed.connect(self.changed)
        self.own.changed.connect(self.changed)
        self.urgency.picked.connect(self._urgency_picked)
        self.due_chips.picked.connect(self._due_picked)
        self.due.changed.connect(self._due_typed)

    def _urgency_picked(self, code: str) -> None:
        if not self._by_hand:
            self.due.set_raw(due_after(code or None, self._day))
            self._mark_due()
        self.changed.emit()

    def _due_picked(self, chip: str) -> None:
        self._by_hand = True
        self.due.set_raw(due_on(chip, self._day) if chip else None)
        self.changed.emit()

    def _due_typed(self) -> None:
        self._by_hand = True
        self._mark_due()
        self.changed.emit()

    def _mark_due(self) -> None:
        shown = self.due.raw()
        self.due_chips.set_code(next((chip for chip in DUE if due_on(chip, self._day) == shown), ""))

    def raw(self) -> dict[str, Any]:
        made = {"category": self.kind.raw(), "asked": self.asked.raw(), "urgency": self.urgency.code() or None, "due": self.due.raw(),
                "due_by_hand": self._by_hand, "next_step": self.step.raw(), "stage": self.stage.raw(), **self.own.raw()}
        return {"id": self._id, **{name: value for name, value in made.items() if value is not None}}

    def set_raw(self, kept: Mapping[str, Any]) -> None:
        from models.operation import new_id

        self._id = str(kept.get("id") or new_id())
        self._by_hand = bool(kept.get("due_by_hand"))
        for name, editor in (("category", self.kind), ("asked", self.asked), ("due", self.due), ("next_step", self.step), ("stage", self.stage)):
            editor.set_raw(kept.get(name))
        self.urgency.set_code(str(kept.get("urgency") or ""))
        self.own.set_raw(kept)
        self._mark_due()

    def empty(self) -> bool:
        return is_empty(self.raw())

    def unfinished(self) -> bool:
        return not self.empty() and not self.kind.raw()

    def complete(self) -> bool:
        missing = not self.kind.raw()
        self.kind.show_problem(_(NO_KIND_OF_NEED) if missing else self.kind.problem())
        self.due.show_problem(self.due.problem())
        if self.kind.shown_problem():
            self.kind.focus_target().setFocus()
        return not self.kind.shown_problem() and not self.due.shown_problem()

    def summary(self) -> str:
        words = current()
        kind = self.kind.value()
        due = self.due.value()
        parts = [vocabulary("need-category").label(str(kind), words) if kind else "", iso(self.asked.raw() or "") if self.asked.raw() else "",
                 _(URGENCY[self.urgency.code()]) if self.urgency.code() else "",
                 _("due {day}").format(day=iso(words.date(str(due), "medium"))) if due else ""]
        return " · ".join(each for each in parts if each)

    def first(self) -> QWidget:
        return self.kind.focus_target()

    def retranslate(self, words: Words) -> None:
        for editor in (self.kind, self.asked, self.due, self.step, self.stage):
            editor.retranslate(words)
        self.urgency.renew()
        self.due_chips.renew()
        self.urgency.name(_("Urgency"))
        self.due_chips.name(_("Due"))
        self.own.retranslate(words)
        for name, text in (("kind", _("Kind of need")), ("asked", _("In short words")), ("urgency", _("Urgency: 1 to 4")),
                           ("due", _("Due: 1 to 4, or a date")), ("step", _("First next step")), ("stage", _("Policy stage"))):
            self._captions[name].caption.setText(text)
        super().retranslate(words)


class NeedsStep(RowStep):
    """What was asked for before, the question in both languages, and the rows."""

    NAME, RECORD, ASKED = "needs", "need", "asked"
    ANOTHER = N_("Another need (Enter)")

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(intake, setting)
        self.earlier = EarlierNeeds(intake, setting.needs)
        self.earlier.changed.connect(self.changed)
        self.earlier.answered.connect(lambda: self.first().setFocus(Qt.FocusReason.OtherFocusReason))
        self.box.insertWidget(0, self.earlier)

    def new_row(self, fields: Sequence[Field]) -> NeedRow:
        return NeedRow(fields, self.intake.day)

    def first(self) -> QWidget:
        return self.earlier.unanswered() or super().first()

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        super().retranslate(volunteer, member)
        self.earlier.retranslate(volunteer)
