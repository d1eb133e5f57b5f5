"""Draws of the sample: everything by one seeded generator, so that the same seed makes the same people."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from models.fields import DECLINED, Declined

T = TypeVar("T")


@lru_cache(maxsize=16384)
def day(ordinal: int) -> str:
    """The ISO form of a day that is given by its number in the calendar."""
    return datetime.date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=4096)
def amount(whole: int) -> Decimal:
    return Decimal(whole)


class Draw(random.Random):
    """A generator for one part of the sample. It must never make an id for a real record: what it draws can be drawn again."""

    def __init__(self, part: str, seed: int) -> None:
        super().__init__(f"{part} {seed}")

    def id(self) -> str:
        """An id of the shape of a random UUID (version 4)."""
        h = f"{self.getrandbits(128):032x}"
        return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{'89ab'[int(h[16], 16) & 3]}{h[17:20]}-{h[20:]}"

    def pick(self, among: Sequence[T]) -> T:
        return among[int(self.random() * len(among))]

    def maybe(self, among: Sequence[T]) -> T | None:
        """One of them, or None where there is nothing to choose: the question doesn't arise."""
        return among[int(self.random() * len(among))] if among else None

    def whole(self, least: int, most: int) -> int:
        """A whole number between two, both included."""
        return least + int(self.random() * (most - least + 1))

    def answer(self, value: T | None, declined: float = 0.03, unasked: float = 0.06) -> T | Declined | None:
        """The answer to a question that some decline and some were never asked."""
        if value is None:
            return None
        chance = self.random()
        if chance < declined:
            return DECLINED
        return None if chance < declined + unasked else value

    def several(self, among: Sequence[T], most: int) -> tuple[T, ...]:
        """Up to `most` different ones of a weighted draw, in the order drawn."""
        found: dict[T, None] = {}
        for _attempt in range(most * 6):
            if len(found) == most:
                break
            found[self.pick(among)] = None
        return tuple(found)
