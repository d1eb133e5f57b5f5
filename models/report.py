"""The register of printed papers: that a paper was made, and for each quote on it whose words they are.

A paper's line holds nothing of anybody. The link to a person is a record of its own and belongs to the person, so erasing somebody
takes the link and leaves the line. Source: `records.md`, "Figures snapshot, Report"; `practice.md` 3, outputs already issued.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.fields import PLAIN
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Report(Record):
    """A paper that left the vault. `options` is how it was asked for, as canonical JSON without any words that were typed in.

    `snapshot` is the id of the figures it was drawn from. It is no reference, for snapshots stay on their laptop.
    """

    TYPE: ClassVar[str] = "report"
    LABEL: ClassVar[str] = N_("Paper that was made")

    kind: str | None = f.code(N_("Kind of paper"), "report-kind", PLAIN, required=True)
    date: str | None = f.date(N_("Made on"), PLAIN)
    for_whom: str | None = f.text(N_("For whom"), PLAIN)
    language: str | None = f.code(N_("Language of the report"), "language", PLAIN)
    audience: str | None = f.code(N_("Who may read it"), "audience", PLAIN)
    way: str | None = f.code(N_("How it was made"), "report-way", PLAIN)
    quotes: int | None = f.number(N_("Quotes on it"), PLAIN, least=0)
    figures_of: str | None = f.date(N_("Figures of"), PLAIN)
    snapshot: str | None = f.text(N_("Figures snapshot"), PLAIN, system=True)
    options: str | None = f.text(N_("Options"), PLAIN, system=True)


@dataclass(frozen=True, kw_only=True)
class Quoted(Record):
    """That a person's words stand on a paper. What tells of the paper is written here once more: the person's own copy holds
    this record and not the register."""

    TYPE: ClassVar[str] = "quoted"
    LABEL: ClassVar[str] = N_("Words on a paper")
    OWNER: ClassVar[str] = "member"

    member: str | None = f.reference(N_("Member"), "member", required=True)
    report: str | None = f.reference(N_("Paper that was made"), "report", PLAIN, required=True)
    quote: str | None = f.reference(N_("Quote"), "quote", PLAIN)
    paper: str | None = f.code(N_("Kind of paper"), "report-kind", PLAIN)
    date: str | None = f.date(N_("Made on"), PLAIN)
    for_whom: str | None = f.text(N_("For whom"), PLAIN)
    named: bool | None = f.yes_no(N_("With the name beside it"), PLAIN)
