"""Looking: kinds, list, show, search."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from commands import output
from commands.opening import opened
from locales import N_, current
from models.condition import parse_condition
from models.consent import Consent, standing
from models.errors import WrongInput
from models.fields import DECLINED, Field, Kind, Value
from models.labels import label_of
from models.member import Member
from models.record import Record, declared_fields
from models.registry import BY_TYPE, PERSONAL, RECORDS
from models.values import as_json, options_of, to_json
from models.vocabulary import vocabulary


def known_kind(name: str) -> type[Record]:
    """Raises WrongInput for a kind of record that doesn't exist."""
    found = BY_TYPE.get(name)
    if found is None:
        raise WrongInput(N_("There is no kind of record “{kind}”; there are {kinds}."), kind=name[:40], kinds=", ".join(BY_TYPE))
    return found


def kinds(asked: argparse.Namespace) -> int:
    """Record types with their fields, and the codes each takes; of a vault with the association's own words and questions."""
    if asked.vault is None:
        output.data({"kinds": [_kind(each, declared_fields(each)) for each in RECORDS]})
        return 0
    with opened(asked) as workspace:
        output.data({"kinds": [_kind(each, workspace.fields(each.TYPE)) for each in RECORDS]})
    return 0


def _kind(record_type: type[Record], fields: Iterable[Field]) -> dict[str, Any]:
    words = current()
    return {
        "kind": record_type.TYPE, "label": words.gettext(record_type.LABEL), "belongs_to": record_type.OWNER or None,
        "fields": [_field(each) for each in fields if not each.retired],
    }


def _field(field: Field) -> dict[str, Any]:
    words = current()
    shown: dict[str, Any] = {
        "name": field.name, "kind": field.kind.value, "label": label_of(field, words), "sensitivity": field.sensitivity.value,
        "required": field.required, "filled_by_raddir": field.system,
    }
    if field.own:
        shown["own_question"] = True
    if field.options:
        shown["codes"] = list(field.options)
    if field.vocabulary:
        chosen = vocabulary(field.vocabulary)
        shown["vocabulary"] = field.vocabulary
        shown["codes"] = [each.code for each in chosen.choices()]
        shown["groups"] = {group.code: sorted(chosen.members(group.code) - {group.code}) for group in chosen.groups}
        own = {each.code: chosen.label(each.code, words) for each in chosen.codes if each.labels}
        if own:
            shown["own_words"] = own
    if field.to:
        shown["to"] = field.to
    if field.unit:
        shown["unit"] = field.unit
    return shown


def list_records(asked: argparse.Namespace) -> int:
    kind = known_kind(asked.kind)
    conditions = [parse_condition(each) for each in asked.where]
    with opened(asked) as workspace:
        fields = workspace.fields(kind.TYPE)
        if kind in PERSONAL:
            workspace.log_access("looked-up", None, kind.TYPE)
        for record in workspace.records(kind.TYPE, conditions):
            output.data(as_json(record, fields))
    return 0


def show(asked: argparse.Namespace) -> int:
    with opened(asked) as workspace:
        record = workspace.get(asked.id)
        if type(record) in PERSONAL:
            workspace.log_access("looked-up", workspace.person_of(record), type(record).TYPE)
        fields = {each.name: each for each in workspace.fields(type(record).TYPE)}
        shown = {"kind": type(record).TYPE, **as_json(record, fields.values())}
        shown["labels"] = {name: label for name, each in fields.items() if (label := _label(each, record)) is not None}
        if isinstance(record, Member):
            history = workspace.consents(record.id)
            shown["consents"] = [_consent(each) for each in history]
            shown["standing"] = standing(history, workspace.today())
        shown["history"] = [
            {"when": each.when, "author": each.author, "change": each.kind,
             "values": {name: to_json(fields[name], value) for name, value in each.values.items() if name in fields}}
            for each in workspace.history(record.id)
        ]
        output.data(shown)
    return 0


def _label(field: Field, record: Record) -> dict[str, Any] | None:
    """The words for a field and for its value, for those that have one."""
    value = record.answers.get(field.name) if field.own else getattr(record, field.name)
    if value is None or field.kind is Kind.IMAGE:
        return None
    words = current()
    name = (field.labels or {}).get(words.code) or next(iter((field.labels or {}).values()), "") if field.own else words.gettext(field.label)
    return {"label": name, "value": _words(field, value)}


def _words(field: Field, value: Value) -> Any:
    words = current()
    if value is DECLINED:
        return words.gettext(N_("Prefers not to say"))
    if field.kind in (Kind.CODE, Kind.CODES):
        codes = value if isinstance(value, tuple) else (str(value),)
        if field.options:
            named = [dict(field.options.get(code, {})) for code in codes]
            return words.list([each.get(words.code) or next(iter(each.values()), code) for each, code in zip(named, codes, strict=True)])
        chosen = options_of(field)
        return words.list([chosen.label(code, words) if chosen else code for code in codes])
    if field.kind is Kind.YES_NO:
        return words.gettext(N_("Yes") if value else N_("No"))
    if field.kind is Kind.DATE:
        return words.date(str(value))
    return to_json(field, value)


def _consent(event: Consent) -> dict[str, Any]:
    fields = declared_fields(Consent)
    told = [each for each in fields if getattr(event, each.name) is not None and each.name != "member"]
    shown = {each.name: to_json(each, getattr(event, each.name)) for each in told}
    word = vocabulary("consent-value").label(event.value or "", current())
    return {"id": event.id, **shown, "word": word}


def search(asked: argparse.Namespace) -> int:
    with opened(asked) as workspace:
        workspace.log_access("looked-up", None, "search")
        for hit in workspace.search(asked.query, asked.limit):
            output.data({"id": hit.id, "kind": hit.kind, "member": hit.member, "label": hit.label, "code": hit.code, "snippet": hit.snippet})
    return 0
