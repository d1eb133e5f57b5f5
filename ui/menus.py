"""The menu bar, for the keyboard and for screen readers: every act of the frame with its words and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

import locales
from locales import N_, _
from ui import language
from ui.places import PLACES
from ui.undo_keys import UndoKeys
from ui.widgets.keys import combination

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Menus"]


class Menus(QObject):
    """The window's actions. Those that need an open vault are off at the door."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._words: list[tuple[QAction | QMenu, str]] = []
        self._inside: list[QAction] = []
        self._people: list[QAction] = []
        self._always: list[QAction] = []
        self._is_open, self._takes_people, self._enabled = False, False, True
        self._build()
        window.installEventFilter(self)
        self.retranslate()
        self._apply()

    def _build(self) -> None:
        window = self._window
        go, edit, vault, view, language_menu, helping = (
            self._menu(text) for text in (N_("&Go"), N_("&Edit"), N_("&Vault"), N_("V&iew"), N_("&Language"), N_("&Help"))
        )
        self._build_edit(edit)
        for each in PLACES:
            if each.on_sidebar:
                action = self._action(go, each.title, each.key, lambda name=each.name: window.go(name))
                (self._people if each.needs_people else self._inside).append(action)
        self._inside.append(self._action(go, N_("Forms on paper"), "", lambda: window.go("forms")))
        search = self._action(go, N_("Search people"), "Ctrl+K", window.search)
        search.setShortcuts([combination("Ctrl+K"), combination("Ctrl+F")])
        self._inside.append(search)
        self._always.append(self._action(vault, N_("Cover the screen"), "F9", window.cover))
        self._inside.append(self._action(vault, N_("Lock"), "Ctrl+L", window.lock))
        self._always.append(self._action(vault, N_("Lock and quit"), "Ctrl+Q", window.close))
        self._always.append(self._action(view, N_("Larger text"), "Ctrl++", lambda: window.choose_text_size(+1)))
        self._always.append(self._action(view, N_("Smaller text"), "Ctrl+-", lambda: window.choose_text_size(-1)))
        for code in language.offered():
            action = self._action(language_menu, "", "", lambda code=code: window.choose_language(code))
            action.setText(locales.language(code).endonym)
            self._always.append(action)
        self._always.append(self._action(helping, N_("Help on this page"), "F1", window.help))
        self._always.append(self._action(helping, N_("She is in danger now"), "F2", window.danger))
        for name, text in (("lost", N_("A laptop is lost: what to do tonight")), ("protection", N_("What is protected, and what isn't"))):
            self._always.append(self._action(helping, text, "", lambda name=name: window.leaf(name)))

    def _build_edit(self, menu: QMenu) -> None:
        """Undo and redo, each with the name of what it is about."""
        stack = self._window.session.undo
        self._undo = self._action(menu, "", "Ctrl+Z", stack.undo)
        self._redo = self._action(menu, "", "Ctrl+Shift+Z", stack.redo)
        self._redo.setShortcuts([combination("Ctrl+Shift+Z"), combination("Ctrl+Y")])
        self._inside.append(self._action(menu, N_("Bin"), "", lambda: self._window.go("bin")))
        self._keys = UndoKeys(self)
        stack.changed.connect(self._name_undo)

    def _name_undo(self) -> None:
        stack = self._window.session.undo
        on = self._is_open and self._enabled
        for action, acts, bare, named in (
            (self._undo, stack.done, _("Undo"), _("Undo: {act}")), (self._redo, stack.undone, _("Redo"), _("Redo: {act}")),
        ):
            action.setText(named.format(act=acts[-1].text()).replace("&", "&&") if acts else bare)
            action.setEnabled(on and bool(acts))

    def _menu(self, text: str) -> QMenu:
        menu = self._window.menuBar().addMenu("")
        self._words.append((menu, text))
        return menu

    def _action(self, menu: QMenu, text: str, key: str, act: object) -> QAction:
        action = menu.addAction("")
        if key:
            action.setShortcut(combination(key))
        action.triggered.connect(lambda _checked=False: act())  # type: ignore[operator]
        if text:
            self._words.append((action, text))
        self._window.addAction(action)
        return action

    def set_open(self, is_open: bool, *, takes_people: bool) -> None:
        """Switch on what needs an open vault."""
        self._is_open, self._takes_people = is_open, takes_people
        self._apply()

    def set_enabled(self, enabled: bool) -> None:
        """Switch everything off while the screen is covered, and on again."""
        self._enabled = enabled
        self._apply()

    def _apply(self) -> None:
        for actions, on in (
            (self._always, True), (self._inside, self._is_open), (self._people, self._is_open and self._takes_people),
        ):
            for action in actions:
                action.setEnabled(on and self._enabled)
        self._name_undo()

    def retranslate(self) -> None:
        for thing, text in self._words:
            thing.setTitle(_(text)) if isinstance(thing, QMenu) else thing.setText(_(text))
        self._name_undo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)
