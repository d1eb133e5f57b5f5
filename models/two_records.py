"""Two records of one person: what differs between them, and what the person's record holds once they are one.

The record with the smaller id stays (`merging.md`). Each answer is taken from the one or the other, as the volunteer chooses; of what
is a set, and of long texts, both. What protects the person isn't chosen but kept, whichever record it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from models.fields import DECLINED, Field, Kind, Value
from models.member import Member

THIS, THAT, BOTH = "this", "that", "both"
"""Where an answer is taken from: the record that stays, the other, or the two together."""
MANY = frozenset({Kind.CODES, Kind.LONG_TEXT})
"""Kinds of field of which both answers can stand together."""
KEPT = frozenset({"objection", "objection_date", "do_not_contact", "review_date", "restricted", "apart"})
"""Fields that protect the person: never chosen, always carried over."""
OWN_TO_A_RECORD = frozenset({"code", "alias", "archived", "anonymous"})
"""Fields that tell about the record rather than about the person."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the two records answer differently: what each says, and what is proposed."""

    field: Field
    this: Value
    that: Value
    proposed: str

    @property
    def ways(self) -> tuple[str, ...]:
        """What can be chosen: one answer alone needs no choice between it and nothing, but nothing may be chosen on purpose."""
        return (THIS, THAT, BOTH) if self.field.kind in MANY and _both(self.field, self.this, self.that) is not None else (THIS, THAT)


def answer(member: Member, field: Field) -> Value:
    """What a record answers to a field, declared or the association's own."""
    return member.answers.get(field.name) if field.own else getattr(member, field.name)


def differences(this: Member, that: Member, fields: Sequence[Field]) -> tuple[Difference, ...]:
    """The fields that the two answer differently, in the order of the declaration. An answer goes before none, and before “prefer not to say”."""
    found = []
    for each in fields:
        if each.name in KEPT | OWN_TO_A_RECORD or answer(this, each) == answer(that, each):
            continue
        found.append(Difference(each, answer(this, each), answer(that, each), _proposed(each, answer(this, each), answer(that, each))))
    return tuple(found)


def _proposed(field: Field, this: Value, that: Value) -> str:
    if this is None or (this is DECLINED and that is not None):
        return THAT
    if that is None or that is DECLINED:
        return THIS
    return BOTH if field.kind in MANY else THIS


def _both(field: Field, this: Value, that: Value) -> Value:
    """The two answers together; None where one of them isn't an answer."""
    if isinstance(this, tuple) and isinstance(that, tuple):
        return tuple(dict.fromkeys((*this, *that)))
    if isinstance(this, str) and isinstance(that, str) and this and that:
        return this if that in this else that if this in that else f"{this}\n\n{that}"
    return None


def joined(this: Member, that: Member, fields: Sequence[Field], chosen: Mapping[str, str]) -> Member:
    """The record that stays, with the answers chosen by field; where nothing was chosen, what is proposed.

    A long text that stands in both is never dropped by a proposal. Raises KeyError for a way there is not.
    """
    values: dict[str, Any] = {}
    answers = dict(this.answers)
    for each in differences(this, that, fields):
        way = chosen.get(each.field.name, each.proposed)
        value = {THIS: each.this, THAT: each.that, BOTH: _both(each.field, each.this, each.that)}[way]
        if each.field.own:
            answers[each.field.name] = value
        else:
            values[each.field.name] = value
    return this.with_values({**values, **_protecting(this, that), "answers": MappingProxyType(answers)})


def _protecting(this: Member, that: Member) -> dict[str, Any]:
    """What either of the two asked for, and the earlier of two days on which somebody has to look again."""
    days = [each for each in (this.review_date, that.review_date) if each]
    objected = [each for each in (this.objection_date, that.objection_date) if each]
    told = [each for each in (this.objection, that.objection) if each]
    asked = [each for each in (this.do_not_contact, that.do_not_contact) if each is not None]
    apart = tuple(dict.fromkeys(each for each in (*(this.apart or ()), *(that.apart or ())) if each not in (this.id, that.id)))
    return {
        "review_date": min(days, default=None), "objection_date": min(objected, default=None),
        "objection": "\n\n".join(dict.fromkeys(told)) or None, "apart": apart or None,
        "do_not_contact": True if True in asked else next(iter(asked), None),
    }


def surviving(ids: Iterable[str]) -> str:
    """The id of the record that stays."""
    return min(ids)
