"""Choosing a passphrase, in the first run and wherever else one is chosen; and the lock that goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from locales import _, ngettext
from models import idle
from ui.pages.entrance import PassphraseEdit, label_of
from ui.parts import button, kinds, label
from ui.widgets.fitting import Wrapped

__all__ = ["FirstStep", "IdleChoice", "SecretStep"]


class FirstStep(QWidget):
    """A page of the first run: one column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)


class SecretStep(FirstStep):
    """A passphrase, twice, with a measure of how long it holds and five words to take instead of one's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known: Sequence[str] = ()
        self._bits, self._suggested = 0.0, ""
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self.first_label, self.second_label = label_of(self.first.edit), label_of(self.second.edit)
        self.suggest_button = button("quiet")
        self.suggest_button.clicked.connect(self._suggest)
        self.suggestion = label()
        self.meter = QProgressBar()
        self.meter.setRange(0, 80)
        self.meter.setTextVisible(False)
        self.meter.setFixedHeight(8)
        self.strength, self.match = label("muted"), label("muted")
        suggestion = QHBoxLayout()
        suggestion.addWidget(self.suggest_button)
        suggestion.addWidget(self.suggestion, 1)
        self.column.addWidget(self.first_label)
        self.column.addWidget(self.first)
        self.column.addLayout(suggestion)
        for widget in (self.meter, self.strength, self.second_label, self.second, self.match):
            self.column.addWidget(widget)
        self.column.insertSpacing(5, 8)

    def _suggest(self) -> None:
        from storage import passphrase

        self._suggested = passphrase.suggest()
        self.first.edit.setText(self._suggested)
        self.first.show_button.setChecked(True)
        self.second.edit.clear()
        self.second.again()
        self.retranslate()

    def judge(self) -> None:
        """Measure what is typed and say what it needs."""
        from storage import passphrase

        text = self.first.text()
        self._bits = passphrase.SUGGESTED_BITS if text and text == self._suggested else passphrase.bits(text, self.known)
        self.meter.setValue(min(80, int(self._bits)))
        self._say()

    def holds(self) -> bool:
        """Whether it is strong enough and typed twice alike."""
        from storage import passphrase

        return self._bits >= passphrase.MINIMUM_BITS and self.first.text() == self.second.text()

    def forget(self) -> None:
        """Nothing of it stays on the page once the vault is made."""
        self._suggested = ""
        self.first.edit.clear()
        self.second.edit.clear()
        self.retranslate()

    def _say(self) -> None:
        from storage import passphrase

        text, again = self.first.text(), self.second.text()
        enough = self._bits >= passphrase.MINIMUM_BITS
        if not text:
            said = _("Four or five words that have nothing to do with each other hold well.")
        elif text == self._suggested:
            said = _("Strong: drawn at random, exactly {n} bits.").format(n=int(self._bits))
        elif enough:
            said = _("Good: about {n} bits.").format(n=int(self._bits))
        else:
            said = _("Too easy to guess: about {n} bits of {least}. Add one more word.").format(
                n=int(self._bits), least=passphrase.MINIMUM_BITS)
        self.strength.setText(said)
        drawn = bool(text) and text == self._suggested
        self.suggestion.setText(_("Write it down and keep it apart from this computer until you know it.") if drawn else "")
        kinds(self.strength, kind="ok" if enough and text else "muted")
        self.match.setText("" if not again else _("Both are the same.") if again == text else _("The two are not the same yet."))
        kinds(self.match, kind="ok" if again == text else "muted")

    def retranslate(self) -> None:
        self.first_label.setText(_("Passphrase"))
        self.second_label.setText(_("The same once more"))
        self.first.word(self.first_label.text())
        self.second.word(self.second_label.text())
        self.suggest_button.setText(_("Suggest five words"))
        self.meter.setAccessibleName(_("Strength of the passphrase"))
        self._say()


class IdleChoice(Wrapped):
    """After how many minutes without a key the window locks."""

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.label, self.box, self.note = QLabel(), QComboBox(), QLabel()
        self.label.setBuddy(self.box)
        self.note.setProperty("kind", "muted")
        for words in (self.label, self.note):
            words.setContentsMargins(0, 6, 0, 6)  # level with the words of the box
        for each in idle.CHOICES:
            self.box.addItem("", each)
        self.box.setCurrentIndex(idle.CHOICES.index(idle.DEFAULT))
        for widget in (self.label, self.box, self.note):
            self.add(widget)

    def minutes(self) -> int:
        """What is chosen."""
        return int(self.box.currentData())

    def retranslate(self) -> None:
        self.label.setText(_("Lock when idle for"))
        for place, each in enumerate(idle.CHOICES):
            self.box.setItemText(place, ngettext("{n} minute", "{n} minutes", each).format(n=each))
        self.box.setAccessibleName(self.label.text())
        self.note.setText(_("(and when the computer goes to sleep)"))
        self.updateGeometry()
