"""Files as they come from telephones and scanners, made here, with words planted where a cleaner must find them."""

from __future__ import annotations

import array
import io
import math
import struct
import wave
from collections.abc import Iterator

from PIL import Image
from PIL.PngImagePlugin import PngInfo

MARK = "PLANTED-MARKER-64.1466N"
"""Where somebody lives, as a camera writes it."""
WAYS = (MARK.encode("ascii"), MARK.encode("utf-16-le"), MARK.encode("utf-16-be"))


def pieces(data: bytes, size: int = 100_000) -> Iterator[bytes]:
    for place in range(0, len(data), size):
        yield data[place:place + size]


def has_mark(data: bytes) -> bool:
    return any(way in data for way in WAYS)


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112], made[0x010F], made[0x010E], made[0x013B] = orientation, MARK, MARK, MARK
    made.get_ifd(0x8825)[1] = "N"
    made.get_ifd(0x8825)[2] = (64.0, 8.0, 47.0)
    made.get_ifd(0x8825)[29] = MARK
    return made


def photo(size: tuple[int, int] = (400, 300), orientation: int = 1) -> bytes:
    """A JPEG: red above and blue below, with place, maker, a comment, XMP and a profile."""
    image = Image.new("RGB", size, (200, 20, 20))
    image.paste((20, 20, 200), (0, size[1] // 2, *size))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95, exif=exif(orientation), comment=MARK, xmp=MARK.encode(), icc_profile=b"\0" * 128 + MARK.encode())
    return stream.getvalue()


def screen(mode: str = "RGB") -> bytes:
    """A PNG with words in its chunks, and behind its end."""
    notes = PngInfo()
    notes.add_text("Comment", MARK)
    notes.add_itxt("XML:com.adobe.xmp", MARK)
    stream = io.BytesIO()
    Image.new(mode, (60, 40)).save(stream, "PNG", pnginfo=notes, exif=exif())
    return stream.getvalue() + MARK.encode()


def picture(name: str) -> bytes:
    """A picture of a kind, with words where that kind has room for them."""
    stream = io.BytesIO()
    image = Image.new("RGB", (60, 40), (10, 120, 10))
    if name == "GIF":
        image.save(stream, name, comment=MARK.encode(), save_all=True, append_images=[Image.new("RGB", (60, 40))])
    elif name == "TIFF":
        image.save(stream, name, tiffinfo={270: MARK, 315: MARK}, save_all=True, append_images=[Image.new("RGB", (60, 40))])
    else:
        image.save(stream, name, exif=exif(), xmp=MARK.encode())
    return stream.getvalue()


def tone(seconds: float = 1.0, rate: int = 8000) -> bytes:
    """A WAV of one tone."""
    frames = array.array("h", (round(9000 * math.sin(each * 0.3)) for each in range(round(seconds * rate))))
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(frames.tobytes())
    return stream.getvalue()


def tagged_tone(seconds: float = 1.0) -> bytes:
    """The same with a list of words before the sound and after it."""
    plain = tone(seconds)
    words = b"INFOINAM" + struct.pack("<I", len(MARK)) + MARK.encode() + b"\0" * (len(MARK) % 2)
    notes = b"LIST" + struct.pack("<I", len(words)) + words
    body = plain[12:36] + notes + plain[36:] + notes
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def id3() -> bytes:
    text = b"\0" + MARK.encode()
    frame = b"TIT2" + struct.pack(">I", len(text)) + b"\0\0" + text
    return b"ID3\x03\0\0" + bytes([0, 0, len(frame) >> 7, len(frame) & 0x7F]) + frame


def mp3(frames: int = 60) -> bytes:
    """Silent MPEG-1 Layer III frames (32 kbit/s, 44.1 kHz, mono) between an ID3v2 tag and an APE and an ID3v1 tag."""
    frame = b"\xff\xfb\x10\xc0" + bytes(100)
    item = struct.pack("<II", len(MARK), 0) + b"Title\0" + MARK.encode()
    ape = item + b"APETAGEX" + struct.pack("<IIII8x", 2000, len(item) + 32, 1, 0)
    return id3() + frame * frames + ape + b"TAG" + MARK.encode().ljust(125, b"\0")


def flac() -> bytes:
    """One second of silence as FLAC, with comments before the sound."""
    info = struct.pack(">HH", 4096, 4096) + bytes(6) + ((8000 << 44) | (0 << 41) | (15 << 36) | 8000).to_bytes(8, "big") + bytes(16)
    words = struct.pack("<I", len(MARK)) + MARK.encode() + struct.pack("<I", 0)
    head = b"fLaC" + b"\0" + len(info).to_bytes(3, "big") + info
    return id3() + head + b"\x84" + len(words).to_bytes(3, "big") + words + b"".join(_flac_frame(n, 4096 if n == 0 else 3904) for n in range(2))


def _flac_frame(number: int, size: int) -> bytes:
    header = b"\xff\xf8" + bytes([0x7 << 4 | 0x4]) + bytes([0x0 << 4 | 0x4 << 1]) + bytes([number]) + struct.pack(">H", size - 1)
    header += bytes([_crc(header, 8, 0x07)])
    frame = header + b"\0\0\0"
    return frame + struct.pack(">H", _crc(frame, 16, 0x8005))


def _crc(data: bytes, bits: int, polynomial: int) -> int:
    value, top = 0, 1 << bits - 1
    for each in data:
        value ^= each << bits - 8
        for _bit in range(8):
            value = (value << 1 ^ polynomial if value & top else value << 1) & (1 << bits) - 1
    return value


def opus(comment: bytes = MARK.encode() * 200) -> bytes:
    """Ogg Opus of two seconds, whose comments run over three pages."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 0, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 3) + b"tel" + struct.pack("<II", 1, len(comment)) + comment
    cut = 255 * 8
    parts = [tags[place:place + cut] for place in range(0, len(tags), cut)]
    pages = [_ogg(2, 0, 0, [len(head)], head)]
    for number, part in enumerate(parts):
        whole = [255] * (len(part) // 255) + ([] if number < len(parts) - 1 else [len(part) % 255])
        pages.append(_ogg(1 if number else 0, 0, number + 1, whole, part))
    pages.append(_ogg(4, 96_000, len(parts) + 1, [3], b"\xf8\xff\xfe"))
    return b"".join(pages)


def _ogg(kind: int, granule: int, number: int, laces: list[int], body: bytes) -> bytes:
    page = b"OggS\0" + bytes([kind]) + struct.pack("<qIII", granule, 77, number, 0) + bytes([len(laces), *laces]) + body
    return page[:22] + struct.pack("<I", _crc(page, 32, 0x04C11DB7)) + page[26:]


def ogg_sums_are_right(data: bytes) -> bool:
    """Whether every page has the check sum of what stands on it."""
    place = 0
    while place < len(data):
        laces = data[place + 27:place + 27 + data[place + 26]]
        end = place + 27 + len(laces) + sum(laces)
        page = data[place:end]
        if struct.pack("<I", _crc(page[:22] + bytes(4) + page[26:], 32, 0x04C11DB7)) != page[22:26]:
            return False
        place = end
    return True


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", len(body) + 8, name) + body


def m4a(handler: bytes = b"soun") -> bytes:
    """MPEG-4 sound of three seconds, with a title, a place and the hour of recording."""
    hour = struct.pack(">II", 3_900_000_000, 3_900_000_000)
    film = box(b"mvhd", b"\0\0\0\0", hour, struct.pack(">II", 1000, 3000), bytes(80))
    track = box(b"trak", box(b"tkhd", b"\0\0\0\0", hour, bytes(72)), box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13))))
    notes = box(b"udta", box(b"meta", bytes(4), MARK.encode()), box(b"\xa9xyz", MARK.encode()))
    return box(b"ftyp", b"M4A ", bytes(4)) + box(b"moov", film, track, notes) + box(b"mdat", b"sound" * 40)


def pdf() -> bytes:
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
