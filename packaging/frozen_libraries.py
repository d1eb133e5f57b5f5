"""Keeps a frozen program small on Linux: no shared library that nothing left in it needs, no tables for debuggers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

Entry = tuple[str, str, str]
"""As PyInstaller writes it: the name in the folder, the file it comes from, its type."""

SHARED = re.compile(r"^(PySide6/Qt/lib/|[\w.]+\.libs/)?lib[^/]+\.so[.\d]*$")
"""A library that is only there for others: neither a module of Python nor a plugin, which are loaded by name."""

LEFT_TO_THE_SYSTEM = ("libcups.so",)
"""Printing belongs to the desktop: its own library knows its printers, and where it isn't there is no printer either."""


def needed(entries: list[Entry], python: str) -> list[Entry]:
    """The entries without those libraries that nothing reaches any more: what a left-out plugin brought with it goes with it."""
    if not sys.platform.startswith("linux"):
        return entries
    shared = {Path(name).name: source for name, source, _ in entries if SHARED.match(name)}
    reached = {python}
    waiting = [source for name, source, _ in entries if not SHARED.match(name)] + [shared[python]]
    while waiting:
        for name in _linked(waiting.pop()):
            if name in shared and name not in reached and not name.startswith(LEFT_TO_THE_SYSTEM):
                reached.add(name)
                waiting.append(shared[name])
    return [each for each in entries if not SHARED.match(each[0]) or Path(each[0]).name in reached]


def _linked(file: str) -> list[str]:
    """The libraries a file is itself linked to; the loader would also name theirs. PyInstaller needs objdump anyway."""
    told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    return re.findall(r"NEEDED +(\S+)", told)


def without_debugging(entries: list[Entry], folder: Path) -> list[Entry]:
    """The same entries, those of Python and its modules copied without what only a debugger reads. Qt's come without it already."""
    tool = shutil.which("strip")
    if tool is None or not sys.platform.startswith("linux"):
        return entries
    return [_stripped(each, folder, tool) if not each[0].startswith("PySide6") and ".libs/" not in each[0] else each for each in entries]


def _stripped(entry: Entry, folder: Path, tool: str) -> Entry:
    name, source, kind = entry
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([tool, "--strip-debug", "-o", str(target), source], capture_output=True, check=False)
    return (name, str(target), kind) if done.returncode == 0 else entry
