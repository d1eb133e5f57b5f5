"""The sheet on which a member approves a quote: its words, what they are for, and a line to sign or mark; once in the member's language and
once in the volunteer's. The member keeps a right to say no, and the sheet says so."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from locales import M_, Words, iso, member_words
from locales import words as words_of
from reports.blocks import Block, Document, Heading, Paragraph, Part, Quote, Space, Table, plain

__all__ = ["MAY_SAY_NO", "NO", "WITHOUT_NAME", "WITH_NAME", "YES", "YOUR_WORDS", "Sheet", "quote_sheet"]

YOUR_WORDS = M_("These are your words, as they would be printed")
WITHOUT_NAME = M_("They would stand, without your name, in reports for ministries, municipalities, the parliament and organisations.")
WITH_NAME = M_("They would stand, with the name {name}, in reports for ministries, municipalities, the parliament and organisations.")
CHANGED = M_("What stands in [brackets] was put in so that nobody is recognised.")
MAY_SAY_NO = M_("You may say no, and nothing happens. You may also take it back later; then they are not printed any more.")
YES, NO = M_("Yes, you may print this"), M_("No, not like this")
ANSWER, SIGN, DAY = M_("Your answer"), M_("Name or mark"), M_("Day")


class Sheet(NamedTuple):
    """What the sheet is about: the words and their language, the name to be printed (or ""), and who asks."""

    text: str
    language: str
    name: str
    association: str


def said(sheet: Sheet, words: Words) -> tuple[str, ...]:
    """The sentences around the words, in a member's language: what for, what the brackets are, and the right to say no."""
    use = words.gettext(WITH_NAME).format(name=iso(sheet.name)) if sheet.name else words.gettext(WITHOUT_NAME)
    return (use, *((words.gettext(CHANGED),) if "[" in sheet.text else ()), words.gettext(MAY_SAY_NO))


def quote_sheet(sheet: Sheet, member: str, volunteer: str, day: datetime.date) -> Document:
    """The sheet in the member's language, and after it in the volunteer's where that is another one."""
    first, theirs = words_of(volunteer), member_words(member)
    codes = list(dict.fromkeys((member, volunteer)))
    blocks: list[Block] = [*_page(sheet, theirs)]
    blocks += [Part(code, tuple(_page(sheet, member_words(code)))) for code in codes[1:]]
    return Document(
        title=theirs.gettext(YOUR_WORDS), subject="", language=theirs.code, association=sheet.association or "Raddir", day=day,
        blocks=tuple(blocks), page_label=first.gettext("Page {page} of {pages}"),
    )


def _page(sheet: Sheet, words: Words) -> list[Block]:
    lines = ((words.gettext(YES), "☐"), (words.gettext(NO), "☐"), (words.gettext(SIGN), ""), (words.gettext(DAY), ""))
    return [
        Heading(2, words.gettext(YOUR_WORDS)),
        Quote(sheet.text, "", sheet.language or words.code),
        *(Paragraph(plain(each)) for each in said(sheet, words)),
        Space(6),
        Table("", (words.gettext(ANSWER), ""), lines, widths=(0.5, 0.5)),
    ]
