"""What papers of figures have in common: the title, who we are, key messages, how the figures were made."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Words, iso
from models.association import Association
from reports import bidi
from reports.blocks import Block, Bullets, Heading, KeepTogether, Paragraph, Span, plain
from reports.figures import Figures
from reports.kinds import parts

MOST_MESSAGES = 3


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
