"""Step 1: five points said, four uses answered one by one, and how the answer was given. A no to the first ends it kindly."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from locales import Words, _, current, iso, member_words
from locales.script import POINTS, point, use_question
from models.consent import ASKED_AT_INTAKE, GIVEN, KEEP, REFUSED, Consent
from models.fields import Field
from models.record import declared_fields
from models.vocabulary import vocabulary
from ui.pages.conversation.asking import ANSWERS, MEMBER_ANSWERS, StopPanel, TickAndWords, UseRow
from ui.pages.conversation.intake import ALONE, CHILD, GUARDIAN, SELF, Intake
from ui.pages.conversation.speaking import ASK_THE_CHILD, SAYS, ForChild, Mode
from ui.pages.conversation.step import Setting, Step, Turned
from ui.widgets.buttons import button
from ui.widgets.chips import Chips
from ui.widgets.editors import Editor, editor_for
from ui.widgets.fitting import Fitting
from ui.widgets.form import Form
from ui.widgets.side_by_side import SideBySide, leading, text_label

IN_THE_FORM = ("place", "present")


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
        self.mode, self.child = Mode(), ForChild()
        self.mode.picked.connect(self._mode_picked)
        self.child.changed.connect(self._child_changed)
        self.box.addWidget(self.mode)
        self._build_points()
        self.box.addWidget(self.child)
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
            if each.name == "witness":
                self._add_beside(each)
        sitting = {each.name: each for each in self.setting.fields["conversation"]}
        shown = [sitting[name] for name in IN_THE_FORM] + [each for each in self.setting.fields["conversation"] if each.own]
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
        self.mode.chips.set_code(self.intake.mode)
        self.child.load(self.intake)
        self.form.set_raw(self.intake.conversation)
        self.more.setChecked(bool(self.form.raw()))
        self._show_needed()
        self.blockSignals(False)

    def store(self) -> None:
        self.intake.said = [number for number, (_row, tick, _own, _same) in enumerate(self._points) if tick.isChecked()]
        self.intake.uses = {use: row.answer.code() for use, row in self.uses.items() if row.answer.code()}
        self.intake.how, self.intake.given_by = self._how.code(), self._by.code()
        self.intake.beside = {name: raw for name, (_caption, editor) in self._beside.items() if (raw := editor.raw()) is not None}
        self.intake.beside |= self.child.raw()
        above = {name: raw for name, raw in self.intake.conversation.items() if name not in self.form.editors}
        self.intake.conversation = {**above, "mode": self.mode.chips.code(), **self.form.raw()}

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
        if self.uses[KEEP].answer.code() != REFUSED:  # it was the child who said no
            self.child.says.pick("")
            self.child.says.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.uses[KEEP].answer.pick("")
        self.uses[KEEP].answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _how_changed(self, _code: str) -> None:
        self.store()
        self._show_needed()
        self.changed.emit()

    def _mode_picked(self, code: str) -> None:
        """For a child a guardian answers; whoever speaks for themselves does so again when that was a slip."""
        was_child = self.intake.mode == CHILD
        if not code:
            self.mode.chips.set_code(ALONE)
        if code == CHILD or was_child:
            self._by.set_code(GUARDIAN if code == CHILD else SELF)
        self.mode.retranslate(current())
        self._how_changed(code)

    def _child_changed(self) -> None:
        self.store()
        self.child.retranslate(current(), self._member)
        self._how_changed("")

    def _more_toggled(self, on: bool) -> None:
        self.form.setVisible(on)
        if on:
            next(iter(self.form.editors.values())).setFocus()

    def _show_needed(self) -> None:
        """Only what this consent needs: a guardian and the child's own word, a witness beside a thumbprint."""
        for_child = self.intake.for_child
        self.stop.setVisible(self.uses[KEEP].answer.code() == REFUSED or (for_child and self.intake.child_lacks == "refused"))
        self.child.setVisible(for_child)
        self.child.tell(self.intake)
        for part in self._beside["witness"]:
            part.setVisible(self._how.code() == "thumbprint")

    def open_up(self, found: QWidget) -> None:
        if self.form.isAncestorOf(found):
            self.more.setChecked(True)

    def clear_problems(self) -> None:
        super().clear_problems()
        self.child.show_problem("consent.child_says", "")

    def show_problem(self, place: str, sentence: str) -> None:
        row = self.uses.get(place.removeprefix("consent."))
        if row is None:
            if place in ("consent.guardian", "consent.child_says"):
                self.child.show_problem(place, sentence)
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
        for use, each in self.uses.items():
            each.translate(volunteer, member)
            each.tell_before(self.intake.standing.get(use, ""), self.intake.said_on.get(use, ""))
        self.mode.retranslate(volunteer)
        self.child.retranslate(volunteer, member)
        self.child.tell(self.intake)
        self.stop.retranslate(known=self.intake.known)
        for chips, asks in ((self._how, _("How it was given")), (self._by, _("Given by"))):
            chips.renew()
            chips.name(asks)
        for label, editor in self._beside.values():
            editor.retranslate(volunteer)
            label.setText(_(editor.field.label))
        self.more.setText(_("More about this conversation: place, who is here"))
        self.form.retranslate(volunteer)

    def turned(self, words: Words) -> Turned:
        """The whole script while nothing is answered; then the use that is being asked."""
        focus = self.focusWidget()
        if focus is not None and self.child.isAncestorOf(focus):
            return Turned(words.gettext(ASK_THE_CHILD), tuple(words.gettext(each) for each in SAYS.values()))
        asked = next((row.use for row in self.uses.values() if row.answer.isAncestorOf(focus or row)), "")
        if asked and self.intake.said:
            return Turned(use_question(asked, words), tuple(words.gettext(MEMBER_ANSWERS[each]) for each in ANSWERS))
        name = iso(self.setting.association) if self.setting.association else ""
        return Turned("", tuple(f"{number + 1}.  {point(number, words, name)}" for number in range(len(POINTS))))


def _label(name: str, code: str) -> str:
    return vocabulary(name).label(code, current())
