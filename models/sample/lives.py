"""The lives that sample people are drawn from: facts that fit together, read once from `lives.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
Weights = tuple[str, ...]
"""Codes, each as often as it weighs: one even draw among them is a weighted draw."""
LATIN = "ABDEGHJKLMNPRSTUVW"
INITIALS = {"arabic": "بجحدرسشصطعغفقكلمنهي", "persian": "بپجچدرسشفقکگلمنهی", "ukrainian": "АБВГДЖЗКЛМНПРСТЧШ"}


@dataclass(frozen=True, slots=True)
class Origin:
    """A country people come from, with the languages they like to speak and the names they bear."""

    country: str
    languages: Weights
    tongue: str
    eea: bool
    names: Mapping[str, tuple[str, ...]]
    initials: str


@dataclass(frozen=True, slots=True)
class Giving:
    """A way to contribute. Hours are hours a month, `value` thousands of krónur; `work` needs somebody in work."""

    key: str
    type: str
    whom: str
    hours: tuple[int, int]
    reach: tuple[int, int] | None
    value: tuple[int, int] | None
    work: bool


@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """What may be true together of one person. An empty tuple means that the question doesn't arise in this life."""

    name: str
    origins: tuple[Origin, ...]
    genders: Weights
    ages: tuple[int, int]
    years: tuple[float, float] | None
    recent: int
    away: bool
    settled: bool
    child: bool
    own_words: bool
    icelandic: int
    bases: Weights
    bases_of: Mapping[str, str]
    most_years: Mapping[str, float]
    stages: Weights
    households: Weights
    regions: Weights
    employment: Weights
    before: Weights
    now: Weights
    sectors: Weights
    education: Weights
    recognition: Weights
    support: Weights
    common: tuple[str, ...]
    needs: Weights
    contributions: tuple[Giving, ...]


@lru_cache(maxsize=1)
def facts() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads((FOLDER / "lives.toml").read_text("utf-8"))


def weighted(weights: Mapping[str, int]) -> Weights:
    return tuple(code for code, weight in weights.items() for _each in range(weight))


def _span(found: list[int] | None) -> tuple[int, int] | None:
    return (found[0], found[1]) if found else None


@lru_cache(maxsize=1)
def _origins() -> dict[str, Origin]:
    names = {key: {gender: tuple(each) for gender, each in found.items()} for key, found in facts()["names"].items()}
    return {
        country: Origin(country, weighted(found["languages"]), found["tongue"], bool(found.get("eea")), names[found["names"]],
                        INITIALS.get(found["names"], LATIN))
        for country, found in facts()["origins"].items()
    }


@lru_cache(maxsize=1)
def _givings() -> dict[str, Giving]:
    return {
        key: Giving(key, found["type"], found["whom"], (found["hours"][0], found["hours"][1]), _span(found.get("reach")),
                    _span(found.get("value")), bool(found.get("work")))
        for key, found in facts()["contributions"].items()
    }


def _life(name: str, found: Mapping[str, Any]) -> Life:
    def draw(key: str) -> Weights:
        return weighted(found.get(key, {}))

    years = found.get("years")
    return Life(
        name=name, origins=tuple(_origins()[country] for country in draw("origins")), genders=draw("genders"),
        ages=(found["ages"][0], found["ages"][1]), years=(years[0], years[1]) if years else None, recent=found.get("recent", 0),
        away=bool(found.get("away")), settled=bool(found.get("settled")), child=bool(found.get("child")),
        own_words=bool(found.get("own-words")), icelandic=found.get("icelandic", 0), bases=draw("bases"),
        bases_of=found.get("bases-of", {}), most_years=found.get("most-years", {}), stages=draw("stages"),
        households=draw("households"), regions=draw("regions"), employment=draw("employment"), before=draw("before"),
        now=draw("now"), sectors=draw("sectors"), education=draw("education"), recognition=draw("recognition"),
        support=draw("support"), common=tuple(found["common"]), needs=draw("needs"),
        contributions=tuple(_givings()[key] for key in draw("contributions")),
    )


@lru_cache(maxsize=1)
def lives() -> tuple[Life, ...]:
    """Every life as often as it has tickets: forty in all. Who goes through all of them has met every life."""
    return tuple(made for name, found in facts()["lives"].items() for made in (_life(name, found),) * found["tickets"])


@lru_cache(maxsize=1)
def urgencies() -> Mapping[str, Weights]:
    """How urgent a need of a category may be."""
    return {category: weighted(found["urgency"]) for category, found in facts()["needs"].items()}


@lru_cache(maxsize=1)
def partner_codes() -> Mapping[str, str]:
    """The partner a need of a category would be taken to."""
    return {category: found["partner"] for category, found in facts()["needs"].items()}
