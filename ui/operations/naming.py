"""What the undo bar calls an act: by kind, code and status, never by anybody's name or words."""

from __future__ import annotations

from collections.abc import Callable

from locales import _, current, iso
from models.contribution import Contribution
from models.conversation import Conversation
from models.follow_up import FollowUp
from models.need import Need, shown_kind
from models.partner import Partner
from models.question import Question
from models.record import Record
from models.referral import Referral
from models.registry import BY_TYPE
from models.story import Story
from models.view import View
from models.vocabulary import vocabulary
from ui.models.questions import in_words

__all__ = [
    "Named", "answered", "binned", "conversation", "followed_up", "hidden", "kept", "marked", "moved_need", "moved_question", "moved_quote",
    "postponed", "referred", "restored", "retired", "what",
]

Named = Callable[[str], str]
"""The sentence for an act on the records of the person with a code; "" where they belong to nobody."""


def what(record: Record) -> Named:
    """The kind of a record with what tells it from others: Need “Housing” (K7RM). Nothing else of the record is held on to."""
    kind, apart = record.TYPE, _apart(record)

    def name(code: str) -> str:
        words, more = _(BY_TYPE[kind].LABEL), apart()
        if more:
            words = _("{kind} “{name}”").format(kind=words, name=iso(more))
        return _("{kind} ({code})").format(kind=words, code=iso(code)) if code else words

    return name


def _apart(record: Record) -> Callable[[], str]:
    """What tells a record from others of its kind: a code of a list, a day, or words that are about nobody."""
    if isinstance(record, Need | Contribution):
        need = shown_kind(record.category, opened=False) if isinstance(record, Need) else ""
        listed, code = ("need-category", need) if isinstance(record, Need) else ("contribution-type", record.type)
        return lambda: vocabulary(listed).label(code or "", current())
    if isinstance(record, Story | Conversation):
        day = record.told_on if isinstance(record, Story) else record.date
        return lambda: current().date(day, "medium") if day else ""
    if isinstance(record, FollowUp):
        due = record.due
        return lambda: current().date(due, "medium") if due else ""
    if isinstance(record, Referral):
        state = record.state or ""
        return lambda: vocabulary("referral-state").label(state, current())
    if isinstance(record, Question):
        return lambda: in_words(record)
    if isinstance(record, View):
        view = record.name or ""
        return lambda: view
    name = (record.name or record.code or "") if isinstance(record, Partner) else ""
    return lambda: name


def kept(record: Record) -> Named:
    """A record was written down, or changed."""
    named = what(record)
    if record.id:
        return lambda code: _("Changed: {what}.").format(what=named(code))
    return lambda code: _("Added: {what}.").format(what=named(code))


def binned(record: Record) -> Named:
    named = what(record)
    return lambda code: _("Put in the bin: {what}.").format(what=named(code))


def restored(record: Record) -> Named:
    named = what(record)
    return lambda code: _("Taken out of the bin: {what}.").format(what=named(code))


def conversation(code: str) -> str:
    return _("The conversation with {code} is kept.").format(code=iso(code))


def answered(code: str) -> str:
    return _("Answers about consent kept ({code}).").format(code=iso(code))


def hidden(code: str) -> str:
    return _("{code} is shown nowhere any more; in 30 days everything is erased.").format(code=iso(code))


def moved_need(need: Need, status: str) -> Named:
    category = need.category or ""

    def name(code: str) -> str:
        kind = vocabulary("need-category").label(shown_kind(category, opened=False), current())
        stands = vocabulary("need-status").label(status, current())
        return _("Need “{need}” ({code}) set to {status}.").format(need=iso(kind), code=iso(code), status=iso(stands))

    return name


def followed_up(category: str) -> Named:
    """A follow-up was done."""
    return lambda code: _("Follow-up done: {need} ({code}).").format(need=iso(_kind(category)), code=iso(code))


def postponed(category: str, due: str) -> Named:
    """Something due was put off to another day."""
    def name(code: str) -> str:
        day = iso(current().date(due, "medium"))
        return _("Put off to {day}: {need} ({code}).").format(day=day, need=iso(_kind(category)), code=iso(code))

    return name


def referred(state: str) -> Named:
    """A referral was made or moved on."""
    def name(code: str) -> str:
        return _("Referral ({code}): {state}.").format(code=iso(code), state=iso(vocabulary("referral-state").label(state, current())))

    return name


def _kind(category: str) -> str:
    """A kind of need as everybody may read it."""
    return vocabulary("need-category").label(shown_kind(category, opened=False), current()) if category else _("Follow-up")


def moved_quote(state: str) -> Named:
    return lambda code: _("Quote ({code}) set to {state}.").format(code=iso(code), state=iso(vocabulary("quote-state").label(state, current())))


def marked(code: str) -> str:
    return _("Words marked as a quote ({code}).").format(code=iso(code))


def retired(question: Question, now: bool) -> Named:
    """An own question is no longer asked, or is asked again."""
    def name(_code: str) -> str:
        sentence = _("“{question}” is no longer asked; its answers stay.") if now else _("“{question}” is asked again.")
        return sentence.format(question=iso(in_words(question)))

    return name


def moved_question(question: Question) -> Named:
    """An own question is asked earlier or later than before."""
    return lambda _code: _("“{question}” stands in another place.").format(question=iso(in_words(question)))
