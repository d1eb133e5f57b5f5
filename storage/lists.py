"""Lists: which records a list shows, in which order, and what stands in some of their rows.

The order of a whole list is one array of row numbers, sorted by the store itself; what is shown of them is read a page at a time, so that
a hundred thousand records wait in the vault and not in the window.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from locales import Words, fold
from models.condition import codes_meant
from models.consent import QUOTE
from models.fields import Field, Kind, Value
from models.listing import (
    ANSWERED,
    BETWEEN,
    HAS,
    IS,
    LAST_TALK,
    NEED_KIND,
    NOT_ASKED,
    OPEN_NEEDS,
    QUOTABLE,
    Column,
    Listing,
    Rule,
    columns_of,
)
from models.listing import DECLINED as NOT_TOLD
from models.member import Member
from models.need import is_sensitive, shown_kind
from models.record import Record
from models.registry import BY_TYPE
from models.values import WrongValue, options_of, parse, to_journal
from models.vocabulary import vocabulary
from storage import entries, permissions
from storage.entries import worth
from storage.library import Library
from storage.schema import quoted
from storage.tables import select_sql

PAGE = 200
_OPEN_NEEDS = "(SELECT count(*) FROM need n WHERE n.member = {who} AND n.status IN ('new', 'active', 'waiting') AND coalesce(n.archived, 0) = 0)"
_LAST_TALK = "(SELECT max(c.date) FROM conversation c WHERE c.member = {who} AND coalesce(c.archived, 0) = 0)"
_AS_TEXT = frozenset({Kind.TEXT, Kind.LONG_TEXT})


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the record, whose it is, and what stands in the columns asked for."""

    id: str
    member: str
    values: tuple[Value, ...]


class Asked:
    """A question to the store that is put together: SQL, and the values in it."""

    def __init__(self, library: Library, listing: Listing, words: Words) -> None:
        self.library, self.listing, self.words = library, listing, words
        self.kind = BY_TYPE[listing.kind]
        self.columns = {each.name: each for each in columns(library, listing.kind)}
        self.values: dict[str, Any] = {"day": library.today().isoformat()}
        person = "" if self.kind is Member else " JOIN member p ON p.id = t.member"
        self.source = f"{quoted(self.kind.TYPE)} t{person}"

    def bound(self, value: Any) -> str:
        """A place in the SQL for a value."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    # What a column is in SQL

    def raw(self, column: Column) -> str:
        """A column as it is kept: the answer to an own question as JSON, which may say that it was declined."""
        if column.worked_out:
            return _sql_of(self.kind, column.name)
        table = "p" if column.of_person else "t"
        if column.field.own:
            return f"(SELECT a.value FROM answer a WHERE a.owner = {table}.id AND a.question = {self.bound(column.field.name)})"
        return f"{table}.{quoted(column.field.name)}"

    def told(self, column: Column) -> str:
        """The answer itself, NULL where there is none or it was declined."""
        raw = self.raw(column)
        if not column.field.own:
            return raw
        value = raw if column.field.many else f"{raw} ->> '$'"
        return f"CASE WHEN json_type({raw}) = 'object' THEN NULL ELSE {value} END"

    def declined(self, column: Column) -> str:
        if column.field.own:
            return f"coalesce(json_type({self.raw(column)}) = 'object', 0)"
        table = "p" if column.of_person else "t"
        return f"EXISTS (SELECT 1 FROM json_each(coalesce({table}.declined, '[]')) j WHERE j.value = {self.bound(column.field.name)})"

    # Which rows

    def where(self) -> str:
        """Which rows are shown: nobody hidden, what the rules say, what was typed."""
        parts = [self.library._shown(self.kind), *(self._rule(each) for each in self.listing.rules if each.column in self.columns)]
        question = entries.matching(self.listing.words)
        if question:
            parts.append(self._found(question))
        return " AND ".join(parts)

    def _found(self, question: str) -> str:
        """What was typed stands in the record, or names the person."""
        hits = f"FROM search JOIN entry e ON e.row = search.rowid WHERE search MATCH {self.bound(question)} AND e.type = "
        whose = f"(SELECT e.person {hits}{self.bound(Member.TYPE)})"  # the person, whichever of their records has the name
        if self.kind is Member:
            return f"t.id IN {whose}"
        return f"(t.id IN (SELECT e.id {hits}{self.bound(self.kind.TYPE)}) OR t.member IN {whose})"

    def _rule(self, rule: Rule) -> str:
        column = self.columns[rule.column]
        if rule.how == ANSWERED:
            return f"{self.told(column)} IS NOT NULL"
        if rule.how == NOT_TOLD:
            return self.declined(column)
        if rule.how == NOT_ASKED:
            return f"({self.told(column)} IS NULL AND NOT {self.declined(column)})"
        if rule.how == HAS:
            self._with_function("list_fold", _folded)
            return f"instr(list_fold({self.told(column)}), {self.bound(fold(' '.join(rule.values)))}) > 0"
        if rule.how == BETWEEN:
            return self._between(column, *(*rule.values, "", "")[:2])
        meant = self._is(column, rule.values)
        return meant if rule.how == IS else f"({self.told(column)} IS NOT NULL AND NOT {meant})"

    def _is(self, column: Column, wanted: Sequence[str]) -> str:
        field, told = column.field, self.told(column)
        if field.kind is Kind.YES_NO:
            return f"{told} IS {int('yes' in wanted)}"
        marks = ", ".join(self.bound(each) for each in sorted({code for one in wanted for code in _meant(field, one)}))
        if field.many:
            return f"EXISTS (SELECT 1 FROM json_each(coalesce({told}, '[]')) j WHERE j.value IN ({marks}))"
        return f"coalesce({told} IN ({marks}), 0)"

    def _between(self, column: Column, low: str, high: str) -> str:
        """Both ends count; an empty one leaves its side open. A month or a year stands for all of its days."""
        field, told, parts = column.field, self.told(column), ["1"]
        for sign, written in ((">=", low), ("<=", high)):
            value = parse(field, written)
            if value is not None:
                kept = to_journal(field, value)
                parts.append(f"{told} {sign} {self.bound(f'{kept}~' if field.kind is Kind.DATE and sign == '<=' else kept)}")
        return f"({' AND '.join(parts)})" if len(parts) > 1 else f"{told} IS NOT NULL"

    # In which order

    def order(self) -> str:
        """By a column as the language sorts, what has no answer last; else the newest first."""
        column = self.columns.get(self.listing.sort)
        if column is None:
            return "t.row DESC"
        told, field = self.told(column), column.field
        shown = told
        if field.kind in (Kind.CODE, Kind.CODES):
            self._with_function("list_key", _rank(field, self.words))
            shown = f"list_key({told})"
        elif field.kind in _AS_TEXT:
            self._with_function("list_key", _flat(self.words))
            shown = f"list_key({told})"
        return f"{told} IS NULL, {shown} {'DESC' if self.listing.down else 'ASC'}, t.row DESC"

    def _with_function(self, name: str, work: Callable[[Any], Any]) -> None:
        self.library._connection.create_function(name, 1, work)


def _sql_of(record_type: type[Record], name: str) -> str:
    """A column that is worked out, in SQL."""
    who = "t.id" if record_type is Member else "t.member"
    if name == NEED_KIND:  # of a sensitive need only its group, as everywhere until it is opened
        closed = [each.code for each in vocabulary("need-category").codes if is_sensitive(each.code)]
        cases = " ".join(f"WHEN '{code}' THEN '{shown_kind(code, opened=False)}'" for code in closed if code.replace("-", "").isalnum())
        return f"CASE t.category {cases} ELSE t.category END" if cases else "t.category"
    return {OPEN_NEEDS: _OPEN_NEEDS.format(who=who), LAST_TALK: _LAST_TALK.format(who=who), QUOTABLE: permissions.permitted(QUOTE, who)}[name]


def columns(library: Library, kind: str) -> tuple[Column, ...]:
    """Every column a list of a kind can show."""
    record_type = BY_TYPE[kind]
    return columns_of(record_type, library.fields(kind), () if record_type is Member else library.fields(Member.TYPE))


def order(library: Library, listing: Listing, words: Words) -> array[int]:
    """The rows of a list in its order. Raises WrongInput for a filter that doesn't fit."""
    asked = Asked(library, listing, words)
    sql = f"SELECT t.row, t.id FROM {asked.source} WHERE {asked.where()} ORDER BY {asked.order()}"
    rows = library._rows(sql, asked.values)
    if listing.kind == Member.TYPE and listing.words and not listing.sort:
        rows = _best_first(library, listing.words, rows)
    return array("q", (row[0] for row in rows))


def _best_first(library: Library, typed: str, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The best matches on top, the others after them, the newest first."""
    wanted = fold(typed).split()
    found = library._newest(typed, "e.type = 'member'")
    best: dict[str, int] = {}
    for row in sorted(found, key=lambda row: (-worth(row, wanted), -row[0])):
        best.setdefault(row[3], len(best))
    return sorted(rows, key=lambda row: best.get(row[1], len(best)))


def lines(library: Library, kind: str, rows: Sequence[int], shown: Sequence[Column]) -> list[Line]:
    """What stands in some rows, in the order given. One that was taken away meanwhile is left empty."""
    record_type = BY_TYPE[kind]
    marks = ", ".join("?" * len(rows))
    named = dict(library._rows(f"SELECT row, id FROM {quoted(kind)} WHERE row IN ({marks})", tuple(rows)))
    records = _records(library, record_type, list(named.values()))
    people = records
    if record_type is not Member and any(each.of_person for each in shown):
        people = _records(library, Member, sorted({str(each.member) for each in records.values()}))  # type: ignore[attr-defined]
    worked_out = {each.name: _worked_out(library, record_type, each.name, list(named.values())) for each in shown if each.worked_out}
    found = []
    for row in rows:
        record = records.get(named.get(row, ""))
        if record is None:
            found.append(Line("", "", tuple(None for _each in shown)))
            continue
        member = record.id if record_type is Member else str(getattr(record, "member", "") or "")
        found.append(Line(record.id, member, tuple(
            worked_out[each.name].get(record.id) if each.worked_out else _value(people.get(member) if each.of_person else record, each.field)
            for each in shown
        )))
    return found


def _records(library: Library, record_type: type[Record], some: Sequence[str]) -> dict[str, Record]:
    sql = f"{select_sql(record_type)} WHERE t.id IN ({', '.join('?' * len(some))})"
    return {each.id: each for each in library._made(record_type, library._rows(sql, tuple(some)))}


def _value(record: Record | None, field: Field) -> Value:
    if record is None:
        return None
    return record.answers.get(field.name) if field.own else cast(Value, getattr(record, field.name))


def _worked_out(library: Library, record_type: type[Record], name: str, some: Sequence[str]) -> Mapping[str, Value]:
    sql = _sql_of(record_type, name)
    values = {"day": library.today().isoformat(), **{f"i{n}": each for n, each in enumerate(some)}}
    marks = ", ".join(f":i{n}" for n in range(len(some)))
    rows = library._rows(f"SELECT t.id, {sql} FROM {quoted(record_type.TYPE)} t WHERE t.id IN ({marks})", values)
    return {row[0]: bool(row[1]) if name == QUOTABLE else row[1] or None for row in rows}


def place_of(library: Library, kind: str, record_id: str, rows: array[int]) -> int:
    """Where a record stands in a list, or -1."""
    row = library._rows(f"SELECT row FROM {quoted(kind)} WHERE id = ?", (record_id,))
    try:
        return rows.index(row[0][0]) if row else -1
    except ValueError:
        return -1


# What contributions come to

@dataclass(frozen=True, slots=True)
class Totals:
    """What the contributions of a list come to: hours a month in hundredths, people, how many and how many hours each kind has, and how
    many say what they bring to the person and to the community. For the screen; paper counts by other rules."""

    count: int = 0
    people: int = 0
    hours: int = 0
    kinds: tuple[tuple[str, int, int], ...] = ()
    for_person: int = 0
    for_community: int = 0


def totals(library: Library, listing: Listing, words: Words) -> Totals:
    """Sums over what a list of contributions shows."""
    asked = Asked(library, listing, words)
    source = f"{asked.source} WHERE {asked.where()}"
    sql = ("SELECT count(*), count(DISTINCT t.member), coalesce(sum(t.hours), 0), coalesce(sum(coalesce(t.benefit_person, '') <> ''), 0), "
           f"coalesce(sum(coalesce(t.benefit_community, '') <> ''), 0) FROM {source}")
    count, people, hours, person, community = library._rows(sql, asked.values)[0]
    kinds = library._rows(f"SELECT coalesce(t.type, ''), count(*), coalesce(sum(t.hours), 0) FROM {source} GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1",
                          asked.values)
    return Totals(count, people, hours, tuple((row[0], row[1], row[2]) for row in kinds), person, community)


# Leaving the vault

def restricted(library: Library, kind: str, rows: Sequence[int]) -> tuple[set[int], int]:
    """The rows of people who asked that nothing of theirs be used, and how many people that is. Who took back that they are kept is in no
    list."""
    who = "t.id" if BY_TYPE[kind] is Member else "t.member"
    wanted = set(rows)
    found = library._rows(f"SELECT t.row, {who} FROM {quoted(kind)} t JOIN member r ON r.id = {who} WHERE r.restricted = 1")
    closed = [row for row in found if row[0] in wanted]
    return {row[0] for row in closed}, len({row[1] for row in closed})


def _meant(field: Field, code: str) -> frozenset[str]:
    chosen = options_of(field)
    group = chosen.by_code.get(code) if chosen is not None else None
    if chosen is not None and group is not None:  # a retired code too: a view may still ask for it
        return chosen.members(code)
    try:
        return codes_meant(field, code)
    except WrongValue:
        return frozenset({code})


def _folded(text: Any) -> Any:
    return fold(text) if isinstance(text, str) else None


def _flat(words: Words) -> Callable[[Any], Any]:
    return lambda text: words.flat_key(text) if isinstance(text, str) else None


def _rank(field: Field, words: Words) -> Callable[[Any], Any]:
    """The place of a code among the labels of its list; of several codes that of the first."""
    from models.labels import code_words

    chosen = options_of(field)
    codes = [each.code for each in chosen.codes] if chosen is not None else []
    known = {code: place for place, code in enumerate(sorted(codes, key=lambda code: words.sort_key(code_words(field, code, words))))}

    def place(kept: Any) -> Any:
        if not isinstance(kept, str):
            return None
        code = kept.partition('"')[2].partition('"')[0] if field.many else kept
        return known.get(code, len(known))

    return place
