"""Asking whether a picture or a recording may be kept, in the member's words, where that isn't agreed yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QLabel, QRadioButton, QVBoxLayout

from locales import _, current, iso
from models.consent import GIVEN, MEDIA, state
from models.vocabulary import vocabulary
from ui.pages.member.contents import Contents, today
from ui.pages.member.words import use_words
from ui.widgets.fitting import Wrapped


class MediaQuestion(QFrame):
    """Yes or no, and how it was said. It is hidden, and nothing is asked, where the consent is in force."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._contents: Contents | None = None
        self.words, self.how_label, self.how = QLabel(), QLabel(), QComboBox()
        self.words.setWordWrap(True)
        self.yes, self.no = QRadioButton(), QRadioButton()
        self.group = QButtonGroup(self)
        answers = Wrapped(spacing=24)
        for place, button in enumerate((self.yes, self.no)):
            self.group.addButton(button, place)
            answers.add(button)
        self.how.addItems([""] * len(vocabulary("consent-how").choices()))
        self.how.setMinimumHeight(32)
        self.how_label.setBuddy(self.how)
        column = QVBoxLayout(self)
        for part in (self.words, answers, self.how_label, self.how):
            column.addWidget(part)
        self.group.idToggled.connect(lambda _place, on: self.answered.emit() if on else None)

    def ask(self, contents: Contents) -> None:
        """Begin anew, with nothing answered."""
        self._contents = contents
        self.choose(None)
        self.how.setCurrentIndex(0)
        self.setVisible(state(contents.consents, MEDIA, today()) != GIVEN)
        self.retranslate()

    def choose(self, agreed: bool | None) -> None:
        """Bring an answer back."""
        self.group.setExclusive(False)
        self.yes.setChecked(agreed is True)
        self.no.setChecked(agreed is False)
        self.group.setExclusive(True)

    def agreed(self) -> bool | None:
        """Yes, no, or not answered."""
        return {0: True, 1: False}.get(self.group.checkedId())

    def said_how(self) -> str:
        return vocabulary("consent-how").choices()[max(0, self.how.currentIndex())].code

    def retranslate(self) -> None:
        words = use_words(MEDIA)
        name = iso(self._contents.member.label) if self._contents is not None else ""
        self.words.setText(_("Ask {name} first, in the member’s words: “{words}”.").format(name=name, words=iso(words)))
        for button, label in ((self.yes, _("Yes")), (self.no, _("No"))):
            button.setText(label)
            button.setAccessibleName(_("{use}: {answer}").format(use=words, answer=label))
        self.how_label.setText(_("How it was given"))
        self.how.setAccessibleName(_("How it was given"))
        for place, code in enumerate(vocabulary("consent-how").choices()):
            self.how.setItemText(place, vocabulary("consent-how").label(code.code, current()))
