"""After the recovery words: whose sign is yours, and a new passphrase for it. It may be left for another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from locales import _, iso
from models.errors import Trouble
from ui import icons, language, messages
from ui.operations import keys
from ui.pages.entrance import Busy, Entrance
from ui.pages.first_steps import SecretStep
from ui.parts import button, label
from ui.session import Session
from ui.widgets.reading_order import put_in_order
from ui.widgets.sign_picker import word

if TYPE_CHECKING:
    from storage.keys import Holder

__all__ = ["NewPassphrasePage"]


class NewPassphrasePage(Entrance):
    """The vault is open. `opened` is told when the passphrase is set, or left as it is."""

    COLUMN = 640

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.people: keys.People | None = None
        self.title, self.intro, self.whose = label(name="heading"), label(), label("section")
        self.choices = QButtonGroup(self)
        self.column_of_signs = QVBoxLayout()
        self.secret = SecretStep()
        self.problem = label("danger", hidden=True)
        self.set_button, self.skip_button = button("primary"), button("quiet")
        self.busy = Busy()
        buttons = QHBoxLayout()
        buttons.addWidget(self.set_button)
        buttons.addWidget(self.skip_button)
        buttons.addStretch(1)
        for widget in (self.title, self.intro, self.whose):
            self.column.addWidget(widget)
        self.column.addLayout(self.column_of_signs)
        self.column.addWidget(self.secret)
        self.column.addWidget(self.problem)
        self.column.addLayout(buttons)
        self.column.addWidget(self.busy)
        self.choices.idToggled.connect(lambda _place, _on: self._check())
        for edit in (self.secret.first, self.secret.second):
            edit.changed.connect(self._judge)
            edit.entered.connect(self.submit)
        self.set_button.clicked.connect(self.submit)
        self.skip_button.clicked.connect(self._leave)
        self.retranslate()
        self._check()
        keys.look(session, self._know)

    def _know(self, people: keys.People) -> None:
        """Offer everybody who has a passphrase; where there is one person alone, that one."""
        self.people = people
        self.secret.known = people.known
        for place, each in enumerate(self._holders()):
            choice = QRadioButton()
            choice.setIcon(icons.sign(each.sign))
            choice.setIconSize(icons.size() * 2)
            self.choices.addButton(choice, place)
            self.column_of_signs.addWidget(choice)
        buttons = self.choices.buttons()
        if len(buttons) == 1:
            buttons[0].setChecked(True)
        self.retranslate()
        first = self.secret.first.edit if len(buttons) == 1 else next(iter(buttons), self.skip_button)
        put_in_order(self)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holders(self) -> list[Holder]:
        return [each for each in self.people.holders if each.slot] if self.people else []

    def _judge(self) -> None:
        self.secret.judge()
        self._check()

    def _check(self) -> None:
        self.problem.hide()
        self.set_button.setEnabled(self.secret.holds() and self.choices.checkedId() >= 0 and self.busy.isHidden())

    def submit(self) -> None:
        """Set the passphrase."""
        if self.set_button.isEnabled():
            self._set_busy(True)
            who = self._holders()[self.choices.checkedId()]
            keys.choose_own(self.session, who, self.secret.first.text(), self._leave, self._failed)

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.skip_button.setEnabled(not busy)
        self._check()

    def _failed(self, trouble: Trouble) -> None:
        self._set_busy(False)
        self.problem.setText(messages.sentence(trouble))
        self.problem.show()

    def _leave(self) -> None:
        self.secret.forget()
        self.opened.emit()

    def first_focus(self) -> QWidget | None:
        return self.secret.first.edit

    def retranslate(self) -> None:
        self.title.setText(_("A new passphrase"))
        language.lead(self.title)
        self.intro.setText(_("The recovery words opened the vault. Choose a new passphrase now, and put the sheet back into a sealed envelope."))
        self.whose.setText(_("Which sign is yours?"))
        for choice, each in zip(self.choices.buttons(), self._holders(), strict=False):
            choice.setText(_("{sign}: {name}").format(sign=word(each.sign), name=iso(each.name)) if each.name else word(each.sign))
        self.secret.retranslate()
        self.busy.say(_("One moment…"))
        self.set_button.setText(_("Set the passphrase"))
        self.skip_button.setText(_("Not now"))
