"""Settings: after how many minutes without a key the window locks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from locales import N_, _, ngettext
from models import idle
from ui import messages
from ui.operations import vault
from ui.pages.settings.section import Section
from ui.parts import label
from ui.session import Session
from ui.widgets.chips import Chips

__all__ = ["LockingSection", "minutes"]


def minutes(number: int) -> str:
    """A number of minutes in words."""
    return ngettext("{n} minute", "{n} minutes", number).format(n=number)


class LockingSection(Section):
    """One row, for everybody who opens this vault on this computer."""

    title_msg = N_("Locking")
    help_msg = N_("F9 covers the screen and Ctrl+L locks, at any moment. This is for when nobody thinks of it.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.ask, self.note = label("section"), label("muted")
        self.choices = Chips([str(each) for each in idle.CHOICES], lambda code: minutes(int(code)))
        self.choices.picked.connect(self._choose)
        for widget in (self.ask, self.choices, self.note):
            self.body.addWidget(widget)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        self.choices.set_code(str(self.session.idle_minutes))

    def _choose(self, code: str) -> None:
        before = self.session.idle_minutes
        if not code or int(code) == before:  # the one that is chosen was pressed again
            self.refresh()
            return
        vault.set_idle_minutes(self.session, int(code), self.refresh)
        messages.undoable(lambda: _("The time until the lock was changed."), lambda: vault.set_idle_minutes(self.session, before, self.refresh))

    def retranslate(self) -> None:
        super().retranslate()
        self.ask.setText(_("Lock when idle for"))
        self.note.setText(ngettext("In a conversation the screen is only covered after that time, and the vault locks after {n} minute.",
                                   "In a conversation the screen is only covered after that time, and the vault locks after {n} minutes.",
                                   idle.LISTENING).format(n=idle.LISTENING))
        self.choices.renew()
        self.choices.name(self.ask.text())
