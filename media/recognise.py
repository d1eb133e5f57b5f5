"""What kind of file it is, by how it begins. The name of a file says nothing that can be trusted."""

from __future__ import annotations

from media.facts import HEIC, OFFICE, UNKNOWN, VIDEO, Refused

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/tiff": "TIFF", "image/gif": "GIF"}
"""Types of picture, and what Pillow calls each."""
BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"II*\0", "image/tiff"), (b"MM\0*", "image/tiff"),
    (b"GIF87a", "image/gif"), (b"GIF89a", "image/gif"), (b"fLaC", "audio/flac"), (b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"),
)
PHONE_PICTURES = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST = 1024
"""A PDF's first line may come after so many other bytes (PDF Reference 1.7, appendix H)."""


def recognise(data: bytes) -> str:
    """The type of a file. Raises Refused."""
    for beginning, media_type in BEGINNINGS:
        if data.startswith(beginning):
            return "audio/flac" if media_type == "audio/mpeg" and data[_after_id3(data):][:4] == b"fLaC" else media_type
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE"):
        return "image/webp" if data[8:12] == b"WEBP" else "audio/wav"
    if data[4:8] == b"ftyp":
        return _of_brand(data[8:12])
    if b"%PDF-" in data[:FIRST]:
        return "application/pdf"
    if data.startswith((b"PK", OLD_OFFICE, b"{\\rtf")):
        raise Refused(OFFICE)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text/plain"
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0:
        return "audio/aac" if data[1] & 0x06 == 0 else "audio/mpeg"
    if not _has_controls(data[:65536]):
        return "text/plain"
    if data.startswith((b"\x1aE\xdf\xa3", b"\0\0\x01\xba", b"\0\0\x01\xb3")) or (data[:4] == b"RIFF" and data[8:11] == b"AVI"):
        raise Refused(VIDEO)
    raise Refused(UNKNOWN)


def _of_brand(brand: bytes) -> str:
    if brand in PHONE_PICTURES:
        raise Refused(HEIC)
    if brand in (b"avif", b"avis"):
        raise Refused(UNKNOWN)
    return "audio/mp4"  # whether a film stands inside is seen when it is read


def _after_id3(data: bytes) -> int:
    size = 0
    for each in data[6:10]:
        size = size << 7 | each & 0x7F
    return 10 + size


def _has_controls(data: bytes) -> bool:
    return any(each in data for each in (*range(9), 11, *range(14, 27), *range(28, 32)))
