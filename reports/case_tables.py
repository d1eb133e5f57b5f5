"""Needs as cases: open and closed, how urgent, how old, how long it took, and what partners did. People are counted, never needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from locales import N_
from models.disclosure import Dimension, People, merge_neighbours, merge_small
from models.vocabulary import vocabulary
from reports.archive import Row
from reports.counting import MONTHS, STAGES, STATES, months_between, several, stage_of, state_of, union
from reports.drafts import CLOSED, NEEDING, OPENED, REFERRED, At, Base, Draft, Head, one_way, totals

_Classify = Callable[[Mapping[str, str], Row], str]
OUTCOMES = ("helped", "partly", "in-hand", "no-place", "refused", "silent")
"""What became of referrals, rolled up: state and outcome say it together."""
_BY_OUTCOME = {"full": "helped", "part": "partly", "none": "refused", "ineligible": "refused", "waiting-list": "in-hand"}
_BY_STATE = {"sent": "in-hand", "accepted": "in-hand", "no-place": "no-place", "refused": "refused", "lost": "silent"}


def crossed_by_state(head: Head, cells: Mapping[tuple[str, str], People], base: Base) -> list[Draft]:
    """Classes of needs by open and closed: with totals for many people, and without.

    A row is shown only where one of its two places holds enough people: of a row that two times says "few or none" a reader, who knows that
    no class stands for fewer than the threshold, would learn that some people are in both.
    """
    rule = base.rule
    codes = [code for code in dict.fromkeys(code for code, _ in cells) if max(len(cells[code, state]) for state in STATES) >= rule.threshold]
    shown: dict[At, People] = {at: people for at, people in cells.items() if at[0] in codes}
    of_state = {state: union({code: cells[code, state] for code in codes}) for state in STATES}
    if len(codes) < 2 or any(len(people) < rule.threshold for people in of_state.values()):
        return []
    of_code = {code: union({state: cells[code, state] for state in STATES}) for code in codes}
    margins: dict[At, People] = {(code, None): people for code, people in of_code.items()}
    margins |= {(None, state): base.by_state[state] for state in STATES}
    columns: set[At] = {(None, state) for state in STATES if of_state[state] == base.by_state[state]}
    if union(of_code) == base.needing:
        columns.add((None, None))
    rows: set[At] = {(None, None), *((code, None) for code in codes)}
    dimensions = (Dimension(head.dimension, tuple(codes), covers=frozenset(columns)), Dimension("state", STATES, covers=frozenset(rows)))
    return [
        Draft(head.id, head.title, NEEDING, rule, dimensions, {**shown, **(margins if total else {})}, hides=union(of_code) != base.needing)
        for total in totals(rule, base.needing)
    ]


def need_stages(base: Base) -> list[Draft] | None:
    """Open and closed needs on the way from arrival to return."""
    heads = (
        Head("need-stages", N_("Open and closed needs, from arrival to return"), "stage", NEEDING),
        Head("need-stages", N_("Needs, from arrival to return"), "stage", NEEDING),
    )
    return _along(base, heads, STAGES, stage_of)


def urgency(base: Base) -> list[Draft] | None:
    """Open and closed needs by how urgent they were called."""
    order = tuple(each.code for each in vocabulary("urgency").codes)
    heads = (
        Head("urgency", N_("Open and closed needs, by urgency"), "urgency", NEEDING),
        Head("urgency", N_("Needs, by urgency"), "urgency", NEEDING),
    )
    return _along(base, heads, order, lambda need, _row: need.get("urgency", ""))


def _along(base: Base, heads: tuple[Head, Head], order: tuple[str, ...], classify: _Classify) -> list[Draft] | None:
    found: dict[tuple[str, str], set[str]] = {(code, state): set() for code in order for state in STATES}
    for row in base.rows:
        for need in row.needs:
            if (place := (classify(need, row), state_of(need))) in found:
                found[place].add(row.member)
    cells = {place: frozenset(people) for place, people in found.items()}
    if not union({f"{code} {state}": people for (code, state), people in cells.items()}):
        return None
    kept, _ = merge_small({code: cells[code, "open"] | cells[code, "closed"] for code in order}, base.rule.threshold, partition=False)
    listed = [one_way(heads[1], kept, base.rule, base.needing, partition=False, rest=False)] if len(kept) > 1 else []
    return [*crossed_by_state(heads[0], cells, base), *listed]


def case_age(base: Base) -> list[Draft] | None:
    """How long open needs have been open on the day of the snapshot."""
    ages = several(base.rows, lambda row: _times(row, "open", base.day), MONTHS)
    return _banded(Head("case-age", N_("How long open needs have been open"), "months_open", OPENED), ages, base.by_state["open"], base)


def resolution(base: Base) -> list[Draft] | None:
    """How long it took until a need came to an end."""
    times = several(base.rows, lambda row: _times(row, "closed", ""), MONTHS)
    return _banded(Head("resolution", N_("How long it took until needs were closed"), "months_taken", CLOSED), times, base.by_state["closed"], base)


def _times(row: Row, state: str, until: str) -> Iterable[str]:
    return (months_between(need.get("opened", ""), until or need.get("closed", "")) for need in row.needs if state_of(need) == state)


def _banded(head: Head, bands: Mapping[str, People], people: People, base: Base) -> list[Draft] | None:
    """Bands of time, small ones joined to a neighbour; somebody with several needs stands in several."""
    if not union(bands):
        return None
    merged = merge_neighbours(bands, base.rule.threshold)
    return [one_way(head, merged, base.rule, people, partition=False, rest=False)] if merged else []


def referral_outcome(base: Base) -> list[Draft] | None:
    """What became of it when a partner was told."""
    if not base.referred:
        return None
    found = several(base.rows, lambda row: (_outcome(each) for each in row.referrals or ()), OUTCOMES)
    kept, _ = merge_small(found, base.rule.threshold, partition=False)
    head = Head("referral-outcome", N_("What became of referrals"), "referral_outcome", REFERRED)
    return [one_way(head, kept, base.rule, base.referred, partition=False, rest=False)] if len(kept) > 1 else []


def _outcome(referral: Mapping[str, str]) -> str:
    return _BY_OUTCOME.get(referral.get("outcome", "")) or _BY_STATE.get(referral.get("state", ""), "")
