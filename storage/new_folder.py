"""The folder of a vault to be: nothing may be there yet, and nothing stays behind if the making fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from locales import N_
from models.errors import WrongInput
from storage import erased, files, header, lock

_FILES = (
    header.NAME + files.PART, header.STORE, header.STORE + "-wal", header.STORE + "-shm", header.STORE + "-journal", erased.NAME,
)
_REMAINS = frozenset({*_FILES, header.MAKING, lock.NAME})


@dataclass(frozen=True)
class Taken:
    """A folder that is ours to fill, and the lock on it."""

    lock: lock.Lock


@contextmanager
def clean_after_failure(folder: Path) -> Iterator[Taken]:
    """Make the folder for its owner only, or take an empty one or the remains of a making that was broken off; remove what was
    made if the rest comes to no good end.

    Raises WrongInput if something is there or the folder around it isn't, InUse while another process fills it, PlaceFailed.
    """
    made, remains = _take(folder)
    try:
        held = lock.Lock(folder, new=not remains)
    except FileExistsError:
        raise _occupied(folder) from None  # another process is filling the same empty folder: its files are its own
    except BaseException:
        with suppress(OSError):
            _leave(folder, made)
        raise
    try:
        _mark(folder)
        yield Taken(held)
    except BaseException:
        held.release()
        with suppress(OSError):  # a disk that refuses this too leaves remains, which the next making takes over
            _clear(folder, (header.NAME, *_FILES, header.MAKING, lock.NAME))
            _leave(folder, made)
        raise


def _mark(folder: Path) -> None:
    """Say on the disk, before anything else, that what is here is no vault yet."""
    with files.place_errors(folder):
        _clear(folder, _FILES)
        marker = folder / header.MAKING
        marker.unlink(missing_ok=True)
        files.write_new(marker, b"")
        files.sync_folder(folder)


def _clear(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)


def _leave(folder: Path, made: bool) -> None:
    if made:
        folder.rmdir()


def _take(folder: Path) -> tuple[bool, bool]:
    """Whether the folder had to be made, and whether it holds remains."""
    with files.place_errors(folder):
        try:
            folder.mkdir(mode=0o700)
            return True, False
        except FileExistsError:
            there = {each.name for each in folder.iterdir()} if folder.is_dir() else {""}
            remains = header.MAKING in there and there <= _REMAINS
            if there - {lock.NAME} and not remains:
                raise _occupied(folder) from None
            folder.chmod(0o700)
            return False, bool(there)
        except (FileNotFoundError, NotADirectoryError):
            text = N_("There is no folder in which {place} could be made; make that one first.")
            raise WrongInput(text, place=folder) from None


def _occupied(folder: Path) -> WrongInput:
    text = N_("There is already something at {place}; choose another name for the new vault.")
    return WrongInput(text, place=folder)
