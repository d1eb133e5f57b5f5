"""All record types, in one tuple: greppable, typed, and found by a frozen program."""

from __future__ import annotations

from models.association import Association
from models.attachment import Attachment
from models.consent import Consent
from models.contribution import Contribution
from models.conversation import Conversation
from models.member import Member
from models.need import Need
from models.partner import Partner
from models.question import Question
from models.quote import Quote
from models.record import Record
from models.snapshot import Snapshot
from models.story import Story
from models.term import Term
from models.volunteer import Volunteer

RECORDS: tuple[type[Record], ...] = (
    Association, Volunteer, Partner, Term, Question, Member, Conversation, Consent, Story, Quote, Need, Contribution, Attachment, Snapshot,
)
"""In an order in which every record comes after those it may refer to."""

BY_TYPE: dict[str, type[Record]] = {each.TYPE: each for each in RECORDS}
PERSONAL: tuple[type[Record], ...] = tuple(each for each in RECORDS if each.OWNER or each is Member)
"""What belongs to a person and goes with the person at erasure."""
