"""The attack on a page before it is set: what could somebody work out who reads all of its tables and knows how they are made?

Every figure is an interval (a 15 rounded to 5 stands for 11 to 19 people, "few or none" for 0 to 4), every table gives sums and
bounds between them. Interval propagation narrows every unknown until nothing moves. It is a weaker reader than an exact solver and
never claims more than is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.disclosure import MERGED, Cell, Dimension, SafeTable

_MOST = 10**9
Key = tuple[str, frozenset[tuple[str, str]]]
"""A set of people: the population, and the class of each question that is asked of them."""


@dataclass(frozen=True)
class Proof:
    """What could be worked out: between `least` and `most` people stand at a place, which nobody should know."""

    table: str
    at: tuple[str | None, ...]
    least: int
    most: int


@dataclass
class _Known:
    least: dict[Key, int] = field(default_factory=dict)
    most: dict[Key, int] = field(default_factory=dict)
    moved: bool = False

    def add(self, key: Key) -> Key:
        self.least.setdefault(key, 0)
        self.most.setdefault(key, _MOST)
        return key

    def at_least(self, key: Key, value: int) -> None:
        if value > self.least[key]:
            self.least[key], self.moved = value, True

    def at_most(self, key: Key, value: int) -> None:
        if value < self.most[key]:
            self.most[key], self.moved = max(value, 0), True


@dataclass(frozen=True)
class _Bond:
    """How parts and a whole hang together: `exact` parts sum up to the whole, `cover` they reach it at least."""

    whole: Key
    parts: tuple[Key, ...]
    exact: bool
    cover: bool


def bounds(tables: Sequence[SafeTable], within: Mapping[str, str | Key] | None = None) -> dict[Key, tuple[int, int]]:
    """The least and the most people each place can hold, for a reader of all tables.

    `within` names, by population, a larger one that holds it; or the place of a larger one whose people are exactly these.
    """
    known, bonds = _Known(), list[_Bond]()
    for each in tables:
        _read_figures(known, each)
        bonds += _bonds(known, each)
    bonds += _containments(known, within or {})
    for _ in range(1000):
        known.moved = False
        for bond in bonds:
            _narrow(known, bond)
        if not known.moved:
            break
    return {key: (known.least[key], known.most[key]) for key in known.least}


def proven(tables: Sequence[SafeTable], within: Mapping[str, str | Key] | None = None) -> tuple[Proof, ...]:
    """The places of which too much could be proven: an exact count, or that there are some people and fewer than the threshold."""
    found = bounds(tables, within)
    proofs: dict[tuple[str, tuple[str | None, ...]], Proof] = {}
    for each in tables:
        for at, key in _places(each):
            least, most = found[key]
            if least >= most or (least >= 1 and most < each.rule.threshold):
                proofs[each.id, at] = Proof(each.id, at, least, most)
    return tuple(proofs.values())


def key_of(one: SafeTable, at: Iterable[str | None]) -> Key:
    """The set of people at a place of a table."""
    return one.population, frozenset((each.code, _name(each, code)) for each, code in zip(one.dimensions, at, strict=True) if code is not None)


def _name(dimension: Dimension, code: str) -> str:
    """What a class is known by among all tables: the merged one by the classes beside it, for it stands for everything but those."""
    return code if code != MERGED else f"{MERGED} {sorted(dimension.classes)}"


def _rest_key(one: SafeTable, dimension: Dimension) -> Key:
    return one.population, frozenset({(dimension.code, f"\0rest {sorted(dimension.classes)}")})


def _places(one: SafeTable) -> list[tuple[tuple[str | None, ...], Key]]:
    """The places of a table's figures, and of the people it doesn't show."""
    places = [(each.at, key_of(one, each.at)) for each in one.cells]
    return places + [((dimension.code, None), _rest_key(one, dimension)) for dimension in one.dimensions if dimension.rest]


def _read_figures(known: _Known, one: SafeTable) -> None:
    for each in one.cells:
        key = known.add(key_of(one, each.at))
        least, most = interval(each, one.rule.base)
        known.at_least(key, least)
        known.at_most(key, most)
    for at, dimension in enumerate(one.dimensions):
        if dimension.rest:
            known.at_most(known.add(_rest_key(one, dimension)), one.rule.threshold - 1)
        for code in dimension.classes:  # whoever knows the rules knows that no class stands for fewer
            place = [code if number == at else None for number in range(len(one.dimensions))]
            known.at_least(known.add(key_of(one, place)), one.rule.threshold)


def interval(one: Cell, base: int) -> tuple[int, int]:
    """The counts that a printed figure can stand for."""
    if one.how == "hidden":
        return 0, _MOST
    shown = one.shown or 0
    return max(0, shown - base + 1), shown + base - 1


def _bonds(known: _Known, one: SafeTable) -> list[_Bond]:
    made: list[_Bond] = []
    for at, dimension in enumerate(one.dimensions):
        lines: dict[tuple[str | None, ...], list[Key]] = {}
        for each in one.cells:
            if each.at[at] is not None:
                lines.setdefault((*each.at[:at], None, *each.at[at + 1 :]), []).append(key_of(one, each.at))
        for place, parts in lines.items():
            complete = len(parts) == len(dimension.classes)
            apart = (dimension.partition or dimension.rest) and complete
            if apart and dimension.rest and all(code is None for code in place):
                parts = [*parts, _rest_key(one, dimension)]
            whole = known.add(key_of(one, place))
            exact = apart and (dimension.partition or all(code is None for code in place))
            made.append(_Bond(whole, tuple(parts), exact, exact or (place in dimension.covers and complete)))
    return made


def _containments(known: _Known, within: Mapping[str, str | Key]) -> list[_Bond]:
    made: list[_Bond] = []
    for key in [key for key in known.least if not key[1] and key[0] in within]:
        larger = within[key[0]]
        if isinstance(larger, str):
            made.append(_Bond(known.add((larger, frozenset())), (key,), exact=False, cover=False))
        else:
            made.append(_Bond(known.add(larger), (key,), exact=True, cover=True))
            made.append(_Bond(known.add((larger[0], frozenset())), (larger,), exact=False, cover=False))
    return made


def _narrow(known: _Known, bond: _Bond) -> None:
    least = sum(known.least[part] for part in bond.parts)
    most = sum(known.most[part] for part in bond.parts)
    whole = bond.whole
    known.at_least(whole, least if bond.exact else max(known.least[part] for part in bond.parts))
    if bond.cover:
        known.at_most(whole, most)
    for part in bond.parts:
        others = least - known.least[part] if bond.exact else 0
        known.at_most(part, known.most[whole] - others)
        if bond.cover:
            known.at_least(part, known.least[whole] - (most - known.most[part]))
