"""The vault: made once, opened with a passphrase or the recovery key, and the only way to its encrypted store.

The only file that imports sqlcipher3. Every connection goes through `_connect`, which makes sure that the library
encrypts, that the key fits and that each protective setting holds, because forgetting the key gives a readable database
without any error. Opening never makes the store; only `create` does.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from locales import N_
from models.errors import Broken, Damaged, InUse, PlaceFailed, Trouble
from storage import erased, files, header, lock, new_folder, recovery_words, result_codes, slots, unfinished
from storage.connection import Connection
from storage.harden import harden_process
from storage.header import STORE, Header, HeaderFacts
from storage.keyring import Keyring

__all__ = [
    "Connection", "Created", "Interrupted", "Vault", "create", "open_vault", "read_header_facts", "translated",
]

HALF_WAY = N_("The disk failed while the key was being changed; nothing is lost. Open the vault again, with the new passphrase if there "
              "is one, and Raddir finishes.")
NOT_TURNED = N_("The disk failed while the key was being changed; everything is as it was. Free some space, check the disk, and try again.")
APPLICATION_ID = 0x52414444  # "RADD", in the store's own header
PLAIN_DATABASE = b"SQLite format 3\x00"

# Set, then read back, on every connection. temp_store and secure_delete keep plaintext off the disk and erased cells
# out of the pages; trusted_schema stops a forged schema from calling functions; FULL makes a commit durable before it
# is acknowledged, and fullfsync makes macOS mean it.
SETTINGS: tuple[tuple[str, str | int], ...] = (
    ("temp_store", 2), ("secure_delete", 1), ("foreign_keys", 1), ("trusted_schema", 0), ("journal_mode", "wal"),
    ("synchronous", 2), ("cache_size", -16 * 1024), ("busy_timeout", 5000),
    *((("fullfsync", 1), ("checkpoint_fullfsync", 1)) if sys.platform == "darwin" else ()),
)


class Interrupted(Exception):
    """A statement was stopped by `Connection.interrupt` or by a progress handler; nothing is wrong."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn what sqlcipher3 raises into known troubles; wrap every statement run on the store in it.

    Raises PlaceFailed (disk full, read-only, I/O, memory), Damaged (foreign, altered or cut file), InUse (locked),
    Interrupted. Anything else is a bug in a statement and passes as it is. The codes are SQLite's primary result codes.
    """
    try:
        yield
    except sqlcipher.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or result_codes.WORDS.get(str(error), 0)) & 0xFF
        if code == result_codes.INTERRUPTED:
            raise Interrupted from error
        known = result_codes.trouble(code)
        if known is not None:
            raise known from error
        raise


class Vault(Keyring):
    """An open vault. Made by `create` and `open_vault`; holds the lock and the keys until `close`."""

    def __init__(
        self, folder: Path, held: lock.Lock, opened: Header, used: header.Slot, keys: slots.DataKeys, *, made: bool = True,
    ) -> None:
        super().__init__(folder, opened, used, keys)
        self._made = made
        self.used_previous_header = False
        """Whether vault.json was torn or missing and was restored from vault.json.1 just now; tell the person."""
        self.finished_rekey = False
        """Whether a change of the data key had been cut short and was finished just now."""
        self._lock = held
        self._connections: list[Connection] = []

    def publish(self) -> None:
        """Write the header of a vault in the making: from now on it is one. Raises PlaceFailed."""
        with self._guard, files.place_errors(self.folder):
            files.replace(self.folder / header.NAME, header.render(self.header))
            self._made = True
            (self.folder / header.MAKING).unlink(missing_ok=True)
            files.sync_folder(self.folder)
            files.sync_folder(self.folder.parent)

    def writer(self) -> Connection:
        """A connection that writes. One thread at a time uses a connection; `close` may come from another."""
        return self._connected(query_only=False)

    def reader(self) -> Connection:
        """A connection of its own that only reads and doesn't wait for the writer."""
        return self._connected(query_only=True)

    def _connected(self, *, query_only: bool, data_key: bytearray | None = None) -> Connection:
        with self._guard:
            key = bytearray(self._key("vault/store", data_key))
            try:
                connection = _connect(self.folder / STORE, key, self.header.page_size, query_only=query_only)
            finally:
                slots.wipe(key)
            self._connections.append(connection)
            return connection

    def rekey(self, connection: Connection, passphrase: str | None = None) -> None:
        """Put everything under a new data key, and with it a new passphrase into one's own slot where one is given.

        `connection`, the writer, goes on; every other one is closed first, for a reader would keep the old pages alive.
        Backups made before are as they were: each opens with the passphrases it was made under, until it is deleted.
        Raises WrongInput and PlaceFailed with nothing changed, or PlaceFailed with the vault closed: where the store itself
        could not be turned it is under the old key as before, and where even that could not be written down the next
        opening finishes.
        """
        with self._guard:
            files.check_room(self.folder, files.size(self.folder / STORE))
            before = self.header
            self._begin_rotation(passphrase)
            try:
                self._turn_all(connection)
            except BaseException as error:
                taken_back = self._given_up(before)
                if isinstance(error, PlaceFailed | InUse):  # a disk that refuses the pages leaves the store locked by our own transaction
                    raise PlaceFailed(NOT_TURNED if taken_back else HALF_WAY) from error
                raise

    def _turn_all(self, connection: Connection) -> None:
        for other in [each for each in self._connections if each is not connection]:
            self.release(other)
        self._turn_store(connection)
        self.erased.seal_again(self._key("vault/erased"))
        self._end_rotation()

    def _turn_store(self, connection: Connection) -> None:
        """The store under the new key: one transaction of SQLCipher, which goes through the log like any other.

        Measured: 182 MB in 6 s; with a reader open the log cannot be emptied, and the old pages stay in the file.
        """
        raw = _raw(self._key("vault/store"))
        with translated():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            try:
                connection.reset_key(raw)
            finally:
                slots.wipe(raw)
            [(busy, _log, _moved)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if busy:
            raise PlaceFailed(N_("The vault could not be put under a new key, because something still reads it; try again."))

    def _given_up(self, before: Header) -> bool:
        """Close: the connection that failed would write under a key that nothing else has. Whether the act could be taken back."""
        for each in tuple(self._connections):
            self.release(each)
        try:
            self.release(self._connected(query_only=True, data_key=self._keys.before))
            self._take_back_rotation(before)
        except Trouble:
            return False
        finally:
            self.close()
        return True

    def _finish_rotation(self) -> None:
        """Finish what was cut short, when the vault is opened. Raises Damaged, PlaceFailed."""
        try:
            self.release(self.reader())
        except Damaged:  # then it is still under the key before, or under none
            connection = self._connected(query_only=False, data_key=self._keys.before)
            try:
                self._turn_store(connection)
            finally:
                self.release(connection)
        self.erased.seal_again(self._key("vault/erased"))
        self._end_rotation()
        self.finished_rekey = True

    def close(self) -> None:
        """Leave one file at rest, forget the keys, let others in. Uncommitted work is rolled back.

        Closing again does nothing.
        Nothing may be running on the connections: whoever owns the threads stops them first.
        """
        with self._guard:
            if self._closed:
                return
            for connection in tuple(self._connections):
                self.release(connection)
            if self._made:
                with suppress(Trouble):  # a header that can't be read back keeps the one before it
                    self._drop_previous()
            self._forget()
            self._lock.release()

    def release(self, connection: Connection) -> None:
        """Close one connection. The last one empties the log too; where that fails the log stays and nothing is lost."""
        self._connections.remove(connection)
        with suppress(sqlcipher.Error):
            connection.interrupt()
            connection.rollback()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


@dataclass(frozen=True)
class Created:
    """A new vault, open, and the recovery words, which are shown once and stored nowhere."""

    vault: Vault
    recovery_words: tuple[str, ...]


def create(folder: Path, passphrase: str, *, kdf: Literal["normal", "test"] = "normal", sign: str = "boat") -> Created:
    """Make a vault with nothing in it, and open it. Raises what `making` raises."""
    with making(folder, passphrase, kdf=kdf, sign=sign) as made:
        return made


@contextmanager
def making(folder: Path, passphrase: str, *, kdf: Literal["normal", "test"] = "normal", sign: str = "boat") -> Iterator[Created]:
    """Make a vault where nothing is yet: a missing or an empty folder, or what a making that was broken off left behind.

    The vault is open while its first records are written into it; its header comes last, when that is done. So there is a whole
    vault or none, whatever happens on the way. `kdf="test"` makes one with a cheap key derivation, marked as such for ever.
    Raises WrongInput (something is there, empty passphrase), InUse, PlaceFailed, Broken.
    """
    harden_process()  # before any key is in memory
    folder = Path(folder).absolute()
    slots.passphrase_bytes(passphrase)
    header.check_sign(sign)
    _plain_key_library()
    with new_folder.clean_after_failure(folder) as taken:
        made = _filled(folder, taken.lock, passphrase, sign, is_test=kdf == "test")
        try:
            yield made
            made.vault.publish()
        except BaseException:
            made.vault.close()
            raise


def _filled(folder: Path, held: lock.Lock, passphrase: str, sign: str, *, is_test: bool) -> Created:
    vault_id, data_key = secrets.token_hex(16), bytearray(os.urandom(slots.DATA_KEY_BYTES))
    keys = slots.DataKeys(data_key)
    paper = recovery_words.draw()
    kdf = slots.TEST if is_test else slots.calibrate()
    own = slots.seal_passphrase(passphrase, sign, kdf, vault_id, is_test)
    ways = (own, slots.seal_recovery(paper, vault_id, is_test))
    salt = slots.fingerprint(vault_id)
    fresh = header.seal(
        Header(vault_id, is_test, ways, slots.box(keys, ways)), slots.subkey(data_key, "vault/header", salt),
    )
    with files.place_errors(folder):
        files.write_new(folder / erased.NAME, b"")
        files.write_new(folder / STORE, b"")
        _new_store(folder / STORE, bytearray(slots.subkey(data_key, "vault/store", salt)), fresh.page_size)
    return Created(Vault(folder, held, fresh, own, keys, made=False), recovery_words.to_words(paper))


def _new_store(path: Path, key: bytearray, page_size: int) -> None:
    with translated():
        connection = _connect(path, key, page_size, query_only=False, new=True)
        connection.close()
    slots.wipe(key)
    _check_encrypted(path)


def open_vault(
    folder: Path, *, passphrase: str | None = None, recovery_words: str | None = None, slot: str | None = None,
) -> Vault:
    """Open a vault with a passphrase (of the slot with the sign `slot`, or whichever fits) or with the recovery words.

    In this order: lock, header, unwrap, MAC of the header, list of the erased, store. A wrong secret changes no file.
    Raises NoVault, InUse, Damaged, TooNew, WrongSecret, WrongInput, PlaceFailed, Broken.
    """
    harden_process()  # before any key is in memory
    folder = Path(folder).absolute()
    _plain_key_library()
    unfinished.finish(folder)
    header.read(folder)  # says "no vault here" or "newer" without touching anything
    held = lock.Lock(folder)
    try:
        return _opened(folder, held, passphrase, recovery_words, slot)
    except BaseException:
        held.release()
        raise


def _opened(folder: Path, held: lock.Lock, passphrase: str | None, words: str | None, sign: str | None) -> Vault:
    found, from_previous = header.read(folder)
    try:
        if words is not None:
            used, keys = slots.unlock_recovery(found, recovery_words.from_words(words))
        else:
            used, keys = slots.unlock_passphrase(found, passphrase or "", sign)
    except ValueError:
        raise header.damaged(folder) from None
    header.verify(found, slots.subkey(keys.key, "vault/header", slots.fingerprint(found.vault_id)), folder)
    vault = Vault(folder, held, found, used, keys)
    _check_encrypted(folder / STORE)
    if found.rotating:
        vault._finish_rotation()
    vault.release(vault.reader())  # the whole audit, and recovery after a crash, before anybody is told that it is open
    vault.used_previous_header = from_previous
    if from_previous:
        header.write(folder, vault.header)
    else:
        header.drop_previous(folder)
    return vault


def read_header_facts(folder: Path) -> HeaderFacts:
    """What the unlock page may show before any secret is known. Raises NoVault, Damaged, TooNew, PlaceFailed."""
    folder = Path(folder).absolute()
    unfinished.finish(folder)
    return header.facts(folder)


def _plain_key_library() -> None:
    """Refuse to go on with a library that doesn't encrypt. Raises Broken."""
    probe = sqlcipher.connect(":memory:")
    try:
        _assert_cipher(probe)
    finally:
        probe.close()


def _assert_cipher(connection: Any) -> None:
    row = connection.execute("PRAGMA cipher_version").fetchone()
    if not row or not row[0]:
        raise Broken(N_("This copy of Raddir cannot encrypt, so it opens nothing; install Raddir again."))


def _check_encrypted(path: Path) -> None:
    """Raises Damaged unless the store is there, isn't empty and doesn't begin like a readable database.

    Only before the first connection: closing a second handle on the file would drop SQLite's own locks on it.
    """
    with files.place_errors(path):
        try:
            with path.open("rb") as stream:
                start = stream.read(len(PLAIN_DATABASE))
        except (FileNotFoundError, IsADirectoryError):
            start = b""
    if len(start) < len(PLAIN_DATABASE) or start == PLAIN_DATABASE:
        raise Damaged(N_("The store of the vault is missing or isn't encrypted; bring back the newest good backup."))


def _connect(
    path: Path, key: bytearray, page_size: int, *, query_only: bool, new: bool = False, settings: tuple[tuple[str, str | int], ...] = SETTINGS,
) -> Connection:
    """The one way to a store. `new` fits out the empty file that was just made for it; nothing is ever made here.

    Raises Damaged, TooNew, PlaceFailed, InUse, Broken.
    """
    with translated():
        # mode=rw never creates. Threads: the owner of the vault closes connections from its own thread when it locks.
        connection = sqlcipher.connect(path.as_uri() + "?mode=rw", uri=True, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
            _assert_cipher(connection)
            raw = _raw(key)
            connection.set_key(raw)
            slots.wipe(raw)
            connection.execute(f"PRAGMA cipher_page_size = {page_size}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.enable_load_extension(False)
            for name, value in settings:
                _set(connection, name, value)
            if new:
                _set(connection, "application_id", APPLICATION_ID)
                _set(connection, "user_version", header.READER)
            _check_identity(connection, page_size, path)
            _set(connection, "query_only", int(query_only))
        except BaseException:
            connection.close()
            raise
    opened: Connection = connection
    return opened


def _raw(key: bytes | bytearray) -> bytearray:
    """A key as SQLCipher takes it when it is to derive nothing itself."""
    return bytearray(b"x'" + key.hex().encode("ascii") + b"'")


def _set(connection: Any, name: str, value: str | int) -> None:
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    held = connection.execute(f"PRAGMA {name}").fetchone()
    if held is None or str(held[0]).lower() != str(value).lower():
        text = N_("The vault cannot be opened safely here (setting {name}); move it to another disk.")
        raise PlaceFailed(text, name=name)


def _check_identity(connection: Any, page_size: int, path: Path) -> None:
    """The store is Raddir's, of the page size the header promises, and not from a newer Raddir."""
    def of(pragma: str) -> int:
        return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])

    if of("user_version") > header.READER:
        raise header.too_new(path.parent)
    if of("application_id") != APPLICATION_ID or of("user_version") < 1 or of("page_size") != page_size:
        raise result_codes.damaged()
