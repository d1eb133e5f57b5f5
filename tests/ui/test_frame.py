"""The frame: places by their keys, cover, lock, danger, undo, and what happens when something goes wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from models.errors import InUse, WrongInput
from models.partner import Partner
from storage import vault as disk
from storage.workspace import Workspace
from tests.people import member
from tests.ui.robots import ASSOCIATION, PASSPHRASE, Volunteer
from ui import door, messages, session
from ui.app import first_language
from ui.cover import Cover
from ui.danger import DangerPage
from ui.main_window import MainWindow
from ui.places import PLACES
from ui.session import Session

Sit = Callable[..., Volunteer]
ROOT = Path(__file__).resolve().parents[2]


def test_a_first_run_by_keyboard_ends_at_home_with_one_thing_to_do(volunteer: Sit) -> None:
    anna = volunteer()
    words = anna.sets_up()
    assert len(words) == 15
    assert "Record the first conversation" in anna.reads(anna.page())
    assert anna.focus() is anna.page().new_button
    assert ASSOCIATION in anna.reads()
    assert anna.keys <= 12


def test_the_recovery_words_of_the_first_run_open_the_vault(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    words = anna.sets_up()
    anna.window.close()
    Workspace.open(tmp_path / "vault", recovery_words=" ".join(words)).close()


def test_nothing_is_on_the_disk_before_the_passphrase_holds(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.types(ASSOCIATION)
    anna.presses("Return", "Return")
    anna.types("harbour")
    anna.tabs_to(anna.door().secret.second.edit)
    anna.types("harbour")
    anna.presses("Return")
    assert "Too easy to guess" in anna.reads()
    assert not (tmp_path / "vault").exists()


def test_five_suggested_words_are_taken_with_an_honest_figure(volunteer: Sit) -> None:
    anna = volunteer()
    anna.types(ASSOCIATION)
    anna.presses("Return", "Return")
    step = anna.door().secret
    anna.tabs_to(step.suggest_button)
    anna.presses("Space")
    assert len(step.first.text().split()) == 5
    assert "exactly 64 bits" in anna.reads()
    anna.types(step.first.text())
    assert anna.door().next_button.isEnabled()


def test_each_place_has_its_key_and_is_built_when_first_asked_for(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    assert set(anna.window.pages) == {"home"}
    for key, name in (("Ctrl+2", "people"), ("Ctrl+8", "reports"), ("Ctrl+N", "conversation"), ("Ctrl+1", "home")):
        anna.presses(key)
        assert anna.page() is anna.window.pages[name]
    assert anna.window.windowTitle() == "Raddir"


def test_no_other_window_ever_flashes_up(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    person, records = member("Mía (sample)")
    anna.has(*records)

    class Watch(QObject):
        seen: ClassVar[list[str]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.seen.append(repr(watched))
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for each in PLACES:
        anna.window.go(each.name, person if each.name == "member" else None)
        anna.waits()
        assert anna.focus() is not None, f"nothing has the keyboard at {each.name}"
    app.removeEventFilter(watch)
    assert Watch.seen == []


def test_search_from_any_page_asks_the_people_page(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.has(*member("Mía (sample)")[1], *member("Jón (sample)")[1])
    anna.presses("Ctrl+K")
    anna.types("mia")
    anna.presses("Return")
    assert anna.page() is anna.window.pages["member"], "one person is meant, so their page opens"
    assert "Mía (sample)" in anna.reads(anna.page())
    assert "Jón" not in anna.reads(anna.page())


def test_f9_covers_everything_and_enter_brings_it_back_as_it_was(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+K")
    anna.types("half a na")
    anna.presses("F9")
    assert isinstance(anna.window.root.currentWidget(), Cover)
    assert anna.reads() == ""
    assert not anna.window.menuBar().isVisible()
    anna.presses("Ctrl+2", "a", "Tab")
    assert isinstance(anna.window.root.currentWidget(), Cover), "no key acts on what can't be seen"
    assert anna.reads() == "Press Enter to go on."
    anna.presses("Return")
    assert anna.page() is anna.window.pages["home"]
    assert anna.focus() is anna.window.frame.topbar.search
    anna.types("me")
    assert anna.focus().text() == "half a name"


def test_locking_puts_drafts_in_safety_drops_every_page_and_returns_to_the_place(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+2")
    anna.presses("Ctrl+L")
    assert anna.is_locked()
    assert not anna.window.pages
    assert ASSOCIATION not in anna.reads()
    Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE).close()  # the lock file is free: the vault really is closed
    anna.unlocks()
    assert anna.page() is anna.window.pages["people"]


def test_closing_the_window_means_locked_and_gone(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    with pytest.raises(InUse):
        disk.open_vault(tmp_path / "vault", passphrase=PASSPHRASE)
    anna.presses("Ctrl+Q")
    assert not anna.window.isVisible()
    disk.open_vault(tmp_path / "vault", passphrase=PASSPHRASE).close()


def test_f2_says_whom_to_call_from_every_page_and_at_the_door(volunteer: Sit) -> None:
    anna = volunteer()
    anna.presses("F2")
    assert "Call 112" in anna.reads()
    anna.presses("Escape")
    anna.sets_up()
    anna.has(Partner(code="SKJOL", name="Prufuathvarf", contact="000 0000", urgent=True), Partner(code="BOKA", name="Prufubókasafn"))
    anna.presses("F2")
    assert isinstance(anna.window.root.currentWidget(), DangerPage)
    assert "Prufuathvarf\n000 0000" in anna.reads()
    assert "Prufubókasafn" not in anna.reads()
    anna.presses("Return" if anna.focus() is None else "Space")
    assert anna.focus() is anna.page().new_button


def test_f1_tells_what_the_page_is_for(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("F1")
    assert "Ctrl+N starts a conversation" in anna.reads()
    anna.presses("F1")
    assert "Ctrl+N starts a conversation" not in anna.reads()


def test_what_is_thrown_away_comes_back_with_undo(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    jobs = anna.window.session.jobs
    jobs.write_now(lambda workspace: workspace.drafts.keep("draft-1", {"words": "half"}, "story"))
    anna.page().refresh()
    anna.waits()
    assert "Somebody new, today at" in anna.reads()
    throw = next(each for each in anna.page().findChildren(QPushButton) if each.text() == "Throw away")
    anna.tabs_to(throw)
    anna.presses("Space")
    assert jobs.write_now(lambda workspace: workspace.drafts.all()) == []
    assert "was thrown away" in anna.reads()
    anna.tabs_to(anna.window.frame.undo.button)
    anna.presses("Space")
    kept = jobs.write_now(lambda workspace: workspace.drafts.get("draft-1"))
    assert kept is not None
    assert kept.data == {"words": "half"}
    assert "was thrown away" not in anna.reads()


def test_a_vault_for_tests_is_red_and_takes_in_nobody(volunteer: Sit, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "weak", PASSPHRASE, association=ASSOCIATION, kdf="test")[0].close()
    anna = volunteer(tmp_path / "weak")
    assert "A vault for tests" in anna.reads()
    anna.unlocks()
    new = anna.window.frame.sidebar.places["conversation"]
    assert not new.isEnabled()
    assert "takes in nobody" in new.toolTip()
    assert not anna.page().new_button.isEnabled()
    anna.presses("Ctrl+N")
    assert anna.page() is anna.window.pages["home"]


def test_a_known_trouble_is_a_sentence_and_the_keyboard_stays(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+K")

    def fail(_workspace: object) -> None:
        raise WrongInput("There is no such day; write it as 2026-03-01.")

    anna.window.session.jobs.write(fail)
    anna.waits()
    assert "There is no such day" in anna.reads(anna.window.notice)
    assert anna.focus() is anna.window.frame.topbar.search


def test_a_bug_is_told_by_kind_and_place_and_the_program_lives_on(volunteer: Sit, caplog: pytest.LogCaptureFixture) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.window.session.jobs.write(lambda workspace: workspace.get("Mía lives at Æfingagata 1", "once too often"))
    anna.waits()
    assert "TypeError" in anna.reads(anna.window.notice)
    assert "Æfingagata" not in anna.reads() + caplog.text
    anna.presses("Ctrl+2")
    assert anna.page() is anna.window.pages["people"]
    assert not anna.window.notice.isVisible()


def test_what_a_job_found_before_the_lock_is_not_told_after_it(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    told: list[object] = []
    anna.window.session.jobs.read(lambda library: library.count("member"), told.append)
    anna.window.lock()
    anna.waits()
    assert told == []


def test_the_window_remembers_its_size_and_language_and_nothing_else(volunteer: Sit, tmp_path: Path, qtbot: object) -> None:
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Session(tmp_path / "none"), kept)
    window.choose_language("ar")
    window.choose_text_size(+1)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # not when the collector comes by, in the middle of another test
    kept.sync()
    assert set(kept.allKeys()) == {"few_colours", "language", "scheme", "size", "text_size"}
    assert first_language(None, kept.value("language")) == "ar"
    assert first_language("en", "ar") == "en"
    assert first_language(None, "not a language") == "en"


@pytest.mark.parametrize(("platform", "variables", "expected"), [
    ("linux", {"XDG_DATA_HOME": "/data"}, "/data/raddir/vault"),
    ("linux", {"XDG_DATA_HOME": "relative", "HOME": "/home/anna"}, "/home/anna/.local/share/raddir/vault"),
    ("darwin", {"HOME": "/home/anna"}, "/home/anna/Library/Application Support/Raddir/vault"),
    ("win32", {"LOCALAPPDATA": "/local"}, "/local/Raddir/vault"),
])
def test_the_vault_lives_where_this_system_keeps_data(
    platform: str, variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert session.default_folder() == Path(expected)


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(_path: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(door.ctypes, "CDLL", refuse)
    monkeypatch.setattr(door.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":0")
    assert door.window([]) == 6
    said = capsys.readouterr().err
    assert "libxcb-cursor.so.0" in said
    assert "sudo apt-get install" in said
    assert "libxcb-cursor0" in said


def test_without_a_screen_the_door_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert door.window([]) == 6
    assert "no screen" in capsys.readouterr().err


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_a_verb_never_loads_qt() -> None:
    assert "clean" in run(
        "import sys, main\n"
        "assert main.main(['kinds']) == 0\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))]\n"
        "print('clean')"
    )


def test_the_door_is_painted_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "vault", PASSPHRASE, association=ASSOCIATION, kdf="test")[0].close()
    assert "painted clean" in run(
        "import sys\n"
        "from pathlib import Path\n"
        "from ui import app, fonts, language, steady, theme\n"
        "from ui.main_window import MainWindow\n"
        "from ui.session import Session\n"
        "from PySide6.QtCore import QEvent, QObject\n"
        "made = app.make(['raddir'])\n"
        "fonts.load_first(); theme.apply(made); language.choose(made, 'en')\n"
        "heavy = ('sqlite_utils', 'sqlcipher3', 'reportlab', 'fpdf', 'numpy', 'babel', 'argon2', 'pyrage', 'fontTools', '_hashlib')\n"
        "class Watch(QObject):\n"
        "    def eventFilter(self, watched, event):\n"
        "        if event.type() == QEvent.Type.Paint:\n"
        "            clean = steady.spare_names() and not set(heavy) & set(sys.modules)\n"
        "            print('painted', 'clean' if clean else 'heavy', flush=True)\n"
        "        return False\n"
        "watch = Watch(); made.installEventFilter(watch)\n"
        f"window = MainWindow(Session(Path({str(tmp_path / 'vault')!r})))\n"
        "window.show()\n"
        "for _ in range(50): made.processEvents()\n"
        "window.close()\n"
    ).splitlines()[0]


def test_messages_never_carry_what_an_exception_says() -> None:
    try:
        raise ValueError("Mía told this")
    except ValueError as error:
        said = messages.bug(error).sentence()
    assert "ValueError" in said
    assert "Mía" not in said
