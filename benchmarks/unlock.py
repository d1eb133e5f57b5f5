"""From the right passphrase to a painted Home, whole processes in turn with a bare window; and how long a key is derived here.

The derivation is slow on purpose and is taken off: what is left is what a volunteer waits for without need. Home is painted when
everything it shows has come and nothing is under way any more.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.start import BARE, ROOT, once
from storage import slots

OURS = """
import sys, time; sys.path.insert(0, {root!r})
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from storage import slots
spent, stretch = [], slots.stretch
def timed(*given):
    began = time.perf_counter()
    try:
        return stretch(*given)
    finally:
        spent.append(time.perf_counter() - began)
slots.stretch = timed
def wait(window, until):
    waker = QTimer(interval=1)
    waker.start()
    while not (until() and window.session.jobs.idle()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
def unlock(app):
    app.processEvents()
    window = next(each for each in app.topLevelWidgets() if each.isVisible())
    wait(window, lambda: "ui.topbar" in sys.modules)
    door = window.root.currentWidget()
    QTest.keyClicks(door.passphrase.edit, {passphrase!r})
    app.processEvents()
    began = time.perf_counter()
    QTest.keyClick(door.passphrase.edit, Qt.Key.Key_Return)
    wait(window, lambda: "home" in window.pages and window.pages["home"].isVisible())
    window.grab()
    print(time.perf_counter() - began - sum(spent))
    import os; sys.stdout.flush(); os._exit(0)
QApplication.exec = lambda *_: unlock(QApplication.instance())
import main
main.main(["--vault", {vault!r}, "--lang", "en"])
"""


def measure(vault: Path, passphrase: str, rounds: int = 9) -> list[tuple[str, float, float]]:
    """(act, ours, bare) in seconds: medians of pairs run in turn, and the derivation of a key by itself."""
    ours = OURS.format(root=str(ROOT), vault=str(vault), passphrase=passphrase)
    with tempfile.TemporaryDirectory() as byte_code:
        once(ours, byte_code), once(BARE, byte_code)
        pairs = [(once(ours, byte_code), once(BARE, byte_code)) for _ in range(rounds)]
    unlocked, bare = (statistics.median(each) for each in zip(*pairs, strict=True))
    return [
        ("right passphrase to a painted Home, less the key derivation / a bare window", unlocked, bare),
        ("key derivation, calibrated on this machine", _derivation(), 0.0),
    ]


def _derivation() -> float:
    """Seconds (median of five) that Argon2id takes with the parameters a new slot gets here."""
    kdf, times = slots.calibrate(), []
    for _ in range(5):
        began = time.perf_counter()
        slots.stretch(b"ladder dial gorilla", bytes(16), kdf)
        times.append(time.perf_counter() - began)
    return statistics.median(times)
