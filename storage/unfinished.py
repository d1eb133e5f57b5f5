"""What a stop in the middle of a restore left: finished or cleared away before anybody looks at the vault.

A restore builds everything in `restore.part` inside the folder of the vault and renames that to `restore.ready` when it is complete and
on the disk; from then on it only moves files. Neither name is ever taken for a vault, and finishing needs no key.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from models.errors import Trouble
from storage import files, lock

__all__ = ["READY", "STAGE", "finish", "is_vault", "put_in_place"]

STAGE, READY = "restore" + files.PART, "restore.ready"
ASIDE_NAME = "aside"
"""A line in the folder that is ready: where what stood before goes. Empty: it was backed up, and goes for good."""
STORE = ("store.db", "store.db-wal", "store.db-shm", "store.db.old", "store.db.new.part")
MOVED = ("vault.json", "vault.json.1", *STORE, "erased.list")
GONE = "replaced" + files.PART


def is_vault(folder: Path) -> bool:
    """Whether there is a vault at a folder, whole or not; what a broken-off making left is none."""
    with suppress(Trouble):  # the page before the vault says what is wrong
        finish(folder)
    if any((folder / name).exists() for name in ("vault.json", "vault.json.1", READY)):
        return True
    return not (folder / "making").exists() and any((folder / name).exists() for name in ("store.db", "backups"))


def finish(folder: Path) -> None:
    """Finish or clear away, if anything is left. Costs two looks at the folder when nothing is.

    Raises InUse while another process is at it, PlaceFailed.
    """
    if not any((folder / name).exists() for name in (STAGE, READY, GONE)):
        return
    held = lock.Lock(folder)
    try:
        put_in_place(folder)
    finally:
        held.release()


def put_in_place(folder: Path) -> None:
    """Move what is ready to where it belongs, with the lock held. Running it again after a stop goes on where that was.

    Raises PlaceFailed.
    """
    ready, stage = folder / READY, folder / STAGE
    with files.place_errors(folder):
        if (ready / ASIDE_NAME).exists():  # without that line everything was moved, and only the folder was still to go
            _move(folder, ready)
        for left in (ready, stage, folder / GONE):
            if left.exists():
                shutil.rmtree(left)
        files.sync_folder(folder)


def _move(folder: Path, ready: Path) -> None:
    aside = folder / ((ready / ASIDE_NAME).read_text("ascii") or GONE)
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in MOVED:
        # What is still in `ready` hasn't come yet, so what stands under its name is of before; the rest has no successor.
        if (folder / name).exists() and ((ready / name).exists() or name not in ("vault.json", "store.db", "erased.list")):
            (folder / name).replace(aside / name)
    files.sync_folder(aside)
    for name in ("erased.list", "store.db", "vault.json"):  # the header last: until it is there, there is no vault
        if (ready / name).exists():
            (ready / name).replace(folder / name)
    files.sync_folder(folder)
