"""From the command line to the window: its options, and a plain word where this computer lacks what Qt needs."""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import locales
from locales import N_
from models.errors import PlaceFailed, Trouble
from ui.steady import spare_sources

__all__ = ["check_screen", "window"]

PACKAGES = (
    "libegl1", "libgl1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0", "libxcb-render-util0", "libxcb-xkb1",
    "libxcb-shape0", "libxkbcommon-x11-0",
)
"""What Qt's window plugin wants beyond a bare Debian (measured)."""


def window(given: Sequence[str]) -> int:
    """Read the window's options and open it. Gives the exit code: 2 for a wrong option, 6 where no window can be shown."""
    parser = argparse.ArgumentParser(prog="raddir", add_help=False)
    parser.add_argument("--lang", choices=[*locales.LANGUAGES, locales.PSEUDO])
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--text-size", type=int, choices=(100, 125, 150, 200))
    parser.add_argument("--demo", action="store_true")
    chosen = parser.parse_args(given)
    locales.use(chosen.lang or "en")
    gc.disable()  # nothing that comes up with the window is rubbish; `ui.rubbish` looks after it once the window stands
    try:
        return _open(chosen)
    finally:
        gc.enable()


def _open(chosen: argparse.Namespace) -> int:
    try:
        check_screen(os.environ)
        spare_sources()
        from ui import app
    except ImportError as error:
        return _refuse(_lacking(str(error)))
    except Trouble as trouble:
        return _refuse(trouble)
    return app.run(app.Options(chosen.lang, chosen.vault, chosen.text_size, chosen.demo), sys.argv[:1])


def _refuse(trouble: Trouble) -> int:
    print(trouble.sentence(locales.current()), file=sys.stderr)
    return PlaceFailed.exit_code


def check_screen(environment: Mapping[str, str]) -> None:
    """Find out on Linux, before Qt aborts, whether it will be able to show a window. Raises PlaceFailed, saying what to install."""
    if not sys.platform.startswith("linux") or (environment.get("QT_QPA_PLATFORM") or "xcb") != "xcb" or environment.get("WAYLAND_DISPLAY"):
        return
    if not environment.get("DISPLAY"):
        raise PlaceFailed(N_("There is no screen to show a window on; “raddir --help” says what can be done without one."))
    import PySide6

    try:
        import PySide6.QtGui  # the plugin's own libraries stand beside it and are found through Qt's
        ctypes.CDLL(str(Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
    except (OSError, ImportError) as error:
        raise _lacking(str(error)) from None


def _lacking(said: str) -> PlaceFailed:
    """The sentence for what the loader of libraries said: "libxcb-cursor.so.0: cannot open shared object file"."""
    library = said.split(":")[0]
    if shutil.which("apt-get"):
        return PlaceFailed(N_("This computer lacks {library}, which the window needs. Install it with: {command}"),
                           library=library, command=f"sudo apt-get install {' '.join(PACKAGES)}")
    return PlaceFailed(N_("This computer lacks {library}, which the window needs. Install it with your system's software manager."),
                       library=library)
