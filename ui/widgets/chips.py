"""A few answers in a row, one stop of the Tab key: picked by a click, by arrow keys, by their number or by a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton

from ui.widgets.buttons import chip
from ui.widgets.fitting import Wrapped

_FORWARD, _BACK = Qt.Key.Key_Right, Qt.Key.Key_Left


class Chips(Wrapped):
    """Answers beside each other, at most one of them picked. Pressing the picked one again takes the answer back.

    `keys` gives more letters for an answer: {"given": ("Y",)}; each also has its number, counted from 1.
    """

    picked = Signal(str)
    keyed = Signal(str)
    """The same, when it was done by a letter or a number: who listens may go on to the next question."""

    def __init__(self, codes: Sequence[str], label: Callable[[str], str], *, keys: Mapping[str, Sequence[str]] | None = None,
                 full: Callable[[str], str] | None = None, leads: bool = False) -> None:
        """`leads` lets Qt hand the keyboard from the row to its stop. On a page whose order is set anew (`put_in_order`) such a row would stay
        behind in that order and lead the Tab key back in a circle."""
        super().__init__()
        self._leads = leads
        self.setObjectName("chips")
        self._codes, self._label, self._full, self._letters = tuple(codes), label, full, dict(keys or {})
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._code = ""
        for each in self._codes:
            self.add(self._made(each))
        self._one_stop()
        self.renew()

    def _made(self, code: str) -> QPushButton:
        button = chip()
        button.clicked.connect(lambda: self.pick("" if self._code == code else code))
        button.installEventFilter(self)
        self._buttons[code] = button
        self._group.addButton(button)
        return button

    def code(self) -> str:
        return self._code

    def button(self, code: str) -> QPushButton:
        return self._buttons[code]

    def set_code(self, code: str) -> None:
        """Show an answer without telling anybody; one that isn't among them shows none."""
        self._code = code if code in self._buttons else ""
        for each, button in self._buttons.items():
            button.setChecked(each == self._code)
        self._one_stop()

    def take_focus(self) -> None:
        """Give the keyboard to the picked answer, or else to the first."""
        self._buttons[self._code or self._codes[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The row itself takes no keys: its stop does."""
        self._buttons[self._code or self._codes[0]].setFocus(reason)

    def hasFocus(self) -> bool:
        """Whether one of the answers has the keyboard."""
        return any(button.hasFocus() for button in self._buttons.values())

    def pick(self, code: str) -> None:
        """Answer as the user does."""
        self.set_code(code)
        self.picked.emit(self._code)

    def set_letters(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Take the letters of another language."""
        self._letters = dict(keys)

    def renew(self) -> None:
        """Take the words anew: the language changed."""
        for number, (code, button) in enumerate(self._buttons.items(), 1):
            button.setText(self._label(code))
            full = self._full(code) if self._full is not None else self._label(code)
            button.setToolTip(f"{full} ({number})")
            button.setAccessibleName(full)
        self.updateGeometry()

    def name(self, sentence: str) -> None:
        """What the whole row asks, for those who hear the screen."""
        self.setAccessibleName(sentence)
        for code, button in self._buttons.items():
            full = self._full(code) if self._full is not None else self._label(code)
            button.setAccessibleDescription(sentence)
            button.setAccessibleName(full)

    def take_key(self, event: QKeyEvent) -> str | None:
        """The answer a key stands for: its number, or one of its letters."""
        text = event.text().casefold()
        if not text or event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return None
        if text.isdigit() and 1 <= int(text) <= len(self._codes):
            return self._codes[int(text) - 1]
        return next((code for code, letters in self._letters.items() if text in {each.casefold() for each in letters}), None)

    def _one_stop(self) -> None:
        """Only the picked answer, or else the first, is a stop of the Tab key."""
        stop = self._code or (self._codes[0] if self._codes else "")
        for each, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == stop else Qt.FocusPolicy.ClickFocus)
        if stop and self._leads:
            self.setFocusProxy(self._buttons[stop])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            code = self.take_key(event)
            if code is not None:
                had_focus = isinstance(watched, QPushButton) and watched.hasFocus()
                self.pick(code)
                if had_focus and watched.hasFocus():  # type: ignore[attr-defined]
                    self._buttons[code].setFocus(Qt.FocusReason.OtherFocusReason)
                self.keyed.emit(code)
                return True
            if event.key() in (_FORWARD, _BACK) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._step(watched, event.key())
                return True
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.pick("")
                return True
        return super().eventFilter(watched, event)

    def _step(self, button: QObject, key: int) -> None:
        buttons = list(self._buttons.values())
        if button not in buttons:
            return
        forward = (key == _FORWARD) != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        place = max(0, min(len(buttons) - 1, buttons.index(button) + (1 if forward else -1)))
        buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
