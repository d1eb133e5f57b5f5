"""One use of consent as it is asked for: how it stands and since when, the words in both languages, and yes, no or as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from locales import Words, _, current, iso, language, member_words, script
from models.ask_again import ending, last_day
from models.consent import EXPIRED, GIVEN, NOT_ASKED, REFUSED, SHARE, Consent, state
from storage.undo_consent import MISTAKE
from ui.pages.member.contents import Contents, today
from ui.pages.member.header import named
from ui.pages.member.words import consent_mark, use_words
from ui.widgets.marks import MarkedWord
from ui.widgets.side_by_side import AskedTwice, direction, leading, text_label

__all__ = ["AS_IT_IS", "UseRow", "last_word", "told_about"]

AS_IT_IS = ""
LINES = 3
"""Lines of the grid that a row takes: the answer, the words that are asked, and the words that were read out."""


def last_word(history: Sequence[Consent], use: str) -> Consent | None:
    """The event that tells how a use stands: the latest that isn't an undoing."""
    told = [each for each in history if each.use == use and each.value != NOT_ASKED and each.reason != MISTAKE]
    now = state(history, use, today())
    fitting = [each for each in told if each.value == (GIVEN if now == EXPIRED else now)]
    return fitting[-1] if fitting and now != NOT_ASKED else None


def told_about(contents: Contents, use: str) -> str:
    """How a use stands, in plain words: since when, how it was given, in which language, who wrote it down, and until when it holds."""
    event = last_word(contents.consents, use)
    if event is None:
        return ""
    words = current()
    parts = [_("since {date}").format(date=iso(words.date(event.date, "medium")))] if event.date else []
    parts += [each for each in (named("consent-how", event.how), named("given-by", event.given_by)) if each]
    if event.language:
        parts.append(_("in {language}").format(language=words.tongue(event.language)))
    if event.interpreter:
        parts.append(_("interpreter: {name}").format(name=iso(event.interpreter)))
    if event.witness:
        parts.append(_("witness: {name}").format(name=iso(event.witness)))
    if event.recorded_by in contents.volunteers:
        parts.append(_("written down by {name}").format(name=iso(contents.volunteers[event.recorded_by or ""])))
    if event.reason:
        parts.append(_("reason: {reason}").format(reason=iso(event.reason)))
    last = last_day(contents.consents, use)
    if last is not None:
        day = iso(words.date(last, "medium"))
        parts.append(_("ran out on {date}").format(date=day) if last < today().isoformat() else _("holds until {date}").format(date=day))
    if use in ending(contents.consents, today()):
        parts.append(_("ask again"))
    return " · ".join(parts)


class UseRow(QObject):
    """One use in three lines of a grid."""

    answered = Signal()

    def __init__(self, use: str, number: int, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.use, self.number = use, number
        self.words = QLabel(parent)
        self.words.setWordWrap(True)
        self.now = MarkedWord(parent)
        self.yes, self.no, self.leave = (QRadioButton(parent) for _each in range(3))
        self.group = QButtonGroup(self)
        line = number * LINES
        for place, button in enumerate((self.yes, self.no, self.leave)):
            self.group.addButton(button, place)
            button.setMinimumHeight(28)
            grid.addWidget(button, line, 2 + place)
        grid.addWidget(self.words, line, 0)
        grid.addWidget(self.now, line, 1)
        self.told, self.asked = text_label("muted"), AskedTwice("muted")
        self.read_button, self.read = QPushButton(), text_label()
        self.read_button.setProperty("kind", "quiet")
        self.read_button.setCheckable(True)
        self.read_button.toggled.connect(self._show_read)
        below = QWidget(parent)
        column = QVBoxLayout(below)
        column.setContentsMargins(18, 0, 0, 10)
        column.setSpacing(2)
        self.warning = text_label("danger")
        for part in (self.told, self.asked):
            column.addWidget(part)
        column.addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.read)
        column.addWidget(self.warning)
        self.warning.hide()
        grid.addWidget(below, line + 1, 0, 1, 6)
        self._was_read = ""
        self.leave.setChecked(True)
        self.group.idToggled.connect(lambda _place, on: self.answered.emit() if on else None)

    def warn(self, sentences: Sequence[str]) -> None:
        """Say under the use what taking it back means."""
        self.warning.setText("\n".join(sentences))
        self.warning.setVisible(bool(sentences))
        self.no.setAccessibleDescription(self.warning.text())

    def answer(self) -> str:
        """`given`, `refused`, or nothing new."""
        return {0: GIVEN, 1: REFUSED}.get(self.group.checkedId(), AS_IT_IS)

    def focus(self) -> None:
        checked = self.group.checkedButton() or self.leave
        checked.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def question(self, contents: Contents, words: Words) -> str:
        """The words in which this use is asked for in a language."""
        code = self.use.removeprefix(SHARE)
        return script.use_question(self.use, words, contents.partners.get(code, code))

    def say(self, contents: Contents, tongue: str) -> None:
        """Set the words, how the use stands, and the question in the window's language and in that of the reading, `tongue`."""
        history = contents.consents
        stands = state(history, self.use, today())
        words = use_words(self.use, contents.partners)
        self.words.setText(_("{number}. {use}").format(number=self.number + 1, use=words))
        self.now.say(consent_mark(stands), named("consent-value", stands))
        for button, label in ((self.yes, _("Yes")), (self.no, _("No")), (self.leave, _("As it is"))):
            button.setText(label)
            button.setAccessibleName(_("{use}: {answer}").format(use=words, answer=label))
        self.told.setText(told_about(contents, self.use))
        self.told.setVisible(bool(self.told.text()))
        own, theirs = current(), member_words(tongue) if tongue != current().code else None
        self.asked.ask(own, theirs, self.question(contents, member_words(own.code)), self.question(contents, theirs) if theirs is not None else "")
        self._say_read(contents, words)

    def _say_read(self, contents: Contents, words: str) -> None:
        """The very words that were read out, in the language of the reading."""
        event = last_word(contents.consents, self.use)
        self._was_read = contents.wordings.get(event.wording or "", "") if event is not None else ""
        self.read_button.setVisible(bool(self._was_read))
        self.read_button.setText(_("What was read out"))
        self.read_button.setAccessibleName(_("{use}: {answer}").format(use=words, answer=self.read_button.text()))
        self.read.setText(self._was_read)
        if event is not None and event.language:
            tongue = Words(language(event.language), current().catalog)
            self.read.setLayoutDirection(direction(tongue))
            leading(self.read, tongue)
        self._show_read(self.read_button.isChecked())

    def _show_read(self, on: bool) -> None:
        self.read.setVisible(on and bool(self._was_read))
