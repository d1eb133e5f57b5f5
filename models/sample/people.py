"""The generator of sample people: one life after the other, the same for the same seed and day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from models.consent import QUOTE, QUOTE_NAMED, Consent
from models.contribution import Contribution
from models.conversation import Conversation
from models.follow_up import FollowUp
from models.member import Member
from models.need import Need
from models.passage import Passage
from models.quote import Quote
from models.record import Record
from models.referral import Referral
from models.sample import belongings, coding, following
from models.sample.around import volunteers
from models.sample.consents import Sitting, consents
from models.sample.draw import Draw
from models.sample.lives import Life, lives, partner_codes
from models.sample.person import Register, member
from models.story import Story
from models.translation import Translation


@dataclass(frozen=True, slots=True)
class Person:
    """A fictional member with all that belongs to them; every record has its id and points to the others by it."""

    member: Member
    conversations: tuple[Conversation, ...]
    consents: tuple[Consent, ...]
    stories: tuple[Story, ...]
    quotes: tuple[Quote, ...]
    needs: tuple[Need, ...]
    contributions: tuple[Contribution, ...]
    referrals: tuple[Referral, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    translations: tuple[Translation, ...] = ()
    passages: tuple[Passage, ...] = ()

    def records(self) -> list[Record]:
        """All of them, each after those it refers to."""
        return [self.member, *self.conversations, *self.consents, *self.stories, *self.translations, *self.passages, *self.quotes, *self.needs,
                *self.referrals, *self.follow_ups,
                *self.contributions]


def _person(draw: Draw, life: Life, seed: int, today: int, register: Register) -> Person:
    made, frame = member(draw, life, seed, today, register, draw.pick(volunteers(seed)).id)
    count = belongings.how_many_stories(draw)
    sittings = belongings.conversations(draw, frame, draw.id(), count)
    categories = belongings.wanted(draw, frame)
    sitting = Sitting(frame.id, sittings[0].id, frame.volunteer, frame.language, frame.first, today, life.child, frame.kit.assent)
    events, given = consents(draw, sitting, tuple(sorted({partner_codes()[category] for category in categories})))
    told = belongings.stories(draw, frame, sittings, count)
    translations, passages = coding.coded(seed, frame, told)
    named = made.label if QUOTE_NAMED in given else None
    quotes = belongings.quotes(draw, frame, told, QUOTE in given, named)
    needs, after = belongings.needs(draw, frame, categories, sittings), Draw(f"following {frame.id}", seed)
    followed = () if made.restricted else needs
    referrals = following.referrals(after, frame, followed, events, seed)
    return Person(
        member=made, conversations=sittings, consents=events, stories=tuple([story for story, _parts in told]), quotes=quotes, needs=needs,
        contributions=belongings.contributions(draw, frame, sittings), referrals=referrals,
        follow_ups=following.follow_ups(after, frame, followed, referrals, seed), translations=translations, passages=passages,
    )


def people(count: int, seed: int, today: datetime.date) -> Iterator[Person]:
    """So many fictional people, as they stand on a day. The first of them are the same, however many are asked for.

    They refer to `volunteers(seed)`, to the codes of `partners(seed)` and to `questions(seed)`, which go into a vault first.
    Of every forty people each lives one of the forty tickets of `lives.toml`, so that rare lives turn up in small samples too.
    """
    draw, register, last = Draw("people", seed), Register(), today.toordinal()
    bag: list[Life] = []
    for _place in range(count):
        if not bag:
            bag = list(lives())
            draw.shuffle(bag)
        yield _person(draw, bag.pop(), seed, last, register)
