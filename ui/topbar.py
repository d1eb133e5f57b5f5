"""The line at the top of every page: search, help, when it was last saved, who is signed in, and the language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

import locales
from locales import _, iso
from ui import icons, language
from ui.events import events
from ui.parts import tool

__all__ = ["LanguageButton", "SearchBox", "Topbar"]


class SearchBox(QLineEdit):
    """Finds people, from every page."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.returnPressed.connect(lambda: self.asked.emit(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


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
        self.search.setPlaceholderText(_("Search people"))
        self.search.setAccessibleName(_("Search people"))
        self.search.setToolTip(_("Search people (Ctrl+K)"))
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
