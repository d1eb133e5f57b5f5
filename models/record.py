"""What every record has: an id, a place in the bin, and answers to the association's own questions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Self, TypeVar

from locales import N_
from models import fields as f
from models.fields import PLAIN, Field, Value

NO_ANSWERS: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record of any type. `id` is a random UUID (version 4): it outlives erasure and must not tell when somebody came.

    `answers` holds the answers to own questions by the question's id; a missing one was not asked.
    """

    TYPE: ClassVar[str] = ""
    LABEL: ClassVar[str] = ""
    OWNER: ClassVar[str] = ""
    """The field that leads to the person whose record this is: "member", or "story" for what belongs to one: quotes, translations, passages."""
    JOURNALLED: ClassVar[bool] = True

    id: str = ""
    archived: bool | None = f.yes_no(N_("In the bin"), PLAIN, system=True)
    answers: Mapping[str, Value] = dataclasses.field(default_factory=lambda: NO_ANSWERS, repr=False)

    def values(self) -> dict[str, Value]:
        """The declared fields that were asked, by name: what goes into a row and into an operation."""
        return {name: value for name in field_names(type(self)) if (value := getattr(self, name)) is not None}

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """The same record with other values; a name that isn't a field of the type raises `TypeError`."""
        return dataclasses.replace(self, **values)


T = TypeVar("T")


def once_a_type(work_out: Callable[[type[Record]], T]) -> Callable[[type[Record]], T]:
    """Remember what a function works out for each record type: declarations don't change while the program runs."""
    known: dict[type[Record], T] = {}

    def remembered(record_type: type[Record]) -> T:
        if record_type not in known:
            known[record_type] = work_out(record_type)
        return known[record_type]

    remembered.__doc__ = work_out.__doc__
    return remembered


@once_a_type
def declared_fields(record_type: type[Record]) -> tuple[Field, ...]:
    """The fields that a record type declares, in the order in which it declares them, the bin last."""
    found = [
        dataclasses.replace(each.metadata["field"], name=each.name)
        for each in dataclasses.fields(record_type) if "field" in each.metadata
    ]
    return tuple(sorted(found, key=lambda each: each.name == "archived"))


@once_a_type
def field_names(record_type: type[Record]) -> tuple[str, ...]:
    return tuple(each.name for each in declared_fields(record_type))


def fields_of(record_type: type[Record], questions: Iterable[Field] = ()) -> tuple[Field, ...]:
    """All fields of a record type as this association uses it: the declared ones and its own questions.

    Forms, lists, filters, search, exports and reports take this, never the dataclass's own fields alone.
    """
    return declared_fields(record_type) + tuple(questions)
