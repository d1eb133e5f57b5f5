"""A draft that waited while the association changed its questions: answers that no longer fit theirs are kept in words, and said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from locales import N_, Words, iso
from models.fields import Field, Kind
from models.values import options_of
from ui.pages.conversation.intake import Intake, Raw
from ui.pages.conversation.records import Fields
from ui.widgets.answers import is_declined, label_of

CHANGED = N_("The question “{question}” was changed after it was answered. The answer was “{answer}”: please ask once more.")
WRITTEN = (Kind.TEXT, Kind.LONG_TEXT, Kind.DATE, Kind.NUMBER, Kind.QUANTITY, Kind.SCORE)


def refit(intake: Intake, fields: Fields) -> None:
    """Make every answer one that its question's editor can show; what doesn't fit goes into `leftovers` as well."""
    parts = [("member", intake.about), ("story", intake.story), ("conversation", intake.conversation)]
    parts += [("need", row) for row in intake.needs] + [("contribution", row) for row in intake.gives]
    own = {each.name: each for some in fields.values() for each in some if each.own}
    for kind, raw in parts:
        here = {each.name for each in fields[kind]}
        for name in [each for each in raw if each in own]:
            _refit_one(intake, raw, own[name], here=name in here)


def _refit_one(intake: Intake, raw: Raw, field: Field, *, here: bool) -> None:
    was = raw[field.name]
    fits = _fitted(field, was) if here else None
    if fits != was:
        left = [field.name, _in_words(was)]
        intake.leftovers += [left] if left not in intake.leftovers else []
        raw[field.name] = fits
    if fits is None:
        del raw[field.name]


def _fitted(field: Field, raw: Any) -> Any:
    """The answer as its editor takes it: as it is, as words somebody typed, or None."""
    if raw is None or is_declined(raw):
        return raw
    if field.kind in WRITTEN:
        return raw if isinstance(raw, str) else str(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else _in_words(raw)
    if field.kind is Kind.YES_NO:
        return raw if isinstance(raw, bool) else None
    if field.kind is Kind.CODE:
        half_typed = isinstance(raw, dict) and "typed" in raw and "picked" not in raw
        return raw if half_typed or (isinstance(raw, str) and _offers(field, raw)) else {"typed": _in_words(raw)}
    if isinstance(raw, dict) and "picked" in raw:
        return raw
    known = isinstance(raw, list) and all(isinstance(each, str) and _offers(field, each) for each in raw)
    return raw if known else {"picked": [], "typed": _in_words(raw)}


def _offers(field: Field, code: str) -> bool:
    listed = options_of(field)
    return listed is None or listed.find(code) is not None


def _in_words(raw: Any) -> str:
    """An answer of another kind of question as somebody can read it."""
    if isinstance(raw, dict):
        return ", ".join(each for each in (*map(str, raw.get("picked", ())), str(raw.get("typed", ""))) if each)
    if isinstance(raw, list):
        return ", ".join(map(str, raw))
    return {True: "✓", False: "–"}.get(raw, str(raw)) if isinstance(raw, bool) else str(raw)


def said_of(leftovers: Sequence[Sequence[str]], fields: Fields, words: Words) -> str:
    """What the volunteer is told of answers that no longer fit, a sentence each."""
    own = {each.name: each for some in fields.values() for each in some if each.own}
    return "\n".join(words.gettext(CHANGED).format(question=iso(label_of(own[name], words)), answer=iso(answer))
                     for name, answer in leftovers if name in own)
