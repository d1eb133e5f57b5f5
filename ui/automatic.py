"""Backups that nobody has to think of: once a day on a quiet moment, and whenever the window closes, if something changed since the last.

Never at the lock, which is instant. Whoever was erased leaves the backups in the same quiet way.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from locales import _
from models.errors import Trouble
from ui import messages
from ui.events import events
from ui.jobs import Progress
from ui.main_window import MainWindow
from ui.operations import backup
from ui.pages.entrance import Busy
from ui.parts import button

__all__ = ["Automatic", "Leaving"]

NOTHING = backup.Due(today=False, closing=False)
FIRST_MS, AGAIN_MS, SOON_MS = 4 * 60_000, 30 * 60_000, 1_000


class Automatic(QObject):
    """Watches one window from outside."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._due, self._leaving = NOTHING, False
        self._progress: Progress | None = None
        self._quiet = QTimer(self, interval=FIRST_MS)
        self._quiet.timeout.connect(self._look)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._ask)
        events.unlocked.connect(self._unlocked)
        events.changed.connect(self._changed)
        events.locked.connect(self._locked)
        window.installEventFilter(self)

    def _unlocked(self) -> None:
        self._quiet.start(FIRST_MS)
        self._soon.start()

    def _changed(self, _changes: object) -> None:
        self._soon.start()

    def _locked(self) -> None:
        self._quiet.stop()
        self._soon.stop()
        self._due, self._progress = NOTHING, None

    def _ask(self) -> None:
        """Know beforehand whether a backup is due: at the end there is no time to ask."""
        if self._session.jobs.is_open() and not (self._session.is_demo or self._session.is_practice):
            backup.forget(self._session)
            backup.due(self._session, self._know)

    def _know(self, due: backup.Due) -> None:
        self._due = due

    def _look(self) -> None:
        self._quiet.setInterval(AGAIN_MS)
        if self._due.today and self._progress is None and self._session.jobs.idle():
            self._begin()

    def _begin(self) -> None:
        self._progress = Progress()
        backup.make(self._session, None, self._progress, self._made, self._failed)

    def _made(self) -> None:
        self._due, self._progress = NOTHING, None
        self._go_on()

    def _failed(self, trouble: Trouble) -> None:
        self._progress, self._due = None, NOTHING  # said once a day is enough; Home shows how old the last one is
        messages.show(trouble)
        self._go_on()

    # Before the window closes -------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self._due.closing and not self._leaving and self._session.jobs.is_open():
            event.ignore()
            self._leave()
            return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Put away what is typed, show one line of what is done, and a way to close without it."""
        self._leaving = True
        page = self._window.page()
        if page is not None:
            page.leave()
        self.panel = Leaving()
        self.panel.skip_button.clicked.connect(self._skip)
        self._window.menuBar().hide()
        self._window.root.addWidget(self.panel)
        self._window.root.setCurrentWidget(self.panel)
        self.panel.skip_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._progress is None:
            self._begin()

    def _skip(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
        self._go_on()

    def _go_on(self) -> None:
        if self._leaving:
            self._window.close()


class Leaving(QWidget):
    """Seen while a backup is made before the window closes."""

    def __init__(self) -> None:
        super().__init__()
        self.busy, self.skip_button = Busy(), button()
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.busy)
        column.addWidget(self.skip_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.setContentsMargins(48, 24, 48, 24)
        self.busy.show()
        self.retranslate()

    def retranslate(self) -> None:
        self.busy.say(_("Making a backup before Raddir closes…"))
        self.skip_button.setText(_("Close without it"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
