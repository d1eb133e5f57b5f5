"""Vocabularies: lists of codes with order, parent, valid from and to, retired or not. The lists are data (`vocabularies/*.toml`).

Codes are stored; labels come from the catalogs. A code is never reused or deleted, only retired. On the way in a code may be
written as its word, as its letters (`N-HOU`) or in other capitals; what is stored is the word.

An association may work with words of its own: `models/own_words.py` lays them over the vocabularies whose file says `open = true`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from locales import Words, fold

FOLDER = Path(__file__).resolve().parent / "vocabularies"


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `parent` is the group (or world region, or stage group) that small figures roll up to. A `sensitive` one is shown as its
    group until somebody opens it with a reason."""

    code: str
    label: str = ""
    letters: str = ""
    parent: str = ""
    group: bool = False
    valid_from: str = ""
    valid_to: str = ""
    retired: bool = False
    aliases: tuple[str, ...] = ()
    sensitive: bool = False
    own: bool = False
    """Added by the association: no release of Raddir knows it."""
    labels: tuple[tuple[str, str], ...] = ()
    """What the association calls it, by language: these words go before those of the catalogs."""


@dataclass(frozen=True)
class Vocabulary:
    """A named list of codes in their order; `reviewed` tells whether its sources were checked."""

    name: str
    title: str
    source: str
    reviewed: bool
    codes: tuple[Code, ...]
    labels_from: str = "catalog"
    open: bool = False
    """Whether an association may rename, order, add and retire its words. Life cycles, answers about consent, stages and urgency stay."""
    by_code: dict[str, Code] = field(default_factory=dict, repr=False, compare=False)
    _ways_in: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def find(self, written: str) -> str | None:
        """The stored code for what somebody wrote, or None. Groups are not codes a record can have."""
        if written in self.by_code and not self.by_code[written].group:
            return written
        return self._ways_in.get(written.strip().casefold())

    def choices(self, day: str = "") -> tuple[Code, ...]:
        """What can be chosen today: neither groups, nor retired codes, nor codes of another time."""
        return tuple(
            each for each in self.codes
            if not each.group and not each.retired and (not day or (each.valid_from or day) <= day <= (each.valid_to or day))
        )

    def members(self, code: str) -> frozenset[str]:
        """The codes that a code stands for in a filter: itself, and for a group all below it."""
        below = {each.code for each in self.codes if each.parent == code}
        for child in tuple(below):
            below |= self.members(child)
        return frozenset(below | {code})

    def group_of(self, code: str) -> str:
        """The group above a code, or the code itself where it has none."""
        found = self.by_code.get(code)
        return found.parent if found and found.parent else code

    @property
    def groups(self) -> tuple[Code, ...]:
        return tuple(each for each in self.codes if each.group)

    def label(self, code: str, words: Words) -> str:
        """The words for a code in a language; an unknown code is shown as it is rather than hidden.

        What the association calls it goes first. In a language it has no word for stands the catalog's; where there is none either, its
        English word, or the first it has.
        """
        if self.labels_from == "country" and code in self.by_code and not self.by_code[code].group:
            return words.country(code)
        if self.labels_from == "language":
            return words.tongue_alone(code)
        found = self.by_code.get(code)
        if found is None:
            return code
        shipped = words.pgettext(f"vocabulary {self.name}", found.label) if found.label else ""
        if not found.labels:
            return shipped or code
        own = dict(found.labels)
        if words.code in own:
            return own[words.code]
        return shipped if shipped and shipped != found.label else own.get("en") or shipped or found.labels[0][1]

    def shipped_label(self, code: str, words: Words) -> str:
        """The same without the association's own words; "" for a code it added."""
        found = self.by_code.get(code)
        return words.pgettext(f"vocabulary {self.name}", found.label) if found and found.label else ""


def _codes(rows: Iterable[dict[str, object]]) -> tuple[Code, ...]:
    return tuple(Code(**{**row, "aliases": tuple(row.get("aliases", ()))}) for row in rows)  # type: ignore[arg-type]


def made_of(like: Vocabulary, codes: tuple[Code, ...]) -> Vocabulary:
    """A vocabulary like another, of these codes. A code is found by itself, its letters and its other names, the first that has them; one that
    an association added also by the words it has for it, where no other has them."""
    made = replace(like, codes=codes, by_code={each.code: each for each in codes}, _ways_in={})
    for each in codes:
        if not each.group:
            for way in (each.code, each.letters, *each.aliases):
                if way:
                    made._ways_in.setdefault(way.casefold(), each.code)
    for text, code in _own_ways(codes).items():
        made._ways_in.setdefault(text, code)
    return made


def _own_ways(codes: tuple[Code, ...]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for each in codes:
        if each.own:
            for _tongue, text in each.labels:
                found.setdefault(text.casefold(), set()).add(each.code)
    return {text: next(iter(some)) for text, some in found.items() if len(some) == 1}


_over: tuple[tuple[int, Callable[[Vocabulary], Vocabulary]], ...] = ()
"""What is laid over open vocabularies, by whoever laid it, the latest last. A tuple that is only ever put in place of another: a thread
that reads meets the words of before or of after, never half of both."""


def lay_over(whose: object, words: Callable[[Vocabulary], Vocabulary] | None) -> None:
    """Have open vocabularies read through `words` from now on, in this process; None takes away what `whose` laid over them."""
    global _over
    others = tuple(each for each in _over if each[0] != id(whose))
    _over = others if words is None else (*others, (id(whose), words))


def vocabulary(name: str) -> Vocabulary:
    """A vocabulary by name, as the association whose vault is open uses it. Raises `KeyError` for a name that doesn't exist."""
    found, over = shipped(name), _over
    return over[-1][1](found) if over and found.open else found


@lru_cache(maxsize=64)
def shipped(name: str) -> Vocabulary:
    """A vocabulary as this release brings it. Raises `KeyError` for a name that doesn't exist."""
    path = FOLDER / f"{name}.toml"
    if not name.replace("-", "").isalnum() or not path.exists():
        raise KeyError(name)
    data = tomllib.loads(path.read_text("utf-8"))
    codes = _codes(data.get("code", ()))
    if "plain" in data:  # long lists whose labels come from CLDR: `"PL" = "region-europe-east"`
        codes += _codes({"code": each, "parent": parent} for each, parent in data["plain"].items())
    like = Vocabulary(
        name, data.get("title", ""), data.get("source", ""), bool(data.get("reviewed")), (), data.get("labels", "catalog"), bool(data.get("open")),
    )
    return made_of(like, codes)


def names() -> tuple[str, ...]:
    """The names of all vocabularies."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@lru_cache(maxsize=1)
def _regions_by_place() -> dict[str, str]:
    places = tomllib.loads((FOLDER / "region.toml").read_text("utf-8")).get("municipality", {})
    return {fold(place): region for region, listed in places.items() for place in listed}


def places() -> tuple[str, ...]:
    """The places of Iceland that are known here, folded."""
    return tuple(_regions_by_place())


def region_of(municipality: str) -> str | None:
    """The region of Iceland a municipality lies in, as `vocabularies.md` 13 rolls places up; None when it isn't known."""
    return _regions_by_place().get(fold(municipality))
