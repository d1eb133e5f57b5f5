"""Step 6: everything once more in both languages, as a list to go through with the person, with a way back to each line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from locales import M_, Words, _, current, iso, member_words
from locales.script import use_question
from models.ages import is_future
from models.consent import ASKED_AT_INTAKE, GIVEN, NOT_ASKED, REFUSED
from models.fields import Field, Kind
from models.need import Need, shown_kind
from models.values import to_json
from models.vocabulary import vocabulary
from ui.pages.conversation.about import is_asked
from ui.pages.conversation.earlier import became
from ui.pages.conversation.intake import Intake, is_empty
from ui.pages.conversation.records import Problem, with_due
from ui.pages.conversation.step import Setting, Step, Turned
from ui.widgets.answers import as_far_as_understood, is_declined, question_of
from ui.widgets.buttons import button
from ui.widgets.fitting import Fitting, forget
from ui.widgets.plain_editors import FiguresEditor
from ui.widgets.side_by_side import AskedTwice, leading, said, text_label

MOST_LETTERS = 400
"""How much of a story is read back; the rest is one press away."""
ASKED_BEFORE = M_("You asked for this before. Is it still so?")
TAKEN_AWAY = "—"
MAY_WE_PRINT = M_("May we print these words, without your name?")
CONSENT_WORDS = {GIVEN: M_("Yes"), REFUSED: M_("No"), NOT_ASKED: M_("Not decided")}


WHOLE_DAY = len("2026-03-31")


@dataclass(frozen=True)
class Line:
    """One thing that was told: where it is changed, and how it reads in a language."""

    step: str
    place: str
    question: Callable[[Words], str]
    answer: Callable[[Words], str]
    before: Callable[[Words], str] | None = None
    """What the record says of it, where a known person says otherwise now."""


def lines_of(intake: Intake, setting: Setting) -> list[Line]:
    """The check list, in the order of the steps; what wasn't asked isn't in it."""
    made = [_use_line(use, intake.uses.get(use, NOT_ASKED)) for use in ASKED_AT_INTAKE]
    for step, kind, raw in (("about", "member", intake.about), ("story", "story", intake.story)):
        for field in setting.fields[kind]:
            if step == "about" and not is_asked(field):
                continue  # it stands in the record of a known person, and nobody speaks of it now
            before = intake.before.get(field.name) if step == "about" and field.name in intake.changed() else None
            if (raw.get(field.name) is not None or before is not None) and field.name != "language" and not field.system:
                made.append(_field_line(step, f"{step}.{field.name}", field, raw.get(field.name), before))
    made += [_quote_line(each["text"]) for each in intake.quotes]
    made += [_earlier_line(number, need, intake.earlier[need.id], setting.fields["need"])
             for number, need in enumerate(setting.needs) if need.id in intake.earlier]
    for number, row in enumerate(intake.needs):
        if not is_empty(row):
            made.append(_row_line("needs", number, setting.fields["need"], with_due(row, intake.day), ("category", "asked", "urgency", "due")))
    for number, row in enumerate(intake.gives):
        if not is_empty(row):
            made.append(_row_line("gives", number, setting.fields["contribution"], row, ("type", "what", "hours", "since")))
    return made


def _use_line(use: str, value: str) -> Line:
    return Line("consent", f"consent.{use}", lambda words: use_question(use, words), lambda words: words.gettext(CONSENT_WORDS[value]))


def _quote_line(text: str) -> Line:
    return Line("story", "story.mark", lambda words: words.gettext(MAY_WE_PRINT), lambda _words: f"“{iso(text)}”")


def _field_line(step: str, place: str, field: Field, raw: Any, before: Any = None) -> Line:
    return Line(step, place, lambda words: question_of(field, words), lambda words: TAKEN_AWAY if raw is None else _answer(field, raw, words),
                (lambda words: _answer(field, before, words)) if before is not None else None)


def _earlier_line(number: int, need: Need, code: str, fields: Sequence[Field]) -> Line:
    """A need told before, and what became of it. Its kind stands as its group where it is a sensitive one."""
    kind = next(each for each in fields if each.name == "category")
    shown = shown_kind(need.category, opened=False)

    def answer(words: Words) -> str:
        named = vocabulary("need-category").label(shown, words) if shown != need.category else said(kind, need.category, words)
        return f"{named} · {became(code, words)}"

    return Line("needs", f"needs.earlier{number}", lambda words: words.gettext(ASKED_BEFORE), answer)


def _row_line(step: str, number: int, fields: Sequence[Field], row: dict[str, Any], names: tuple[str, ...]) -> Line:
    by_name = {each.name: each for each in fields}
    asked = by_name["asked" if step == "needs" else "what"]

    def told(words: Words) -> str:
        parts = [_answer(by_name[name], row.get(name), words) for name in names if row.get(name) is not None]
        parts += [_answer(each, row[each.name], words) for each in fields if each.own and row.get(each.name) is not None]
        return " · ".join(part for part in parts if part)

    return Line(step, f"{step}.{number}.{names[0]}", lambda words: question_of(asked, words), told)


def _answer(field: Field, raw: Any, words: Words) -> str:
    """An answer in a language, what was typed by hand as it is; what makes no answer is shown as it stands too."""
    value = as_far_as_understood(field, raw)
    shown = said(field, value, words)
    if shown or is_declined(raw):
        return shown
    if value is None:
        return iso(raw.get("typed", "")) if isinstance(raw, dict) else iso(raw)
    if field.kind in (Kind.NUMBER, Kind.QUANTITY, Kind.SCORE):
        return words.number(value)
    text = str(to_json(field, value))
    return iso(text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rsplit(" ", 1)[0] + " …")


class CheckLine(AskedTwice):
    """A line of the list: question and answer in both languages, and a button that leads back to it."""

    def __init__(self, line: Line) -> None:
        super().__init__("muted")
        self.line = line
        self.told, self.earlier = text_label(), text_label("muted")
        self.earlier.setVisible(line.before is not None)
        self.answered.setProperty("kind", "")
        self.change = button("quiet")
        self.volunteer_box.removeWidget(self.question)
        beside = Fitting(200)
        words = QWidget()
        box = QVBoxLayout(words)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.question)
        box.addWidget(self.told)
        box.addWidget(self.earlier)
        beside.add(words, 1)
        beside.add(self.change)
        self.volunteer_box.addWidget(beside)

    def translate(self, volunteer: Words, member: Words | None) -> None:
        own = member_words(volunteer.code)
        self.ask(volunteer, member, self.line.question(own), self.line.question(member) if member is not None else "")
        self.told.setText(self.line.answer(volunteer))
        leading(self.told, volunteer)
        if self.line.before is not None:
            self.earlier.setText(_("Before: {answer}").format(answer=self.line.before(volunteer)))
            leading(self.earlier, volunteer)
        self.read_back(self.line.answer(member) if member is not None else "")
        self.change.setText(_("Change"))
        self.change.setAccessibleName(_("Change: {question}").format(question=self.question.text()))


class ReviewStep(Step):
    """`change` asks for a step and an input, `with_receipt` to save and to print what was agreed."""

    NAME = "review"
    change = Signal(str, str)
    with_receipt = Signal()

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(intake, setting)
        self._trouble = QFrame()
        self._trouble.setProperty("bar", "trouble")
        self._trouble_box = QVBoxLayout(self._trouble)
        self._head = text_label("muted")
        self._gentle = text_label("muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.box.addWidget(self._trouble)
        self._trouble.hide()
        self.box.addWidget(self._head)
        self.box.addLayout(self._list)
        self.box.addWidget(self._gentle)
        self.day_name = text_label("section")
        day = next(each for each in setting.fields["conversation"] if each.name == "date")
        self.day = FiguresEditor(day, current(), declinable=False)
        self.day.focus_target().setObjectName("review.day")
        self.day_name.setBuddy(self.day.focus_target())
        self.day_note = text_label("muted")
        self.day.changed.connect(self._day_typed)
        for part in (self.day_name, self.day, self.day_note):
            self.box.addWidget(part)
        self.receipt = button(name="review.receipt")
        self.receipt.clicked.connect(self.with_receipt)
        self.box.addWidget(self.receipt, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines: list[CheckLine] = []
        self._volunteer: Words = current()
        self._member: Words | None = None

    def load(self) -> None:
        """Make the list anew from the intake."""
        for each in self._lines:
            self._list.removeWidget(each)
            forget(each)
        self._lines = [CheckLine(line) for line in lines_of(self.intake, self.setting)]
        for each in self._lines:
            each.change.clicked.connect(lambda _on=False, line=each.line: self.change.emit(line.step, line.place))
            self._list.addWidget(each)
        self.day.set_raw(self.intake.day if self.intake.day_typed is None else self.intake.day_typed)
        self.retranslate(self._volunteer, self._member)

    def _day_typed(self) -> None:
        """A conversation that was written on paper bears the day of the paper, and so do its consents."""
        typed = str(self.day.raw() or "")
        value = as_far_as_understood(self.day.field, typed)
        whole = isinstance(value, str) and len(value) == WHOLE_DAY and not is_future(value, datetime.date.today())
        self.intake.day, self.intake.day_typed = (str(value), None) if whole else (self.intake.day, typed)
        self.changed.emit()

    def show_problems(self, found: Sequence[Problem]) -> None:
        """The list of what is to be mended, on top and with the focus; each line leads to its input."""
        while (item := self._trouble_box.takeAt(0)) is not None:
            forget(item.widget())
        self._trouble.setVisible(bool(found))
        if not found:
            return
        head = QLabel(_("Please mend this first; then save again:"), wordWrap=True)
        head.setProperty("kind", "section")
        self._trouble_box.addWidget(head)
        buttons = []
        for each in found:
            leads = button("quiet")
            leads.setText(f"⚠ {each.sentence}")
            leads.setAccessibleName(each.sentence)
            leads.setToolTip(each.sentence)  # a button doesn't wrap
            leads.clicked.connect(lambda _on=False, at=each: self.change.emit(at.step, at.place))
            self._trouble_box.addWidget(leads, 0, Qt.AlignmentFlag.AlignLeading)
            buttons.append(leads)
        buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(0)

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        self._volunteer, self._member = volunteer, member
        self._head.setText(_("Read this to the person. Nothing is sent anywhere; it is kept on this laptop, locked."))
        for each in self._lines:
            each.translate(volunteer, member)
        self.day_name.setText(_("Day of the conversation"))
        self.day.focus_target().setAccessibleName(self.day_name.text())
        self.day_note.setText(_("Another day where a paper form is typed in: the day that stands on the paper."))
        self.receipt.setText(_("Save and print a receipt (Ctrl+P)"))
        unsaid = 5 - len(self.intake.said)
        self._gentle.setText(_("Not all five points of the script are ticked as said.") if unsaid else "")
        self._gentle.setVisible(bool(unsaid))

    def turned(self, words: Words) -> Turned:
        lines = tuple(f"{line.question(words)}\n{line.answer(words)}" for line in lines_of(self.intake, self.setting))
        return Turned(words.gettext(M_("Is this what you told us?")), lines)
