"""What an intake becomes: the records of one sitting, and what still stands in the way of saving them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from locales import N_, Words, current, iso, member_words
from locales.script import read_out, version
from models import anchor, consent_text
from models.ages import born_from, is_before_birth, is_future
from models.consent import ASKED_AT_INTAKE, GIVEN, Consent
from models.consent_text import ConsentText
from models.contribution import Contribution
from models.conversation import Conversation
from models.fields import Field, Value
from models.member import Member
from models.need import Need, due_after
from models.operation import new_id
from models.passage import Passage
from models.quote import LADDER, Quote
from models.record import Record
from models.story import Story
from models.values import cleaned_words
from ui.pages.conversation.intake import CHILD_NO, CHILD_YES, CHILD_YOUNG, Intake, is_empty
from ui.widgets.answers import as_far_as_understood, complaint, label_of, needed

Fields = Mapping[str, Sequence[Field]]
"""The fields of each record type, declared and own."""

FILLED_BY_HAND = ("member", "conversation", "id", "due_by_hand")
STILL = "same"
"""What became of a need told before: it is still there as it was, so nothing is written."""

NO_DAY = N_("There is no such day of a conversation; write it as 2026-03-31, and not later than today.")
NO_KEEP = N_("Nothing can be kept without a yes to the first question.")
NO_KIND_OF_NEED = N_("Choose what kind of need this is; the first letters and Enter are enough.")
NO_KIND_OF_GIFT = N_("Choose what kind of contribution this is; the first letters and Enter are enough.")
NOTHING_NEW = N_("Nothing new stands in this conversation: write down what was said, confirm what was asked before, or leave it for now.")
NO_GUARDIAN = N_("For a child a guardian agrees: write the guardian’s name in step 1.")
NO_ASSENT = N_("Ask the child too, and mark in step 1 what it says; a child that is too young to be asked has an answer of its own.")
CHILD_REFUSED = N_("The child said no, and that counts: this cannot be kept.")
UNDER_AGE = N_("Somebody under 18 doesn’t agree alone: choose in step 1 that a guardian gives the answers, and ask the child too.")
IN_FUTURE = N_("The date for “{field}” lies in the future; put it right, or empty the line.")
BEFORE_BIRTH = N_("The date for “{field}” lies before the person was born; put it right, or put the age right.")
CHILD_SAYS = {
    CHILD_YES: N_("The child says yes too."), CHILD_NO: N_("The child says no."), CHILD_YOUNG: N_("The child is too young to be asked."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that has to be mended before saving: the step, the name of the input, and one sentence."""

    step: str
    place: str
    sentence: str


# what stands in the way ---------------------------------------------------------------------------------------------------


def problems(intake: Intake, fields: Fields, words: Words) -> tuple[Problem, ...]:
    """Everything to be mended, in reading order."""
    found = _agreed(intake, words)
    found += _wrong("consent", "consent.", intake.conversation, fields["conversation"], words)
    about = {each.name: each for each in fields["member"]}
    if as_far_as_understood(about["label"], intake.about.get("label")) is None:
        found.append(Problem("about", "about.label", needed(about["label"], words)))
    found += _wrong("about", "about.", intake.about, fields["member"], words)
    found += _wrong("story", "story.", intake.story, fields["story"], words)
    found += _rows("needs", intake.needs, fields["need"], "category", NO_KIND_OF_NEED, words)
    found += _rows("gives", intake.gives, fields["contribution"], "type", NO_KIND_OF_GIFT, words)
    found += _impossible_dates(intake, fields, words)
    if intake.day_typed is not None:
        found.append(Problem("review", "review.day", words.gettext(NO_DAY)))
    if intake.known and not found and intake.is_empty:
        found.append(Problem("story", "story.text", words.gettext(NOTHING_NEW)))
    return tuple(found)


def _agreed(intake: Intake, words: Words) -> list[Problem]:
    """What a consent lacks: the person's own yes, and for a child a guardian's with the child asked too."""
    asked_anew = GIVEN in intake.new_answers().values()
    if intake.for_child and asked_anew:
        lacks = {"guardian": ("consent.guardian", NO_GUARDIAN), "child": ("consent.child_says", NO_ASSENT),
                 "refused": ("consent.child_says", CHILD_REFUSED)}.get(intake.child_lacks)
        if lacks is not None:
            return [Problem("consent", lacks[0], words.gettext(lacks[1]))]
    if not intake.may_be_kept:
        return [Problem("consent", "consent.keep", words.gettext(NO_KEEP))]
    if asked_anew and not intake.for_child and intake.is_under_age(datetime.date.fromisoformat(intake.day)):
        return [Problem("consent", "consent.given_by", words.gettext(UNDER_AGE))]
    return []


def _impossible_dates(intake: Intake, fields: Fields, words: Words) -> list[Problem]:
    """Days of a life that lie before it, or after today. When a need is due lies ahead by its nature, and nobody is asked for other days."""
    today = datetime.date.fromisoformat(intake.day)
    values = {each.name: as_far_as_understood(each, intake.about.get(each.name)) for each in fields["member"]}
    born = born_from(values.get("age_band"), values.get("birth_year"), today)
    places = [("about", "about.arrived", each, values["arrived"]) for each in fields["member"] if each.name == "arrived"]
    places += [("gives", f"gives.{number}.since", each, as_far_as_understood(each, row.get("since")))
               for number, row in enumerate(intake.gives) for each in fields["contribution"] if each.name == "since"]
    found = []
    for step, place, field, day in places:
        if isinstance(day, str) and (is_future(day, today) or is_before_birth(day, born)):
            sentence = IN_FUTURE if is_future(day, today) else BEFORE_BIRTH
            found.append(Problem(step, place, words.gettext(sentence).format(field=iso(label_of(field, words)))))
    return found


def _wrong(step: str, prefix: str, raw: Mapping[str, Any], fields: Iterable[Field], words: Words) -> list[Problem]:
    return [Problem(step, prefix + each.name, said) for each in fields
            if each.name in raw and (said := complaint(each, raw[each.name], words))]


def _rows(step: str, rows: Sequence[Mapping[str, Any]], fields: Sequence[Field], kind: str, no_kind: str, words: Words) -> list[Problem]:
    found: list[Problem] = []
    for number, row in enumerate(rows):
        if is_empty(row):
            continue
        prefix = f"{step}.{number}."
        if not row.get(kind):
            found.append(Problem(step, prefix + kind, words.gettext(no_kind)))
        found += _wrong(step, prefix, row, fields, words)
    return found


# records ------------------------------------------------------------------------------------------------------------------


def _made(record_type: type[Record], raw: Mapping[str, Any], fields: Sequence[Field], **given: Any) -> Record:
    """A record from what was typed; what couldn't be understood was said to the volunteer before and counts as not asked."""
    values: dict[str, Any] = {}
    answers: dict[str, Value] = {}
    for each in fields:
        if each.name in raw and not each.system and each.name not in FILLED_BY_HAND:
            value = as_far_as_understood(each, raw[each.name])
            if value is not None:
                (answers if each.own else values)[each.name] = value
    return record_type(answers=MappingProxyType(answers), **{**values, **given})


def member(intake: Intake, fields: Fields, before: Member | None) -> Member:
    """The person as the intake knows them. Of somebody known only what was changed in this conversation is written: all else stays as it
    is, also what somebody else put right while a draft waited."""
    new = _made(Member, intake.about, fields["member"], id=intake.member_id)
    assert isinstance(new, Member)
    if new.preferred_language is None and intake.language and (before is None or before.preferred_language is None):
        new = new.with_values({"preferred_language": intake.language})
    if intake.apart:
        new = new.with_values({"apart": tuple(intake.apart)})
    if before is None:
        return new
    changed = intake.changed()
    mine = {each.name: getattr(new, each.name) for each in fields["member"] if not each.own and not each.system and each.name in changed}
    if before.preferred_language is None:
        mine["preferred_language"] = new.preferred_language
    answers = {each.name: new.answers.get(each.name) for each in fields["member"] if each.own and each.name in changed}
    return before.with_values({**mine, "answers": MappingProxyType({**before.answers, **answers})})


def wording(intake: Intake, association: str) -> ConsentText | None:
    """What was read out: the points that were said and the uses that were answered; None when nothing was."""
    if not intake.said:
        return None
    answered = tuple(use for use in ASKED_AT_INTAKE if use in intake.uses)
    language = intake.language or "en"
    text = read_out(member_words(language), association, tuple(sorted(intake.said)), answered)
    return consent_text.read_out(text, language, version(language))


def consents(intake: Intake, association: str) -> list[Consent]:
    """One event for each use that was answered anew."""
    def kept(name: str) -> str | None:
        found = intake.beside.get(name)
        return found if isinstance(found, str) and found.strip() else None

    interpreter, said = intake.conversation.get("interpreter_name"), wording(intake, association)
    return [
        Consent(
            id=new_id(), member=intake.member_id, use=use, value=value, date=intake.day, how=intake.how or None,
            language=intake.language or None, wording=said.hash if said is not None else None, given_by=intake.given_by or None,
            interpreter=interpreter if isinstance(interpreter, str) and interpreter else None,
            witness=kept("witness"), guardian=kept("guardian") if intake.for_child else None, assent=_assent(intake), conversation=intake.id,
        )
        for use, value in intake.new_answers().items()
    ]


def _assent(intake: Intake) -> str | None:
    """What a child said, as a sentence of the window's language, and in the child's words where somebody wrote them down."""
    if not intake.for_child:
        return None
    says = CHILD_SAYS.get(str(intake.beside.get("child_says") or ""))
    own = str(intake.beside.get("assent") or "").strip()
    return " ".join(part for part in (current().gettext(says) if says else "", f"“{own}”" if own else "") if part) or None


def records(intake: Intake, fields: Fields, association: str, before: Member | None = None, needs: Iterable[Need] = ()) -> list[Record]:
    """Everything of this sitting, in an order in which each record comes after those it refers to.

    Ask `problems` first. `before` is the person's record where the association knows them already, `needs` what they asked for before.
    """
    who, sitting = intake.member_id, intake.id
    here = {"member": who, "conversation": sitting}
    made: list[Record] = [
        member(intake, fields, before),
        _made(Conversation, {"mode": intake.mode, **intake.conversation}, fields["conversation"], id=sitting, member=who, date=intake.day,
              language=intake.language or None, group=intake.group or None, outcome="saved"),
        *([said] if (said := wording(intake, association)) is not None and intake.new_answers() else []),
        *consents(intake, association),
        *_story(intake, fields, here),
    ]
    made += [each.with_values({"status": intake.earlier[each.id]}) for each in needs if intake.earlier.get(each.id, STILL) != STILL]
    made += [_made(Need, with_due(each, intake.day), fields["need"], id=each.get("id") or new_id(), opened=intake.day, status="new", **here)
             for each in intake.needs if not is_empty(each)]
    made += [_made(Contribution, each, fields["contribution"], id=each.get("id") or new_id(), **here)
             for each in intake.gives if not is_empty(each)]
    return made


def _story(intake: Intake, fields: Fields, here: Mapping[str, str]) -> list[Record]:
    """The story, its quotes, and who else is named in it: where they stand, or, once their words are gone from it, by name beside it."""
    if not (intake.story.get("text") or "").strip():
        return []
    story = _made(Story, intake.story, fields["story"], id=intake.story_id, told_on=intake.day, **here)
    assert isinstance(story, Story)
    named, lost = [], []
    for each in intake.persons:
        words = cleaned_words(str(each["words"])).strip()
        span = anchor.find(story.text or "", words, int(each.get("at") or 0))
        if span is None:
            lost.append(" ".join(words.split()))
        else:
            named.append(Passage(id=str(each["id"]), story=story.id, third_person=True, start=span.start, end=span.end, words=words))
    if lost:
        story = story.with_values({"third_persons": ", ".join(dict.fromkeys(lost))})
    quotes = [Quote(id=each["id"], story=story.id, text=each["text"], language=intake.story.get("language") or None, state=LADDER[0])
              for each in intake.quotes]
    return [story, *quotes, *named]


def with_due(row: Mapping[str, Any], day: str) -> dict[str, Any]:
    """A need's row with the day it falls due: as chosen by hand, or by its urgency."""
    proposed = due_after(row.get("urgency") if isinstance(row.get("urgency"), str) else None, datetime.date.fromisoformat(day))
    return {**row, "due": row.get("due") if row.get("due_by_hand") else proposed}
