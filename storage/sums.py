"""SHA-256 for the unlock page: Python's own, since `hashlib` brings OpenSSL with it, which takes 4 ms that nobody needs to wait for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["sha256"]


def _own() -> Callable[[bytes], Any]:
    """Python 3.12 renamed the module; one built without it (by a distribution that trusts OpenSSL alone) has only `hashlib`."""
    for name in ("_sha2", "_sha256", "hashlib"):
        try:
            return import_module(name).sha256  # type: ignore[no-any-return]
        except ImportError:
            continue
    raise ImportError("sha256")


_sha256 = _own()


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal."""
    return str(_sha256(content).hexdigest())
