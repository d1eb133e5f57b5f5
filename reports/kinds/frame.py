"""What papers of figures have in common: the title, who we are, key messages, how the figures were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locales import N_, Words, iso
from models import fields as f
from models.association import Association
from models.fields import PLAIN
from reports import bidi
from reports.archive import Archive
from reports.blocks import Block, Bullets, Document, Heading, KeepTogether, Paragraph, Span, plain
from reports.figures import Figures, draw
from reports.kinds import parts

MOST_MESSAGES = 3


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the volunteer chooses for any paper of figures. Those with sections say which, as a vocabulary."""

    lang: str | None = f.code(N_("Language of the report"), "language", PLAIN)
    for_whom: str | None = f.text(N_("For whom (a ministry, a committee)"), PLAIN)
    audience: str | None = f.code(N_("Who may read it"), "audience", PLAIN)
    first: str | None = f.date(N_("From"), PLAIN)
    last: str | None = f.date(N_("To"), PLAIN)
    sections: tuple[str, ...] | None = None
    messages: str | None = f.long_text(N_("Key messages, one a line, three at most"), PLAIN)
    where: tuple[str, ...] = ()

    def has(self, section: str) -> bool:
        """Whether a section is wanted; all are when none was chosen."""
        return not self.sections or section in self.sections


def drawn(archive: Archive, kind: str, options: Options) -> Figures:
    """All figures of a kind by the options."""
    return draw(
        archive, kind=kind, lang=options.lang or "en", audience=options.audience, first=options.first, last=options.last, where=options.where,
    )


def document(title: str, blocks: Sequence[Block], shown: Figures, association: Association, options: Options, words: Words) -> Document:
    """A paper of figures: who we are, its blocks, and how the figures were made."""
    closing = made(shown, words)
    # How it was made never stands alone on a page: what comes before goes with it.
    last = [KeepTogether((*blocks[-1:], closing))]
    return Document(
        title=title,
        subject=subject(shown, association, options.for_whom, words),
        language=words.code,
        association=association.name or "",
        day=shown.day,
        blocks=(*opening(shown, association, words), *blocks[:-1], *last),
        page_label=words.gettext("Page {page} of {pages}"),
        footer=footer(shown, words),
        logo=parts.logo(association),
        dense=True,
    )


def title(shown: Figures, words: Words) -> str:
    if not shown.people:
        return words.gettext("What people told us")
    told = words.ngettext("What {count} person told us", "What {count} people told us", shown.people)
    return told.format(count=words.number(shown.people))


def subject(shown: Figures, association: Association, reader: str | None, words: Words, by: str = "") -> str:
    """For whom and when, or by whom."""
    day = words.date(shown.day.isoformat())
    if reader:
        return words.gettext("For {reader}, {day}").format(reader=iso(reader), day=day)
    return (by or words.gettext("By {association}, {day}")).format(association=iso(association.name or ""), day=day)


def opening(shown: Figures, association: Association, words: Words) -> list[Block]:
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


def messages(written: str | None, made: Sequence[str], words: Words) -> list[Block]:
    """Key messages, as the volunteer wrote them a line each, or as they were made."""
    said = [line.strip() for line in (written or "").splitlines() if line.strip()] or made
    said = said[:MOST_MESSAGES]
    if not said:
        return []
    return [KeepTogether((Heading(2, words.gettext("Key messages")), Bullets(tuple(plain(each) for each in said))))]


def made(shown: Figures, words: Words) -> Paragraph:
    """How the figures were made, in plain words."""
    head = Span(words.gettext("How the figures were made") + " ", bold=True)
    approved = words.gettext("Every quote was approved by the person who said it.")
    if not shown.people:
        return Paragraph((head, Span(words.gettext(
            "Too few people agreed to be counted for a figure to be printed without pointing to somebody, so there are words only."
        ) + (" " + approved if shown.quotes else ""))), "note")  # fmt: skip
    said = words.gettext(
        "Everybody is counted once, with their consent, as things stood on {day}. Answers of fewer than {threshold} people are "
        "merged or left out; counts are rounded to {base}, up or down by chance, so parts may not add up. “Few or none” is a count "
        "rounded to nothing."
    ).format(
        day=words.date(shown.snapshot or ""), threshold=words.number(shown.rule.threshold), base=words.number(shown.rule.base),
    )  # fmt: skip
    if shown.quotes:
        said += " " + approved
    frame = words.gettext("{who}.").format(who=shown.frame) + " "
    return Paragraph(
        (head, Span(frame), Span(said)) if parts.WHO.isdisjoint(each.safe.id for each in shown.tables) else (head, Span(said)),
        "note",
    )


def footer(shown: Figures, words: Words) -> str:
    if not shown.snapshot:
        return ""
    return words.gettext("Recorded by us, not a survey · figures of {day}").format(day=words.date(shown.snapshot))
