"""The child's side of `media.player`: decodes a recording and plays it, and tells where it stands. It is killed when the page goes."""

from __future__ import annotations

import array
import contextlib
import io
import struct
from collections.abc import Generator
from multiprocessing.connection import Connection

from media import cell

RATE, CHANNELS = 44_100, 2
PLAY, PAUSE, SEEK = b"P", b"S", b"K"
"""First byte of a command: play, stop, go to a place in seconds (a double)."""
READY, SILENT, BROKEN, PLACE = b"R", b"N", b"B", b"T"
"""First byte of an answer: ready, with the length in seconds; no device to play on; can't be decoded; where it stands, and whether it plays."""
TELL = 0.1
"""Seconds between two answers."""
SECONDS = 6 * 3600
"""Time of the processor: an afternoon of listening."""


def serve(pipe: Connection, backend: str = "") -> None:
    """What the child does until its parent closes the pipe or ends it. `backend` names one to play on, for tests."""
    cell.silence()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        _serve(pipe, backend)


def _serve(pipe: Connection, backend: str) -> None:
    import miniaudio

    backends = [miniaudio.Backend[backend]] if backend else None
    try:
        device = miniaudio.PlaybackDevice(miniaudio.SampleFormat.SIGNED16, CHANNELS, RATE, backends=backends)
        deck = Deck()
        output = deck.output()
        next(output)
        device.start(output)
    except miniaudio.MiniaudioError:
        pipe.send_bytes(SILENT)
        return
    cell.close_off(seconds=SECONDS)  # what is decoded from here on is somebody's file
    data = bytearray()
    while piece := pipe.recv_bytes():
        data += piece
    try:
        length = deck.load(bytes(data))
    except miniaudio.MiniaudioError:
        pipe.send_bytes(BROKEN)
        return
    pipe.send_bytes(READY + struct.pack("<d", length))
    while True:
        if pipe.poll(TELL):
            _obey(deck, pipe.recv_bytes())
        pipe.send_bytes(PLACE + struct.pack("<d?", deck.place / RATE, deck.playing))


def _obey(deck: Deck, command: bytes) -> None:
    if command[:1] == PLAY:
        deck.playing = True
    elif command[:1] == PAUSE:
        deck.playing = False
    elif command[:1] == SEEK:
        deck.seek(struct.unpack("<d", command[1:])[0])


class Deck:
    """A recording, where it stands, and whether it plays. The device asks for frames from a thread of its own."""

    def __init__(self) -> None:
        self.playing = False
        self.place = 0
        """Frames played."""
        self._data = b""
        self._stream: Generator[array.array[int], int, None] | None = None

    def load(self, data: bytes) -> float:
        """Take a recording; gives its length in seconds. Raises MiniaudioError."""
        import miniaudio

        self._data = data
        length = _length(data)
        self._stream = self._from(0)
        if length <= 0:
            raise miniaudio.DecodeError("no sound")
        return length

    def seek(self, seconds: float) -> None:
        frame = max(0, round(seconds * RATE))
        self._stream, self.place = self._from(frame), frame

    def _from(self, frame: int) -> Generator[array.array[int], int, None]:
        import miniaudio

        class Memory(miniaudio.StreamableSource):  # type: ignore[misc]
            def __init__(self, data: bytes) -> None:
                self._stream = io.BytesIO(data)

            def read(self, num_bytes: int) -> bytes:
                return self._stream.read(num_bytes)

            def seek(self, offset: int, origin: miniaudio.SeekOrigin) -> bool:
                self._stream.seek(offset, 0 if origin == miniaudio.SeekOrigin.START else 1)
                return True

        made: Generator[array.array[int], int, None] = miniaudio.stream_any(
            Memory(self._data), output_format=miniaudio.SampleFormat.SIGNED16, nchannels=CHANNELS, sample_rate=RATE, seek_frame=frame,
        )
        return made

    def output(self) -> Generator[bytes, int, None]:
        """Frames for the device: the recording while it plays, and silence."""
        wanted = yield b""
        while True:
            wanted = yield self._frames(wanted)

    def _frames(self, wanted: int) -> bytes:
        stream = self._stream
        if not self.playing or stream is None:
            return bytes(wanted * CHANNELS * 2)
        try:
            frames = stream.send(wanted)
        except StopIteration:
            self._rewind()
            return bytes(wanted * CHANNELS * 2)
        self.place += len(frames) // CHANNELS
        return frames.tobytes()

    def _rewind(self) -> None:
        """At the end it stops and stands at the beginning again."""
        self.playing = False
        self.seek(0)


def _length(data: bytes) -> float:
    import miniaudio

    looks = {b"RIFF": miniaudio.wav_get_info, b"fLaC": miniaudio.flac_get_info, b"OggS": miniaudio.vorbis_get_info}
    return float(looks.get(data[:4], miniaudio.mp3_get_info)(data).duration)
