"""Needs and what becomes of them: for caseworkers and municipalities. People are counted, once each, never their needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locales import N_, Words
from models import fields as f
from models.association import Association
from models.fields import PLAIN
from reports.archive import Archive
from reports.blocks import Block, Document, Heading
from reports.figures import Figures, draw
from reports.kinds import frame, parts, pictures
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
IN_ORDER = frozenset({"need-stages", "urgency", "case-age", "resolution"})
"""Tables whose answers have an order of their own."""


@dataclass(frozen=True, kw_only=True)
class NeedsOptions:
    """What the volunteer chooses."""

    lang: str | None = f.code(N_("Language of the report"), "language", PLAIN)
    for_whom: str | None = f.text(N_("For whom (a ministry, a committee)"), PLAIN)
    audience: str | None = f.code(N_("Who may read it"), "audience", PLAIN)
    first: str | None = f.date(N_("From"), PLAIN)
    last: str | None = f.date(N_("To"), PLAIN)
    sections: tuple[str, ...] | None = f.codes(N_("Sections"), "needs-section", PLAIN)
    messages: str | None = f.long_text(N_("Key messages, one a line, three at most"), PLAIN)
    where: tuple[str, ...] = ()

    def has(self, section: str) -> bool:
        """Whether a section is wanted; all are when none was chosen."""
        return not self.sections or section in self.sections


def figures(archive: Archive, options: NeedsOptions) -> Figures:
    """The figures that stand on the paper, and no others."""
    drawn = draw(
        archive, kind="needs", lang=options.lang or "en", audience=options.audience, first=options.first, last=options.last, where=options.where,
    )
    return drawn.only({"people"}.union(*(tables for section, tables in SECTIONS.items() if options.has(section))))


def make(shown: Figures, association: Association, options: NeedsOptions, words: Words) -> Document:
    """The report as a neutral document."""
    blocks: list[Block] = [*frame.opening(shown, association, words)]
    if options.has("messages"):
        blocks += frame.messages(options.messages, messages(shown, words), words)
    for name in (table for tables in SECTIONS.values() for table in tables):
        table = shown.table(name)
        if table is not None:
            blocks += [Heading(2, table.title), *pictures.picture(table, shown, words, sort=name not in IN_ORDER)]
    return Document(
        title=words.gettext("What people need, and what becomes of it"),
        subject=frame.subject(shown, association, options.for_whom, words),
        language=words.code,
        association=association.name or "",
        day=shown.day,
        blocks=(*blocks, frame.made(shown, words)),
        page_label=words.gettext("Page {page} of {pages}"),
        footer=frame.footer(shown, words),
        logo=parts.logo(association),
        dense=True,
    )


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
    quotes=False,
    purpose=N_("For caseworkers and municipalities: which needs are open, how urgent they are, how long they take, and what partners did."),
    messages=messages,
)
