"""Words that the disk had no room for at the lock: sealed in memory with a key that only the open vault gives.

The vault is closed all the same. What is left in memory is no more readable than the store on the disk, and it is opened again, and
written, when the vault is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.drafts import Half
from storage.vault import Vault

__all__ = ["open_sealed", "seal"]

_LABEL = "half-done"
_NONCE = 12  # bytes, drawn anew each time


def seal(vault: Vault, halves: Sequence[Half]) -> bytes:
    """Seal what is half done, while the vault is still open."""
    nonce = os.urandom(_NONCE)
    words = json.dumps([list(each) for each in halves], ensure_ascii=False).encode("utf-8")
    return nonce + AESGCM(vault.subkey(_LABEL)).encrypt(nonce, words, vault.vault_id.encode("ascii"))


def open_sealed(vault: Vault, sealed: bytes) -> list[Half] | None:
    """What was sealed under this vault's key; None for anything else."""
    try:
        words = AESGCM(vault.subkey(_LABEL)).decrypt(sealed[:_NONCE], sealed[_NONCE:], vault.vault_id.encode("ascii"))
    except InvalidTag:
        return None
    return [Half(*each) for each in json.loads(words)]
