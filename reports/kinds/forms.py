"""Blank forms for a conversation without power or without a laptop: the consents alone, or the whole intake.

Two languages stand side by side, the volunteers' first. The order and the codes are those of the conversation in the window, the
association's own questions and words among them, so that a filled form is typed in from top to bottom. Nobody's data is on a blank form.
Source: the paper forms that ODK's and Primero's users keep beside the program (field guides of both say: the same order, the same codes).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from locales import M_, N_, Words, language, member_words, script
from locales import words as words_of
from models.association import Association
from models.consent import ASKED_AT_INTAKE
from models.contribution import Contribution
from models.fields import Field, Kind
from models.labels import label_of
from models.member import Member
from models.need import Need
from models.record import fields_of
from models.story import Story
from models.values import options_of
from models.vocabulary import Vocabulary
from reports.blocks import Beside, Blanks, Block, Choices, Document, Heading, KeepTogether, Paragraph, plain
from reports.kinds.parts import logo

__all__ = ["ASKED", "CONSENT_FORM", "FORMS", "INTAKE_FORM", "Blank", "consent_form", "intake_form", "make"]

CONSENT_FORM, INTAKE_FORM = "consent-form", "intake-form"
FORMS: Mapping[str, str] = {CONSENT_FORM: N_("Consent form, blank"), INTAKE_FORM: N_("Form for a whole conversation, blank")}

TITLES: Mapping[str, str] = {CONSENT_FORM: N_("What you agree to"), INTAKE_FORM: N_("A conversation")}

MOST_CHOICES = 40
"""A longer list (countries, languages) is written in words."""
NARROW = 22
"""Letters up to which choices stand in four columns."""
STORY_LINES, NEED_ROWS, GIVE_ROWS = 16, 3, 2
ANSWERS = (("Y", M_("Yes")), ("N", M_("No")), ("U", M_("Not decided")))
"""The keys that answer in the conversation, each in the volunteers' language, and the words."""
RATHER_NOT = M_("Prefers not to say")
TAKE_BACK = M_("You may take back every yes, at any time, without saying why. Tell one of us, or write to us.")
KEPT_BY = M_("You keep a copy of this paper if you want one. Leave it with us if it isn’t safe at home.")
SIGN, DAY = M_("Name or mark"), M_("Day")
GUARDIAN = M_("For a child: name of the parent or guardian")
ASSENT = M_("And the child says yes too")
HOURS = M_("Hours a month")
IN_OWN_WORDS = M_("In your own words")
INTERPRETER = M_("Interpreter")
DAY_OF_IT, WHO_LISTENED, CODE_LATER = N_("Day of the conversation"), N_("Who listened"), N_("Code of the record, once it is typed in")
TYPE_IN = N_(
    "To type it in: Ctrl+N, then from top to bottom; the order is the same, and a code stands for its answer in the list. The day of the "
    "conversation is the day on this paper. Then shred the paper, or keep it locked up."
)
BEFORE = N_("Read it out, do not hand it over. Tick what was said. An empty question is one that was not asked.")


@dataclass(frozen=True)
class Blank:
    """What a blank form is made for. `second` is a member's language, or the volunteers' own again for a form in one language."""

    association: Association
    first: str
    second: str
    day: datetime.date
    questions: Mapping[str, Sequence[Field]]
    """The own questions that are asked now, by record type."""

    @property
    def words(self) -> Words:
        return words_of(self.first)

    @property
    def mine(self) -> Words:
        """The words a member hears, in the volunteers' language."""
        return member_words(self.first)

    @property
    def theirs(self) -> Words:
        return member_words(self.second)

    @property
    def twice(self) -> bool:
        return self.first != self.second

    def both(self, message: str, style: str = "body") -> Beside:
        """One sentence of the members' catalog in both languages."""
        return self.said(self.mine.gettext(message), self.theirs.gettext(message), style)

    def said(self, first: str, second: str, style: str = "body") -> Beside:
        known = {"lead": "lead", "question": "question"}.get(style, "body")
        return Beside(plain(first), plain(second) if self.twice else (), self.second, known)  # type: ignore[arg-type]

    def blank(self, *messages: str) -> Blanks:
        """Lines to write on, each named in both languages."""
        return Blanks(tuple(self.one_line(each) for each in messages))

    def one_line(self, message: str) -> str:
        first, second = self.mine.gettext(message), self.theirs.gettext(message)
        return f"{first} · {second}" if self.twice and second != first else first

    def answers(self, *, undecided: bool) -> list[tuple[str, str, str]]:
        """Yes, no and not decided, with the keys that stand for them."""
        return [
            (self.words.pgettext("key for an answer", key).casefold(), self.mine.gettext(said), self.theirs.gettext(said))
            for key, said in ANSWERS[: None if undecided else 2]
        ]

    def choices(self, items: Iterable[tuple[str, str, str]], columns: int) -> Choices:
        return Choices(tuple((code, first, second if self.twice else "") for code, first, second in items), self.second, columns)

    def asked(self, record_type: type[Member | Story | Need | Contribution]) -> tuple[Field, ...]:
        """What is asked of a record in a conversation: declared fields with a question, then the own ones."""
        own = self.questions.get(record_type.TYPE, ())
        return tuple(each for each in fields_of(record_type, own) if not each.retired and not each.system and (each.question or each.own))


def consent_form(blank: Blank) -> Document:
    """The consent of one person: what is said first, each use by itself, and who says so."""
    return _document(blank, CONSENT_FORM, [*_consent(blank), *_signed(blank)])


def intake_form(blank: Blank) -> Document:
    """A whole conversation: consents, about the person, the story, needs, what they give."""
    words = blank.words
    of_it = Blanks((words.gettext(DAY_OF_IT), words.gettext(WHO_LISTENED), words.gettext(CODE_LATER)))
    parts: list[Block] = [of_it, *_consent(blank), *_signed(blank)]
    parts += [_head(blank, N_("About the person")), *(part for each in blank.asked(Member) for part in _question(blank, each))]
    parts += [_head(blank, N_("Story")), *(part for each in blank.asked(Story) for part in _question(blank, each))]
    parts += [_head(blank, N_("Needs")), *_needs(blank)]
    parts += [_head(blank, N_("What they give")), *_gives(blank), Paragraph(plain(words.gettext(TYPE_IN)), "note")]
    return _document(blank, INTAKE_FORM, parts)


def _document(blank: Blank, kind: str, blocks: list[Block]) -> Document:
    words = blank.words
    languages = words.list([language(code).endonym for code in dict.fromkeys((blank.first, blank.second))])
    return Document(
        title=words.gettext(TITLES[kind]), subject=words.gettext("{languages}. {how}").format(languages=languages, how=words.gettext(BEFORE)),
        language=blank.first, association=blank.association.name or "Raddir", day=blank.day, blocks=tuple(blocks),
        page_label=words.gettext("Page {page} of {pages}"), logo=logo(blank.association), dense=True,
    )


def _head(blank: Blank, message: str) -> Heading:
    return Heading(2, blank.words.gettext(message))


def _consent(blank: Blank) -> list[Block]:
    name = blank.association.name or ""
    said: list[Block] = [
        blank.said(f"{number + 1}. {script.point(number, blank.mine, name)}", f"{number + 1}. {script.point(number, blank.theirs, name)}")
        for number in range(len(script.POINTS))
    ]
    uses: list[Block] = []
    for use in ASKED_AT_INTAKE:
        asked = blank.said(script.use_question(use, blank.mine), script.use_question(use, blank.theirs), "question")
        uses.append(KeepTogether((asked, blank.choices(blank.answers(undecided=True), 3))))
    return [_head(blank, N_("Before anything is written down")), *said, *uses]


def _signed(blank: Blank) -> list[Block]:
    return [blank.both(TAKE_BACK), blank.both(KEPT_BY), KeepTogether((blank.blank(SIGN, DAY, INTERPRETER, GUARDIAN, ASSENT),))]


def _question(blank: Blank, field: Field) -> list[Block]:
    """A question in both languages, and room for its answer."""
    first = label_of(field, blank.mine) if field.own else blank.mine.gettext(field.question)
    second = label_of(field, blank.theirs) if field.own else blank.theirs.gettext(field.question)
    asked = blank.said(first, second, "question")
    listed = _listed(blank, field)
    if listed:
        silence = ("–", blank.mine.gettext(RATHER_NOT), blank.theirs.gettext(RATHER_NOT))
        return [KeepTogether((asked, _in_columns(blank, [*listed, silence])))]
    lines = STORY_LINES if field.kind is Kind.LONG_TEXT and not field.own else 2 if field.kind is Kind.LONG_TEXT else 1
    return [KeepTogether((asked, Blanks(("",) * min(lines, 2)))), *([Blanks(("",) * (lines - 2))] if lines > 2 else [])]


def _listed(blank: Blank, field: Field) -> list[tuple[str, str, str]]:
    """The answers of a choice: (what is typed in, words, the same in the other language). Empty where they are written in words."""
    if field.kind is Kind.YES_NO:
        return blank.answers(undecided=False)
    if field.options:
        own = list(field.options.items())
        return [(str(number), _own(labels, blank.first, code), _own(labels, blank.second, code)) for number, (code, labels) in enumerate(own, 1)]
    chosen = options_of(field)
    return [] if chosen is None or field.kind not in (Kind.CODE, Kind.CODES) else _codes(blank, chosen)


def _codes(blank: Blank, chosen: Vocabulary) -> list[tuple[str, str, str]]:
    offered = chosen.choices(blank.day.isoformat())
    if len(offered) > MOST_CHOICES:
        return []
    return [
        (each.letters.rpartition("-")[2] or str(number), chosen.label(each.code, blank.words), chosen.label(each.code, blank.theirs))
        for number, each in enumerate(offered, 1)
    ]


def _own(labels: Mapping[str, str], code: str, fallback: str) -> str:
    return labels.get(code) or labels.get("en") or next(iter(labels.values()), fallback)


def _in_columns(blank: Blank, items: list[tuple[str, str, str]]) -> Choices:
    longest = max(max(len(first), len(second)) for _code, first, second in items)
    return blank.choices(items, 4 if longest <= NARROW else 3 if longest <= 2 * NARROW else 2)


def _needs(blank: Blank) -> list[Block]:
    fields = {each.name: each for each in fields_of(Need)}
    kinds, urgency = options_of(fields["category"]), options_of(fields["urgency"])
    assert kinds is not None and urgency is not None
    how = " · ".join(f"{number} {urgency.label(each.code, blank.words)}" for number, each in enumerate(urgency.choices(), 1))
    said = blank.words.gettext
    rows = Blanks((said(N_("Kind (its letters)")), said(N_("How urgent")), blank.one_line(IN_OWN_WORDS), ""))
    asked: list[Block] = [blank.both(fields["asked"].question, "question"), _in_columns(blank, _codes(blank, kinds)), Paragraph(plain(
        said(N_("How urgent: {list}")).format(list=how)), "small")]
    own = [part for each in blank.asked(Need) if each.own for part in _question(blank, each)]
    return [*asked, *(KeepTogether((rows,)) for _row in range(NEED_ROWS)), *own]


def _gives(blank: Blank) -> list[Block]:
    fields = {each.name: each for each in fields_of(Contribution)}
    kinds = options_of(fields["type"])
    assert kinds is not None
    said = blank.words.gettext
    rows = Blanks((said(N_("Kind (its letters)")), blank.one_line(HOURS), blank.one_line(IN_OWN_WORDS), ""))
    own = [part for each in blank.asked(Contribution) if each.own for part in _question(blank, each)]
    return [blank.both(fields["what"].question, "question"), _in_columns(blank, _codes(blank, kinds)),
            *(KeepTogether((rows,)) for _row in range(GIVE_ROWS)), *own]


ASKED: tuple[type[Member | Story | Need | Contribution], ...] = (Member, Story, Need, Contribution)
"""The records whose questions stand on the form of a conversation."""


def make(kind: str, blank: Blank) -> Document:
    """A blank form by its kind. Raises KeyError for one that doesn't exist."""
    return {CONSENT_FORM: consent_form, INTAKE_FORM: intake_form}[kind](blank)
