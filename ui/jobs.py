"""Work away from the window's thread. A button starts a job; what came of it arrives back on the window's thread.

Three lines, each a thread with a queue: one owns the connection that writes, one the connection that only reads, so that a
list never waits for an import; the third does what needs no vault (loading modules, waiting for the typesetter).

    jobs.write(lambda workspace: workspace.save(member), self._saved)

A `Trouble` goes to `failed`, or becomes a sentence on the page; whatever else was raised is a bug and becomes a report
without personal data. What a job of before the lock found out is dropped: nothing of the vault comes out after it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from models.errors import Trouble
from ui import messages
from ui.events import events

if TYPE_CHECKING:
    from storage.library import Library
    from storage.workspace import Workspace

__all__ = ["Cancelled", "Jobs", "Progress"]

T = TypeVar("T")
Failed = Callable[[Trouble], None]


class Cancelled(Exception):
    """The volunteer stopped the work; nothing is said about it."""


class Progress(QObject):
    """How far a long job is, told from its thread to the window's, and the way to stop it.

        progress = Progress()
        progress.moved.connect(bar.setValue)
        jobs.write(lambda workspace: long_work(workspace, progress.say), done)
        stop.clicked.connect(progress.cancel)
    """

    moved = Signal(int, int)
    """Steps done and steps in all."""

    def __init__(self) -> None:
        super().__init__()
        self._stopped = threading.Event()

    def say(self, done: int, of: int) -> None:
        """Called by the work between two steps. Raises Cancelled once `cancel` was called."""
        if self._stopped.is_set():
            raise Cancelled
        self.moved.emit(done, of)

    def cancel(self) -> None:
        self._stopped.set()


def _asked(work: Callable[[Any], T], vault: Any) -> T:
    """Do it, and let what the store raises on the way be a known trouble: a disk that fails, a page that was altered."""
    from storage.vault import translated

    with translated():
        return work(vault)


class _Job:
    """One piece of work and what is to be done about its end."""

    def __init__(self, work: Callable[[], Any], done: Callable[[Any], None] | None, failed: Failed | None, epoch: int) -> None:
        self.work, self.done, self.failed, self.epoch = work, done, failed, epoch
        self.result: Any = None
        self.error: BaseException | None = None
        self.over = threading.Event()

    def run(self) -> None:
        try:
            self.result = self.work()
        except BaseException as error:  # a thread that died would leave the window waiting for ever
            self.error = error
        self.over.set()


class _Line(QThread):
    """A thread that does one job after the other."""

    ended = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()

    def put(self, job: _Job) -> None:
        if not self.isRunning():
            self.start()
        self._queue.put(job)

    def run(self) -> None:
        while (job := self._queue.get()) is not None:
            job.run()
            self.ended.emit(job)

    def stop(self) -> None:
        """Finish what is queued, then end. Blocks."""
        if self.isRunning():
            self._queue.put(None)
            self.wait()


class Jobs(QObject):
    """The three lines, and the vault that is open on two of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writing, self._reading, self._away = (_Line(name, self) for name in ("writing", "reading", "away"))
        for line in self._lines():
            line.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self._workspace: Workspace | None = None
        self._library: Library | None = None
        self._epoch = 0
        self._pending = 0

    def _lines(self) -> tuple[_Line, ...]:
        return self._writing, self._reading, self._away

    # What pages use ---------------------------------------------------------------------------------------------------

    def write(self, work: Callable[[Workspace], T], done: Callable[[T], None] | None = None, failed: Failed | None = None) -> None:
        """Do something with the vault that may change it. When it gives `Changes`, `events.changed` is told before `done`."""
        self._put(self._writing, lambda: _asked(work, self._open_workspace()), done, failed)

    def read(self, work: Callable[[Library], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Look something up, on a connection of its own that never waits for the writer."""
        self._put(self._reading, lambda: _asked(work, self._open_library()), done, failed)

    def away(self, work: Callable[[], T], done: Callable[[T], None] | None = None, failed: Failed | None = None) -> None:
        """Do what needs no vault: load modules, wait for the typesetter."""
        self._put(self._away, work, done, failed)

    def write_now(self, work: Callable[[Workspace], T]) -> T:
        """Do it before going on, after whatever is already queued: drafts, at lock and at the end. Raises what the work raises."""
        job = _Job(lambda: _asked(work, self._open_workspace()), None, None, self._epoch)
        self._pending += 1
        self._writing.put(job)
        job.over.wait()
        if job.error is not None:
            raise job.error
        return job.result  # type: ignore[no-any-return]

    def idle(self) -> bool:
        """Whether nothing runs, nothing is queued and every end has been told."""
        return self._pending == 0

    # Opening and closing ----------------------------------------------------------------------------------------------

    def open(self, opener: Callable[[], tuple[Workspace, T]], done: Callable[[T], None], failed: Failed) -> None:
        """Open or make a vault on the writing thread, key derivation and all. What else the opener gives goes to `done`."""
        def work() -> T:
            self._workspace, beside = opener()
            return beside

        self._put(self._writing, work, done, failed)

    def is_open(self) -> bool:
        return self._workspace is not None

    def close(self) -> None:
        """Finish what is queued, close both connections and drop the keys. Blocks; what is still untold stays untold."""
        self._epoch += 1
        if self._library is None and self._workspace is None and self.idle():
            return
        for line, work in ((self._reading, self._drop_library), (self._writing, self._close_workspace)):
            if line.isRunning():
                job = _Job(work, None, None, self._epoch)
                self._pending += 1
                line.put(job)
                job.over.wait()

    def stop(self) -> None:
        """Close, and end the threads: the program ends."""
        self.close()
        for line in self._lines():
            line.stop()

    # Inside -----------------------------------------------------------------------------------------------------------

    def _open_workspace(self) -> Workspace:
        if self._workspace is None:
            raise Cancelled  # locked in the meantime
        return self._workspace

    def _open_library(self) -> Library:
        if self._library is None:
            self._library = self._open_workspace().reader()
        return self._library

    def _drop_library(self) -> None:
        self._library = None

    def _close_workspace(self) -> None:
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.close()

    def _put(self, line: _Line, work: Callable[[], Any], done: Callable[[Any], None] | None, failed: Failed | None) -> None:
        self._pending += 1
        line.put(_Job(work, done, failed, self._epoch))

    def _ended(self, job: _Job) -> None:
        try:
            self._tell(job)
        except Exception as error:  # what a page does with a result may be wrong too, and the program lives on
            messages.bug(error)
        finally:
            self._pending -= 1

    def _tell(self, job: _Job) -> None:
        if isinstance(job.error, Trouble):
            (job.failed or messages.show)(job.error)
        elif isinstance(job.error, Cancelled):
            return
        elif job.error is not None:
            trouble = messages.bug(job.error)
            if job.failed is not None and job.epoch == self._epoch:
                job.failed(trouble)
        elif job.epoch == self._epoch:
            if self._workspace is not None:
                self._announce(job.result)
            if job.done is not None:
                job.done(job.result)

    @staticmethod
    def _announce(result: object) -> None:
        from storage.workspace import Changes  # with the vault open it is loaded; before, it would cost the unlock page

        if isinstance(result, Changes):
            events.saved.emit()
            events.changed.emit(result)
