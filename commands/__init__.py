"""The command line: every core act without a window and without Qt. Names and exit codes are a promise (`command-line.md`)."""

from __future__ import annotations

import argparse
import contextlib
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import locales
from commands import output
from models.errors import Damaged, Trouble
from storage.files import place_failed

BUG = 1


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit code. What people read goes to standard error, data to standard output."""
    from commands.arguments import parse

    asked = argparse.Namespace()
    try:
        asked = parse(arguments)
        locales.use(asked.speak)
        _refuse_inside(asked)
        return int(asked.run(asked))
    except Trouble as trouble:
        output.tell(trouble.sentence(locales.current()) + (_newest_backup(asked) if isinstance(trouble, Damaged) else ""))
        return trouble.exit_code
    except BrokenPipeError:
        return 0
    except OSError as error:  # a disk can refuse anywhere, also while something is being tidied up
        refused = place_failed(Path(error.filename or "./.").parent, error.errno)
        output.tell(refused.sentence(locales.current()))
        return refused.exit_code
    except KeyboardInterrupt:
        output.tell(locales._("Stopped. What was acknowledged is kept."))
        return 130
    except Exception as error:
        output.tell(bug(error))
        return BUG


def _refuse_inside(asked: argparse.Namespace) -> None:
    """What a verb writes doesn't go into the vault's own folder. Raises WrongInput."""
    if getattr(asked, "out", None) is not None and getattr(asked, "vault", None) is not None:
        from storage.backup import refuse_inside

        refuse_inside(asked.vault, asked.out)


def _newest_backup(asked: argparse.Namespace) -> str:
    """Where the newest backup of a damaged vault is, as far as this computer has one."""
    from storage import backup

    with contextlib.suppress(Trouble, OSError):
        newest = backup.newest(asked.vault) if getattr(asked, "vault", None) is not None else None
        if newest is not None:
            return " " + locales._("The newest backup is {backup}.").format(backup=newest.path)
    return ""


def bug(error: BaseException) -> str:
    """Where something went wrong and what kind of thing it was: no values, no names, no text of the exception."""
    frames = traceback.extract_tb(error.__traceback__)
    root = Path(__file__).resolve().parent.parent
    own = [each for each in frames if Path(each.filename).resolve().is_relative_to(root)] or list(frames)
    places = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(own[-4:]))
    return locales._("Raddir has a fault: {kind} at {place}. Nothing was lost; please report this line, it holds no personal data.").format(
        kind=type(error).__name__, place=places or "?"
    )


def run() -> None:
    sys.exit(main(sys.argv[1:]))
