"""Writing small files so that a crash leaves the old one or the new one, and never half of either."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from locales import N_
from models.errors import PlaceFailed

PART = ".part"
ROOM_TO_SPARE = 20 * 1024 * 1024
BINARY = getattr(os, "O_BINARY", 0)
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_CLOSED = frozenset({errno.EACCES, errno.EPERM})


@contextmanager
def place_errors(place: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a sentence about the place.

    Raises PlaceFailed; nothing is retried on the same file.
    """
    try:
        yield
    except OSError as error:
        raise place_failed(place, error.errno) from error


def place_failed(place: Path, number: int | None) -> PlaceFailed:
    """The sentence for an error number of the operating system."""
    text = N_("The disk that holds {place} doesn't answer as it should; check it and try again.")
    if number in _FULL:
        text = N_("There is no room left on the disk that holds {place}; free some space and try again.")
    elif number == errno.EROFS:
        text = N_("{place} can only be read, not written; make it writable or move the vault elsewhere.")
    elif number in _CLOSED:
        text = N_("You have no permission to use {place}; ask whoever looks after this computer.")
    return PlaceFailed(text, place=place)


def check_room(folder: Path, change: int, times: int = 3) -> None:
    """Before a large change (bytes): it needs three times its size, for store, log and index, and some room to spare (`vault.md`).

    What is only written once, such as a backup on a stick, needs it once.

    Raises PlaceFailed.
    """
    with place_errors(folder):
        if shutil.disk_usage(folder).free < times * change + ROOM_TO_SPARE:
            raise OSError(errno.ENOSPC, "too little room")


def size(path: Path) -> int:
    """How many bytes a file has. Raises PlaceFailed."""
    with place_errors(path.parent):
        return path.stat().st_size


def write_new(path: Path, content: bytes) -> None:
    """Make a file that mustn't exist yet, readable by its owner only, and have it safely on the disk before returning.

    Raises FileExistsError if it exists, OSError otherwise.
    """
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def replace(path: Path, content: bytes) -> None:
    """Replace a file at once: whoever reads it sees all of the old or all of the new. Raises OSError."""
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)  # left by a crash in the middle of this very function
    try:
        write_new(part, content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file written in pieces, for its owner only: all of it stands there in the end, or nothing does. Raises PlaceFailed."""
    part = path.with_name(path.name + PART)
    with place_errors(path):
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR | BINARY, 0o600)
        try:
            with os.fdopen(handle, "w+b") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def extend(path: Path, content: bytes, cut: int = 0) -> None:
    """Add to the end of an existing file, first taking `cut` torn bytes off it; durable when this returns.

    Raises OSError; the file is then as long as it was before the addition.
    """
    with path.open("r+b", buffering=0) as stream:
        end = stream.seek(0, os.SEEK_END) - cut
        stream.truncate(end)
        stream.seek(end)
        try:
            if stream.write(content) != len(content):
                raise OSError(errno.ENOSPC, "short write")
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(end)
            raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows keeps them with the file and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
