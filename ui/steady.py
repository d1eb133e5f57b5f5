"""Python 3.11 under PySide6 6.12: None, True and False must not run out.

PySide6 6.12 is built against Python 3.12, where these three are immortal (PEP 683), and gives back one reference to None with every
call that returns nothing. On 3.11 their count is finite: after some thousands of calls the interpreter ends with "none_dealloc:
deallocating None". Measured: 1,000 calls of `QLabel.setText` take 1,000 references. So on 3.11 they are given a count that no
session can use up, which is what 3.12 does by itself.
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 60 if sys.maxsize > 1 << 32 else 1 << 29


def hold_constants() -> None:
    """Make the three constants last; does nothing where Python does it by itself."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < PLENTY:
            ctypes.c_ssize_t.from_address(id(constant)).value += PLENTY
