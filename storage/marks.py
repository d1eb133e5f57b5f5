"""A mark outside the vault, in the user's profile: how far this vault had come, so that an older copy of it shows.

Every close after a change counts up in the store, and then in the mark. A store that has counted less than the mark was put back
from an older copy: it gets a new `dev`, since what the old one wrote must never be written twice, and the person is told. The count
is kept for each place (folder) and each `dev`, so a clone somewhere else is no older copy; it too gets a `dev` of its own.

The mark also holds the ids of the erased, so that neither an older copy nor a backup restored elsewhere on this computer brings anybody
back. It is a small file with a name that tells nothing, sealed under a key that stands inside the store and outlives a new data key: a
copy from before one reads it too. Where the profile can't be written there is none, and nothing else is lost; whoever deletes it hides
an older copy.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import files, notes, slots
from storage.profile import data_folder
from storage.vault import Connection, Vault, translated

MOST_BYTES, MOST_DEVS = 64 * 1024 * 1024, 16
_LABEL = "mark"


class Mark(NamedTuple):
    """What stands in the file: counts by place and `dev`, and who was erased."""

    places: dict[str, dict[str, dict[str, Any]]]
    erased: tuple[str, ...] = ()


class Standing(NamedTuple):
    """What the mark says about a store when it is opened."""

    older: bool = False
    """An older copy was put back here."""
    cloned: bool = False
    """A copy of a vault that lives elsewhere on this computer."""


class Marks:
    """The mark of one open vault, on the thread that owns the connection."""

    def __init__(self, vault: Vault, connection: Connection) -> None:
        self._vault, self._connection = vault, connection
        self._place = hashlib.sha256(os.fsencode(vault.folder.resolve()) + vault.vault_id.encode()).hexdigest()[:32]
        self._key = bytes.fromhex(notes.read(connection, notes.MARK_KEY) or vault.subkey(_LABEL).hex())
        self._mark = _read(vault.vault_id, self._key)
        self._begun = 0
        self._told: tuple[str, str] | None = None

    def standing(self) -> Standing:
        """Compare the store with the mark. An older copy takes over the mark's count, so that it is told once, and its erased.

        In the caller's transaction. Raises PlaceFailed.
        """
        self._vault.erased.add_all(self._mark.erased)
        if notes.read(self._connection, notes.MARK_KEY) is None:
            notes.write(self._connection, notes.MARK_KEY, self._key.hex())
        dev = notes.read(self._connection, notes.DEV)
        if dev is None or self._unmarked():
            return Standing()
        places = self._mark.places
        known = places.get(self._place, {})
        if dev in known:
            counted = int(known[dev]["closed"])
            if notes.number(self._connection, notes.CLOSED) >= counted and dev == list(known)[-1]:  # the newest stands last
                return Standing()
            notes.write(self._connection, notes.CLOSED, str(counted))
            return Standing(older=True)
        return Standing(cloned=any(dev in each for each in places.values()))

    def begin(self) -> None:
        """What was done so far belongs to the opening; from here on every change counts."""
        self._begun = self._connection.total_changes

    def know(self, digest: str, state: str) -> None:
        """Remember the digest of the store as it stands, which somebody has just worked out anyway."""
        self._told = digest, state

    def contradicted(self, digest: str, state: str) -> bool:
        """Whether the store had another digest when it had come exactly as far: a page of it was put back or altered."""
        dev = notes.read(self._connection, notes.DEV) or ""
        known = self._mark.places.get(self._place, {}).get(dev, {})
        return known.get("state") == state and known.get("digest") not in (None, digest)

    def sealed(self) -> bytes | None:
        """Count up if anything was changed, and give the mark to write once the vault is closed; None when it stays as it is.

        Raises PlaceFailed.
        """
        with translated():
            self._connection.rollback()  # what isn't committed by now goes, and must not be counted
            changed = self._connection.total_changes != self._begun
            if self._unmarked() or not (changed or self._told):
                return None
            count = notes.number(self._connection, notes.CLOSED) + int(changed)
            if changed:
                notes.write(self._connection, notes.CLOSED, str(count))
            dev = notes.read(self._connection, notes.DEV) or ""
        entry: dict[str, Any] = {"closed": count}
        if self._told is not None:
            entry |= {"digest": self._told[0], "state": self._told[1]}
        there = self._mark.places.setdefault(self._place, {})
        before = there.pop(dev, {})
        there[dev] = {**before, **entry}
        for oldest in list(there)[:-MOST_DEVS]:
            del there[oldest]
        nonce, plain = os.urandom(12), {"places": self._mark.places, "erased": sorted(self._vault.erased.ids())}
        return nonce + AESGCM(self._key).encrypt(nonce, json.dumps(plain).encode("ascii"), None)

    def put(self, content: bytes) -> None:
        """Write the mark. A profile that can't be written has none."""
        path = _path(self._vault.vault_id)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            files.replace(path, content)

    def _unmarked(self) -> bool:
        return notes.read(self._connection, notes.UNMARKED) is not None


def erased_ids(vault_id: str, data_key: bytes | bytearray, connection: Connection) -> tuple[str, ...]:
    """Who was erased from a vault as far as this computer knows, for a backup that comes back: its data key and its store."""
    kept = notes.read(connection, notes.MARK_KEY)
    key = bytes.fromhex(kept) if kept is not None else slots.subkey(data_key, "use/" + _LABEL, slots.fingerprint(vault_id))
    return _read(vault_id, key).erased


def _path(vault_id: str) -> Path:
    return data_folder() / "known" / hashlib.sha256(b"raddir mark " + vault_id.encode("ascii")).hexdigest()[:32]


def _read(vault_id: str, key: bytes) -> Mark:
    """What the mark says; one that is missing, foreign or altered says nothing."""
    with suppress(OSError, InvalidTag, ValueError, KeyError):
        with _path(vault_id).open("rb") as stream:
            content = stream.read(MOST_BYTES)
        plain = json.loads(AESGCM(key).decrypt(content[:12], content[12:], None))
        return Mark(plain["places"], tuple(plain["erased"]))
    return Mark({})
