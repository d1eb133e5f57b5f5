"""What the register keeps of a paper: kind, options, language, date and whose words, never a word that was typed in but whom it is for."""

from __future__ import annotations

import dataclasses
from typing import Any

from models.operation import canonical
from models.report import Report
from reports.figures import Figures
from reports.quoting import PrintedQuote

__all__ = ["entry", "quotes_on"]

CHOSEN = ("first", "last", "sections", "where")
"""Options that say which paper it is. Key messages are somebody's own words and stay out."""


def entry(figures: Figures, options: Any, way: str) -> Report:
    """The line of a paper that was made in a `way` (`saved`, `printed`, `command-line`)."""
    asked = {each.name: getattr(options, each.name) for each in dataclasses.fields(options) if each.name in CHOSEN}
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in asked.items() if value}
    return Report(
        kind=figures.kind, date=figures.day.isoformat(), for_whom=(getattr(options, "for_whom", None) or "").strip() or None,
        language=figures.lang, audience=figures.audience, way=way, snapshot=figures.snapshot_id or None,
        figures_of=figures.snapshot, options=canonical(told) if told else None,
    )


def quotes_on(figures: Figures) -> tuple[PrintedQuote, ...]:
    """Every quote that stands on the paper, those inside of stories too, each once."""
    stories = getattr(figures, "stories", ())
    found = [*figures.quotes, *(quote for story in stories for quote in story.quotes)]
    return tuple({each.quote: each for each in found if each.quote}.values())
