"""The way into the sample vault: nothing to enter, a moment to wait."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from locales import _
from models.errors import Trouble
from ui import messages
from ui.operations import demo
from ui.pages.entrance import Busy, Entrance
from ui.parts import label
from ui.session import Session

__all__ = ["DemoPage"]


class DemoPage(Entrance):
    """Makes a vault with fictional people in a folder that goes when the window is closed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title, self.text, self.busy = label(name="heading"), label(), Busy()
        for widget in (self.title, self.text, self.busy):
            self.column.addWidget(widget)
        self.busy.show()
        self.retranslate()
        QTimer.singleShot(0, lambda: demo.make(session, self.opened.emit, self._failed))

    def _failed(self, trouble: Trouble) -> None:
        self.busy.hide()
        messages.show(trouble)

    def retranslate(self) -> None:
        self.title.setText(_("A sample to try things on"))
        self.text.setText(_("Everybody in it is invented, and nothing is kept when you close the window."))
        self.busy.say(_("Making the sample. This takes a few seconds…"))
