"""Figures: everything a report may show, and nothing else. Numbers, quotes, and what was left out and why.

The same figures feed the screen, the JSON of `figures` and `report --figures`, and the paper.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from locales import N_, Words
from locales import words as words_of
from models.attack import Key, key_of, proven
from models.disclosure import Coin, Rule, SafeTable, rule_for, stricter, table
from models.theme import Theme
from models.vocabulary import vocabulary
from reports import counting, printed, questions, quoting
from reports.archive import Archive, Frozen, QuoteCandidate
from reports.drafts import CLOSED, EVERYBODY, GIVING, NEEDING, OPENED, REFERRED, TELLING, WORKING, Base, Draft
from reports.labels import class_label
from reports.printed import Hours, Printed, PrintedTable
from reports.quoting import PrintedQuote, PrintedStory
from reports.where import Asked, asked, fits_member, in_words, pick

if TYPE_CHECKING:
    from reports.kinds.kind import Kind

WITHIN: Mapping[str, str | Key] = {
    NEEDING: EVERYBODY, GIVING: EVERYBODY, WORKING: EVERYBODY, REFERRED: EVERYBODY, TELLING: EVERYBODY,
    OPENED: (NEEDING, frozenset({("state", "open")})), CLOSED: (NEEDING, frozenset({("state", "closed")})),
}
_WHO: Mapping[str, str] = {
    EVERYBODY: N_("Members we heard"),
    NEEDING: N_("Members who told us of a need"),
    GIVING: N_("Members who told us what they give"),
    WORKING: N_("Members whose work before and now we know"),
    OPENED: N_("Members with an open need"),
    CLOSED: N_("Members with a need that was closed"),
    REFERRED: N_("Members about whom a partner was told, with their consent"),
    TELLING: N_("Members whose stories were read for themes"),
}
TOO_FEW_PEOPLE = N_("Fewer people than may be counted in a report; it has words and no figures.")
TOO_FEW_ANSWERS = N_("Too few people gave different answers; a figure could point to somebody.")
WORKED_OUT = N_("Together with the other figures it would let somebody work out a small group.")
NOT_FROZEN = N_("The figures were drawn before this was counted; it comes with the next snapshot.")
NOTHING = Printed((), ((N_("Figures"), TOO_FEW_PEOPLE),), None, ())
CROSSED = N_("With this filter it would cross nationality, area and basis of residence.")


@dataclass(frozen=True)
class ShownTable:
    """A safe table with its words in the report's language. `hides`: answers that few people gave aren't in it."""

    safe: SafeTable
    title: str
    population: str
    labels: Mapping[str, Mapping[str, str]]
    hides: bool = False

    def as_json(self) -> dict[str, Any]:
        rule = self.safe.rule
        dimensions = [
            {
                "code": each.code, "partition": each.partition,
                "classes": [{"code": code, "label": self.labels[each.code][code]} for code in each.classes],
            } for each in self.safe.dimensions
        ]  # fmt: skip
        cells = [{"at": list(each.at), "shown": each.shown, "how": each.how} for each in self.safe.cells]
        return {
            "id": self.safe.id, "title": self.title, "counts": "member", "population": self.population,
            "threshold": rule.threshold, "base": rule.base, "dimensions": dimensions, "cells": cells,
        }  # fmt: skip


@dataclass(frozen=True)
class LeftOut:
    """Something a report doesn't print, and why: for the volunteer who makes it, never on the paper."""

    what: str
    why: str


@dataclass(frozen=True)
class Figures:
    """What may be shown of an archive to an audience, in one language. `people` is None where there are words only."""

    kind: str
    lang: str
    audience: str
    day: datetime.date
    snapshot: str | None
    rule: Rule
    frame: str
    people: int | None = None
    tables: tuple[ShownTable, ...] = ()
    quotes: tuple[PrintedQuote, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    hours: Hours | None = None
    reached: int | None = None
    stories: tuple[PrintedStory, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """What the volunteer may choose among, as (id, words for the window); never on the paper."""
    languages: tuple[str, ...] = ()
    """Languages in which enough people told their story."""
    snapshot_id: str = ""

    @property
    def things(self) -> frozenset[str]:
        """Numbers of things that may stand on the paper beside those of people."""
        hours = (*self.hours.by_type.values(), self.hours.total) if self.hours else ()
        return frozenset(str(each) for each in (*hours, self.reached) if each)

    def table(self, name: str) -> ShownTable | None:
        return next((each for each in self.tables if each.safe.id == name), None)

    def only(self, names: Collection[str], *, quotes: bool = True) -> Figures:
        """The same without the tables, hours and quotes that a report doesn't print."""
        return replace(
            self,
            tables=tuple(each for each in self.tables if each.safe.id in names),
            quotes=self.quotes if quotes else (),
            hours=self.hours if "contributions" in names else None,
            reached=self.reached if "benefits" in names else None,
        )

    def first_quotes(self, count: int) -> Figures:
        """The same with the first quotes only; the others are told to be left out for want of room."""
        words, more = words_of(self.lang), len(self.quotes) - count
        left = (quotes_left(words, more, quoting.NO_ROOM),) if more > 0 else ()
        return replace(self, quotes=self.quotes[:count], left_out=self.left_out + left)

    def as_json(self) -> dict[str, Any]:
        """The shape promised in the command line's contract."""
        other: dict[str, Any] = {"frame": self.frame, "story_languages": list(self.languages)}
        if self.hours:
            other["hours_a_month"] = {"total": self.hours.total, "by_type": dict(self.hours.by_type)}
        if self.reached:
            other["people_reached"] = self.reached
        return {
            "kind": self.kind, "lang": self.lang, "snapshot": self.snapshot, "people": self.people,
            "tables": [each.as_json() for each in self.tables],
            "quotes": [{"text": each.text, "attribution": each.attribution, "language": each.language} for each in self.quotes],
            "left_out": [{"what": each.what, "why": each.why} for each in self.left_out],
            "other": other,
        }  # fmt: skip


def draw(
    archive: Archive, *, kind: str, lang: str, audience: str | None = None, first: str | None = None, last: str | None = None,
    where: Sequence[str] = (),
) -> Figures:  # fmt: skip
    """The figures of a kind of report. Raises WrongInput for an unknown kind or audience, a wrong day or a wrong filter.

    The kind's own audience holds; `audience` may make it stricter, never looser.
    """
    from reports.kinds import before, find  # kinds of reports are built from figures: the one place that looks the other way

    made = find(kind)
    reader = stricter(made.audience, audience)
    wanted = asked(first, last, where)
    raised = archive.association().threshold
    rule = rule_for(reader, raised, sensitive=wanted.sensitive)
    frozen = archive.snapshot()
    rows = pick(frozen.rows, wanted) if frozen else ()
    day = frozen.date if frozen else ""
    base = Base(rows, rule, rule_for(reader, raised, sensitive=True), day, archive.coin)
    words = words_of(lang)
    enough = frozen is not None and len(base.everybody) >= rule.threshold
    name = _question(made, base, reader, wanted, where)
    shown = printed.once(
        lambda: archive.printed(name), lambda text: archive.keep_printed(name, text),
        lambda: _work_out(base, made.questions, wanted, archive.coin, _read_beside(archive, before(made), base, raised, wanted, where)),
    ) if enough else NOTHING
    frame, themes = _Frame(words, wanted, frozen), archive.themes()
    chosen = _quotes(archive, frozen, base, wanted, words, made, public=reader == "public") if made.quotes else quoting.Chosen((), {})
    people = next((each.safe.shown() for each in shown.tables if each.safe.id == "people"), None)
    return Figures(
        made.code, lang, reader, archive.today(), frozen.date if frozen and enough else None, rule, frame.sentence(EVERYBODY),
        people=people,
        tables=tuple(_with_words(each, frame, themes) for each in shown.tables),
        quotes=chosen.quotes,
        left_out=(
            *(LeftOut(words.gettext(what), words.gettext(why)) for what, why in shown.left_out),
            *(quotes_left(words, count, why) for why, count in sorted(chosen.left_out.items())),
        ),
        hours=shown.hours,
        reached=shown.reached,
        languages=shown.languages,
        snapshot_id=frozen.id if frozen and enough else "",
    )  # fmt: skip


def _question(made: Kind, base: Base, reader: str, wanted: Asked, where: Sequence[str]) -> str:
    return printed.question({
        "tables": list(made.questions), "reader": reader, "threshold": base.rule.threshold, "base": base.rule.base, "first": wanted.first,
        "last": wanted.last, "where": sorted(where),
    })


def _read_beside(
    archive: Archive, kinds: Sequence[Kind], base: Base, raised: int | None, wanted: Asked, where: Sequence[str]
) -> list[SafeTable]:
    """The tables of the kinds that go before: whoever reads this report may hold those too, of the same people and the same snapshot.

    A later kind yields to an earlier one, printed or not, so that it never matters in which order they were made.
    """
    tables: list[SafeTable] = []
    for each in kinds:
        rule, strict = (rule_for(each.audience, raised, sensitive=sensitive) for sensitive in (wanted.sensitive, True))
        own = Base(base.rows, rule, strict, base.day, base.coin)
        if len(own.everybody) < own.rule.threshold:
            continue
        kept = archive.printed(_question(each, own, each.audience, wanted, where))
        shown = printed.from_text(kept) if kept else _work_out(own, each.questions, wanted, base.coin, tables)
        tables += [table.safe for table in shown.tables]
    return tables


def _work_out(base: Base, names: Sequence[str], wanted: Asked, coin: Coin, beside: Sequence[SafeTable] = ()) -> Printed:
    shown, left_out = _safe_tables(base, names, wanted, coin, beside)
    tables = tuple(PrintedTable(safe, draft.title, draft.hides) for safe, draft in shown)
    reached = _reached(base) if "benefits" in names else None
    return Printed(tables, tuple((each.what, each.why) for each in left_out), _hours(base, shown), _languages(base), reached)


def _safe_tables(
    base: Base, names: Sequence[str], wanted: Asked, coin: Coin, beside: Sequence[SafeTable]
) -> tuple[list[tuple[SafeTable, Draft]], list[LeftOut]]:
    """The first draft of every question that stands up to the attack together with the tables before it and those read beside it."""
    shown: list[tuple[SafeTable, Draft]] = []
    left_out: list[LeftOut] = []
    for name in questions.known(names):
        if questions.INSTEAD.get(name) in names and base.rule.small(len(base.needing)):
            continue
        title, ask, fields = questions.QUESTIONS[name]
        if base.old and name in questions.NEWER:
            left_out.append(LeftOut(title, NOT_FROZEN))
            continue
        drafts = ask(base)
        held = {safe.id for safe, _ in shown}
        if drafts is None or (drafts and not (drafts := [draft for draft in drafts if draft.id not in held])):
            continue
        if fields and wanted.crosses(fields):
            left_out.append(LeftOut(title, CROSSED))
            continue
        found = _first_safe(drafts, [*beside, *(safe for safe, _ in shown)], coin)
        if found:
            shown.append(found)
        else:
            left_out.append(LeftOut(title, WORKED_OUT if drafts else TOO_FEW_ANSWERS))
    return shown, left_out


def _first_safe(drafts: Sequence[Draft], before: Sequence[SafeTable], coin: Coin) -> tuple[SafeTable, Draft] | None:
    for draft in drafts:
        safe = table(draft.id, draft.population, draft.rule, draft.dimensions, draft.people, coin)
        tables = [*before, safe]
        if _agree(tables) and not proven(tables, WITHIN):
            return safe, draft
    return None


def _agree(tables: Sequence[SafeTable]) -> bool:
    """Whether the same place has the same figure wherever it stands: one name for two groups of people would be read as one."""
    seen: dict[tuple[Key, int], int | None] = {}
    return all(seen.setdefault((key_of(each, cell.at), each.rule.base), cell.shown) == cell.shown for each in tables for cell in each.cells)


@dataclass(frozen=True)
class _Frame:
    """Who is counted, from when to when, by which filter: the honest frame of every figure."""

    words: Words
    wanted: Asked
    frozen: Frozen | None

    def sentence(self, population: str) -> str:
        if self.frozen is None:
            return ""
        first = self.wanted.first or self.frozen.first_day[:7]  # the day of a first conversation is somebody's own
        last = self.wanted.last or self.frozen.last_day[:7]
        named = {
            "who": self.words.gettext(_WHO[population]), "first": self.words.date(first), "last": self.words.date(last),
            "filter": in_words(self.wanted, self.words),
        }  # fmt: skip
        if self.wanted.filters:
            return self.words.gettext("{who}, recorded by us from {first} to {last}, not a survey; only {filter}").format(**named)
        return self.words.gettext("{who}, recorded by us from {first} to {last}, not a survey").format(**named)


def _with_words(shown: PrintedTable, frame: _Frame, themes: Mapping[str, Theme]) -> ShownTable:
    labels = {
        each.code: {code: class_label(each.code, code, frame.words, themes) for code in each.classes} for each in shown.safe.dimensions
    }  # fmt: skip
    return ShownTable(shown.safe, frame.words.gettext(shown.title), frame.sentence(shown.safe.population), labels, shown.hides)


def _quotes(archive: Archive, frozen: Frozen | None, base: Base, wanted: Asked, words: Words, made: Kind, *, public: bool) -> quoting.Chosen:
    held = counting.everybody(frozen.rows) if frozen else frozenset()
    too_few = bool(wanted.filters) and len(base.everybody) < quoting.SHARED
    own_day = bool(wanted.first or wanted.last) or any(each.scope != "member" for each in wanted.filters)

    def outside(quote: QuoteCandidate) -> str:
        inside = quote.member in base.everybody or (quote.member not in held and not own_day and fits_member(quote.classes, wanted))
        return quoting.OUTSIDE if not inside else quoting.TOO_FEW_THERE if too_few else ""

    return quoting.choose(
        archive.quotes(), base.rows, words, public=public, coin=archive.coin, outside=outside, most=made.quotes, first=made.first_quotes,
    )


def quotes_left(words: Words, count: int, why: str) -> LeftOut:
    what = words.ngettext("{count} quote", "{count} quotes", count).format(count=words.number(count))
    return LeftOut(what, words.gettext(why))


def _hours(base: Base, shown: Sequence[tuple[SafeTable, Draft]]) -> Hours | None:
    """Hours of the kinds of contribution that are printed: by enough people, none of whom gives more than half."""
    safe = next((each for each, _ in shown if each.id == "contributions" and each.dimensions), None)
    by_type = counting.hours_by_type(base.rows)
    given_by: dict[str, int] = {}
    for code in safe.dimensions[0].classes if safe else ():
        given = by_type.get(code, {})
        total = sum(given.values())
        if len(given) >= base.rule.threshold and 2 * max(given.values()) <= total:
            given_by[code] = int((total + 5) // 10) * 10
    return Hours(sum(given_by.values()), given_by) if sum(given_by.values()) else None


def _reached(base: Base) -> int | None:
    """People reached, added up as they were told: by enough people, none of whom reaches more than half."""
    by_person = counting.reached(base.rows)
    total = sum(by_person.values())
    if len(by_person) < base.rule.threshold or 2 * max(by_person.values()) > total:
        return None
    return (total + 5) // 10 * 10 or None


def _languages(base: Base) -> tuple[str, ...]:
    """Languages in which at least the threshold of people told a story, by the vocabulary's order."""
    told = counting.several(
        base.rows, lambda row: (story.get("language", "") for story in row.stories),
        tuple(each.code for each in vocabulary("language").codes),
    )  # fmt: skip
    return tuple(code for code, people in told.items() if len(people) >= base.rule.threshold)
