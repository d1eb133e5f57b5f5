"""Looking at the register of papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storage import papers
from ui.session import Session

if TYPE_CHECKING:
    from models.report import Report

__all__ = ["look"]


def look(session: Session, done: Callable[[list[Report]], None]) -> None:
    """Look up which papers were made, the newest first."""
    session.jobs.read(papers.listing, done)
