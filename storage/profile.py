"""Where this user's data lives on this computer: never a roaming place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["data_folder"]


def data_folder() -> Path:
    """The folder for what Raddir keeps of its own: the vault unless it is told otherwise, and the marks of `storage.marks`."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Raddir"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Raddir"
    named = os.environ.get("XDG_DATA_HOME", "")
    base = Path(named) if Path(named).is_absolute() else home / ".local" / "share"
    return base / "raddir"
