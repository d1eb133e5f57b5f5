"""What belongs to a sample person: conversations, stories, quotes, needs and contributions that follow from the life."""

from __future__ import annotations

import datetime

from models.contribution import Contribution
from models.conversation import Conversation
from models.need import Need, due_after
from models.quote import Quote
from models.sample.draw import Draw, amount, day
from models.sample.lives import Giving, Weights, urgencies, weighted
from models.sample.person import Frame
from models.sample.texts import Paragraph, translation
from models.story import Story

_STORIES = (1, 2, 2, 3, 3, 3, 2, 4, 2, 3)
_NEEDS = (1, 2, 3, 3, 3, 4, 5, 3, 2, 4)
_CONTRIBUTIONS = (0, 1, 2, 2, 3, 2, 3, 1, 4, 2)
"""How many each has, every case as often as it stands here: 2.5, 3 and 2 on average (`command-line.md`)."""
_WITH_CHILDREN = ("couple-children", "single-parent", "extended")
_FRESH: Weights = weighted({"new": 4, "active": 4, "waiting": 2})
_RUNNING: Weights = weighted({"new": 2, "active": 7, "waiting": 5, "met": 5, "part": 2, "dropped": 1, "unmet": 1})
_OLD: Weights = weighted({"active": 2, "waiting": 3, "met": 8, "part": 4, "unmet": 3, "dropped": 2})
_CLOSED: Weights = weighted({"met": 4, "part": 1})
OPEN = ("new", "active", "waiting")
_VIEWS: dict[str, tuple[str | None, ...]] = {
    "met": ("helped", "helped", "helped", "some", None), "part": ("some", "some", "helped", "not", None),
    "unmet": ("not", "not", "some", None), "dropped": (None, "some"),
}
_UNMET = ("no-right", "no-place", "no-service", "refused", "papers", "language", None)
_STATES: Weights = weighted({"approved": 15, "checked": 2, "cleared": 1, "marked": 1, "void": 1})
_READ_IN = {"en": ("ar", "ar", "ar", "is", "is", ""), "": ("en", "en", "en", "ar", "is")}
"""Languages a quote may be translated into, by the one it was told in, as often as they are drawn."""


def conversations(draw: Draw, frame: Frame, first_id: str, stories: int) -> tuple[Conversation, ...]:
    """The sittings, the first of which asked for consent; there are never more of them than stories."""
    language, when, found = frame.kit.story.language, frame.first, []
    for place in range(min(stories, draw.pick((1, 1, 2, 2, 3)))):
        if place:
            when = min(when + draw.whole(20, 180), frame.today - 1)
        helped = draw.pick(("volunteer", "professional", "none")) if language != frame.language else "none"
        mode = "child" if frame.life.child and draw.random() < 0.3 else \
            "family" if frame.household in _WITH_CHILDREN and draw.random() < 0.15 else \
            "group" if draw.random() < 0.06 and not frame.life.own_words else "self"
        found.append(Conversation(
            id=draw.id() if place else first_id, member=frame.id, date=day(when), mode=draw.answer(mode, 0.0, 0.03),
            place=draw.answer(draw.pick(frame.kit.places), 0.02, 0.1), language=language, interpreter=draw.answer(helped, 0.0, 0.05),
            volunteer=frame.volunteer, outcome="saved",
        ))
    return tuple(found)


def _composed(draw: Draw, frame: Frame, count: int) -> list[list[Paragraph]]:
    """Paragraphs for each story: no paragraph is told twice by the same person, as long as there are others."""
    told = frame.kit.story
    middle, common = list(told.middle), list(told.common)
    draw.shuffle(middle)
    draw.shuffle(common)
    stories: list[list[Paragraph]] = []
    for place in range(count):
        parts = [draw.pick(told.opening)] if place == 0 else []
        if middle:
            parts.append(middle.pop())
        if common and (len(parts) < 2 or draw.random() < 0.6):
            parts.insert(draw.whole(0 if place else 1, len(parts)), common.pop())
        if middle and len(middle) > count - place and draw.random() < 0.7:
            parts.append(middle.pop())
        stories.append(parts)
    for ending in told.closing:
        last = draw.whole(0, count * 2 - 1)
        if last < count and stories[last][-1] not in told.closing:
            stories[last].append(ending)
    return stories


def stories(draw: Draw, frame: Frame, sittings: tuple[Conversation, ...], count: int) -> list[tuple[Story, list[Paragraph]]]:
    """The stories, each with the paragraphs it is made of."""
    found = []
    for place, parts in enumerate(_composed(draw, frame, count)):
        sitting = sittings[place % len(sittings)]
        persons = ", ".join([name for part in parts for name in part.persons])
        found.append((Story(
            id=draw.id(), member=frame.id, conversation=sitting.id, text="\n\n".join([part.words for part in parts]),
            language=frame.kit.story.language, told_on=sitting.date, place=sitting.place, third_persons=persons or None,
        ), parts))
    return found


def how_many_stories(draw: Draw) -> int:
    return draw.pick(_STORIES)


def _read_in(draw: Draw, language: str) -> str:
    """The language a quote is translated into, "" for none: a working language that it wasn't told in."""
    return draw.pick([each for each in _READ_IN.get(language, _READ_IN[""]) if each != language])


def quotes(draw: Draw, frame: Frame, told: list[tuple[Story, list[Paragraph]]], allowed: bool, named: str | None) -> tuple[Quote, ...]:
    """Cleared copies of what was told. Without consent to be quoted words may be marked, but go no further."""
    found = []
    language = frame.kit.story.language
    for story, parts in told:
        for part in parts:
            if not part.quote or draw.random() > (0.55 if allowed else 0.06):
                continue
            state = draw.pick(_STATES) if allowed else "marked"
            into = _read_in(draw, language)
            translated = translation(frame.life, part.quote, language, into) if into and draw.random() < 0.9 else ""
            found.append(Quote(
                id=draw.id(), story=story.id, text=part.quote, told=part.told, language=language, state=state, translation=translated or None,
                translation_language=into if translated else None, name=named if state == "approved" else None,
            ))
    return tuple(found)


def wanted(draw: Draw, frame: Frame) -> tuple[str, ...]:
    """The categories of a person's needs, each once."""
    drawn = draw.several(frame.life.needs, draw.pick(_NEEDS))
    if "children" in drawn and frame.household not in _WITH_CHILDREN:
        return tuple(category for category in drawn if category != "children") or (frame.life.needs[0],)
    return drawn


def _status(draw: Draw, urgency: str, age: int) -> str:
    """The older a need, the likelier it is closed; an emergency doesn't stay open for a month."""
    if age > 30 and urgency == "U1":
        return draw.pick(_CLOSED)
    return draw.pick(_FRESH if age < 21 else _RUNNING if age < 150 else _OLD)


def _need(draw: Draw, frame: Frame, category: str, sitting: Conversation, opened: int) -> Need:
    kit, urgency = frame.kit, draw.pick(urgencies()[category])
    status = _status(draw, urgency, frame.today - opened)
    still_open = status in OPEN
    closed = None if still_open else opened + draw.whole(2, min(frame.today - opened, 240))
    fresh = frame.today - opened < 14 or not still_open
    due = due_after(urgency, datetime.date.fromordinal(opened)) if fresh else None if urgency == "U4" else day(frame.today + draw.whole(-5, 25))
    return Need(
        id=draw.id(), member=frame.id, conversation=sitting.id, category=category,
        asked=draw.answer(draw.maybe(kit.asked[category]), 0.03, 0.08), stage=frame.stage if draw.random() < 0.97 else None,
        urgency=draw.answer(urgency, 0.0, 0.04), opened=day(opened), due=due, status=status,
        next_step=draw.pick(kit.next_step) if still_open and draw.random() < 0.5 else None,
        member_view=None if still_open else draw.answer(draw.pick(_VIEWS[status]), 0.05, 0.0),
        volunteer=frame.volunteer, unmet_reason=_UNMET[opened % len(_UNMET)] if status == "unmet" else None,
        closed=None if closed is None else day(closed), closed_why=None if still_open else draw.pick(kit.closed[status]),
    )


def needs(draw: Draw, frame: Frame, categories: tuple[str, ...], sittings: tuple[Conversation, ...]) -> tuple[Need, ...]:
    """What was asked, followed up to the last day."""
    found = []
    for category in categories:
        sitting = draw.pick(sittings)
        found.append(_need(draw, frame, category, sitting, datetime.date.fromisoformat(sitting.date or "").toordinal()))
    return tuple(found)


def contributions(draw: Draw, frame: Frame, sittings: tuple[Conversation, ...]) -> tuple[Contribution, ...]:
    """What the person gives; work only by those in work, the parents' council only by those with children."""
    possible = [each for each in frame.life.contributions if (frame.working or not each.work)
                and (each.key != "school-council" or frame.household in _WITH_CHILDREN)]
    if not possible:
        return ()
    return tuple(_contribution(draw, frame, each, draw.pick(sittings)) for each in draw.several(possible, draw.pick(_CONTRIBUTIONS)))


def _contribution(draw: Draw, frame: Frame, giving: Giving, sitting: Conversation) -> Contribution:
    what, person, community = frame.kit.contributions[giving.key]
    start = frame.arrived if frame.arrived is not None and not frame.life.away else frame.first - 330
    since = draw.whole(start, frame.first)
    ended = frame.today - frame.first > 200 and draw.random() < 0.08
    return Contribution(
        id=draw.id(), member=frame.id, conversation=sitting.id, type=giving.type, what=draw.answer(what, 0.01, 0.04),
        whom=draw.answer(giving.whom, 0.0, 0.05), since=draw.answer(day(since)[: draw.pick((4, 7))], 0.02, 0.15),
        until=day(draw.whole(frame.first + 30, frame.today))[:7] if ended else None,
        hours=draw.answer(amount(draw.whole(*giving.hours)), 0.03, 0.1),
        people_reached=draw.answer(draw.whole(*giving.reach), 0.0, 0.25) if giving.reach else None,
        value=draw.answer(amount(1000 * draw.whole(*giving.value)), 0.25, 0.25) if giving.value else None,
        benefit_person=draw.answer(person, 0.03, 0.12), benefit_community=draw.answer(community, 0.01, 0.12),
    )
