"""A conversation: the sitting that story, needs and contributions hang on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN, Declined
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Conversation(Record):
    """Filled by the intake. One whose `outcome` is `declined` has nothing else: somebody said no to being kept, and only
    that it happened may be counted.

    Of several people who sit together each has a conversation of their own, for each agrees, is erased and takes back alone; `group`, a random
    id that they share and that names nobody, tells that it was one sitting."""

    TYPE: ClassVar[str] = "conversation"
    LABEL: ClassVar[str] = N_("Conversation")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member")
    date: str | None = f.date(N_("Day of the conversation"), PLAIN)
    mode: str | Declined | None = f.code(N_("Who speaks"), "mode", PLAIN)
    place: str | Declined | None = f.text(N_("Place of the conversation"))
    language: str | Declined | None = f.code(N_("Language spoken"), "language", PLAIN)
    interpreter: str | Declined | None = f.code(N_("Interpreter"), "interpreter", PLAIN)
    interpreter_name: str | Declined | None = f.text(N_("Name of the interpreter"))
    present: str | Declined | None = f.text(N_("Who took part"))
    volunteer: str | None = f.reference(N_("Volunteer"), "volunteer", PLAIN, system=True)
    group: str | None = f.text(N_("Sitting of a group"), PLAIN, system=True)
    outcome: str | None = f.code(N_("Outcome of the conversation"), "conversation-outcome", PLAIN, system=True)
