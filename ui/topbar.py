"""The line at the top of every page: search, help, when it was last saved, who is signed in, and the language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

import locales
from locales import _, iso
from ui import icons, language
from ui.events import events
from ui.parts import tool
from ui.widgets.level import LevelLine

__all__ = ["LanguageButton", "SearchBox", "Topbar"]


STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 2, Qt.Key.Key_PageUp: -2}
OWN_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchBox(LevelLine):
    """Where somebody types what they look for; `ui.search` shows what fits under it."""

    step = Signal(int)
    """Up and down in the list: 1 and -1, a page 2 and -2."""
    enter = Signal()
    escape = Signal()
    gone = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_busy = False
        """Whether a search is under way or its list is open: then Enter and Escape are the box's own."""
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def event(self, event: QEvent) -> bool:
        """A search that is under way owns Escape and Enter, also where the page has a shortcut on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.is_busy and event.key() in OWN_KEYS \
                and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.step.emit(STEPS[key])
        elif key == Qt.Key.Key_Escape and (self.is_busy or self.text()):
            self.escape.emit()
        elif key in OWN_KEYS and key != Qt.Key.Key_Escape:
            self.enter.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.gone.emit()


class LanguageButton(QToolButton):
    """Two clicks to another language: the button, the language. Each stands there in its own script."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icons.icon("language"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where somebody is typing
        menu = QMenu(self)
        for code in language.offered():
            action = menu.addAction(locales.language(code).endonym)
            action.setData(code)
        menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.setMenu(menu)
        self.retranslate()

    def retranslate(self) -> None:
        name = locales.current().language.endonym
        self.setText(name)
        self.setIconSize(icons.beside_text())
        self.setAccessibleName(_("Language: {name}").format(name=iso(name)))
        self.setToolTip(_("Choose the language of the window"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and self.menu() is not None:
            self.retranslate()
        super().changeEvent(event)


class Topbar(QFrame):
    """Always there, always the same."""

    help = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self._saved: datetime | None = None
        self._volunteer = ""
        self.search = SearchBox()
        self.search.setMaximumWidth(420)
        self.saved = QLabel()
        self.saved.setProperty("kind", "muted")
        self.who = QLabel()
        self.help_button = tool("help")
        self.help_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.help_button.clicked.connect(self.help)
        self.language = LanguageButton()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a page scrolls, this line is never squeezed
        line = QHBoxLayout(self)
        line.setContentsMargins(32, 10, 24, 10)
        line.setSpacing(16)
        line.addWidget(self.search, 3)
        line.addStretch(1)
        for widget in (self.saved, self.who, self.help_button, self.language):
            line.addWidget(widget)
        events.saved.connect(self.saved_now)
        self.retranslate()

    def saved_now(self) -> None:
        """Something was made durable just now."""
        self._saved = datetime.now()
        self.retranslate()

    def sign_in(self, volunteer: str) -> None:
        """Show who is signed in; "" for nobody."""
        self._volunteer, self._saved = volunteer, None
        self.search.clear()
        self.retranslate()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(_("Search people, stories, needs, actions"))
        self.search.setAccessibleName(_("Search people, stories, needs and what you can do"))
        self.search.setToolTip(_("Search (Ctrl+K)"))
        self.help_button.setIconSize(icons.size())
        self.help_button.setAccessibleName(_("Help on this page"))
        self.help_button.setToolTip(_("Help on this page (F1)"))
        self.saved.setText(_("Saved {time}").format(time=f"{self._saved:%H:%M}") if self._saved else "")
        self.saved.setVisible(self._saved is not None)
        self.who.setText(iso(self._volunteer) if self._volunteer else "")
        self.who.setVisible(bool(self._volunteer))
        self.who.setAccessibleName(_("Signed in: {name}").format(name=iso(self._volunteer)) if self._volunteer else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and hasattr(self, "language"):
            self.retranslate()
        super().changeEvent(event)
