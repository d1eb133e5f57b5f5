"""Taking a file in: a child process of its own reads it, fed through a pipe, and gives back what is to be kept.

    with Intake() as intake:
        facts = intake.read(pieces_of(path))
        workspace.attachments.add(record, intake.content(), size=intake.size)

Nothing of a foreign file is read in the program itself. A child that dies, hangs or wants too much costs one sentence.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from media.facts import Facts, NotTakenIn, refused
from media.inside import FACTS, REFUSED, serve
from media.spawned import Spawned
from models.attachment import MOST_BYTES, too_large

PIECE = 256 * 1024
LONGEST = 120.0
"""Seconds a file may take before its child is ended."""


class Intake:
    """One file and the child that reads it. Use it on one thread at a time; `cancel` may come from another."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._child: Spawned | None = None
        self._watch: threading.Timer | None = None
        self.size = 0
        """Bytes that were read: an upper bound, near enough, of what is to be kept."""

    def read(self, pieces: Iterable[bytes], say: Callable[[int], None] | None = None) -> Facts:
        """Hand the file over and learn what it is; `say` is told how many bytes went. Then the child waits until somebody wants the
        content. Raises WrongInput, NotTakenIn."""
        self._start()
        try:
            for piece in pieces:
                self.size += len(piece)
                if self.size > MOST_BYTES:
                    raise too_large()
                if piece:
                    self._line.send_bytes(piece)
                if say is not None:
                    say(self.size)
            self._line.send_bytes(b"")
            answer = self._line.recv_bytes()
        except (EOFError, OSError) as error:
            self.close()
            if isinstance(error, OSError) and error.filename is not None:
                raise  # the file itself, not the child
            raise NotTakenIn("child ended") from None
        except BaseException:
            self.close()
            raise
        self._stop_watching()
        return self._understood(answer)

    def _understood(self, answer: bytes) -> Facts:
        kind, rest = answer[:1], answer[1:]
        if kind == FACTS:
            return Facts.from_json(rest)
        self.close()
        if kind == REFUSED:
            raise refused(rest.decode("ascii", "replace"))
        raise NotTakenIn(rest.decode("ascii", "replace"))

    def content(self) -> Iterator[bytes]:
        """What is to be kept, in pieces. Raises NotTakenIn when the child dies on the way."""
        try:
            while piece := self._line.recv_bytes():
                yield piece
        except (EOFError, OSError):
            raise NotTakenIn("child ended") from None
        finally:
            self.close()

    @property
    def _line(self) -> Connection:
        if self._child is None:
            raise OSError("closed")
        return self._child.pipe

    def _start(self) -> None:
        try:
            self._child = Spawned(serve, name="intake")
        except OSError:
            raise NotTakenIn("no child process") from None
        self._watch = threading.Timer(self._longest, self.cancel)
        self._watch.daemon = True
        self._watch.start()

    def cancel(self) -> None:
        """End the child; whoever waits for it is told NotTakenIn."""
        child = self._child
        if child is not None:
            child.kill()

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()

    def close(self) -> None:
        """End the child. Closing again does nothing."""
        self._stop_watching()
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file in pieces. Raises OSError."""
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece
