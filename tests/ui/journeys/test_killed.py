"""The window is killed in mid-sentence: at most a second of typing is gone, and the conversation waits where it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage import header, slots
from storage.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
PASSPHRASE = "lantern pebble orchard violin thunder"
TYPIST = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from ui import app, fonts, language, theme
from storage import header
header.FLOOR = header.TEST_FLOOR
from tests.ui.robots import Volunteer
from ui.main_window import MainWindow
from ui.session import Session
qt = app.make(["raddir"])
fonts.load_first(); theme.apply(qt, dark=False); language.choose(qt, "en")
window = MainWindow(Session(Path(sys.argv[2])))
window.show(); window.activateWindow()
anna = Volunteer(window)
anna.waits()
anna.unlocks(sys.argv[3])
anna.waits(lambda: not anna.is_locked())
anna.presses("Ctrl+N"); anna.presses("Alt+A"); anna.types("y"); anna.presses("Ctrl+Return")
anna.types("Testa"); anna.presses("Ctrl+Return")
typed = 0
def one():
    global typed
    QTest.keyClick(anna.focus(), "abcdefghij"[typed % 10])
    typed += 1
    sys.stdout.write(f"{time.monotonic():.3f} {typed}\\n"); sys.stdout.flush()
timer = QTimer(); timer.timeout.connect(one); timer.start(30)
qt.exec()
"""


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(header, "FLOOR", header.TEST_FLOOR)
    monkeypatch.setattr(slots, "calibrate", lambda: header.TEST_FLOOR)
    workspace, _ = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example Association (fictional)", volunteer="Anna")
    workspace.close()
    return tmp_path / "vault"


def typed_until_killed(vault: Path, letters: int) -> list[tuple[float, int]]:
    """Type at the real window until so many letters stand there, then kill it. Returns when each letter was typed."""
    words = [sys.executable, "-c", TYPIST, str(ROOT), str(vault), PASSPHRASE]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    assert running.stdout
    seen: list[tuple[float, int]] = []
    for line in running.stdout:
        when, count = line.split()
        seen.append((float(when), int(count)))
        if len(seen) >= letters:
            break
    running.send_signal(signal.SIGKILL)
    seen += [(float(line.split()[0]), int(line.split()[1])) for line in running.stdout if line.endswith("\n")]
    running.wait()
    running.stdout.close()
    return seen


def at_most_a_second_is_gone(vault: Path, letters: int) -> None:
    seen = typed_until_killed(vault, letters)
    last = seen[-1][0]
    must_be_there = max((count for when, count in seen if when <= last - 1.0), default=0)
    workspace = Workspace.open(vault, passphrase=PASSPHRASE)
    try:
        drafts = workspace.drafts.all()
        assert len(drafts) == 1 and workspace.check() == []
        whole = "".join("abcdefghij"[number % 10] for number in range(seen[-1][1]))
        kept = max((text for text in _texts(drafts[0].data) if text and whole.startswith(text)), key=len, default="")
        assert must_be_there <= len(kept) <= len(whole)
        assert (drafts[0].step, "Testa" in list(_texts(drafts[0].data))) == ("story", True)
        workspace.drafts.throw(drafts[0].id)
    finally:
        workspace.close()


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in parts for text in _texts(each)]


def test_killed_in_mid_sentence_at_most_a_second_is_gone(vault: Path) -> None:
    at_most_a_second_is_gone(vault, 90)


@pytest.mark.slow
def test_killed_at_ten_moments_at_most_a_second_is_gone(vault: Path) -> None:
    draw = random.Random(11)
    for _ in range(10):
        at_most_a_second_is_gone(vault, draw.randint(40, 160))
