"""What first run and unlock page share: the choice of language above everything, and one calm column in the middle."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

import locales
from locales import _
from ui import language, theme
from ui.parts import button, label
from ui.session import Session

__all__ = ["Busy", "Entrance", "LanguageLine", "PassphraseEdit", "label_of"]


class LanguageLine(QWidget):
    """Every language by its own name, one press each."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        for code in language.offered():
            choice = button("quiet", checkable=True)
            choice.setText(locales.language(code).endonym)
            choice.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            self.buttons[code] = choice
            line.addWidget(choice)
        self.retranslate()

    def retranslate(self) -> None:
        for code, choice in self.buttons.items():
            choice.setChecked(code == locales.current().code)
            choice.setAccessibleDescription(_("Language of the window"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class PassphraseEdit(QWidget):
    """A passphrase with a button that shows it, and a word when the capitals lock is on. Pasting is welcome."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.edit = _CapsEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.caps.connect(self._caps)
        self.show_button = button(checkable=True)
        self.show_button.toggled.connect(self._show)
        self.caps_label = label("danger", hidden=True)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.caps_label)

    def text(self) -> str:
        return self.edit.text()

    def again(self) -> None:
        """Back with the keyboard, all of it selected: typing replaces it."""
        self.edit.setFocus()
        self.edit.selectAll()

    def _show(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        # Qt takes these away with the dots: a keyboard on the screen would learn the words.
        hint = QtCore.Qt.InputMethodHint
        self.edit.setInputMethodHints(hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase | hint.ImhHiddenText)
        self.word(self._name)

    def _caps(self, on: bool) -> None:
        self.caps_label.setVisible(on)

    def word(self, name: str) -> None:
        """Set the texts; `name` is what the label above says, for those who don't see it."""
        self._name = name
        self.edit.setAccessibleName(name)
        shown = self.show_button.isChecked()
        self.show_button.setText(_("Hide") if shown else _("Show"))
        self.show_button.setAccessibleName(_("Hide what is typed") if shown else _("Show what is typed"))
        self.caps_label.setText(_("The capitals lock is on."))


class _CapsEdit(QLineEdit):
    """Qt doesn't say whether the capitals lock is on; a capital typed without Shift does."""

    caps = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            self.caps.emit(text.isupper() != bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == QtCore.Qt.Key.Key_CapsLock:
            self.caps.emit(False)  # which way it went shows with the next letter
        super().keyPressEvent(event)


class Busy(QWidget):
    """One line while something takes a second or two; it says what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.label = label("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.label)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, text: str) -> None:
        """What is being done, for those who see it and for those who hear it."""
        self.label.setText(text)
        self.bar.setAccessibleName(text)


class _Content(QWidget):
    """What scrolls, and tells once that it is painted."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, self.painted.emit)


class Entrance(QWidget):
    """A page in front of the vault. `opened` is told once the vault is open and the volunteer ready."""

    opened = Signal()
    language_chosen = Signal(str)
    leaf = Signal(str)
    """Ask the main window for a page to read: "protection", "lost"."""
    painted = Signal()
    """Told once, when the page can be seen: what it can do without is loaded from then on."""
    CHAPTER = "door"
    """The chapter of the handbook that F1 opens here."""
    COLUMN = 560
    ROOM = 28
    """Pixels above and below what stands on the card."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.languages = LanguageLine()
        self.languages.chosen.connect(self.language_chosen)
        self.column = QVBoxLayout()
        self.column.setSpacing(14)
        card = QFrame()
        card.setProperty("card", True)
        card.setMaximumWidth(theme.scaled(self.COLUMN))
        self._card = card
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(36, self.ROOM, 36, self.ROOM)
        inside.addLayout(self.column)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        content = _Content()
        content.painted.connect(self.painted)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(24, 12, 24, 16)
        rows.addWidget(self.languages)
        rows.addStretch(2)
        rows.addLayout(middle)
        rows.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setProperty("focusPolicy", 0)  # none; by number: see `steady.spare_names`
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts."""
        return None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._card.setMaximumWidth(theme.scaled(self.COLUMN))
        super().changeEvent(event)


def label_of(widget: QWidget) -> QLabel:
    """The words above a field, tied to it for the keyboard and for screen readers."""
    made = label("section")
    made.setBuddy(widget)
    return made
