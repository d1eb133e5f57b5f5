"""What a list shows: which columns in which order, which records, sorted by what. Plain data, without knowing where anything is kept.

Columns are fields as the association uses them, own questions among them; a list of what belongs to people can also show fields of the
person (`member.region`). What is sensitive stands in no list: it is opened one person at a time, with a reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from locales import N_, Words
from models.contribution import Contribution
from models.fields import PLAIN, Field, Kind, Sensitivity
from models.labels import label_of
from models.member import Member
from models.need import Need
from models.record import Record

IS, IS_NOT, HAS, BETWEEN, ANSWERED, NOT_ASKED, DECLINED = "is", "is-not", "has", "between", "answered", "not-asked", "declined"
PERSON = "member."
"""How a field of the person is named in a list of what belongs to people."""
OPEN_NEEDS, LAST_TALK, QUOTABLE, NEED_KIND = "open-needs", "last-conversation", "quotable", "kind-of-need"
_UNLISTED = frozenset({Kind.IMAGE, Kind.REFERENCE, Kind.REFERENCES, Kind.LABELS, Kind.OPTIONS})
_ORDERED = frozenset({Kind.DATE, Kind.NUMBER, Kind.QUANTITY, Kind.SCORE})
_WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_WORKED_OUT: dict[type[Record], tuple[Field, ...]] = {
    Member: (
        Field(OPEN_NEEDS, Kind.NUMBER, N_("Open needs"), PLAIN, system=True),
        Field(LAST_TALK, Kind.DATE, N_("Last conversation"), PLAIN, system=True),
    ),
    Need: (Field(NEED_KIND, Kind.CODE, N_("Kind of need"), PLAIN, vocabulary="need-category", system=True),),
    Contribution: (Field(QUOTABLE, Kind.YES_NO, N_("May be quoted"), PLAIN, system=True),),
}
"""Columns that are kept nowhere and follow from what is: the kind of a need, of one that is sensitive only its group."""
SHORT: dict[str, dict[str, str]] = {
    Member.TYPE: {"label": N_("Name"), "code": N_("Code"), "preferred_language": N_("Language"), "region": N_("Area")},
    Contribution.TYPE: {"type": N_("Kind"), "what": N_("What is given")},
}
"""What stands above columns whose field has a longer name in a form."""
FIRST: dict[str, tuple[str, ...]] = {
    Member.TYPE: ("label", "code", "preferred_language", "region", OPEN_NEEDS, LAST_TALK),
    Need.TYPE: (NEED_KIND, "member.code", "due", "status", "urgency", "member.region"),
    Contribution.TYPE: ("member.code", "type", "what", "hours", "since", QUOTABLE),
}
"""The columns a list begins with."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it shows, of the record or of the person it belongs to. One that is `worked_out` is kept nowhere."""

    name: str
    field: Field
    of_person: bool = False
    worked_out: bool = False
    short: str = ""
    """What stands above it, where that isn't what the field is called."""

    def title(self, words: Words) -> str:
        """What stands above it."""
        return words.gettext(self.short) if self.short else label_of(self.field, words)


@dataclass(frozen=True, slots=True)
class Rule:
    """One filter: a column, how it is compared, and with what: codes, "yes" or "no", words, or from and to, either of them empty."""

    column: str
    how: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What is asked for. `words` are looked for while somebody types; without `sort` the best match stands first, or the newest."""

    kind: str
    columns: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    sort: str = ""
    down: bool = False
    words: str = ""


def first(kind: str) -> Listing:
    """A list as it begins."""
    return Listing(kind, FIRST[kind])


def columns_of(record_type: type[Record], fields: Iterable[Field], person: Iterable[Field] = ()) -> tuple[Column, ...]:
    """Every column a list of a record type can show, those of the record first, then what follows from others, then those of the person."""
    short, of_people = SHORT.get(record_type.TYPE, {}), SHORT[Member.TYPE]
    found = [Column(each.name, each, short=short.get(each.name, "")) for each in fields if _listed(each)]
    found += [Column(each.name, each, worked_out=True) for each in _WORKED_OUT.get(record_type, ())]
    if record_type is not Member:
        found += [Column(PERSON + each.name, each, of_person=True, short=of_people.get(each.name, "")) for each in person if _listed(each)]
    return tuple(found)


def _listed(field: Field) -> bool:
    told = field.kind not in _UNLISTED and field.sensitivity is not Sensitivity.SENSITIVE
    return told and (not field.system or field.name == "code")


def ways(column: Column) -> tuple[str, ...]:
    """How a column can be compared. "Is not" means another answer; who wasn't asked or didn't want to say is neither."""
    kind = column.field.kind
    if kind in _ORDERED:
        found: tuple[str, ...] = (BETWEEN,)
    elif kind in (Kind.CODE, Kind.CODES):
        found = (IS, IS_NOT)
    else:
        found = (HAS,) if kind in _WORDS else (IS,)
    if column.worked_out:
        return found
    required = column.field.required or column.field.system
    return found if required else (*found, ANSWERED, NOT_ASKED, DECLINED)


def to_text(listing: Listing) -> str:
    """A list as a saved view keeps it: columns, filters and order. Words that were typed stay out: they may name somebody, and a view
    outlives whoever is erased."""
    rules = [[each.column, each.how, *each.values] for each in keepable(listing.rules)]
    return json.dumps({"columns": listing.columns, "rules": rules, "sort": listing.sort, "down": listing.down}, ensure_ascii=False)


def keepable(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules a saved view keeps: all but words."""
    return tuple(each for each in rules if each.how != HAS)


def from_text(kind: str, text: str) -> Listing:
    """The reverse of `to_text`; what can't be read is a list as it begins."""
    try:
        kept: Any = json.loads(text)
        columns = tuple(str(each) for each in kept["columns"])
        rules = tuple(Rule(str(each[0]), str(each[1]), tuple(str(value) for value in each[2:])) for each in kept["rules"])
        return Listing(kind, columns, rules, str(kept["sort"]), bool(kept["down"])) if columns else first(kind)
    except (ValueError, TypeError, KeyError, IndexError):
        return first(kind)
