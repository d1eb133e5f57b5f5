"""What is known of a file once it was taken in, and why one isn't. Plain data: this is what passes between the processes."""

from __future__ import annotations

import json
from typing import NamedTuple

from locales import N_
from models.errors import Trouble, WrongInput

PHOTO, SOUND, DOCUMENT = "photo", "sound", "document"
FIRST_ONLY, MAY_HOLD_NAMES, NOT_PLAYED, GUESSED = "first-only", "may-hold-names", "not-played", "guessed"
"""What a volunteer should know: only the first of several pictures was kept; information about the author may stand inside; Raddir
keeps it and can't play it; the letters of an old text were guessed."""

UNKNOWN, HEIC, OFFICE, VIDEO, PIXELS, BROKEN, TEXT = "unknown", "heic", "office", "video", "pixels", "broken", "text"
REASONS = {
    UNKNOWN: N_("Raddir cannot take this kind of file; it takes pictures (JPEG, PNG, WebP, TIFF, GIF), recordings (MP3, WAV, FLAC, Ogg, M4A), "
                "PDF and plain text."),
    HEIC: N_("Raddir cannot read HEIC pictures; send it from the phone as JPEG (“most compatible”) and add that."),
    OFFICE: N_("Raddir cannot take files of a word processor or a spreadsheet; save it as PDF and add that."),
    VIDEO: N_("Raddir does not keep videos; add a photo or a recording instead."),
    PIXELS: N_("This picture has too many pixels; make it smaller, then add it again."),
    BROKEN: N_("This file is damaged or not what it says it is; open it elsewhere, save it anew and add that."),
    TEXT: N_("The letters of this text cannot be made out; save it as UTF-8, then add it again."),
}


class Facts(NamedTuple):
    """A file as it is kept: what kind it seems to be, its type, and sizes where there are any (pixels, whole seconds)."""

    kind: str
    media_type: str
    width: int | None = None
    height: int | None = None
    seconds: int | None = None
    notes: tuple[str, ...] = ()
    came_as: str = ""
    """The type of the file as it came."""

    def to_json(self) -> bytes:
        return json.dumps(self._asdict()).encode("ascii")

    @classmethod
    def from_json(cls, data: bytes) -> Facts:
        told = json.loads(data)
        return cls(**{**told, "notes": tuple(told["notes"])})


class Refused(Exception):
    """In the child: this file isn't taken, for one of the `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refused(reason: str) -> WrongInput:
    """The same as a sentence."""
    return WrongInput(REASONS.get(reason, REASONS[BROKEN]))


class NotTakenIn(Trouble):
    """A file could not be read to its end: its reader died, took too long or wanted too much. `reason` is for a log, never content."""

    def __init__(self, reason: str) -> None:
        super().__init__(N_("This file could not be read safely, so nothing of it was kept; open it elsewhere, save it anew and add that."))
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.reason,)
