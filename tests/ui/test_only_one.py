"""A second start on the same vault brings the first window to the front and ends; a first window that was killed is no obstacle."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.errors import InUse
from tests.ui.robots import Volunteer
from ui import only_one

Sit = Callable[..., Volunteer]
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def own_runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("run")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "main.py", "--vault", str(folder)], cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def test_a_second_start_raises_the_first_window_and_ends(volunteer: Sit, qtbot: QtBot) -> None:
    anna = volunteer()
    anna.sets_up()
    window = anna.window
    only_one.listen(window, window.session.folder)
    window.showMinimized()
    second = start(window.session.folder)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == InUse.exit_code
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=10_000)
    assert not anna.is_locked()


def test_what_a_killed_window_left_stops_nobody(volunteer: Sit, own_runtime: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    folder = anna.window.session.folder
    assert not only_one.call_first(folder)
    Path(only_one._socket(folder)).write_bytes(b"")
    assert not only_one.call_first(folder)
    only_one.listen(anna.window, folder)
    assert only_one.call_first(folder)
    assert [each.stat().st_mode & 0o077 for each in own_runtime.iterdir()] == [0], "this user alone"


def test_the_name_tells_neither_vault_nor_user(own_runtime: Path, tmp_path: Path) -> None:
    name = Path(only_one._socket(tmp_path / "Samtök Mía")).name
    assert name.startswith("raddir-") and "Mía" not in name
    assert name != Path(only_one._socket(tmp_path / "other")).name
