"""A child closes itself off before it looks at a foreign file: no new file and no connection, little memory, little time, nothing written.

What has to be loaded is loaded before. On Linux and macOS the system holds the limits; Windows knows none of them for a process by
itself, so there the limits of pixels and size, and the time its parent allows, have to do.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

MEMORY = 768 * 1024 * 1024
"""Bytes a child may take beside what it has when it closes itself off."""
SECONDS = 90
"""Time of the processor."""


def silence() -> None:
    """Nothing a library says about a foreign file reaches the terminal or a log."""
    sys.stderr = sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (stays open while the child lives)
    with contextlib.suppress(OSError):
        os.dup2(sys.stdout.fileno(), 1)
        os.dup2(sys.stdout.fileno(), 2)


def close_off(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """From here on only what is open already can be used."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CPU, seconds)]
    if hasattr(resource, "RLIMIT_NPROC"):
        limits.append((resource.RLIMIT_NPROC, 0))
    if sys.platform.startswith("linux"):
        limits.append((resource.RLIMIT_AS, _taken() + memory))
    for which, most in limits:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))
    _fill_handles()


def _taken() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _fill_handles() -> None:
    """Leave no handle free: neither a file nor a connection can be opened. With a limit of nought the pipe couldn't be waited for."""
    import resource

    highest = max((int(each) for each in os.listdir("/dev/fd") if each.isdigit()), default=2)  # noqa: PTH208 (names are numbers)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1, highest + 1))
        while True:
            os.dup(0)
