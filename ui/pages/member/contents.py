"""What the page of a member shows, read in one go on the reading thread, and the timeline made of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from locales import _, current, iso
from models.attachment import Attachment
from models.consent import SHARE, Consent
from models.contribution import Contribution
from models.conversation import Conversation
from models.errors import WrongInput
from models.member import Member
from models.need import Need, shown_kind
from models.partner import Partner, ordered
from models.quote import Quote
from models.record import Record
from models.referral import Referral
from models.report import Quoted
from models.story import Story
from models.vocabulary import vocabulary
from storage import papers
from storage.dossier import wordings
from storage.library import Library
from ui.pages.member.words import use_words

OPEN = frozenset({"new", "active", "waiting"})
CLOSED = frozenset({"met", "part", "unmet", "dropped"})


@dataclass(frozen=True)
class Contents:
    """Everything kept of one person, newest first."""

    member: Member
    consents: tuple[Consent, ...]
    conversations: tuple[Conversation, ...]
    stories: tuple[Story, ...]
    quotes: tuple[Quote, ...]
    needs: tuple[Need, ...]
    contributions: tuple[Contribution, ...]
    partners: Mapping[str, str]
    """Names of the partners a need can be shared with, by code."""
    opened: bool = False
    """Whether what is sensitive was opened, with a reason."""
    attachments: tuple[Attachment, ...] = ()
    out_of_sight: int = 0
    """How many attachments are hidden because the consent to keep them is not in force."""
    referrals: tuple[Referral, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    """Names of the partners by id, of referrals."""

    volunteers: Mapping[str, str] = field(default_factory=dict)
    """Names of the volunteers by id: who wrote a consent down."""
    wordings: Mapping[str, str] = field(default_factory=dict)
    """What was read out, by the hash that a consent keeps."""
    consent_months: int | None = None
    """For how long the association has a consent hold."""
    used_in: tuple[Quoted, ...] = ()
    """The papers on which the person's words stand."""

    @property
    def open_needs(self) -> tuple[Need, ...]:
        return tuple(each for each in self.needs if (each.status or "new") in OPEN)


    def record(self, record_id: str) -> Record | None:
        """One of the records here by its id; consents are events and not among them."""
        everything: tuple[Record, ...] = (self.member, *self.conversations, *self.stories, *self.quotes, *self.needs, *self.contributions,
                                         *self.attachments)
        return next((each for each in everything if each.id == record_id), None)


NOBODY = Contents(Member(label="", code=""), (), (), (), (), (), (), {})
"""What a page shows once its person is gone."""


@dataclass(frozen=True)
class Moment:
    """A line of the timeline: a day (ISO, may be partial or empty), a sentence, and the record behind it."""

    day: str
    sentence: str
    record_type: str
    record_id: str

    def in_words(self) -> str:
        """The sentence with its day."""
        return _("{what}, {date}").format(what=self.sentence, date=iso(current().date(self.day, "medium"))) if self.day else self.sentence


def read(library: Library, member_id: str) -> Contents | None:
    """All of a person; None for somebody who is gone."""
    try:
        member = library.get(member_id)
    except WrongInput:
        return None
    if not isinstance(member, Member):
        return None

    def of(record_type: str) -> tuple[object, ...]:
        return tuple(library.of_member(member_id, record_type))

    consents, association = library.consents(member_id), library.association()
    partners = ordered(cast(list[Partner], library.records("partner")))
    asked, here = {each.use for each in consents}, current().code
    return Contents(
        member, consents, cast(tuple[Conversation, ...], of("conversation")),
        cast(tuple[Story, ...], of("story")), cast(tuple[Quote, ...], of("quote")), cast(tuple[Need, ...], of("need")),
        cast(tuple[Contribution, ...], of("contribution")),
        {each.code: each.called(here) for each in partners if each.code and (not each.retired or SHARE + each.code in asked)},
        attachments=cast(tuple[Attachment, ...], of("attachment")), out_of_sight=library.attachments_out_of_sight(member_id),
        referrals=cast(tuple[Referral, ...], of("referral")), told={each.id: each.called(here) for each in partners},
        volunteers={each.id: each.name or "" for each in library.volunteers()},
        wordings=wordings(library, consents, association), consent_months=association.consent_months,
        used_in=tuple(papers.where_quoted(library, member_id)),
    )


def day_of(moment: str | None, conversation: str | None, contents: Contents) -> str:
    """The day a record bears, or that of the conversation it came from."""
    found = next((each for each in contents.conversations if each.id == conversation), None)
    return moment or (found.date if found and found.date else "") or ""


def timeline(contents: Contents) -> list[Moment]:
    """Conversations, stories, needs, what is given, and consents, the newest first; what has no day comes last."""
    moments = [*_told(contents), *_needs(contents), *_referrals(contents), *_consents(contents)]
    moments.sort(key=lambda each: each.day, reverse=True)
    return moments


def _told(contents: Contents) -> list[Moment]:
    found = []
    for talk in contents.conversations:
        tongue = current().tongue(talk.language) if isinstance(talk.language, str) else ""
        text = _("Conversation in {language}").format(language=tongue) if tongue else _("Conversation")
        found.append(Moment(talk.date or "", text, "conversation", talk.id))
    for story in contents.stories:
        tongue = current().tongue(story.language) if story.language else ""
        text = _("Story told in {language}").format(language=tongue) if tongue else _("Story told")
        found.append(Moment(day_of(story.told_on, story.conversation, contents), text, "story", story.id))
    for gift in contents.contributions:
        kind = vocabulary("contribution-type").label(gift.type or "", current())
        day = day_of(gift.since if isinstance(gift.since, str) else None, gift.conversation, contents)
        found.append(Moment(day, _("Gives: {kind}").format(kind=kind), "contribution", gift.id))
    return found


def _needs(contents: Contents) -> list[Moment]:
    found = []
    for need in contents.needs:
        kind = vocabulary("need-category").label(shown_kind(need.category, opened=contents.opened), current())
        opened = day_of(need.opened, need.conversation, contents)
        found.append(Moment(opened, _("Need told: {kind}").format(kind=kind), "need", need.id))
        if need.status in CLOSED:
            status = vocabulary("need-status").label(need.status, current())
            text = _("Need closed: {kind} ({status})").format(kind=kind, status=status)
            found.append(Moment(need.closed or opened, text, "need", need.id))
    return found


def _referrals(contents: Contents) -> list[Moment]:
    """Whom somebody was told about, and how it stands; the line leads to the need."""
    found = []
    for each in contents.referrals:
        if each.sent and each.need:
            state = vocabulary("referral-state").label(each.state or "", current())
            text = _("Referral to {partner}: {state}").format(partner=iso(contents.told.get(each.partner or "", "")), state=state)
            found.append(Moment(each.sent, text, "need", each.need))
    return found


def _consents(contents: Contents) -> list[Moment]:
    found = []
    for event in contents.consents:
        answer = vocabulary("consent-value").label(event.value or "", current())
        text = _("Consent: {use} – {answer}").format(use=iso(use_words(event.use or "", contents.partners)), answer=answer)
        found.append(Moment(event.date or "", text, "consent", event.id))
    return found


def today() -> datetime.date:
    return datetime.date.today()
