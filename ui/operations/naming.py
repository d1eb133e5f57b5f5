"""What the undo bar calls an act: by kind, code and status, never by anybody's name or words."""

from __future__ import annotations

from collections.abc import Callable

from locales import _, current, iso
from models.need import Need
from models.question import Question
from models.record import Record
from models.registry import BY_TYPE
from models.vocabulary import vocabulary
from ui.models.questions import in_words

__all__ = ["Named", "answered", "binned", "conversation", "hidden", "kept", "marked", "moved_need", "moved_quote", "restored", "retired"]

Named = Callable[[str], str]
"""The sentence for an act on the records of the person with a code; "" where they belong to nobody."""


def _what(record: Record) -> Named:
    """The kind of a record with what tells it from others: Need “Housing” (K7RM). Nothing else of the record is held on to."""
    kind, need, asked = record.TYPE, record.category if isinstance(record, Need) else None, record if isinstance(record, Question) else None

    def name(code: str) -> str:
        words = _(BY_TYPE[kind].LABEL)
        apart = vocabulary("need-category").label(need, current()) if need else in_words(asked) if asked else ""
        if apart:
            words = _("{kind} “{name}”").format(kind=words, name=iso(apart))
        return _("{kind} ({code})").format(kind=words, code=iso(code)) if code else words

    return name


def kept(record: Record) -> Named:
    """A record was written down, or changed."""
    what = _what(record)
    if record.id:
        return lambda code: _("Changed: {what}.").format(what=what(code))
    return lambda code: _("Added: {what}.").format(what=what(code))


def binned(record: Record) -> Named:
    what = _what(record)
    return lambda code: _("Put in the bin: {what}.").format(what=what(code))


def restored(record: Record) -> Named:
    what = _what(record)
    return lambda code: _("Taken out of the bin: {what}.").format(what=what(code))


def conversation(code: str) -> str:
    return _("The conversation with {code} is kept.").format(code=iso(code))


def answered(code: str) -> str:
    return _("Answers about consent kept ({code}).").format(code=iso(code))


def hidden(code: str) -> str:
    return _("{code} is shown nowhere any more; in 30 days everything is erased.").format(code=iso(code))


def moved_need(need: Need, status: str) -> Named:
    category = need.category or ""

    def name(code: str) -> str:
        kind = vocabulary("need-category").label(category, current())
        stands = vocabulary("need-status").label(status, current())
        return _("Need “{need}” ({code}) set to {status}.").format(need=iso(kind), code=iso(code), status=iso(stands))

    return name


def moved_quote(state: str) -> Named:
    return lambda code: _("Quote ({code}) set to {state}.").format(code=iso(code), state=iso(vocabulary("quote-state").label(state, current())))


def marked(code: str) -> str:
    return _("Words marked as a quote ({code}).").format(code=iso(code))


def retired(question: Question, now: bool) -> Named:
    def name(_code: str) -> str:
        sentence = _("“{question}” is no longer asked; its answers stay.") if now else _("“{question}” is asked again.")
        return sentence.format(question=iso(in_words(question)))

    return name
