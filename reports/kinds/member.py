"""The paper of a person's right of access: everything kept about them, for a reader who knows nothing of databases.

In order: who we are, what we keep and why, all of it section by section, what was agreed to, who opened it, how long it is kept, and the
rights of the person with the way to use each. Somebody's own words stand in the language and the direction they were told in.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from locales import N_, Words, iso, member_words, script
from locales import words as words_of
from models.attachment import Attachment
from models.codebook import name_of, starter
from models.consent import GIVEN, SHARE, WITHDRAWN, Consent, standing
from models.contribution import Contribution
from models.conversation import Conversation
from models.dossier import Dossier
from models.fields import DECLINED, Field, Kind
from models.follow_up import FollowUp
from models.labels import label_of
from models.member import Member
from models.need import Need
from models.operation import ALIAS, SET
from models.passage import Passage
from models.quote import Quote
from models.record import Record
from models.referral import Referral
from models.registry import BY_TYPE
from models.report import Quoted
from models.story import Story
from models.translation import Translation
from models.vocabulary import vocabulary
from reports import bidi
from reports.answers import answer_of, shown
from reports.blocks import Block, Bullets, Document, Heading, KeepTogether, Paragraph, Part, Span, Table, plain
from reports.kinds.parts import logo
from reports.practice import marked

STRUCTURE = frozenset({Kind.REFERENCE, Kind.REFERENCES, Kind.IMAGE})
HIDDEN = frozenset({"archived", "sha256", "original_sha256", "wording", "language", "translation_language", "anonymous",
                    "start", "end", "replaced"})
"""What only Raddir reads, or what stands beside the words it belongs to. All of it is in the copy to take home."""
FACTS = (0.34, 0.66)
LONG = 90
"""Letters from which on an answer stands as a paragraph of its own."""
SECTIONS: tuple[tuple[type[Record], str], ...] = (
    (Conversation, N_("When we spoke")), (Story, N_("What you told us")),
    (Translation, N_("What you told us, in another language")), (Passage, N_("What we marked in your stories")),
    (Quote, N_("Words of yours for reports")), (Need, N_("What you need")), (Referral, N_("Whom we told about it")),
    (FollowUp, N_("What we asked again, or still want to")), (Contribution, N_("What you give")),
    (Attachment, N_("Pictures, recordings and documents")), (Quoted, N_("Papers on which your words stand")),
    (Member, N_("Another record of you, which was joined to this one")),
)


def make(dossier: Dossier, languages: Sequence[str]) -> Document:
    """The paper in one language, or in two after each other, the volunteer's first."""
    first = words_of(languages[0])
    blocks: list[Block] = list(_all(dossier, first))
    blocks += [Part(code, (Heading(1, words_of(code).gettext(TITLE)), *_all(dossier, words_of(code)))) for code in languages[1:]]
    return marked(Document(
        title=first.gettext(TITLE), subject=first.date(dossier.day.isoformat()), language=first.code, association=dossier.association.name or "",
        day=dossier.day, blocks=tuple(blocks), page_label=first.gettext("Page {page} of {pages}"),
        footer=first.gettext("Confidential: for the person it is about"), logo=logo(dossier.association), dense=True,
    ), dossier.association, first)


TITLE = N_("What we keep about you")


def _all(dossier: Dossier, words: Words) -> Iterable[Block]:
    return itertools.chain(
        _opening(dossier, words), _why(dossier, words), _yourself(dossier, words), _records(dossier, words), _agreed(dossier, words),
        _opened(dossier, words), _changed(dossier, words), _how_long(dossier, words), _rights(dossier, words),
    )


def _opening(dossier: Dossier, words: Words) -> list[Block]:
    us, member = dossier.association, dossier.member
    about = (us.about or "").strip()
    told = words.gettext(
        "This paper is for {name} ({code}). It shows everything {association} keeps about you, in your own words where they are yours."
    )
    where = words.gettext("You reach us here: {contact}")
    reach = where.format(contact=" · ".join(iso(each) for each in (us.contact, us.address) if each)) if us.contact or us.address else ""
    return [
        Paragraph(plain(told.format(name=iso(member.label or ""), code=iso(member.code or ""), association=iso(us.name or ""))), "lead"),
        Heading(2, words.gettext("Who we are")),
        Paragraph(plain(words.gettext("We are {association}: volunteers, not the government. We cannot decide your case.").format(
            association=iso(us.name or "")))),
        *([Paragraph(plain(about), "body", bidi.turned(about, words.rtl))] if about else []),
        *([Paragraph(plain(reach))] if reach else []),
    ]


def _why(dossier: Dossier, words: Words) -> list[Block]:
    return [
        Heading(2, words.gettext("What we keep, and why")),
        Paragraph(plain(words.gettext(
            "We keep what you told us so that we can help you, and so that decision makers understand people’s lives. We keep it because you "
            "agreed to it, and only as long as you do."
        ))),
        Paragraph(plain(words.gettext(
            "It is locked: it lies encrypted on our own computers and in our own backups. Nobody sees it but our volunteers, unless you "
            "agreed to more."
        ))),
    ]


def _yourself(dossier: Dossier, words: Words) -> list[Block]:
    return [Heading(2, words.gettext("About you")), *_facts(dossier.member, _told(dossier.fields["member"]), words)]


def _records(dossier: Dossier, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for record_type, title in SECTIONS:
        records = dossier.of(record_type)
        if records:
            blocks.append(Heading(2, words.gettext(title)))
            for each in records:
                blocks += _record(each, _told(dossier.fields[record_type.TYPE]), words, dossier.told)
    if dossier.unfinished:
        blocks += [
            Heading(2, words.gettext("Not finished yet")),
            Paragraph(plain(words.gettext(
                "A conversation with you was begun and not finished. What was typed so far stands in the copy you can take home."
            ))),
        ]
    return blocks


def _record(record: Record, fields: Sequence[Field], words: Words, partners: Mapping[str, str]) -> list[Block]:
    """One record: its heading, its short answers as a table, and long words under it."""
    name = _name(record, words, partners)
    head = [Heading(3, name)] if name else []
    facts = _facts(record, fields, words)
    return [KeepTogether((*head, facts[0])), *facts[1:]] if head and facts else [*head, *facts]


def _name(record: Record, words: Words, partners: Mapping[str, str]) -> str:
    """What one of several is called: a need by its kind, a story by its language and day."""
    match record:
        case Need():
            return vocabulary("need-category").label(record.category or "", words)
        case Referral():
            return iso(partners.get(record.partner or "", ""))
        case FollowUp():
            return words.date(record.due) if record.due else ""
        case Contribution():
            return vocabulary("contribution-type").label(record.type or "", words)
        case Passage():
            found = starter(record.theme or "")
            return name_of(found, words) if found is not None else ""
        case Story() | Quote() | Translation():
            day = words.date(record.told_on) if isinstance(record, Story) and record.told_on else ""
            tongue = words.tongue_alone(record.language) if record.language else ""
            return words.gettext("{language}, {day}").format(language=tongue, day=day) if tongue and day else tongue or day
        case Conversation():
            return words.date(record.date) if record.date else ""
        case Attachment():
            return iso(record.title) if record.title else vocabulary("attachment-kind").label(record.kind or "", words)
        case _:
            return ""


SAID_IN_THE_NAME = {"need": {"category"}, "contribution": {"type"}, "story": {"told_on"}, "conversation": {"date"}, "attachment": {"title"},
                    "follow-up": {"due"}}


def _told(fields: Sequence[Field]) -> list[Field]:
    """The fields a person reads: answers, not structure."""
    return [each for each in fields if each.kind not in STRUCTURE and each.name not in HIDDEN]


def _facts(record: Record, fields: Sequence[Field], words: Words) -> list[Block]:
    rows: list[tuple[str, str]] = []
    long: list[Block] = []
    for field in fields:
        value = answer_of(record, field)
        text = "" if field.name in SAID_IN_THE_NAME.get(record.TYPE, ()) else shown(field, value, words)
        if not text:
            continue
        if value is not DECLINED and (len(text) > LONG or "\n" in text or field.kind is Kind.LONG_TEXT):
            long += _own_words(record, field, text, words)
        else:
            rows.append((label_of(field, words), iso(text) if field.kind in (Kind.TEXT, Kind.LONG_TEXT) else text))
    return [*([Table("", ("", ""), tuple(rows), "", FACTS)] if rows else []), *long]


def _own_words(record: Record, field: Field, text: str, words: Words) -> list[Block]:
    """Long words under their label, paragraph by paragraph, in the language they were told in or the direction they run in."""
    told = {"text": "language", "translation": "translation_language"}.get(field.name, "")
    language = getattr(record, told, None) if told else None
    paragraphs = [each.strip() for each in text.split("\n") if each.strip()]
    set_in = [Paragraph(plain(each), "body", language or bidi.turned(each, words.rtl)) for each in paragraphs]
    label = Paragraph((Span(label_of(field, words), bold=True),), "small")
    return [KeepTogether((label, *set_in[:1])), *set_in[1:]]


def _agreed(dossier: Dossier, words: Words) -> list[Block]:
    """How every use stands, and everything that was ever said about it."""
    stands = standing(dossier.consents, dossier.day)
    answers = vocabulary("consent-value")
    rows = tuple((_use(use, dossier, words), answers.label(state, words)) for use, state in stands.items())
    told = tuple(
        (words.date(each.date) if each.date else "", _use(each.use or "", dossier, words), answers.label(each.value or "", words),
         _details(each, dossier, words)) for each in dossier.consents
    )
    head = ("", words.gettext("What for"), words.gettext("Your answer"), words.gettext("How"))
    read_out = [Paragraph(plain(each), "small", bidi.turned(each, words.rtl)) for text in dossier.wordings.values() for each in text.split("\n")]
    return [
        Heading(2, words.gettext("What you agreed to")),
        Table("", (words.gettext("What for"), words.gettext("Today")), rows, "", (0.66, 0.34)),
        Table(words.gettext("Everything you answered"), head, told, "", (0.2, 0.32, 0.16, 0.32)),
        *([Paragraph((Span(words.gettext("What was read out to you"), bold=True),), "small"), *read_out] if read_out else []),
    ]


def _use(use: str, dossier: Dossier, words: Words) -> str:
    """A use in the member's own voice."""
    if use.startswith(SHARE):
        code = use.removeprefix(SHARE)
        return words.gettext("Tell {partner} about my need").format(partner=iso(dossier.partners.get(code, code)))
    return script.use_words(use, member_words(words.code)) or use


def _details(event: Consent, dossier: Dossier, words: Words) -> str:
    """Everything else that was written down with an answer."""
    skipped = {"use", "value", "date", *HIDDEN} - {"language"}
    fields = [each for each in dossier.fields[Consent.TYPE] if each.kind not in STRUCTURE and each.name not in skipped]
    said = [(each, shown(each, answer_of(event, each), words)) for each in fields]
    named = words.gettext("{label}: {answer}")
    return "; ".join(
        text if each.kind is Kind.CODE else named.format(label=label_of(each, words), answer=iso(text)) for each, text in said if text
    )


def _opened(dossier: Dossier, words: Words) -> list[Block]:
    kinds, reasons = vocabulary("access-kind"), vocabulary("access-reason")
    rows = tuple((words.date(each.at[:10]), kinds.label(each.what, words), iso(reasons.label(each.reason, words))) for each in dossier.looks)
    head = (words.gettext("Day"), words.gettext("What was done"), words.gettext("Why"))
    none = Paragraph(plain(words.gettext("Nobody opened your sensitive answers or took out your record in the last twelve months.")))
    return [Heading(2, words.gettext("Who opened it")), Table("", head, rows, "", (0.22, 0.45, 0.33)) if rows else none]


def _changed(dossier: Dossier, words: Words) -> list[Block]:
    """What was written down and changed, a line a record and day."""
    rows = []
    for (day, kind, made), some in itertools.groupby(dossier.changes, lambda each: (each.when[:10], each.record_type, each.kind not in (SET, ALIAS))):
        fields = {each.name: each for each in dossier.fields[kind]}
        names = dict.fromkeys(name for each in some for name in each.values if name in fields and name not in HIDDEN)
        what = words.gettext("written down") if made else words.list([label_of(fields[name], words) for name in names])
        rows.append((words.date(day), words.gettext(BY_TYPE[kind].LABEL), what))
    head = (words.gettext("Day"), words.gettext("Record"), words.gettext("What changed"))
    rows = [row for row, _same in itertools.groupby(row for row in rows if row[2])]
    return [Heading(2, words.gettext("When it was written and changed")), Table("", head, tuple(rows), "", (0.22, 0.26, 0.52))] if rows else []


def _how_long(dossier: Dossier, words: Words) -> list[Block]:
    member = dossier.member
    said = [words.ngettext(
        "We look at every record {n} month after we last spoke, and ask whether it is still needed.",
        "We look at every record {n} months after we last spoke, and ask whether it is still needed.", dossier.months,
    ).format(n=words.number(dossier.months))]
    if dossier.review:
        said.append(words.gettext("For you that is {day}.").format(day=words.date(dossier.review.isoformat())))
    said.append(words.gettext("If you take back that we keep it, it is hidden at once and erased after 30 days; if you ask us to erase it, at once."))
    blocks: list[Block] = [Heading(2, words.gettext("How long we keep it")), Paragraph(plain(" ".join(said)))]
    kept = standing(dossier.consents, dossier.day)["keep"]
    if kept != GIVEN and kept == WITHDRAWN:
        blocks.append(Paragraph(plain(words.gettext("You took this back. The record is hidden and waits to be erased.")), "note"))
    if member.restricted:
        blocks.append(Paragraph(plain(words.gettext("At your wish this record is only kept: nothing of it is used.")), "note"))
    if member.objection:
        blocks.append(Paragraph(plain(words.gettext("You objected: you are not counted and not called.")), "note"))
    return blocks


def _rights(dossier: Dossier, words: Words) -> list[Block]:
    """The rights in plain words. Sources: GDPR articles 7(3), 15 to 21 and 77; Act 90/2018 on data protection (Iceland)."""
    rights = (
        (words.gettext("See it."), words.gettext("Ask at any time for this paper, or for a copy that a computer can read.")),
        (words.gettext("Correct it."), words.gettext("Tell us what is wrong or missing; we change it while you watch.")),
        (words.gettext("Take it back."), words.gettext(
            "Say no to anything you agreed to. It counts from that moment, and help does not depend on it.")),
        (words.gettext("Stop the use."), words.gettext("Ask us to keep the record without using it.")),
        (words.gettext("Object."), words.gettext("Tell us not to count you and not to call you.")),
        (words.gettext("Have it erased."), words.gettext(
            "We erase everything at once. What is printed or handed to somebody already, we cannot reach.")),
        (words.gettext("Complain."), words.gettext(
            "To us, or to Persónuvernd, the Icelandic Data Protection Authority: www.personuvernd.is, postur@personuvernd.is.")),
    )
    bullets = [Bullets(((Span(head + " ", bold=True), Span(text)),)) for head, text in rights]
    return [
        Heading(2, words.gettext("Your rights, and how to use them")),
        *bullets[:-1],
        KeepTogether((bullets[-1], Paragraph(plain(words.gettext(
            "Say it to any of our volunteers, in any language, or write to us. We answer within a month, and it costs nothing."))))),
    ]
