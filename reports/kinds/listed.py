"""A list on paper, as the window shows it: it names people, so the paper says at its head what to do with it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from locales import N_, Words
from reports.blocks import Block, Document, Paragraph, Table, plain

__all__ = ["WARNING", "Listed", "listed"]

WARNING = N_("This list is about people who trusted you. Whoever finds it can read it: keep it locked away, give it to nobody, destroy it after use.")


@dataclass(frozen=True)
class Listed:
    """What stands on the paper: a title, heads, rows, which columns are numbers, and a sentence about who was left out."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    numeric: frozenset[int] = frozenset()
    left_out: str = ""


def listed(shown: Listed, words: Words, day: datetime.date, association: str) -> Document:
    """The pages in the language of the window."""
    blocks: list[Block] = [Paragraph(plain(words.gettext(WARNING)), "note")]
    blocks.append(Table("", shown.heads, tuple(shown.rows), note=shown.left_out, numeric=shown.numeric))
    return Document(
        title=shown.title, subject="", language=words.code, association=association or "Raddir", day=day, blocks=tuple(blocks),
        page_label=words.gettext("Page {page} of {pages}"), dense=True,
    )
