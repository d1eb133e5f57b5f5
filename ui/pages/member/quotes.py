"""A person's quotes: their words, how far they have come, and whether they may stand on paper today."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from locales import _, iso, language
from models.consent import limits_of
from models.quote import LADDER, Quote
from ui.operations.people import next_state
from ui.pages.member.contents import Contents, today
from ui.pages.member.header import named
from ui.pages.member.words import printing, quote_mark
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.keys import on_key
from ui.widgets.marks import MarkedWord


class QuoteCard(QFrame):
    """One quote. Its steps are taken in the story, where the words as told stand beside it: one button leads there."""

    opened = Signal(object)
    edited = Signal(str)
    binned = Signal(object)

    def __init__(self, quote: Quote) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.quote = quote
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.state, self.printed = MarkedWord(wrap=True), MarkedWord(wrap=True)
        self.next, self.edit = QPushButton(), QPushButton()
        self.edit.setProperty("kind", "quiet")
        buttons = Wrapped()
        for part in (self.next, self.edit):
            buttons.add(part)
        column = QVBoxLayout(self)
        for widget in (self.words, self.state, self.printed, buttons):
            column.addWidget(widget)
        on_key(self, QKeySequence.StandardKey.Delete, lambda: self.binned.emit(self.quote))
        self.next.clicked.connect(lambda: self.opened.emit(self.quote))
        self.edit.clicked.connect(lambda: self.edited.emit(self.quote.id))

    def show_quote(self, quote: Quote, contents: Contents) -> None:
        self.quote = quote
        rtl = language(quote.language or "en").direction == "rtl"
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.words.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.words.setText(_("“{words}”").format(words=iso(quote.text)))
        self.state.say(quote_mark(quote.state), named("quote-state", quote.state or "marked"))
        self.printed.say(*printing(quote, contents.consents, today(), limits_of(contents.member)))
        steps = {LADDER[1]: _("Clear it"), LADDER[2]: _("Read and check it"), LADDER[3]: _("Ask the member")}
        self.next.setText(steps.get(next_state(quote.state) or "", _("Show in the story")))
        self.edit.setText(_("Edit the words"))
        self.edit.setToolTip(_("Edited words begin at the first step again."))


class Quotes(QWidget):
    """All quotes of a person, and what to do when there are none."""

    opened = Signal(object)
    edited = Signal(str)
    binned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self.cards: dict[str, QuoteCard] = {}
        self.title, self.none = QLabel(), QLabel()
        self.title.setProperty("kind", "section")
        self.none.setProperty("kind", "muted")
        self.none.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.title)
        self.column.addWidget(self.none)

    def show_person(self, contents: Contents) -> None:
        self._contents = contents
        now = {each.id: each for each in contents.quotes}
        for gone in [each for each in self.cards if each not in now]:
            card = self.cards.pop(gone)
            self.column.removeWidget(card)
            forget(card)
        for quote in contents.quotes:
            if quote.id not in self.cards:
                card = self.cards[quote.id] = QuoteCard(quote)
                card.opened.connect(self.opened)
                card.edited.connect(self.edited)
                card.binned.connect(self.binned)
                self.column.addWidget(card)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("Quotes"))
        self.none.setText(_("No quotes yet. Open a story, select a sentence and mark it as a quote."))
        self.none.setVisible(not self.cards)
        if self._contents is not None:
            for quote in self._contents.quotes:
                self.cards[quote.id].show_quote(quote, self._contents)
