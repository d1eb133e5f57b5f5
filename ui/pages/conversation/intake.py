"""The plain data of an unfinished intake: what was typed, half typed and ticked so far, and where the cursor stood.

No widget and no vault. It becomes a draft (JSON) and comes back from it letter for letter; `records.py` makes records of it.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.consent import ASKED_AT_INTAKE, GIVEN, KEEP, NOT_ASKED, REFUSED, WITHDRAWN, Consent, standing
from models.fields import Field
from models.member import Member
from models.operation import new_id
from models.record import NO_ANSWERS
from models.values import to_json

STEPS = ("consent", "about", "story", "needs", "gives", "review")
"""In this order on the screen; after the first, any order is right."""

Raw = dict[str, Any]
"""What stands in the editors, by field name, as JSON."""


@dataclass
class Intake:
    """One sitting with one person. The ids are drawn at the start, so that a draft and what is saved are the same things."""

    id: str = field(default_factory=new_id)
    member_id: str = field(default_factory=new_id)
    story_id: str = field(default_factory=new_id)
    day: str = field(default_factory=lambda: datetime.date.today().isoformat())
    code: str = ""
    """The person's code, where the association knows the person already."""
    known: bool = False
    language: str = ""
    """The member's language: decides the second column, the consent's language and the conversation's."""
    language_by_hand: bool = False
    """Whether the language was chosen above; otherwise it follows what is said about the person."""
    said: list[int] = field(default_factory=list)
    uses: dict[str, str] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    """How the uses of a known person stood before: only what differs becomes an event."""
    how: str = "spoken"
    given_by: str = "self"
    beside: Raw = field(default_factory=dict)
    """Witness of the consent, assent of a child."""
    conversation: Raw = field(default_factory=dict)
    about: Raw = field(default_factory=dict)
    story: Raw = field(default_factory=dict)
    """Fields of the story; besides `text` and `language` the direction that was chosen by hand ("", "rtl", "ltr")."""
    direction: str = ""
    quotes: list[dict[str, str]] = field(default_factory=list)
    needs: list[Raw] = field(default_factory=list)
    gives: list[Raw] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    """The ids of records that looked alike and are of somebody else."""

    # consent ----------------------------------------------------------------------------------------------------------

    @property
    def may_be_kept(self) -> bool:
        """Whether the person said yes to being kept: before that nothing goes into the vault, not even a draft."""
        return self.uses.get(KEEP) == GIVEN

    @property
    def declined(self) -> bool:
        return self.uses.get(KEEP) == REFUSED

    def new_answers(self) -> dict[str, str]:
        """The uses answered yes or no, those apart that a known person answered the same before."""
        return {
            use: value for use in ASKED_AT_INTAKE if (value := self.uses.get(use, NOT_ASKED)) in (GIVEN, REFUSED)
            and value != self.standing.get(use) and not (value == REFUSED and self.standing.get(use) == WITHDRAWN)
        }

    # draft ------------------------------------------------------------------------------------------------------------

    def as_draft(self) -> dict[str, Any]:
        """Plain JSON."""
        return dataclasses.asdict(self)

    @classmethod
    def from_draft(cls, kept: Mapping[str, Any]) -> Intake:
        """The intake that `as_draft` gave; names that this release doesn't know are passed over."""
        known = {each.name for each in dataclasses.fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    @classmethod
    def with_known(cls, member: Member, consents: tuple[Consent, ...], fields: tuple[Field, ...]) -> Intake:
        """A new conversation with somebody the association knows: nothing is asked twice."""
        stands = standing(consents, datetime.date.today())
        made = cls(member_id=member.id, known=True, code=member.code or "", standing=stands)
        made.uses = {use: GIVEN if stands.get(use) == GIVEN else REFUSED
                     for use in ASKED_AT_INTAKE if stands.get(use) in (GIVEN, REFUSED, WITHDRAWN)}
        made.language = member.preferred_language if isinstance(member.preferred_language, str) else ""
        answers = member.answers or NO_ANSWERS
        for each in fields:
            value = answers.get(each.name) if each.own else getattr(member, each.name)
            if value is not None and not each.system:
                made.about[each.name] = to_json(each, value)
        return made


def is_empty(row: Mapping[str, Any]) -> bool:
    """Whether a row of needs or contributions has nothing in it yet; a due date that Raddir proposed doesn't count."""
    return not any(value not in (None, "") for name, value in row.items() if name not in ("id", "due", "due_by_hand"))
