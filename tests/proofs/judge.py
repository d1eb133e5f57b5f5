"""The attacker from outside: reads the tables of a report as they are published, and asks an exact solver what they prove.

It knows nothing of how a report was worked out, only what a careful reader knows: that a figure is rounded to a base and could be as far as
that away, that a class stands for no fewer people than the threshold, that parts of a whole are no more than the whole, that one answer a
person sums up to everybody where a table says so, and that who told of a need was heard. Of every unknown count it finds the least and
the most by integer programming (HiGHS, https://highs.dev), where `models/attack.py` propagates intervals: two ways that share no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import highspy

Key = tuple[str, frozenset[tuple[str, str]]]
"""A set of people: the sentence that says who is counted, and the class of each question that is asked of them."""
ONE_ANSWER = frozenset({"gender", "age_band", "origin", "region", "years", "stage_now", "employment", "fit", "residence_basis"})
"""Questions that everybody knows to have one answer a person."""


class Proved(NamedTuple):
    """What could be worked out of some people: their number, or that there are a few of them."""

    who: Key
    least: int
    most: int


class Judge:
    """Holds all tables of one or of several reports, and asks of each place in turn."""

    def __init__(self, tables: Sequence[Mapping[str, Any]], everybody: str) -> None:
        self.solver = highspy.Highs()
        self.solver.silent()
        self.unknown: dict[Key, Any] = {}
        self.least_of: dict[Key, int] = {}
        self.unseen: dict[Key, Any] = {}
        """Who stands in no class that is shown, by the class they are read against."""
        for table in tables:
            self._read(table)
        whole = self._people((everybody, frozenset()))
        for key in list(self.unknown):
            if key[0] != everybody and not key[1]:
                self.solver.addConstr(self.unknown[key] <= whole)

    def _people(self, key: Key) -> Any:
        if key not in self.unknown:
            self.unknown[key] = self.solver.addIntegral(lb=0, ub=10**6)
        return self.unknown[key]

    def _read(self, table: Mapping[str, Any]) -> None:
        base, threshold, dimensions = int(table["base"]), int(table["threshold"]), table["dimensions"]
        for cell in table["cells"]:
            people, shown = self._people(key_of(table, cell["at"])), int(cell["shown"] or 0)
            if cell["how"] != "hidden":
                self.solver.addConstr(people >= max(0, shown - base + 1))
                self.solver.addConstr(people <= shown + base - 1)
            self.least_of[key_of(table, cell["at"])] = max(threshold, self.least_of.get(key_of(table, cell["at"]), 0))
        for number, dimension in enumerate(dimensions):
            for each in dimension["classes"]:
                self.solver.addConstr(self._people(key_of(table, [each["code"] if place == number else None for place in range(len(dimensions))]))
                                      >= threshold)
            self._sums(table, number, dimension)

    def _sums(self, table: Mapping[str, Any], number: int, dimension: Mapping[str, Any]) -> None:
        """Each part is within its whole; one answer a person sums up, to all of it where everybody is in a class."""
        lines: dict[tuple[str | None, ...], list[Any]] = {}
        for cell in table["cells"]:
            if cell["at"][number] is not None:
                lines.setdefault(tuple(None if place == number else code for place, code in enumerate(cell["at"])), []).append(
                    self._people(key_of(table, cell["at"])))
        for at, parts in lines.items():
            whole = self._people(key_of(table, at))
            for part in parts:
                self.solver.addConstr(part <= whole)
            all_there = len(parts) == len(dimension["classes"])
            if dimension["partition"] and all_there:
                self.solver.addConstr(sum(parts[1:], parts[0]) == whole)
            elif dimension["code"] in ONE_ANSWER and len(at) == 1 and all_there:  # the others are fewer than the threshold, or nobody
                shown = str(sorted(each["code"] for each in dimension["classes"]))
                rest = self.solver.addIntegral(lb=0, ub=int(table["threshold"]) - 1)
                self.unseen[str(table["population"]), frozenset({(str(dimension["code"]), f"none of {shown}")})] = rest
                self.solver.addConstr(sum(parts[1:], parts[0]) + rest == whole)
            elif dimension["code"] in ONE_ANSWER:
                self.solver.addConstr(sum(parts[1:], parts[0]) <= whole)

    def bounds(self, key: Key) -> tuple[int, int]:
        """The least and the most people who can stand there. Raises AssertionError where the tables contradict each other."""
        return self._bounds(self.unknown[key])

    def _bounds(self, people: Any) -> tuple[int, int]:
        found = []
        for ask in (self.solver.minimize, self.solver.maximize):
            ask(people)
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the tables contradict each other"
            found.append(round(self.solver.val(people)))
        return found[0], found[1]

    def proved(self) -> list[Proved]:
        """The places of which too much is proved: the very number, or that there are some people and fewer than the threshold."""
        found = []
        for key, threshold in self.least_of.items():
            least, most = self.bounds(key)
            if least == most or 1 <= least <= most < threshold:
                found.append(Proved(key, least, most))
        for key, people in self.unseen.items():
            least, most = self._bounds(people)
            if least >= 1:
                found.append(Proved(key, least, most))
        return found


def key_of(table: Mapping[str, Any], at: Iterable[str | None]) -> Key:
    """The people at a place of a table; what is put together in one is another class than what is put together in the next."""
    named = []
    for dimension, code in zip(table["dimensions"], at, strict=True):
        if code is not None:
            beside = sorted(each["code"] for each in dimension["classes"])
            named.append((str(dimension["code"]), f"{code} {beside}" if code == "merged" else str(code)))
    return str(table["population"]), frozenset(named)
