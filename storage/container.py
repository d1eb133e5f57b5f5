"""A backup as one file: a ZIP container with its four members stored as they are, the same in the vault's folder and on a stick.

    vault.json   the header as it stood, so that the passphrases of that day open the backup
    store.db     the store, still encrypted under the vault's data key
    erased.list  who was erased until then
    backup.json  what this is: vault, day, size and SHA-256 of the other members; digest and counts sealed; a MAC over it all

The MAC is keyed by the data key and covers the sums of the other members, so the file is authenticated as a whole. Reading is strict:
these names in this order, nothing compressed, nothing doubled, nothing before, between or behind. No member is ever written out
under a name that stands in the file.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import os
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from locales import N_
from models.errors import Damaged, TooNew, WrongInput
from storage import erased, files, header, slots
from storage.copies import Progress

SUFFIX = ".backup"
NAME = re.compile(r"raddir-\d{4}-\d{2}-\d{2}-\d{6}-[0-9a-f]{4}\.backup")
PROGRAM, FORMAT = "Raddir backup", 9
"""Versions in nines, as in `storage.header`."""
FACTS = "backup.json"
MEMBERS = (header.NAME, header.STORE, erased.NAME, FACTS)
MOST = {header.NAME: header.MAX_BYTES, header.STORE: 2**42, erased.NAME: 2**28, FACTS: 64 * 1024}
"""The largest each member may be, in bytes."""
PIECE = 4 * 1024 * 1024
_KEYS = frozenset({"program", "format", "vault", "made", "page_size", "members", "sealed", "mac"})
_SUM = re.compile(r"[0-9a-f]{64}")
_TROUBLED = (zipfile.BadZipFile, NotImplementedError, ValueError, KeyError, EOFError, struct.error, OverflowError, RecursionError,
             TypeError, AttributeError)


class Inside(NamedTuple):
    """What only the data key shows: the digest of the store, and how many records of each kind and erased ids there are."""

    digest: str
    counts: Mapping[str, int]


class Facts(NamedTuple):
    """backup.json. Nobody has vouched for it until the MAC is checked."""

    vault_id: str
    made: datetime.datetime
    page_size: int
    members: Mapping[str, tuple[int, str]]
    """Size in bytes and SHA-256 of the other members."""
    sealed: bytes
    mac: str = ""

    def size(self) -> int:
        """Bytes of the store."""
        return self.members[header.STORE][0]


# Writing --------------------------------------------------------------------------------------------------------------


def write(
    path: Path, small: Mapping[str, bytes], store: Path, facts: Facts, inside: Inside, data_key: bytes, progress: Progress | None = None,
) -> Facts:
    """Write a container to a new file at `path`, safely on the disk when this returns. `facts` comes without sums, seal and MAC.

    Raises OSError, and what `progress` raises; what was written until then stays for the caller to remove.
    """
    sums = dict[str, tuple[int, str]]()
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | files.BINARY, 0o600)
    with os.fdopen(handle, "w+b") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            _put(archive, header.NAME, small[header.NAME], sums)
            with store.open("rb") as source:
                sums[header.STORE] = _pour(archive, source, store.stat().st_size, progress)
            _put(archive, erased.NAME, small[erased.NAME], sums)
            whole = _seal(facts._replace(members=sums), inside, data_key)
            _put(archive, FACTS, _render(whole), {})
        stream.flush()
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):  # read back from the disk, not from memory
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return whole


def _put(archive: zipfile.ZipFile, name: str, content: bytes, sums: dict[str, tuple[int, str]]) -> None:
    archive.writestr(_entry(name), content)
    sums[name] = len(content), hashlib.sha256(content).hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    """A member without a time and readable by its owner only."""
    made = zipfile.ZipInfo(name)
    made.external_attr, made.create_system = 0o600 << 16, 3
    return made


def _pour(archive: zipfile.ZipFile, source: BinaryIO, size: int, progress: Progress | None) -> tuple[int, str]:
    summed, done = hashlib.sha256(), 0
    with archive.open(_entry(header.STORE), "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            summed.update(piece)
            target.write(piece)
            done += len(piece)
            if progress is not None:
                progress(done, max(size, done))
    return done, summed.hexdigest()


def _seal(facts: Facts, inside: Inside, data_key: bytes) -> Facts:
    nonce = os.urandom(12)
    plain = header.canonical({"digest": inside.digest, "counts": dict(inside.counts)})
    sealed = nonce + AESGCM(_key(data_key, facts, "inside")).encrypt(nonce, plain, None)
    whole = facts._replace(sealed=sealed)
    return whole._replace(mac=_mac(whole, data_key))


def _key(data_key: bytes | bytearray, facts: Facts, use: str) -> bytes:
    return slots.subkey(data_key, "backup/" + use, slots.fingerprint(facts.vault_id))


def _mac(facts: Facts, data_key: bytes | bytearray) -> str:
    return hmac.new(_key(data_key, facts, "mac"), header.canonical(_plain(facts)), hashlib.sha256).hexdigest()


def _plain(facts: Facts) -> dict[str, object]:
    members = {name: {"size": size, "sha256": summed} for name, (size, summed) in facts.members.items()}
    return {"program": PROGRAM, "format": FORMAT, "vault": facts.vault_id, "made": facts.made.isoformat(timespec="microseconds"),
            "page_size": facts.page_size, "members": members, "sealed": facts.sealed.hex()}


def _render(facts: Facts) -> bytes:
    return header.canonical(_plain(facts) | {"mac": facts.mac})


# Reading --------------------------------------------------------------------------------------------------------------


class Reader:
    """A container that is open to be read, its form already found to be right."""

    def __init__(self, archive: zipfile.ZipFile, facts: Facts, path: Path) -> None:
        self._archive, self.facts, self.path = archive, facts, path

    def small(self, name: str) -> bytes:
        """A member that fits in memory, its sum checked. Raises Damaged, PlaceFailed."""
        with _named(self.path):
            content = self._archive.read(name)
        if (len(content), hashlib.sha256(content).hexdigest()) != self.facts.members[name]:
            raise altered(self.path)
        return content

    def verify(self, data_key: bytes | bytearray) -> Inside:
        """Check the MAC, and give what is sealed. Raises Damaged."""
        try:
            if not hmac.compare_digest(_mac(self.facts, data_key), self.facts.mac):
                raise altered(self.path)
            nonce, sealed = self.facts.sealed[:12], self.facts.sealed[12:]
            plain = json.loads(AESGCM(_key(data_key, self.facts, "inside")).decrypt(nonce, sealed, None))
            return Inside(str(plain["digest"]), dict(plain["counts"]))
        except (InvalidTag, ValueError, KeyError, TypeError):
            raise altered(self.path) from None

    def pieces(self, progress: Progress | None = None) -> Iterator[bytes]:
        """The store in pieces. The last is given only when the sum of all is right. Raises Damaged, PlaceFailed."""
        size, wanted = self.facts.members[header.STORE]
        summed, done, held = hashlib.sha256(), 0, b""
        with _named(self.path), self._archive.open(header.STORE) as source:
            while piece := source.read(PIECE):
                summed.update(piece)
                done += len(piece)
                if held:
                    yield held
                held = piece
                if progress is not None:
                    progress(done, size)
        if summed.hexdigest() != wanted:
            raise altered(self.path)
        yield held

    def extract(self, target: Path, progress: Progress | None = None) -> None:
        """Write the store to a new file, safely on the disk when this returns. Raises Damaged, PlaceFailed."""
        with files.place_errors(target.parent):
            handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | files.BINARY, 0o600)
            with os.fdopen(handle, "wb") as stream:
                for piece in self.pieces(progress):
                    stream.write(piece)
                stream.flush()
                os.fsync(stream.fileno())

    def check_sums(self, progress: Progress | None = None) -> None:
        """Read every member from its first byte to its last. Raises Damaged, PlaceFailed."""
        for name in (header.NAME, erased.NAME):
            self.small(name)
        for _ in self.pieces(progress):
            pass


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a container strictly. Nothing in it is vouched for until `verify`.

    Raises WrongInput (nothing there), Damaged (foreign, cut short or altered), TooNew, PlaceFailed.
    """
    with _named(path):
        try:
            stream = path.open("rb")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise WrongInput(N_("There is no backup at {place}; check the path."), place=path) from None
    with stream:
        with _named(path):
            archive = _archive(stream, path)
            facts = _facts(archive, path)
            _check_form(archive, stream, facts, path)
        yield Reader(archive, facts, path)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What goes wrong in reading, named for what it is."""
    with files.place_errors(path):
        try:
            yield
        except _TROUBLED:
            raise altered(path) from None


def _archive(stream: BinaryIO, path: Path) -> zipfile.ZipFile:
    start = stream.read(4)
    try:
        return zipfile.ZipFile(stream)
    except _TROUBLED:
        if start == b"PK\x03\x04" or NAME.fullmatch(path.name):
            raise Damaged(N_("{place} is only a part of a backup: it was cut short or never finished; use another one."), place=path) from None
        raise foreign(path) from None


def _facts(archive: zipfile.ZipFile, path: Path) -> Facts:
    found = [each for each in archive.infolist() if each.filename == FACTS]
    if len(found) != 1 or found[0].file_size > MOST[FACTS] or found[0].compress_type != zipfile.ZIP_STORED:
        raise foreign(path)
    content = archive.read(found[0])
    plain = json.loads(content.decode("ascii"))
    if not isinstance(plain, dict) or plain.get("program") != PROGRAM:
        raise foreign(path)
    if type(plain.get("format")) is int and plain["format"] > FORMAT:
        raise TooNew(N_("The backup {place} was made by a newer Raddir; install the newest one to use it."), place=path)
    made = _parsed(plain)
    if _render(made) != content:
        raise altered(path)
    return made


def _parsed(plain: dict[str, Any]) -> Facts:
    """Raises ValueError, KeyError or TypeError, which all mean that the file was altered."""
    members = {name: (each["size"], each["sha256"]) for name, each in plain["members"].items()}
    good = frozenset(plain) == _KEYS and plain["format"] == FORMAT and list(members) == sorted(MEMBERS[:3]) and all(
        type(size) is int and 0 <= size <= MOST[name] and isinstance(summed, str) and _SUM.fullmatch(summed)
        for name, (size, summed) in members.items()
    )
    made = datetime.datetime.fromisoformat(plain["made"])
    if not good or made.utcoffset() != datetime.timedelta(0) or plain["page_size"] not in header.PAGE_SIZES:
        raise ValueError
    if not re.fullmatch(r"[0-9a-f]{32}", plain["vault"]) or not _SUM.fullmatch(plain["mac"]):
        raise ValueError
    return Facts(plain["vault"], made, plain["page_size"], members, bytes.fromhex(plain["sealed"]), plain["mac"])


def _check_form(archive: zipfile.ZipFile, stream: BinaryIO, facts: Facts, path: Path) -> None:
    """The four members in their order, plainly stored, one right behind the other, and nothing else in the file."""
    entries = archive.infolist()
    if tuple(each.filename for each in entries) != MEMBERS or archive.comment:
        raise altered(path)
    sizes = {name: size for name, (size, _) in facts.members.items()}
    at = 0
    for each in entries:
        stream.seek(at)
        local = stream.read(30)
        name, extra = struct.unpack("<HH", local[26:30])
        plain = each.compress_type == zipfile.ZIP_STORED and not each.flag_bits and each.file_size == each.compress_size
        if not plain or each.header_offset != at or each.file_size != sizes.get(each.filename, each.file_size):
            raise altered(path)
        at += 30 + int(name) + int(extra) + each.file_size
    stream.seek(-22, os.SEEK_END)  # where the end of a ZIP file without a comment begins
    if archive.start_dir != at or stream.read(4) != b"PK\x05\x06":
        raise altered(path)


def altered(path: Path) -> Damaged:
    return Damaged(N_("The backup {place} is damaged or was altered; use another one."), place=path)


def foreign(path: Path) -> Damaged:
    return Damaged(N_("{place} isn't a backup that Raddir made; choose a file whose name ends in “.backup”."), place=path)
