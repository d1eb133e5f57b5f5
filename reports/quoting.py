"""Which quotes a report prints, and who is said to have spoken: only with the consents in force, never so that one can be told.

Source of the rules: `docs/figures.md`. Whatever isn't printed is counted by its reason, without names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from locales import N_, Words
from models.consent import PUBLISH, QUOTE, QUOTE_NAMED
from models.vocabulary import vocabulary
from reports.archive import QuoteCandidate, Row
from reports.counting import STAGES

MOST_QUOTES = 6
SHARED = 10
"""A quote is attributed only to what at least so many people of the frozen rows have in common."""
EASY = 420
"""Letters up to which a quote is read at one glance; longer ones come after."""
_BANDS = (("gender", "gender"), ("age_band", "age-band"), ("region", "region"))
_TRIES = ((0, 1, 2), (0, 1), (0, 2), (1, 2), (0,), (1,), (2,))
"""Which bands are tried, from the most telling to the least."""

NOT_APPROVED = N_("Not approved by the member yet, or changed since.")
NO_CONSENT = N_("No consent to be quoted is in force.")
NOT_NAMED = N_("Consent is only to be quoted by name, and no name was chosen.")
NOT_PUBLISHED = N_("No consent to publish beyond the consultation is in force.")
OUTSIDE = N_("Outside the period or the filter.")
TOO_FEW_THERE = N_("Fewer than ten people fit the filter, so a quote could point to one of them.")
NO_ROOM_AT_ALL = N_("There was no room for more, or the same words stand there already.")
NO_ROOM = N_("There was no room: a report shows six quotes at most.")


@dataclass(frozen=True)
class PrintedQuote:
    """Words as printed, who is said to have spoken, and the language of the words. `quote` and `member` are the ids behind them and `named`
    whether a name stands there: for the register of papers, never for the paper."""

    text: str
    attribution: str
    language: str
    themes: tuple[str, ...] = ()
    """What the words are about, and where whoever spoke stands on their way: where to print them, never printed itself."""
    stage: str = ""
    quote: str = field(default="", repr=False, compare=False)
    member: str = field(default="", repr=False, compare=False)
    named: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class PrintedStory:
    """The quotes of one story that may be printed, in the order in which they were told; who told it, and what it is about, as words.

    `whole` where one of them is the whole story.
    """

    quotes: tuple[PrintedQuote, ...]
    attribution: str
    themes: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class Chosen:
    """The quotes to print and, by reason, how many are left out."""

    quotes: tuple[PrintedQuote, ...]
    left_out: Mapping[str, int]


def refused(quote: QuoteCandidate, *, public: bool) -> str:
    """Why a quote may not be printed; "" when it may."""
    if quote.state != "approved":
        return NOT_APPROVED
    if QUOTE not in quote.uses and not _named(quote):
        return NOT_NAMED if QUOTE_NAMED in quote.uses else NO_CONSENT
    return NOT_PUBLISHED if public and PUBLISH not in quote.uses else ""


def _named(quote: QuoteCandidate) -> bool:
    return QUOTE_NAMED in quote.uses and bool(quote.name and quote.name.strip())


def choose(
    quotes: Iterable[QuoteCandidate], rows: Sequence[Row], words: Words, *, public: bool,
    coin: Callable[[Iterable[str]], bytes], outside: Callable[[QuoteCandidate], str], most: int = MOST_QUOTES,
    first: Callable[[QuoteCandidate], bool] = lambda _quote: False,
) -> Chosen:  # fmt: skip
    """Up to six quotes, or `most`, that differ, in an order that tells nothing, those that are `first` before others; `outside` gives the
    reason why one isn't asked for, or ""."""
    left_out: Counter[str] = Counter()
    fit: list[QuoteCandidate] = []
    for quote in quotes:
        why = refused(quote, public=public) or outside(quote)
        if why:
            left_out[why] += 1
        else:
            fit.append(quote)
    kept = _varied(sorted(fit, key=lambda quote: coin([quote.quote])), words.code, most, first)
    if len(fit) > len(kept):
        left_out[NO_ROOM if most == MOST_QUOTES else NO_ROOM_AT_ALL] += len(fit) - len(kept)
    shared = Sharing(rows)
    return Chosen(tuple(printed(quote, shared, words) for quote in kept), dict(left_out))


def _foreign(quote: QuoteCandidate, lang: str) -> bool:
    """Whether the reader would meet words of another language: neither told nor translated in theirs."""
    return lang not in (quote.language, quote.translation_language if quote.translation else "")


def _words_for(quote: QuoteCandidate, lang: str) -> str:
    """The words a reader of this language gets to read; the same words never stand twice on one paper."""
    return quote.translation if quote.language != lang and quote.translation_language == lang and quote.translation else quote.text


def _varied(fit: list[QuoteCandidate], lang: str, most: int, first: Callable[[QuoteCandidate], bool]) -> list[QuoteCandidate]:
    """One person once until all had one; what the reader can read before what they can't; then a new theme, a new language, somebody
    of another gender, and easy to read."""
    chosen: list[QuoteCandidate] = []
    while fit and len(chosen) < most:
        people = Counter(quote.member for quote in chosen)
        themes, tongues = Counter(quote.category for quote in chosen), Counter(quote.language for quote in chosen)
        genders = Counter(quote.classes.get("gender", "") for quote in chosen)
        best = min(fit, key=lambda quote: (
            people[quote.member], not first(quote), _foreign(quote, lang), len(quote.text) > EASY, themes[quote.category], tongues[quote.language],
            genders[quote.classes.get("gender", "")],
        ))  # fmt: skip
        chosen.append(best)
        fit = [quote for quote in fit if quote is not best and _words_for(quote, lang) != _words_for(best, lang)]
    return chosen


class Sharing:
    """How many people of the frozen rows have bands in common."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._counts: Counter[tuple[tuple[int, ...], tuple[str, ...]]] = Counter()
        rows = tuple(rows)
        self._stages = Counter(vocabulary("stage").group_of(row.classes.get("stage", "")) for row in rows)
        answers = Counter(tuple(row.classes.get(name, "") for name, _ in _BANDS) for row in rows)
        for answer, people in answers.items():
            bands = band_codes({name: code for (name, _), code in zip(_BANDS, answer, strict=True)})
            for tried in _TRIES:
                self._counts[tried, tuple(bands[at] for at in tried)] += people

    def bands(self, classes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """The bands of a person, as (vocabulary, code), that ten people share at least; the most telling that do."""
        own = band_codes(classes)
        for tried in _TRIES:
            codes = tuple(own[at] for at in tried)
            if all(codes) and self._counts[tried, codes] >= SHARED:
                return tuple((_BANDS[at][1], own[at]) for at in tried)
        return ()


    def stage(self, classes: Mapping[str, str]) -> str:
        """The stage group of a person where ten people share it; else ""."""
        group = vocabulary("stage").group_of(classes.get("stage", ""))
        return group if group in STAGES and self._stages[group] >= SHARED else ""


def band_codes(classes: Mapping[str, str]) -> tuple[str, ...]:
    """Gender, report age band and area of a person; "" for what wasn't asked, was declined or isn't known."""
    return tuple(_band(classes.get(name, ""), listed) for name, listed in _BANDS)


def _band(code: str, listed: str) -> str:
    group = vocabulary(listed).group_of(code)
    return group if group in vocabulary(listed).by_code and group != "unknown" else ""


def printed(quote: QuoteCandidate, shared: Sharing, words: Words) -> PrintedQuote:
    speaker, stage = _speaker(quote, shared, words), shared.stage(quote.classes)
    if quote.translation and quote.language != words.code and quote.translation_language == words.code:
        told = words.gettext("{speaker} · told in {language}").format(speaker=speaker, language=words.tongue(quote.language))
        return PrintedQuote(quote.translation, told, words.code, quote.themes, stage, quote=quote.quote, member=quote.member, named=_named(quote))
    return PrintedQuote(quote.text, speaker, quote.language, quote.themes, stage, quote=quote.quote, member=quote.member, named=_named(quote))


def _speaker(quote: QuoteCandidate, shared: Sharing, words: Words) -> str:
    if _named(quote):
        return (quote.name or "").strip()
    labels = [vocabulary(name).label(code, words) for name, code in shared.bands(quote.classes)]
    match labels:
        case [first, second, third]:
            return words.gettext("{first}, {second}, {third}").format(first=first, second=second, third=third)
        case [first, second]:
            return words.gettext("{first}, {second}").format(first=first, second=second)
        case [first]:
            return first
    return words.gettext("A member")
