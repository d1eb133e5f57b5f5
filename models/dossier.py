"""Everything that is kept about one person, gathered for the person: for the paper, the copy to take home and the page of their rights.

Whoever wrote something down stays "a volunteer": the right is to one's own data, not to the names of those who keep it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.association import Association
from models.attachment import Attachment
from models.consent import Consent
from models.fields import Field, Value
from models.member import Member
from models.record import Record

VOLUNTEERS = frozenset({"recorded_by", "volunteer", "decided_by"})
"""Fields that lead to a volunteer, or name one."""


@dataclass(frozen=True)
class Change:
    """One change of a record: when (ISO, UTC), which kind of change, on what, and the fields it set."""

    when: str
    kind: str
    record_type: str
    record_id: str
    values: Mapping[str, Value] = field(repr=False)


@dataclass(frozen=True)
class Look:
    """One line of the access log about the person, without who it was."""

    at: str
    what: str
    reason: str


@dataclass(frozen=True)
class Unfinished:
    """A draft that was begun with the person: when it was last changed, and what stands in it."""

    changed: str
    data: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True)
class Dossier:
    """All of one person. `records` are what belongs to them, the oldest first, those in the bin too, consents and the person's own apart."""

    association: Association
    day: datetime.date
    member: Member = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    consents: tuple[Consent, ...] = field(repr=False)
    fields: Mapping[str, tuple[Field, ...]] = field(repr=False)
    """The fields of each record type as the association uses them, own questions and retired ones included."""
    partners: Mapping[str, str] = field(repr=False)
    """Names of services by code, for `share:CODE`."""
    wordings: Mapping[str, str] = field(repr=False)
    """What was read out, by its hash, where it can still be told."""
    changes: tuple[Change, ...] = field(repr=False)
    looks: tuple[Look, ...] = field(repr=False)
    unfinished: tuple[Unfinished, ...] = field(repr=False)
    months: int = 0
    review: datetime.date | None = None
    told: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Names of services by id, those in the bin too: whom the person was referred to."""

    def of(self, record_type: type[Record]) -> Sequence[Record]:
        """The records of a type, the oldest first."""
        return tuple(each for each in self.records if type(each) is record_type)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return tuple(each for each in self.records if isinstance(each, Attachment))
