"""Work away from the window's thread. A button starts a job; what came of it arrives back on the window's thread.

Four lines, each a thread with a queue: one owns the connection that writes, one the connection that only reads, so that a
list never waits for an import; the third does what needs no vault (loading modules, waiting for the typesetter); the fourth copies the
vault as a whole and tries copies, with connections of its own.

    jobs.write(lambda workspace: workspace.save(member), self._saved)

A `Trouble` goes to `failed`, or becomes a sentence on the page; whatever else was raised is a bug and becomes a report
without personal data. What a job of before the lock found out is dropped: nothing of the vault comes out after it.

Closing never keeps the window waiting: acts that were begun are finished, long works are asked to stop, and the last of all is the job that
puts away what was half typed, closes the store and drops the keys. Opening waits in the same queue, so it can't come before.
"""

from __future__ import annotations

import queue
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal

from models.errors import PlaceFailed, Trouble
from ui import messages
from ui.events import events

if TYPE_CHECKING:
    from storage.library import Library
    from storage.vault import Vault
    from storage.workspace import Workspace

__all__ = ["Cancelled", "Jobs", "Progress"]

T = TypeVar("T")
PATIENCE_MS = 2_000
"""How long an act that can't be asked to stop may go on after the lock; then its statement is broken off and rolled back."""
Failed = Callable[[Trouble], None]


class Cancelled(Exception):
    """The volunteer stopped the work; nothing is said about it."""


class Progress(QObject):
    """How far a long job is, told from its thread to the window's, and the way to stop it.

        progress = Progress()
        progress.moved.connect(bar.setValue)
        jobs.write(lambda workspace: long_work(workspace, progress.say), done)
        stop.clicked.connect(progress.cancel)

    The lock stops all of them.
    """

    _running: ClassVar[weakref.WeakSet[Progress]] = weakref.WeakSet()

    moved = Signal(int, int)
    """Steps done and steps in all."""

    def __init__(self) -> None:
        super().__init__()
        self._stopped = threading.Event()
        Progress._running.add(self)

    @classmethod
    def cancel_all(cls) -> None:
        """Ask every long work to stop."""
        for each in list(cls._running):
            each.cancel()

    def say(self, done: int, of: int) -> None:
        """Called by the work between two steps. Raises Cancelled once `cancel` was called."""
        if self._stopped.is_set():
            raise Cancelled
        self.moved.emit(done, of)

    def cancel(self) -> None:
        self._stopped.set()


def _asked(work: Callable[[Any], T], vault: Any) -> T:
    """Do it, and let what the store raises on the way be a known trouble: a disk that fails, a page that was altered."""
    from storage.files import place_failed
    from storage.vault import translated

    try:
        with translated():
            return work(vault)
    except OSError as error:
        raise place_failed(Path(error.filename or "./.").parent, error.errno) from error


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


def _nothing() -> None:
    """What is left to do once it is done."""


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
            del job  # while this line waits for the next, nothing keeps what the last one was about

    def stop(self) -> None:
        """Finish what is queued, then end. Blocks."""
        if self.isRunning():
            self._queue.put(None)
            self.wait()


class _Closing(_Job):
    """The last job before the lock: it can't be broken off once it has begun."""

    def __init__(self, work: Callable[[], Any], done: Callable[[Any], None] | None, epoch: int) -> None:
        super().__init__(work, done, None, epoch)
        self._turn, self._begun = threading.Lock(), False

    def run(self) -> None:
        with self._turn:
            self._begun = True
        super().run()
        self.work = _nothing  # it held what was half typed

    def break_off_what_is_before(self, interrupt: Callable[[], None]) -> None:
        """Stop the statement that runs in front of this job; once this job runs nothing is stopped any more."""
        with self._turn:
            if not self._begun:
                interrupt()


class Jobs(QObject):
    """The four lines, and the vault that is open on two of them."""

    rested = Signal()
    """Nothing runs any more and every end has been told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writing, self._reading, self._away, self._copying = (_Line(name, self) for name in ("writing", "reading", "away", "copying"))
        for line in self._lines():
            line.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self._workspace: Workspace | None = None
        self._library: Library | None = None
        self._closing: _Closing | None = None
        self._epoch = 0
        self._pending = 0
        self._over = False

    def _lines(self) -> tuple[_Line, ...]:
        return self._writing, self._reading, self._away, self._copying

    # What pages use ---------------------------------------------------------------------------------------------------

    def write(self, work: Callable[[Workspace], T], done: Callable[[T], None] | None = None, failed: Failed | None = None) -> None:
        """Do something with the vault that may change it. When it gives `Changes`, `events.changed` is told before `done`."""
        self._put(self._writing, lambda: _asked(work, self._open_workspace()), done, failed)

    def read(self, work: Callable[[Library], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Look something up, on a connection of its own that never waits for the writer."""
        epoch = self._epoch
        self._put(self._reading, lambda: _asked(work, self._open_library(epoch)), done, failed)

    def write_alone(self, work: Callable[[Workspace], T], done: Callable[[T], None] | None = None, failed: Failed | None = None) -> None:
        """Write while nothing reads: what looks things up waits, with its connection closed, and opens another one afterwards."""
        closed, over = threading.Event(), threading.Event()

        def hold() -> None:
            self._drop_library()
            closed.set()
            over.wait()

        def alone() -> T:
            closed.wait()
            try:
                return work(self._open_workspace())
            finally:
                over.set()

        self._put(self._reading, hold, None, None)
        self._put(self._writing, alone, done, failed)

    def away(self, work: Callable[[], T], done: Callable[[T], None] | None = None, failed: Failed | None = None) -> None:
        """Do what needs no vault: load modules, wait for the typesetter."""
        self._put(self._away, work, done, failed)

    def copy(self, work: Callable[[Vault], T], done: Callable[[T], None] | None = None, failed: Failed | None = None) -> None:
        """Copy the vault as a whole, or try a copy, while the others go on. Give it a `Progress`: the lock stops it, and waits until it stopped."""
        epoch = self._epoch
        self._put(self._copying, lambda: _asked(work, self._open_vault(epoch)), done, failed)

    def write_now(self, work: Callable[[Workspace], T]) -> T:
        """Do it before going on, after whatever is already queued: drafts, at lock and at the end. Raises what the work raises."""
        if self._over:
            raise Cancelled
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
            self._closing = None
            return beside

        self._over = False
        self._put(self._writing, work, done, failed)

    def is_open(self) -> bool:
        return self._workspace is not None and self._closing is None

    def close(self, last: Callable[[Workspace], T] | None = None, done: Callable[[T | None], None] | None = None) -> None:
        """Close the vault without keeping the window waiting, after the acts already begun.

        `last` is done with the vault before it closes, whatever happened before; what it gives goes to `done`, which is told once the keys
        are dropped. Long works are asked to stop, lists are broken off, and what is still untold stays untold.
        """
        self._epoch += 1
        if self._workspace is None and self.idle():
            if done is not None:
                done(None)
            return
        Progress.cancel_all()
        reading, copying = self._closed_reader(), self._stopped_copying()
        closing = self._closing = _Closing(lambda: self._closed_workspace(reading, copying, last), done, self._epoch)
        self._pending += 1
        self._writing.put(closing)
        QTimer.singleShot(PATIENCE_MS, self, lambda: self._break_off(closing))

    def stop(self) -> None:
        """Close, and end the threads: the program ends. Blocks. What a page asks for afterwards is not begun."""
        if self._closing is None:
            self.close()
        if self._closing is not None and not self._closing.over.wait(PATIENCE_MS / 1000):
            self._break_off(self._closing)
        self._over = True
        for line in self._lines():
            line.stop()

    # Inside -----------------------------------------------------------------------------------------------------------

    def _open_workspace(self) -> Workspace:
        if self._workspace is None:
            raise Cancelled  # locked in the meantime
        return self._workspace

    def _open_library(self, epoch: int) -> Library:
        if epoch != self._epoch:
            raise Cancelled  # nobody looks at it any more
        if self._library is None:
            self._library = self._open_workspace().reader()
        return self._library

    def _open_vault(self, epoch: int) -> Vault:
        if epoch != self._epoch:
            raise Cancelled
        return self._open_workspace().vault

    def _stopped_copying(self) -> _Job:
        """Told once nothing is copied any more; what was to be copied was asked to stop."""
        job = _Job(_nothing, None, None, self._epoch)
        if self._copying.isRunning():
            self._pending += 1
            self._copying.put(job)
        else:
            job.over.set()
        return job

    def _closed_reader(self) -> _Job:
        """Have the reading connection put down, and break off what it looks up."""
        job = _Job(self._drop_library, None, None, self._epoch)
        library = self._library
        if not self._reading.isRunning():
            job.over.set()
            return job
        self._pending += 1
        self._reading.put(job)
        if library is not None:
            library.interrupt()
        return job

    def _drop_library(self) -> None:
        self._library = None

    def _closed_workspace(self, reading: _Job, copying: _Job, last: Callable[[Workspace], T] | None) -> T | None:
        workspace = self._workspace
        if workspace is None:
            return None
        reading.over.wait()
        try:
            return _asked(last, workspace) if last is not None else None
        finally:
            copying.over.wait()
            self._workspace = None
            workspace.close()

    def _break_off(self, closing: _Closing) -> None:
        workspace = self._workspace
        if workspace is not None and not closing.over.is_set():
            closing.break_off_what_is_before(workspace.interrupt)

    def _put(self, line: _Line, work: Callable[[], Any], done: Callable[[Any], None] | None, failed: Failed | None) -> None:
        if not self._over:
            self._pending += 1
            line.put(_Job(work, done, failed, self._epoch))

    def _ended(self, job: _Job) -> None:
        try:
            self._tell(job)
        except Exception as error:  # what a page does with a result may be wrong too, and the program lives on
            messages.bug(error)
        finally:
            self._pending -= 1
        if self.idle():
            self.rested.emit()

    def _tell(self, job: _Job) -> None:
        if job.epoch != self._epoch:
            self._tell_late(job)
        elif isinstance(job.error, Trouble):
            (job.failed or messages.show)(job.error)
        elif isinstance(job.error, Cancelled):
            return
        elif job.error is not None:
            trouble = messages.bug(job.error)
            if job.failed is not None:
                job.failed(trouble)
        else:
            if self.is_open():
                self._announce(job.result)
            if job.done is not None:
                job.done(job.result)

    @staticmethod
    def _tell_late(job: _Job) -> None:
        """Of what was begun before the lock only that says something which the disk refused, or a bug: neither speaks of anybody."""
        if isinstance(job.error, PlaceFailed):
            messages.show(job.error)
        elif job.error is not None and not isinstance(job.error, Trouble | Cancelled):
            from storage.vault import Interrupted  # whoever began before a lock has loaded it

            if not isinstance(job.error, Interrupted):
                messages.bug(job.error)

    @staticmethod
    def _announce(result: object) -> None:
        from storage.changes import Changes  # with the vault open it is loaded; before, it would cost the unlock page

        if isinstance(result, Changes):
            events.saved.emit()
            events.changed.emit(result)
