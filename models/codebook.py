"""The codebook: the starter themes of `vocabularies.md` 6 and an association's own, in the order in which they are shown.

The starter themes are there in every vault without a record each. One becomes a record the first time that it is used or changed, under an
id that follows from its code. So a vault that never codes holds nothing of it, the words follow the language of the window, a later
release can add themes, and two laptops that begin to code on the same evening have the same theme and not two of one name.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from locales import Words
from models.theme import Theme
from models.vocabulary import vocabulary

COLOURS = tuple(each.code for each in vocabulary("theme-colour").codes)
STEP = 10
"""The distance between the positions of two starter themes, so that others fit in between."""


def starter_id(code: str) -> str:
    """The id of a starter theme, the same in every vault. Themes are about nobody, so it needn't be random."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"raddir theme {code}".encode("ascii")).digest()[:16], version=4))


@lru_cache(maxsize=1)
def starters() -> tuple[Theme, ...]:
    """The starter codebook as themes nobody has touched yet, each theme above before those under it."""
    made, under = [], dict[str, int]()
    for place, each in enumerate(vocabulary("theme").codes):
        nth = under[each.parent] = under.get(each.parent, -1) + 1
        made.append(Theme(
            id=starter_id(each.code), starter=each.code, parent=starter_id(each.parent) if each.parent else None, position=place * STEP,
            colour=None if each.group else COLOURS[nth % len(COLOURS)],
        ))
    return tuple(made)


def starter(theme_id: str) -> Theme | None:
    """The starter theme with an id."""
    return next((each for each in starters() if each.id == theme_id), None)


def name_of(theme: Theme, words: Words) -> str:
    """What a theme is called in a language: its own name, another language's where it has none in this, or the starter codebook's."""
    labels = {code: label for code, label in (theme.labels or {}).items() if label}
    if words.code in labels:
        return labels[words.code]
    if theme.starter and not labels:
        return vocabulary("theme").label(theme.starter, words)
    return labels.get("en") or next(iter(labels.values()), "…")


@dataclass(frozen=True)
class Codebook:
    """All themes there are, those of the starter codebook among them: `records` are the ones that were touched."""

    themes: tuple[Theme, ...]

    @classmethod
    def of(cls, records: Iterable[Theme]) -> Codebook:
        """The codebook of a vault whose theme records these are; what lies in its bin is left out before."""
        known: Mapping[str, Theme] = {each.id: each for each in records}
        every = [known.get(each.id, each) for each in starters()] + [each for each in known.values() if starter(each.id) is None]
        return cls(tuple(every))

    def find(self, theme_id: str | None) -> Theme | None:
        """The theme with an id, as it is; None for one that isn't there any more."""
        return next((each for each in self.themes if each.id == theme_id), None)

    def counted_as(self, theme_id: str) -> str:
        """The id of the theme that a passage counts for, after merging. A ring of merges ends where it began."""
        seen = [theme_id]
        while (found := self.find(seen[-1])) is not None and found.merged_into and found.merged_into not in seen:
            seen.append(found.merged_into)
        return seen[-1]

    def merged_ids(self, theme_id: str) -> tuple[str, ...]:
        """The ids of all themes that count for one, itself among them."""
        return tuple(each.id for each in self.themes if self.counted_as(each.id) == theme_id) or (theme_id,)

    def shown(self) -> tuple[Theme, ...]:
        """The themes on offer: neither retired nor merged, each heading before what stands under it."""
        offered = [each for each in self.themes if not each.retired and not each.merged_into]
        ids = {each.id for each in offered}
        tops = _in_order(each for each in offered if each.parent not in ids)
        return tuple(one for top in tops for one in (top, *_in_order(each for each in offered if each.parent == top.id)))

    def is_heading(self, theme: Theme) -> bool:
        """Whether other themes stand under it: then passages are coded with those."""
        return any(each.parent == theme.id and not each.merged_into and not each.retired for each in self.themes)


def _in_order(some: Iterable[Theme]) -> Sequence[Theme]:
    return sorted(some, key=lambda each: (each.position if each.position is not None else 10_000, each.id))
