"""The vault: made once, opened with a passphrase or the recovery key, and the only way to its encrypted store.

The only file that imports sqlcipher3. Every connection goes through `_connect`, which makes sure that the library
encrypts, that the key fits and that each protective setting holds, because forgetting the key gives a readable database
without any error. Opening never makes the store; only `create` does.
"""

from __future__ import annotations

import os
import secrets
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, Self

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from locales import N_
from models.errors import Broken, Damaged, PlaceFailed, Trouble, WrongInput
from storage import erased, files, header, lock, new_folder, recovery_words, result_codes, slots
from storage.erased import ErasedList
from storage.harden import harden_process
from storage.header import STORE, Header, HeaderFacts

__all__ = [
    "Connection", "Created", "Interrupted", "Vault", "create", "open_vault", "read_header_facts", "translated",
]

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


class Connection(Protocol):
    """What the rest of storage uses of a connection; sqlite-utils sits on top of it."""

    row_factory: Any
    isolation_level: str | None

    @property
    def in_transaction(self) -> bool: ...
    @property
    def total_changes(self) -> int: ...
    def execute(self, sql: str, parameters: Any = ..., /) -> Any: ...
    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Any: ...
    def executescript(self, sql: str, /) -> Any: ...
    def cursor(self) -> Any: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def interrupt(self) -> None: ...
    def close(self) -> None: ...
    def create_function(self, name: str, narg: int, func: Any, /) -> None: ...
    def set_progress_handler(self, handler: Any, n: int, /) -> None: ...
    def set_trace_callback(self, callback: Any, /) -> None: ...


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
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code == result_codes.INTERRUPTED:
            raise Interrupted from error
        known = result_codes.trouble(code)
        if known is not None:
            raise known from error
        raise


class Vault:
    """An open vault. Made by `create` and `open_vault`; holds the lock and the keys until `close`."""

    def __init__(self, folder: Path, held: lock.Lock, opened: Header, slot: header.Slot, data_key: bytearray) -> None:
        self.folder = folder
        self.header = opened
        self.vault_id = opened.vault_id
        self.slot_id, self.sign = slot.id, slot.sign
        self.is_test = opened.is_test
        self.used_previous_header = False
        """Whether vault.json was torn or missing and was restored from vault.json.1 just now; tell the person."""
        self._lock, self._data_key, self._closed = held, data_key, False
        self._connections: list[Connection] = []
        self._guard = threading.RLock()
        self.erased = ErasedList(folder, self._key("vault/erased"), least=opened.erased, grown=self._erased_grew)

    def writer(self) -> Connection:
        """A connection that writes. One thread at a time uses a connection; `close` may come from another."""
        return self._connected(query_only=False)

    def reader(self) -> Connection:
        """A connection of its own that only reads and doesn't wait for the writer."""
        return self._connected(query_only=True)

    def _connected(self, *, query_only: bool) -> Connection:
        with self._guard:
            key = bytearray(self._key("vault/store"))
            try:
                connection = _connect(self.folder / STORE, key, self.header.page_size, query_only=query_only)
            finally:
                _wipe(key)
            self._connections.append(connection)
            return connection

    def subkey(self, label: str) -> bytes:
        """32 bytes for one use, such as "report", derived from the data key; always the same, in this vault only."""
        return self._key("use/" + label)

    def _key(self, label: str) -> bytes:
        if self._closed:
            raise RuntimeError("the vault is closed")
        return slots.subkey(self._data_key, label, slots.fingerprint(self.vault_id))

    def set_unfinished(self, flag: bool) -> None:
        """Note in the header whether something unfinished waits inside, for the unlock page. Raises PlaceFailed."""
        if flag != self.header.unfinished:
            self._rewrite(unfinished=flag)

    def _erased_grew(self, count: int) -> None:
        if count != self.header.erased:
            self._rewrite(erased=count)

    def _rewrite(self, **changes: Any) -> None:
        with self._guard:
            changed = header.seal(self.header._replace(**changes), self._key("vault/header"))
            header.write(self.folder, changed)
            self.header = changed

    def add_slot(self, passphrase: str, sign: str) -> str:
        """Let somebody else in with their own passphrase; returns the slot's id. Raises WrongInput, PlaceFailed."""
        if sign in (each.sign for each in self.header.slots):
            raise WrongInput(N_("Another person already has the sign {sign}; choose another."), sign=sign)
        slot = slots.seal_passphrase(passphrase, header.check_sign(sign), self._kdf(), self.vault_id, self.is_test)
        self._with_slots((*self.header.slots, slot))
        return slot.id

    def replace_passphrase(self, passphrase: str) -> None:
        """A new passphrase (and key pair) in the slot this vault was opened with.

        It doesn't protect from somebody who copied the old header; that takes a new data key.
        Raises WrongInput, PlaceFailed.
        """
        if not self.sign:
            text = N_("The vault was opened with the recovery key; open it with a passphrase to change it.")
            raise WrongInput(text)
        fresh = slots.seal_passphrase(passphrase, self.sign, self._kdf(), self.vault_id, self.is_test)
        self._with_slots(tuple(fresh if each.id == self.slot_id else each for each in self.header.slots))
        self.slot_id = fresh.id

    def _with_slots(self, changed: tuple[header.Slot, ...]) -> None:
        self._rewrite(slots=changed, box=slots.box(self._data_key, changed))
        self._drop_previous()  # it would still open to the old passphrase

    def _drop_previous(self) -> None:
        """Remove vault.json.1 once what stands in vault.json has been read back. Raises Damaged, PlaceFailed."""
        if header.read(self.folder) != (self.header, False):
            raise header.damaged(self.folder)
        header.drop_previous(self.folder)

    def _kdf(self) -> header.Kdf:
        return slots.TEST if self.is_test else slots.calibrate()

    def close(self) -> None:
        """Leave one file at rest, forget the keys, let others in. Uncommitted work is rolled back.

        Closing again does nothing.
        Nothing may be running on the connections: whoever owns the threads stops them first.
        """
        with self._guard:
            if self._closed:
                return
            for connection in self._connections:
                # Closing the last connection checkpoints too; where that fails the log stays and nothing is lost.
                try:
                    connection.interrupt()
                    connection.rollback()
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                except sqlcipher.Error:
                    pass
                connection.close()
            self._connections.clear()
            with suppress(Trouble):  # a header that can't be read back keeps the one before it
                self._drop_previous()
            _wipe(self._data_key)
            self._closed = True
            self._lock.release()

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
    """Make a vault where nothing is yet (a missing or an empty folder) and open it. Its store is encrypted and empty.

    `kdf="test"` makes a vault with a cheap key derivation, marked as such for ever.
    Raises WrongInput (something is there, empty passphrase), PlaceFailed, Broken.
    """
    harden_process()  # before any key is in memory
    folder = Path(folder).absolute()
    slots.passphrase_bytes(passphrase)
    header.check_sign(sign)
    _plain_key_library()
    with new_folder.clean_after_failure(folder):
        held = lock.Lock(folder, new=True)
        try:
            return _filled(folder, held, passphrase, sign, is_test=kdf == "test")
        except BaseException:
            held.release()
            raise


def _filled(folder: Path, held: lock.Lock, passphrase: str, sign: str, *, is_test: bool) -> Created:
    vault_id, data_key = secrets.token_hex(16), bytearray(os.urandom(slots.DATA_KEY_BYTES))
    paper = recovery_words.draw()
    kdf = slots.TEST if is_test else slots.calibrate()
    own = slots.seal_passphrase(passphrase, sign, kdf, vault_id, is_test)
    ways = (own, slots.seal_recovery(paper, vault_id, is_test))
    salt = slots.fingerprint(vault_id)
    fresh = header.seal(
        Header(vault_id, is_test, ways, slots.box(data_key, ways)), slots.subkey(data_key, "vault/header", salt),
    )
    with files.place_errors(folder):
        files.write_new(folder / erased.NAME, b"")
        files.write_new(folder / STORE, b"")
        _new_store(folder / STORE, bytearray(slots.subkey(data_key, "vault/store", salt)), fresh.page_size)
        files.replace(folder / header.NAME, header.render(fresh))  # last: until now there is no vault here
        files.sync_folder(folder.parent)
    return Created(Vault(folder, held, fresh, own, data_key), recovery_words.to_words(paper))


def _new_store(path: Path, key: bytearray, page_size: int) -> None:
    with translated():
        connection = _connect(path, key, page_size, query_only=False, new=True)
        connection.close()
    _wipe(key)
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
            used, data_key = slots.unlock_recovery(found, recovery_words.from_words(words))
        else:
            used, data_key = slots.unlock_passphrase(found, passphrase or "", sign)
    except ValueError:
        raise header.damaged(folder) from None
    header.verify(found, slots.subkey(data_key, "vault/header", slots.fingerprint(found.vault_id)), folder)
    vault = Vault(folder, held, found, used, data_key)
    _check_encrypted(folder / STORE)
    vault.reader().close()  # the whole audit, and recovery after a crash, before anybody is told that it is open
    vault.used_previous_header = from_previous
    if from_previous:
        header.write(folder, found)
    else:
        header.drop_previous(folder)
    return vault


def read_header_facts(folder: Path) -> HeaderFacts:
    """What the unlock page may show before any secret is known. Raises NoVault, Damaged, TooNew, PlaceFailed."""
    return header.facts(Path(folder).absolute())


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


def _connect(path: Path, key: bytearray, page_size: int, *, query_only: bool, new: bool = False) -> Connection:
    """The one way to the store. `new` fits out the empty file that `create` has just made; nothing is ever made here.

    Raises Damaged, TooNew, PlaceFailed, InUse, Broken.
    """
    with translated():
        # mode=rw never creates. Threads: the owner of the vault closes connections from its own thread when it locks.
        connection = sqlcipher.connect(path.as_uri() + "?mode=rw", uri=True, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
            _assert_cipher(connection)
            raw = bytearray(b"x'" + key.hex().encode("ascii") + b"'")
            connection.set_key(raw)
            _wipe(raw)
            connection.execute(f"PRAGMA cipher_page_size = {page_size}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.enable_load_extension(False)
            for name, value in SETTINGS:
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


def _wipe(secret: bytearray) -> None:
    """Overwrite a key in place. Copies that Python made on the way cannot be reached."""
    secret[:] = bytes(len(secret))
