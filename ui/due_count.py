"""How much falls due, beside Needs on the side bar: looked up when a vault opens and whenever something changes that it counts."""

from __future__ import annotations

from PySide6.QtCore import QObject
from shiboken6 import isValid

from storage.changes import Changes
from ui.events import events
from ui.session import Session
from ui.sidebar import Sidebar

__all__ = ["DueCount"]

COUNTED = frozenset({"need", "follow-up", "referral", "member", "consent"})


class DueCount(QObject):
    """Keeps the number right as long as the side bar stands."""

    def __init__(self, session: Session, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._session, self._sidebar = session, sidebar
        events.changed.connect(self._changed)
        events.unlocked.connect(self.refresh)

    def _changed(self, changes: Changes) -> None:
        if changes.kinds & COUNTED:
            self.refresh()

    def refresh(self) -> None:
        """Count again, away from the window."""
        from storage import needs

        if self._session.jobs.is_open():
            self._session.jobs.read(needs.how_many_due, self._counted)

    def _counted(self, count: int) -> None:
        if isValid(self._sidebar):
            self._sidebar.set_due(count)
