"""Words that stand nowhere else, and a scanner that finds them in whatever dress: encoded, packed, or in the streams of a PDF."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import secrets
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
DEEPEST = 3
"""Packed in packed in packed: no deeper."""


def kit() -> dict[str, str]:
    """Markers of one run: what must be found in no file in the clear."""
    def drawn(beginning: str) -> str:
        return beginning + "".join(secrets.choice("bcdfghklmnprstvz") for _ in range(10))

    return {
        "name": f"{drawn('Nama')} {drawn('Sura')}", "place": drawn("Stadur"), "phone": "+354 " + "".join(secrets.choice("3679") for _ in range(9)),
        "story": f"They told me {drawn('saga')} at the {drawn('hurd')}.", "need": drawn("thorf"), "gives": drawn("gjof"), "search": drawn("leit"),
        "attachment": drawn("mynd"), "passphrase": f"{drawn('lykill')} {drawn('ord')} stone", "arabic": "حكاية" + drawn("s"), "draft": drawn("drog"),
    }


def forms(text: str) -> dict[str, bytes]:
    """How a text may be dressed, by name."""
    plain = text.encode("utf-8")
    made = {
        "utf-8": plain, "utf-16le": text.encode("utf-16-le"), "utf-16be": text.encode("utf-16-be"), "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(), "json": json.dumps(text)[1:-1].encode(), "url": urllib.parse.quote(text).encode(),
        "url+": urllib.parse.quote_plus(text).encode(), "reversed": " ".join(reversed(text.split())).encode("utf-8"),
        "repr": repr(plain)[2:-1].encode(),
    }
    for offset in range(3):  # the letters that don't depend on what stands before and after
        coded = base64.b64encode(bytes(offset) + plain).rstrip(b"=")
        made[f"base64+{offset}"] = coded[-(-offset * 8 // 6) + (1 if offset else 0) : -2]
    return made


class Scanner:
    """Looks for markers in files and in bytes."""

    def __init__(self, markers: Mapping[str, str], raw: Mapping[str, bytes] | None = None) -> None:
        self._needles = {(name, form): each for name, text in markers.items() for form, each in forms(text).items()}
        for name, key in (raw or {}).items():
            self._needles |= {(name, "bytes"): key, (name, "hex"): key.hex().encode(), (name, "base64"): base64.b64encode(key)[:-2]}

    def in_bytes(self, content: bytes, where: str, depth: int = 0) -> Iterator[str]:
        for (name, form), needle in self._needles.items():
            if needle in content:
                yield f"{name} as {form} in {where}"
        if depth < DEEPEST:
            for part, inner in unpacked(content):
                yield from self.in_bytes(inner, f"{where}/{part}", depth + 1)

    def in_files(self, roots: Iterable[Path], asked_for: frozenset[Path] = frozenset()) -> Iterator[str]:
        """What is found in the files and in the names under some folders; files the person asked for are left out."""
        for root in roots:
            for path in sorted(root.rglob("*")):
                yield from self.in_bytes(str(path.relative_to(root)).encode("utf-8", "surrogateescape"), f"the name of {path}")
                if path.is_file() and not path.is_symlink() and path not in asked_for:
                    yield from self.in_bytes(path.read_bytes(), str(path))


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed inside: members of a ZIP, a gzip, the streams of a PDF."""
    if content[:4] == b"PK\x03\x04":
        with suppress(zipfile.BadZipFile, NotImplementedError), zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from ((name, packed.read(name)) for name in packed.namelist())
    elif content[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error):
            yield "gzip", gzip.decompress(content)
    elif content[:5] == b"%PDF-":
        for number, found in enumerate(_STREAM.finditer(content)):
            with suppress(zlib.error):
                yield f"stream {number}", zlib.decompressobj().decompress(found[1])
