"""Starting the window: language, look, the door, and the loading of what comes after the door while the passphrase is typed."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

import locales
from models.errors import InUse
from storage.harden import harden_process
from ui import fonts, language, messages, only_one, theme
from ui.main_window import MainWindow
from ui.rubbish import Rubbish
from ui.session import Session, default_folder
from ui.steady import hold_constants

__all__ = ["Options", "run"]


class Options(NamedTuple):
    """What the command line may say about the window."""

    language: str | None = None
    vault: Path | None = None
    text_size: int | None = None
    demo: bool = False


def settings() -> QSettings:
    """Window size, language, text size and colours, and nothing else: no names, no files."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Raddir"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support" / "Raddir"
    else:
        named = os.environ.get("XDG_CONFIG_HOME", "")
        folder = (Path(named) if Path(named).is_absolute() else Path.home() / ".config") / "raddir"
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def first_language(wanted: str | None, kept: object) -> str:
    """The language asked for, the one used last, the system's, or English."""
    system = QLocale.system().name().split("_")[0]
    for code in (wanted, kept, system):
        if isinstance(code, str) and locales.known(code):
            return code
    return "en"


def make(argv: Sequence[str]) -> QApplication:
    """The application, not yet with a look or a language."""
    hold_constants()
    app = QApplication(theme.fusion(argv))
    app.setApplicationName("Raddir")
    app.setApplicationDisplayName("Raddir")
    app.setDesktopFileName("raddir")
    return app


def run(options: Options, argv: Sequence[str]) -> int:
    """Show the window until it is closed. Gives the exit code."""
    harden_process()  # before a passphrase can be typed
    app = make(argv)
    kept = settings()
    fonts.load_first()
    size = options.text_size or kept.value("text_size", 100, int)
    theme.choose(app, size=size if size in theme.TEXT_SIZES else 100, scheme=str(kept.value("scheme", "system")),
                 few_colours=kept.value("few_colours", False, bool) is True)
    theme.follow(app)
    language.choose(app, first_language(options.language, kept.value("language")))
    sys.excepthook = _report
    if not options.demo:
        place = options.vault or default_folder()
        return InUse.exit_code if only_one.call_first(place) else _show(app, Session(place), kept)
    with tempfile.TemporaryDirectory(prefix="raddir-", ignore_cleanup_errors=True) as folder:
        return _show(app, Session(Path(folder) / "sample", is_demo=True), kept)


def _show(app: QApplication, session: Session, kept: QSettings) -> int:
    window = MainWindow(session, kept)
    def first_picture() -> None:
        window.painted.disconnect(first_picture)
        _after_the_first_picture(app, window)

    window.painted.connect(first_picture)
    window.show()
    gc.freeze()
    Rubbish(app)
    return app.exec()


def _after_the_first_picture(app: QApplication, window: MainWindow) -> None:
    """What the unlock page can do without until it is painted."""
    from ui import desktop
    from ui.automatic import Automatic
    from ui.focus_ring import FocusRing

    fonts.load_rest()
    FocusRing(app)
    for each in desktop.watch(window):
        each.wants_lock.connect(window.protect)
    Automatic(window)
    if not window.session.is_demo:
        only_one.listen(window, window.session.folder)


def _report(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A fault outside a job: said without personal data, and the program lives on."""
    messages.bug(error)
