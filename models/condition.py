"""Conditions, as people write them in filters: `stage=integration`, `category=housing`, `opened>=2026-01-01`, `member.nationality=PL`.

One grammar for lists and for reports; what the names mean is for each of them to say. A group stands for its members.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from locales import N_
from models.errors import WrongInput
from models.fields import Field
from models.values import options_of, parse

_SHAPE = re.compile(r"\s*([\w.\-]+)\s*(>=|<=|!=|=|>|<)\s*(.*?)\s*\Z", re.DOTALL)
GROUP_BEGINNINGS = ("", "group-", "world-")
"""A group may be written without the beginning of its code: `category=work` for `group-work`, `origin=europe` for `world-europe`."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: `name` as written (with `member.` or `answers.` before it), one of = != >= <= > <, and the value as written."""

    name: str
    sign: str
    value: str


def parse_condition(written: str) -> Condition:
    """Raises WrongInput for what isn't a comparison."""
    found = _SHAPE.match(written)
    if not found or not found[3]:
        raise WrongInput(
            N_("The filter “{filter}” is not a comparison; write it like category=housing or opened>=2026-01-01."), filter=written[:60]
        )
    return Condition(*found.groups())


def only_equal(condition: Condition) -> WrongInput:
    """What to say when a field that has no order is compared by one."""
    return WrongInput(N_("The field “{field}” can be compared by = only."), field=condition.name)


def codes_meant(field: Field, value: str) -> frozenset[str]:
    """The codes a condition on a choice means: one code, or a group's members. Raises WrongInput for an unknown one."""
    chosen = options_of(field)
    for beginning in GROUP_BEGINNINGS if chosen is not None else ():
        group = chosen.by_code.get(beginning + value) if chosen is not None else None
        if chosen is not None and group is not None and group.group and (not beginning or chosen.find(value) is None):
            return chosen.members(group.code)
    parsed = parse(field, [value] if field.many else value)
    return frozenset(parsed if isinstance(parsed, tuple) else {str(parsed)})
