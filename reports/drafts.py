"""Tables before rounding: sets of people merged to classes that may be shown, from the richest form to the poorest.

Nothing is rounded here. `figures.draw` takes the first draft of each question that stands up to the attack with all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.disclosure import MERGED, Classes, Coin, Dimension, People, Rule, merge_all, merge_neighbours, merge_small, rounded
from reports import counting
from reports.archive import Row
from reports.counting import DECLINED, NOT_ASKED, STATES, codes, several, state_of, union

MOST_CLASSES = 5
"""More classes than that are no reading for a minister; the rest stands together as one."""
At = tuple[str | None, ...]
EVERYBODY, NEEDING, GIVING, WORKING = "everybody", "needing", "giving", "working"
OPENED, CLOSED, REFERRED, TELLING = "opened", "closed", "referred", "telling"
"""The populations a table can count."""


@dataclass(frozen=True)
class Draft:
    """A table before rounding: the people at each place. `hides` tells that answers few people gave aren't in it."""

    id: str
    title: str
    population: str
    rule: Rule
    dimensions: tuple[Dimension, ...]
    people: Mapping[At, People]
    hides: bool = False


@dataclass(frozen=True)
class Base:
    """The people a report counts, and the rules it counts them by."""

    rows: tuple[Row, ...]
    rule: Rule
    strict: Rule
    """The rule for violence, trafficking and legal status."""
    day: str
    coin: Coin

    @cached_property
    def everybody(self) -> People:
        return counting.everybody(self.rows)

    @cached_property
    def needing(self) -> People:
        return frozenset(row.member for row in self.rows if row.needs)

    @cached_property
    def giving(self) -> People:
        return frozenset(row.member for row in self.rows if row.contributions)

    @cached_property
    def by_state(self) -> dict[str, People]:
        """People with an open need, and people with one that has come to an end; somebody may be both."""
        return several(self.rows, lambda row: (state_of(need) for need in row.needs), STATES)

    @cached_property
    def referred(self) -> People:
        return frozenset(row.member for row in self.rows if row.referrals)

    @cached_property
    def old(self) -> bool:
        """Whether the snapshot was drawn before referrals, themes and what a contribution brings were frozen."""
        return any(row.referrals is None for row in self.rows)

    @cached_property
    def by_need(self) -> dict[str, People]:
        listed = codes("need-category")
        return several(self.rows, lambda row: (need.get("category", "") for need in row.needs), listed)

    @cached_property
    def by_need_and_stage(self) -> dict[tuple[str, str], People]:
        found: dict[tuple[str, str], set[str]] = {}
        for row in self.rows:
            for need in row.needs:
                found.setdefault((need.get("category", ""), counting.stage_of(need, row)), set()).add(row.member)
        return {at: frozenset(people) for at, people in found.items()}


def asked_at_all(classes: Classes) -> bool:
    """Whether anybody was asked: a section that a vault doesn't hold doesn't appear."""
    return any(people for code, people in classes.items() if code != NOT_ASKED)


@dataclass(frozen=True)
class Head:
    """What a one-way table is called and whom it counts."""

    id: str
    title: str
    dimension: str
    population: str = EVERYBODY


def one_way(head: Head, classes: Classes, rule: Rule, everybody: People, *, partition: bool, rest: bool, total: bool = False) -> Draft:
    covers = not partition and union(classes) >= everybody
    people: dict[At, People] = {(code,): found for code, found in classes.items()}
    if total:
        people[(None,)] = everybody
    dimension = Dimension(head.dimension, tuple(classes), partition, rest, frozenset({(None,)} if covers else ()))
    return Draft(head.id, head.title, head.population, rule, (dimension,), people, hides=rest or not (partition or covers))


def partition(head: Head, classes: Classes, base: Base, rule: Rule | None = None) -> list[Draft] | None:
    """The drafts of a question that everybody gives one answer to."""
    if not asked_at_all(classes):
        return None
    rule = rule or base.rule
    classes = largest(classes, rule, base.coin)
    kept, whole = merge_small(classes, rule.threshold, partition=True)
    drafts = [one_way(head, kept, rule, base.everybody, partition=whole, rest=not whole)] if _tells(kept) else []
    coarser = merge_all(classes, rule.threshold)
    if not whole and _tells(coarser):
        drafts.append(one_way(head, coarser, rule, base.everybody, partition=True, rest=False))
    return drafts


def largest(classes: Classes, rule: Rule, coin: Coin) -> dict[str, People]:
    """The largest classes by their printed figure, in their order; all others together."""
    by_figure = sorted((code for code in classes if code != MERGED), key=lambda code: -rounded(classes[code], rule.base, coin))
    kept = frozenset(by_figure[:MOST_CLASSES])
    rest = union({code: people for code, people in classes.items() if code not in kept})
    made = {code: people for code, people in classes.items() if code in kept}
    return {**made, MERGED: rest} if rest else made


def ordered(head: Head, classes: Classes, base: Base) -> list[Draft] | None:
    """The drafts of a question whose answers have an order: neighbours are merged, silence isn't anybody's neighbour."""
    if not asked_at_all(classes):
        return None
    rule = base.rule
    real = {code: people for code, people in classes.items() if code not in (NOT_ASKED, DECLINED, "unknown")}
    silent = union({code: people for code, people in classes.items() if code not in real})
    shown = {MERGED: silent} if len(silent) >= rule.threshold else {}
    whole = bool(shown)
    drafts = []
    kept = {code: people for code, people in real.items() if len(people) >= rule.threshold}
    if len(kept) > 2 and len(union(real)) - len(union(kept)) + (0 if whole else len(silent)) < rule.threshold:
        drafts.append(one_way(head, {**kept, **shown}, rule, base.everybody, partition=False, rest=True))
    merged = merge_neighbours(real, rule.threshold)
    if merged:
        drafts.append(one_way(head, {**merged, **shown}, rule, base.everybody, partition=whole, rest=not whole))
    return drafts


def _tells(classes: Classes) -> bool:
    """Whether a list says something: one class, or nothing but silence and one answer, doesn't."""
    return len([code for code in classes if code not in (NOT_ASKED, DECLINED)]) > 1


def totals(rule: Rule, everybody: People) -> tuple[bool, ...]:
    """With the total and, should that tell too much, without; small groups only without."""
    return (False,) if rule.small(len(everybody)) else (True, False)


def number(name: str, title: str, population: str, found: People, rule: Rule) -> list[Draft]:
    """A single number where no list is safe."""
    return [Draft(name, title, population, rule, (), {(): found})] if len(found) >= rule.threshold else []
