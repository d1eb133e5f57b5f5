"""What a kind of report is: a name, an audience, options that make its form, questions it asks, and how figures become blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from locales import Words
from models.association import Association
from reports.archive import Archive, QuoteCandidate
from reports.blocks import Document
from reports.figures import Figures
from reports.practice import marked
from reports.quoting import MOST_QUOTES


@dataclass(frozen=True)
class Kind:
    """A kind of report. `options` is a frozen dataclass whose fields declare their editors as those of a record do.

    `questions` are the tables it asks for. `figures` draws what its paper shows by the options, no more and no less; `make` turns
    that into the document; whoever prints asks `document`, which also marks what comes from a practice vault.
    """

    code: str
    label: str
    audience: str
    options: type[Any]
    questions: tuple[str, ...]
    figures: Callable[[Archive, Any], Figures]
    make: Callable[[Figures, Association, Any, Words], Document]
    quotes: int = MOST_QUOTES
    """How many quotes may stand on it."""
    first_quotes: Callable[[QuoteCandidate], bool] = lambda _quote: False
    """Quotes that go before others."""
    purpose: str = ""
    """What the report is for, in one sentence for the volunteer who chooses."""
    messages: Callable[[Figures, Words], tuple[str, ...]] | None = None
    """Key messages made of printed figures, for the volunteer to edit; None where the kind has none."""

    def document(self, figures: Figures, association: Association, options: Any, words: Words) -> Document:
        """The document to print."""
        return marked(self.make(figures, association, options, words), association, words)
