"""The questions a report can put to the people counted. Each gives its drafts from the richest to the poorest that are safe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from locales import N_
from models.disclosure import LEAST_CATEGORIES, merge_small, rounded, singled_out
from reports import counting
from reports.case_tables import case_age, need_stages, referral_outcome, resolution, urgency
from reports.counting import DECLINED, NOT_ASKED, STAGES, YEARS, answer, by_class, codes, several
from reports.drafts import EVERYBODY, GIVING, TELLING, WORKING, Base, Draft, Head, asked_at_all, largest, number, one_way, ordered, partition, totals
from reports.need_tables import needs, needs_by_state, protection


def people(base: Base) -> list[Draft]:
    """How many people were heard."""
    return [Draft("people", N_("People heard"), EVERYBODY, base.rule, (), {(): base.everybody})]


def gender(base: Base) -> list[Draft] | None:
    return partition(Head("gender", N_("Gender"), "gender"), by_class(base.rows, answer("gender"), codes("gender")), base)


def age(base: Base) -> list[Draft] | None:
    bands = by_class(base.rows, answer("age_band", "age-band"), codes("age-band", groups=True))
    return ordered(Head("age", N_("Age"), "age_band"), bands, base)


def origin(base: Base) -> list[Draft] | None:
    """World regions where five are safe, else continents."""
    head = Head("origin", N_("Part of the world"), "origin")
    regions = by_class(base.rows, answer("origin", "country"))
    safe = [code for code, found in regions.items() if len(found) >= base.rule.threshold and code not in (NOT_ASKED, DECLINED)]
    continents = by_class(base.rows, counting.continent("origin"))
    fine, coarse = partition(head, regions, base), partition(head, continents, base)
    return [*fine, *coarse] if fine and coarse and len(safe) >= LEAST_CATEGORIES else coarse


def region(base: Base) -> list[Draft] | None:
    return partition(Head("region", N_("Area in Iceland"), "region"), by_class(base.rows, answer("region"), codes("region")), base)


def where_now(base: Base) -> list[Draft] | None:
    """Where people stand on their way: arriving, living here, returning."""
    return ordered(
        Head("where-now", N_("Where people are on their way"), "stage_now"),
        by_class(base.rows, answer("stage", "stage"), STAGES),
        base,
    )


def years(base: Base) -> list[Draft] | None:
    return ordered(Head("years", N_("Years in Iceland"), "years"), by_class(base.rows, counting.years_here(base.day), YEARS), base)


def employment(base: Base) -> list[Draft] | None:
    """In work, looking for it, or neither."""
    found = by_class(base.rows, counting.in_work, counting.WORK)
    return partition(Head("employment", N_("Work situation"), "employment"), found, base)


def work_fit(base: Base) -> list[Draft] | None:
    """Work now against work before, among those whose two occupations are known."""
    known = [row for row in base.rows if counting.work_fits(row)]
    if not known:
        return None
    rule = base.rule
    classes = by_class(known, counting.work_fits, (counting.BELOW, counting.FITTING))
    if any(len(found) < rule.threshold for found in classes.values()):
        return []
    head = Head("work-fit", N_("Work before and now"), "fit", WORKING)
    everybody = counting.everybody(known)
    return [one_way(head, classes, rule, everybody, partition=True, rest=False, total=total) for total in totals(rule, everybody)]


def residence(base: Base) -> list[Draft] | None:
    """The basis of residence, at its own threshold; nothing where nearly everybody has the same."""
    classes = by_class(base.rows, answer("residence_basis"), codes("residence-basis"))
    if asked_at_all(classes) and singled_out(classes, base.everybody, base.strict.threshold):
        return []
    return partition(Head("residence", N_("Basis of residence"), "residence_basis"), classes, base, base.strict)


def contributions(base: Base) -> list[Draft] | None:
    """What people give, by kind."""
    if not base.giving:
        return None
    listed = codes("contribution-type")
    found = several(base.rows, lambda row: (gift.get("type", "") for gift in row.contributions), listed)
    found = largest(found, base.rule, base.coin)
    kept, _ = merge_small(found, base.rule.threshold, partition=False)
    head = Head("contributions", N_("What people give"), "type", GIVING)
    drafts = []
    if len(kept) > 1:
        drafts = [one_way(head, kept, base.rule, base.giving, partition=False, rest=False, total=total) for total in totals(base.rule, base.giving)]
    return [*drafts, *number("contributions", N_("People who told us what they give"), GIVING, base.giving, base.rule)]


def whom(base: Base) -> list[Draft] | None:
    """Whom it benefits that people give."""
    return _of_gifts(base, Head("whom", N_("For whom"), "whom", GIVING), lambda gift: (gift.get("whom", ""),), codes("beneficiaries"))


def benefits(base: Base) -> list[Draft] | None:
    """Who told us what it brings: to themselves, to the community."""
    head = Head("benefits", N_("What it brings"), "benefit", GIVING)
    return _of_gifts(base, head, lambda gift: gift.get("benefits", "").split(), ("person", "community"))


def _of_gifts(base: Base, head: Head, answers: Callable[[Mapping[str, str]], Iterable[str]], order: Sequence[str]) -> list[Draft] | None:
    found = several(base.rows, lambda row: (code for gift in row.contributions for code in answers(gift)), order)
    if not counting.union(found):
        return None
    kept, _ = merge_small(largest(found, base.rule, base.coin), base.rule.threshold, partition=False)
    return [one_way(head, kept, base.rule, base.giving, partition=False, rest=False)] if len(kept) > 1 else []


def themes(base: Base) -> list[Draft] | None:
    """What stories speak of: people, not passages. Exploitation and discrimination are themes too, so all of them are counted by the strict rule."""
    telling = frozenset(row.member for row in base.rows if row.themes)
    if not telling:
        return None
    found = several(base.rows, lambda row: row.themes or (), sorted({theme for row in base.rows for theme in row.themes or ()}))
    by_figure = sorted(found, key=lambda code: (-rounded(found[code], base.strict.base, base.coin), code))[:MOST_THEMES]
    kept = {code: found[code] for code in by_figure if len(found[code]) >= base.strict.threshold}
    head = Head("themes", N_("What stories speak of"), "theme", TELLING)
    return [one_way(head, kept, base.strict, telling, partition=False, rest=False)] if len(kept) > 1 else []


MOST_THEMES = 12
QUESTIONS: Mapping[str, tuple[str, Callable[[Base], Sequence[Draft] | None], frozenset[str]]] = {
    "people": (N_("People heard"), people, frozenset()),
    "gender": (N_("Gender"), gender, frozenset()),
    "age": (N_("Age"), age, frozenset()),
    "needs": (N_("What people need"), needs, frozenset()),
    "needs-by-state": (N_("Open and closed needs"), needs_by_state, frozenset()),
    "need-stages": (N_("Open and closed needs, from arrival to return"), need_stages, frozenset()),
    "urgency": (N_("Open and closed needs, by urgency"), urgency, frozenset()),
    "case-age": (N_("How long open needs have been open"), case_age, frozenset()),
    "resolution": (N_("How long it took until needs were closed"), resolution, frozenset()),
    "referral-outcome": (N_("What became of referrals"), referral_outcome, frozenset()),
    "contributions": (N_("What people give"), contributions, frozenset()),
    "whom": (N_("For whom"), whom, frozenset()),
    "benefits": (N_("What it brings"), benefits, frozenset()),
    "themes": (N_("What stories speak of"), themes, frozenset()),
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
INSTEAD = {"needs": "needs-by-state"}
"""Lists that a small group's paper leaves to the table that crosses them with another question, where it has that table too."""
NEWER = frozenset({"referral-outcome", "benefits", "themes"})
"""Questions that older snapshots hold no answer to."""


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The questions among some names, in the order in which they are asked."""
    wanted = frozenset(names)
    return tuple(name for name in QUESTIONS if name in wanted)
