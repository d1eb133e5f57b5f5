"""The first run: who you are, a passphrase that holds, and the recovery words on paper. Three steps, and the vault is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

import locales
from locales import _
from models.errors import Trouble
from ui import messages
from ui.operations import vault
from ui.pages.entrance import Busy, Entrance
from ui.pages.first_steps import GroupStep, PaperStep, SecretStep
from ui.parts import button, label
from ui.session import Session

__all__ = ["FirstRunPage"]


class FirstRunPage(Entrance):
    """Makes the vault. Back works until it is made; nothing is on the disk before."""

    COLUMN = 640

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.step_line = label("muted")
        self.title = label(name="heading")
        self.intro = label()
        self.group, self.secret, self.paper = GroupStep(), SecretStep(), PaperStep()
        self.steps = (self.group, self.secret, self.paper)
        self.step, self._making = 0, False
        self.problem = label("danger", hidden=True)
        self.busy = Busy()
        self.back_button, self.next_button = button(), button("primary")
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        for widget in (self.step_line, self.title, self.intro, *self.steps, self.problem, self.busy):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.back_button.clicked.connect(lambda: self._show(self.step - 1))
        self.next_button.clicked.connect(self.forward)
        for edit in (self.group.name, self.group.volunteer, self.secret.first.edit, self.secret.second.edit):
            edit.returnPressed.connect(self.forward)
        self.group.name.textChanged.connect(self._fits)
        self.secret.first.changed.connect(self._fits)
        self.secret.second.changed.connect(self._fits)
        self.paper.written.toggled.connect(self._fits)
        self.retranslate()
        self._show(0)

    def first_focus(self) -> QWidget:
        return self.group.name

    def _show(self, step: int) -> None:
        self.step = step
        for number, each in enumerate(self.steps):
            each.setVisible(number == step)
        self.retranslate()
        self._fits()
        focus: QWidget = (self.group.name, self.secret.first.edit, self.paper.written)[step]
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fits(self) -> None:
        """Whether this step is done. What is missing is said beside it, while it is typed."""
        step = self.step
        self.secret.known = (self.group.name.text(), self.group.volunteer.text())
        self.secret.judge()
        done = (bool(self.group.name.text().strip()), self.secret.holds(), self.paper.written.isChecked())[step]
        self.next_button.setEnabled(done and not self._making)
        self.back_button.setVisible(step == 1)
        self.problem.setVisible(step == 1 and bool(self.problem.text()))

    def forward(self) -> None:
        """On to the next step, when this one is done."""
        if not self.next_button.isEnabled():
            self.focusNextChild()
            return
        step = self.step
        if step == 0:
            self._show(1)
        elif step == 1:
            self._make()
        else:
            self.paper.forget()
            self.opened.emit()

    def _make(self) -> None:
        self._set_busy(True)
        vault.create(
            self.session, self.secret.first.text(), association=self.group.name.text().strip(),
            volunteer=self.group.volunteer.text().strip(),
            language=vault.working_language(locales.current().code), done=self._made, failed=self._failed,
        )

    def _set_busy(self, busy: bool) -> None:
        self._making = busy
        self.busy.setVisible(busy)
        self.secret.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self._fits()

    def _made(self, words: tuple[str, ...]) -> None:
        self._set_busy(False)
        self.secret.forget()
        self.paper.show_words(words)
        self._show(2)

    def _failed(self, trouble: Trouble) -> None:
        self._set_busy(False)
        self.problem.setText(messages.sentence(trouble))
        self.problem.show()
        self.secret.first.again()

    def retranslate(self) -> None:
        step = self.step
        self.step_line.setText(_("Set up Raddir: step {n} of {all}").format(n=step + 1, all=len(self.steps)))
        self.title.setText((_("Your association"), _("Choose a passphrase"), _("Write down the recovery words"))[step])
        self.intro.setText((
            _("Everything stays on this computer, locked. Nothing is sent anywhere."),
            _("It locks everything. Nobody can open the data without it, and nobody can give you a new one."),
            _("They open the vault when the passphrase is lost. Write them on paper, by hand, in this order. They are shown only "
              "now. Keep the paper away from this computer, and don't photograph it."),
        )[step])
        self.busy.say(_("Making the vault. This takes a few seconds…"))
        self.back_button.setText(_("Back"))
        self.next_button.setText((_("Continue"), _("Make the vault"), _("Start"))[step])
        for each in (self.group, self.secret, self.paper):
            each.retranslate()
