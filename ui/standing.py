"""Where a volunteer is when the window is locked, and the way back there after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from shiboken6 import isValid

from ui import messages
from ui.operations.vault import Left, left_half

if TYPE_CHECKING:
    from storage.drafts import Half
    from ui.main_window import MainWindow

__all__ = ["half_done", "stand_again"]

ROUNDS = 8
"""How often a page is asked to put back what stood on it while it loads."""


def half_done(window: MainWindow, *, always: bool) -> list[Half]:
    """What is half done on the page, and where the volunteer is: always, or only where something is half done."""
    page = window.page()
    if page is None or window.frame is None:
        return []
    halves: list[Half] = []
    left, about = Left(window.here, search=window.frame.topbar.search.text()), None
    try:
        halves = page.halves()
        about = page.about()
        left = left._replace(argument=page.place(), page=page.standing())
    except Exception as error:  # a fault of a page; the lock goes on
        messages.bug(error)
    if always or halves or left.page.get("half"):
        halves = [*halves, left_half(window.session.volunteer_id, left, about)]
    return halves


def stand_again(window: MainWindow, left: Left) -> bool:
    """Put back what stood on the page, once everything it shows is loaded. Whether there was anything."""
    page, frame, jobs = window.page(), window.frame, window.session.jobs
    if page is None or frame is None or not (left.page or left.search):
        return False
    rounds = iter(range(ROUNDS))
    search = frame.topbar.search
    search.setText(left.search)

    def loaded() -> None:
        here = isValid(page) and window.page() is page and next(rounds, None) is not None
        if here and not page.stand_again(left.page):
            return
        jobs.rested.disconnect(loaded)
        if here and left.search and not left.page.get("focus"):
            search.setFocus(Qt.FocusReason.OtherFocusReason)

    jobs.rested.connect(loaded)
    jobs.away(_nothing)  # there may be nothing to wait for
    return True


def _nothing() -> None:
    """A job without work: its end tells that those before it are done."""
