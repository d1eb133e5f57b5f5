"""The yearly report: everything a brief says with every picture, a chapter for each part of the way and for what stories speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locales import N_, Words
from models import fields as f
from models.association import Association
from models.fields import PLAIN
from reports.archive import Archive
from reports.blocks import Bar, Bars, Block, Contents, Document, Heading, KeepTogether, PageBreak, Quote
from reports.figures import Figures, ShownTable
from reports.kinds import contributions, frame, parts, pictures
from reports.kinds.kind import Kind
from reports.quoting import PrintedQuote

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "messages": (),
    "people": ("gender", "age", "origin", "region", "years", "where-now"),
    "needs": ("needs-by-state", "needs", "urgency", "case-age", "resolution", "referral-outcome"),
    "stages": ("needs-by-stage", "need-stages"),
    "work": ("employment", "work-fit", "protection", "residence"),
    "contributions": ("contributions", "whom", "benefits"),
    "themes": ("themes",),
    "quotes": (),
}
"""The chapters and the tables each prints, in their order."""
MOST_QUOTES, A_CHAPTER = 40, 4


@dataclass(frozen=True, kw_only=True)
class FullOptions(frame.Options):
    """What the volunteer chooses."""

    sections: tuple[str, ...] | None = f.codes(N_("Sections"), "full-section", PLAIN)


def figures(archive: Archive, options: FullOptions) -> Figures:
    """The figures that stand on the paper, and no others."""
    names = {"people"}.union(*(tables for section, tables in SECTIONS.items() if options.has(section)))
    return frame.drawn(archive, "full", options).only(names, quotes=options.has("quotes"))


def make(shown: Figures, association: Association, options: FullOptions, words: Words) -> Document:
    """The report as a neutral document: contents first, then a chapter after the other, each beginning a page."""
    voices = _Voices(shown.quotes)
    chapters = [
        _chapter(words.gettext("Who we heard"), shown, SECTIONS["people"], words),
        _chapter(words.gettext("What people need"), shown, SECTIONS["needs"], words),
        *_stages(shown, voices, words),
        _chapter(words.gettext("Work and protection"), shown, SECTIONS["work"], words),
        _given(shown, words),
        *_themes(shown, voices, words),
        _rest(voices, words),
    ]
    blocks: list[Block] = [*contributions.tiles(shown, words)]
    if options.has("messages"):
        blocks += frame.messages(options.messages, messages(shown, words), words)
    found = [chapter for chapter in chapters if chapter]
    large = shown.table("needs-by-stage") is not None  # a small group's report is a few pages, on which chapters follow each other
    if len(found) > 1:
        blocks += [*([PageBreak()] if large else []), Contents(words.gettext("Contents"), 2 if large else 1)]
    for number, chapter in enumerate(found):
        blocks += [*([PageBreak()] if large or not number else []), *chapter]
    return frame.document(words.gettext("The year in figures and voices"), blocks, shown, association, options, words)


@dataclass
class _Voices:
    """Quotes that still wait for a place: each stands once."""

    quotes: Sequence[PrintedQuote]

    def take(self, most: int = A_CHAPTER, *, theme: str = "", stage: str = "") -> list[Block]:
        """Quotes about a theme, or of people at a stage, or any."""
        found = [each for each in self.quotes if (theme in each.themes if theme else each.stage == stage if stage else True)][:most]
        self.quotes = [each for each in self.quotes if each not in found]
        return [Quote(each.text, each.attribution, each.language) for each in found]


def _chapter(title: str, shown: Figures, names: Sequence[str], words: Words) -> list[Block]:
    return _under(title, [block for name in names for block in pictures.under_its_title(name, shown, words)])


def _under(title: str, blocks: list[Block]) -> list[Block]:
    """A chapter, without a heading of a section that would say the same again."""
    same = bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].text == title
    return [Heading(1, title), *blocks[same:]] if blocks else []


def _given(shown: Figures, words: Words) -> list[Block]:
    blocks = contributions.given(shown, words)
    for name in ("whom", "benefits"):
        blocks += pictures.under_its_title(name, shown, words)
    return _under(words.gettext("What people give"), blocks)


def _stages(shown: Figures, voices: _Voices, words: Words) -> list[list[Block]]:
    """From arrival to return: the table of all, and a chapter for each part of the way with its needs and its voices."""
    crossed = shown.table("needs-by-stage")
    if crossed is None:
        return [_chapter(words.gettext("From arrival to return"), shown, ("need-stages",), words)]
    first = [Heading(1, words.gettext("From arrival to return")), *parts.along(crossed, shown, words)]
    first += pictures.under_its_title("need-stages", shown, words)
    return [first, *(_stage(crossed, stage, shown, voices, words) for stage in crossed.safe.dimensions[1].classes)]


def _stage(table: ShownTable, stage: str, shown: Figures, voices: _Voices, words: Words) -> list[Block]:
    """What people need at one part of the way: a column of the table of all, as a picture."""
    found = [(table.safe.cell(line.code, stage), line) for line in parts.lines(table)]
    found.sort(key=lambda each: (each[1].code in parts.LAST, -((each[0].shown or 0) if each[0] else 0)))
    bars = Bars("", tuple(Bar(line.label, cell.shown if cell else None, parts.figure(cell, words)) for cell, line in found),
                parts.note_of(table, shown, words))
    label = table.labels["stage"][stage]
    return [Heading(1, label), KeepTogether((Heading(2, words.gettext("What people need here")), bars)), *_said(voices.take(stage=stage), words)]


def _themes(shown: Figures, voices: _Voices, words: Words) -> list[list[Block]]:
    """What stories speak of, in one chapter with a section for each theme that somebody's words stand under."""
    table = shown.table("themes")
    if table is None:
        return []
    blocks: list[Block] = [Heading(1, words.gettext("What stories speak of")), *pictures.picture(table, shown, words)]
    for line in parts.lines(table):
        said = voices.take(theme=line.code)
        if said:
            blocks += [KeepTogether((Heading(2, line.label), said[0])), *said[1:]]
    return [blocks]


def _rest(voices: _Voices, words: Words) -> list[Block]:
    said = voices.take(most=MOST_QUOTES)
    return [Heading(1, words.gettext("In their own words")), *said] if said else []


def _said(quotes: list[Block], words: Words) -> list[Block]:
    return [KeepTogether((Heading(2, words.gettext("In their own words")), quotes[0])), *quotes[1:]] if quotes else []


def messages(shown: Figures, words: Words) -> tuple[str, ...]:
    """Up to three messages made from printed figures."""
    made = (parts.first_need(shown, words), parts.work_below(shown, words), parts.giving(shown, words))
    return tuple(each for each in made if each)


FULL = Kind(
    code="full",
    label=N_("Yearly report"),
    audience="ministry",
    options=FullOptions,
    questions=("people", *(table for tables in SECTIONS.values() for table in tables if table != "needs-by-stage")),
    figures=figures,
    make=make,
    quotes=MOST_QUOTES,
    purpose=N_("For the year and for funders: everything we can show, a chapter for each part of the way, with contents and page numbers."),
    messages=messages,
)
