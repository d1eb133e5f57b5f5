"""Erasure reaches the backups: each one in the vault's own folder that still holds somebody erased is made anew without them.

A backup that can't be opened any more can't be mended either, so it goes. Which persons a backup was made before shows in the erased
list it carries, so work that was interrupted is found again and goes on.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Damaged, TooNew
from storage import backup, container, copies, erased, erasure, files, header, migrations, notes, slots
from storage.copies import Progress
from storage.vault import Vault, translated

if TYPE_CHECKING:
    from storage.workspace import Workspace

__all__ = ["SET_ASIDE", "has_work", "is_due", "note", "purge", "scrub"]

SET_ASIDE = "set-aside-"
"""How the folders begin in which a restore puts files of the vault that couldn't be opened."""


def is_due(workspace: Workspace) -> bool:
    """Whether somebody was erased since the backups were last gone through."""
    with translated():
        return notes.number(workspace._connection, notes.PURGED) < len(workspace.vault.erased)


def has_work(vault: Vault) -> bool:
    """Whether there is any file that could hold somebody. Raises PlaceFailed."""
    with files.place_errors(vault.folder):
        return any((vault.folder / backup.FOLDER).glob("*" + container.SUFFIX)) or any(vault.folder.glob(SET_ASIDE + "*"))


def purge(workspace: Workspace, progress: Progress | None = None) -> None:
    """Go through the vault's own backups. `progress` is told how many are done. Raises PlaceFailed; what is left is done the next time."""
    note(workspace, scrub(workspace.vault, progress))


def note(workspace: Workspace, count: int) -> None:
    """Note that the backups have forgotten everybody of the first `count` that were erased. Raises PlaceFailed."""
    with workspace.atomic():
        notes.write(workspace._connection, notes.PURGED, str(count))


def scrub(vault: Vault, progress: Progress | None = None) -> int:
    """What `purge` does with the files, from any thread; how many erased it was done for.

    Raises PlaceFailed, and what `progress` raises.
    """
    count = len(vault.erased)
    with backup.one_at_a_time:
        _scrub(vault, progress)
    return count


def _scrub(vault: Vault, progress: Progress | None) -> None:
    own = vault.folder / backup.FOLDER
    with files.place_errors(vault.folder):
        paths = [each for each in sorted(own.glob("*" + container.SUFFIX)) if container.NAME.fullmatch(each.name)] if own.is_dir() else []
        aside = list(vault.folder.glob(SET_ASIDE + "*"))
    for done, path in enumerate(paths):
        if progress is not None:
            progress(done, len(paths))
        _one(vault, path, progress)
    for folder in aside:  # nobody could open what is in there, so nobody can take anybody out of it
        with files.place_errors(folder):
            shutil.rmtree(folder)


def _one(vault: Vault, path: Path, progress: Progress | None) -> None:
    try:
        with container.reading(path) as reader:
            if reader.facts.vault_id != vault.vault_id:
                return
            if vault.erased.ids() <= backup.ids_in(reader.small(erased.NAME)):
                return
            _anew(vault, reader, progress)
    except (Damaged, TooNew):
        with files.place_errors(path.parent):
            path.unlink(missing_ok=True)


def _anew(vault: Vault, reader: container.Reader, progress: Progress | None) -> None:
    """The same backup without the erased, in place of it. Raises Damaged where it isn't opened by this vault's key."""
    path = reader.path
    store, part = (path.with_name(path.name + end + files.PART) for end in (".store", ""))
    copies.remove(store)
    copies.remove(part)
    files.check_room(path.parent, reader.facts.size())
    with vault.lent_key() as data_key, backup.removed(store, part):
        reader.verify(data_key)
        head = header.parse(reader.small(header.NAME), path)
        reader.extract(store, progress)
        key = copies.store_key(data_key, vault.vault_id)
        try:
            take_out(store, key, head.page_size, vault.erased.ids())
            inside = backup.prove(None, store, key, head.page_size, progress)
        finally:
            copies.wipe(key)
        lines = backup.erased_lines(vault)
        told = head._replace(erased=len(vault.erased), reader=header.READER)
        sealed = header.seal(told, slots.subkey(data_key, "vault/header", slots.fingerprint(vault.vault_id)))
        facts = reader.facts._replace(members={}, sealed=b"", mac="")
        backup.pack(part, {header.NAME: header.render(sealed), erased.NAME: lines}, store, facts, inside, bytes(data_key), progress)
        backup.put_in_place(part, path)


def take_out(store: Path, key: bytearray, page_size: int, ids: frozenset[str]) -> None:
    """Bring a copied store up to date and take the erased out of it, down to its free pages. Raises Damaged, PlaceFailed."""
    with copies.opened(store, key, page_size, writable=True) as connection:
        migrations.bring_up_to_date(connection)
        with translated():
            connection.execute("BEGIN IMMEDIATE")
            erasure.finish(connection, ids)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
