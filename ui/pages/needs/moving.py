"""Moving a need: M, then the letter or the number of where it goes. The same line can be pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from locales import _, current
from models.need import BOARD
from models.vocabulary import vocabulary
from storage.needs import NeedLine
from ui.models.needs import about
from ui.parts import label
from ui.widgets.chips import Chips

__all__ = ["INTO", "MoveLine"]

INTO = {column: states[0] for column, states in BOARD.items()}
"""The state a need takes that is dropped into a column."""
KEYS = {"new": ("n",), "active": ("p",), "waiting": ("w",), "met": ("s",), "part": ("l",), "unmet": ("x",), "dropped": ("d",)}


class MoveLine(QFrame):
    """Where the marked need may go."""

    picked = Signal(object, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.line: NeedLine | None = None
        self.asks = label()
        self.chips = Chips([each.code for each in vocabulary("need-status").choices()], self._label, keys=KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.asks)
        column.addWidget(self.chips)
        self.chips.picked.connect(self._picked)
        self.hide()

    def ask(self, line: NeedLine) -> None:
        """Ask where this one goes, and wait for the key."""
        self.line = line
        self.chips.set_code(line.status)
        self.retranslate()
        self.show()
        self.chips.button(line.status if line.status in KEYS else "new").setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, status: str) -> None:
        line, self.line = self.line, None
        self.hide()
        if line is not None and status and status != line.status:
            self.picked.emit(line, status)
        else:
            self.left.emit()

    def leave(self) -> None:
        """It stays where it is."""
        self._picked("")

    @staticmethod
    def _label(code: str) -> str:
        word = vocabulary("need-status").label(code, current())
        return _("{word} ({key})").format(word=word, key=KEYS[code][0].upper())

    def retranslate(self) -> None:
        need = about(self.line) if self.line is not None else ""
        self.asks.setText(_("Where does it go? {need}. A letter or a number moves it, Escape leaves it.").format(need=need))
        self.chips.renew()
        self.chips.name(_("Where does it go?"))
