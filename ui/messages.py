"""Sentences to the volunteer: one bar at the top for what went wrong, one at the bottom for what can be undone.

Nothing here is a dialog: the focus stays where it is and what was typed stays. A message is kept as what it says and put
into words when it is shown, so it follows the language.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from locales import N_, current
from models.errors import Broken, Trouble

__all__ = ["Messages", "Undoable", "bug", "clear", "messages", "say", "show", "undoable", "unsaved"]

_log = logging.getLogger("raddir.window")
_ROOT = Path(__file__).resolve().parent.parent


class Undoable(NamedTuple):
    """An act that isn't in the journal and can be taken back all the same: how it is named, and how."""

    text: Callable[[], str]
    undo: Callable[[], None]


class Messages(QObject):
    """What the window's bars listen to."""

    trouble = Signal(object)
    """A `Trouble`, or None: the bar goes."""
    unsaved = Signal(object)
    """A `Trouble` that kept what was typed from being saved; it stands on the screen."""
    said = Signal(object)
    """A function that gives one good sentence in the language of the moment."""
    undo = Signal(object)
    """An `Undoable`, or None: nothing can be undone any more."""


messages = Messages()


def show(trouble: Trouble) -> None:
    """Say what is wrong and what to do, at the top of the page."""
    messages.trouble.emit(trouble)


def unsaved(trouble: Trouble) -> None:
    """Say that what was typed isn't saved, why, and that it is still there."""
    messages.unsaved.emit(trouble)


def clear() -> None:
    """Take the sentence at the top away: what it spoke of is mended or left behind."""
    messages.trouble.emit(None)


def say(sentence: Callable[[], str]) -> None:
    """Say that something went well: `messages.say(lambda: _("The report is saved."))`."""
    messages.said.emit(sentence)


def undoable(text: Callable[[], str], undo: Callable[[], None]) -> None:
    """Offer to take back what isn't in the journal (a draft); `operations.undo.offer` is for everything that is."""
    messages.undo.emit(Undoable(text, undo))


def bug(error: BaseException) -> Trouble:
    """Report a fault of the program by its kind and place, never by what it was about; the program lives on."""
    kind, place = type(error).__name__, _place(error)
    _log.error("bug %s at %s", kind, place)
    trouble = Broken(
        N_("Raddir made a mistake ({kind} at {place}). What was saved is safe; try again, and tell us if it happens twice."),
        kind=kind, place=place,
    )
    messages.trouble.emit(trouble)
    return trouble


def _place(error: BaseException) -> str:
    """The innermost line of ours: file and number, no values."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if _ROOT in Path(frame.filename).parents]
    inner = [frame for frame in ours if "site-packages" not in frame.filename]
    if not inner:
        return "?"
    return f"{Path(inner[-1].filename).relative_to(_ROOT).as_posix()}:{inner[-1].lineno}"


def sentence(trouble: Trouble) -> str:
    """The trouble in the window's language."""
    return trouble.sentence(current())
