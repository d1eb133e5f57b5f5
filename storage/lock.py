"""One process at a time has a vault. The operating system holds the lock and lets go of it when the process dies."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from locales import N_
from models.errors import InUse
from storage.files import BINARY, place_failed

NAME = "lock"
_BUSY = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


class Lock:
    """The lock of one vault, held from when it is made until `release`."""

    def __init__(self, folder: Path, *, new: bool = False) -> None:
        """Take the lock, making its empty file when the vault is created or a copied folder came without it.

        Raises InUse if another process has it, PlaceFailed if the folder refuses, FileExistsError if `new` and it is
        there.
        """
        path = folder / NAME
        flags = os.O_RDWR | os.O_CREAT | BINARY | (os.O_EXCL if new else 0)
        try:
            self._handle = os.open(path, flags, 0o600)
        except FileExistsError:
            raise
        except OSError as error:
            raise place_failed(folder, error.errno) from error
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            if error.errno in _BUSY:
                text = N_("{place} is open in another window of Raddir; close it there and try again.")
                raise InUse(text, place=folder) from None
            raise place_failed(folder, error.errno) from error

    def release(self) -> None:
        """Let go. The file stays: removing it could take it from under somebody who is waiting."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
