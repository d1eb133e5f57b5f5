"""Step 3: one big box, free telling before any category. Words may be marked at once: as a quote, as somebody else, as a need."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from locales import Words, _, current, iso, language, member_words
from models.consent import GIVEN, QUOTE, REFUSED
from models.values import MOST_LETTERS
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.step import Setting, Step, Turned
from ui.pages.conversation.story_box import StoryBox
from ui.pages.conversation.story_marks import StoryMarks
from ui.widgets.answers import question_of
from ui.widgets.buttons import button, chip
from ui.widgets.editors import editor_for
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.side_by_side import AskedField, AskedTwice, leading, text_label

LINES = 7
"""The least height of the box; it takes whatever room the window leaves."""


class StoryStep(Step):
    """The direction of the box comes from the language told in, never from the first letter, and can be turned by hand."""

    NAME = "story"
    needed = Signal()
    """A need was made of words of the story."""

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(intake, setting)
        self._field = next(each for each in setting.fields["story"] if each.name == "text")
        self.asked = AskedTwice("section")
        self.box.addWidget(self.asked)
        self._build_line()
        self.text = StoryBox(LINES)
        self.text.too_long.connect(self._too_long)
        self.text.setObjectName("story.text")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.text.textChanged.connect(self._typed)
        self.box.addWidget(self.text, 1)
        self._build_quotes()
        self.rows: dict[str, AskedField] = {}
        for each in setting.fields["story"]:
            if each.own and not each.retired:
                editor = editor_for(each, current())
                editor.focus_target().setObjectName(f"story.{each.name}")
                editor.changed.connect(self.changed)
                self.rows[each.name] = AskedField(each, editor)
                self.box.addWidget(self.rows[each.name])
        self.load()

    def _build_line(self) -> None:
        line = Wrapped(spacing=8)
        self._told = QLabel()
        self._told.setMinimumHeight(32)
        self._tongues = Wrapped()
        self._tongue_buttons: dict[str, QPushButton] = {}
        self.turn = button("quiet", "story.turn")
        self.turn.clicked.connect(self.turn_direction)
        for part in (self._told, self._tongues, self.turn):
            line.add(part)
        self.box.addWidget(line)

    def _build_quotes(self) -> None:
        self.problem = text_label("danger")
        self.problem.hide()
        self.marks = StoryMarks(self.intake)
        self.marks.wants.connect(self.mark)
        self.marks.changed.connect(self._marked)
        self._allowed = text_label("muted")
        for part in (self.problem, self.marks, self._allowed):
            self.box.addWidget(part)

    # data -------------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        self.blockSignals(True)
        if not self.intake.story.get("language"):
            self.intake.story["language"] = self.intake.language or current().code
        text = str(self.intake.story.get("text") or "")
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        for name, row in self.rows.items():
            row.editor.set_raw(self.intake.story.get(name))
        self.marks.show_marks()
        self.text.show_marks(self.marks.marks())
        self._direct()
        self.blockSignals(False)

    def store(self) -> None:
        self.intake.story["text"] = self.text.toPlainText()
        for name, row in self.rows.items():
            self.intake.story[name] = row.editor.raw()

    def follow_language(self, before: str) -> None:
        """The member's language was chosen: a story not yet begun is told in it."""
        if not self.text.toPlainText().strip() or self.intake.story.get("language") in ("", before):
            self.intake.story["language"] = self.intake.language or current().code
        self._show_tongues()
        self._direct()

    # direction and language -------------------------------------------------------------------------------------------

    def _told_in(self) -> str:
        return str(self.intake.story.get("language") or current().code)

    def _show_tongues(self) -> None:
        """The member's language, the volunteer's, and whichever the story was told in."""
        codes = tuple(dict.fromkeys(each for each in (self.intake.language, current().code, self._told_in()) if each))
        if codes != tuple(self._tongue_buttons):
            for each in self._tongue_buttons.values():
                each.setParent(None)
                forget(each)
            self._tongue_buttons = {code: self._tongue_button(code) for code in codes}
        for code, shown in self._tongue_buttons.items():
            shown.setText(current().tongue_alone(code) if code != "xx" else language(code).endonym)
            shown.setChecked(code == self._told_in())
            shown.setAccessibleName(_("Told in {language}").format(language=iso(shown.text())))

    def _tongue_button(self, code: str) -> QPushButton:
        made = chip()
        made.clicked.connect(lambda: self._tell_in(code))
        self._tongues.add(made)
        made.show()
        return made

    def _tell_in(self, code: str) -> None:
        self.intake.story["language"] = code
        self.intake.direction = ""
        self._show_tongues()
        self._direct()
        self.changed.emit()

    def turn_direction(self) -> None:
        """Write from the other side (Ctrl+Shift+X)."""
        self.intake.direction = "ltr" if self._rtl() else "rtl"
        self._direct()
        self.changed.emit()

    def _rtl(self) -> bool:
        chosen = self.intake.direction or language(self._told_in()).direction
        return chosen == "rtl"

    def _direct(self) -> None:
        self.text.set_direction(self._rtl())
        self.turn.setText(_("Written from right to left (Ctrl+Shift+X)") if self._rtl() else _("Written from left to right (Ctrl+Shift+X)"))

    # marks ------------------------------------------------------------------------------------------------------------

    def mark(self, wish: str) -> None:
        """Mark the selected words: "quote" (Ctrl+Shift+Q), "person" (Ctrl+Shift+O) or "need" (Ctrl+Shift+N)."""
        self.store()
        words, at = self.text.selected()
        had = len(self.intake.needs)
        self.marks.mark(wish, words, at)
        if len(self.intake.needs) != had:
            self.needed.emit()
        self.text.setFocus()

    def _marked(self) -> None:
        self.text.show_marks(self.marks.marks())
        self.text.setFocus()
        self.changed.emit()

    def _typed(self) -> None:
        if not self.problem.isHidden():
            self.show_problem("story.text", "")
        self.changed.emit()

    def _too_long(self, letters: int) -> None:
        self.show_problem("story.text", _(
            "With these words the story has {n} letters, and {most} is the most. Nothing was pasted and nothing is lost: paste a part of it, or "
            "keep it as a document on the person’s page."
        ).format(n=iso(current().number(letters)), most=iso(current().number(MOST_LETTERS))))

    def show_problem(self, place: str, sentence: str) -> None:
        if place != "story.text":
            super().show_problem(place, sentence)
            return
        self.problem.setText(f"⚠ {sentence}" if sentence else "")
        self.problem.setVisible(bool(sentence))
        self.text.setAccessibleDescription(sentence)
        leading(self.problem, current())

    def clear_problems(self) -> None:
        super().clear_problems()
        self.show_problem("story.text", "")

    # words ------------------------------------------------------------------------------------------------------------

    def tell_consent(self) -> None:
        """Say beside the quotes what the person agreed to."""
        answer = self.intake.uses.get(QUOTE)
        self._allowed.setText({
            GIVEN: _("Quotes: yes, without the name. Each is cleared and read to the person before it is printed."),
            REFUSED: _("Quotes: the person said no. Nothing of this story will be printed."),
        }.get(answer or "", _("Quotes: not decided. Nothing is printed until the person says yes.")))

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        self.asked.ask(volunteer, member, question_of(self._field, member_words(volunteer.code)),
                       question_of(self._field, member) if member is not None else "")
        self._told.setText(_("Told in:"))
        self.text.setAccessibleName(question_of(self._field, member_words(volunteer.code)))
        self.marks.retranslate(volunteer)
        self.tell_consent()
        leading(self._allowed, volunteer)
        self._show_tongues()
        self._direct()
        for row in self.rows.values():
            row.translate(volunteer, member)

    def first(self) -> QWidget:
        return self.text

    def state(self) -> str:
        return "✓" if str(self.intake.story.get("text") or "").strip() else ""

    def turned(self, words: Words) -> Turned:
        return Turned(question_of(self._field, words))
