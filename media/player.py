"""Playing a recording of the vault: from memory, in a child process that opens the sound device first and decodes only then.

The window is given places in seconds and never a byte that was decoded. `close` ends the child and with it all that it held.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterable
from multiprocessing.connection import wait
from typing import NamedTuple

from locales import N_
from media.playing import PAUSE, PLACE, PLAY, READY, SEEK, SILENT, serve
from media.spawned import Spawned
from models.errors import PlaceFailed, WrongInput

PATIENCE = 30.0
"""Seconds the child may take to open the device and to look at the recording."""
PLAYED = frozenset({"audio/mpeg", "audio/wav", "audio/flac"})
"""What can be played, Ogg Vorbis beside it: Opus, M4A and AAC are kept and can't be."""


class Standing(NamedTuple):
    """Where a recording stands, in seconds, and whether it plays."""

    seconds: float
    playing: bool


class Player:
    """One recording and the child that plays it."""

    def __init__(self, backend: str = "") -> None:
        self._backend = backend
        self._child: Spawned | None = None
        self._standing = Standing(0.0, playing=False)
        self.length = 0.0

    def load(self, pieces: Iterable[bytes]) -> float:
        """Hand a recording over; gives its length in seconds. It takes a moment: call it away from the window's thread.

        Raises PlaceFailed where there is nothing to play on, WrongInput for a recording that can't be played.
        """
        try:
            child = self._child = Spawned(serve, self._backend, name="player")
        except OSError:
            raise _not_played() from None
        answer = self._handed_over(child, pieces)
        if answer[:1] != READY:
            self.close()
            raise _silent() if answer[:1] == SILENT else _not_played()
        self.length = float(struct.unpack("<d", answer[1:])[0])
        return self.length

    def _handed_over(self, child: Spawned, pieces: Iterable[bytes]) -> bytes:
        try:
            with contextlib.suppress(OSError):  # it may have said already that there is no device
                for piece in pieces:
                    child.pipe.send_bytes(piece)
                child.pipe.send_bytes(b"")
            return child.pipe.recv_bytes() if wait([child.pipe, child.sentinel], PATIENCE) else b""
        except (EOFError, OSError):
            return b""

    def play(self) -> None:
        self._say(PLAY)

    def pause(self) -> None:
        self._say(PAUSE)

    def seek(self, seconds: float) -> None:
        """Go to a place."""
        self._say(SEEK + struct.pack("<d", min(max(seconds, 0.0), self.length)))

    def _say(self, command: bytes) -> None:
        if self._child is not None:
            with contextlib.suppress(OSError):
                self._child.pipe.send_bytes(command)

    def standing(self) -> Standing | None:
        """Where it stands now, without waiting; None once the child is gone."""
        if self._child is None:
            return None
        pipe = self._child.pipe
        try:
            while pipe.poll():
                answer = pipe.recv_bytes()
                if answer[:1] == PLACE:
                    self._standing = Standing(*struct.unpack("<d?", answer[1:]))
        except (EOFError, OSError):
            self.close()
            return None
        return self._standing

    def close(self) -> None:
        """End the child. Closing again does nothing."""
        child, self._child = self._child, None
        if child is not None:
            child.close()


def _silent() -> PlaceFailed:
    return PlaceFailed(N_("There is nothing to play sound on here; connect a loudspeaker or headphones and try again."))


def _not_played() -> WrongInput:
    return WrongInput(N_("This recording cannot be played inside Raddir; save a copy and play it elsewhere."))
