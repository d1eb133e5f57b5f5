"""PDF and plain text. A PDF is kept as it is, once it was looked at; a text is kept as UTF-8."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from media.facts import BROKEN, DOCUMENT, GUESSED, MAY_HOLD_NAMES, TEXT, Facts, Refused

LAST = 2048
"""Bytes at the end of a PDF in which it says where its table stands."""
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
GUESSED_FROM = 200_000
OLD_LETTERS = ("cp1252", "cp1250", "cp1251", "cp1254", "cp1256", "cp1257", "koi8_u")
"""What old text files of the languages around us were written in: Western, Central European, Cyrillic, Turkish, Arabic, Baltic."""


def warm() -> None:
    """Make out one old text, so that what that needs is loaded before the child closes itself off."""
    for each in (*OLD_LETTERS, *(name for _mark, name in MARKS)):
        codecs.lookup(each)
    take_in_text("Það er sýnishorn".encode("cp1252"))


def take_in_pdf(data: bytes) -> tuple[Facts, bytes]:
    """A PDF as it is. What stands before its first line is dropped; one that was cut off is refused. Raises Refused."""
    data = data[data.index(b"%PDF-"):]
    if b"%%EOF" not in data[-LAST:] or not re.search(rb"startxref\s+\d+", data[-LAST:]):
        raise Refused(BROKEN)
    return Facts(DOCUMENT, "application/pdf", notes=(MAY_HOLD_NAMES,)), data


def take_in_text(data: bytes) -> tuple[Facts, bytes]:
    """A text as UTF-8, its ends of line as one kind. Raises Refused when its letters can't be made out."""
    text, guessed = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Refused(TEXT)
    return Facts(DOCUMENT, "text/plain", notes=(GUESSED,) if guessed else ()), text.encode("utf-8")


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its letters had to be guessed."""
    try:
        for mark, name in MARKS:
            if data.startswith(mark):
                return data[len(mark):].decode(name), False
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        best = from_bytes(data[:GUESSED_FROM], cp_isolation=list(OLD_LETTERS)).best()
        if best is None:
            raise Refused(TEXT) from None
        try:
            return data.decode(best.encoding), True
        except UnicodeDecodeError:
            raise Refused(TEXT) from None
