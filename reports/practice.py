"""What is printed from the practice vault says so on every page, so that no invented figure reaches a ministry."""

from __future__ import annotations

import dataclasses

from locales import Words
from models.association import Association
from reports.blocks import Document, Paragraph, Span

__all__ = ["marked"]


def marked(document: Document, association: Association, words: Words) -> Document:
    """The document as it is, or with the mark of practice at its head, at the head and the foot of each page, and before its first words."""
    if association.practice is not True:
        return document
    mark = words.gettext("PRACTICE: nobody in this is real")
    return dataclasses.replace(
        document, association=mark, footer=mark if not document.footer else f"{mark}. {document.footer}", logo=None,
        blocks=(Paragraph((Span(mark, bold=True),), "note"), *document.blocks),
    )
