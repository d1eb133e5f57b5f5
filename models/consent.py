"""Consent: append-only events, and `permits`, the one gate through which anything leaves the vault.

Whether a use is open is decided by the set of events, never by their clocks alone: a grant counts only if whoever wrote it down
knew of every refusal and withdrawal that is known now (`seen`). A withdrawal is therefore never outvoted by a grant made before
it or in ignorance of it, and a wrong clock can close a use but never open one. Source: `merging.md`; GDPR articles 7(3) and 9.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from locales import N_
from models import fields as f
from models.dates import first_day
from models.fields import PLAIN
from models.member import Member
from models.record import Record

KEEP, STATISTICS, QUOTE, QUOTE_NAMED = "keep", "statistics", "quote-anonymous", "quote-named"
PUBLISH, CONTACT, MEDIA, SHARE = "publish", "contact", "media", "share:"
USES = (KEEP, STATISTICS, QUOTE, QUOTE_NAMED, PUBLISH, CONTACT, MEDIA)
ASKED_AT_INTAKE = (KEEP, STATISTICS, QUOTE, CONTACT)
OPENED_BY: Mapping[str, str] = MappingProxyType({"attachment": MEDIA})
"""Record types that are kept and shown only while a use of their own is in force, beside `keep`."""

GIVEN, REFUSED, WITHDRAWN, NOT_ASKED, EXPIRED = "given", "refused", "withdrawn", "not-asked", "expired"
CLOSING = frozenset({REFUSED, WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """One event: a use was given, refused or withdrawn. Events are added and never changed.

    `expires` is part of the grant. `seen` are the ids of the refusals and withdrawals its author knew of, or undid.
    """

    TYPE: ClassVar[str] = "consent"
    LABEL: ClassVar[str] = N_("Consent")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    use: str | None = f.text(N_("Use"), PLAIN, required=True)
    value: str | None = f.code(N_("Answer"), "consent-value", PLAIN, required=True)
    date: str | None = f.date(N_("Date of the consent"), PLAIN)
    how: str | None = f.code(N_("How it was given"), "consent-how", PLAIN)
    language: str | None = f.code(N_("Language of the consent"), "language", PLAIN)
    wording: str | None = f.text(N_("Hash of the wording read out"), PLAIN, system=True)
    interpreter: str | None = f.text(N_("Name of the interpreter"))
    witness: str | None = f.text(N_("Witness"))
    given_by: str | None = f.code(N_("Given by"), "given-by", PLAIN)
    guardian: str | None = f.text(N_("Name of the guardian"))
    assent: str | None = f.text(N_("Assent of the child"))
    reason: str | None = f.text(N_("Reason"))
    expires: str | None = f.date(N_("Expires"), PLAIN)
    conversation: str | None = f.reference(N_("Conversation"), "conversation", PLAIN)
    recorded_by: str | None = f.reference(N_("Recorded by"), "volunteer", PLAIN, system=True)
    seen: tuple[str, ...] | None = f.references(N_("Refusals and withdrawals known"), "consent", PLAIN, system=True)


class Limits(NamedTuple):
    """What a person asked for beside their answers, and what it closes: a restriction everything but keeping (of words and of
    pictures), an objection being counted and being called. Source: GDPR articles 18 and 21."""

    restricted: bool = False
    objects: bool = False

    def close(self, use: str) -> bool:
        return (self.restricted and use not in (KEEP, MEDIA)) or (self.objects and use in (STATISTICS, CONTACT))


FREE = Limits()


def limits_of(member: Member) -> Limits:
    """The limits that stand in a person's record."""
    return Limits(member.restricted is True, bool(member.objection))


def known_use(use: str) -> bool:
    """Whether a use exists. Sharing is always with one named partner: `share:CODE`."""
    return use in USES or (use.startswith(SHARE) and len(use) > len(SHARE) and use == use.strip())


def closings(history: Iterable[Consent], use: str) -> tuple[str, ...]:
    """The ids of the refusals and withdrawals of a use, sorted: what a new grant has to have seen."""
    return tuple(sorted(event.id for event in history if event.use == use and event.value in CLOSING))


def open_spans(history: Iterable[Consent], use: str, limits: Limits) -> tuple[tuple[str, str | None], ...]:
    """The days on which a use is open: (first day, last day or None) for every grant that no known refusal or withdrawal closes.

    A grant without a date is open from the beginning; a partial date counts from its first day on. A use that the person's limits
    close is open on no day.
    """
    if limits.close(use):
        return ()
    events = [event for event in history if event.use == use]
    closed = frozenset(closings(events, use))
    spans = (
        (first_day(event.date).isoformat() if event.date else "", event.expires)
        for event in events if event.value == GIVEN and closed <= frozenset(event.seen or ())
    )
    return tuple(sorted(spans, key=lambda span: (span[0], span[1] or "~")))


def _on(spans: Iterable[tuple[str, str | None]], day: str) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in spans)


def permits(history: Sequence[Consent], use: str, day: datetime.date, limits: Limits) -> bool:
    """Whether a person's consent to a use is in force on a day: the only gate.

    `history` are all events known of one person, `limits` what stands in their record (`limits_of`). A refusal or withdrawal counts from
    the moment it is known, whatever date it bears; a grant from its date on. Without `keep` in force nothing else is open: there is no
    record to use.
    """
    today = day.isoformat()
    return _on(open_spans(history, use, limits), today) and (use == KEEP or _on(open_spans(history, KEEP, limits), today))


def state(history: Sequence[Consent], use: str, day: datetime.date) -> str:
    """What the person said about a use, as it stands on a day, in one word: given, refused, withdrawn, expired, not-asked.

    A refusal that was undone has been seen by an event `not-asked`: it counts in this word no more, but a grant still has to know of it.
    """
    spans = open_spans(history, use, FREE)
    if _on(spans, day.isoformat()):
        return GIVEN
    if any(last is not None and last < day.isoformat() for _, last in spans):
        return EXPIRED
    events = [event for event in history if event.use == use]
    answered = {seen for event in events if event.value == GIVEN for seen in event.seen or ()}
    undone = {seen for event in events if event.value == NOT_ASKED for seen in event.seen or ()}
    closed = [event for event in events if event.value in CLOSING and event.id not in undone]
    open_ones = [event for event in closed if event.id not in answered] or closed
    if any(event.value == WITHDRAWN for event in open_ones):
        return WITHDRAWN
    return REFUSED if open_ones else NOT_ASKED


def standing(history: Sequence[Consent], day: datetime.date) -> dict[str, str]:
    """Every use that was ever talked about, and the four of the intake, with how each stands."""
    uses = list(ASKED_AT_INTAKE) + sorted({e.use for e in history if e.use and e.use not in ASKED_AT_INTAKE})
    return {use: state(history, use, day) for use in uses}


def wording_hash(wording: str) -> str:
    """The SHA-256 of the words that were read out, so that a later dispute can tell which version a person heard."""
    return hashlib.sha256(wording.encode("utf-8")).hexdigest()
