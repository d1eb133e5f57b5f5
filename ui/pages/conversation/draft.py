"""Losing words is the unforgivable fault: what was typed is in the vault a second after the first letter that isn't there yet.

The clock starts with the first change and isn't set back by the next one, so that somebody who types without a pause is safe too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from models.errors import Trouble
from storage.drafts import Half
from ui import messages
from ui.controls import cursor_in, set_cursor
from ui.operations.conversation import keep_draft, keep_draft_now
from ui.session import Session

KEPT_AFTER_MS = 700
"""The write itself takes well under the 300 ms that remain of the second."""
AGAIN_AFTER_MS = 5_000
"""After a failure (no room on the disk) it is tried again; what was typed is still on the screen."""

Collected = tuple[str, dict[str, Any], str, str | None]
"""The draft's id, its data, the step and the person's id where a record exists."""


class DraftKeeper(QObject):
    """Keeps the draft of a page. `collect` gives what is to be kept, or None while nothing may be."""

    def __init__(self, session: Session, collect: Callable[[], Collected | None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._collect = session, collect
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.keep)
        self._unkept = self._refused = False
        self.begun = False
        """Whether there is anything to come back to: something was changed, or a draft was opened."""

    @property
    def waits(self) -> bool:
        """Whether something could not be put into the vault yet."""
        return self._unkept

    def touch(self) -> None:
        """Something was typed, ticked or taken away."""
        self._unkept = self.begun = True
        if not self._timer.isActive():
            self._timer.start(KEPT_AFTER_MS)

    def keep(self) -> None:
        """Put it into the vault beside the typing."""
        found = self._collect() if self._unkept else None
        if found is None:
            return
        self._unkept = False
        keep_draft(self._session, *found, done=self._kept, failed=self._failed)

    def keep_now(self) -> None:
        """Put it into the vault before going on: the page is left, or the vault is about to be locked."""
        self._timer.stop()
        found = self._collect() if self._unkept else None
        if found is None or not self._session.jobs.is_open():
            return
        self._unkept = False
        try:
            keep_draft_now(self._session, *found)
        except Trouble as trouble:
            self._unkept = self._refused = True
            messages.unsaved(trouble)

    def half(self) -> list[Half]:
        """What is to be kept, for whoever keeps it: the window is about to be locked."""
        self._timer.stop()
        found = self._collect() if self.begun else None
        return [Half(found[0], found[1], found[2], found[3])] if found is not None else []

    def forget(self) -> None:
        """The conversation is saved or over: there is nothing left to keep."""
        self._timer.stop()
        self._unkept = self.begun = False

    def _failed(self, trouble: Trouble) -> None:
        self._unkept = self._refused = True
        messages.unsaved(trouble)
        self._timer.start(AGAIN_AFTER_MS)

    def _kept(self) -> None:
        if self._refused:
            self._refused = False
            messages.clear()


def where(step: QWidget, prefix: str, focus: QWidget | None) -> dict[str, Any]:
    """The input that has the keyboard, and its cursor."""
    named = focus
    while named is not None and not named.objectName().startswith(prefix):
        named = named.parentWidget() if named is not step else None
    found: dict[str, Any] = {"focus": named.objectName() if named is not None else ""}
    cursor = cursor_in(named)
    if cursor is not None:
        found |= {"anchor": cursor[0], "cursor": cursor[1]}
    if isinstance(step, QScrollArea):
        found["scroll"] = step.verticalScrollBar().value()
    return found


def bring_back(step: QWidget, part: QWidget | None, kept: dict[str, Any]) -> None:
    """Put the cursor where it stood, and what was in sight."""
    set_cursor(part, [int(kept.get("anchor", 0)), int(kept.get("cursor", 0))])
    if isinstance(step, QScrollArea) and "scroll" in kept:
        QTimer.singleShot(0, step, lambda: step.verticalScrollBar().setValue(int(kept["scroll"])))
