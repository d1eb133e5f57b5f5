"""Pictures of every screen and of every page of the reports: `python packaging/pictures.py [FOLDER] [--language L] [--size S] [--theme T]`.

Screens are taken in every language of the window, light and dark, at 1366 x 690 with ordinary and with double text, at 1024 x 600, and at
683 x 384, which is the first at 200 % of the system's scale; each of these can be chosen alone. Pages are taken in the same languages,
for associations of 12, 40 and 200 members (`--no-papers` leaves them out). It drives the real window on the sample vault and the real
command line, and needs no screen.
Everybody on the pictures is invented.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.session import Session

ROOT = Path(__file__).resolve().parent.parent
SCREEN = {"screens": [{"name": "old laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}
PATIENCE_MS = 60_000


class Size(NamedTuple):
    """A window, and the size of the text in it in per cent."""

    width: int
    height: int
    text: int = 100


SIZES = {"100": Size(1366, 690), "200": Size(1366, 690, 200), "1024": Size(1024, 600), "683": Size(683, 384)}
"""By the names that end a picture's."""
THEMES = ("light", "dark")
DRAWING_MS = 400
"""How long the preview takes to draw a page: it does so in a thread that tells nobody when it is done."""
SAMPLES = (12, 40, 200)
KINDS = ("brief", "story", "needs", "contributions", "full")
PAPERS = ("en", "ar", "is", "pl")
PAPER_DPI = 70
FEW_PEOPLE = 5
"""What the command line ends with when the group is too small for figures; the paper is written nevertheless."""


def papers(folder: Path) -> None:
    """Every page of every kind of report, as `raddir report` writes it."""
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
                for kind in KINDS:
                    paper = Path(place) / f"{kind}-{many}-{code}.pdf"
                    run("report", vault, kind, str(paper), "--lang", code, *opening)
                    for number, page in enumerate(pypdfium2.PdfDocument(paper), 1):
                        page.render(scale=PAPER_DPI / 72).to_pil().save(folder / f"{paper.stem}-{number}.png")
        _of_one(run, vault, opening, folder, Path(place))


def _of_one(run: Callable[..., None], vault: str, opening: tuple[str, ...], folder: Path, place: Path) -> None:
    """The papers that count nobody: everything kept about one person, and the recovery sheet."""
    import pypdfium2  # type: ignore[import-untyped]

    listed = subprocess.run([sys.executable, str(ROOT / "main.py"), "list", vault, "member", *opening], check=True, capture_output=True, text=True)
    person = json.loads(listed.stdout.splitlines()[0])["id"]
    for code in PAPERS:
        made = {"member": ("report", vault, "member", str(place / "member.pdf"), "--where", f"id={person}", "--lang", code),
                "recovery": ("recovery", vault, str(place / f"recovery-{code}.pdf"), "--lang", code)}
        for name, words in made.items():
            run(*words, *opening)
            for number, page in enumerate(pypdfium2.PdfDocument(Path(next(each for each in words if each.endswith(".pdf"))).read_bytes()), 1):
                page.render(scale=PAPER_DPI / 72).to_pil().save(folder / f"{name}-{code}-{number}.png")


class Studio:
    """Takes the screens of the real window, in the language of the moment, at each of some sizes and in each of some themes."""

    def __init__(self, folder: Path, sizes: tuple[str, ...] = ("100", "200"), themes: tuple[str, ...] = ("light",)) -> None:
        from PySide6.QtWidgets import QApplication

        from ui import app as program
        from ui import fonts, theme
        from ui.focus_ring import FocusRing

        self.folder, self.sizes, self.themes = folder, sizes, themes
        self.app: QApplication = program.make(["raddir"])
        fonts.load_first()
        fonts.load_rest()
        theme.apply(self.app, dark=False)
        FocusRing(self.app)

    def window(self, session: Session) -> MainWindow:
        from ui.main_window import MainWindow

        made = MainWindow(session)
        made.resize(1366, 690)
        made.show()
        self.settle(made)
        return made

    def settle(self, window: MainWindow, until: Callable[[], bool] = lambda: True) -> None:
        from PySide6.QtCore import QDeadlineTimer, QEventLoop
        from PySide6.QtWidgets import QApplication

        from ui.pages.reports import ReportsPage

        deadline = QDeadlineTimer(PATIENCE_MS)
        for _ in range(10):  # what one job tells may start the next
            while not (window.session.jobs.idle() and until()) and not deadline.hasExpired():
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        page = window.page()
        while isinstance(page, ReportsPage) and page.isVisible() and not deadline.hasExpired() and not (page.settled() and page.preview.paper):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def take(self, window: MainWindow, name: str) -> None:
        from ui import theme

        self.settle(window)
        for kind in self.themes:
            for size in self.sizes:
                width, height, text = SIZES[size]
                window.resize(width, height)
                theme.apply(self.app, dark=kind == "dark", size=text)
                self.settle(window)
                self._picture(window, name, size if kind == "light" else f"{size}-{kind}")
        window.resize(*SIZES["100"][:2])
        theme.apply(self.app, dark=False)
        self.settle(window)

    def _picture(self, window: MainWindow, name: str, size: str) -> None:
        import locales
        from ui.pages.reports import OPTIONS, PAPER, ReportsPage

        page = window.page()
        if isinstance(page, ReportsPage):
            self._draw(window)
        window.grab().save(str(self.folder / f"{name}-{locales.current().code}-{size}.png"))
        if isinstance(page, ReportsPage) and page.switch.isVisible():  # in a narrow window the paper has a tab of its own
            page.switch.setCurrentIndex(PAPER)
            self._draw(window)
            window.grab().save(str(self.folder / f"{name}-paper-{locales.current().code}-{size}.png"))
            page.switch.setCurrentIndex(OPTIONS)

    def _draw(self, window: MainWindow) -> None:
        """Let the preview ask for the pages that are in sight, and wait for them."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop
        from PySide6.QtWidgets import QApplication

        window.grab()
        drawn = QDeadlineTimer(DRAWING_MS)
        while not drawn.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def first_run(studio: Studio, place: Path) -> None:
    """The five pages of the first run, then the door with several signs, by the recovery words, and with a damaged header."""
    from storage import header, keys
    from ui.pages.first_run import PAPER, READY, FirstRunPage
    from ui.session import Session

    window = studio.window(Session(place / "vault"))
    page = window.root.currentWidget()
    assert isinstance(page, FirstRunPage)
    studio.take(window, "first-run-1")
    page.group.name.setText("Example Association")
    page.forward()
    studio.take(window, "first-run-2")
    page.forward()
    for edit in (page.secret.first.edit, page.secret.second.edit):
        edit.setText("lantern pebble orchard violin thunder")
    studio.take(window, "first-run-3")
    page.forward()
    studio.settle(window, lambda: page.step == PAPER)
    studio.take(window, "first-run-4")
    page.skip_button.click()
    studio.settle(window, lambda: page.step == READY)
    studio.take(window, "first-run-5")
    page.forward()
    studio.settle(window, lambda: window.frame is not None)
    for name, sign in (("Bára (sample)", "owl"), ("Omar (sample)", "kettle")):
        window.session.jobs.write_now(lambda workspace, name=name, sign=sign: keys.add(workspace, name, sign, "copper window seven rivers again"))
    window.go("settings", "people")
    studio.take(window, "settings-people-several")
    window.lock()
    studio.settle(window)
    studio.take(window, "unlock-several")
    door = window.root.currentWidget()
    door._other_way()  # type: ignore[union-attr]
    studio.take(window, "unlock-words")
    window.close()
    (place / "vault" / header.NAME).write_bytes(b"{}")
    window = studio.window(Session(place / "vault"))
    studio.take(window, "unlock-damaged")
    window.close()


def sample(studio: Studio, place: Path) -> None:
    """Every place and every section of the settings, on the sample vault."""
    from ui.pages.settings import SECTIONS
    from ui.places import PLACES
    from ui.session import Session

    window = studio.window(Session(place / "sample", is_demo=True))
    studio.settle(window, lambda: window.frame is not None)
    member = window.session.jobs.write_now(lambda workspace: workspace.people()[0].id)
    for each in PLACES:
        window.go(each.name, member if each.name == "member" else None)
        studio.take(window, each.name)
    _states(studio, window, member)
    for section in SECTIONS:
        window.go("settings", section.name)
        studio.take(window, f"settings-{section.name}")
    window.danger()
    studio.take(window, "danger")
    window.lock()
    studio.take(window, "unlock")
    window.close()


def _states(studio: Studio, window: MainWindow, member: str) -> None:
    """What opens in a place: a need, a story with its quotes, a quote being cleared, a record's form, lists with results and without."""
    def kept(look: Callable[[Any], Any]) -> Any:
        return window.session.jobs.write_now(look)

    def take(name: str, place: str, argument: object, *acts: Callable[[Any], object]) -> None:
        window.go(place, argument)
        studio.settle(window)
        for act in acts:
            act(window.page())
            studio.settle(window)
        studio.take(window, name)

    need = kept(lambda workspace: next(each.need for each in workspace.records("referral") if each.state == "sent"))
    take("need", "needs", {"need": need})
    take("needs-table", "needs", None, lambda page: page.browse.choose_view("table"))
    take("needs-found", "needs", None, lambda page: page.browse.filters.box.setText("a"))
    take("needs-nothing", "needs", None, lambda page: page.browse.filters.box.setText("zzz"))
    window.page().browse.filters.box.clear()  # type: ignore[union-attr]
    window.page().browse.choose_view("board")  # type: ignore[union-attr]
    quote = kept(lambda workspace: next((each for each in workspace.records("quote") if each.state in (None, "marked", "void")), None))
    story = quote.story if quote is not None else kept(lambda workspace: workspace.records("quote")[0].story)
    take("story", "stories", {"story": story})
    if quote is not None:
        take("story-clearing", "stories", {"story": story}, lambda page: page.cards.cards[quote.id].next_button.click())
        window.page().drop_work()  # type: ignore[union-attr]
    take("people-found", "people", "an")
    take("people-nobody", "people", "zzz")
    window.page().box.clear()  # type: ignore[union-attr]
    take("member-record", "member", member, lambda page: page.edit_member())
    take("member-rights", "member", member, lambda page: page.to_overview(), lambda page: page.serving.open())


def empty(studio: Studio, place: Path) -> None:
    """Every place of a vault in which nobody is yet."""
    from storage.workspace import Workspace
    from ui.operations import vault
    from ui.places import PLACES
    from ui.session import Session

    folder = place / "empty"
    Workspace.create(folder, "sample people only", association="Example Association", volunteer="Anna (sample)", kdf="test")[0].close()
    window = studio.window(Session(folder))

    def work() -> tuple[Workspace, vault.Facts]:
        workspace = Workspace.open(folder, passphrase="sample people only")
        return workspace, vault.facts(workspace)

    def opened(facts: vault.Facts) -> None:
        vault.enter(window.session, facts._replace(is_test=False))
        window._opened()

    window.session.jobs.open(work, opened, lambda trouble: sys.exit(str(trouble)))
    studio.settle(window, lambda: window.frame is not None)
    for each in PLACES:
        if each.name not in ("conversation", "member", "settings"):
            window.go(each.name)
            studio.take(window, f"{each.name}-empty")
    window.close()


def main(folder: Path, codes: tuple[str, ...], sizes: tuple[str, ...], themes: tuple[str, ...]) -> None:
    """Take the screens into a folder."""
    import locales
    from ui import language

    studio = Studio(folder, sizes, themes)
    for code in codes or locales.LANGUAGES:
        language.choose(studio.app, code)
        for screens in (first_run, sample, empty):
            with tempfile.TemporaryDirectory(prefix="raddir-pictures-") as place:
                screens(studio, Path(place))


def asked() -> argparse.Namespace:
    """What the command line says; whatever is left out is taken in every kind."""
    parser = argparse.ArgumentParser(description="Pictures of every screen and every page, as PNG.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "pictures")
    parser.add_argument("--language", nargs="+", choices=PAPERS, default=PAPERS)
    parser.add_argument("--size", nargs="+", choices=tuple(SIZES), default=tuple(SIZES))
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--no-papers", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    wanted = asked()
    with tempfile.TemporaryDirectory(prefix="raddir-screen-") as kept:
        screen = Path(kept) / "screen.json"
        screen.write_text(json.dumps(SCREEN), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        sys.path.insert(0, str(ROOT))
        wanted.folder.mkdir(parents=True, exist_ok=True)
        if not wanted.no_papers:
            papers(wanted.folder)
        main(wanted.folder, tuple(wanted.language), tuple(wanted.size), tuple(wanted.theme))
