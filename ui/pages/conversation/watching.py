"""While somebody new is written down: whether there may be a record of them already. What is typed goes on; the answer comes beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.likeness import Known
from models.member import Member
from ui.operations import two_records as acts
from ui.pages.conversation.records import member as person
from ui.widgets.keys import on_key
from ui.widgets.maybe_known import KEY

if TYPE_CHECKING:
    from ui.pages.conversation import ConversationPage
    from ui.pages.conversation.about import AboutStep

__all__ = ["Watching"]

PAUSE_MS = 250
"""How long nothing is typed before it is looked."""


class Watching(QObject):
    """Lives as long as the step. Somebody the association knows isn't looked for again."""

    def __init__(self, page: ConversationPage, step: AboutStep) -> None:
        super().__init__(step)
        self._page, self._step, self._asked = page, step, ("", "")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        step.changed.connect(self._pause.start)
        step.maybe.opened.connect(self._open)
        step.maybe.parted.connect(self._part)
        on_key(step, KEY, step.maybe.open_first)
        self._look()

    def _typed(self) -> Known:
        about = {Member.TYPE: self._step.setting.fields[Member.TYPE]}
        return acts.known(person(self._step.intake, about, None))

    def _look(self) -> None:
        if self._step.intake.known:
            return
        typed = self._typed()
        asked = (f"{typed.label} {typed.names}", typed.language)
        if asked == self._asked:
            return
        self._asked = asked

        def take(found: tuple[Known, ...]) -> None:
            if asked == self._asked:
                self._step.maybe.show_found(found)

        acts.alike(self._page.session, typed, take, apart=tuple(self._step.intake.apart))

    def _open(self, other: str) -> None:
        self._page.go.emit("two-records", {"draft": self._step.intake.id, "that": other})

    def _part(self, other: str) -> None:
        self._step.intake.apart.append(other)
        self._step.changed.emit()
