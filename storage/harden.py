"""Keep what is in memory out of core dumps and away from other programs of the same user."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4  # <linux/prctl.h>
_SEM_QUIET = 0x0001 | 0x0002  # no Windows error box, and so no report with a memory image


def harden_process() -> None:
    """No core file, no attaching debugger (Linux), no Windows error report. What the system refuses stays as it is."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SEM_QUIET)
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
