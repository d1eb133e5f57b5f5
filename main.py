"""The door: without a verb the window opens, with one the command line runs, which never loads Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]

WINDOW_OPTIONS = ("--lang", "--vault", "--text-size")


def main(argv: Sequence[str] | None = None) -> int:
    """Run Raddir with the words after its name. Gives the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    if not has_verb(given) and not {"-h", "--help"} & set(given):
        from ui import door

        return door.window(given)
    from commands import main as verbs

    return verbs(given)


def has_verb(given: Sequence[str]) -> bool:
    """Whether a word stands there that is neither an option of the window nor the value of one."""
    rest = iter(given)
    for word in rest:
        if word in WINDOW_OPTIONS:
            next(rest, None)
        elif not word.startswith("-"):
            return True
    return False


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a child process of the packaged program starts here too
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(main())
