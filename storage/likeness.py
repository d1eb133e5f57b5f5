"""Finding the records that may be of a person who is there already (`models.likeness`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from models.likeness import NONE, Known, bones, likeness, pairs, words_of
from models.member import Member
from storage.aliases import aliases
from storage.library import Library

SHOWN = 3
"""Records that a hint names at once."""
MOST = 200
"""Pairs that are listed at once; when some of them are decided, others come up."""


class Pair(NamedTuple):
    """Two records that may be of one person, that with the smaller id first."""

    this: Known
    that: Known


def alike(library: Library, typed: Known, apart: tuple[str, ...] = ()) -> tuple[Known, ...]:
    """The records that may be of the person somebody is just writing down, or looking at, the likeliest first; those known to be of
    somebody else left out. Nothing before two letters."""
    if not typed.words:
        return ()
    others = {*apart, *_apart(library).get(typed.id, ()), typed.id}
    near_by = [each for each in _with_bones_of(library, typed) if each not in others]
    found = [(near, each) for each in everybody(library, near_by) if (near := likeness(typed, each)) > NONE]
    same = [(near, each.words == typed.words, each) for near, each in found]
    return tuple(each for _near, _same, each in sorted(same, key=lambda one: (-one[0], not one[1], one[2].code)))[:SHOWN]


def everywhere(library: Library) -> tuple[Pair, ...]:
    """The pairs of records that may be of one person, the likeliest first, without those that were told apart."""
    parted, found = _apart(library), list[Pair]()
    for one, other in pairs(everybody(library)):
        if other.id not in parted.get(one.id, ()):
            found.append(Pair(*sorted((one, other), key=lambda each: each.id)))
    agreeing = sorted(found, key=lambda each: (each.this.birth_year is None or each.that.birth_year is None, each.this.label, each.this.code))
    return tuple(agreeing[:MOST])


def _with_bones_of(library: Library, typed: Known) -> list[str]:
    """The ids of those of whose names one word is about the same: the names alone are read of everybody, while somebody types."""
    wanted = {bones(word) for word in typed.words}
    rows = library._rows("SELECT id, label, names FROM member")
    return [row[0] for row in rows if any(bones(word) in wanted for word in words_of(f"{row[1] or ''} {row[2] or ''}"))]


def everybody(library: Library, among: Sequence[str] | None = None) -> list[Known]:
    """What is compared of all people who are shown, or of some. Anonymous records are nobody's, and the names in them are none."""
    some = "" if among is None else " AND t.id IN (SELECT value FROM json_each(:among))"
    sql = ("SELECT t.id, coalesce(t.label, ''), coalesce(t.names, ''), coalesce(t.preferred_language, ''), t.spoken_languages, t.birth_year, "
           f"coalesce(t.contact, ''), coalesce(t.code, '') FROM member t WHERE coalesce(t.anonymous, 0) = 0{some} AND {library._shown(Member)}")
    return [
        Known(row[0], row[1], row[2], row[3], tuple(json.loads(row[4])) if row[4] else (), row[5], row[6], row[7])
        for row in library._rows(sql, {"day": library.today().isoformat(), **({} if among is None else {"among": json.dumps(among)})})
    ]


def _apart(library: Library) -> dict[str, set[str]]:
    """Who is known to be somebody else than whom, both ways, by the records that stay."""
    joined, found = aliases(library._connection), dict[str, set[str]]()
    for one, kept in library._rows("SELECT id, apart FROM member WHERE apart IS NOT NULL"):
        for other in json.loads(kept):
            here, there = joined.get(one, one), joined.get(other, other)
            found.setdefault(here, set()).add(there)
            found.setdefault(there, set()).add(here)
    return found
