"""The plain data of an unfinished intake: what was typed, half typed and ticked so far, and where the cursor stood.

No widget and no vault. It becomes a draft (JSON) and comes back from it letter for letter; `records.py` makes records of it.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.ages import is_child
from models.consent import ASKED_AT_INTAKE, GIVEN, KEEP, NOT_ASKED, REFUSED, WITHDRAWN, Consent, standing
from models.fields import Field, Kind
from models.member import Member
from models.operation import new_id
from models.record import NO_ANSWERS
from models.values import to_json

STEPS = ("consent", "about", "story", "needs", "gives", "review")
"""In this order on the screen; after the first, any order is right."""

Raw = dict[str, Any]
"""What stands in the editors, by field name, as JSON."""

FIGURES = (Kind.NUMBER, Kind.QUANTITY, Kind.SCORE)
"""Kinds whose answers stand in an editor as they are written."""
ALONE, CHILD, FAMILY, GROUP = "self", "child", "family", "group"
TOGETHER = (FAMILY, GROUP)
"""Ways to sit in which another person may follow, each with consents of their own."""
SELF, GUARDIAN = "self", "guardian"
CHILD_YES, CHILD_NO, CHILD_YOUNG = "yes", "no", "young"
"""What a child says to being kept, or that it is too young to be asked."""
OF_THE_SITTING = ("mode", "interpreter", "interpreter_name", "place", "present")
"""What the next person of a group isn't asked again."""


@dataclass
class Intake:
    """One sitting with one person. The ids are drawn at the start, so that a draft and what is saved are the same things."""

    id: str = field(default_factory=new_id)
    member_id: str = field(default_factory=new_id)
    story_id: str = field(default_factory=new_id)
    day: str = field(default_factory=lambda: datetime.date.today().isoformat())
    day_typed: str | None = None
    """What was typed for the day and makes none."""
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
    said_on: dict[str, str] = field(default_factory=dict)
    """The day of the last word on each use of a known person."""
    how: str = "spoken"
    given_by: str = SELF
    beside: Raw = field(default_factory=dict)
    """Witness of the consent, the guardian's name, what a child says (`child_says`) and its assent in words."""
    conversation: Raw = field(default_factory=dict)
    group: str = ""
    """What joins the conversations of people who sit together."""
    others: list[str] = field(default_factory=list)
    """The ids of those of the group whose part was kept before."""
    about: Raw = field(default_factory=dict)
    before: Raw = field(default_factory=dict)
    """What a known person's record said when it was looked at last: only what differs from it is written."""
    story: Raw = field(default_factory=dict)
    """Fields of the story; besides `text` and `language` the direction that was chosen by hand ("", "rtl", "ltr")."""
    direction: str = ""
    quotes: list[dict[str, str]] = field(default_factory=list)
    persons: list[Raw] = field(default_factory=list)
    """Words of the story that name somebody else: their id, the words, and about where they stood."""
    earlier: dict[str, str] = field(default_factory=dict)
    """What became of needs told before, by the need's id: `same`, or the state it is in now."""
    needs: list[Raw] = field(default_factory=list)
    gives: list[Raw] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    """The ids of records that looked alike and are of somebody else."""
    leftovers: list[list[str]] = field(default_factory=list)
    """Answers to questions that were changed since: the question's id, and the answer in words."""

    # consent ----------------------------------------------------------------------------------------------------------

    @property
    def may_be_kept(self) -> bool:
        """Whether the person said yes to being kept: before that nothing goes into the vault, not even a draft."""
        return self.uses.get(KEEP) == GIVEN and (self.standing.get(KEEP) == GIVEN or not self.child_lacks)

    @property
    def mode(self) -> str:
        return str(self.conversation.get("mode") or ALONE)

    @property
    def for_child(self) -> bool:
        """Whether somebody else agrees for the person: a child, whom the law lets agree alone from 18 on."""
        return self.mode == CHILD or self.given_by == GUARDIAN

    @property
    def child_lacks(self) -> str:
        """What a consent for a child has to have yet: "guardian" or "child"; "refused" after the child's own no, "" for nothing."""
        if not self.for_child:
            return ""
        if self.given_by != GUARDIAN or not str(self.beside.get("guardian") or "").strip():
            return "guardian"
        says = self.beside.get("child_says")
        return "refused" if says == CHILD_NO else "" if says in (CHILD_YES, CHILD_YOUNG) else "child"

    def is_under_age(self, day: datetime.date) -> bool:
        """Whether what was said of the age tells that the person is a child."""
        year = str(self.about.get("birth_year") or "")
        return is_child(self.about.get("age_band"), int(year) if year.isascii() and year.isdigit() else None, day)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet that a known person's record doesn't hold already."""
        told = (str(self.story.get("text") or "").strip(), self.new_answers(), self.changed(), self.earlier,
                [each for each in (*self.needs, *self.gives) if not is_empty(each)])
        return not any(told)

    def changed(self) -> frozenset[str]:
        """The fields about the person that stand otherwise than in the record."""
        return frozenset(name for name in {*self.about, *self.before} if self.about.get(name) != self.before.get(name))

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
    def with_known(cls, member: Member, consents: tuple[Consent, ...], fields: Iterable[Field]) -> Intake:
        """A new conversation with somebody the association knows: nothing is asked twice."""
        made = cls(member_id=member.id, known=True)
        made.look_again(member, consents, fields)
        made.language = member.preferred_language if isinstance(member.preferred_language, str) else ""
        if made.is_under_age(datetime.date.fromisoformat(made.day)):
            made.conversation["mode"], made.given_by = CHILD, GUARDIAN
        return made

    def look_again(self, member: Member, consents: tuple[Consent, ...], fields: Iterable[Field]) -> None:
        """Take what the record says now. What was changed in this conversation stays; all else follows the record, so that a draft which
        waited for days puts nothing back that was changed or taken back meanwhile."""
        changed, asked = self.changed(), {use: value for use, value in self.uses.items() if value != _as_answer(self.standing.get(use))}
        self.code = member.code or ""
        self.standing = standing(consents, datetime.date.today())
        self.uses = {use: answer for use in ASKED_AT_INTAKE if (answer := asked.get(use) or _as_answer(self.standing.get(use)))}
        self.said_on = {each.use: each.date for each in consents if each.use and each.date}
        self.before = {}
        answers = member.answers or NO_ANSWERS
        for each in fields:
            value = answers.get(each.name) if each.own else getattr(member, each.name)
            if value is not None and not each.system:
                raw = to_json(each, value)
                self.before[each.name] = str(raw) if each.kind in FIGURES else raw
        mine = {name: self.about.get(name) for name in changed}
        self.about = {name: raw for name, raw in {**self.before, **mine}.items() if raw is not None}

    def sit_together(self) -> None:
        """Let others follow in this sitting."""
        self.group = self.group or new_id()

    def sitting(self, *, kept: bool) -> Raw:
        """What the next person of a group finds there: day, place, interpreter and the script that all heard, never anybody's answers.
        `kept`: this person's part is in the vault, so they are listed."""
        return {
            "group": self.group, "others": [*self.others, *([self.member_id] if kept else [])], "day": self.day, "language": self.language,
            "said": list(self.said), "how": self.how,
            "conversation": {name: self.conversation[name] for name in OF_THE_SITTING if name in self.conversation},
        }

    def join(self, sitting: Raw) -> None:
        """Make this conversation a part of a sitting that goes on. Of somebody known the language stays."""
        self.group, self.others, self.day = str(sitting["group"]), list(sitting["others"]), str(sitting["day"])
        self.said, self.how = list(sitting["said"]), str(sitting["how"])
        self.language = self.language or str(sitting["language"])
        child = {"mode": CHILD} if self.mode == CHILD else {}
        self.conversation = {**self.conversation, **sitting["conversation"], **child}


def _as_answer(stands: str | None) -> str:
    """How an answer of before stands on the screen: a withdrawal as a no; expired and never asked as nothing."""
    return {GIVEN: GIVEN, REFUSED: REFUSED, WITHDRAWN: REFUSED}.get(stands or "", "")


def is_empty(row: Mapping[str, Any]) -> bool:
    """Whether a row of needs or contributions has nothing in it yet; a due date that Raddir proposed doesn't count."""
    return not any(value not in (None, "") for name, value in row.items() if name not in ("id", "due", "due_by_hand"))
