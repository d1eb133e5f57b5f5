"""Something always has the keyboard: the first control of a page that comes up, and the page again when what had it goes away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["Keyboard"]


class Keyboard(QObject):
    """Looks after the keyboard of a window. `shown` gives what stands there, `wanted` where a page would begin."""

    def __init__(self, window: QWidget, shown: Callable[[], QWidget | None], wanted: Callable[[QWidget], QWidget | None]) -> None:
        super().__init__(window)
        self._window, self._shown, self._wanted = window, shown, wanted
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def give(self, page: QWidget) -> None:
        """Put the keyboard where the page wants it, or else into its first control."""
        wanted = self._wanted(page)
        first = wanted if wanted is not None and self._can_take(wanted) else next(filter(self._takes, page.findChildren(QWidget)), None)
        if first is not None:
            first.setFocus()

    def _takes(self, control: QWidget) -> bool:
        return self._can_take(control) and bool(control.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus)

    def _can_take(self, control: QWidget) -> bool:
        return control.isVisibleTo(self._window) and control.isEnabled()

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """When what had the keyboard goes away (a form was rebuilt, a button switched off), the page gets it back."""
        if now is None and QApplication.activeWindow() in (self._window, None) and self._window.isVisible():
            QTimer.singleShot(0, self, self._give_back)

    def _give_back(self) -> None:
        shown = self._shown()
        if QApplication.focusWidget() is None and shown is not None and self._window.isVisible():
            self.give(shown)
