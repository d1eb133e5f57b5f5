"""An answer as a reader reads it on paper: codes by their words, dates written out, silence named."""

from __future__ import annotations

from decimal import Decimal

from locales import N_, Words
from models.fields import DECLINED, Field, Kind, Value
from models.record import Record
from models.values import options_of

PREFERRED_NOT = N_("preferred not to say")
UNITS = {"hours": N_("{number} hours"), "ISK": N_("{number} krónur")}


def answer_of(record: Record, field: Field) -> Value:
    """A record's answer to a field, declared or own."""
    return record.answers.get(field.name) if field.own else getattr(record, field.name)


def shown(field: Field, value: Value, words: Words) -> str:
    """An answer in words; "preferred not to say" where somebody didn't, empty where it was never asked."""
    if value is None:
        return ""
    if value is DECLINED:
        return words.gettext(PREFERRED_NOT)
    if field.kind in (Kind.CODE, Kind.CODES):
        return words.list([_coded(field, code, words) for code in (value if isinstance(value, tuple) else (str(value),))])
    if field.kind is Kind.YES_NO:
        return words.gettext("Yes") if value else words.gettext("No")
    if field.kind is Kind.DATE:
        return words.date(str(value))
    if isinstance(value, Decimal | int):
        number = str(value) if field.name == "birth_year" else words.number(value)
        return words.gettext(UNITS[field.unit]).format(number=number) if field.unit in UNITS else number
    return str(value)


def _coded(field: Field, code: str, words: Words) -> str:
    if field.options:
        said = field.options.get(code, {})
        return said.get(words.code) or said.get("en") or next(iter(said.values()), code)
    chosen = options_of(field)
    return chosen.label(code, words) if chosen else code
