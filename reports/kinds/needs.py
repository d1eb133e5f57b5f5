"""Needs and what becomes of them: for caseworkers and municipalities. People are counted, once each, never their needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locales import N_, Words
from models import fields as f
from models.association import Association
from models.fields import PLAIN
from reports.archive import Archive
from reports.blocks import Block, Document
from reports.figures import Figures
from reports.kinds import frame, pictures
from reports.kinds.kind import Kind

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "messages": (),
    "kinds": ("needs-by-state", "needs"),
    "stages": ("need-stages",),
    "urgency": ("urgency",),
    "time": ("case-age", "resolution"),
    "referrals": ("referral-outcome",),
    "safety": ("protection",),
}
"""The sections and the tables each prints, in their order; needs stand by kind alone where open and closed would tell too much."""


@dataclass(frozen=True, kw_only=True)
class NeedsOptions(frame.Options):
    """What the volunteer chooses."""

    sections: tuple[str, ...] | None = f.codes(N_("Sections"), "needs-section", PLAIN)


def figures(archive: Archive, options: NeedsOptions) -> Figures:
    """The figures that stand on the paper, and no others."""
    drawn = frame.drawn(archive, "needs", options)
    return drawn.only({"people"}.union(*(tables for section, tables in SECTIONS.items() if options.has(section))))


def make(shown: Figures, association: Association, options: NeedsOptions, words: Words) -> Document:
    """The report as a neutral document."""
    blocks: list[Block] = []
    if options.has("messages"):
        blocks += frame.messages(options.messages, messages(shown, words), words)
    for name in (table for tables in SECTIONS.values() for table in tables):
        blocks += pictures.under_its_title(name, shown, words)
    return frame.document(words.gettext("What people need, and what becomes of it"), blocks, shown, association, options, words)


def messages(shown: Figures, words: Words) -> tuple[str, ...]:
    """Sentences made from printed figures: what is open most, how long it has been, and what became of referrals."""
    tables = [table for name in ("needs-by-state", "case-age", "referral-outcome") if (table := shown.table(name))]
    made = (pictures.sentence(table, words, named=True) for table in tables)
    return tuple(each for each in made if each)


NEEDS = Kind(
    code="needs",
    label=N_("Needs and services"),
    audience="ministry",
    options=NeedsOptions,
    questions=("people", "needs-by-state", "need-stages", "urgency", "case-age", "resolution", "referral-outcome", "protection"),
    figures=figures,
    make=make,
    quotes=0,
    purpose=N_("For caseworkers and municipalities: which needs are open, how urgent they are, how long they take, and what partners did."),
    messages=messages,
)
