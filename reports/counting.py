"""From frozen rows to sets of people: who is in which class of which question. One pass a question, nothing printed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from models.dates import first_day
from models.disclosure import Classes, People
from models.need import OPEN_STATES
from models.vocabulary import shipped, vocabulary
from reports.archive import Row

NOT_ASKED, DECLINED = "not-asked", "declined"
"""The two silences, kept apart until they have to be merged."""
STAGES = ("arrival", "integration", "return")
STATES = ("open", "closed")
MONTHS = ("months-0", "months-1", "months-3", "months-6", "months-12")
"""Bands of time: under a month, and from 1, 3, 6 and 12 months on."""
_MONTH_STARTS = (0, 31, 92, 183, 365)
YEARS = ("years-0", "years-2", "years-5", "years-10")
"""Bands of whole years since somebody came: under 2, 2 to 4, 5 to 9, 10 and more."""
_YEAR_STARTS = (10, 5, 2, 0)
WORK = ("in-work", "unemployed", "not-working")
"""Work situations, rolled up after the ILO: in work, looking for it, neither."""
_IN_WORK = frozenset({"employed", "self-employed", "casual"})
BELOW, FITTING = "below", "fitting"
_SKILL = {"ISCO-1": 3, "ISCO-2": 3, "ISCO-3": 3, "ISCO-9": 1, **{f"ISCO-{group}": 2 for group in range(4, 9)}}
"""Skill levels of the major groups, after ISCO-08: 3 for its levels three and four, 2 for two, 1 for one; armed forces have none."""


def everybody(rows: Iterable[Row]) -> People:
    return frozenset(row.member for row in rows)


def by_class(rows: Iterable[Row], classify: Callable[[Row], str], order: Sequence[str] = ()) -> dict[str, People]:
    """A partition of people by one answer, in the order given, then by code; the silences last. Never in the order of rows."""
    found: dict[str, set[str]] = {code: set() for code in order}
    for row in rows:
        found.setdefault(classify(row), set()).add(row.member)
    last = [code for code in (NOT_ASKED, DECLINED) if code in found]
    others = sorted(set(found) - set(order) - set(last))
    return {code: frozenset(found[code]) for code in [*order, *others, *last]}


def answer(name: str, roll: str = "") -> Callable[[Row], str]:
    """Reads a row's answer to a field; `roll` names the vocabulary whose groups it rolls up to."""
    listed = vocabulary(roll) if roll else None

    def classify(row: Row) -> str:
        code = row.classes.get(name) or NOT_ASKED
        found = listed.by_code.get(code) if listed is not None else None
        return found.parent if found is not None and found.parent and not found.group else code  # an anonymous record holds the group itself

    return classify


def continent(name: str) -> Callable[[Row], str]:
    """Reads a country and rolls it up twice, to its continent."""
    listed, region = vocabulary("country"), answer(name, "country")
    return lambda row: listed.group_of(region(row)) if region(row) not in (NOT_ASKED, DECLINED) else region(row)


def codes(name: str, *, groups: bool = False) -> tuple[str, ...]:
    """The codes of a vocabulary in the order of Raddir, an association's own last: its groups, or what belongs to none of them.

    Never in the order an association gave them: moving a word mustn't make another table of the same people.
    """
    first = {each.code: number for number, each in enumerate(shipped(name).codes)}
    found = (each.code for each in vocabulary(name).codes if each.group == groups)
    return tuple(sorted(found, key=lambda code: (first.get(code, len(first)), code)))


def years_here(today: str) -> Callable[[Row], str]:
    """How long ago somebody came, by calendar years: the year is all that is kept."""
    this_year = int(today[:4])

    def classify(row: Row) -> str:
        written = row.classes.get("arrived", "")
        if not written or written == DECLINED:
            return written or NOT_ASKED
        if not written[:4].isdigit():
            return NOT_ASKED
        years = this_year - int(written[:4])
        start = next((start for start in _YEAR_STARTS if years >= start), 0)
        return f"years-{start}"

    return classify


def in_work(row: Row) -> str:
    """A person's work situation, rolled up."""
    code = answer("employment")(row)
    if code in (NOT_ASKED, DECLINED, "unemployed"):
        return code
    return "in-work" if code in _IN_WORK else "not-working"


def work_fits(row: Row) -> str:
    """Whether today's occupation asks for less skill than the one before; "" where one of them isn't known."""
    before, now = (_SKILL.get(row.classes.get(name, "")) for name in ("occupation_before", "occupation_now"))
    if before is None or now is None:
        return ""
    return BELOW if now < before else FITTING


def state_of(need: Mapping[str, str]) -> str:
    """Whether a need is open or has come to an end; one of which nothing was noted is open."""
    return "closed" if need.get("status") and need["status"] not in OPEN_STATES else "open"


def months_between(first: str, last: str) -> str:
    """The band of the time between two days, the first of which may be a month or a year and then stands for its middle; "" if unknown."""
    if not first or not last or first == DECLINED or last == DECLINED:
        return ""
    days = (_middle(last) - _middle(first)).days
    return next((band for band, least in reversed(tuple(zip(MONTHS, _MONTH_STARTS, strict=True))) if days >= least), MONTHS[0])


def _middle(partial: str) -> datetime.date:
    return first_day(partial) if len(partial) == 10 else first_day(f"{partial}-15" if len(partial) == 7 else f"{partial}-07-01")


def stage_of(need: Mapping[str, str], row: Row) -> str:
    """The stage group of a need; where none was noted, that of the person."""
    found = need.get("stage") or row.classes.get("stage", "")
    group = vocabulary("stage").group_of(found)
    return group if group in STAGES else ""


def several(rows: Iterable[Row], listed: Callable[[Row], Iterable[str]], order: Sequence[str]) -> dict[str, People]:
    """People by answers of which one person may have several; everybody once in each class."""
    found: dict[str, set[str]] = {code: set() for code in order}
    for row in rows:
        for code in listed(row):
            if code in found:
                found[code].add(row.member)
    return {code: frozenset(people) for code, people in found.items()}


def union(classes: Classes) -> People:
    return frozenset[str]().union(*classes.values())


def reached(rows: Iterable[Row]) -> dict[str, int]:
    """How many people somebody's contributions reach, by person, where a number was told."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for gift in row.contributions:
            if gift.get("reached", "").isdecimal() and int(gift["reached"]):
                found[row.member] += int(gift["reached"])
    return dict(found)


def hours_by_type(rows: Iterable[Row]) -> dict[str, dict[str, Decimal]]:
    """Hours a month by kind of contribution and person."""
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        for gift in row.contributions:
            try:
                hours = Decimal(gift.get("hours") or "0")
            except InvalidOperation:  # "declined"
                continue
            if hours > 0:
                found[gift.get("type", "")][row.member] += hours
    return {code: dict(people) for code, people in found.items()}
