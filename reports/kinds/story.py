"""Stories for publication: what may be printed of them, with what they are about. No story is printed that its teller didn't agree to publish.

A story is told by its approved quotes, de-identified and in the order in which they were told; it stands there whole only where the whole
of it was cleared as one quote and approved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from locales import N_, Words, current, iso
from locales import words as words_of
from models import fields as f
from models.association import Association
from models.codebook import name_of, starter
from models.condition import parse_condition
from models.disclosure import rule_for, stricter
from models.errors import WrongInput
from models.fields import PLAIN
from reports import bidi, quoting
from reports.archive import Archive, QuoteCandidate
from reports.blocks import Block, Document, Heading, KeepTogether, Paragraph, Quote, plain
from reports.figures import Figures, quotes_left
from reports.kinds import parts
from reports.kinds.kind import Kind
from reports.quoting import PrintedStory

BEGINNING = 40
"""Letters of a story by which a volunteer knows it."""
NOT_CHOSEN = N_("The story was not chosen.")
WITHOUT_STORY = N_("The words can’t be found in a story any more.")
NOTHING = N_("No story may be published yet: it needs words that the member approved, and consent to publish them.")


@dataclass(frozen=True, kw_only=True)
class StoryOptions:
    """What the volunteer chooses. `stories` are ids; all that may be published where none is chosen."""

    lang: str | None = f.code(N_("Language of the report"), "language", PLAIN)
    title: str | None = f.text(N_("Title"), PLAIN)
    stories: tuple[str, ...] | None = f.codes(N_("Stories"), "language", PLAIN)
    audience: str | None = None
    first: str | None = None
    last: str | None = None
    where: tuple[str, ...] = ()


def figures(archive: Archive, options: StoryOptions) -> Figures:
    """What may be printed of the stories: no count of anybody. Raises WrongInput where nothing may be."""
    words, frozen = words_of(options.lang or "en"), archive.snapshot()
    wanted = _asked(options)
    stories: dict[str, list[QuoteCandidate]] = {}
    left: Counter[str] = Counter()
    for quote in archive.quotes():
        why = quoting.refused(quote, public=True) or ("" if quote.story else WITHOUT_STORY)
        if not why:
            stories.setdefault(quote.story, []).append(quote)
        else:
            left[why] += 1
    if not stories or (wanted and not wanted & set(stories)):
        raise WrongInput(NOTHING)
    order = sorted(stories, key=lambda story: archive.coin([story]))
    chosen = [story for story in order if not wanted or story in wanted]
    left[NOT_CHOSEN] += sum(len(stories[story]) for story in order if story not in chosen)
    shared = quoting.Sharing(frozen.rows if frozen else ())
    told = tuple(_told(stories[story], shared, archive, words) for story in chosen)
    return Figures(
        "story", words.code, stricter("public", options.audience), archive.today(), None, rule_for("public", archive.association().threshold), "",
        quotes=tuple(quote for each in told for quote in each.quotes),
        stories=told,
        left_out=tuple(quotes_left(words, count, why) for why, count in sorted(left.items()) if count),
        choices=tuple((story, _choice(stories[story])) for story in sorted(order, key=lambda each: stories[each][0].told_on, reverse=True)),
    )


def _asked(options: StoryOptions) -> frozenset[str]:
    wanted = set(options.stories or ())
    for written in options.where:
        condition = parse_condition(written)
        if condition.name != "id" or condition.sign != "=":
            raise WrongInput(N_("Stories are chosen by “--where id=ID”, once for each."))
        wanted.add(condition.value)
    if options.first or options.last:
        raise WrongInput(N_("Stories are chosen by “--where id=ID”, once for each."))
    return frozenset(wanted)


def _told(quotes: list[QuoteCandidate], shared: quoting.Sharing, archive: Archive, words: Words) -> PrintedStory:
    """One story: all of it where it was cleared whole, else its quotes in the order they were told."""
    whole = [quote for quote in quotes if quote.whole][:1]
    in_order = whole or sorted(quotes, key=lambda quote: (quote.place < 0, quote.place, quote.quote))
    printed = [quoting.printed(quote, shared, words) for quote in in_order]
    texts = dict.fromkeys((each.text, each.language) for each in printed)
    kept = tuple(next(each for each in printed if (each.text, each.language) == at) for at in texts)
    book = archive.themes()
    found = (book.get(theme) or starter(theme) for theme in dict.fromkeys(theme for quote in in_order for theme in quote.themes))
    themes = tuple(name_of(theme, words) for theme in found if theme is not None)
    return PrintedStory(kept, kept[0].attribution, themes, bool(whole))


def _choice(quotes: list[QuoteCandidate]) -> str:
    """How a volunteer tells stories apart: when and in which language each was told, and how it begins. Never on the paper."""
    first = min(quotes, key=lambda quote: (quote.place < 0, quote.place))
    begins = first.text if len(first.text) <= BEGINNING else first.text[:BEGINNING].rsplit(" ", 1)[0] + "…"
    told = current().tongue_alone(first.language) if first.language else ""
    day = current().date(first.told_on) if first.told_on else ""
    return " · ".join(each for each in (told, day, iso(f"“{begins}”")) if each)


def make(shown: Figures, association: Association, options: StoryOptions, words: Words) -> Document:
    """The stories as a neutral document."""
    blocks: list[Block] = []
    if association.about:
        blocks.append(Paragraph(plain(association.about.strip()), "lead", bidi.turned(association.about, words.rtl)))
    for number, story in enumerate(shown.stories, 1):
        blocks += _story(story, number, len(shown.stories), words)
    said = words.gettext(
        "These are words of people who told us their stories. Each of them approved the words and chose to publish them; what stands in "
        "[brackets] was put in so that nobody is recognised."
    )
    return Document(
        title=options.title or words.gettext("In their own words"),
        subject=words.gettext("By {association}, {day}").format(association=iso(association.name or ""), day=words.date(shown.day.isoformat())),
        language=words.code,
        association=association.name or "",
        day=shown.day,
        blocks=(*blocks[:-1], KeepTogether((blocks[-1], Paragraph(plain(said), "note")))),
        page_label=words.gettext("Page {page} of {pages}"),
        logo=parts.logo(association),
    )


def _story(story: PrintedStory, number: int, count: int, words: Words) -> list[Block]:
    """A story under who told it; alone it needs no heading."""
    said: list[Block] = [Quote(each.text, "", each.language) for each in story.quotes[:-1]]
    said.append(Quote(story.quotes[-1].text, story.attribution, story.quotes[-1].language))
    about = [Paragraph(plain(words.gettext("About: {themes}").format(themes=words.list(story.themes))), "small")] if story.themes else []
    head = [Heading(2, words.gettext("Story {number}").format(number=words.number(number)))] if count > 1 else []
    return [KeepTogether((*head, *about, said[0])), *said[1:]]


STORY = Kind(
    code="story",
    label=N_("Voices"),
    audience="public",
    options=StoryOptions,
    questions=(),
    figures=figures,
    make=make,
    purpose=N_("To publish: stories in approved words, only of people who agreed to that, without their names unless they want them."),
)
