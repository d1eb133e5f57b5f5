"""The quotes of a story: their words, how far they have come, whether they may stand on paper today, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from locales import _, current, iso
from models.consent import limits_of
from models.quote import LADDER, Quote
from models.vocabulary import vocabulary
from storage.stories import Opened
from ui.operations.people import next_state
from ui.pages.member.contents import today
from ui.pages.member.words import printing, quote_mark
from ui.pages.stories.words import has_to_wait, is_rtl
from ui.parts import button, label
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.keys import on_key
from ui.widgets.marks import MarkedWord


class Card(QFrame):
    """One quote. `wants` asks for what a button says: "next", "show" or "bin"."""

    wants = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.quote = Quote()
        self.words, self.waits = QLabel(), label("muted", hidden=True)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.state, self.printed = MarkedWord(wrap=True), MarkedWord(wrap=True)
        self.next_button, self.show_button, self.bin_button = button(), button("quiet"), button("quiet")
        buttons = Wrapped()
        for each in (self.next_button, self.show_button, self.bin_button):
            buttons.add(each)
        column = QVBoxLayout(self)
        for widget in (self.words, self.state, self.printed, self.waits, buttons):
            column.addWidget(widget)
        on_key(self, QKeySequence.StandardKey.Delete, lambda: self.wants.emit("bin", self.quote))
        for each, name in ((self.next_button, "next"), (self.show_button, "show"), (self.bin_button, "bin")):
            each.clicked.connect(lambda _on=False, name=name: self.wants.emit(name, self.quote))

    def show_quote(self, quote: Quote, contents: Opened, who: str) -> None:
        self.quote = quote
        side = Qt.AlignmentFlag.AlignRight if is_rtl(quote.language) else Qt.AlignmentFlag.AlignLeft
        self.words.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.words.setText(iso(_("“{words}”").format(words=quote.text)))
        self.state.say(quote_mark(quote.state), vocabulary("quote-state").label(quote.state or LADDER[0], current()))
        self.printed.say(*printing(quote, contents.consents, today(), limits_of(contents.member)))
        step = next_state(quote.state) or ""
        early = has_to_wait(quote, contents, who) if step == LADDER[2] else ""
        self.waits.setText(early)
        self.waits.setVisible(bool(early))
        self.next_button.setText({LADDER[1]: _("Clear it"), LADDER[2]: _("Read and check it"), LADDER[3]: _("Ask the member")}.get(
            step, _("Clear it anew")))
        self.show_button.setText(_("Show in the story"))
        self.bin_button.setText(_("Put in the bin"))
        for each in (self.next_button, self.show_button, self.bin_button):
            each.setAccessibleDescription((quote.text or "")[:80])


class Cards(QWidget):
    """All of them, and what to do when there are none."""

    wants = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.none = label("section"), label("muted")
        self.cards: dict[str, Card] = {}
        self._contents: Opened | None = None
        self._who = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.title)
        self.column.addWidget(self.none)

    def show_story(self, contents: Opened | None, who: str) -> None:
        self._contents, self._who = contents, who
        quotes = contents.quotes if contents is not None else ()
        for gone in [each for each in self.cards if each not in {quote.id for quote in quotes}]:
            card = self.cards.pop(gone)
            self.column.removeWidget(card)
            forget(card)
        for quote in quotes:
            if quote.id not in self.cards:
                card = self.cards[quote.id] = Card()
                card.wants.connect(self.wants)
                self.column.addWidget(card)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("Quotes of this story"))
        self.none.setText(_("No quotes yet. Select a sentence of the story and press Ctrl+Shift+Q."))
        self.none.setVisible(not self.cards and self._contents is not None)
        if self._contents is not None:
            for quote in self._contents.quotes:
                self.cards[quote.id].show_quote(quote, self._contents, self._who)
