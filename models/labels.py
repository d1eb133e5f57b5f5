"""What a field is called, and what an answer says, wherever they are shown: forms, lists, exports, paper."""

from __future__ import annotations

from decimal import Decimal

from locales import N_, Words
from models.fields import DECLINED, Field, Kind, Value
from models.values import options_of


def label_of(field: Field, words: Words) -> str:
    """A declared field by the catalogs; an own question in its own words, as near to the language as it has them."""
    if not field.own:
        return words.gettext(field.label)
    labels = field.labels or {}
    return labels.get(words.code) or labels.get("en") or next(iter(labels.values()), "")


def code_words(field: Field, code: str, words: Words) -> str:
    """One code of a field in a language."""
    if field.options:
        named = dict(field.options.get(code, {}))
        return named.get(words.code) or named.get("en") or next(iter(named.values()), code)
    chosen = options_of(field)
    return chosen.label(code, words) if chosen is not None else code


def answer_words(field: Field, value: Value, words: Words) -> str:
    """An answer as a list or a paper shows it; empty where nobody asked."""
    if value is None:
        return ""
    if value is DECLINED:
        return words.gettext(N_("Prefers not to say"))
    if field.kind in (Kind.CODE, Kind.CODES):
        codes = value if isinstance(value, tuple) else (str(value),)
        return words.list([code_words(field, code, words) for code in codes])
    if field.kind is Kind.YES_NO:
        return words.gettext(N_("Yes") if value else N_("No"))
    if field.kind is Kind.DATE:
        return words.date(str(value), "medium")
    if isinstance(value, int | Decimal):
        return words.number(value) if field.name != "birth_year" else str(value)
    return str(value)
