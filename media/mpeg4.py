"""MPEG-4 sound (M4A): titles, places and other notes made empty where they stand, so that the sound behind them needn't move.

The file is a tree of boxes (ISO 14496-12): four bytes of length, four of name. Notes stand in `udta`, `meta` and `uuid`, which become
`free` boxes of noughts; the hours at which it was recorded stand in the headers of film, track and medium.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from media.facts import BROKEN, VIDEO, Refused

NOTES = frozenset({b"udta", b"meta", b"uuid"})
INSIDE = frozenset({b"moov", b"trak", b"mdia", b"edts", b"minf", b"moof", b"traf"})
TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
DEEPEST = 12


class _Box(NamedTuple):
    name: bytes
    start: int
    body: int
    end: int


def without_notes(data: bytes) -> tuple[bytes, float]:
    """The file without its notes, and its length in seconds. Raises Refused, also for one with a film inside."""
    kept, seconds, sound = bytearray(data), 0.0, False
    for box in _boxes(data, 0, len(data), 0):
        if box.name in NOTES:
            kept[box.start + 4:box.start + 8] = b"free"
            kept[box.body:box.end] = bytes(box.end - box.body)
        elif box.name == b"hdlr":
            handler = data[box.body + 8:box.body + 12]
            if handler == b"vide":
                raise Refused(VIDEO)
            sound = sound or handler == b"soun"
        elif box.name in TIMED:
            wide = data[box.body] == 1
            kept[box.body + 4:box.body + (20 if wide else 12)] = bytes(16 if wide else 8)
            if box.name == b"mvhd":
                seconds = _length(data, box.body, wide=wide)
    if not sound:
        raise Refused(BROKEN)
    return bytes(kept), seconds


def _length(data: bytes, body: int, *, wide: bool) -> float:
    scale, length = struct.unpack_from(">IQ" if wide else ">II", data, body + (20 if wide else 12))
    return float(length / scale) if scale else 0.0


def _boxes(data: bytes, place: int, end: int, depth: int) -> Iterator[_Box]:
    if depth > DEEPEST:
        raise Refused(BROKEN)
    while place + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, place)
        body = place + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", data, place + 8)[0], place + 16
        box = _Box(name, place, body, place + size if size else end)
        if box.end > end or box.end < body:
            raise Refused(BROKEN)
        yield box
        if name in INSIDE:
            yield from _boxes(data, body, box.end, depth + 1)
        place = box.end
