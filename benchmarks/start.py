"""From the first line of Python to a painted window: Raddir's unlock page against a bare window with a label, whole processes in turn.

Both run as they do where they are installed: from byte code that is already there. The first run of each makes it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = """
import time; began = time.perf_counter()
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow(); window.setCentralWidget(QLabel("Raddir")); window.resize(1100, 690); window.show()
app.processEvents(); window.grab()
print(time.perf_counter() - began)
"""
OURS = """
import time; began = time.perf_counter()
import sys; sys.path.insert(0, {root!r})
from PySide6.QtWidgets import QApplication
def painted(app):
    app.processEvents()
    window = next(each for each in app.topLevelWidgets() if each.isVisible())
    window.grab()
    print(time.perf_counter() - began)
    import os; sys.stdout.flush(); os._exit(0)
QApplication.exec = lambda *_: painted(QApplication.instance())
import main
main.main(["--vault", {vault!r}, "--lang", {lang!r}])
"""


def once(program: str, byte_code: str) -> float:
    """The seconds that a program prints at its end, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home,
            "PYTHONPYCACHEPREFIX": byte_code, "PYTHONDONTWRITEBYTECODE": "",
        }
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    return float(ran.stdout.split()[-1])


def measure(vault: Path, rounds: int = 9) -> list[tuple[str, float, float]]:
    """(act, ours, bare) in seconds: medians of pairs run in turn."""
    rows = []
    with tempfile.TemporaryDirectory() as byte_code:
        for lang in ("en", "ar"):
            ours, bare = OURS.format(root=str(ROOT), vault=str(vault), lang=lang), BARE
            once(ours, byte_code), once(bare, byte_code)
            pairs = [(once(ours, byte_code), once(bare, byte_code)) for _ in range(rounds)]
            medians = (statistics.median(each) for each in zip(*pairs, strict=True))
            rows.append((f"start to a painted unlock page ({lang}) / a bare window", *medians))
    return rows
