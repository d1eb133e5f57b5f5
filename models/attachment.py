"""An attachment: a photo, a scan, a recording or a document of a member. This is what is known of it; its content stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.errors import WrongInput
from models.fields import PLAIN
from models.record import Record

MOST_BYTES = 50 * 1024 * 1024
"""The largest content of one attachment. A phone's photo is a tenth of it, an hour of a spoken MP3 about half."""


def too_large() -> WrongInput:
    """What to say of more than that."""
    return WrongInput(N_("This file is larger than 50 MB; make it smaller or divide it, then add it again."))


@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """What is known of a photo, scan, recording or document. It is kept while the person's consent `media` is in force.

    The content isn't in the journal: `sha256` stands for it there, in the canonical state and so in the digest. `title` is what a
    volunteer typed; the name of the file it came from is kept nowhere. Sizes are bytes, `width` and `height` pixels. `original`
    tells that the file was kept as it came, beside the copy that tells nothing of camera, place or author.
    """

    TYPE: ClassVar[str] = "attachment"
    LABEL: ClassVar[str] = N_("Attachment")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    title: str | None = f.text(N_("What it is"), searchable=True)
    kind: str | None = f.code(N_("Kind of attachment"), "attachment-kind", PLAIN, required=True)
    received: str | None = f.date(N_("Taken or received on"), PLAIN)
    conversation: str | None = f.reference(N_("Conversation"), "conversation", PLAIN)
    story: str | None = f.reference(N_("Story"), "story", PLAIN)
    need: str | None = f.reference(N_("Need"), "need", PLAIN)
    media_type: str | None = f.text(N_("Type of file"), PLAIN, system=True)
    size: int | None = f.number(N_("Size in bytes"), PLAIN, system=True)
    sha256: str | None = f.text(N_("Hash of the content"), PLAIN, system=True)
    width: int | None = f.number(N_("Width in pixels"), PLAIN, system=True)
    height: int | None = f.number(N_("Height in pixels"), PLAIN, system=True)
    seconds: int | None = f.number(N_("Length in seconds"), PLAIN, system=True)
    original: bool | None = f.yes_no(N_("The original file was kept too"), PLAIN, system=True)
    original_type: str | None = f.text(N_("Type of the original file"), PLAIN, system=True)
    original_size: int | None = f.number(N_("Size of the original in bytes"), PLAIN, system=True)
    original_sha256: str | None = f.text(N_("Hash of the original"), PLAIN, system=True)
