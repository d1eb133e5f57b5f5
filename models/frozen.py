"""What a report may look at: people as coded classes, frozen on a day, and quotes with the consents in force.

Plain data between storage, which makes it, and reports, which ask for it through a protocol (`reports/archive.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CLASSES = (
    "age_band", "gender", "region", "origin", "nationality", "preferred_language", "residence_basis", "employment",
    "occupation_before", "occupation_now", "education", "recognition", "household", "stage", "sector", "arrived",
)
"""The fields of a member that are frozen: codes only, and the year of arrival."""


@dataclass(frozen=True)
class Row:
    """One person of a figures snapshot, whose consent to `statistics` was in force on its day.

    `member` is the person's id: counted, rounded by, and never printed. `classes` holds codes by field name; an answer that was
    not asked is missing or "", one that was declined is "declined". `arrived` is a year.
    """

    member: str = field(repr=False)
    classes: Mapping[str, str] = field(default_factory=dict, repr=False)
    needs: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    """category, stage, urgency, status, opened and closed; days may be partial."""
    contributions: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    """type, whom, since, hours (a decimal number, hours a month), recorded (a day), reached (people) and benefits ("person", "community")."""
    stories: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    """language and told_on."""
    heard: str = ""
    """The day of the first conversation or record."""
    referrals: tuple[Mapping[str, str], ...] | None = field(default=None, repr=False)
    """What partners were told: state, outcome and sent, with what is known of the need. None in a snapshot drawn before they were frozen."""
    themes: tuple[str, ...] | None = field(default=None, repr=False)
    """The ids of the themes that somebody's stories were coded with, each once. None in a snapshot drawn before they were frozen."""


@dataclass(frozen=True)
class Frozen:
    """A figures snapshot: the day it was drawn, the days its rows were recorded from and to, and the rows."""

    id: str
    date: str
    first_day: str
    last_day: str
    rows: tuple[Row, ...] = field(repr=False)


@dataclass(frozen=True)
class QuoteCandidate:
    """A quote with its state and the consents in force today (`quote-anonymous`, `quote-named`, `publish`).

    Whether it is printed is decided by the report, which also counts what it leaves out.
    """

    quote: str = field(repr=False)
    member: str = field(repr=False)
    text: str = field(repr=False)
    language: str
    state: str
    uses: frozenset[str]
    translation: str = field(default="", repr=False)
    translation_language: str = ""
    classes: Mapping[str, str] = field(default_factory=dict, repr=False)
    name: str | None = field(default=None, repr=False)
    story: str = field(default="", repr=False)
    place: int = -1
    """Where in the story the words stand; -1 where they can't be found in it any more."""
    whole: bool = False
    """Whether the words as told are the whole story."""
    themes: tuple[str, ...] = field(default=(), repr=False)
    """The ids of the themes of the passages that these words belong to."""
    told_on: str = ""
    category: str = ""
    """The theme of the story or the need it speaks of, as a code; only used to choose quotes that differ."""
