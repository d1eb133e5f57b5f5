"""The parts of a brief that are made from tables: sentences, bars, steps and tables, all of printed figures only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from locales import Words
from models.disclosure import MERGED, Cell, percent
from reports.blocks import Bar, Bars, Block, Heading, KeepTogether, Paragraph, Quote, Span, Steps, Table, plain
from reports.counting import BELOW, DECLINED, FITTING, NOT_ASKED
from reports.figures import Figures, ShownTable

_LAST = (MERGED, NOT_ASKED, DECLINED)


@dataclass(frozen=True)
class Line:
    """A class of a one-way list with its printed figure; `cell` is None where it isn't printed."""

    code: str
    label: str
    cell: Cell | None

    @property
    def shown(self) -> int:
        """The printed number, 0 where it isn't one: to sort and to draw by."""
        return (self.cell.shown or 0) if self.cell else 0


def lines(table: ShownTable, *, sort: bool = True) -> list[Line]:
    """The classes of a table's first question over all others, largest printed figure first, silence and the rest last."""
    if not table.safe.dimensions:
        return []
    dimension, *others = table.safe.dimensions
    found = [
        Line(code, table.labels[dimension.code][code], table.safe.cell(code, *(None for _ in others)))
        for code in dimension.classes
    ]  # fmt: skip
    if not sort:
        return found
    return sorted(found, key=lambda line: (line.code in _LAST, -line.shown))


def largest(shown: Figures, name: str) -> Line | None:
    """The class with the largest printed figure; None where there is none."""
    table = shown.table(name)
    found = [line for line in lines(table) if line.shown and line.code not in _LAST] if table else []
    return found[0] if found else None


def figure(cell: Cell | None, words: Words) -> str:
    """A figure as printed: a number, or "few or none"; empty where there is none."""
    if cell is None or cell.how == "hidden":
        return ""
    return words.gettext("few or none") if cell.shown is None else words.number(cell.shown)


def bars(table: ShownTable, words: Words, note: str = "", *, sort: bool = True) -> Bars:
    return Bars(table.title, tuple(Bar(line.label, line.shown or None, figure(line.cell, words)) for line in lines(table, sort=sort)), note)


def note_of(table: ShownTable, words: Words) -> str:
    """Whom a table counts, and by which threshold."""
    named = {"who": table.population, "threshold": words.number(table.safe.rule.threshold), "base": words.number(table.safe.rule.base)}
    if table.hides:
        return words.gettext("{who}. Rounded to {base}; answers of fewer than {threshold} people are not shown.").format(**named)
    return words.gettext("{who}. Rounded to {base}.").format(**named)


def first_need(shown: Figures, words: Words) -> str:
    """The need named most often, as a sentence."""
    top = largest(shown, "needs") or largest(shown, "needs-by-stage")
    if not top or not shown.people:
        return ""
    return words.ngettext(
        "{need}: this is what people ask for most. {count} of the {people} people we heard told us of it.",
        "{need}: this is what people ask for most. {count} of the {people} people we heard told us of it.", top.shown,
    ).format(need=top.label, count=words.number(top.shown), people=words.number(shown.people))  # fmt: skip


def work_below(shown: Figures, words: Words) -> str:
    """Skills that aren't used, as a sentence."""
    table = shown.table("work-fit")
    below = table.safe.shown(BELOW) if table else None
    if not below:
        return ""
    return words.ngettext(
        "{count} person now works below what they did before they came. The skill is here; the door to it is not open.",
        "{count} people now work below what they did before they came. Their skills are here; the doors to them are not open.", below,
    ).format(count=words.number(below))  # fmt: skip


def giving(shown: Figures, words: Words) -> str:
    """What people give, as a sentence."""
    top = largest(shown, "contributions")
    if shown.hours:
        return words.ngettext(
            "People give as well as ask: {hours} hour of work and care for others every month, in what we could count.",
            "People give as well as ask: {hours} hours of work and care for others every month, in what we could count.", shown.hours.total,
        ).format(hours=words.number(shown.hours.total))  # fmt: skip
    if not top:
        return ""
    return words.ngettext(
        "People give as well as ask: {count} person told us of {gift}.", "People give as well as ask: {count} people told us of {gift}.", top.shown,
    ).format(count=words.number(top.shown), gift=top.label)  # fmt: skip


def share_below(shown: Figures) -> float | None:
    """The share of people who work below what they did before, over the sum of the two printed figures."""
    table = shown.table("work-fit")
    if table is None:
        return None
    below, fitting = table.safe.shown(BELOW) or 0, table.safe.shown(FITTING) or 0
    return percent(below, below + fitting) if below else None


def needs(shown: Figures, words: Words) -> list[Block]:
    """Needs along arrival, integration and return; by kind alone for a small group."""
    crossed, listed = shown.table("needs-by-stage"), shown.table("needs")
    if crossed:
        return [Heading(1, words.gettext("From arrival to return")), *_along(crossed, words)]
    if listed is None:
        return []
    head = Heading(1, words.gettext("What people need"))
    if not listed.safe.dimensions:
        return [head, _number(listed, words)]
    return [head, bars(listed, words, note_of(listed, words))]


def _number(table: ShownTable, words: Words) -> Paragraph:
    """A figure that stands alone: a table without questions."""
    spans = (Span(figure(table.safe.cell(), words), bold=True), Span(words.gettext(": {who}.").format(who=table.population)))
    return Paragraph(spans)


def _along(table: ShownTable, words: Words) -> list[Block]:
    kinds, stages = table.safe.dimensions
    labels = table.labels
    margins = table.safe.cell(None, stages.classes[0]) is not None
    blocks: list[Block] = []
    if margins:
        steps = tuple((labels[stages.code][code], figure(table.safe.cell(None, code), words)) for code in stages.classes)
        blocks += [Paragraph(plain(words.gettext("People with a need, by where they were on their way:"))), Steps(steps)]
    head = [words.gettext("Need"), *(labels[stages.code][code] for code in stages.classes)]
    order = lines(table)
    rows = [[line.label, *(figure(table.safe.cell(line.code, stage), words) for stage in stages.classes)] for line in order]
    if margins:
        head.append(words.gettext("All"))
        rows = [[*row, figure(line.cell, words)] for row, line in zip(rows, order, strict=True)]
    widths = (0.40, *(0.60 / (len(head) - 1) for _ in head[1:]))
    blocks.append(Table(
        table.title, tuple(head), tuple(tuple(row) for row in rows), note_of(table, words), widths, frozenset(range(1, len(head))),
    ))  # fmt: skip
    return blocks


def work(shown: Figures, words: Words, quotes: Sequence[Quote]) -> list[Block]:
    """The labour market, and protection at its own threshold."""
    fit, employment = shown.table("work-fit"), shown.table("employment")
    protection, residence = shown.table("protection"), shown.table("residence")
    if not (fit or employment or protection or residence):
        return []
    blocks: list[Block] = [Heading(1, words.gettext("Work and protection")), *quotes]
    if fit:
        blocks.append(KeepTogether((bars(fit, words, note_of(fit, words), sort=False),)))
    if employment:
        blocks.append(KeepTogether((bars(employment, words, note_of(employment, words)),)))
    for table in (protection, residence):
        if table:
            blocks.append(KeepTogether((bars(table, words, note_of(table, words)),)))
    return blocks


def contributions(shown: Figures, words: Words, quotes: Sequence[Quote]) -> list[Block]:
    """What people give, with the hours where they can be told."""
    table = shown.table("contributions")
    if table is None:
        return []
    head = Heading(1, words.gettext("What people give"))
    if not table.safe.dimensions:
        return [head, *quotes, _number(table, words)]
    if not shown.hours:
        return [head, *quotes, bars(table, words, note_of(table, words))]
    hours = shown.hours.by_type
    rows = tuple(
        (line.label, figure(line.cell, words), words.number(hours[line.code]) if line.code in hours else "") for line in lines(table)
    )
    named = (words.gettext("Contribution"), words.gettext("People"), words.gettext("Hours a month"))
    return [head, *quotes, Table(table.title, named, rows, note_of(table, words), (0.56, 0.2, 0.24), frozenset({1, 2}))]


def pathways(shown: Figures, words: Words) -> list[Block]:
    """Who was heard, how long they have been here, and where they stand on their way."""
    blocks: list[Block] = []
    for name in ("where-now", "years"):
        table = shown.table(name)
        if table:
            found = [line for line in lines(table, sort=False) if line.code not in _LAST]
            rest = [line for line in lines(table, sort=False) if line.code in _LAST]
            items = tuple((line.label, figure(line.cell, words)) for line in [*found, *rest])
            blocks += [Paragraph((Span(table.title, bold=True),)), Steps(items)]
    lists = [table for name in ("gender", "age", "origin", "region") if (table := shown.table(name))]
    if lists:
        blocks.append(_side_by_side(lists, words))
    return [Heading(1, words.gettext("Who we heard")), *blocks] if blocks else []


def _side_by_side(lists: Sequence[ShownTable], words: Words) -> Table:
    """Short lists beside each other, two columns each."""
    columns = [[(line.label, figure(line.cell, words)) for line in lines(table, sort=table.safe.id != "age")] for table in lists]
    rows = tuple(tuple(cell for pair in row for cell in pair) for row in zip_longest(*columns, fillvalue=("", "")))
    head = tuple(cell for table in lists for cell in (table.title, ""))
    width = 1.0 / len(lists)
    widths = tuple(part for _ in lists for part in (width * 0.72, width * 0.28))
    return Table("", head, rows, note_of(lists[0], words), widths, frozenset(range(1, 2 * len(lists), 2)))
