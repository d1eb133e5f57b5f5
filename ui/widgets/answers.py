"""What was typed and what it stands for, without any widget: drafts and check lists understand an answer as its editor does."""

from __future__ import annotations

from typing import Any

from locales import N_, Words, iso
from models.fields import Field, Kind, Value
from models.labels import label_of as label_of
from models.values import WrongValue, parse

NOT_LISTED = N_("Nothing in the list is called “{typed}”. Choose from the list, or empty the line.")
NEEDED = N_("“{field}” is needed to keep anything; write a word or two.")


def question_of(field: Field, words: Words) -> str:
    """What a member is asked, in words of the members' catalog; a field that isn't asked of anybody gives what it is called."""
    return label_of(field, words) if field.own or not field.question else words.gettext(field.question)


def is_declined(raw: Any) -> bool:
    return isinstance(raw, dict) and raw.get("declined") is True


def understood(field: Field, raw: Any) -> Value:
    """The answer that an editor's `raw` stands for. Raises `WrongValue` for what makes no answer.

    Words in a chooser that match nothing come as {"typed": …}, in one of several with what was picked before.
    """
    if isinstance(raw, dict) and "typed" in raw and field.kind not in (Kind.LABELS, Kind.OPTIONS):
        raise WrongValue(NOT_LISTED, typed=iso(str(raw["typed"])[:40]))
    return parse(field, raw)


def as_far_as_understood(field: Field, raw: Any) -> Value:
    """The same, with nothing instead of what can't be understood."""
    if isinstance(raw, dict) and "picked" in raw:
        raw = raw["picked"]
    try:
        return understood(field, raw)
    except WrongValue:
        return None


def complaint(field: Field, raw: Any, words: Words) -> str:
    """What is wrong with an answer, in one sentence with the field called as the screen calls it; empty when all is well."""
    try:
        understood(field, raw)
    except WrongValue as wrong:
        return type(wrong)(wrong.text, **{**wrong.values, "field": iso(label_of(field, words))}).sentence(words)
    return ""


def needed(field: Field, words: Words) -> str:
    """What to say at a required field without an answer."""
    return words.gettext(NEEDED).format(field=iso(label_of(field, words)))
