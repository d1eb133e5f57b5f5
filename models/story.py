"""A story: the member's words, in the language told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import M_, N_
from models import fields as f
from models.fields import PLAIN, SENS, Declined
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Story(Record):
    """Kept as told. What may be printed of it are its quotes, each with a consent of its own."""

    TYPE: ClassVar[str] = "story"
    LABEL: ClassVar[str] = N_("Story")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    conversation: str | None = f.reference(N_("Conversation"), "conversation", PLAIN)
    text: str | None = f.long_text(N_("Story in the member's words"), SENS, required=True, searchable=True,
                                 question=M_("What would you like decision makers to understand?"))
    language: str | None = f.code(N_("Told in"), "language", PLAIN)
    told_on: str | None = f.date(N_("Told on"), PLAIN)
    place: str | Declined | None = f.text(N_("Where it was told"))
    third_persons: str | Declined | None = f.text(N_("Other people in the story"))
