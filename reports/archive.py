"""What a report asks an archive for: plain frozen data behind a small protocol. The workspace fulfils it, and a list does in tests.

Reports never see records, names or codes of people. They get the rows of a figures snapshot, one of coded classes a person, and
quotes that were marked for print with the consents in force today.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from models.association import Association
from models.frozen import Frozen, QuoteCandidate, Row
from models.theme import Theme

__all__ = ["Archive", "Frozen", "QuoteCandidate", "Row"]


class Archive(Protocol):
    """The one door of a report."""

    def association(self) -> Association:
        """The association whose report it is."""

    def snapshot(self) -> Frozen | None:
        """The figures snapshot in force; None when fewer than the threshold consented: words only."""

    def quotes(self) -> Sequence[QuoteCandidate]:
        """All quotes, whatever their state."""

    def themes(self) -> Mapping[str, Theme]:
        """The themes of the codebook that were touched, by id: their names."""

    def coin(self, members: Iterable[str]) -> bytes:
        """HMAC-SHA256 of the sorted ids of people under the archive's report key: the same people, the same bytes."""

    def printed(self, question: str) -> str | None:
        """The values already printed from this snapshot for a question; None when it is asked for the first time."""

    def keep_printed(self, question: str, value: str) -> None:
        """Keep the values that are printed now for a question, with the snapshot."""

    def today(self) -> datetime.date:
        """The day of the report."""
