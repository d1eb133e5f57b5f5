"""The paper for a partner: one need, how to reach the person, and by which consent; in the partner's language, for a reader who knows neither
the person nor Raddir."""

from __future__ import annotations

from locales import LANGUAGES, N_, Words, iso
from locales import words as words_of
from models.fields import DECLINED, Field
from models.handover import Handover
from models.labels import label_of
from models.partner import Partner
from models.record import Record, fields_of
from reports import bidi
from reports.answers import shown
from reports.blocks import Block, Bullets, Document, Heading, Paragraph, Span, Table, plain
from reports.kinds.parts import logo
from reports.practice import marked

ABOUT_THE_NEED = ("category", "subcategory", "urgency", "opened", "next_step", "due")
ABOUT_THE_PERSON = ("preferred_language", "spoken_languages", "interpreter")
FACTS = (0.34, 0.66)
TITLE = N_("A person asks for your help")


def make(handover: Handover, language: str) -> Document:
    """The paper in a language."""
    words = words_of(language)
    blocks = [*_opening(handover, words), *_need(handover, words), *_person(handover, words), *_answer(handover, words), *_ground(handover, words)]
    return marked(Document(
        title=words.gettext(TITLE),
        subject=words.gettext("For {reader}, {day}").format(reader=iso(handover.partner.name or handover.partner.code or ""),
                                                            day=words.date(handover.day.isoformat())),
        language=words.code, association=handover.association.name or "", day=handover.day, blocks=tuple(blocks),
        page_label=words.gettext("Page {page} of {pages}"), footer=words.gettext("Confidential: for the service it is addressed to"),
        logo=logo(handover.association), dense=True,
    ), handover.association, words)


def language_of(partner: Partner, other: str) -> str:
    """The first of a partner's languages that Raddir prints in, else another."""
    return next((code for code in partner.languages or () if code in LANGUAGES), other)


def _opening(handover: Handover, words: Words) -> list[Block]:
    us = handover.association
    told = words.gettext("We are {association}: volunteers, not the government. Please read this as one request for one person.")
    return [Paragraph(plain(told.format(association=iso(us.name or ""))), "lead")]


def _facts(record: Record, names: tuple[str, ...], words: Words) -> tuple[tuple[str, str], ...]:
    fields: dict[str, Field] = {each.name: each for each in fields_of(type(record), [])}
    values = [(fields[name], getattr(record, name)) for name in names]
    return tuple((label_of(field, words), iso(shown(field, value, words))) for field, value in values if value is not None and value is not DECLINED)


def _need(handover: Handover, words: Words) -> list[Block]:
    need = handover.need
    blocks: list[Block] = [Heading(2, words.gettext("What is asked")), Table("", ("", ""), _facts(need, ABOUT_THE_NEED, words), "", FACTS)]
    for text, head in ((need.asked, words.gettext("In the person’s own words")), (handover.referral.note, words.gettext("What we add"))):
        if isinstance(text, str) and text.strip():
            blocks += [Paragraph((Span(head, bold=True),), "small"), Paragraph(plain(text.strip()), "body", bidi.turned(text, words.rtl))]
    return blocks


def _person(handover: Handover, words: Words) -> list[Block]:
    member = handover.member
    name = member.names if isinstance(member.names, str) and member.names.strip() else member.label or ""
    rows = [(words.gettext("Name"), iso(name)), *_facts(member, ABOUT_THE_PERSON, words)]
    if member.do_not_contact is True or not isinstance(member.contact, str) or not member.contact.strip():
        rows.append((words.gettext("How to reach them"), words.gettext("Only through us.")))
    else:
        rows.append((words.gettext("How to reach them"), iso(member.contact.strip())))
    return [Heading(2, words.gettext("The person")), Table("", ("", ""), tuple(rows), "", FACTS)]


def _answer(handover: Handover, words: Words) -> list[Block]:
    us = handover.association
    reach = " · ".join(iso(each) for each in (us.contact, us.address) if each)
    steps = [words.gettext("Tell us whether you take this on, and until when.")]
    steps.append(words.gettext("Tell us how it ended, so that we can ask the person whether it helped."))
    blocks: list[Block] = [Heading(2, words.gettext("What we ask of you")), Bullets(tuple(plain(each) for each in steps))]
    return [*blocks, Paragraph(plain(words.gettext("You reach us here: {contact}").format(contact=reach)))] if reach else blocks


def _ground(handover: Handover, words: Words) -> list[Block]:
    """By what right this is told, and what the reader owes."""
    if handover.by_consent:
        said = words.gettext("The person agreed that we tell you about this one need. They may take that back at any time; we then tell you.")
    else:
        said = words.gettext("A life was at stake and the person could not be asked. We tell you what is needed to save it, and tell the person "
                             "as soon as we can.")
    owed = words.gettext("Use it for this request only, tell nobody else, and destroy this paper when the request is done.")
    return [Paragraph((Span(said + " "), Span(owed)), "note")]
