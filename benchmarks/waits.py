"""How long the window stands still at the longest, act by act, on a large vault: `python -m benchmarks.waits --members 100000`.

It presses the keys of a volunteer in the real window and measures each turn of the event loop. `--why` says what was being done in every turn
over the target, and `--vault FOLDER` keeps the vault for the next time: making one of 100,000 members takes minutes.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.stalls import Sampler, Stalls
    from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
TARGET = 0.05
"""Seconds."""
PASSPHRASE = "benchmark"
MOST_PAGES, IDLE_TURNS = 1000, 5
STORY = "Sample words: a year of waiting, told for a benchmark."


def measure(vault: Path, *, why: bool = False) -> list[tuple[str, float, float]]:
    """(act, longest wait in seconds, 0) in a process of its own, on a vault that `benchmarks.acts` made."""
    words = [sys.executable, "-m", "benchmarks.waits", "--vault", str(vault), "--json", *(["--why"] if why else [])]
    with tempfile.TemporaryDirectory(prefix="raddir-waits-") as home:
        own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
        done = subprocess.run(words, cwd=ROOT, env=own, check=True, capture_output=True, text=True)
    return [(f"longest wait for the window: {act}", seconds, 0.0) for act, seconds, _worked in json.loads(done.stdout.splitlines()[-1])]


class Sitting:
    """A window on the vault, and how long each act made it stand still."""

    def __init__(self, window: MainWindow, stalls: Stalls, sampler: Sampler | None) -> None:
        self.window, self.stalls, self.sampler = window, stalls, sampler
        self.rows: list[tuple[str, float, float]] = []

    def rests(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window do everything that was asked of it, turn by turn.

        Without waiting in the loop: where it waits, glib's loop does its work between "about to block" and "awake", unseen.
        """
        from PySide6.QtCore import QDeadlineTimer, QEventLoop
        from PySide6.QtWidgets import QApplication

        deadline, idle = QDeadlineTimer(300_000), 0
        while idle < IDLE_TURNS:
            with self.stalls.turning():
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            idle = idle + 1 if until() and self.window.session.jobs.idle() else 0
            if deadline.hasExpired():
                raise SystemExit("It never came to rest.")
            time.sleep(0.001)

    def press(self, *keys: str, rest: bool = True) -> None:
        """Keys as on a menu, each to whatever has the keyboard."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        for each in keys:
            combination = QKeySequence.fromString(each, QKeySequence.SequenceFormat.PortableText)[0]
            with self.stalls.turning():
                QTest.keyClick(QApplication.focusWidget() or self.window, combination.key(), combination.keyboardModifiers())
            if rest:
                self.rests()

    def type(self, text: str) -> None:
        """Letter by letter, each answered before the next."""
        for letter in text:
            from PySide6.QtTest import QTest
            from PySide6.QtWidgets import QApplication

            with self.stalls.turning():
                QTest.keyClick(QApplication.focusWidget() or self.window, letter)
            self.rests()

    def _does(self, act: Callable[..., object], *given: object) -> None:
        """What a key of the window does, asked for directly."""
        with self.stalls.turning():
            act(*given)

    def time(self, act: str, work: Callable[[], object]) -> None:
        """Do it, and keep its longest wait."""
        self.rests()
        self.stalls.reset()
        work()
        self.rests()
        self.rows.append((act, self.stalls.longest, self.stalls.work))
        if self.sampler is not None:
            print(f"{self.stalls.longest * 1000:7.1f} ms  {act}", file=sys.stderr)
            if self.stalls.longest > TARGET:
                print(*(f"           {each}" for each in self.sampler.why(self.stalls.span)), sep="\n", file=sys.stderr)

    # What is measured -------------------------------------------------------------------------------------------------

    def all(self) -> None:
        """A volunteer's day."""
        from ui.places import PLACES

        places = [each for each in PLACES if each.name not in ("conversation", "member")]
        for each in places:
            self.time(f"{each.name}, opened for the first time", lambda name=each.name: self._does(self.window.go, name))
        for each in places:
            self.time(f"{each.name}, opened again", lambda name=each.name: self._does(self.window.go, name))
        self._lists()
        self._people()
        self._conversation()
        self.press("Ctrl+1")
        for code in ("ar", "en"):
            self.time(f"the language of the window ({code})", lambda code=code: self._does(self.window.choose_language, code))
        self.time("the screen covered (F9)", lambda: self.press("F9"))
        self.press("Return")
        self.time("locked", lambda: self.press("Ctrl+L"))

    def _lists(self) -> None:
        """Each list of a place, scrolled to its end."""
        from PySide6.QtWidgets import QAbstractItemView

        for name in ("people", "needs", "stories", "contributions"):
            from ui.places import PLACES

            if name not in {each.name for each in PLACES}:
                continue
            self.window.go(name)
            self.rests()
            page = self.window.page()
            views = [each for each in page.findChildren(QAbstractItemView) if each.isVisible() and each.model()] if page is not None else []
            if views:
                longest = max(views, key=lambda view: view.model().rowCount())
                self.time(f"{name}, the list scrolled to its end", lambda view=longest: self._scroll(view))

    def _scroll(self, view: Any) -> None:
        rows = -1
        for _page in range(MOST_PAGES):
            if view.model().rowCount() == rows:
                return
            rows = view.model().rowCount()
            with self.stalls.turning():
                view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
            self.rests()

    def _people(self) -> None:
        self.press("Ctrl+2")
        page = self.window.page()
        assert page is not None
        for word in ("sam", "a", "555", "zzz"):
            def typed(word: str = word) -> None:
                page.box.setFocus()  # type: ignore[attr-defined]
                page.box.clear()  # type: ignore[attr-defined]
                self.type(word)

            self.time(f"searching people for “{word}”, letter by letter", typed)
        self.press("Ctrl+K")
        self.time("search from anywhere, “ann” and Enter", lambda: (self.type("ann"), self.press("Return")))
        self.window.go("people", "")
        person = self.window.session.jobs.write_now(lambda workspace: workspace.people()[0].id)
        self.time("a member opened", lambda: self._does(self.window.go, "member", person))
        self.time("a member opened again", lambda: self._does(self.window.go, "member", person))
        self.time("a member's record edited", lambda: self.press("Ctrl+E"))
        self.press("Escape")

    def _conversation(self) -> None:
        members = self._count()
        self.time("a conversation begun", lambda: self.press("Ctrl+N"))
        self.time("consent answered", lambda: self.press("Alt+A", "Y", "Y", "Y", "N"))
        self.time("on to the person", lambda: self.press("Ctrl+Return"))
        self.time("a name typed", lambda: self.type("Sample"))
        self.time("on to the story, and typed", lambda: (self.press("Ctrl+Return"), self.type(STORY)))
        self.time("on to the needs, and one written", lambda: (self.press("Ctrl+Return"), self.type("hou"), self.press("Tab", "Tab", "2")))
        self.time("on to the review", lambda: self.press("Ctrl+Return", "Ctrl+Return"))
        self.time("the conversation saved", lambda: self.press("Ctrl+S"))
        if self._count() != members + 1:
            raise SystemExit("The conversation was not saved: nothing measured here is worth anything.")
        self.press("Ctrl+1")
        self.time("undone", lambda: self.press("Ctrl+Z"))

    def _count(self) -> int:
        return self.window.session.jobs.write_now(lambda workspace: workspace.count("member"))


def _sitting(vault: Path, *, why: bool) -> Sitting:
    """The window, unlocked on a vault, in this process."""
    from benchmarks.stalls import Sampler, Stalls
    from storage.workspace import Workspace
    from ui import app, fonts, language, theme
    from ui.focus_ring import FocusRing
    from ui.main_window import MainWindow
    from ui.operations import vault as opening
    from ui.session import Session
    from ui.steady import hold_constants

    hold_constants()
    made = app.make(["raddir"])
    fonts.load_first()
    fonts.load_rest()
    theme.apply(made, dark=False)
    language.choose(made, "en")
    FocusRing(made)
    session = Session(vault)
    window = MainWindow(session)
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    gc.collect()
    gc.freeze()  # as the program does
    sitting = Sitting(window, Stalls(), Sampler() if why else None)

    def work() -> tuple[Workspace, opening.Facts]:
        workspace = Workspace.open(vault, passphrase=PASSPHRASE)
        return workspace, opening.facts(workspace)

    def opened(facts: opening.Facts) -> None:
        opening.enter(session, facts._replace(is_test=False))  # whoever is taken in here is a sample too
        window._opened()

    opening.warm(session)  # as the unlock page does while the passphrase is typed
    sitting.rests()
    sitting.time("from the vault opened to Home", lambda: (
        session.jobs.open(work, opened, lambda trouble: sys.exit(str(trouble))), sitting.rests(lambda: window.frame is not None)))
    return sitting


def _filled(vault: Path, members: int) -> None:
    """A vault of sample people."""
    import datetime

    from models import sample
    from storage.workspace import Workspace

    workspace, _words = Workspace.create(vault, PASSPHRASE, association="Benchmark (fictional)", kdf="test")
    workspace.save_all([*sample.volunteers(1), *sample.partners(1), *sample.questions(1)])
    for batch in _batches(sample.people(members, 1, datetime.date.today())):
        workspace.save_all(batch)
    workspace.close()


def _batches(people: Any, many: int = 1000) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for number, person in enumerate(people, 1):
        batch += person.records()
        if number % many == 0:
            yield batch
            batch = []
    yield batch


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=20_000)
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="raddir-waits-") as kept:
        vault = asked.vault or Path(kept) / "vault"
        if not vault.exists():
            _filled(vault, asked.members)
        sitting = _sitting(vault, why=asked.why)
        sitting.all()
        sitting.window.close()
        if asked.json:
            print(json.dumps(sitting.rows))
        else:
            print(*(f"| longest wait for the window: {act} | {waited * 1000:.1f} ms | {worked * 1000:.1f} ms at work |"
                    for act, waited, worked in sitting.rows), sep="\n")
    sys.stdout.flush()
    os._exit(0)  # nothing of Qt is taken down in an order of its own


if __name__ == "__main__":
    sys.exit(main())
