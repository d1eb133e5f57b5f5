"""The folder of a vault to be: nothing may be there yet, and nothing stays behind if the making fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from locales import N_
from models.errors import WrongInput
from storage import erased, files, header, lock

_MADE = (
    header.NAME, header.NAME + files.PART, header.STORE, header.STORE + "-wal", header.STORE + "-shm",
    erased.NAME, lock.NAME,
)


@contextmanager
def clean_after_failure(folder: Path) -> Iterator[None]:
    """Make the folder, or take an empty one, for its owner only; remove what was made if the rest comes to no good end.

    Raises WrongInput if something is there or the folder around it isn't, PlaceFailed.
    """
    made = _take(folder)
    try:
        yield
    except FileExistsError:
        raise _occupied(folder) from None  # another process is filling the same empty folder: its files are its own
    except BaseException:
        for name in _MADE:
            (folder / name).unlink(missing_ok=True)
        if made:
            folder.rmdir()
        raise


def _take(folder: Path) -> bool:
    """Whether the folder had to be made."""
    with files.place_errors(folder):
        try:
            folder.mkdir(mode=0o700)
            return True
        except FileExistsError:
            if not folder.is_dir() or any(folder.iterdir()):
                raise _occupied(folder) from None
            folder.chmod(0o700)
            return False
        except (FileNotFoundError, NotADirectoryError):
            text = N_("There is no folder in which {place} could be made; make that one first.")
            raise WrongInput(text, place=folder) from None


def _occupied(folder: Path) -> WrongInput:
    text = N_("There is already something at {place}; choose another name for the new vault.")
    return WrongInput(text, place=folder)
