"""Ogg: the comments of Vorbis and Opus streams made empty where they stand, at the same length, so that no other page has to move.

A stream's second packet holds its comments (Vorbis I specification, 5; RFC 7845, 5.2): a maker's name, then a list of words. The name
becomes as many spaces as the whole packet was long and the list empty. Pages are described in RFC 3533, 6.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from media.facts import BROKEN, VIDEO, Refused

HEADER = 27
FIRST_PAGE = 0x02
OPUS_RATE = 48_000
KNOWN = ((b"\x01vorbis", "vorbis", b"\x03vorbis", b"\x01"), (b"OpusHead", "opus", b"OpusTags", b""))
"""How a stream begins, its name, how its comments begin and end."""


@dataclass
class _Stream:
    """What is known of one logical stream while its pages are read."""

    codec: str
    begins: bytes
    ends: bytes
    rate: int
    packets: int = 1
    comment: list[tuple[int, int]] = field(default_factory=list)
    """Where the pieces of the comment packet stand: (place, length)."""
    pages: list[tuple[int, int]] = field(default_factory=list)
    """The pages they stand on: (place, length), whose sums have to be made anew."""
    last: int = 0


def without_comments(data: bytes) -> tuple[bytes, str, float]:
    """The file with empty comments, the name of its codec, and its length in seconds. Raises Refused."""
    kept, streams, place = bytearray(data), dict[int, _Stream](), 0
    done: list[_Stream] = []
    while place < len(data):
        place = _page(data, kept, place, streams, done)
    done += streams.values()
    if not done or any(each.packets < 2 for each in done):
        raise Refused(BROKEN)
    return bytes(kept), done[0].codec, sum(each.last / each.rate for each in done)


def _page(data: bytes, kept: bytearray, place: int, streams: dict[int, _Stream], done: list[_Stream]) -> int:
    """Read one page; gives where the next begins."""
    if data[place:place + 4] != b"OggS" or place + HEADER > len(data):
        raise Refused(BROKEN)
    kind, granule, serial = data[place + 5], *struct.unpack_from("<qI", data, place + 6)
    laces = data[place + HEADER:place + HEADER + data[place + 26]]
    body = place + HEADER + len(laces)
    end = body + sum(laces)
    if end > len(data):
        raise Refused(BROKEN)
    if kind & FIRST_PAGE:
        if serial in streams:
            done.append(streams[serial])
        streams[serial] = _begun(data[body:end])
        return end
    stream = streams.get(serial)
    if stream is None:
        raise Refused(BROKEN)
    stream.last = max(stream.last, granule)
    if stream.packets == 1:
        _gather(kept, stream, (place, end - place), body, laces)
    return end


def _begun(packet: bytes) -> _Stream:
    for beginning, codec, begins, ends in KNOWN:
        if packet.startswith(beginning):
            rate = struct.unpack_from("<I", packet, 12)[0] if codec == "vorbis" else OPUS_RATE
            if not rate:
                raise Refused(BROKEN)
            return _Stream(codec, begins, ends, rate)
    raise Refused(VIDEO)  # Theora, or something we don't know how to clean


def _gather(kept: bytearray, stream: _Stream, page: tuple[int, int], body: int, laces: bytes) -> None:
    """Take in the pieces of the comment packet; when its last one came, empty it."""
    length = 0
    stream.pages.append(page)
    for lace in laces:
        length += lace
        if lace < 255:
            stream.comment.append((body, length))
            stream.packets = 2
            _empty(kept, stream)
            return
    stream.comment.append((body, length))


def _empty(kept: bytearray, stream: _Stream) -> None:
    length = sum(each for _place, each in stream.comment)
    packet = b"".join(bytes(kept[place:place + each]) for place, each in stream.comment)
    room = length - len(stream.begins) - len(stream.ends) - 8
    if not packet.startswith(stream.begins) or room < 0:
        raise Refused(BROKEN)
    fresh = stream.begins + struct.pack("<I", room) + b" " * room + struct.pack("<I", 0) + stream.ends
    for place, each in stream.comment:
        kept[place:place + each], fresh = fresh[:each], fresh[each:]
    for place, size in stream.pages:
        kept[place + 22:place + 26] = bytes(4)
        kept[place + 22:place + 26] = struct.pack("<I", _sum(kept[place:place + size]))


def _table() -> tuple[int, ...]:
    made = []
    for each in range(256):
        value = each << 24
        for _bit in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        made.append(value)
    return tuple(made)


_SUMS = _table()


def _sum(page: bytes | bytearray) -> int:
    """The check sum of a page: CRC-32 with the polynomial 0x04C11DB7, unreflected, from nought."""
    value = 0
    for each in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _SUMS[value >> 24 ^ each]
    return value
