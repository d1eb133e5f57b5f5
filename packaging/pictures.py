"""Pictures of every screen and of every page of the brief: `python packaging/pictures.py [FOLDER [LANGUAGE ...]]`.

Screens are taken in every language of the window (or those named), at ordinary and at double text size; pages in the same languages,
for associations of 12, 40 and 200 members. It drives the real window on the sample vault and the real command line, and needs no screen.
Everybody on the pictures is invented.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCREEN = {"screens": [{"name": "old laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}
SIZES = (100, 200)
PATIENCE_MS = 60_000
DRAWING_MS = 400
"""How long the preview takes to draw a page: it does so in a thread that tells nobody when it is done."""
SAMPLES = (12, 40, 200)
PAPERS = ("en", "ar", "is")
PAPER_DPI = 70
FEW_PEOPLE = 5
"""What the command line ends with when the group is too small for figures; the paper is written nevertheless."""


def papers(folder: Path) -> None:
    """Every page of the brief, as `raddir report` writes it."""
    import pypdfium2  # type: ignore[import-untyped]

    def run(*words: str) -> None:
        done = subprocess.run([sys.executable, str(ROOT / "main.py"), *words], check=False, capture_output=True, text=True)
        if done.returncode not in (0, FEW_PEOPLE):
            raise SystemExit(done.stderr)

    with tempfile.TemporaryDirectory(prefix="raddir-papers-") as place:
        secret = Path(place) / "passphrase.txt"
        secret.write_text("sample people only\n", "utf-8")
        opening = ("--passphrase-file", str(secret))
        for many in SAMPLES:
            vault = str(Path(place) / f"vault-{many}")
            run("create", vault, "--sample", str(many), "--seed", "7", *opening)
            for code in PAPERS:
                paper = Path(place) / f"brief-{many}-{code}.pdf"
                run("report", vault, "brief", str(paper), "--lang", code, *opening)
                for number, page in enumerate(pypdfium2.PdfDocument(paper), 1):
                    page.render(scale=PAPER_DPI / 72).to_pil().save(folder / f"{paper.stem}-{number}.png")


def main(folder: Path, codes: tuple[str, ...]) -> None:
    """Take the screens into a folder."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    import locales
    from ui import app as program
    from ui import fonts, language, theme
    from ui.focus_ring import FocusRing
    from ui.main_window import MainWindow
    from ui.pages.reports import OPTIONS, PAPER, ReportsPage
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
        page = window.page()
        while isinstance(page, ReportsPage) and page.isVisible() and not deadline.hasExpired() and not (page.settled() and page.preview.paper):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def draw(window: MainWindow) -> None:
        """Let the preview ask for the pages that are in sight, and wait for them."""
        window.grab()
        drawn = QDeadlineTimer(DRAWING_MS)
        while not drawn.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def picture(window: MainWindow, name: str, size: int) -> None:
        page = window.page()
        if isinstance(page, ReportsPage):
            draw(window)
        window.grab().save(str(folder / f"{name}-{locales.current().code}-{size}.png"))
        if isinstance(page, ReportsPage) and page.switch.isVisible():  # in a narrow window the paper has a tab of its own
            page.switch.setCurrentIndex(PAPER)
            draw(window)
            window.grab().save(str(folder / f"{name}-paper-{locales.current().code}-{size}.png"))
            page.switch.setCurrentIndex(OPTIONS)

    def take(window: MainWindow, name: str) -> None:
        settle(window)
        for size in SIZES:
            theme.apply(app, dark=False, size=size)
            settle(window)
            picture(window, name, size)
        theme.apply(app, dark=False)
        settle(window)

    for code in codes or locales.LANGUAGES:
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
        papers(target)
        main(target, tuple(sys.argv[2:]))
