"""Safe figures: which counts of people may be printed, merged and rounded so that nobody can be worked out from them.

Pure functions over sets of ids. A count is first merged into classes of at least `threshold` people, then rounded to `base` by a
keyed coin over the people counted and nothing else, so that the same people have the same figure in every table. Source of the
rules: `docs/figures.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

AUDIENCES = ("internal", "ministry", "public")
"""From the loosest to the strictest."""
THRESHOLDS: Mapping[str, int] = {"internal": 3, "ministry": 5, "public": 10}
SENSITIVE_THRESHOLD = 10
"""Violence, trafficking and legal status: never fewer than ten people, whoever reads it."""
SENSITIVE_NEEDS = frozenset({"legal-status", "protection-procedure", "violence", "trafficking"})
SENSITIVE_GROUPS = frozenset({"group-status", "group-safety"})
"""The groups of needs that hold a sensitive one."""
SENSITIVE_FIELDS = frozenset({"residence_basis"})

SMALL = 30
"""Under so many times the threshold of people, a table has no totals."""
PERCENT_BASE = 30
"""The least printed figure a percentage is made over. Our own choice."""
LEAST_CATEGORIES = 5
"""So many safe categories make a table worth printing; under that, groups."""
MERGED = "merged"
"""The code of the class that takes in what is too small to stand alone."""
_BASES = (5, 10, 20, 50, 100)

People = frozenset[str]
Classes = Mapping[str, People]
Coin = Callable[[Iterable[str]], bytes]


@dataclass(frozen=True)
class Rule:
    """The least people of a printed class (`threshold`, k) and what counts are rounded to (`base`, never below it)."""

    threshold: int
    base: int

    def small(self, people: int) -> bool:
        """Whether a table of so many people is a small group's, without totals."""
        return people < SMALL * self.threshold


def rule_for(audience: str, raised: int | None = None, *, sensitive: bool = False) -> Rule:
    """The rule for an audience. The association may raise the threshold (`raised`), never lower it; never below three."""
    threshold = max(THRESHOLDS[audience], raised or 0, SENSITIVE_THRESHOLD if sensitive else 0)
    return Rule(threshold, next((base for base in _BASES if base >= threshold), threshold))


def stricter(audience: str, other: str | None) -> str:
    """The stricter of two audiences: a kind of report has its own, which may be asked to be stricter and never looser."""
    return max(audience, other or audience, key=AUDIENCES.index)


@dataclass(frozen=True)
class Dimension:
    """A question of a table and the classes shown of it.

    `partition`: everybody of the population is in exactly one class. `rest`: as a partition, except that fewer people than the
    threshold (or nobody) are in classes not shown. `covers`: the places all of whose people are in one shown class at least.
    """

    code: str
    classes: tuple[str, ...]
    partition: bool = False
    rest: bool = False
    covers: frozenset[tuple[str | None, ...]] = frozenset()


@dataclass(frozen=True)
class Cell:
    """One figure. `at` has a class for every dimension, None for all of them; `shown` is None when it isn't a number."""

    at: tuple[str | None, ...]
    shown: int | None
    how: Literal["rounded", "few", "hidden"]


@dataclass(frozen=True)
class SafeTable:
    """A table of rounded counts of the people of one population."""

    id: str
    population: str
    rule: Rule
    dimensions: tuple[Dimension, ...]
    cells: tuple[Cell, ...]

    def cell(self, *at: str | None) -> Cell | None:
        return next((each for each in self.cells if each.at == at), None)

    def shown(self, *at: str | None) -> int | None:
        """The printed number at a place; None for "few or none" and for what isn't printed."""
        found = self.cell(*at)
        return found.shown if found else None


def rounded(people: Collection[str], base: int, coin: Coin) -> int:
    """A count rounded to a multiple of `base` without bias: up with probability remainder/base, by the keyed coin of these people."""
    whole, remainder = divmod(len(people), base)
    if not remainder:
        return whole * base
    toss = int.from_bytes(coin(people)[:8], "big")
    return (whole + ((toss * base) >> 64 < remainder)) * base


def cell(at: tuple[str | None, ...], people: Collection[str], rule: Rule, coin: Coin) -> Cell:
    """A figure for the people at a place of a table; a rounded zero is "few or none"."""
    number = rounded(people, rule.base, coin)
    return Cell(at, number, "rounded") if number else Cell(at, None, "few")


def table(
    name: str,
    population: str,
    rule: Rule,
    dimensions: Sequence[Dimension],
    people: Mapping[tuple[str | None, ...], People],
    coin: Coin,
) -> SafeTable:
    """A table from the people at each place."""
    return SafeTable(name, population, rule, tuple(dimensions), tuple(cell(at, found, rule, coin) for at, found in people.items()))


def merge_small(classes: Classes, threshold: int, *, partition: bool) -> tuple[dict[str, People], bool]:
    """The classes of at least `threshold` people, and the others together as `MERGED` where they reach it.

    Also tells whether the classes left are a partition still. Where the others don't reach the threshold they aren't printed,
    whether anybody is in them or not: a class that appears only when somebody is in it would tell that somebody is.
    """
    kept = {code: people for code, people in classes.items() if len(people) >= threshold and code != MERGED}
    rest = frozenset[str]().union(*(people for code, people in classes.items() if code not in kept))
    if len(rest) >= threshold:
        return {**kept, MERGED: rest}, partition
    return kept, False


def merge_all(classes: Classes, threshold: int) -> dict[str, People]:
    """A coarser partition: what is too small goes together with the smallest class that isn't. Empty when one class is left."""
    merged, whole = merge_small(classes, threshold, partition=True)
    if whole or len(merged) < 2:
        return merged if len(merged) > 1 else {}
    least = min(merged, key=lambda code: (len(merged[code]), code))
    rest = frozenset[str]().union(*classes.values()).difference(*(people for code, people in merged.items() if code != least))
    made = {**{code: people for code, people in merged.items() if code != least}, MERGED: rest}
    return made if len(made) > 1 else {}


def merge_neighbours(classes: Classes, threshold: int) -> dict[str, People]:
    """Classes in an order (ages, years, stages), small ones joined to the smaller neighbour: `18-29` and `30-49` to `18-29+30-49`.

    A class without anybody is small too, for the reason told at `merge_small`. Empty when one class is left.
    """
    made = list(classes.items())
    while len(made) > 1:
        at = next((place for place, (_, people) in enumerate(made) if len(people) < threshold), None)
        if at is None:
            return dict(made)
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(made)]
        other = min(beside, key=lambda place: len(made[place][1]))
        first, second = sorted((at, other))
        made[first : second + 1] = [(f"{made[first][0]}+{made[second][0]}", made[first][1] | made[second][1])]
    return {}


def singled_out(classes: Classes, everybody: Collection[str], threshold: int) -> frozenset[str]:
    """Classes that all but a few people of a population are in: to print one would tell about anybody known to be in it."""
    return frozenset(code for code, people in classes.items() if len(everybody) - len(people) < threshold)


def percent(part: int | None, base: int | None) -> float | None:
    """A share made from two printed figures; None where the base is too small or rounding made the part larger than its base."""
    if part is None or base is None or base < PERCENT_BASE or part > base:
        return None
    return part / base
