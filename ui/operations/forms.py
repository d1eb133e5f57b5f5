"""Blank forms for paper: the association's own words and questions on them, and nobody's data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from locales import words
from models.errors import Trouble
from ui.operations.reports import set_pages
from ui.session import Session

if TYPE_CHECKING:
    from reports.blocks import Document
    from storage.library import Library

__all__ = ["make_form"]


def make_form(
    session: Session, kind: str, first: str, second: str, done: Callable[[bytes], None], failed: Callable[[Trouble], None],
) -> None:
    """Set a form in one language (the same twice) or in two."""
    def work(library: Library) -> Document:
        from reports.kinds import forms
        from reports.practice import marked

        association = library.association()
        questions = {each.TYPE: library.questions(each.TYPE) for each in forms.ASKED}
        return marked(forms.make(kind, forms.Blank(association, first, second, library.today(), questions)), association, words(first))

    session.jobs.read(work, lambda document: set_pages(session, document, done, failed), failed)
