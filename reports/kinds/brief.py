"""The brief: two pages that a minister reads before a consultation. One voice and one number to remember, the rest in order.

A small group's brief is shorter: fewer figures, the same voices. Every number on it stands in the figures it is made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locales import N_, Words
from locales import words as words_of
from models import fields as f
from models.association import Association
from models.fields import PLAIN
from reports.archive import Archive
from reports.blocks import Block, Document, KeepTogether, Numbers, Quote
from reports.figures import Figures, draw
from reports.kinds import frame, parts
from reports.kinds.kind import Kind

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "messages": (),
    "needs": ("needs", "needs-by-stage"),
    "work": ("employment", "work-fit", "protection"),
    "contributions": ("contributions",),
    "pathways": ("gender", "age", "origin", "years", "where-now"),
    "quotes": (),
}
"""The sections of a brief and the tables each prints; how many people were heard is on every brief."""
LETTERS_A_LINE = 85
LEAST_QUOTES, QUOTE_LINES, QUOTE_LINES_BESIDE_STAGES = 3, 24, 20
"""How many quotes are shown however long they are, and the room for more: less where needs are told by stage."""


@dataclass(frozen=True, kw_only=True)
class BriefOptions:
    """What the volunteer chooses. `messages` has a message a line; without any they are made from the printed figures.

    `where` holds filters as written (`category=housing`); they have an editor of their own.
    """

    lang: str | None = f.code(N_("Language of the report"), "language", PLAIN)
    for_whom: str | None = f.text(N_("For whom (a ministry, a committee)"), PLAIN)
    audience: str | None = f.code(N_("Who may read it"), "audience", PLAIN)
    first: str | None = f.date(N_("From"), PLAIN)
    last: str | None = f.date(N_("To"), PLAIN)
    sections: tuple[str, ...] | None = f.codes(N_("Sections"), "brief-section", PLAIN)
    messages: str | None = f.long_text(N_("Key messages, one a line, three at most"), PLAIN)
    where: tuple[str, ...] = ()

    def has(self, section: str) -> bool:
        """Whether a section is wanted; all are when none was chosen."""
        return not self.sections or section in self.sections


def figures(archive: Archive, options: BriefOptions) -> Figures:
    """The figures that stand on the brief, and no others."""
    drawn = draw(
        archive, kind="brief", lang=options.lang or "en", audience=options.audience, first=options.first, last=options.last,
        where=options.where,
    )  # fmt: skip
    names = {"people"}.union(*(tables for section, tables in SECTIONS.items() if options.has(section)))
    if drawn.table("needs-by-stage"):  # which tells the same way, of needs
        names.discard("where-now")
    return _with_room(drawn.only(names, quotes=options.has("quotes")))


def _with_room(drawn: Figures) -> Figures:
    """Fewer quotes where they are long: a brief with figures keeps to two pages. A brief of words only takes all it has."""
    if not drawn.people:
        return drawn
    room = QUOTE_LINES_BESIDE_STAGES if drawn.table("needs-by-stage") else QUOTE_LINES
    if words_of(drawn.lang).rtl:  # letters from right to left stand in higher lines
        room -= 6
    kept, lines = 0, 0
    for each in drawn.quotes:
        lines += 3 + len(each.text) // LETTERS_A_LINE
        if kept >= LEAST_QUOTES and lines > room:
            break
        kept += 1
    return drawn.first_quotes(kept)


def make(shown: Figures, association: Association, options: BriefOptions, words: Words) -> Document:
    """The brief as a neutral document."""
    voices = [Quote(each.text, each.attribution, each.language) for each in shown.quotes]
    blocks: list[Block] = [*frame.opening(shown, association, words), *voices[:1], *_tiles(shown, words)]
    if options.has("messages"):
        blocks += frame.messages(options.messages, default_messages(shown, words), words)
    sections = [part(shown, words) for part in (parts.needs, parts.work, parts.contributions, parts.pathways)]
    blocks += _with_voices([section for section in sections if section], voices[1:], 1 if shown.table("needs-by-stage") or len(voices) < 5 else 2)
    made = frame.made(shown, words)
    # How it was made never stands alone on a page: the last voice goes with it.
    blocks = [*blocks[:-1], KeepTogether((blocks[-1], made))] if isinstance(blocks[-1], Quote) else [*blocks, made]
    return Document(
        title=frame.title(shown, words),
        subject=frame.subject(shown, association, options.for_whom, words, words.gettext("A brief by {association}, {day}")),
        language=words.code,
        association=association.name or "",
        day=shown.day,
        blocks=tuple(blocks),
        page_label=words.gettext("Page {page} of {pages}"),
        footer=frame.footer(shown, words),
        logo=parts.logo(association),
        dense=True,
    )


def _with_voices(sections: list[list[Block]], voices: list[Quote], at_first: int) -> list[Block]:
    """A voice or two after the first section, which ends the first page, and under the headings of the later ones; the others close."""
    blocks: list[Block] = []
    for number, section in enumerate(sections):
        if number == 1:
            blocks += voices[:at_first]
            voices = voices[at_first:]
        spoken = voices[:1] if number > 1 else []
        voices = voices[len(spoken) :]
        blocks += [*section[:1], *spoken, *section[1:]]
    return [*blocks, *voices]


def default_messages(shown: Figures, words: Words) -> tuple[str, ...]:
    """Up to three messages made from printed figures, for the volunteer to edit."""
    made = (parts.first_need(shown, words), parts.work_below(shown, words), parts.giving(shown, words))
    return tuple(each for each in made if each)[: frame.MOST_MESSAGES]


def _tiles(shown: Figures, words: Words) -> list[Block]:
    """The numbers to remember, at most three."""
    items: list[tuple[str, str]] = []
    top = parts.largest(shown, "needs") or parts.largest(shown, "needs-by-stage")
    if top:
        items.append((words.number(top.shown), words.gettext("people named this need: {need}").format(need=top.label)))
    share = parts.share_below(shown)
    if share is not None:
        items.append((words.percent(share), words.gettext("of those whose work we know now work below what they did before")))
    if shown.hours:
        items.append((words.number(shown.hours.total), words.gettext("hours of work and care every month")))
    return [Numbers(tuple(items))] if items else []


BRIEF = Kind(
    code="brief",
    label=N_("Brief for a consultation"),
    audience="ministry",
    options=BriefOptions,
    questions=("people", *(table for tables in SECTIONS.values() for table in tables if table != "needs-by-stage")),
    figures=figures,
    make=make,
    purpose=N_("Two pages that somebody reads before a meeting: what people need, what they give, and their own words."),
    messages=default_messages,
)
