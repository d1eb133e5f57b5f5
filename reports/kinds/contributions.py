"""What people give, for everybody to read: work, care, culture, the hours, whom it reaches, and stories of resilience in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locales import N_, Words
from models import fields as f
from models.association import Association
from models.codebook import starter
from models.fields import PLAIN
from models.vocabulary import vocabulary
from reports.archive import Archive, QuoteCandidate
from reports.blocks import Block, Document, Heading, KeepTogether, Numbers, Paragraph, Quote, Table, plain
from reports.figures import Figures
from reports.kinds import frame, parts, pictures
from reports.kinds.kind import Kind

SECTIONS: Mapping[str, tuple[str, ...]] = {"messages": (), "kinds": ("contributions",), "whom": ("whom",), "benefits": ("benefits",), "quotes": ()}
"""The sections and the tables each prints."""
RESILIENCE = "resilience"


@dataclass(frozen=True, kw_only=True)
class ContributionsOptions(frame.Options):
    """What the volunteer chooses."""

    sections: tuple[str, ...] | None = f.codes(N_("Sections"), "contributions-section", PLAIN)


def figures(archive: Archive, options: ContributionsOptions) -> Figures:
    """The figures that stand on the paper, and no others."""
    names = {"people"}.union(*(tables for section, tables in SECTIONS.items() if options.has(section)))
    return frame.drawn(archive, "contributions", options).only(names, quotes=options.has("quotes"))


def make(shown: Figures, association: Association, options: ContributionsOptions, words: Words) -> Document:
    """The report as a neutral document."""
    blocks: list[Block] = [*tiles(shown, words)]
    if options.has("messages"):
        blocks += frame.messages(options.messages, messages(shown, words), words)
    blocks += given(shown, words)
    for name in ("whom", "benefits"):
        blocks += pictures.under_its_title(name, shown, words)
    blocks += quotes(shown, words)
    return frame.document(words.gettext("What people give"), blocks, shown, association, options, words)


def tiles(shown: Figures, words: Words) -> list[Block]:
    """The numbers to remember: hours a month, and people reached."""
    items = []
    if shown.hours:
        items.append((words.number(shown.hours.total), words.gettext("hours of work and care every month")))
    if shown.reached:
        items.append((words.number(shown.reached), words.gettext("people reached, as those who give reckon")))
    return [Numbers(tuple(items))] if items else []


def given(shown: Figures, words: Words) -> list[Block]:
    """The kinds of contribution as a picture, and the hours of each as a table."""
    blocks = pictures.under_its_title("contributions", shown, words)
    if shown.hours and blocks:
        table = shown.table("contributions")
        labels = table.labels["type"] if table else {}
        rows = tuple((labels.get(code, code), words.number(hours)) for code, hours in sorted(shown.hours.by_type.items(), key=lambda each: -each[1]))
        rows += ((words.gettext("In all"), words.number(shown.hours.total)),)
        note = words.gettext("{who}.").format(who=table.population) if table else ""
        blocks.append(Table("", ("", words.gettext("Hours a month")), rows, note, numeric=frozenset({1})))
    return blocks


def quotes(shown: Figures, words: Words) -> list[Block]:
    """People's own words under one heading."""
    said = [Quote(each.text, each.attribution, each.language) for each in shown.quotes]
    if not said:
        return []
    told = Paragraph(plain(words.gettext("Words that the people who said them chose to publish.")))
    return [KeepTogether((Heading(2, words.gettext("In their own words")), told, said[0])), *said[1:]]


def messages(shown: Figures, words: Words) -> tuple[str, ...]:
    """Sentences made from printed figures."""
    made = [parts.giving(shown, words)]
    made += [pictures.sentence(table, words, named=True) for name in ("contributions", "whom") if (table := shown.table(name))]
    return tuple(each for each in made if each)


def of_resilience(quote: QuoteCandidate) -> bool:
    """Whether words stand in a passage about what carries people."""
    found = [starter(theme) for theme in quote.themes]
    return any(theme is not None and vocabulary("theme").group_of(theme.starter or "") == RESILIENCE for theme in found)


CONTRIBUTIONS = Kind(
    code="contributions",
    label=N_("What people give"),
    audience="public",
    options=ContributionsOptions,
    questions=("people", "contributions", "whom", "benefits"),
    figures=figures,
    make=make,
    first_quotes=of_resilience,
    purpose=N_("For everybody: work, care and culture that people give, whom it reaches, and words they chose to publish."),
    messages=messages,
)
