"""What is sensitive stays closed until a volunteer says why it is opened; the reason goes into the access log."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from locales import _, current
from models.vocabulary import vocabulary
from ui.parts import button, label
from ui.widgets.chips import Chips
from ui.widgets.fitting import Wrapped

__all__ = ["RESUMED", "ReasonGate"]

OTHER, RESUMED = "other", "resumed"
"""A reason in somebody's own words; and the one that Raddir writes when it brings half-typed answers back."""


REASON_LETTERS = 34


class ReasonGate(QFrame):
    """Reasons to choose from, each of which opens at once; another one is typed."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.asks = label()
        codes = [each.code for each in vocabulary("access-reason").choices() if each.code != RESUMED]
        self.chips = Chips(codes, lambda code: vocabulary("access-reason").label(code, current()))
        self.own, self.open_button = QLineEdit(), button()
        self.own.setMinimumHeight(32)
        self._fit()
        self.typed = Wrapped()
        self.typed.add(self.own)
        self.typed.add(self.open_button)
        column = QVBoxLayout(self)
        for part in (self.asks, self.chips, self.typed):
            column.addWidget(part)
        self.typed.hide()
        self.chips.picked.connect(self._picked)
        self.own.returnPressed.connect(self._typed)
        self.own.textChanged.connect(lambda text: self.open_button.setEnabled(bool(text.strip())))
        self.open_button.clicked.connect(self._typed)
        self.open_button.setEnabled(False)
        self.retranslate()

    def _fit(self) -> None:
        """Room for a reason of a few words."""
        self.own.setMinimumWidth(self.fontMetrics().averageCharWidth() * REASON_LETTERS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "own"):
            self._fit()

    def reset(self) -> None:
        """Nothing chosen, nothing typed."""
        self.chips.set_code("")
        self.own.clear()
        self.typed.hide()

    def take_focus(self) -> None:
        self.chips.button(vocabulary("access-reason").choices()[0].code).setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, code: str) -> None:
        self.typed.setVisible(code == OTHER)
        if code == OTHER:
            self.own.setFocus()
        elif code:
            self.given.emit(code)

    def _typed(self) -> None:
        reason = self.own.text().strip()
        if reason:
            self.given.emit(reason)

    def retranslate(self) -> None:
        self.asks.setText(_("Sensitive answers are closed. Why do you open them? The reason is written into the access log."))
        self.chips.renew()
        self.chips.name(_("Why do you open the sensitive answers?"))
        self.own.setAccessibleName(_("The reason, in your words"))
        self.own.setPlaceholderText(_("The reason, in your words"))
        self.open_button.setText(_("Open"))
