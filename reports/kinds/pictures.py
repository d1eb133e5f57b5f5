"""A table as a picture: a sentence made from its printed figures, its bars, and where it crosses two questions the table itself."""

from __future__ import annotations

from typing import Literal

from locales import Words
from reports.blocks import Bar, Block, Heading, KeepTogether, Pairs, Paragraph, Table, plain
from reports.figures import Figures, ShownTable
from reports.kinds import parts

IN_ORDER = frozenset({"need-stages", "urgency", "case-age", "resolution", "age", "years", "where-now", "work-fit"})
"""Tables whose answers have an order of their own."""


def under_its_title(name: str, shown: Figures, words: Words, level: Literal[2, 3] = 2) -> list[Block]:
    """A table's heading and picture; nothing where the figures have no such table."""
    table = shown.table(name)
    return [Heading(level, table.title), *picture(table, shown, words, sort=name not in IN_ORDER)] if table else []


def picture(table: ShownTable, shown: Figures, words: Words, *, sort: bool = True) -> list[Block]:
    """The blocks of a table, without its heading."""
    said = sentence(table, words)
    opening = [Paragraph(plain(said))] if said else []
    if not table.safe.dimensions:
        return [parts.number(table, words)]
    if len(table.safe.dimensions) == 1:
        return [KeepTogether((*opening, parts.bars(table, words, _total(table, words) + parts.note_of(table, shown, words), sort=sort)))]
    rows = parts.lines(table, sort=False)
    first, second = table.safe.dimensions[1].classes
    if sort:
        rows = sorted(rows, key=lambda line: (line.code in parts.LAST, -(table.safe.shown(line.code, first) or 0), -line.shown))
    labels = table.labels[table.safe.dimensions[1].code]
    bars = Pairs(labels[first], labels[second], tuple(
        (line.label, _bar(table, (line.code, first), words), _bar(table, (line.code, second), words)) for line in rows
    ))
    return [KeepTogether((*opening, bars, _table(table, rows, shown, words)))]


def _total(table: ShownTable, words: Words) -> str:
    """The total of a list, which only large groups have, as the beginning of its note."""
    total = table.safe.cell(None)
    return words.gettext("{label}: {count}").format(label=words.gettext("In all"), count=parts.figure(total, words)) + ". " if total else ""


def _bar(table: ShownTable, at: tuple[str, str], words: Words) -> Bar:
    cell = table.safe.cell(*at)
    return Bar("", cell.shown if cell else None, parts.figure(cell, words))


def _table(table: ShownTable, rows: list[parts.Line], shown: Figures, words: Words) -> Table:
    """The same figures as a table, with the totals that only large groups have."""
    second = table.safe.dimensions[1]
    head = ["", *(table.labels[second.code][code] for code in second.classes)]
    cells = [[line.label, *(parts.figure(table.safe.cell(line.code, code), words) for code in second.classes)] for line in rows]
    if table.safe.cell(None, second.classes[0]) is not None:
        head.append(words.gettext("All"))
        cells = [[*row, parts.figure(line.cell, words)] for row, line in zip(cells, rows, strict=True)]
        totals = (parts.figure(table.safe.cell(None, code), words) for code in second.classes)
        cells.append([words.gettext("In all"), *totals, ""])
    return Table("", tuple(head), tuple(tuple(row) for row in cells), parts.note_of(table, shown, words), numeric=frozenset(range(1, len(head))))


def sentence(table: ShownTable, words: Words, *, named: bool = False) -> str:
    """What a table says first, in words; "" where no printed figure is larger than the others. `named`: by the table's title."""
    if len(table.safe.dimensions) == 2:
        first = table.safe.dimensions[1].classes[0]
        found = [(table.safe.shown(line.code, first) or 0, line.label) for line in parts.lines(table) if line.code not in parts.LAST]
    else:
        found = [(line.shown, line.label) for line in parts.lines(table) if line.code not in parts.LAST]
    found = sorted((each for each in found if each[0]), key=lambda each: -each[0])
    if len(found) < 2 or found[0][0] == found[1][0]:
        return ""
    count, label = found[0]
    if len(table.safe.dimensions) == 2:
        said = words.ngettext("Open most often: {answer}, {count} person.", "Open most often: {answer}, {count} people.", count)
    elif named:
        said = words.ngettext("{what}: {answer}, {count} person.", "{what}: {answer}, {count} people.", count)
    else:
        said = words.ngettext("Most often: {answer}, {count} person.", "Most often: {answer}, {count} people.", count)
    return said.format(what=table.title, answer=label, count=words.number(count))
