"""Bringing a vault of an older Raddir up to date without ever risking it.

    a verified backup -> a copy -> the copy migrated in one transaction -> checked, its digest unchanged -> put in place of the old

The old store stays beside the new one until that has opened once, and is then destroyed. A stop at any moment leaves either the old
vault or the new one. A vault that is up to date pays one look at one row.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from locales import N_
from models.errors import Damaged
from storage import backup, check, copies, files, header, migrations
from storage.library import Library
from storage.vault import Vault, translated

NEW, OLD = header.STORE + ".new" + files.PART, header.STORE + ".old"


def bring_up_to_date(vault: Vault) -> None:
    """Migrate the store of a vault that was just opened and has no connection yet.

    Raises PlaceFailed (no room; the vault is as it was), Damaged.
    """
    with files.place_errors(vault.folder):
        copies.remove(vault.folder / NEW)  # left by a stop on the way here
    reader = vault.reader()
    try:
        waiting = migrations.needs_a_copy(reader)
    finally:
        vault.release(reader)
    if not waiting:
        return
    with files.place_errors(vault.folder):
        size = (vault.folder / header.STORE).stat().st_size
    files.check_room(vault.folder, size)
    _swap(vault, _migrated(vault))


def _migrated(vault: Vault) -> Path:
    """A copy of the store with what this release adds, checked."""
    made = backup.write(vault)
    target = vault.folder / NEW
    reader = vault.reader()
    with vault.lent_key() as data_key:
        key = copies.store_key(data_key, vault.vault_id)
    try:
        copies.copy(reader, target, key, vault.header.page_size)
        with copies.opened(target, key, vault.header.page_size, writable=True) as connection:
            migrations.bring_up_to_date(connection)
            with translated():
                found = check.check(connection, Library(connection))
            if found or backup.digest_of(connection) != made.digest:
                raise Damaged(N_("The vault could not be brought up to date without loss, so it was left as it was; use the Raddir that made it."))
        with files.place_errors(vault.folder):
            copies.sync(target)
    except BaseException:
        copies.remove(target)
        raise
    finally:
        copies.wipe(key)
        vault.release(reader)
    return target


def _swap(vault: Vault, target: Path) -> None:
    """Put the new store in place of the old. The header goes first: it may ask for more than the store does, never for less."""
    store, old = vault.folder / header.STORE, vault.folder / OLD
    vault.ask_for_reader()
    with files.place_errors(vault.folder):
        log = store.with_name(store.name + "-wal")
        if log.exists() and log.stat().st_size:  # the last connection should have emptied it: what stands there isn't in the store
            raise files.place_failed(vault.folder, None)
        for left in ("-wal", "-shm"):
            store.with_name(store.name + left).unlink(missing_ok=True)
        old.unlink(missing_ok=True)
        try:
            os.link(store, old)
        except OSError:  # a disk without hard links
            shutil.copyfile(store, old)
            old.chmod(0o600)
            copies.sync(old)
        target.replace(store)
        files.sync_folder(vault.folder)


def settle(vault: Vault) -> None:
    """The store opened: what stood before it goes. Raises PlaceFailed."""
    old = vault.folder / OLD
    if old.exists():
        with files.place_errors(vault.folder):
            old.unlink()
            files.sync_folder(vault.folder)
