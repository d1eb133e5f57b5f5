"""The unlock page. It knows what stands in the vault's header and nothing of what is inside, and loads none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from locales import _, ngettext
from models.errors import Trouble, WrongSecret
from storage import header
from ui import language, messages
from ui.operations import demo, practice, vault
from ui.pages.entrance import Busy, Entrance, PassphraseEdit, label_of
from ui.parts import button, label
from ui.session import Session

if TYPE_CHECKING:
    from ui.pages.rescue import Rescue

__all__ = ["DELAYS", "UnlockPage"]

DELAYS = (0, 1, 2, 4, 8, 15, 30)
"""Seconds to wait after the first, second … wrong passphrase; the last stands for all that follow. The guesser who matters
has the file and doesn't come by this page; this is for the one who sits down at the laptop for a minute."""


class UnlockPage(Entrance):
    """A sign, a passphrase, a button."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._facts, self._damage = self._read_header()
        self._sign: str | None = None
        self._wrong, self._wait = 0, 0
        self._by_words = False
        self._rescue: Rescue | None = None
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._build()
        self._say_test()
        self.retranslate()
        self._arrange()
        self.painted.connect(lambda: vault.warm(session))  # everything behind this page, while the passphrase is typed

    def _read_header(self) -> tuple[header.HeaderFacts | None, Trouble | None]:
        try:
            return header.facts(self.session.folder), None
        except Trouble as trouble:
            return None, trouble

    def _build(self) -> None:
        self.title = label(name="title")
        self.title.setText("Raddir")
        self.unfinished = label("ok")
        self.test = label("danger")
        self.signs = self._sign_row()
        self.signs_label = label("section")
        self.passphrase = PassphraseEdit()
        self.passphrase_label = label_of(self.passphrase.edit)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * 4 + 16)
        self.words.setProperty("layoutDirection", 0)  # left to right
        self.words_label = label_of(self.words)
        self.problem = label("danger")
        self.open_button, self.other_button, self.lost_button = button("primary"), button("quiet"), button("quiet")
        self.rescue = QVBoxLayout()
        self.busy = Busy()
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.other_button)
        buttons.addStretch(1)
        for widget in (self.title, self.unfinished, self.test, self.signs_label, self.signs, self.passphrase_label,
                       self.passphrase, self.words_label, self.words, self.problem):
            self.column.addWidget(widget)
        self.column.addLayout(self.rescue)
        self.column.addLayout(buttons)
        self.column.addWidget(self.busy)
        last = QHBoxLayout()
        last.addWidget(self.lost_button)
        last.addStretch(1)
        self.column.addLayout(last)
        self.passphrase.entered.connect(self.submit)
        self.passphrase.changed.connect(lambda _text: self._no_problem())
        self.open_button.clicked.connect(self.submit)
        self.lost_button.clicked.connect(lambda: self.leaf.emit("lost"))
        self.other_button.clicked.connect(self._other_way)

    def _sign_row(self) -> QWidget:
        """A button for each sign in the header, when there are several to tell apart."""
        self.sign_buttons: dict[str, QPushButton] = {}
        signs = self._facts.signs if self._facts else ()
        if len(signs) < 2:
            return QWidget()
        from ui import icons  # drawings and what wraps are loaded only where there is something to tell apart
        from ui.widgets.fitting import Wrapped

        row = Wrapped()
        for sign in signs:
            choice = button(checkable=True)
            choice.setIcon(icons.sign(sign))
            choice.setAutoExclusive(True)
            choice.toggled.connect(lambda on, sign=sign: self._choose_sign(sign) if on else None)
            self.sign_buttons[sign] = choice
            row.add(choice)
        return row

    def _word_signs(self) -> None:
        from ui import icons
        from ui.widgets.sign_picker import word

        for sign, choice in self.sign_buttons.items():
            choice.setText(word(sign))
            choice.setIconSize(icons.beside_text() * 1.5)

    def _choose_sign(self, sign: str) -> None:
        self._sign = sign
        self._no_problem()

    def _say_test(self) -> None:
        self.lost_button.setVisible(not self.session.is_demo)
        self.test.setVisible(bool(self._facts and self._facts.is_test))
        self.unfinished.setVisible(bool(self._facts and self._facts.unfinished))

    def _arrange(self) -> None:
        """Show the field that is asked for; nothing at all can be entered into a vault that can't be read."""
        readable = self._facts is not None
        for widgets, asked in (
            ((self.passphrase_label, self.passphrase), not self._by_words), ((self.words_label, self.words), self._by_words),
        ):
            for widget in widgets:
                widget.setVisible(readable and asked)
        several = bool(self.sign_buttons) and not self._by_words  # the words are nobody's own
        self.signs.setVisible(several)
        self.signs_label.setVisible(several)
        self.open_button.setVisible(readable)
        self.other_button.setVisible(readable)
        self.problem.setVisible(bool(self.problem.text()))

    def retranslate(self) -> None:
        language.lead(self.title)
        self.unfinished.setText(_("A conversation isn't finished; it is safe and waiting."))
        self.test.setText(_("A vault for tests: its lock is weak, so it takes in nobody. Keep no real person here."))
        self.signs_label.setText(_("Your sign"))
        self.passphrase_label.setText(self._passphrase_words())
        if self.sign_buttons:
            self._word_signs()
        self.lost_button.setText(_("A laptop is lost"))
        self.passphrase.word(self.passphrase_label.text())
        self.words_label.setText(_("The fifteen recovery words, in order"))
        self.open_button.setText(_("Unlock"))
        self.other_button.setText(_("Use the passphrase…") if self._by_words else _("Use the recovery words…"))
        self.busy.say(_("Unlocking…"))
        self._say_problem()

    def _passphrase_words(self) -> str:
        if self.session.is_demo:
            return _("Passphrase of the sample: {passphrase}").format(passphrase=demo.PASSPHRASE)
        if self.session.is_practice:
            return _("Passphrase of the practice vault: {passphrase}").format(passphrase=practice.PASSPHRASE)
        return _("Passphrase")

    def _say_problem(self, trouble: Trouble | None = None) -> None:
        self._trouble = trouble or getattr(self, "_trouble", None) or self._damage
        text = messages.sentence(self._trouble) if self._trouble is not None else ""
        if self._wrong > 1 and len(self.sign_buttons) > 1 and not self._by_words:
            text = f"{text}\n" + _("Forgotten? A coordinator who can open the vault gives you a new passphrase in Settings.")
        if self._wait:
            wait = ngettext("You can try again in {n} second.", "You can try again in {n} seconds.", self._wait).format(n=self._wait)
            text = f"{text}\n{wait}"
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self._offer_backup()

    def _offer_backup(self) -> None:
        """Where the vault can't be opened a backup may help; the unlock page of a good one loads nothing of this."""
        if self._trouble is None or self._rescue is not None:
            return
        from ui.pages.rescue import Rescue, helps
        from ui.widgets.reading_order import put_in_order

        if helps(self._trouble):
            self._rescue = Rescue(self.session)
            self.rescue.addWidget(self._rescue)
            put_in_order(self)

    def _no_problem(self) -> None:
        if self._wait == 0 and self._damage is None:
            self._trouble = None
            self._say_problem()

    def _other_way(self) -> None:
        self._by_words = not self._by_words
        self._no_problem()
        self.retranslate()
        self._arrange()
        self._keyboard()

    def _keyboard(self) -> None:
        if self._by_words:
            self.words.setFocus()
            self.words.selectAll()
        else:
            self.passphrase.again()

    def submit(self) -> None:
        """Try what was entered."""
        if self._wait or not self.open_button.isEnabled():
            return
        self._set_busy(True)
        if self._by_words:
            vault.unlock(self.session, recovery_words=self.words.toPlainText(), done=self._done, failed=self._failed)
        else:
            vault.unlock(self.session, passphrase=self.passphrase.text(), sign=self._sign, done=self._done, failed=self._failed)

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        for widget in (self.open_button, self.other_button, self.signs):
            widget.setEnabled(not busy)
        self.passphrase.edit.setReadOnly(busy)
        self.words.setReadOnly(busy)

    def _done(self) -> None:
        self.passphrase.edit.clear()
        self.words.clear()
        self.opened.emit()

    def _failed(self, trouble: Trouble) -> None:
        self._set_busy(False)
        if isinstance(trouble, WrongSecret):
            self._wait = DELAYS[min(self._wrong, len(DELAYS) - 1)]
            self._wrong += 1
        self._say_problem(trouble)
        if self._wait:
            self.open_button.setEnabled(False)
            self._clock.start()
        self._keyboard()

    def _tick(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._wait = 0
            self._clock.stop()
            self.open_button.setEnabled(True)
        self._say_problem()

    def first_focus(self) -> QWidget:
        if self._facts is None and self._rescue is not None:
            return self._rescue.first_focus()
        return self.passphrase.edit
