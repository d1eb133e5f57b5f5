"""Nothing typed, found or made stands outside the vault: in no title, file, setting or log, and after the lock in no part of the window."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from storage import header, slots
from storage.workspace import Workspace
from tests.people import member
from tests.ui.robots import PASSPHRASE, Volunteer
from ui.main_window import MainWindow
from ui.pages import Page
from ui.pages.reports import ReportsPage
from ui.session import Session
from ui.widgets.file_dialogs import FileDialog

ROOT = Path(__file__).resolve().parents[2]
MARKERS = ("Zyxmarkaname", "Zyxmarkastory", "Zyxmarkasearch", "Zyxmarkareader", "Zyxmarkafile")


def goes_through_everything(anna: Volunteer, place: Path) -> None:
    """A conversation, a search, a report that is seen and saved, half a record; every step with a word that can be found again."""
    name, story, search, reader, file = MARKERS
    anna.presses("Ctrl+N", "Alt+A")
    anna.types("y")
    anna.presses("Ctrl+Return")
    anna.types(name)
    anna.presses("Ctrl+Return")
    anna.types(story)
    anna.presses("Ctrl+A", "Ctrl+C", "Ctrl+S")
    anna.waits()
    anna.presses("Ctrl+K")
    anna.types(search)
    anna.presses("Return")
    anna.waits()
    anna.presses("Ctrl+8")
    page = anna.page()
    assert isinstance(page, ReportsPage)
    page.form.part("for_whom").editor.focus_target().setText(reader)  # type: ignore[attr-defined]
    anna.waits(lambda: bool(page.preview.paper) and page.settled())
    anna.presses("Ctrl+S")
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, FileDialog) and each.isVisible())
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(place / f"{file}.pdf"))
    next(each for each in dialog.findChildren(QPushButton) if each.isDefault()).click()
    anna.waits((place / f"{file}.pdf").exists)
    person, records = member(name + "na")
    anna.has(*records)
    anna.window.go("member", person)
    anna.waits()
    anna.presses("Ctrl+E")


def files(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if each.is_file())


def holding(folder: Path, *, but: tuple[Path, ...] = ()) -> list[Path]:
    """The files below a folder whose name or content tells one of the markers."""
    words = [each.encode() for each in MARKERS] + [each.encode("utf-16-le") for each in MARKERS]
    return [each for each in files(folder) if not any(part in each.parents or part == each for part in but)
            and (any(word in each.read_bytes() for word in words) or any(word in str(each) for word in MARKERS))]


def sits(window: MainWindow, papers: Path) -> None:
    """Set up, work, lock, unlock."""
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    anna = Volunteer(window)
    anna.waits()
    anna.sets_up()
    goes_through_everything(anna, papers)
    window.lock()
    anna.waits()
    window.activateWindow()
    anna.waits()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())


def test_a_whole_sitting_leaves_no_word_outside_the_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], qapp: Any,
) -> None:
    home, temporary, papers = (tmp_path / name for name in ("home", "tmp", "papers"))
    for each in (home, temporary, papers):
        each.mkdir()
    for variable in ("HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(header, "FLOOR", header.TEST_FLOOR)
    monkeypatch.setattr(slots, "calibrate", lambda: header.TEST_FLOOR)
    window = MainWindow(Session(home / "vault"), QSettings(str(home / "window.ini"), QSettings.Format.IniFormat))
    titles: set[str] = set()

    def look() -> None:
        titles.update(each.windowTitle() for each in QApplication.topLevelWidgets())

    qapp.focusChanged.connect(look)
    try:
        sits(window, papers)
    finally:
        window.close()
        window.deleteLater()
        qapp.focusChanged.disconnect(look)
    config = [Path(os.environ[name]) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")]
    assert [found for folder in (home, temporary, *config) for found in holding(folder, but=(papers,))] == []
    assert [each.name for each in holding(papers)] == [f"{MARKERS[4]}.pdf"], "the one file that was asked for, found by the same search"
    assert set(QSettings(str(home / "window.ini"), QSettings.Format.IniFormat).allKeys()) <= {"size", "language", "text_size", "scheme"}
    said = " ".join(titles) + caplog.text + "".join(capfd.readouterr())
    assert not [word for word in MARKERS if word in said]
    assert "Raddir" in titles


def test_the_search_for_markers_finds_a_planted_one(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(MARKERS[0], "utf-8")
    (tmp_path / "wide.txt").write_bytes(MARKERS[1].encode("utf-16-le"))
    (tmp_path / MARKERS[2]).write_text("", "utf-8")
    assert len(holding(tmp_path)) == 3


def shown_texts() -> list[str]:
    """Every text that a live control holds, hidden ones too."""
    found: list[str] = []
    for each in QApplication.allWidgets():
        if isinstance(each, QLineEdit | QLabel):
            found.append(each.text())
        elif isinstance(each, QPlainTextEdit):
            found.append(each.toPlainText())
        elif isinstance(each, QComboBox):
            found += [each.itemText(place) for place in range(each.count())]
        found += [each.windowTitle(), each.toolTip(), each.accessibleName(), each.accessibleDescription()]
    return found


def held() -> list[str]:
    """What Python's own containers hold of the markers, but for this file's."""
    found: list[str] = []
    for each in gc.get_objects():
        if each is MARKERS or not issubclass(type(each), dict | list | tuple | set):  # a proxy of what is gone answers nothing
            continue
        if isinstance(each, dict) and each.get("__name__") == __name__:
            continue
        for value in list(each.values() if isinstance(each, dict) else each):
            if isinstance(value, str) and len(value) < 100_000 and any(word in value for word in MARKERS):
                found.append(f"{type(each).__name__}: {value[:60]}")
    return found


def test_after_the_lock_no_page_lives_and_no_control_holds_a_word(volunteer: Callable[..., Volunteer], tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    goes_through_everything(anna, tmp_path)
    assert [each for each in MARKERS if any(each in text for text in shown_texts())], "the search finds what is shown"
    assert held(), "and what is remembered"
    pages = [weakref.ref(each) for each in anna.window.pages.values()]
    assert len(pages) >= 5
    anna.window.lock()
    anna.waits()
    for _each in range(3):
        anna.waits()
        gc.collect()
    assert [each() for each in pages if each() is not None] == []
    assert [each for each in QApplication.allWidgets() if isinstance(each, Page)] == []
    assert [text for text in shown_texts() if any(word in text for word in MARKERS)] == []
    assert held() == [], "neither does what the program remembers"


# Memory images --------------------------------------------------------------------------------------------------------

SITTING = """
import sys, time
sys.path.insert(0, sys.argv[1])
import resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app
told = app._show
def show(made, session, kept):
    QTimer.singleShot(0, lambda: print("ready", flush=True))
    return told(made, session, kept)
app._show = show
app.run(app.Options(vault=Path(sys.argv[2])), ["raddir"])
"""


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program at its first page, before any passphrase."""
    Workspace.create(tmp_path / "vault", PASSPHRASE, association="Samtök prófana", kdf="test")[0].close()
    running = subprocess.Popen([sys.executable, "-c", SITTING, str(ROOT), str(tmp_path / "vault")], cwd=tmp_path, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True, env={**os.environ, "HOME": str(tmp_path)})
    assert running.stdout is not None
    assert running.stdout.readline().strip() == "ready"
    yield running
    running.kill()
    running.wait()
    running.stdout.close()


@pytest.mark.parametrize("deadly", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_at_the_first_page_leaves_no_memory_image(deadly: signal.Signals, sitting: subprocess.Popen[str], tmp_path: Path) -> None:
    limits = Path(f"/proc/{sitting.pid}/limits").read_text("utf-8")
    assert next(line for line in limits.splitlines() if line.startswith("Max core file size")).split()[4:6] == ["0", "0"]
    sitting.send_signal(deadly)
    assert sitting.wait(20) == -deadly
    assert not [each for each in files(tmp_path) if each.name.startswith("core")]


def test_nobody_else_of_this_user_reads_the_programs_memory(sitting: subprocess.Popen[str]) -> None:
    """A process that isn't dumpable belongs to root as far as /proc goes, so that no other program of the user may look into it."""
    mine, its = Path("/proc/self/mem"), Path(f"/proc/{sitting.pid}/mem")
    assert its.stat().st_uid == 0
    look = f"import os; os.setuid(65534) if os.getuid() == 0 else None; open('/proc/{sitting.pid}/mem', 'rb')"
    refused = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=False)
    assert "PermissionError" in refused.stderr
    assert mine.exists()


def test_a_page_that_was_left_open_shows_its_preview_no_more(volunteer: Callable[..., Volunteer]) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+8")
    anna.waits(lambda: bool(anna.page().preview.paper) and anna.page().settled())  # type: ignore[attr-defined]
    preview, window = weakref.ref(anna.page().preview), anna.window  # type: ignore[attr-defined]
    window.lock()
    anna.waits()
    gc.collect()
    assert preview() is None
    QTest.keyClick(window, "x")
    assert not [each for each in window.findChildren(QWidget) if type(each).__name__ == "Preview"]
