"""The parts of a brief that are made from tables: sentences, bars, steps and tables, all of printed figures only."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from locales import Words
from models.association import Association
from models.disclosure import MERGED, Cell, percent
from reports.blocks import Bar, Bars, Block, Heading, Paragraph, Span, Table
from reports.counting import BELOW, DECLINED, FITTING, NOT_ASKED
from reports.figures import Figures, ShownTable

LAST = (MERGED, NOT_ASKED, DECLINED)
WHO = frozenset({"gender", "age", "origin", "region", "years", "where-now"})
"""The tables that tell who was heard; they stand together above one frame."""
_FACTS = (0.29, 0.71)
"""The widths of a table with a question a row."""


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
    return sorted(found, key=lambda line: (line.code in LAST, -line.shown))


def largest(shown: Figures, name: str) -> Line | None:
    """The class whose printed figure is larger than any other; None where two are equal."""
    table = shown.table(name)
    found = [line for line in lines(table) if line.shown and line.code not in LAST] if table else []
    alone = len(found) == 1 or (len(found) > 1 and found[0].shown > found[1].shown)
    return found[0] if alone else None


def figure(cell: Cell | None, words: Words) -> str:
    """A figure as printed: a number, or "few or none"; empty where there is none."""
    if cell is None or cell.how == "hidden":
        return ""
    return words.gettext("few or none") if cell.shown is None else words.number(cell.shown)


def bars(table: ShownTable, words: Words, note: str = "", *, sort: bool = True) -> Bars:
    return Bars(
        "",
        tuple(Bar(line.label, line.shown or None, figure(line.cell, words)) for line in lines(table, sort=sort)),
        note,
    )


def note_of(table: ShownTable, shown: Figures, words: Words) -> str:
    """Whom a table counts; and its rounding where that is another than the report's."""
    if table.safe.rule == shown.rule:
        return words.gettext("{who}.").format(who=table.population)
    return words.gettext("{who}. Rounded to {base}.").format(who=table.population, base=words.number(table.safe.rule.base))


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
    below, fitting = ((table.safe.shown(code) or 0) if table else 0 for code in (BELOW, FITTING))
    if not below or 2 * below < fitting:
        return ""
    return words.ngettext(
        "{count} person now works below what they did before they came. The skill is here; the door is not open.",
        "{count} people now work below what they did before they came. The skills are here; the doors are not open.", below,
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
        return [Heading(2, words.gettext("From arrival to return")), *along(crossed, shown, words)]
    if listed is None:
        return []
    head = Heading(2, words.gettext("What people need"))
    if not listed.safe.dimensions:
        return [head, number(listed, words)]
    return [head, bars(listed, words, note_of(listed, shown, words))]


def number(table: ShownTable, words: Words) -> Paragraph:
    """A figure that stands alone: a table without questions."""
    spans = (
        Span(figure(table.safe.cell(), words), bold=True),
        Span(words.gettext(": {who}.").format(who=table.population)),
    )
    return Paragraph(spans)


def along(table: ShownTable, shown: Figures, words: Words) -> list[Block]:
    """Needs crossed with arrival, integration and return, as a table."""
    stages = table.safe.dimensions[1]
    labels = table.labels
    margins = table.safe.cell(None, stages.classes[0]) is not None
    head = [words.gettext("Need"), *(labels[stages.code][code] for code in stages.classes)]
    order = lines(table)
    rows = [[line.label, *(figure(table.safe.cell(line.code, stage), words) for stage in stages.classes)] for line in order]
    if margins:
        head.append(words.gettext("All"))
        rows = [[*row, figure(line.cell, words)] for row, line in zip(rows, order, strict=True)]
        all_needs = (figure(table.safe.cell(None, stage), words) for stage in stages.classes)
        rows.append([words.gettext("People with any of these needs"), *all_needs, ""])
    rest = frozenset(range(1, len(head)))
    return [Table("", tuple(head), tuple(tuple(row) for row in rows), note_of(table, shown, words), numeric=rest)]


def work(shown: Figures, words: Words) -> list[Block]:
    """The labour market, and protection at its own threshold."""
    table = facts(shown, ("employment", "work-fit", "protection", "residence"), words)
    return [Heading(2, words.gettext("Work and protection")), table] if table else []


def contributions(shown: Figures, words: Words) -> list[Block]:
    """What people give, with the hours where they can be told."""
    table = shown.table("contributions")
    if table is None:
        return []
    head = Heading(2, words.gettext("What people give"))
    if not table.safe.dimensions:
        return [head, number(table, words)]
    hours = shown.hours.by_type if shown.hours else {}
    pairs = [(line.label, _with_hours(figure(line.cell, words), hours.get(line.code), words)) for line in lines(table)]
    pairs += _in_all(table, words)
    title = words.gettext("People (hours a month)") if hours else words.gettext("People")
    return [head, Table("", ("", ""), ((title, _joined(pairs, words)),), note_of(table, shown, words), _FACTS)]


def _with_hours(people: str, hours: int | None, words: Words) -> str:
    if hours is None:
        return people
    return words.gettext("{people} ({hours})").format(people=people, hours=words.number(hours))


def pathways(shown: Figures, words: Words) -> list[Block]:
    """Who was heard, how long they have been here, and where they stand on their way."""
    table = facts(shown, ("gender", "age", "origin", "region", "years", "where-now"), words)
    return [Heading(2, words.gettext("Who we heard, and their ways here")), table] if table else []


def facts(shown: Figures, names: Sequence[str], words: Words) -> Table | None:
    """Short lists as one table, a question a row: "Gender | Woman 105 · Man 95"."""
    tables = [table for name in names if (table := shown.table(name))]
    if not tables:
        return None
    rows = tuple((_question(table, shown, words), _answers(table, words)) for table in tables)
    return Table("", ("", ""), rows, words.gettext("{who}.").format(who=shown.frame), _FACTS)


def _question(table: ShownTable, shown: Figures, words: Words) -> str:
    if table.safe.rule == shown.rule:
        return table.title
    return words.gettext("{title} (rounded to {base})").format(title=table.title, base=words.number(table.safe.rule.base))


def _answers(table: ShownTable, words: Words) -> str:
    in_order = table.safe.id in ("age", "years", "where-now", "work-fit")
    pairs = [(line.label, figure(line.cell, words)) for line in lines(table, sort=not in_order)]
    return _joined([*pairs, *_in_all(table, words)], words)


def _in_all(table: ShownTable, words: Words) -> list[tuple[str, str]]:
    """The total of a list, which only large groups have."""
    total = table.safe.cell(None)
    return [(words.gettext("In all"), figure(total, words))] if total else []


def _joined(pairs: Sequence[tuple[str, str]], words: Words) -> str:
    """Names with their figures on one line, a figure never parted from its words."""
    one = words.gettext("{label}: {count}").replace(" {count}", "\u00a0{count}")
    shown = (one.format(label=label, count=count.replace(" ", "\u00a0")) for label, count in pairs)
    return " · ".join(shown)


def logo(association: Association) -> bytes | None:
    """The association's logo, or None where it keeps none or it is no picture."""
    try:
        return base64.b64decode(association.logo, validate=True) if association.logo else None
    except (binascii.Error, ValueError):
        return None
