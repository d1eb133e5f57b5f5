"""Recordings without what stands around them: tags with names and places, pictures, notes of the telephone. The sound itself is kept as it is.

Formats: RIFF WAVE (Microsoft, 1991), FLAC (RFC 9639), MP3 with ID3 (id3.org) and APE tags, Ogg (RFC 3533) with Vorbis or Opus (RFC 7845),
MPEG-4 (ISO 14496-12).
"""

from __future__ import annotations

import struct
from collections.abc import Callable

import miniaudio

from media import mpeg4, ogg
from media.facts import BROKEN, NOT_PLAYED, SOUND, Facts, Refused

FLAC_KEPT = frozenset({0, 3})
"""Blocks that the sound needs: what the stream is, and where to jump to."""
WAVE_KEPT = frozenset({b"fmt ", b"fact", b"data"})
ID3_AT_THE_END, APE_FOOTER = 128, 32


def take_in(data: bytes, media_type: str) -> tuple[Facts, bytes]:
    """A recording without its tags, once it was seen that it can be played or is what it says. Raises Refused."""
    try:
        return READERS[media_type](data)
    except (struct.error, ValueError, IndexError, miniaudio.MiniaudioError):
        raise Refused(BROKEN) from None


def _played(media_type: str, content: bytes, look: Callable[[bytes], miniaudio.SoundFileInfo]) -> tuple[Facts, bytes]:
    return Facts(SOUND, media_type, seconds=_whole(look(content).duration)), content


def _whole(seconds: float) -> int:
    return max(1, round(seconds))


def wave(data: bytes) -> tuple[Facts, bytes]:
    kept, place = bytearray(), 12
    while place + 8 <= len(data):
        name, size = data[place:place + 4], int.from_bytes(data[place + 4:place + 8], "little")
        size = min(size, len(data) - place - 8)  # a recorder that lost its power never wrote the size
        if name in WAVE_KEPT:
            kept += name + struct.pack("<I", size) + data[place + 8:place + 8 + size] + b"\0" * (size % 2)
        place += 8 + size + size % 2
    content = b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WAVE" + bytes(kept)
    return _played("audio/wav", content, miniaudio.wav_get_info)


def flac(data: bytes) -> tuple[Facts, bytes]:
    data = _without_tags(data)
    if data[:4] != b"fLaC":
        raise Refused(BROKEN)
    blocks, place, last = [], 4, False
    while not last:
        kind, size = data[place] & 0x7F, int.from_bytes(data[place + 1:place + 4], "big")
        last = bool(data[place] & 0x80)
        if kind in FLAC_KEPT:
            blocks.append((kind, data[place + 4:place + 4 + size]))
        place += 4 + size
        if place > len(data):
            raise Refused(BROKEN)
    kept = bytearray(b"fLaC")
    for number, (kind, block) in enumerate(blocks, 1):
        kept += bytes([kind | (0x80 if number == len(blocks) else 0)]) + len(block).to_bytes(3, "big") + block
    return _played("audio/flac", bytes(kept) + data[place:], miniaudio.flac_get_info)


def mp3(data: bytes) -> tuple[Facts, bytes]:
    return _played("audio/mpeg", _without_tags(data), miniaudio.mp3_get_info)


def _without_tags(data: bytes) -> bytes:
    """What stands between the tags at the beginning (ID3v2) and those at the end (ID3v1 and its extension, APE, Lyrics3)."""
    start = 0
    while data[start:start + 3] == b"ID3":
        size = 0
        for each in data[start + 6:start + 10]:
            size = size << 7 | each & 0x7F
        start += 10 + size + (10 if data[start + 5] & 0x10 else 0)
    end = _end(data)
    if start >= end:
        raise Refused(BROKEN)
    return data[start:end]


def _end(data: bytes) -> int:
    end, before = len(data), -1
    while end != before:
        before = end
        if data[end - ID3_AT_THE_END:end][:3] == b"TAG":
            end -= ID3_AT_THE_END
            if data[end - 227:end][:4] == b"TAG+":
                end -= 227
        elif data[end - APE_FOOTER:end][:8] == b"APETAGEX":
            size, flags = struct.unpack_from("<I4xI", data, end - APE_FOOTER + 12)
            end -= size + (APE_FOOTER if flags & 0x80000000 else 0)
        elif data[end - 9:end] == b"LYRICS200" and data[end - 15:end - 9].isdigit():
            end -= int(data[end - 15:end - 9]) + 15
        if end < 0:
            raise Refused(BROKEN)
    return end


def ogg_sound(data: bytes) -> tuple[Facts, bytes]:
    content, codec, seconds = ogg.without_comments(data)
    if codec == "vorbis":
        return _played("audio/ogg", content, miniaudio.vorbis_get_info)
    return Facts(SOUND, "audio/ogg", seconds=_whole(seconds), notes=(NOT_PLAYED,)), content


def mpeg_4(data: bytes) -> tuple[Facts, bytes]:
    content, seconds = mpeg4.without_notes(data)
    return Facts(SOUND, "audio/mp4", seconds=_whole(seconds), notes=(NOT_PLAYED,)), content


def aac(data: bytes) -> tuple[Facts, bytes]:
    return Facts(SOUND, "audio/aac", notes=(NOT_PLAYED,)), _without_tags(data)


READERS: dict[str, Callable[[bytes], tuple[Facts, bytes]]] = {
    "audio/wav": wave, "audio/flac": flac, "audio/mpeg": mp3, "audio/ogg": ogg_sound, "audio/mp4": mpeg_4, "audio/aac": aac,
}
