"""The parts of the first step: a point that is said, a use that is asked, and the kind end after a no."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from locales import M_, Words, _, current, iso, member_words
from locales.script import use_question
from models.consent import GIVEN, NOT_ASKED, REFUSED
from models.vocabulary import vocabulary
from ui.widgets.buttons import button
from ui.widgets.chips import Chips
from ui.widgets.choice_editors import answer_keys
from ui.widgets.fitting import Fitting
from ui.widgets.side_by_side import AskedTwice, leading, text_label

ANSWERS = (GIVEN, REFUSED, NOT_ASKED)
MEMBER_ANSWERS = {GIVEN: M_("Yes"), REFUSED: M_("No"), NOT_ASKED: M_("Not decided")}


def _own_answer(value: str) -> str:
    return {GIVEN: _("Yes"), REFUSED: _("No"), NOT_ASKED: _("Not decided")}[value]


class UseRow(AskedTwice):
    """One use: asked in both languages, answered with Y, N or U; the key also goes on to the next."""

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use
        self.answer = Chips(ANSWERS, _own_answer)
        self.answer.setObjectName(f"consent.{use}")
        self.problem, self.before = text_label("danger"), text_label("muted")
        self.problem.hide()
        self.before.hide()
        self.volunteer_box.removeWidget(self.question)
        self.question.setContentsMargins(0, 6, 0, 0)  # level with the words of the answers
        beside = Fitting(440)
        beside.add(self.question, 1)
        beside.add(self.answer)
        self.volunteer_box.addWidget(beside)
        self.volunteer_box.addWidget(self.before)
        self.volunteer_box.addWidget(self.problem)

    def tell_before(self, stands: str, day: str) -> None:
        """What a known person said before, and when; it stays so until it is answered otherwise."""
        said = vocabulary("consent-value").label(stands, current()) if stands not in ("", NOT_ASKED) else ""
        when = iso(current().date(day, "medium")) if day else ""
        self.before.setText(_("Said before, on {day}: {answer}").format(day=when, answer=said) if said and day else
                            _("Said before: {answer}").format(answer=said) if said else "")
        self.before.setVisible(bool(said))
        leading(self.before, current())

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

    def retranslate(self, *, known: bool) -> None:
        self.words.setText(
            _("That is all right. Nothing of this conversation is kept; only that somebody declined is counted. Thank them for coming: help "
              "does not depend on the answer. What they told before stays as it is; they can take it back on their page.") if known else
            _("That is all right. Nothing of this conversation is kept; only that somebody declined is counted. Thank them for "
              "coming: help does not depend on the answer.")
        )
        self.stop.setText(_("Stop here"))
        self.stop.setAccessibleDescription(self.words.text())
        self.back.setText(_("They changed their mind"))
