"""What a reader of the PDF can copy from it, with the two libraries most readers are made of."""

from __future__ import annotations

import re
import subprocess
import unicodedata

import pypdfium2

READERS = ("poppler", "pdfium", "pdfium by place")
_CONTROLS = dict.fromkeys(
    map(ord, "\u0640\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u0002")
)


def pages(pdf: bytes, reader: str) -> list[str]:
    """The text of each page as the reader gives it."""
    if reader == "poppler":
        run = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
        return run.stdout.decode().split("\f")[:-1]
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage() for page in document]
    return [text.get_text_range() if reader == "pdfium" else text.get_text_bounded() for text in texts]


def words(text: str) -> list[str]:
    """The words of a text, without vowel signs and direction marks; the zero-width non-joiner stays."""
    text = unicodedata.normalize("NFKC", text).translate(_CONTROLS)
    text = "".join(char for char in text if not ("\u064b" <= char <= "\u0652" or char == "\u0670"))
    return [word for word in re.split(r"[^\w\u200c]+", text) if word.strip("\u200c")]


def lost(source: str, pdf: bytes, reader: str) -> list[str]:
    """The words of a source that the reader doesn't give back."""
    found = set(words("\n".join(pages(pdf, reader))))
    return [word for word in words(source) if word not in found]


def places(pdf: bytes, page: int, word: str) -> list[tuple[float, float, float, float]]:
    """Boxes (left, bottom, right, top) of a word of ASCII letters or digits wherever it stands on a page."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    whole = text.get_text_range()
    boxes = []
    for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", whole):
        chars = [text.get_charbox(at) for at in range(match.start(), match.end())]
        boxes.append(
            (min(c[0] for c in chars), min(c[1] for c in chars), max(c[2] for c in chars), max(c[3] for c in chars))
        )
    return boxes
