"""What really stands on the disk: every page of the store and of its log as an attacker with the key would read it, free pages too.

SQLCipher 4 with a raw key: AES-256-CBC, the vector and the authentication code in the last 80 bytes of each page, the salt in the first
16 bytes of the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from storage.workspace import Workspace

RESERVED, VECTOR, SALT = 80, 16, 16
LOG_HEAD, FRAME_HEAD = 32, 24


def _plain(page: bytes, key: bytes) -> bytes:
    end = len(page) - RESERVED
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[end : end + VECTOR])).decryptor()
    return decryptor.update(page[:end])


def pages(folder: Path, key: bytes, size: int) -> Iterator[bytes]:
    """Every page of the store, then of every frame of the log."""
    store = (folder / "store.db").read_bytes()
    for start in range(0, len(store), size):
        page = store[start : start + size]
        yield _plain(page[SALT:], key) if start == 0 else _plain(page, key)
    log = folder / "store.db-wal"
    content = log.read_bytes() if log.exists() else b""
    for start in range(LOG_HEAD, len(content), FRAME_HEAD + size):
        page = content[start + FRAME_HEAD : start + FRAME_HEAD + size]
        first = content[start : start + 4] == b"\0\0\0\1"
        yield _plain(page[SALT:], key) if first else _plain(page, key)


def on_the_disk(workspace: Workspace, words: list[str]) -> set[str]:
    """Which of some words stand anywhere on the disk, in the encodings SQLite and the index write."""
    vault = workspace.vault
    found = set[str]()
    for page in pages(vault.folder, vault._key("vault/store"), vault.header.page_size):
        found |= {word for word in words if word.encode() in page}
    return found
