"""One old laptop for every test: a screen of 1366 x 768 that nobody sees, and settings of its own."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_SCREEN = {"screens": [{"name": "old laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}


def pytest_configure() -> None:
    """Before Qt is loaded anywhere: no real screen, and nothing of this computer's own settings."""
    home = Path(tempfile.mkdtemp(prefix="raddir-test-"))
    screen = home / "screen.json"
    screen.write_text(json.dumps(_SCREEN), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CACHE_HOME"] = str(home)
    for name in ("RADDIR_PASSPHRASE_FILE", "DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which journey made its volunteer wait longest for one key."""
    told = [(float(seconds), each.nodeid) for reports in terminalreporter.stats.values() for each in reports
            if getattr(each, "when", "") == "teardown" for name, seconds in each.user_properties if name == "longest wait"]
    if told:
        seconds, journey = max(told)
        terminalreporter.write_line(f"longest wait for the window in {len(told)} journeys: {seconds * 1000:.0f} ms, in {journey}")
