"""Step 1: five points said, four uses answered one by one, and how the answer was given. A no to the first ends it kindly."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from locales import M_, Words, _, current, iso, member_words
from locales.script import POINTS, point, use_question
from models.consent import ASKED_AT_INTAKE, GIVEN, KEEP, NOT_ASKED, REFUSED, Consent
from models.fields import Field
from models.record import declared_fields
from models.vocabulary import vocabulary
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.step import Setting, Step, Turned
from ui.widgets.buttons import button
from ui.widgets.chips import Chips
from ui.widgets.choice_editors import answer_keys
from ui.widgets.editors import Editor, editor_for
from ui.widgets.fitting import Fitting
from ui.widgets.form import Form
from ui.widgets.side_by_side import AskedTwice, SideBySide, leading, text_label

ANSWERS = (GIVEN, REFUSED, NOT_ASKED)
MEMBER_ANSWERS = {GIVEN: M_("Yes"), REFUSED: M_("No"), NOT_ASKED: M_("Not decided")}
OF_THE_SITTING = ("interpreter", "interpreter_name", "mode", "place", "present")


def _own_answer(value: str) -> str:
    return {GIVEN: _("Yes"), REFUSED: _("No"), NOT_ASKED: _("Not decided")}[value]


class UseRow(AskedTwice):
    """One use: asked in both languages, answered with Y, N or U; the key also goes on to the next."""

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use
        self.answer = Chips(ANSWERS, _own_answer)
        self.answer.setObjectName(f"consent.{use}")
        self.problem = text_label("danger")
        self.problem.hide()
        self.volunteer_box.removeWidget(self.question)
        self.question.setContentsMargins(0, 6, 0, 0)  # level with the words of the answers
        beside = Fitting(440)
        beside.add(self.question, 1)
        beside.add(self.answer)
        self.volunteer_box.addWidget(beside)
        self.volunteer_box.addWidget(self.problem)

    def translate(self, volunteer: Words, member: Words | None) -> None:
        asked = use_question(self.use, member_words(volunteer.code))
        self.ask(volunteer, member, asked, use_question(self.use, member) if member is not None else "")
        self.answer.set_letters({GIVEN: answer_keys("yes", volunteer), REFUSED: answer_keys("no", volunteer),
                                 NOT_ASKED: answer_keys("undecided", volunteer)})
        self.answer.renew()
        self.answer.name(asked)
        self.tell(member)

    def tell(self, member: Words | None) -> None:
        code = self.answer.code()
        self.read_back(member.gettext(MEMBER_ANSWERS[code]) if member is not None and code else "")


class TickAndWords(QWidget):
    """A tick box beside words that wrap; a press on the words ticks too."""

    def __init__(self, tick: QCheckBox, words: QLabel) -> None:
        super().__init__()
        self._tick = tick
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        words.setContentsMargins(0, 3, 0, 3)
        box.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(words, 1)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._tick.toggle()


class StopPanel(QFrame):
    """What is shown after a no to being kept: what will happen, one button to do it and one to go back."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.words = text_label()
        self.stop, self.back = button("primary", "consent.stop"), button()
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        buttons = Fitting(320)
        buttons.add(self.stop)
        buttons.add(self.back)
        box.addWidget(self.words)
        box.addWidget(buttons, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def retranslate(self) -> None:
        self.words.setText(_("That is all right. Nothing of this conversation is kept; only that somebody declined is counted. Thank them for "
                             "coming: help does not depend on the answer."))
        self.stop.setText(_("Stop here"))
        self.stop.setAccessibleDescription(self.words.text())
        self.back.setText(_("They changed their mind"))


class ConsentStep(Step):
    """`declined` is emitted when the person said no and the volunteer stops; `kept` when the first answer changes."""

    NAME = "consent"
    declined = Signal()
    kept = Signal()

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(intake, setting)
        self._member: Words | None = None
        self._head_say, self._head_ask, self._head_how = (QLabel(wordWrap=True) for _each in range(3))
        for head in (self._head_say, self._head_ask, self._head_how):
            head.setProperty("kind", "section")
        self._build_points()
        self._build_uses()
        self._build_how()
        self.load()

    # parts ------------------------------------------------------------------------------------------------------------

    def _build_points(self) -> None:
        self.box.addWidget(self._head_say)
        said = QVBoxLayout()
        said.setSpacing(2)
        self.box.addLayout(said)
        self._points: list[tuple[SideBySide, QCheckBox, QLabel, QLabel]] = []
        for number in range(len(POINTS)):
            row = SideBySide()
            tick = QCheckBox()
            tick.setObjectName(f"consent.point{number}")
            own, same = text_label(), text_label()
            own.setBuddy(tick)
            tick.toggled.connect(lambda _on: self.changed.emit())
            row.volunteer_box.addWidget(TickAndWords(tick, own))
            row.member_box.addWidget(same)
            self._points.append((row, tick, own, same))
            said.addWidget(row)
        self.say_all = button("quiet", "consent.all")
        self.say_all.clicked.connect(self.all_said)
        said.addWidget(self.say_all, 0, Qt.AlignmentFlag.AlignLeading)

    def _build_uses(self) -> None:
        self.box.addWidget(self._head_ask)
        self.uses: dict[str, UseRow] = {}
        self.stop = StopPanel()
        self.stop.stop.clicked.connect(self.declined)
        self.stop.back.clicked.connect(self._changed_mind)
        for use in ASKED_AT_INTAKE:
            row = UseRow(use)
            row.answer.picked.connect(lambda code, use=use: self._answered(use, code))
            row.answer.keyed.connect(lambda code, use=use: self._go_on(use, code))
            self.uses[use] = row
            self.box.addWidget(row)
            if use == KEEP:
                self.box.addWidget(self.stop)

    def _build_how(self) -> None:
        self.box.addWidget(self._head_how)
        self._how = Chips(tuple(each.code for each in vocabulary("consent-how").choices()), lambda code: _label("consent-how", code))
        self._by = Chips(tuple(each.code for each in vocabulary("given-by").choices()), lambda code: _label("given-by", code))
        for name, chips in (("how", self._how), ("given_by", self._by)):
            chips.setObjectName(f"consent.{name}")
            chips.picked.connect(self._how_changed)
        both = Fitting(560, spacing=32)
        both.add(self._how)
        both.add(self._by, 1)
        self.box.addWidget(both)
        self._beside: dict[str, tuple[QLabel, Editor]] = {}
        for each in declared_fields(Consent):
            if each.name in ("assent", "witness"):
                self._add_beside(each)
        sitting = {each.name: each for each in self.setting.fields["conversation"]}
        shown = [sitting[name] for name in OF_THE_SITTING] + [each for each in self.setting.fields["conversation"] if each.own]
        self.form = Form(shown, current(), declinable=False)
        for name, editor in self.form.editors.items():
            editor.focus_target().setObjectName(f"consent.{name}")
        self.form.changed.connect(self.changed)
        self.more = button("quiet", "consent.more")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._more_toggled)
        self.box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.addWidget(self.form)
        self.form.hide()

    def _add_beside(self, field: Field) -> None:
        label, editor = text_label(), editor_for(field, current(), declinable=False)
        editor.focus_target().setObjectName(f"consent.{field.name}")
        label.setBuddy(editor.focus_target())
        editor.changed.connect(self.changed)
        self._beside[field.name] = (label, editor)
        self.box.addWidget(label)
        self.box.addWidget(editor)

    # data -------------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        self.blockSignals(True)
        for number, (_row, tick, _own, _same) in enumerate(self._points):
            tick.setChecked(number in self.intake.said)
        for use, row in self.uses.items():
            row.answer.set_code(self.intake.uses.get(use, ""))
        self._how.set_code(self.intake.how)
        self._by.set_code(self.intake.given_by)
        for name, (_caption, editor) in self._beside.items():
            editor.set_raw(self.intake.beside.get(name))
        self.form.set_raw(self.intake.conversation)
        self.more.setChecked(bool(self.intake.conversation))
        self._show_needed()
        self.blockSignals(False)

    def store(self) -> None:
        self.intake.said = [number for number, (_row, tick, _own, _same) in enumerate(self._points) if tick.isChecked()]
        self.intake.uses = {use: row.answer.code() for use, row in self.uses.items() if row.answer.code()}
        self.intake.how, self.intake.given_by = self._how.code(), self._by.code()
        self.intake.beside = {name: raw for name, (_caption, editor) in self._beside.items() if (raw := editor.raw()) is not None}
        self.intake.conversation = self.form.raw()

    # acts -------------------------------------------------------------------------------------------------------------

    def all_said(self) -> None:
        """All five points were said: tick them, and go on to the first answer."""
        for _row, tick, _own, _same in self._points:
            tick.setChecked(True)
        unanswered = next((row for row in self.uses.values() if not row.answer.code()), self.uses[KEEP])
        unanswered.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self, use: str, _code: str) -> None:
        self.uses[use].tell(self._member)
        self.uses[use].problem.hide()
        self.store()
        self._show_needed()
        if use == KEEP:
            self.kept.emit()
        self.changed.emit()

    def _go_on(self, use: str, code: str) -> None:
        """A letter answers and goes on: to the next use, or to the button that stops kindly."""
        if use == KEEP and code == REFUSED:
            self.stop.stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        following = list(self.uses)[list(self.uses).index(use) + 1 :]
        if following:
            self.uses[following[0]].answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed_mind(self) -> None:
        self.uses[KEEP].answer.pick("")
        self.uses[KEEP].answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _how_changed(self, _code: str) -> None:
        self._show_needed()
        self.changed.emit()

    def _more_toggled(self, on: bool) -> None:
        self.form.setVisible(on)
        if on:
            next(iter(self.form.editors.values())).setFocus()

    def _show_needed(self) -> None:
        """Only what this consent needs: the assent of a child beside a guardian, a witness beside a thumbprint."""
        self.stop.setVisible(self.uses[KEEP].answer.code() == REFUSED)
        for name, needed in (("assent", self._by.code() == "guardian"), ("witness", self._how.code() == "thumbprint")):
            for part in self._beside[name]:
                part.setVisible(needed)

    def open_up(self, found: QWidget) -> None:
        if self.form.isAncestorOf(found):
            self.more.setChecked(True)

    def show_problem(self, place: str, sentence: str) -> None:
        row = self.uses.get(place.removeprefix("consent."))
        if row is None:
            super().show_problem(place, sentence)
            return
        row.problem.setText(f"⚠ {sentence}")
        row.problem.setVisible(bool(sentence))
        row.answer.button(GIVEN).setAccessibleDescription(sentence)

    def first(self) -> QWidget:
        return self.uses[KEEP].answer

    def state(self) -> str:
        return "✓" if self.intake.may_be_kept else ""

    # words ------------------------------------------------------------------------------------------------------------

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        self._member = member
        name = iso(self.setting.association) if self.setting.association else ""
        self._head_say.setText(_("Say these five points, and tick each as you say it"))
        self._head_ask.setText(_("Ask for each use by itself: Y yes, N no, U not decided"))
        self._head_how.setText(_("How the answers were given, and by whom"))
        for number, (row, tick, own, same) in enumerate(self._points):
            row.speak(volunteer, member)
            own.setText(f"{number + 1}.  {point(number, member_words(volunteer.code), name)}")
            tick.setAccessibleName(own.text())
            leading(own, volunteer)
            if member is not None:
                same.setText(f"{number + 1}.  {point(number, member, name)}")
                leading(same, member)
        self.say_all.setText(_("All five points are said (Alt+A)"))
        for each in self.uses.values():
            each.translate(volunteer, member)
        self.stop.retranslate()
        for chips, asks in ((self._how, _("How it was given")), (self._by, _("Given by"))):
            chips.renew()
            chips.name(asks)
        for label, editor in self._beside.values():
            editor.retranslate(volunteer)
            label.setText(_(editor.field.label))
        self.more.setText(_("More about this conversation: interpreter, place, who is here"))
        self.form.retranslate(volunteer)

    def turned(self, words: Words) -> Turned:
        """The whole script while nothing is answered; then the use that is being asked."""
        asked = next((row.use for row in self.uses.values() if row.answer.isAncestorOf(self.focusWidget() or row)), "")
        if asked and self.intake.said:
            return Turned(use_question(asked, words), tuple(words.gettext(MEMBER_ANSWERS[each]) for each in ANSWERS))
        name = iso(self.setting.association) if self.setting.association else ""
        return Turned("", tuple(f"{number + 1}.  {point(number, words, name)}" for number in range(len(POINTS))))


def _label(name: str, code: str) -> str:
    return vocabulary(name).label(code, current())
