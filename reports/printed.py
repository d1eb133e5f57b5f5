"""Values that were printed from a snapshot stay what they were: they are kept with it, by the question that was asked.

A later erasure takes a person out of the frozen rows and out of the next snapshot, and out of nothing that was printed. Were a
table counted again after it, the difference between two prints would be that person. What is kept has no language and no ids.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models.disclosure import Cell, Dimension, Rule, SafeTable
from models.operation import canonical


@dataclass(frozen=True)
class Hours:
    """Hours a month, to the nearest ten: in all, and by kind where enough people give them and none gives most."""

    total: int
    by_type: Mapping[str, int]


@dataclass(frozen=True)
class PrintedTable:
    """A safe table with the msgid of its title. `hides`: answers that few people gave aren't in it."""

    safe: SafeTable
    title: str
    hides: bool


@dataclass(frozen=True)
class Printed:
    """All that is printed for one question to one snapshot: tables, what was left out and why (msgids), hours, languages told in."""

    tables: tuple[PrintedTable, ...]
    left_out: tuple[tuple[str, str], ...]
    hours: Hours | None
    languages: tuple[str, ...]
    reached: int | None = None
    """People whom contributions reach, to the nearest ten, as those who give them reckon."""


def question(parts: Mapping[str, Any]) -> str:
    """The one spelling of a question: who asked for what, by which rule, period and filter."""
    return canonical(dict(parts))


def to_text(printed: Printed) -> str:
    return canonical({
        "tables": [_table(each) for each in printed.tables], "left_out": [list(each) for each in printed.left_out],
        "hours": {"total": printed.hours.total, "by_type": dict(printed.hours.by_type)} if printed.hours else None,
        "languages": list(printed.languages), "reached": printed.reached,
    })


def from_text(kept: str) -> Printed:
    data = json.loads(kept)
    hours = Hours(data["hours"]["total"], data["hours"]["by_type"]) if data["hours"] else None
    left_out = tuple((what, why) for what, why in data["left_out"])
    return Printed(tuple(_again(each) for each in data["tables"]), left_out, hours, tuple(data["languages"]), data.get("reached"))


def _table(printed: PrintedTable) -> dict[str, Any]:
    safe = printed.safe
    return {
        "id": safe.id, "population": safe.population, "rule": [safe.rule.threshold, safe.rule.base], "title": printed.title, "hides": printed.hides,
        "dimensions": [
            {"code": each.code, "classes": list(each.classes), "partition": each.partition, "rest": each.rest,
             "covers": sorted([list(at) for at in each.covers], key=str)} for each in safe.dimensions
        ],
        "cells": [[list(each.at), each.shown, each.how] for each in safe.cells],
    }


def _again(kept: Mapping[str, Any]) -> PrintedTable:
    dimensions = tuple(
        Dimension(each["code"], tuple(each["classes"]), each["partition"], each["rest"], frozenset(tuple(at) for at in each["covers"]))
        for each in kept["dimensions"]
    )
    cells = tuple(_cell(*each) for each in kept["cells"])
    return PrintedTable(SafeTable(kept["id"], kept["population"], Rule(*kept["rule"]), dimensions, cells), kept["title"], kept["hides"])


def _cell(at: Sequence[str | None], shown: int | None, how: Literal["rounded", "few", "hidden"]) -> Cell:
    return Cell(tuple(at), shown, how)


def once(asked: Callable[[], str | None], keep: Callable[[str], None], work_out: Callable[[], Printed]) -> Printed:
    """What was printed before for a question, or what is worked out now and kept."""
    kept = asked()
    if kept is not None:
        return from_text(kept)
    printed = work_out()
    keep(to_text(printed))
    return printed
