"""Paper made in a child process, fed through a pipe: the window never waits and no text of a report touches the disk.

``PdfWorker`` keeps one warm child and starts another when that one has died; ``write_once`` is for a command that makes one
PDF. The child is started by spawning, so that a frozen program needs ``multiprocessing.freeze_support()`` and nothing else.
What goes wrong in the child comes back as the kind of error only, never with words of the document.
"""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from locales import N_
from models.errors import Trouble
from reports.blocks import Document, to_json
from reports.press import FAILED, WARM, WRITE, serve

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

LONGEST = 300.0
"""Seconds a document may take before its child is ended."""


class PaperFailed(Trouble):
    """The pages could not be made. ``reason`` is the kind of trouble, for a log: never a word of the document."""

    def __init__(self, reason: str) -> None:
        super().__init__(N_("The pages could not be made; try once more, and if it fails again leave out what was added last."))
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.reason,)


class PaperCancelled(Trouble):
    """The pages were not made because somebody asked to stop."""

    def __init__(self) -> None:
        super().__init__(N_("The pages were not made, because you stopped it; ask for them again when you want them."))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), ()


class PdfWorker:
    """One child process that makes PDFs, one after another. Safe to use from several threads."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._working = False
        self._cancelled = False

    @property
    def working(self) -> bool:
        """Whether the child has been asked for something and has not answered yet."""
        return self._working

    def warm(self) -> None:
        """Starts the child and lets it open its fonts, so that the first report is as quick as the next.

        Raises PaperFailed when no child can be started.
        """
        with self._turn:
            self._ask(WARM)

    def write(self, document: Document) -> bytes:
        """The document as a PDF.

        Raises PaperCancelled after ``cancel``, PaperFailed when the child died, took too long or found an error; the
        next call starts a new child.
        """
        data = to_json(document)
        with self._turn:
            return self._ask(WRITE + data)

    def cancel(self) -> None:
        """Ends the child in the middle of its work; the call of ``write`` that waits raises PaperCancelled."""
        process = self._process
        if process is not None and self._working:
            self._cancelled = True
            process.kill()

    def close(self) -> None:
        """Ends the child. ``write`` may be called again and starts a new one."""
        with self._turn:
            self._end()

    def end(self) -> None:
        """Ends the child at once, in the middle of its work too: nothing of a document stays anywhere."""
        self.cancel()
        self.close()

    def _ask(self, message: bytes) -> bytes:
        self._cancelled = False
        process, pipe = self._started()
        self._working = True
        try:
            pipe.send_bytes(message)
            answered = wait([pipe, process.sentinel], self._longest)
            if not answered:
                raise PaperFailed("too slow")
            answer = pipe.recv_bytes()
        except (EOFError, OSError):
            cancelled = self._cancelled
            self._end()
            raise (PaperCancelled() if cancelled else PaperFailed("child ended")) from None
        except BaseException:
            self._end()
            raise
        finally:
            self._working = False
        if answer[:1] == FAILED:
            raise PaperFailed(answer[1:].decode("ascii", "replace"))
        return answer[1:]

    def _started(self) -> tuple[SpawnProcess, Connection]:
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._process, self._pipe
        self._end()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), name="paper", daemon=True)
        try:
            process.start()
        except OSError:
            ours.close()
            raise PaperFailed("no child process") from None
        finally:
            theirs.close()
        self._process, self._pipe = process, ours
        return process, ours

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = None


def write_once(document: Document) -> bytes:
    """One PDF from a child process of its own. Raises PaperFailed as ``PdfWorker.write`` does."""
    worker = PdfWorker()
    try:
        return worker.write(document)
    finally:
        worker.close()

