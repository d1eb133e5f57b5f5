"""Step 2: who the person is, made from the declaration: every field of a member that has a question, and the own questions.

A few stand open; the others wait behind one button, so that the volunteer looks at the person and not at a page of boxes.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from locales import Words, _, current, iso, ngettext
from models.fields import Field, Kind
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.step import Setting, Step, Turned, row_in_focus
from ui.widgets.answers import question_of
from ui.widgets.buttons import button
from ui.widgets.editors import editor_for, field_choices
from ui.widgets.maybe_known import MaybeKnown
from ui.widgets.side_by_side import AskedField

OPEN = ("label", "preferred_language", "age_band", "gender", "gender_words", "arrived", "region")
"""What is seen at once; own questions stand with them, since somebody chose to ask them."""
MOST_LINES = 14
"""The longest list of answers that a turned screen shows."""


def is_asked(field: Field) -> bool:
    """Whether a member is asked for it in a conversation."""
    return bool(field.question or field.own or field.name == "gender_words")


class AboutStep(Step):
    """`language_chosen` tells the person's language, so that the second column can follow it."""

    NAME = "about"
    language_chosen = Signal(str)

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(intake, setting)
        self._head = QLabel(wordWrap=True)
        self._head.setProperty("kind", "muted")
        self.box.addWidget(self._head)
        fields = [each for each in setting.fields["member"] if not each.retired and not each.system]
        asked = [each for each in fields if is_asked(each)]
        self.rows: dict[str, AskedField] = {}
        self.maybe = MaybeKnown()
        self._open = [each for each in asked if each.own or each.name in OPEN]
        self._later = [each for each in asked if each not in self._open]
        for each in self._open:
            self._add(each)
            if each.name == "label":
                self.box.addWidget(self.maybe)
        self.more = button("quiet", "about.more")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._more_toggled)
        self.box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        for each in self._later:
            self._add(each)
        self.load()

    def _add(self, field: Field) -> None:
        editor = editor_for(field, current())
        editor.focus_target().setObjectName(f"about.{field.name}")
        editor.declined.setObjectName(f"about.{field.name}.declined")
        row = AskedField(field, editor)
        editor.changed.connect(lambda name=field.name: self._changed(name))
        self.rows[field.name] = row
        self.box.addWidget(row)

    def _changed(self, name: str) -> None:
        if name == "preferred_language":
            value = self.rows[name].editor.value()
            if isinstance(value, str):
                self.language_chosen.emit(value)
        if name == "gender":
            self._show_wanted()
        self.changed.emit()

    def _show_wanted(self) -> None:
        self.rows["gender_words"].setVisible(self.rows["gender"].editor.value() == "other")
        for each in self._later:
            self.rows[each.name].setVisible(self.more.isChecked())

    def _more_toggled(self, on: bool) -> None:
        self._show_wanted()
        if on and self._later and self.more.hasFocus():
            self.rows[self._later[0].name].editor.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def follow_language(self, code: str) -> None:
        """The conversation's language was chosen above: not asked again here."""
        self.rows["preferred_language"].editor.set_raw(code)
        self.rows["preferred_language"].read_again()

    def load(self) -> None:
        self.blockSignals(True)
        for name, row in self.rows.items():
            row.editor.set_raw(self.intake.about.get(name))
        self.more.setChecked(any(self.intake.about.get(each.name) is not None for each in self._later))
        self._show_wanted()
        self.blockSignals(False)

    def store(self) -> None:
        for name, row in self.rows.items():
            raw = row.editor.raw()
            if raw is None:
                self.intake.about.pop(name, None)
            else:
                self.intake.about[name] = raw

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        self._head.setText(
            _("What this person said before stands here already: confirm it, or change what is different now. What you leave stays as it is.")
            if self.intake.known else
            _("Only the first is needed. Every other may be left empty, or passed over with “Prefer not to say”.")
        )
        count = len(self._later)
        self.more.setText(ngettext("{n} more question, only if it helps", "{n} more questions, only if they help", count).format(n=count))
        self.maybe.retranslate()
        for row in self.rows.values():
            row.translate(volunteer, member)

    def open_up(self, found: QWidget) -> None:
        if any(self.rows[each.name].isAncestorOf(found) for each in self._later):
            self.more.setChecked(True)

    def first(self) -> QWidget:
        return self.rows["label"].editor.focus_target()

    def state(self) -> str:
        answered = sum(1 for name in self.rows if self.intake.about.get(name) is not None)
        return str(answered) if answered else ""

    def turned(self, words: Words) -> Turned:
        row = row_in_focus(list(self.rows.values()))
        if row is None:
            return Turned("")
        listed = field_choices(row.field, words) if row.field.kind in (Kind.CODE, Kind.CODES) else ()
        lines = tuple(iso(each.label) for each in listed) if len(listed) <= MOST_LINES else ()
        return Turned(question_of(row.field, words), lines)
