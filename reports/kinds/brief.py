"""The brief: two pages that a minister reads before a consultation. One voice and one number to remember, the rest in order.

A small group's brief is shorter: fewer figures, the same voices. Every number on it stands in the figures it is made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locales import N_, Words, iso
from locales import words as words_of
from models import fields as f
from models.association import Association
from models.fields import PLAIN
from reports import bidi
from reports.archive import Archive
from reports.blocks import Block, Bullets, Document, Heading, KeepTogether, Numbers, Paragraph, Quote, Span, plain
from reports.figures import Figures, draw
from reports.kinds import parts
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
MOST_MESSAGES = 3
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
    blocks: list[Block] = [*_opening(shown, association, words), *voices[:1], *_tiles(shown, words)]
    if options.has("messages"):
        blocks += _messages(shown, options, words)
    sections = [part(shown, words) for part in (parts.needs, parts.work, parts.contributions, parts.pathways)]
    blocks += _with_voices([section for section in sections if section], voices[1:], 1 if shown.table("needs-by-stage") or len(voices) < 5 else 2)
    # How it was made never stands alone on a page: the last voice goes with it.
    blocks = [*blocks[:-1], KeepTogether((blocks[-1], _made(shown, words)))] if isinstance(blocks[-1], Quote) else [*blocks, _made(shown, words)]
    return Document(
        title=_title(shown, words),
        subject=_subject(shown, association, options, words),
        language=words.code,
        association=association.name or "",
        day=shown.day,
        blocks=tuple(blocks),
        page_label=words.gettext("Page {page} of {pages}"),
        footer=_footer(shown, words),
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
    return tuple(each for each in made if each)[:MOST_MESSAGES]


def _title(shown: Figures, words: Words) -> str:
    if not shown.people:
        return words.gettext("What people told us")
    told = words.ngettext("What {count} person told us", "What {count} people told us", shown.people)
    return told.format(count=words.number(shown.people))


def _subject(shown: Figures, association: Association, options: BriefOptions, words: Words) -> str:
    day = words.date(shown.day.isoformat())
    if options.for_whom:
        return words.gettext("For {reader}, {day}").format(reader=iso(options.for_whom), day=day)
    return words.gettext("A brief by {association}, {day}").format(association=iso(association.name or ""), day=day)


def _opening(shown: Figures, association: Association, words: Words) -> list[Block]:
    """Who we are, and how many voices."""
    about = (association.about or "").strip()
    told = Paragraph(plain(_told(shown, words)), "body" if about else "lead")
    return [Paragraph(plain(about), "lead", bidi.turned(about, words.rtl)), told] if about else [told]


def _told(shown: Figures, words: Words) -> str:
    if not shown.people:
        return words.gettext("We sat down with people, one by one, and listened. These are their words, printed as they wished.")
    if len(shown.languages) < 2:  # one alone would say that nobody spoke another
        return words.ngettext(
            "We sat down with {count} person and listened.", "We sat down with {count} people, one by one, and listened.", shown.people,
        ).format(count=words.number(shown.people))  # fmt: skip
    tongues = words.list(sorted((words.tongue(code) for code in shown.languages), key=words.sort_key))
    return words.ngettext(
        "We sat down with {count} person and listened, in {languages}.",
        "We sat down with {count} people, one by one, and listened, in {languages}.", shown.people,
    ).format(count=words.number(shown.people), languages=tongues)  # fmt: skip


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


def _messages(shown: Figures, options: BriefOptions, words: Words) -> list[Block]:
    written = [line.strip() for line in (options.messages or "").splitlines() if line.strip()]
    messages = written[:MOST_MESSAGES] or list(default_messages(shown, words))
    if not messages:
        return []
    return [KeepTogether((Heading(2, words.gettext("Key messages")), Bullets(tuple(plain(each) for each in messages))))]


def _made(shown: Figures, words: Words) -> Paragraph:
    """How the figures were made, in plain words."""
    head = Span(words.gettext("How the figures were made") + " ", bold=True)
    if not shown.people:
        return Paragraph((head, Span(words.gettext(
            "Too few people agreed to be counted for a figure to be printed without pointing to somebody, so this brief has words only. "
            "Every quote was approved by the person who said it."
        ))), "note")  # fmt: skip
    said = words.gettext(
        "Everybody is counted once, with their consent, as things stood on {day}. Answers of fewer than {threshold} people are "
        "merged or left out; counts are rounded to {base}, up or down by chance, so parts may not add up. “Few or none” is a count "
        "rounded to nothing. Every quote was approved by the person who said it."
    ).format(
        day=words.date(shown.snapshot or ""), threshold=words.number(shown.rule.threshold), base=words.number(shown.rule.base),
    )  # fmt: skip
    frame = words.gettext("{who}.").format(who=shown.frame) + " "
    return Paragraph(
        (head, Span(frame), Span(said)) if parts.WHO.isdisjoint(each.safe.id for each in shown.tables) else (head, Span(said)),
        "note",
    )


def _footer(shown: Figures, words: Words) -> str:
    if not shown.snapshot:
        return ""
    return words.gettext("Recorded by us, not a survey · figures of {day}").format(day=words.date(shown.snapshot))


BRIEF = Kind(
    code="brief",
    label=N_("Brief for a consultation"),
    audience="ministry",
    options=BriefOptions,
    questions=("people", *(table for tables in SECTIONS.values() for table in tables if table != "needs-by-stage")),
    figures=figures,
    make=make,
)
