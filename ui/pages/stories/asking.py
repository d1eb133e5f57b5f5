"""The member is asked: the quote large on the turned screen, in the member's language, or on a sheet of paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _, current, iso, member_words
from locales.script import has_catalog
from models.association import Association
from models.consent import QUOTE_NAMED, limits_of, permits
from models.quote import Quote
from reports.blocks import Document
from reports.kinds.quote_sheet import NO, YES, YOUR_WORDS, Sheet, quote_sheet, said
from reports.practice import marked
from storage.stories import Opened
from ui.pages.conversation.frame import TurnedScreen
from ui.pages.conversation.step import Turned
from ui.pages.member.contents import today
from ui.pages.member.words import printing
from ui.pages.stories.words import is_rtl
from ui.parts import button, label
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.marks import MarkedWord
from ui.widgets.paper_buttons import PaperButtons
from ui.widgets.plain_editors import ShortBox
from ui.widgets.side_by_side import direction

ANSWER_SCALE = 1.4


class AskScreen(TurnedScreen):
    """The words over the whole window, and two answers. Esc turns the screen back without an answer."""

    answered = Signal(bool)

    def __init__(self, window: QWidget, what: Turned, code: str) -> None:
        super().__init__(window, what, code)
        words = member_words(code)
        self.yes, self.no = button(), button()  # neither is the louder one
        answers = Wrapped(spacing=16)
        answers.setLayoutDirection(direction(words))
        answers.setContentsMargins(40, 0, 40, 8)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * ANSWER_SCALE)
        for each, text, answer in ((self.yes, YES, True), (self.no, NO, False)):
            each.setFont(font)
            each.setText(words.gettext(text))
            each.setProperty("size", "big")
            each.clicked.connect(lambda _on=False, answer=answer: self.answered.emit(answer))
            answers.add(each)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(1, answers)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes around among the answers and the way back, and never behind the screen."""
        stops = [self.yes, self.no, self.close_button]
        now = next((place for place, each in enumerate(stops) if each.hasFocus()), 0)
        stops[(now + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if focus is not None and hasattr(focus, "click"):
                focus.click()
            return
        super().keyPressEvent(event)


class Asking(QWidget):
    """What the member is asked, and the two ways to ask. `approved` carries the quote and the answer."""

    approved = Signal(object, bool)
    left = Signal()
    turn = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.contents: Opened | None = None
        self.quote: Quote | None = None
        self.title, self.what, self.note = label(name="heading"), label(), label("muted")
        self.words = ShortBox(4)
        self.words.setReadOnly(True)
        self.printed = MarkedWord(wrap=True)
        self.turn_button, self.yes_button, self.no_button, self.leave_button = button("primary"), button(), button(), button("quiet")
        self.paper_name, self.answer_name = label("section"), label("section")
        self.paper = PaperButtons(session, "quote", self.sheet)
        answers = Wrapped()
        for each in (self.yes_button, self.no_button):
            answers.add(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(10)
        for widget in (self.title, self.words, self.printed, self.what, self.note):
            column.addWidget(widget)
        column.addWidget(self.turn_button, 0, Qt.AlignmentFlag.AlignLeading)
        for part in (self.paper_name, self.paper, self.answer_name, answers):
            column.addWidget(part)
        column.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.turn_button.clicked.connect(self.turn)
        self.yes_button.clicked.connect(lambda: self.approved.emit(self.quote, True))
        self.no_button.clicked.connect(lambda: self.approved.emit(self.quote, False))
        self.leave_button.clicked.connect(self.left)

    def begin(self, contents: Opened, quote: Quote) -> None:
        self.contents, self.quote = contents, quote
        self.words.set_direction(is_rtl(quote.language))
        self.words.setPlainText(quote.text or "")
        self.retranslate()

    def forget(self) -> None:
        self.contents = self.quote = None
        self.words.clear()

    def tongue(self) -> str:
        """The language the member is asked in: their own, where Raddir has words in it."""
        mine = self.contents.member.preferred_language if self.contents is not None else None
        return mine if isinstance(mine, str) and has_catalog(mine) else "en"

    def about(self) -> Sheet:
        """What the paper and the screen are about. A name stands beside the quote only while the member agrees to that."""
        assert self.contents is not None and self.quote is not None
        named = permits(self.contents.consents, QUOTE_NAMED, today(), limits_of(self.contents.member))
        return Sheet(self.quote.text or "", self.quote.language or "", (self.quote.name or "") if named else "", self._session.association)

    def sheet(self) -> Document:
        """The paper."""
        made = quote_sheet(self.about(), self.tongue(), current().code, today())
        return marked(made, Association(practice=self._session.is_practice), current())

    def turned(self) -> Turned:
        """What the member sees."""
        about, words = self.about(), member_words(self.tongue())
        return Turned(words.gettext(YOUR_WORDS), (f"“{iso(about.text)}”", *said(about, words)))

    def retranslate(self) -> None:
        self.title.setText(_("Ask the member"))
        self.words.setAccessibleName(_("As it would be printed"))
        self.turn_button.setText(_("Turn the screen to the member (Ctrl+T)"))
        self.paper_name.setText(_("Or on paper, to be signed or marked"))
        self.answer_name.setText(_("The member’s answer, heard or on the paper"))
        self.yes_button.setText(_("The member approves it"))
        self.no_button.setText(_("The member does not want it like this"))
        self.leave_button.setText(_("Leave as it was (Esc)"))
        self.paper.retranslate()
        if self.contents is None or self.quote is None:
            return
        self.what.setText(_("Read it to {name} and say what it is for. No is as good an answer as yes.").format(
            name=iso(self.contents.member.label)))
        self.note.setText(_("The screen and the paper speak {language}.").format(language=iso(current().tongue(self.tongue()))))
        self.printed.say(*printing(self.quote, self.contents.consents, today(), limits_of(self.contents.member)))
