"""From the command line to the window: its options, and a plain word where this computer lacks what Qt needs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import locales

__all__ = ["window"]


def window(given: Sequence[str]) -> int:
    """Read the window's options and open it. Gives the exit code: 2 for a wrong option, 6 where Qt can't start."""
    parser = argparse.ArgumentParser(prog="raddir", add_help=False)
    parser.add_argument("--lang", choices=[*locales.LANGUAGES, locales.PSEUDO])
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--text-size", type=int, choices=(100, 125, 150, 200))
    parser.add_argument("--demo", action="store_true")
    chosen = parser.parse_args(given)

    from ui import app

    return app.run(app.Options(chosen.lang, chosen.vault, chosen.text_size, chosen.demo), sys.argv[:1])
