"""Undo for the volunteer: this sitting's acts, one after another, each named by a sentence.

    undo.offer(session, changes, lambda: _("Need “{need}” set to {status}.").format(…))

The stack holds the ids of what was written and no content; a sentence names a person by code, never by name. It is put into words when
it is shown, so it follows the language. The lock empties the stack.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from locales import _, ngettext
from models.errors import Trouble
from ui import messages

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.workspace import Workspace
    from ui.session import Session

__all__ = ["Act", "UndoStack", "offer", "write"]

Text = Callable[[], str]


class Act(NamedTuple):
    """What can be taken back: its name, and the ids of its operations; or, for what isn't journalled, the way back itself."""

    text: Text
    changes: Changes | None
    take_back: Callable[[], None] | None = None


class UndoStack(QObject):
    """The acts of this sitting that can be undone, and those undone that can be done again, the latest last."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.done: list[Act] = []
        self.undone: list[Act] = []
        self.sentence: Text | None = None
        """What the bar says: the latest act, or that it was taken back or done again."""
        self._acts = 0
        messages.messages.undo.connect(self._heard)

    def offer(self, act: Act) -> None:
        """The latest act; what had been undone before it can't be done again."""
        self._acts += 1
        self.done.append(act)
        self.undone.clear()
        self._say(act.text)

    def clear(self) -> None:
        """Forget everything: the vault was locked."""
        self._acts += 1
        self.done.clear()
        self.undone.clear()
        self._say(None)

    def undo(self) -> None:
        """Take the latest act back."""
        if self.done:
            act = self.done.pop()
            if act.take_back is not None:
                self._say(None)
                act.take_back()
            else:
                self._answer(act, self.undone, lambda: _("Taken back: {act}").format(act=act.text()))

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.undone:
            act = self.undone.pop()
            self._answer(act, self.done, lambda: _("Done again: {act}").format(act=act.text()))

    def _answer(self, act: Act, onto: list[Act], sentence: Text) -> None:
        """Answer an act's operations; what that wrote goes onto the other pile, unless a new act came in between."""
        acts, changes = self._acts, act.changes
        assert changes is not None

        def answered(written: Changes) -> None:
            if written.skipped:
                _say_skipped(len(written.skipped))
            if acts == self._acts and written.operations:
                onto.append(act._replace(changes=written))
                self._say(sentence)
            else:
                self.changed.emit()

        def failed(trouble: Trouble) -> None:
            self._say(None)
            messages.show(trouble)

        self._session.jobs.write(lambda workspace: workspace.undo(changes), answered, failed)
        self.changed.emit()

    def _say(self, sentence: Text | None) -> None:
        self.sentence = sentence
        self.changed.emit()

    def _heard(self, act: messages.Undoable | None) -> None:
        if act is None:
            self.clear()
        else:
            self.offer(Act(act.text, None, act.undo))


def _say_skipped(count: int) -> None:
    messages.say(lambda: ngettext(
        "One answer was changed since and stays as it is.", "{n} answers were changed since and stay as they are.", count,
    ).format(n=count))


def offer(session: Session, changes: Changes, text: Text) -> None:
    """Put an act on the undo stack and name it in the bar. What wrote nothing into the journal is no act."""
    if changes.operations:
        session.undo.offer(Act(text, changes))


class _Kept(NamedTuple):
    """What an act wrote, and the code of the person whose records it was about."""

    changes: Changes
    code: str


def write(
    session: Session, work: Callable[[Workspace], Changes], text: Callable[[str], str],
    done: Callable[[Changes], None] | None = None, failed: Callable[[Trouble], None] | None = None,
) -> None:
    """Do an act on the vault and offer to take it back. `text` is given the code of the person it is about, or ""."""
    from ui.events import events

    def whole(workspace: Workspace) -> _Kept:
        changes = work(workspace)
        return _Kept(changes, workspace.code_of(changes.ids[0]) if changes.ids else "")

    def kept(found: _Kept) -> None:
        events.saved.emit()
        events.changed.emit(found.changes)
        offer(session, found.changes, lambda: text(found.code))
        if done is not None:
            done(found.changes)

    session.jobs.write(whole, kept, failed)
