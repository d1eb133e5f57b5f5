"""What a report may look at: people as coded classes, frozen on a day, and quotes with the consents in force.

Plain data between storage, which makes it, and reports, which ask for it through a protocol (`reports/archive.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLASSES = (
    "age_band", "gender", "region", "origin", "nationality", "preferred_language", "residence_basis", "employment",
    "occupation_before", "occupation_now", "education", "recognition", "household", "stage", "sector", "arrived",
)
"""The fields of a member that are frozen: codes only, and the year of arrival."""


@dataclass(frozen=True, slots=True)
class Row:
    """One frozen row of coded classes a person. `member` is a secret and never leaves the vault.

    A class is a code, "" for not asked, or "declined". Needs have category, stage, urgency, status, opened, closed; contributions
    type, whom, since, hours, recorded; stories language, told_on. `heard` is the day of the first conversation or record.
    """

    member: str
    classes: Mapping[str, str]
    needs: tuple[Mapping[str, str], ...]
    contributions: tuple[Mapping[str, str], ...]
    stories: tuple[Mapping[str, str], ...]
    heard: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A figures snapshot with its rows."""

    id: str
    date: str
    first_day: str
    last_day: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class QuoteCandidate:
    """A quote with all that decides whether it may be printed: its state, and the uses its person's consent opens today."""

    quote: str
    member: str
    text: str
    language: str
    translation: str
    translation_language: str
    classes: Mapping[str, str]
    name: str | None
    uses: frozenset[str]
    state: str
    theme: str
