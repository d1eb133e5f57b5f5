"""erased.list: the ids of people who were erased, and nothing else. It survives restores, so nobody comes back.

One line for each: the id, a space, and a tag that chains it to the lines before it under a key of the vault. The header
says how many lines there must be at least, so cutting the list short shows as well. A last line without its newline was
being written when the computer stopped: nobody was told it was done, and it is cut off at the next addition.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from locales import N_
from models.errors import Damaged
from storage import files

NAME = "erased.list"
_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")


class ErasedList:
    """The ids erased so far, read and verified when it is made."""

    def __init__(self, folder: Path, key: bytes, *, least: int, grown: Callable[[int], None]) -> None:
        """Read the list. `least` is how many lines the header knows of; `grown` is told the number after an addition.

        Raises Damaged if it is missing, shorter than `least` or altered, PlaceFailed if it cannot be read.
        """
        self._path, self._key, self._grown = folder / NAME, key, grown
        self._ids: dict[str, None] = {}
        self._tag = b""
        with files.place_errors(folder):
            try:
                content = self._path.read_bytes()
            except FileNotFoundError:
                raise _damaged(folder) from None
        *lines, torn = content.split(b"\n")
        self._torn = len(torn)
        for line in lines:
            self._accept(line, folder)
        if len(self._ids) < least:
            raise _damaged(folder)

    def _accept(self, line: bytes, folder: Path) -> None:
        text, _, tag = line.decode("ascii", "replace").partition(" ")
        if not _ID.fullmatch(text) or text in self._ids:
            raise _damaged(folder)
        expected = self._next(text)
        if not hmac.compare_digest(expected.hex().encode(), tag.encode()):
            raise _damaged(folder)
        self._ids[text], self._tag = None, expected

    def _next(self, text: str) -> bytes:
        return hmac.new(self._key, self._tag + text.encode("ascii"), hashlib.sha256).digest()

    def ids(self) -> frozenset[str]:
        """Everybody erased from this vault."""
        return frozenset(self._ids)

    def __contains__(self, text: object) -> bool:
        return text in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, text: str) -> None:
        """Add one id for ever; durable when this returns. Adding it again adds nothing. Raises PlaceFailed."""
        self.add_all((text,))

    def add_all(self, texts: Iterable[str]) -> None:
        """Add many ids with one write.

        Raises PlaceFailed; adding the same again then makes good what was left undone, in the list or in the header.
        """
        fresh = [text for text in dict.fromkeys(texts) if text not in self._ids]
        if not all(_ID.fullmatch(text) for text in fresh):
            raise ValueError("not an id")
        if fresh:
            self._append(fresh)
        self._grown(len(self._ids))

    def seal_again(self, key: bytes) -> None:
        """Write the whole list anew under another key; a crash leaves it whole under one of the two. Raises PlaceFailed."""
        before = self._key, self._tag
        self._key, self._tag = key, b""
        try:
            with files.place_errors(self._path.parent):
                files.replace(self._path, self._lines(self._ids))
        except BaseException:
            self._key, self._tag = before
            raise
        self._torn = 0

    def _lines(self, texts: Iterable[str]) -> bytes:
        """Lines for ids that follow the last one, each chained to the one before."""
        lines = []
        for text in texts:
            self._tag = self._next(text)
            lines.append(f"{text} {self._tag.hex()}\n")
        return "".join(lines).encode("ascii")

    def _append(self, fresh: list[str]) -> None:
        before = self._tag
        try:
            with files.place_errors(self._path.parent):
                files.extend(self._path, self._lines(fresh), cut=self._torn)
        except BaseException:
            self._tag = before
            raise
        self._torn = 0
        self._ids.update(dict.fromkeys(fresh))


def is_id(text: str) -> bool:
    """Whether this could be an id in the list."""
    return _ID.fullmatch(text) is not None


def _damaged(folder: Path) -> Damaged:
    text = N_("The list of erased people in {place} is damaged or was altered; bring back the newest good backup.")
    return Damaged(text, place=folder)
