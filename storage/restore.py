"""Bringing a backup back, into a new folder or over the vault it was made of. Nothing that is there is destroyed by it.

Everything is built beside what stands and put in place at the end (`storage.unfinished`), so a stop at any moment leaves the vault as it
was or as it is wanted. Who was erased since, here or in the backup, is taken out before anybody reads the store, and the store
writes under a new `dev`: what the old one wrote after the backup must never be written a second time.
"""

from __future__ import annotations

import datetime
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from locales import N_
from models.errors import Damaged, Trouble, WrongInput, WrongSecret
from models.operation import new_id
from storage import (
    access_log,
    backup,
    container,
    copies,
    erased,
    erasure,
    files,
    header,
    lock,
    marks,
    migrations,
    notes,
    recovery_words,
    slots,
    unfinished,
    where,
)
from storage.copies import Progress
from storage.erased import ErasedList
from storage.forgetting import SET_ASIDE
from storage.harden import harden_process
from storage.vault import Connection, Vault, _check_encrypted, translated

__all__ = ["Restored", "Secret", "restore", "unlock"]


class Secret(NamedTuple):
    """A passphrase, with the sign it belongs to where it is known, or the recovery words."""

    passphrase: str | None = None
    words: str | None = None
    sign: str | None = None


class Restored(NamedTuple):
    """What came of it."""

    made: datetime.datetime
    """When the backup was made, in UTC."""
    erased: int
    """People who were erased since it was made, and were taken out again."""
    set_aside: Path | None
    """Where the files went that stood there and couldn't be opened."""
    keys_kept: bool
    """Whether the vault still opens by the passphrases of now; otherwise by those of the day of the backup."""


class _Held(lock.Lock):
    """Stands in for the lock that the restore holds already, and goes on holding when the vault that is backed up is closed."""

    def __init__(self) -> None:
        self._handle = -1


def unlock(head: header.Header, secret: Secret, place: Path) -> tuple[header.Slot, slots.DataKeys]:
    """The slot of a header that a secret opens, and its data key; the header is then known to be whole. Raises WrongSecret, Damaged."""
    try:
        if secret.words is not None:
            used, keys = slots.unlock_recovery(head, recovery_words.from_words(secret.words))
        else:
            used, keys = slots.unlock_passphrase(head, secret.passphrase or "", secret.sign)
    except ValueError:
        raise header.damaged(place) from None
    header.verify(head, _header_key(head, keys.key), place)
    return used, keys


def _header_key(head: header.Header, data_key: bytearray) -> bytes:
    return slots.subkey(data_key, "vault/header", slots.fingerprint(head.vault_id))


def restore(path: Path, folder: Path, secret: Secret, progress: Progress | None = None) -> Restored:
    """Bring a backup back as the vault at `folder`. The vault there must be closed.

    Raises WrongInput (no backup, another vault or other things there), WrongSecret, Damaged, TooNew, InUse, PlaceFailed, and what
    `progress` raises; the folder is then as it was.
    """
    harden_process()
    path, folder = Path(path).absolute(), Path(folder).absolute()
    unfinished.finish(folder)
    with container.reading(path) as reader:
        head = header.parse(reader.small(header.NAME), path)
        if (head.vault_id, head.page_size) != (reader.facts.vault_id, reader.facts.page_size):
            raise container.altered(path)
        current = _current(folder, head.vault_id)
        used, keys = _opening(head, current, secret, path, folder)
        try:
            inside = reader.verify(keys.key)
            return _Restoration(reader, head, inside, folder, current, used, keys.key, secret, progress).run()
        finally:
            copies.wipe(keys.key)


def _current(folder: Path, vault_id: str) -> header.Header | None:
    """The header of the vault that stands there, or None where none does or it can't be read any more.

    Raises WrongInput if it is another vault or no vault at all, TooNew.
    """
    with files.place_errors(folder):
        names = {each.name for each in folder.iterdir()} if folder.is_dir() else {""} if folder.exists() else set[str]()
        if not names & set(unfinished.MOVED):
            where.refuse(folder)
        if not folder.exists():
            return None
    if not all(name in (*unfinished.MOVED, lock.NAME, backup.FOLDER) or name.startswith(SET_ASIDE) for name in names):
        raise WrongInput(N_("There is already something at {place}; name a new folder, or the vault the backup was made of."), place=folder)
    found, known = None, set[str]()
    with suppress(Damaged, WrongInput):
        found = header.read(folder)[0]
        known = {found.vault_id}
    if vault_id not in (known or {each.vault_id for each in backup.found(folder / backup.FOLDER)} or {vault_id}):
        raise WrongInput(N_("Another vault is at {place}, and the backup isn't of it; choose another folder. Nothing was changed."), place=folder)
    return found


def _opening(head: header.Header, current: header.Header | None, secret: Secret, path: Path, folder: Path) -> tuple[header.Slot, slots.DataKeys]:
    """By the keys of the backup's own day, or by those of now."""
    try:
        return unlock(head, secret, path)
    except WrongSecret:
        if current is not None:
            with suppress(Trouble):
                return unlock(current, secret, folder)
        raise WrongSecret(
            N_("This doesn't open the backup. It takes a passphrase or the recovery words of the day when the backup was made.")) from None


class _Restoration:
    """One restore, from the moment the secret fitted."""

    def __init__(
        self, reader: container.Reader, head: header.Header, inside: container.Inside, folder: Path, current: header.Header | None,
        used: header.Slot, data_key: bytearray, secret: Secret, progress: Progress | None,
    ) -> None:
        self._reader, self._head, self._inside, self._folder, self._current = reader, head, inside, folder, current
        self._used, self._data_key, self._secret, self._progress = used, data_key, secret, progress
        self._stage = folder / unfinished.STAGE
        self._keys_kept = current is not None and _fits(current, data_key, folder)

    def run(self) -> Restored:
        fresh = self._make_folder()
        try:
            held = lock.Lock(self._folder)
            try:
                return self._run()
            except BaseException:
                shutil.rmtree(self._stage, ignore_errors=True)
                raise
            finally:
                held.release()
        except BaseException:
            if fresh:
                shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def _make_folder(self) -> bool:
        """Whether it had to be made."""
        with files.place_errors(self._folder):
            try:
                self._folder.mkdir(mode=0o700)
                return True
            except FileExistsError:
                self._folder.chmod(0o700)
                return False
            except (FileNotFoundError, NotADirectoryError):
                raise WrongInput(N_("There is no folder in which {place} could be made; make that one first."), place=self._folder) from None

    def _run(self) -> Restored:
        files.check_room(self._folder, self._reader.facts.size())
        aside = self._aside()
        taken_out = self._build(aside)
        with files.place_errors(self._folder):
            self._stage.replace(self._folder / unfinished.READY)
            files.sync_folder(self._folder)
        unfinished.put_in_place(self._folder)
        return Restored(self._reader.facts.made, taken_out, self._folder / aside if aside else None, self._keys_kept)

    def _aside(self) -> str:
        """Where what stands there goes: nowhere once it is backed up, since it opens; else into a folder of its own."""
        with files.place_errors(self._folder):
            stands = any((self._folder / name).exists() for name in unfinished.MOVED)
        if not stands or self._back_up():
            return ""
        return f"{SET_ASIDE}{datetime.datetime.now():%Y-%m-%d-%H%M%S}-{new_id()[:4]}"

    def _back_up(self) -> bool:
        if self._current is None:
            return False
        try:
            _check_encrypted(self._folder / header.STORE)
            if self._keys_kept:
                used, keys = self._used, slots.DataKeys(bytearray(self._data_key))
            else:  # its data key was changed since; the same secret may open it
                used, keys = unlock(self._current, self._secret, self._folder)
            vault = Vault(self._folder, _Held(), self._current, used, keys)
            try:
                backup.write(vault, None, self._progress, keep=self._reader.path)
            finally:
                vault.close()
        except (Damaged, WrongSecret):
            return False
        return True

    def _build(self, aside: str) -> int:
        """Everything that will stand there, complete and on the disk. Returns how many people were taken out."""
        with files.place_errors(self._folder):
            self._stage.mkdir(mode=0o700)
        store, key = self._stage / header.STORE, copies.store_key(self._data_key, self._head.vault_id)
        self._reader.extract(store, self._progress)
        try:
            if backup.prove(None, store, key, self._head.page_size, self._progress).digest != self._inside.digest:
                raise container.altered(self._reader.path)
            with copies.opened(store, key, self._head.page_size, writable=True) as connection:
                ids = self._erased_list(connection)
                taken_out, waits = _made_new(connection, ids)
        finally:
            copies.wipe(key)
        base = self._current if self._keys_kept and self._current is not None else self._head
        told = base._replace(erased=len(ids), reader=header.READER, unfinished=waits)
        with files.place_errors(self._folder):
            copies.sync(store)
            files.write_new(self._stage / header.NAME, header.render(header.seal(told, _header_key(base, self._data_key))))
            files.write_new(self._stage / unfinished.ASIDE_NAME, aside.encode("ascii"))
            files.sync_folder(self._stage)
        return taken_out

    def _erased_list(self, connection: Connection) -> frozenset[str]:
        """The list of the backup with that of the folder, and of this computer's mark, joined on.

        The folder's may be signed under another key or damaged: an id in it is believed all the same, because ids are random and nobody
        can name one who doesn't know it.
        """
        lines = self._reader.small(erased.NAME)
        with files.place_errors(self._folder):
            files.write_new(self._stage / erased.NAME, lines)
            with suppress(FileNotFoundError):
                lines += (self._folder / erased.NAME).read_bytes()
        listed = ErasedList(self._stage, slots.subkey(self._data_key, "vault/erased", slots.fingerprint(self._head.vault_id)), least=0, grown=_ignore)
        known = {*backup.ids_in(lines), *marks.erased_ids(self._head.vault_id, self._data_key, connection)}
        listed.add_all(sorted(each for each in known if erased.is_id(each)))
        return listed.ids()


def _ignore(_count: int) -> None:
    """The header is sealed when everything is there."""


def _fits(current: header.Header, data_key: bytearray, folder: Path) -> bool:
    """Whether a header was sealed under this data key."""
    try:
        header.verify(current, _header_key(current, data_key), folder)
    except Damaged:
        return False
    return True


def _made_new(connection: Connection, ids: frozenset[str]) -> tuple[int, bool]:
    """Take the erased out, before anything else, and give the store a `dev` of its own. How many went, and whether a draft waits."""
    migrations.bring_up_to_date(connection)
    with translated():
        before = connection.execute("SELECT count(*) FROM erased").fetchone()[0]
        connection.execute("BEGIN IMMEDIATE")
        notes.write(connection, notes.DEV, new_id())
        erasure.finish(connection, ids)
        access_log.write(connection, "", "restore", None, "", datetime.datetime.now(datetime.UTC))
        connection.execute("COMMIT")
        taken_out = connection.execute("SELECT count(*) FROM erased").fetchone()[0] - before
        if taken_out:
            connection.execute("VACUUM")
        return int(taken_out), bool(connection.execute("SELECT EXISTS (SELECT 1 FROM draft)").fetchone()[0])
