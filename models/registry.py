"""All record types, in one tuple: greppable, typed, and found by a frozen program."""

from __future__ import annotations

from models.association import Association
from models.attachment import Attachment
from models.consent import Consent
from models.consent_text import ConsentText
from models.contribution import Contribution
from models.conversation import Conversation
from models.follow_up import FollowUp
from models.member import Member
from models.need import Need
from models.partner import Partner
from models.passage import Passage
from models.question import Question
from models.quote import Quote
from models.record import Record
from models.referral import Referral
from models.report import Quoted, Report
from models.snapshot import Snapshot
from models.story import Story
from models.term import Term
from models.theme import Theme
from models.translation import Translation
from models.view import View
from models.volunteer import Volunteer

RECORDS: tuple[type[Record], ...] = (
    Association, Volunteer, Partner, Term, ConsentText, Question, View, Theme, Member, Conversation, Consent, Story, Translation, Passage, Quote,
    Need, Referral, FollowUp, Contribution, Attachment, Report, Quoted, Snapshot,
)
"""In an order in which every record comes after those it may refer to."""

BY_TYPE: dict[str, type[Record]] = {each.TYPE: each for each in RECORDS}
PERSONAL: tuple[type[Record], ...] = tuple(each for each in RECORDS if each.OWNER or each is Member)
"""What belongs to a person and goes with the person at erasure."""
