"""Pictures of every screen, in every language of the window, at ordinary and at double text size: `python packaging/pictures.py [FOLDER]`.

It drives the real window on the sample vault and needs no screen. Everybody on the pictures is invented.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCREEN = {"screens": [{"name": "old laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}
SIZES = (100, 200)
PATIENCE_MS = 60_000


def main(folder: Path) -> None:
    """Take them all into a folder."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    import locales
    from ui import app as program
    from ui import fonts, language, theme
    from ui.focus_ring import FocusRing
    from ui.main_window import MainWindow
    from ui.places import PLACES
    from ui.session import Session

    app = program.make(["raddir"])
    fonts.load_first()
    fonts.load_rest()
    theme.apply(app, dark=False)
    FocusRing(app)

    def settle(window: MainWindow) -> None:
        deadline = QDeadlineTimer(PATIENCE_MS)
        for _ in range(10):  # what one job tells may start the next
            while not window.session.jobs.idle() and not deadline.hasExpired():
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def take(window: MainWindow, name: str) -> None:
        settle(window)
        for size in SIZES:
            theme.apply(app, dark=False, size=size)
            settle(window)
            window.grab().save(str(folder / f"{name}-{locales.current().code}-{size}.png"))
        theme.apply(app, dark=False)
        settle(window)

    for code in locales.LANGUAGES:
        language.choose(app, code)
        with tempfile.TemporaryDirectory(prefix="raddir-pictures-") as place:
            first = MainWindow(Session(Path(place) / "none"))
            first.resize(1366, 690)
            first.show()
            take(first, "first-run")
            first.close()
            window = MainWindow(Session(Path(place) / "sample", is_demo=True))
            window.resize(1366, 690)
            window.show()
            while window.frame is None:
                settle(window)
            settle(window)
            member = window.session.jobs.write_now(lambda workspace: workspace.people()[0].id)
            for each in PLACES:
                window.go(each.name, member if each.name == "member" else None)
                take(window, each.name)
            window.danger()
            take(window, "danger")
            window.lock()
            take(window, "unlock")
            window.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="raddir-screen-") as kept:
        screen = Path(kept) / "screen.json"
        screen.write_text(json.dumps(SCREEN), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        sys.path.insert(0, str(ROOT))
        target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "pictures"
        target.mkdir(parents=True, exist_ok=True)
        main(target)
