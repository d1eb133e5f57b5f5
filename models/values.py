"""Answers on their way in and out: from JSON or from what was typed, to the frozen record, the store, the journal and JSON again.

One home for every kind of field, so that a code, a date or an amount is understood alike in the window, on the command line and
in a file. What can't be understood raises `WrongValue` with one sentence; nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, cast

from locales import N_
from models.dates import latin_digits, parse_date
from models.errors import WrongInput
from models.fields import DECLINED, SCALE, Declined, Field, Kind, Value
from models.record import Record
from models.vocabulary import Code, Vocabulary, made_of, vocabulary

MOST_LETTERS = 4_000_000
"""The longest text a field takes: far longer than any story told, short enough that no paste can stop the program."""
MOST_LINE = 2_000

_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), "\n")
_UNSEEN = _BREAKS | dict.fromkeys((
    *range(9), 11, 12, *range(14, 32), *range(127, 0x85), *range(0x86, 0xA0),  # control characters
    *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # embeddings, overrides and isolates of direction
    0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080),  # byte order marks, annotations, tags
))
"""What nobody sees and what can make words read as others: a name that ends in an override turns the sentence after it around.
Marks that belong to writing stay (joiners, LRM, RLM, ALM). Source: Unicode Technical Report 36, 2.5 and 3.1."""


class WrongValue(WrongInput):
    """An answer that a field can't hold. The sentence names the field and says what it takes, never the answer itself."""


def options_of(field: Field) -> Vocabulary | None:
    """What a choice chooses from: a vocabulary, or the own question's own answers."""
    if field.options:
        return made_of(Vocabulary(field.name, "", "", True, (), "own"), tuple(Code(each) for each in field.options))
    return vocabulary(field.vocabulary) if field.vocabulary else None


def cleaned_words(text: str) -> str:
    """A text without what is unseen, its lines ended one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)


def one_line(text: str) -> str:
    """A name as one line without what is unseen.

        one_line("Mía\\u202e \\tTest") == "Mía Test"
    """
    return " ".join(cleaned_words(text).split())


def _text(field: Field, raw: Any) -> str | None:
    if not isinstance(raw, str):
        raise WrongValue(N_("The field “{field}” takes words in quotation marks."), field=field.name)
    cleaned = cleaned_words(raw) if field.kind is Kind.LONG_TEXT else one_line(raw)
    if len(cleaned) > (MOST_LETTERS if field.kind is Kind.LONG_TEXT else MOST_LINE):
        raise WrongValue(N_("The text for “{field}” is too long; shorten it or divide it."), field=field.name)
    if any(0xD800 <= ord(c) <= 0xDFFF for c in cleaned):
        raise WrongValue(N_("The text for “{field}” has damaged letters; save the file as UTF-8 and try again."), field=field.name)
    return cleaned if cleaned.strip() else None


def _code(field: Field, raw: Any) -> str:
    chosen = options_of(field)
    found = chosen.find(raw) if chosen is not None and isinstance(raw, str) else (raw if isinstance(raw, str) and chosen is None else None)
    if not found:
        raise WrongValue(N_("“{code}” is not a code of the field “{field}”; “kinds” lists the codes it takes."),
                         code=str(raw)[:40], field=field.name)
    return found


def _date(field: Field, raw: Any) -> str:
    found = parse_date(raw) if isinstance(raw, str) else parse_date(str(raw)) if isinstance(raw, int) and not isinstance(raw, bool) else None
    if found is None:
        raise WrongValue(N_("The date for “{field}” does not exist; write it as 2026-03-31, 2026-03 or 2026."), field=field.name)
    return found


def _amount(field: Field, raw: Any) -> Decimal:
    try:
        value = Decimal(latin_digits(str(raw).strip().replace(",", "."))) if not isinstance(raw, bool) else None
    except InvalidOperation:
        value = None
    scale = SCALE.get(field.kind, 1)
    if value is None or not value.is_finite() or value * scale != (value * scale).to_integral_value():
        raise WrongValue(N_("The field “{field}” takes a number such as 12 or 2.5."), field=field.name)
    least, most = (0, 1) if field.kind is Kind.SCORE else (field.least, field.most if field.most is not None else 10**12)
    if (least is not None and value < least) or value > most or value < -(10**12):
        raise WrongValue(N_("The number for “{field}” is out of range."), field=field.name)
    return value


def _yes_no(field: Field, raw: Any) -> bool:
    if isinstance(raw, str):
        raw = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(raw.strip().casefold())
    if raw in (0, 1) and not isinstance(raw, bool):
        raw = bool(raw)
    if not isinstance(raw, bool):
        raise WrongValue(N_("The field “{field}” takes yes or no (true or false)."), field=field.name)
    return raw


def _mapping(field: Field, raw: Any) -> Mapping[str, Any]:
    if field.kind is Kind.LABELS and isinstance(raw, str):
        raw = {"en": raw}
    good = isinstance(raw, Mapping) and raw and all(
        isinstance(key, str) and (isinstance(each, str) or (field.kind is Kind.OPTIONS and isinstance(each, Mapping)))
        for key, each in raw.items()
    )
    if not good:
        raise WrongValue(N_("The field “{field}” takes words by language, such as {example}."), field=field.name, example='{"en": "…"}')
    if field.kind is Kind.LABELS:
        return MappingProxyType({key: one_line(each) for key, each in raw.items()})
    options = {key: {"en": each} if isinstance(each, str) else each for key, each in raw.items()}
    return MappingProxyType({key: {code: one_line(str(word)) for code, word in words.items()} for key, words in options.items()})


def parse(field: Field, raw: Any) -> Value:
    """The answer that something written in JSON, or typed, stands for. Raises `WrongValue`.

    `null`, an empty text and an empty list mean not asked; `{"declined": true}` means declined.
    """
    if raw is None or raw is DECLINED:
        return cast(Value, raw)
    if isinstance(raw, Mapping) and set(raw) == {"declined"} and field.kind not in (Kind.LABELS, Kind.OPTIONS):
        return DECLINED if raw["declined"] else None
    if isinstance(raw, str) and not raw.strip():
        return None
    match field.kind:
        case Kind.TEXT | Kind.LONG_TEXT | Kind.IMAGE | Kind.REFERENCE:
            return _text(field, raw) if field.kind is not Kind.IMAGE else raw
        case Kind.CODE:
            return _code(field, raw)
        case Kind.CODES | Kind.REFERENCES:
            return _several(field, raw)
        case Kind.DATE:
            return _date(field, raw)
        case Kind.NUMBER:
            return int(_amount(field, raw))
        case Kind.QUANTITY | Kind.SCORE:
            return _amount(field, raw)
        case Kind.YES_NO:
            return _yes_no(field, raw)
        case Kind.LABELS | Kind.OPTIONS:
            return _mapping(field, raw)


def _several(field: Field, raw: Any) -> tuple[str, ...] | None:
    parts = raw.replace(",", " ").split() if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple) or not all(isinstance(each, str) for each in parts):
        raise WrongValue(N_("The field “{field}” takes a list of codes."), field=field.name)
    single = parts if field.kind is Kind.REFERENCES else [_code(field, each) for each in parts]
    return tuple(dict.fromkeys(single)) or None


def to_json(field: Field, value: Value) -> Any:
    """An answer as JSON, for the command line and for export: amounts as plain numbers."""
    if value is DECLINED:
        return {"declined": True}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return list(value)
    return _plain(value) if isinstance(value, Mapping) else value


def _plain(value: Any) -> Any:
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, Mapping) else value


def _scaled(field: Field, value: Value) -> int:
    """An amount as a whole number of its fraction: 2.5 hours as 250."""
    return int(Decimal(str(value)) * SCALE[field.kind])


def to_journal(field: Field, value: Value) -> Any:
    """An answer as it stands in an operation and in the canonical state: no floats, amounts as whole fractions."""
    if field.kind in SCALE and value is not None and value is not DECLINED:
        return _scaled(field, value)
    return to_json(field, value)


def from_journal(field: Field, kept: Any) -> Value:
    """The reverse of `to_journal`. What the journal holds was checked when it was written."""
    if kept is None:
        return None
    if isinstance(kept, dict):
        if kept == {"declined": True}:
            return DECLINED
        return MappingProxyType(kept)
    if field.kind in SCALE:
        return Decimal(kept) / SCALE[field.kind]
    return tuple(kept) if isinstance(kept, list) else cast(Value, kept)


def to_column(field: Field, value: Value) -> Any:
    """An answer as a column of its table holds it; declined is a NULL whose field stands in the row's list `declined`."""
    if value is None or isinstance(value, Declined):
        return None
    if isinstance(value, bool):
        return int(value)
    if field.kind in SCALE:
        return _scaled(field, value)
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True) if isinstance(value, Mapping) else value


def from_column(field: Field, kept: Any) -> Value:
    """The reverse of `to_column`, the declined ones apart."""
    if kept is None:
        return None
    if field.kind is Kind.YES_NO:
        return bool(kept)
    if field.kind in SCALE:
        return Decimal(kept) / SCALE[field.kind]
    if field.many:
        return tuple(json.loads(kept))
    return MappingProxyType(json.loads(kept)) if field.kind in (Kind.LABELS, Kind.OPTIONS) else cast(Value, kept)


def make(record_type: type[Record], fields: Iterable[Field], given: Mapping[str, Any], *, record_id: str = "") -> Record:
    """A record from what somebody wrote: field names and JSON values, own questions under `answers` or by their id.

    Raises `WrongValue` for a field that the type doesn't have, for one that Raddir fills itself, and for a wrong answer.
    """
    by_name = {each.name: each for each in fields}
    values: dict[str, Any] = {}
    answers: dict[str, Value] = {}
    flat = {**given, **(given.get("answers") or {})} if isinstance(given.get("answers"), Mapping) else dict(given)
    for name, raw in flat.items():
        if name in ("id", "answers"):
            continue
        field = by_name.get(name)
        if field is None or (field.system and name != "archived"):
            raise WrongValue(N_("A {kind} has no field “{field}”; “kinds” lists its fields."), kind=record_type.TYPE, field=name[:40])
        (answers if field.own else values)[name] = parse(field, raw)
    return record_type(id=record_id, answers=MappingProxyType(answers), **values)


def missing(record: Record, fields: Iterable[Field]) -> tuple[Field, ...]:
    """The required fields a record has no answer for."""
    return tuple(each for each in fields if each.required and not each.own and getattr(record, each.name) in (None, DECLINED))


def as_json(record: Record, fields: Iterable[Field]) -> dict[str, Any]:
    """A record as one JSON object: `id`, every declared field (null when not asked), and `answers` by question."""
    shown: dict[str, Any] = {"id": record.id}
    answers: dict[str, Any] = {}
    for each in fields:
        if each.own:
            if record.answers.get(each.name) is not None:
                answers[each.name] = to_json(each, record.answers[each.name])
        elif each.kind is not Kind.IMAGE:
            shown[each.name] = to_json(each, getattr(record, each.name))
    return {**shown, "answers": answers}
