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


def spare_sources() -> None:
    """Keep PySide from reading the source of every module that is imported, ours and any library's.

    It looks for the name PySide6 there, to know in which modules its switchable names (`snake_case`) may be wanted. Nobody here
    wants them. Measured: 47 files read before the unlock page is painted, a twentieth of the time that takes. Where PySide goes
    about it in another way, nothing is changed. Raises ImportError where Qt can't be loaded.
    """
    import PySide6.QtCore  # noqa: F401 (it brings the module that reads)

    features = sys.modules.get("shibokensupport.feature")
    if hasattr(features, "_mod_uses_pyside"):
        setattr(features, "_mod_uses_pyside", lambda _module: True)  # noqa: B010 (a name no stub knows)


def spare_names() -> bool:
    """Whether the namespace `Qt` is still unmade, as it should be until the unlock page is painted.

    PySide makes its 137 enumerations the first time that one of them is named, given or asked for: 15 ms, a tenth of the start. The pages
    in front of the vault therefore name them as `QtCore.Qt.…` inside the functions that need them, leave defaults alone, and set the
    few that are needed at once as properties, by their numbers.
    """
    import PySide6.QtCore

    return "Qt" not in vars(PySide6.QtCore)
