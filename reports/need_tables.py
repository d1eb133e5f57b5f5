"""What people need: by kind and stage for many people, by kind for few, by the eight groups where kinds are too small."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from locales import N_
from models.disclosure import LEAST_CATEGORIES, MERGED, SENSITIVE_GROUPS, Dimension, People, rounded, singled_out
from models.need import kinds_counted_strictly
from models.vocabulary import vocabulary
from reports.case_tables import crossed_by_state
from reports.counting import STAGES, STATES, state_of, union
from reports.drafts import MOST_CLASSES, NEEDING, At, Base, Draft, Head, number, one_way


def needs(base: Base) -> list[Draft] | None:
    """Needs along the way: by kind and stage for many people, by kind for few; by the eight groups where kinds are too small."""
    return _drafts(base, lambda kinds: [] if base.rule.small(len(base.needing)) else _by_stage(base, kinds)) if base.needing else None


def needs_by_state(base: Base) -> list[Draft] | None:
    """Open and closed needs by kind, or by the eight groups; where that tells too much, needs by kind alone."""
    return _drafts(base, lambda kinds: _by_state(base, kinds)) if base.needing else None


def _drafts(base: Base, crossed: Callable[[Mapping[str, tuple[str, ...]]], list[Draft]]) -> list[Draft]:
    strict = kinds_counted_strictly()
    safe_kinds = sum(len(found) >= (base.strict if code in strict else base.rule).threshold for code, found in base.by_need.items())
    drafts: list[Draft] = []
    for groups in (False, True) if safe_kinds >= LEAST_CATEGORIES else (True,):
        kinds = _kinds(base, groups=groups)
        if len(kinds) < 2:
            continue
        drafts += crossed(kinds)
        head = Head("needs", N_("What people need"), "category", NEEDING)
        classes = {code: union({each: base.by_need[each] for each in members}) for code, members in kinds.items()}
        drafts.append(one_way(head, classes, base.rule, base.needing, partition=False, rest=False))
    return [*drafts, *number("needs", N_("People who told us of a need"), NEEDING, base.needing, base.rule)]


def _kinds(base: Base, *, groups: bool) -> dict[str, tuple[str, ...]]:
    """The classes of needs to show, each with the kinds it holds; those with a threshold of their own are shown apart.

    The largest by their printed figure; what is left over stands together when it is enough people.
    """
    listed, strict = vocabulary("need-category"), kinds_counted_strictly()
    held: dict[str, list[str]] = {}
    for code in base.by_need:
        group = listed.group_of(code)
        if code not in strict and not (groups and group in SENSITIVE_GROUPS):
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
    margins: dict[At, People] = {
        **{(code, None): found for code, found in of_kind.items()},
        **{(None, stage): of_stage[stage] for stage in stages},
    }
    everything = union(of_kind)
    columns: set[At] = {(None, stage) for stage in stages} | ({(None, None)} if everything == base.needing else set())
    rows: set[At] = {(code, None) for code in kinds if union({stage: cells[code, stage] for stage in stages}) == of_kind[code]}
    dimensions = (
        Dimension("category", tuple(kinds), covers=frozenset(columns)),
        Dimension("stage", tuple(stages), covers=frozenset(rows)),
    )
    title = N_("What people need, from arrival to return")
    return [
        Draft("needs-by-stage", title, NEEDING, base.rule, dimensions, {**shown, **more}, hides=everything != base.needing) for more in (margins, {})
    ]


def _by_state(base: Base, kinds: Mapping[str, tuple[str, ...]]) -> list[Draft]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in base.rows:
        for need in row.needs:
            found.setdefault((need.get("category", ""), state_of(need)), set()).add(row.member)
    at = {place: frozenset(people) for place, people in found.items()}
    cells = {
        (code, state): union({each: at.get((each, state), frozenset()) for each in members}) for code, members in kinds.items() for state in STATES
    }
    return crossed_by_state(Head("needs-by-state", N_("Open and closed needs"), "category", NEEDING), cells, base)


def protection(base: Base) -> list[Draft] | None:
    """Needs of safety and legal status, at a threshold of their own; not where nearly everybody has them."""
    rule, listed, strict = base.strict, vocabulary("need-category"), kinds_counted_strictly()
    kinds = {code: found for code, found in base.by_need.items() if code in strict}
    if not union(kinds):
        return None
    grouped = {
        group: union({code: found for code, found in base.by_need.items() if listed.group_of(code) == group})
        for group in sorted(SENSITIVE_GROUPS)
    }  # fmt: skip
    head = Head("protection", N_("Safety and legal status"), "category", NEEDING)
    drafts = []
    for classes in (kinds, grouped):
        safe = {code: found for code, found in classes.items() if len(found) >= rule.threshold}
        if safe and not singled_out(safe, base.everybody, rule.threshold) and not singled_out(safe, base.needing, 1):
            drafts.append(one_way(head, safe, rule, base.needing, partition=False, rest=False))
    return drafts
