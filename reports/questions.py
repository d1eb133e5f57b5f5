"""The questions a report can put to the people counted. Each gives its tables from the richest to the poorest that are safe.

Nothing is rounded here: a `Draft` holds sets of people, already merged to classes that may be shown. `figures.draw` takes the
first draft of each question that stands up to the attack together with all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from locales import N_
from models.disclosure import (
    LEAST_CATEGORIES,
    MERGED,
    SENSITIVE_GROUPS,
    SENSITIVE_NEEDS,
    Classes,
    Coin,
    Dimension,
    People,
    Rule,
    merge_all,
    merge_neighbours,
    merge_small,
    rounded,
    singled_out,
)
from models.vocabulary import vocabulary
from reports import counting
from reports.archive import Row
from reports.counting import DECLINED, NOT_ASKED, STAGES, YEARS, answer, by_class, codes, several, union

MOST_CLASSES = 5
"""More classes than that are no reading for a minister; the rest stands together as one."""
At = tuple[str | None, ...]
EVERYBODY, NEEDING, GIVING, WORKING = "everybody", "needing", "giving", "working"
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
class _Head:
    """What a one-way table is called and whom it counts."""

    id: str
    title: str
    dimension: str
    population: str = EVERYBODY


def _list(head: _Head, classes: Classes, rule: Rule, everybody: People, *, partition: bool, rest: bool, total: bool = False) -> Draft:
    covers = not partition and union(classes) >= everybody
    people: dict[At, People] = {(code,): found for code, found in classes.items()}
    if total:
        people[(None,)] = everybody
    dimension = Dimension(head.dimension, tuple(classes), partition, rest, frozenset({(None,)} if covers else ()))
    return Draft(head.id, head.title, head.population, rule, (dimension,), people, hides=rest or not (partition or covers))


def _partition(head: _Head, classes: Classes, base: Base, rule: Rule | None = None) -> list[Draft] | None:
    """The drafts of a question that everybody gives one answer to."""
    if not asked_at_all(classes):
        return None
    rule = rule or base.rule
    classes = _largest(classes, rule, base.coin)
    kept, whole = merge_small(classes, rule.threshold, partition=True)
    drafts = [_list(head, kept, rule, base.everybody, partition=whole, rest=not whole)] if _tells(kept) else []
    coarser = merge_all(classes, rule.threshold)
    if not whole and _tells(coarser):
        drafts.append(_list(head, coarser, rule, base.everybody, partition=True, rest=False))
    return drafts


def _largest(classes: Classes, rule: Rule, coin: Coin) -> dict[str, People]:
    """The largest classes by their printed figure, in their order; all others together."""
    by_figure = sorted((code for code in classes if code != MERGED), key=lambda code: -rounded(classes[code], rule.base, coin))
    kept = frozenset(by_figure[:MOST_CLASSES])
    rest = union({code: people for code, people in classes.items() if code not in kept})
    made = {code: people for code, people in classes.items() if code in kept}
    return {**made, MERGED: rest} if rest else made


def _ordered(head: _Head, classes: Classes, base: Base) -> list[Draft] | None:
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
        drafts.append(_list(head, {**kept, **shown}, rule, base.everybody, partition=False, rest=True))
    merged = merge_neighbours(real, rule.threshold)
    if merged:
        drafts.append(_list(head, {**merged, **shown}, rule, base.everybody, partition=whole, rest=not whole))
    return drafts


def _tells(classes: Classes) -> bool:
    """Whether a list says something: one class, or nothing but silence and one answer, doesn't."""
    return len([code for code in classes if code not in (NOT_ASKED, DECLINED)]) > 1


def people(base: Base) -> list[Draft]:
    """How many people were heard."""
    return [Draft("people", N_("People heard"), EVERYBODY, base.rule, (), {(): base.everybody})]


def gender(base: Base) -> list[Draft] | None:
    return _partition(_Head("gender", N_("Gender"), "gender"), by_class(base.rows, answer("gender"), codes("gender")), base)


def age(base: Base) -> list[Draft] | None:
    bands = by_class(base.rows, answer("age_band", "age-band"), codes("age-band", groups=True))
    return _ordered(_Head("age", N_("Age"), "age_band"), bands, base)


def origin(base: Base) -> list[Draft] | None:
    """World regions where five are safe, else continents."""
    head = _Head("origin", N_("Part of the world"), "origin")
    regions = by_class(base.rows, answer("origin", "country"))
    safe = [code for code, found in regions.items() if len(found) >= base.rule.threshold and code not in (NOT_ASKED, DECLINED)]
    continents = by_class(base.rows, counting.continent("origin"))
    fine, coarse = _partition(head, regions, base), _partition(head, continents, base)
    return [*fine, *coarse] if fine and coarse and len(safe) >= LEAST_CATEGORIES else coarse


def region(base: Base) -> list[Draft] | None:
    return _partition(_Head("region", N_("Area in Iceland"), "region"), by_class(base.rows, answer("region"), codes("region")), base)


def where_now(base: Base) -> list[Draft] | None:
    """Where people stand on their way: arriving, living here, returning."""
    return _ordered(_Head("where-now", N_("Where people are on their way"), "stage_now"), by_class(base.rows, answer("stage", "stage"), STAGES), base)


def years(base: Base) -> list[Draft] | None:
    return _ordered(_Head("years", N_("Years in Iceland"), "years"), by_class(base.rows, counting.years_here(base.day), YEARS), base)


def employment(base: Base) -> list[Draft] | None:
    """In work, looking for it, or neither."""
    found = by_class(base.rows, counting.in_work, counting.WORK)
    return _partition(_Head("employment", N_("Work situation"), "employment"), found, base)


def work_fit(base: Base) -> list[Draft] | None:
    """Work now against work before, among those whose two occupations are known."""
    known = [row for row in base.rows if counting.work_fits(row)]
    if not known:
        return None
    rule = base.rule
    classes = by_class(known, counting.work_fits, (counting.BELOW, counting.FITTING))
    if any(len(found) < rule.threshold for found in classes.values()):
        return []
    head = _Head("work-fit", N_("Work before and now"), "fit", WORKING)
    everybody = counting.everybody(known)
    return [_list(head, classes, rule, everybody, partition=True, rest=False, total=total) for total in _totals(rule, everybody)]


def residence(base: Base) -> list[Draft] | None:
    """The basis of residence, at its own threshold; nothing where nearly everybody has the same."""
    classes = by_class(base.rows, answer("residence_basis"), codes("residence-basis"))
    if asked_at_all(classes) and singled_out(classes, base.everybody, base.strict.threshold):
        return []
    return _partition(_Head("residence", N_("Basis of residence"), "residence_basis"), classes, base, base.strict)


def _totals(rule: Rule, everybody: People) -> tuple[bool, ...]:
    """With the total and, should that tell too much, without; small groups only without."""
    return (False,) if rule.small(len(everybody)) else (True, False)


def needs(base: Base) -> list[Draft] | None:
    """Needs along the way: by kind and stage for many people, by kind for few; by the eight groups where kinds are too small."""
    if not base.needing:
        return None
    safe_kinds = sum(
        len(found) >= (base.strict if code in SENSITIVE_NEEDS else base.rule).threshold for code, found in base.by_need.items()
    )
    drafts: list[Draft] = []
    for groups in (False, True) if safe_kinds >= LEAST_CATEGORIES else (True,):
        kinds = _kinds(base, groups=groups)
        if len(kinds) < 2:
            continue
        if not base.rule.small(len(base.needing)):
            drafts += _by_stage(base, kinds)
        head = _Head("needs", N_("What people need"), "category", NEEDING)
        classes = {code: union({each: base.by_need[each] for each in members}) for code, members in kinds.items()}
        drafts += [_list(head, classes, base.rule, base.needing, partition=False, rest=False, total=total)
                   for total in _totals(base.rule, base.needing)]
    return [*drafts, *_number("needs", N_("People who told us of a need"), NEEDING, base.needing, base.rule)]


def _number(name: str, title: str, population: str, found: People, rule: Rule) -> list[Draft]:
    """A single number where no list is safe."""
    return [Draft(name, title, population, rule, (), {(): found})] if len(found) >= rule.threshold else []


def _kinds(base: Base, *, groups: bool) -> dict[str, tuple[str, ...]]:
    """The classes of needs to show, each with the kinds it holds; those with a threshold of their own are shown apart.

    The largest by their printed figure; what is left over stands together when it is enough people.
    """
    listed = vocabulary("need-category")
    held: dict[str, list[str]] = {}
    for code in base.by_need:
        group = listed.group_of(code)
        if code not in SENSITIVE_NEEDS and not (groups and group in SENSITIVE_GROUPS):
            held.setdefault(group if groups else code, []).append(code)
    found = {code: union({each: base.by_need[each] for each in members}) for code, members in held.items()}
    safe = [code for code, people in found.items() if len(people) >= base.rule.threshold and people]
    largest = sorted(safe, key=lambda code: -rounded(found[code], base.rule.base, base.coin))[:MOST_CLASSES]
    made = {code: tuple(held[code]) for code in held if code in largest}
    left = tuple(each for code in held if code not in largest for each in held[code])
    if len(union({code: base.by_need[code] for code in left})) >= base.rule.threshold:
        made[MERGED] = left
    return made


def _by_stage(base: Base, kinds: Mapping[str, tuple[str, ...]]) -> list[Draft]:
    """Kinds by stage, with totals: only for many people. A stage too few people are at isn't shown."""
    at = base.by_need_and_stage
    kinds_shown = [each for members in kinds.values() for each in members]
    cells = {
        (code, stage): union({each: at.get((each, stage), frozenset()) for each in members})
        for code, members in kinds.items() for stage in STAGES
    }  # fmt: skip
    of_stage = {stage: union({each: at.get((each, stage), frozenset()) for each in kinds_shown}) for stage in STAGES}
    stages = [stage for stage in STAGES if len(of_stage[stage]) >= base.rule.threshold]
    if len(stages) < 2:
        return []
    of_kind = {code: union({each: base.by_need[each] for each in members}) for code, members in kinds.items()}
    shown: dict[At, People] = {at: found for at, found in cells.items() if at[1] in stages}
    margins: dict[At, People] = {**{(code, None): found for code, found in of_kind.items()}, **{(None, stage): of_stage[stage] for stage in stages}}
    everything = union(of_kind)
    columns: set[At] = {(None, stage) for stage in stages} | ({(None, None)} if everything == base.needing else set())
    rows: set[At] = {(code, None) for code in kinds if union({stage: cells[code, stage] for stage in stages}) == of_kind[code]}
    dimensions = (
        Dimension("category", tuple(kinds), covers=frozenset(columns)),
        Dimension("stage", tuple(stages), covers=frozenset(rows)),
    )
    title = N_("What people need, from arrival to return")
    return [Draft("needs-by-stage", title, NEEDING, base.rule, dimensions, {**shown, **more}, hides=everything != base.needing)
            for more in (margins, {})]


def protection(base: Base) -> list[Draft] | None:
    """Needs of safety and legal status, at a threshold of their own; not where nearly everybody has them."""
    rule, listed = base.strict, vocabulary("need-category")
    kinds = {code: found for code, found in base.by_need.items() if code in SENSITIVE_NEEDS}
    if not union(kinds):
        return None
    grouped = {
        group: union({code: found for code, found in base.by_need.items() if listed.group_of(code) == group})
        for group in sorted(SENSITIVE_GROUPS)
    }  # fmt: skip
    head = _Head("protection", N_("Safety and legal status"), "category", NEEDING)
    drafts = []
    for classes in (kinds, grouped):
        safe = {code: found for code, found in classes.items() if len(found) >= rule.threshold}
        if safe and not singled_out(safe, base.everybody, rule.threshold) and not singled_out(safe, base.needing, 1):
            drafts.append(_list(head, safe, rule, base.needing, partition=False, rest=False))
    return drafts


def contributions(base: Base) -> list[Draft] | None:
    """What people give, by kind."""
    if not base.giving:
        return None
    listed = codes("contribution-type")
    found = several(base.rows, lambda row: (gift.get("type", "") for gift in row.contributions), listed)
    found = _largest(found, base.rule, base.coin)
    kept, _ = merge_small(found, base.rule.threshold, partition=False)
    head = _Head("contributions", N_("What people give"), "type", GIVING)
    drafts = []
    if len(kept) > 1:
        drafts = [_list(head, kept, base.rule, base.giving, partition=False, rest=False, total=total)
                  for total in _totals(base.rule, base.giving)]
    return [*drafts, *_number("contributions", N_("People who told us what they give"), GIVING, base.giving, base.rule)]


QUESTIONS: Mapping[str, tuple[str, Callable[[Base], Sequence[Draft] | None], frozenset[str]]] = {
    "people": (N_("People heard"), people, frozenset()),
    "gender": (N_("Gender"), gender, frozenset()),
    "age": (N_("Age"), age, frozenset()),
    "needs": (N_("What people need"), needs, frozenset()),
    "contributions": (N_("What people give"), contributions, frozenset()),
    "work-fit": (N_("Work before and now"), work_fit, frozenset()),
    "employment": (N_("Work situation"), employment, frozenset()),
    "where-now": (N_("Where people are on their way"), where_now, frozenset()),
    "origin": (N_("Part of the world"), origin, frozenset({"origin"})),
    "protection": (N_("Safety and legal status"), protection, frozenset()),
    "residence": (N_("Basis of residence"), residence, frozenset({"residence_basis"})),
    "region": (N_("Area in Iceland"), region, frozenset({"region"})),
    "years": (N_("Years in Iceland"), years, frozenset()),
}
"""Every question by name: its title, its drafts, and the fields it crosses with a filter. Asked in this order."""


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The questions among some names, in the order in which they are asked."""
    wanted = frozenset(names)
    return tuple(name for name in QUESTIONS if name in wanted)
