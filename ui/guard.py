"""What watches over an open vault: the clock of idleness, the keys that cover and lock, the clipboard, and other windows.

One filter sees every event of the program. F9 and Ctrl+L work also while a menu, a list or a dialog is open: those close first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTextEdit, QWidget

from ui.clipboard import Clipboard
from ui.events import events
from ui.idle import Idle

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Guard", "close_windows"]

SIGNS_OF_LIFE = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
})
MOST_POPUPS = 20


class Guard(QObject):
    """On duty between `begin` and `end`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._on_duty = window, False
        self.idle = Idle(window.is_listening, window.is_covered, self)
        self.clipboard: Clipboard | None = None
        self.idle.lock.connect(window.lock)
        self.idle.blank.connect(window.cover)
        self.idle.warning.connect(window.idle_bar.warn)
        self.idle.calm.connect(window.idle_bar.hide)
        events.idle_changed.connect(self._minutes_changed)

    def _minutes_changed(self, minutes: int) -> None:
        if self._on_duty:
            self.idle.start(minutes)

    def begin(self, minutes: int) -> None:
        """The vault is open."""
        if self.clipboard is None:
            self.clipboard = Clipboard(self)
        self._on_duty = True
        _application().installEventFilter(self)
        self.idle.start(minutes)

    def end(self) -> None:
        """The vault is being locked: what was copied goes, and every window but this one."""
        self._on_duty = False
        self.idle.stop()
        _application().removeEventFilter(self)
        if self.clipboard is not None:
            self.clipboard.clear()
        close_windows(self._window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Some ten thousand events build a page. Asked first for its type, each cost twice as much, and a page came up a third later.
        if not event.isInputEvent() and not isinstance(event, QInputMethodEvent):
            return False
        kind = event.type()
        if kind in SIGNS_OF_LIFE:
            self.idle.touched()
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._protects(event):
                return True
            if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
                _hold_selection(watched, event)
        return False

    def _protects(self, event: QKeyEvent) -> bool:
        """F9 or Ctrl+L while something else than the window has the keyboard to itself."""
        act = _act(event)
        if not act or (QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None):
            return False
        close_windows(self._window)
        (self.idle.lock if act == "lock" else self.idle.blank).emit()
        return True


def _act(event: QKeyEvent) -> str:
    if event.key() == Qt.Key.Key_F9 and not event.modifiers():
        return "cover"
    return "lock" if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier else ""


def _hold_selection(watched: QObject, event: QMouseEvent) -> None:
    """Let no text be dragged out into another program: pressing on what is selected lets go of the selection."""
    if event.button() != Qt.MouseButton.LeftButton or event.modifiers():
        return
    if isinstance(watched, QLabel) and watched.hasSelectedText():
        watched.setSelection(0, 0)
        return
    edit = watched.parent()
    if isinstance(edit, QPlainTextEdit | QTextEdit) and watched is edit.viewport() and edit.textCursor().hasSelection():
        edit.setTextCursor(edit.cursorForPosition(event.position().toPoint()))


def close_windows(but: QWidget) -> None:
    """Close every menu, list, tip and dialog. A loop in which one of them waits ends with it."""
    for _each in range(MOST_POPUPS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break
    for window in QApplication.topLevelWidgets():
        if window is not but and window.isVisible():
            window.close()
            window.hide()  # also one that doesn't want to be closed


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
