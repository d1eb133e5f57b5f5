"""The way into the practice vault: nothing to enter, a moment to wait, and a way back."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from locales import _
from models.errors import Trouble
from ui import messages
from ui.events import events
from ui.operations import practice
from ui.pages.entrance import Busy, Entrance
from ui.parts import button, label
from ui.session import Session

__all__ = ["PracticePage"]


class PracticePage(Entrance):
    """Opens the practice vault, or makes it. What goes wrong is said here, and leads back to the real vault."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.text, self.problem, self.busy = label(name="heading"), label(), label("danger", hidden=True), Busy()
        self.back_button = button()
        self.back_button.hide()
        self.back_button.clicked.connect(lambda: events.practise.emit(False))
        for widget in (self.title, self.text, self.problem, self.busy, self.back_button):
            self.column.addWidget(widget)
        self.busy.show()
        self._trouble: Trouble | None = None
        self.retranslate()
        anew, session.practice_anew = session.practice_anew, False
        QTimer.singleShot(0, self, lambda: practice.enter(session, self.opened.emit, self._failed, anew=anew))

    def first_focus(self) -> QWidget:
        return self.back_button if self._trouble is not None else self.languages

    def _failed(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self.busy.hide()
        self.problem.show()
        self.back_button.show()
        self.retranslate()
        self.back_button.setFocus()

    def retranslate(self) -> None:
        self.title.setText(_("A vault to practise in"))
        self.text.setText(_("Everybody in it is invented. It is a vault of its own and never mixes with yours."))
        self.busy.say(_("Making the practice vault. This takes a few seconds…"))
        self.back_button.setText(_("Back to our vault"))
        self.problem.setText(messages.sentence(self._trouble) if self._trouble is not None else "")
