"""Slots and the key box: how a passphrase or the recovery key leads to the random data key.

    passphrase --Argon2id--> AES-256-GCM opens the slot's age identity --X25519--> the key box gives the data key

Because the box is addressed to the public keys of all slots, adding or removing a person, or changing the data key,
needs nobody else's passphrase. AES-GCM is enough: each wrapping key is used once, every write draws a fresh salt.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pyrage  # type: ignore[import-untyped]
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from locales import N_
from models.errors import PlaceFailed, WrongInput, WrongSecret
from storage.header import CEILING, FLOOR, TEST_FLOOR, Header, Kdf, Slot, associated

NORMAL = Kdf(256 * 1024, 3, 4)
TEST = TEST_FLOOR
DATA_KEY_BYTES = 32


def subkey(secret: bytes | bytearray, label: str, salt: bytes) -> bytes:
    """32 bytes for one use, derived with HKDF-SHA256 (RFC 5869); different labels tell nothing about each other."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"raddir/1/" + label.encode()).derive(bytes(secret))


def passphrase_bytes(passphrase: str) -> bytes:
    """A passphrase as bytes: composed and decomposed letters are the same (NFC), every space counts.

    Raises WrongInput if it is empty.
    """
    if not passphrase:
        raise WrongInput(N_("The passphrase is empty; enter one."))
    # A lone surrogate, as a keyboard or a terminal may hand us, has no UTF-8. Each becomes three bytes of its own instead of an error: what is
    # typed alike gives the same bytes, and that is all a key needs. (These aren't the bytes that a terminal couldn't read.)
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def stretch(secret: bytes, salt: bytes, kdf: Kdf) -> bytes:
    """The wrapping key of a passphrase: Argon2id 1.3 (RFC 9106). Raises PlaceFailed where the memory isn't there."""
    try:
        return hash_secret_raw(secret, salt, kdf.time, kdf.memory, kdf.lanes, 32, Type.ID)
    except (HashingError, MemoryError):
        text = N_("There isn't enough free memory to open the vault; close other programs and try again.")
        raise PlaceFailed(text) from None


def calibrate(measure: Callable[[Kdf], float] | None = None) -> Kdf:
    """Parameters that take this computer 0.7 to 1.5 seconds, from 256 MiB and three passes.

    Slower computers get less memory, never under 64 MiB (the low-memory profile of RFC 9106); faster ones more passes. The aim is one
    second: what is measured just above 0.7 s may be less at a quieter moment.
    """
    measure = measure or _least
    kdf = NORMAL
    took = measure(kdf)
    while took > 1.5 and kdf.memory // 2 >= FLOOR.memory:
        kdf = kdf._replace(memory=kdf.memory // 2)
        took = measure(kdf)
    if took < 0.85:
        kdf = kdf._replace(time=min(CEILING.time, round(kdf.time / max(took, 0.01))))
    return kdf


def _least(kdf: Kdf) -> float:
    """How long a derivation takes: the less of two, for what else the computer is busy with only ever adds to it."""
    return min(_seconds(kdf), _seconds(kdf))


def _seconds(kdf: Kdf) -> float:
    """How long one derivation took; for ever where the memory isn't there."""
    start = time.perf_counter()
    try:
        stretch(b"calibration", bytes(16), kdf)
    except PlaceFailed:
        return float("inf")
    return time.perf_counter() - start


def seal_passphrase(
    passphrase: str, sign: str, kdf: Kdf, vault_id: str, is_test: bool, slot_id: str | None = None,
) -> Slot:
    """A slot with a new key pair of its own, opened by this passphrase. Raises WrongInput, PlaceFailed.

    With a `slot_id` it takes the place of that slot: whose it is stands by the id in the store, and need not change there.
    """
    secret = passphrase_bytes(passphrase)
    bare = Slot(slot_id or new_id(), "passphrase", sign, kdf, os.urandom(16), "")
    return _sealed(bare, vault_id, is_test, stretch(secret, bare.salt, kdf))


def seal_recovery(key: bytes, vault_id: str, is_test: bool, slot_id: str | None = None) -> Slot:
    """A slot with a new key pair, opened by the 160 random bits of the recovery key; with a `slot_id` in place of that one."""
    bare = Slot(slot_id or new_id(), "recovery", "", None, os.urandom(16), "")
    return _sealed(bare, vault_id, is_test, subkey(key, "slot/recovery", bare.salt))


def new_id() -> str:
    """An id for a slot that isn't there yet."""
    return secrets.token_hex(16)


def _sealed(bare: Slot, vault_id: str, is_test: bool, wrapping: bytes) -> Slot:
    identity = pyrage.x25519.Identity.generate()
    slot = bare._replace(recipient=str(identity.to_public()), nonce=os.urandom(12))
    text = str(identity).encode("ascii")
    return slot._replace(sealed=AESGCM(wrapping).encrypt(slot.nonce, text, associated(slot, vault_id, is_test)))


class DataKeys(NamedTuple):
    """What the key box gives: the data key, and while it is being changed the one before it."""

    key: bytearray
    before: bytearray | None = None


def box(keys: DataKeys, slots: Iterable[Slot]) -> bytes:
    """The key box: the data key, or both, addressed to every slot."""
    recipients = [pyrage.x25519.Recipient.from_str(slot.recipient) for slot in slots]
    return bytes(pyrage.encrypt(bytes(keys.key + (keys.before or b"")), recipients))


def unlock_passphrase(header: Header, passphrase: str, sign: str | None = None) -> tuple[Slot, DataKeys]:
    """The slot that a passphrase opens, and the data keys; without a sign each slot is tried.

    A sign nobody has costs the same derivation and gives the same sentence as a wrong passphrase.
    Raises WrongSecret, WrongInput, ValueError if the slot opens and the box behind it doesn't.
    """
    secret = passphrase_bytes(passphrase)
    slots = [slot for slot in header.slots if slot.kind == "passphrase"]
    tried = [slot for slot in slots if sign is None or slot.sign == sign]
    for slot in tried or slots[:1]:
        identity = _open(slot, header, stretch(secret, slot.salt, slot.kdf or FLOOR))
        if identity is not None and tried:
            return slot, _unbox(header, identity)
    text = N_("This passphrase doesn't open the vault; check capital letters, spaces and the keyboard's language.")
    raise WrongSecret(text)


def unlock_recovery(header: Header, key: bytes) -> tuple[Slot, DataKeys]:
    """The recovery slot that 160 bits open, and the data keys. Raises as `unlock_passphrase` does."""
    for slot in header.slots:
        if slot.kind == "recovery":
            identity = _open(slot, header, subkey(key, "slot/recovery", slot.salt))
            if identity is not None:
                return slot, _unbox(header, identity)
    text = N_("These recovery words don't open the vault; check that the sheet belongs to this vault and is the newest.")
    raise WrongSecret(text)


def _open(slot: Slot, header: Header, wrapping: bytes) -> str | None:
    try:
        text = AESGCM(wrapping).decrypt(slot.nonce, slot.sealed, associated(slot, header.vault_id, header.is_test))
    except InvalidTag:
        return None
    return text.decode("ascii")


def _unbox(header: Header, identity: str) -> DataKeys:
    try:
        found = pyrage.decrypt(header.box, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise ValueError("key box") from None
    if len(found) != DATA_KEY_BYTES * (2 if header.rotating else 1):
        raise ValueError("key box")
    key, before = bytearray(found[:DATA_KEY_BYTES]), bytearray(found[DATA_KEY_BYTES:])
    return DataKeys(key, before or None)


def fingerprint(vault_id: str) -> bytes:
    """The salt of every key of a vault, so that two vaults never share one."""
    return hashlib.sha256(b"raddir vault " + vault_id.encode("ascii")).digest()


def wipe(secret: bytearray) -> None:
    """Overwrite a key in place. Copies that Python made on the way cannot be reached."""
    secret[:] = bytes(len(secret))
