"""The receipt: which uses somebody agreed to, how to take it back, whom to call. In the member's language, then in the volunteers'.

It lies in a bag or a kitchen drawer and may be found by somebody. So it bears a code and no name, nothing that was told, no need, and
no service by its name: where somebody is sent tells what they need.
"""

from __future__ import annotations

from collections.abc import Sequence

from locales import M_, MEMBER_LANGUAGES, Words, iso, member_words, numbers, script
from models.consent import EXPIRED, GIVEN, NOT_ASKED, REFUSED, WITHDRAWN
from models.receipt import SHARED, Receipt
from reports.blocks import Block, Bullets, Document, Heading, KeepTogether, Paragraph, Part, Span, Table, plain
from reports.kinds.parts import logo
from reports.practice import marked

TITLE = M_("Receipt")
SERVICES = M_("Tell the services we agreed on")
ANSWERS = {
    GIVEN: M_("Yes"), REFUSED: M_("No"), WITHDRAWN: M_("Taken back"), NOT_ASKED: M_("Not asked"), EXPIRED: M_("Run out"),
}
LINE = "_" * 24
"""Where the association has written down no number, to be filled in with a pen."""


def languages_of(receipt: Receipt, volunteer: str, member: str = "") -> tuple[str, ...]:
    """In which languages it is printed: the member's own where Raddir has words in it, else English, and then the volunteers'."""
    own = member or receipt.language
    return tuple(dict.fromkeys((own if own in MEMBER_LANGUAGES else "en" if own else volunteer, volunteer)))


def make(receipt: Receipt, languages: Sequence[str]) -> Document:
    """The paper, a page for each language."""
    first = member_words(languages[0])
    blocks: list[Block] = list(_page(receipt, first))
    for code in languages[1:]:
        words = member_words(code)
        blocks.append(Part(code, (Heading(1, words.gettext(TITLE)), Paragraph(plain(_day(receipt, words)), "small"), *_page(receipt, words))))
    return marked(Document(
        title=first.gettext(TITLE), subject=_day(receipt, first), language=first.code, association=receipt.association.name or "", day=receipt.day,
        blocks=tuple(blocks), logo=logo(receipt.association), paper="a5", dense=True,
    ), receipt.association, first)


def _day(receipt: Receipt, words: Words) -> str:
    return words.date(receipt.day.isoformat())


def _page(receipt: Receipt, words: Words) -> list[Block]:
    _ = words.gettext
    code = Span(f"\u2066{receipt.code}\u2069", bold=True)
    return [
        Paragraph((Span(_(M_("Your code:")) + " "), code), "lead"),
        Paragraph(plain(_(M_("Say this code when you call. You need not say your name."))), "small"),
        Heading(3, _(M_("What you agreed to"))),
        Table("", ("", ""), tuple((_use(use, words), _(ANSWERS.get(state, state))) for use, state in receipt.answers), "", (0.7, 0.3)),
        *_wishes(receipt, words),
        KeepTogether((Heading(3, _(M_("How to take it back"))), Bullets((
            plain(_(M_("Say no to any of it whenever you like. You need not say why. It counts at once."))),
            plain(_(M_("You may also see what we keep, correct it, or have it erased."))),
            plain(_(script.POINTS[2])),
        )))),
        KeepTogether((Heading(3, _(M_("Whom to call"))), *_reach(receipt, words))),
        *_again(receipt, words),
    ]


def _use(use: str, words: Words) -> str:
    return words.gettext(SERVICES) if use == SHARED else script.use_words(use, words) or use


def _wishes(receipt: Receipt, words: Words) -> list[Block]:
    """What the person asked for that stands above their answers."""
    said = []
    if receipt.restricted:
        said.append(M_("You asked us only to keep it: nothing of it is used."))
    if receipt.objects:
        said.append(M_("You asked us not to count you and not to call you."))
    return [Paragraph(plain(words.gettext(each)), "note") for each in said]


def _reach(receipt: Receipt, words: Words) -> list[Block]:
    us = receipt.association
    told = [iso(numbers(each)) for each in (us.contact or LINE, us.address) if each]
    return [Paragraph((Span(iso(us.name or ""), bold=True), Span(": " + " · ".join(told))))]


def _again(receipt: Receipt, words: Words) -> list[Block]:
    if receipt.review is None:
        return []
    said = M_("On {day} at the latest we ask you whether we may keep it any longer.") if receipt.may_call else \
        M_("We do not call you. On {day} at the latest we look at what we keep, and erase what is no longer needed.")
    text = words.gettext(said).format(day=words.date(receipt.review.isoformat()))
    return [KeepTogether((Heading(3, words.gettext(M_("When we will ask again"))), Paragraph(plain(text))))]
