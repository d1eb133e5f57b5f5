"""What an intake becomes: the records of one sitting, and what still stands in the way of saving them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from locales import N_, Words, member_words
from locales.script import read_out, version
from models import consent_text
from models.consent import ASKED_AT_INTAKE, Consent
from models.consent_text import ConsentText
from models.contribution import Contribution
from models.conversation import Conversation
from models.fields import Field, Value
from models.member import Member
from models.need import Need, due_after
from models.operation import new_id
from models.quote import LADDER, Quote
from models.record import Record
from models.story import Story
from ui.pages.conversation.intake import Intake, is_empty
from ui.widgets.answers import as_far_as_understood, complaint, needed

Fields = Mapping[str, Sequence[Field]]
"""The fields of each record type, declared and own."""

FILLED_BY_HAND = ("member", "conversation", "id", "due_by_hand")

NO_KEEP = N_("Nothing can be kept without a yes to the first question.")
NO_KIND_OF_NEED = N_("Choose what kind of need this is; the first letters and Enter are enough.")
NO_KIND_OF_GIFT = N_("Choose what kind of contribution this is; the first letters and Enter are enough.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that has to be mended before saving: the step, the name of the input, and one sentence."""

    step: str
    place: str
    sentence: str


# what stands in the way ---------------------------------------------------------------------------------------------------


def problems(intake: Intake, fields: Fields, words: Words) -> tuple[Problem, ...]:
    """Everything to be mended, in reading order."""
    found: list[Problem] = []
    if not intake.may_be_kept:
        found.append(Problem("consent", "consent.keep", words.gettext(NO_KEEP)))
    found += _wrong("consent", "consent.", intake.conversation, fields["conversation"], words)
    about = {each.name: each for each in fields["member"]}
    if as_far_as_understood(about["label"], intake.about.get("label")) is None:
        found.append(Problem("about", "about.label", needed(about["label"], words)))
    found += _wrong("about", "about.", intake.about, fields["member"], words)
    found += _wrong("story", "story.", intake.story, fields["story"], words)
    found += _rows("needs", intake.needs, fields["need"], "category", NO_KIND_OF_NEED, words)
    found += _rows("gives", intake.gives, fields["contribution"], "type", NO_KIND_OF_GIFT, words)
    return tuple(found)


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
    """The person as the intake knows them; somebody known before keeps what this form doesn't ask."""
    new = _made(Member, intake.about, fields["member"], id=intake.member_id)
    assert isinstance(new, Member)
    if new.preferred_language is None and intake.language:
        new = new.with_values({"preferred_language": intake.language})
    if before is None:
        return new
    asked = {each.name for each in fields["member"] if not each.own and not each.system}
    return before.with_values({**{name: getattr(new, name) for name in asked}, "answers": new.answers})


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
            witness=kept("witness"), assent=kept("assent") if intake.given_by == "guardian" else None, conversation=intake.id,
        )
        for use, value in intake.new_answers().items()
    ]


def records(intake: Intake, fields: Fields, association: str, before: Member | None = None) -> list[Record]:
    """Everything of this sitting, in an order in which each record comes after those it refers to.

    Ask `problems` first. `before` is the person's record where the association knows them already.
    """
    who, sitting = intake.member_id, intake.id
    here = {"member": who, "conversation": sitting}
    made: list[Record] = [
        member(intake, fields, before),
        _made(Conversation, intake.conversation, fields["conversation"], id=sitting, member=who, date=intake.day,
              language=intake.language or None, outcome="saved"),
        *([said] if (said := wording(intake, association)) is not None and intake.new_answers() else []),
        *consents(intake, association),
    ]
    if (intake.story.get("text") or "").strip():
        story = _made(Story, intake.story, fields["story"], id=intake.story_id, told_on=intake.day, **here)
        made.append(story)
        made += [Quote(id=each["id"], story=story.id, text=each["text"], language=intake.story.get("language") or None, state=LADDER[0])
                 for each in intake.quotes]
    made += [_made(Need, with_due(each, intake.day), fields["need"], id=each.get("id") or new_id(), opened=intake.day, status="new", **here)
             for each in intake.needs if not is_empty(each)]
    made += [_made(Contribution, each, fields["contribution"], id=each.get("id") or new_id(), **here)
             for each in intake.gives if not is_empty(each)]
    return made


def with_due(row: Mapping[str, Any], day: str) -> dict[str, Any]:
    """A need's row with the day it falls due: as chosen by hand, or by its urgency."""
    proposed = due_after(row.get("urgency") if isinstance(row.get("urgency"), str) else None, datetime.date.fromisoformat(day))
    return {**row, "due": row.get("due") if row.get("due_by_hand") else proposed}
