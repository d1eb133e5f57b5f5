"""The words of the sample people: one TOML file per language, in the order of `en.toml`.

A language may have only some of the lives and pools: whoever speaks it tells what it has in it, and the rest in English. No
story mixes languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models.sample.lives import FOLDER, Life

FALLBACK = "en"
COMPLETE = ("en", "ar", "is")
"""Languages that have every life, so that a quote of any language can be read in them."""
_QUOTED = re.compile(r"<<(.+?)>>", re.DOTALL)
_NAMED = re.compile(r"\{([^{}|]+)\|(\[[^\[\]]+\])\}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of a story; `quote` is the cleared copy of the part that may be quoted, `told` that part as it was told, `persons` who is named
    in it."""

    words: str
    quote: str = ""
    persons: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A life as it is told in one language: paragraphs to begin, to go on and to end with, and common ones that fit."""

    language: str
    opening: tuple[Paragraph, ...]
    middle: tuple[Paragraph, ...]
    closing: tuple[Paragraph, ...]
    common: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Kit:
    """All words that somebody of one life and one preferred language needs."""

    story: Story
    asked: Mapping[str, tuple[str, ...]]
    contributions: Mapping[str, tuple[str, str, str]]
    mark: str
    surname: str
    phone: str
    assent: str
    places: tuple[str, ...]
    next_step: tuple[str, ...]
    closed: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that sample people have words in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "lives"))


@lru_cache(maxsize=16)
def spoken(language: str) -> dict[str, Any]:
    """The words of a language as they stand in its file. Raises `KeyError` for a language without one."""
    if language not in languages():
        raise KeyError(language)
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


def paragraph(marked: str) -> Paragraph:
    """Take the marks out of a paragraph: `<<` `>>` around what may be quoted, `{Marek|[a colleague]}` for a name."""
    quoted = _QUOTED.search(marked)
    plain = _NAMED.sub(r"\1", marked).replace("<<", "").replace(">>", "")
    cleared = _NAMED.sub(r"\2", quoted.group(1)) if quoted else ""
    told_so = _NAMED.sub(r"\1", quoted.group(1)) if quoted else ""
    return Paragraph(plain, cleared, tuple(found.group(1) for found in _NAMED.finditer(marked)), told_so)


def _paragraphs(marked: list[str]) -> tuple[Paragraph, ...]:
    return tuple(map(paragraph, marked))


@lru_cache(maxsize=256)
def told(life: str, common: tuple[str, ...], language: str) -> Story | None:
    """A life in one language, or None where that language doesn't have it."""
    words = spoken(language) if language in languages() else {}
    found = words.get("lives", {}).get(life, {})
    if "opening" not in found:
        return None
    pool = [words["common"][key] for key in common if key in words.get("common", {})]
    return Story(language, _paragraphs(found["opening"]), _paragraphs(found["middle"]), _paragraphs(found["closing"]), _paragraphs(pool))


def _asked(life: Life, language: str) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for category in dict.fromkeys(life.needs):
        for tongue in (language, FALLBACK):
            own = tuple(spoken(tongue).get("lives", {}).get(life.name, {}).get("asked", {}).get(category, ()))
            pool = tuple(spoken(tongue).get("asked", {}).get(category, ()))
            made[category] = own if own and life.own_words else own + pool
            if made[category]:
                break
    return made


@lru_cache(maxsize=256)
def kit(life: Life, language: str) -> Kit:
    """The words of a life for somebody who likes to speak a language, with English where that language has none."""
    words, english = spoken(language), spoken(FALLBACK)
    story = told(life.name, life.common, language) or told(life.name, life.common, FALLBACK)
    if story is None:
        raise KeyError(life.name)
    given = {**english["contributions"], **words.get("contributions", {})}
    office = spoken(language if language in COMPLETE else FALLBACK)  # the volunteers write in the working languages
    return Kit(
        story=story, asked=_asked(life, language), contributions={key: (w[0], w[1], w[2]) for key, w in given.items()},
        mark=words["mark"], surname=words["surname"], phone=words["phone"], assent=office["assent"],
        places=tuple(office["far" if life.away else "places"]), next_step=tuple(office["next_step"]),
        closed={status: tuple(why) for status, why in office["closed"].items()},
    )


@lru_cache(maxsize=1024)
def counterpart(life: Life, part: Paragraph, language: str, into: str) -> Paragraph | None:
    """The same paragraph in a language that has every life; None where the two tell different ones."""
    here, there = told(life.name, life.common, language), told(life.name, life.common, into)
    if here is None or there is None:
        return None
    for ours, theirs in ((here.opening, there.opening), (here.middle, there.middle), (here.closing, there.closing), (here.common, there.common)):
        if part in ours and len(ours) == len(theirs):
            return theirs[ours.index(part)]
    return None


@lru_cache(maxsize=512)
def translation(life: Life, quote: str, language: str, into: str) -> str:
    """The same quote in a language that has every life: the quotes of a life stand in one order in every language."""
    here, there = told(life.name, life.common, language), told(life.name, life.common, into)
    if here is None or there is None:
        return ""
    return next((b.quote for a, b in zip(here.middle, there.middle, strict=True) if a.quote == quote), "")
