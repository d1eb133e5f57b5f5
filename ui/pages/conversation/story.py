"""Step 3: one big box, free telling before any category. Words that may stand for the person are marked as quotes at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from locales import Words, _, current, iso, language, member_words
from models.consent import GIVEN, QUOTE, REFUSED
from models.operation import new_id
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.step import Setting, Step, Turned
from ui.widgets.answers import question_of
from ui.widgets.buttons import button, chip
from ui.widgets.editors import editor_for
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.plain_editors import TextBox
from ui.widgets.side_by_side import AskedField, AskedTwice, leading, text_label

LINES = 9
"""The least height of the box; it takes whatever room the window leaves."""


class StoryStep(Step):
    """The direction of the box comes from the language told in, never from the first letter, and can be turned by hand."""

    NAME = "story"

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(intake, setting)
        self._field = next(each for each in setting.fields["story"] if each.name == "text")
        self.asked = AskedTwice("section")
        self.box.addWidget(self.asked)
        self._build_line()
        self.text = TextBox(LINES)
        self.text.setObjectName("story.text")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.text.textChanged.connect(self.changed)
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
        self.mark = button(name="story.mark")
        self.mark.clicked.connect(self.mark_quote)
        self._allowed = text_label("muted")
        self._hint = text_label("muted")
        line = Wrapped(spacing=12)
        line.add(self.mark)
        self.box.addWidget(line)
        self.box.addWidget(self._allowed)
        self.box.addWidget(self._hint)
        self._hint.hide()
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(6)
        self.box.addLayout(self._quotes)

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
        self._show_quotes()
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

    # quotes -----------------------------------------------------------------------------------------------------------

    def mark_quote(self) -> None:
        """Make a quote of the selected words (Ctrl+Shift+Q)."""
        chosen = self.text.textCursor().selectedText().replace("\u2029", "\n").strip()
        self._hint.setVisible(not chosen)
        if chosen and all(each["text"] != chosen for each in self.intake.quotes):
            self.intake.quotes.append({"id": new_id(), "text": chosen})
            self._show_quotes()
            self.changed.emit()

    def _remove(self, quote_id: str) -> None:
        self.intake.quotes = [each for each in self.intake.quotes if each["id"] != quote_id]
        self._show_quotes()
        self.text.setFocus()
        self.changed.emit()

    def _show_quotes(self) -> None:
        while (item := self._quotes.takeAt(0)) is not None:
            forget(item.widget())
        for number, each in enumerate(self.intake.quotes):
            words = text_label()
            words.setText(_("Quote: “{words}”").format(words=iso(each["text"])))
            remove = button("quiet", f"story.quote{number}")
            remove.setText(_("Take this quote away"))
            remove.clicked.connect(lambda _on=False, quote=each["id"]: self._remove(quote))
            line = QWidget()
            box = QVBoxLayout(line)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
            leading(words, current())
            box.addWidget(words)
            box.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeading)
            self._quotes.addWidget(line)

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
        self.mark.setText(_("Mark the selected words as a quote (Ctrl+Shift+Q)"))
        self._hint.setText(_("Select the words in the story first; then mark them."))
        self.tell_consent()
        for label in (self._allowed, self._hint):
            leading(label, volunteer)
        self._show_tongues()
        self._direct()
        self._show_quotes()
        for row in self.rows.values():
            row.translate(volunteer, member)

    def first(self) -> QWidget:
        return self.text

    def state(self) -> str:
        return "✓" if str(self.intake.story.get("text") or "").strip() else ""

    def turned(self, words: Words) -> Turned:
        return Turned(question_of(self._field, words))
