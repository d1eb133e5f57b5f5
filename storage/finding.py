"""The one search: people, stories, needs, contributions and partners that fit what somebody types, a few of each, the best first.

Needs and contributions are found by the word for their kind in any language of Raddir and in the association's own words, by what was
said, and by whose they are; "housing mía" means Mía's need for a home. The words become codes first and the records are looked up by code,
so that a renamed kind is found by its new word at once and nothing is written anew.

What is hidden with its person, or lies in the bin, is found by nothing. A sensitive kind of need isn't found by its word or its words;
whose it is finds it, shown as its group.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.called import Named, begins, named, words_of
from models.contribution import Contribution
from models.member import Member
from models.need import OPEN_STATES, Need, is_sensitive
from models.partner import Partner
from models.quote import Quote
from models.record import Record
from models.story import Story
from models.translation import Translation
from models.vocabulary import vocabulary
from storage import entries, permissions
from storage.schema import NEED_OPEN, NEED_ORDER

if TYPE_CHECKING:
    from storage.library import Library

__all__ = ["Finding", "Findings", "find", "found_again"]

MOST = 6
"""Of each kind: more than that is looked through in the place of the kind."""
LOOKED_AT = 4_000
"""Newest matches of a word among which stories and other papers are picked; a word in more than that says little."""
RANKED = 60
PEOPLE = 150
"""Newest people that the words fit, of whom the best are shown."""
WAYS = 4
"""How many ways of reading the typed words, some as the name of a kind and some as a person's, are tried."""
TOLD = (Story.TYPE, Translation.TYPE, Quote.TYPE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `about` is the code of what it is: a kind of need or of contribution, the language of a story, the state of a quote.
    `words` stand around the match. `story` is the story a quote or a translation belongs to."""

    kind: str
    id: str
    member: str = ""
    label: str = ""
    code: str = ""
    about: str = ""
    words: str = ""
    state: str = ""
    due: str = ""
    story: str = ""


@dataclass(frozen=True)
class Findings:
    """What was found for `typed`, by group, and of which groups there is more than is shown."""

    typed: str = ""
    people: tuple[Finding, ...] = ()
    stories: tuple[Finding, ...] = ()
    needs: tuple[Finding, ...] = ()
    contributions: tuple[Finding, ...] = ()
    partners: tuple[Finding, ...] = ()
    more: frozenset[str] = field(default_factory=frozenset)

    @property
    def every(self) -> tuple[Finding, ...]:
        return (*self.people, *self.stories, *self.needs, *self.contributions, *self.partners)


def find(library: Library, typed: str, most: int = MOST) -> Findings:
    """Look for what was typed; nothing for words without a letter or a figure."""
    if not entries.matching(typed):
        return Findings(typed)
    wanted, looked = _folded(typed), _Looked(library)
    groups = {
        "people": _made_people(library, looked.people(wanted)[: most + 1], ()), "stories": _stories(looked, wanted, most + 1),
        "needs": _needs(looked, wanted, most + 1), "contributions": _contributions(looked, wanted, most + 1),
        "partners": _partners(library, wanted, most + 1),
    }
    shown = {name: tuple(found[:most]) for name, found in groups.items()}
    return Findings(typed, **shown, more=frozenset(name for name, found in groups.items() if len(found) > most))


def found_again(library: Library, wanted: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """What was opened before (kind and id), as it is now; what is hidden, binned or gone is left out."""
    makers = {Member.TYPE: _made_people, Story.TYPE: _made_told, Need.TYPE: _made_needs}
    found = {each.id: each for kind, make in makers.items() for each in make(library, [some for name, some in wanted if name == kind], ())}
    return tuple(found[some] for _kind, some in wanted if some in found)


# People -----------------------------------------------------------------------------------------------------------------


def _made_people(library: Library, ids: Sequence[str], _wanted: Sequence[str]) -> list[Finding]:
    rows = _rows_of(library, Member, ids, "t.id, coalesce(t.label, ''), coalesce(t.code, ''), coalesce(t.preferred_language, ''), "
                                          "coalesce(t.region, '')")
    return [Finding(Member.TYPE, row[0], row[0], row[1], row[2], row[3], state=row[4]) for row in rows]


# What was told ----------------------------------------------------------------------------------------------------------


def _stories(looked: _Looked, wanted: Sequence[str], most: int) -> list[Finding]:
    return _once_a_story(_made_told(looked.library, looked.best(wanted, TOLD), wanted))[:most]


def _once_a_story(found: Sequence[Finding]) -> list[Finding]:
    """A story and its translation, or two quotes with the same words, would say the same thing twice."""
    kept: dict[tuple[str, str], Finding] = {}
    for each in found:
        kept.setdefault((each.story, each.id if each.kind == Quote.TYPE else ""), each)
    told = {each.story for each in kept.values() if each.kind != Quote.TYPE}
    return [each for each in kept.values() if each.kind != Quote.TYPE or each.story not in told]


def _told_by(library: Library, stories: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Whose stories these are: id, what the person is called, and code."""
    rows = library._rows("SELECT s.id, m.id, coalesce(m.label, ''), coalesce(m.code, '') FROM story s JOIN member m ON m.id = s.member "
                         "WHERE s.id IN (SELECT value FROM json_each(?))", (_json(stories),))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _made_told(library: Library, ids: Sequence[str], wanted: Sequence[str]) -> list[Finding]:
    found: dict[str, Finding] = {}
    for kind in (Story, Translation, Quote):
        story, state = ("t.id", "''") if kind is Story else ("t.story", "coalesce(t.state, '')" if kind is Quote else "''")
        rows = _rows_of(library, kind, ids, f"t.id, {story}, coalesce(t.language, ''), coalesce(t.text, ''), {state}")
        owners = _told_by(library, [row[1] for row in rows])
        for row_id, story_id, language, text, stands in rows:
            member, label, code = owners.get(story_id, ("", "", ""))
            found[row_id] = Finding(kind.TYPE, row_id, member, label, code, language, entries.around(text, wanted), stands, story=story_id)
    return [found[each] for each in ids if each in found]


# Needs and contributions ------------------------------------------------------------------------------------------------


def _needs(looked: _Looked, wanted: Sequence[str], most: int) -> list[Finding]:
    ids = _of_kinds(looked, Need, "category", named(vocabulary("need-category"), wanted), most)
    ids += _with_words(looked, Need, wanted)[:most]
    ids += _of_people(looked.library, Need, looked.people(wanted)[:most], most)
    return _made_needs(looked.library, list(dict.fromkeys(ids)), wanted)[:most]


def _made_needs(library: Library, ids: Sequence[str], wanted: Sequence[str]) -> list[Finding]:
    rows = _rows_of(library, Need, ids, "t.id, t.member, coalesce(t.category, ''), coalesce(t.asked, ''), coalesce(t.status, 'new'), "
                                        "coalesce(t.due, '')")
    names = library._labels({row[1] for row in rows})
    made = []
    for need, member, category, asked, status, due in rows:
        words = "" if is_sensitive(category) else entries.around(asked, wanted)
        made.append(Finding(Need.TYPE, need, member, *names.get(member, ("", "")), category, words, status, due if status in OPEN_STATES else ""))
    return sorted(made, key=lambda each: each.state not in OPEN_STATES)


def _contributions(looked: _Looked, wanted: Sequence[str], most: int) -> list[Finding]:
    ids = _of_kinds(looked, Contribution, "type", named(vocabulary("contribution-type"), wanted), most)
    ids += _with_words(looked, Contribution, wanted)[:most]
    ids += _of_people(looked.library, Contribution, looked.people(wanted)[:most], most)
    rows = _rows_of(looked.library, Contribution, list(dict.fromkeys(ids)), "t.id, t.member, coalesce(t.type, ''), coalesce(t.what, '')")
    names = looked.library._labels({row[1] for row in rows})
    return [Finding(Contribution.TYPE, row[0], row[1], *names.get(row[1], ("", "")), row[2], entries.around(row[3], wanted)) for row in rows][:most]


_OPEN = NEED_OPEN.replace("status", "t.status")
_ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    Need.TYPE: ((_OPEN, f"{NEED_ORDER.replace('due', 't.due')}, t.row"),
                ("t.closed IS NOT NULL", "t.closed DESC, t.row DESC")),
    Contribution.TYPE: (("1", "t.row DESC"),),
}
"""In which order records of a kind are looked through, so that an index gives the first few: open needs by the day, then those closed last."""


def _of_kinds(looked: _Looked, kind: type[Record], column: str, ways: Named, most: int) -> list[str]:
    """Records of the kinds that the words name; where some words name no kind, only those whose person or words they fit."""
    found: list[str] = []
    for left, codes in list(ways.items())[:WAYS]:
        values: dict[str, Any] = {"codes": _json(sorted(codes)), "most": most}
        meant = f"t.{column} IN (SELECT value FROM json_each(:codes))"
        if left:
            values |= {"people": _json(looked.people(left)), "hits": _json(_with_words(looked, kind, left))}
            whose = " UNION ALL ".join(f"SELECT row FROM {kind.TYPE} WHERE {name} IN (SELECT value FROM json_each(:{some}))"
                                       for name, some in (("member", "people"), ("id", "hits")))
            found += _ids(looked.library, kind, f"t.row IN ({whose}) AND {meant}", _open_first(kind), values)
            continue
        for stands, order in _ORDERS[kind.TYPE]:
            if len(found) < most:
                found += _ids(looked.library, kind, f"{meant} AND {stands}", order, values)
    return found


def _with_words(looked: _Looked, kind: type[Record], wanted: Sequence[str]) -> list[str]:
    """Records in whose words all that was typed stands; those of sensitive needs stay closed."""
    hits = looked.best(wanted, (kind.TYPE,))
    if kind is not Need or not hits:
        return hits
    closed = _json([each.code for each in vocabulary("need-category").codes if each.sensitive])
    rows = looked.library._rows("SELECT t.id FROM need t WHERE t.id IN (SELECT value FROM json_each(:hits)) "
                                "AND t.category NOT IN (SELECT value FROM json_each(:closed))", {"hits": _json(hits), "closed": closed})
    open_to_all = {row[0] for row in rows}
    return [each for each in hits if each in open_to_all]


def _of_people(library: Library, kind: type[Record], people: Sequence[str], most: int) -> list[str]:
    """What belongs to some people."""
    values = {"people": _json(people), "most": most}
    return _ids(library, kind, "t.member IN (SELECT value FROM json_each(:people))", _open_first(kind), values) if people else []


def _open_first(kind: type[Record]) -> str:
    return f"NOT ({_OPEN}), t.row DESC" if kind is Need else "t.row DESC"


# Partners ---------------------------------------------------------------------------------------------------------------


def _partners(library: Library, wanted: Sequence[str], most: int) -> list[Finding]:
    """A few hundred at most: each is looked at."""
    rows = library._rows("SELECT id, coalesce(name, code, ''), coalesce(code, '') FROM partner WHERE coalesce(archived, 0) = 0 ORDER BY row")
    fitting = [row for row in rows if all(any(begins(word, each) for word in words_of(f"{row[1]} {row[2]}")) for each in wanted)]
    return [Finding(Partner.TYPE, row[0], label=row[1], code=row[2]) for row in fitting[:most]]


# Inside -----------------------------------------------------------------------------------------------------------------


def _folded(typed: str) -> tuple[str, ...]:
    return tuple(words_of(typed))


def _json(some: Iterable[str]) -> str:
    return json.dumps(list(some))


class _Looked:
    """What the index has for some words, looked up once for all groups."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._rows: dict[tuple[str, ...], tuple[dict[str, list[int]], bool]] = {}
        self._people: dict[tuple[str, ...], list[str]] = {}

    def rows(self, words: Sequence[str]) -> tuple[dict[str, list[int]], bool]:
        """The newest matches by type, and whether these are all of them."""
        key = tuple(words)
        if key not in self._rows:
            newest = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT {LOOKED_AT}"
            sql = f"SELECT s.rowid, k.type FROM ({newest}) s CROSS JOIN entry k INDEXED BY entry_kind ON k.row = s.rowid ORDER BY s.rowid DESC"
            question = entries.matching(" ".join(key))
            found = self.library._rows(sql, (question,)) if question else []
            by_type: dict[str, list[int]] = {}
            for row, kind in found:
                by_type.setdefault(kind, []).append(row)
            self._rows[key] = by_type, len(found) < LOOKED_AT
        return self._rows[key]

    def best(self, words: Sequence[str], types: Sequence[str]) -> list[str]:
        """The ids of the best matches of some types that may be shown, among the newest."""
        by_type, _whole = self.rows(words)
        rows = sorted((row for kind in types for row in by_type.get(kind, ())), reverse=True)[:RANKED]
        return _ranked(self._entries(rows), words)

    def people(self, words: Sequence[str]) -> list[str]:
        """The ids of the people whom the words fit, the best first. Where the words stand in so many papers that the newest matches don't
        tell, the names are read through instead, from an index that holds them."""
        key = tuple(words)
        if key not in self._people:
            by_type, whole = self.rows(key)
            rows = by_type.get(Member.TYPE, [])[:PEOPLE]
            if not whole and len(rows) < PEOPLE:
                rows = self._named(key)
            self._people[key] = _ranked(self._entries(rows), key)[:RANKED]
        return self._people[key]

    def _named(self, words: Sequence[str]) -> list[int]:
        """The newest people in whose names, code or number a word begins with each of the words."""
        held = "NOT EXISTS (SELECT 1 FROM json_each(?) w WHERE instr(' ' || n.words, ' ' || w.value) = 0)"
        sql = (f"SELECT n.row FROM entry n INDEXED BY entry_people WHERE n.type = '{Member.TYPE}' AND {held} "
               f"ORDER BY n.row DESC LIMIT {PEOPLE}")
        return [row[0] for row in self.library._rows(sql, (_json(words),))]

    def _entries(self, rows: Sequence[int]) -> list[tuple[Any, ...]]:
        sql = ("SELECT e.row, e.id, e.type, e.person, e.words FROM entry e WHERE e.row IN (SELECT value FROM json_each(:rows)) "
               f"AND {permissions.kept('e.person')} AND {entries.STORY_SHOWN}")
        return self.library._rows(sql, {"rows": json.dumps(list(rows)), "day": self.library.today().isoformat()}) if rows else []


def _ranked(found: Sequence[tuple[Any, ...]], words: Sequence[str]) -> list[str]:
    return [row[1] for row in sorted(found, key=lambda row: (-entries.worth(row, words), -row[0]))]


def _ids(library: Library, kind: type[Record], condition: str, order: str, values: Mapping[str, Any]) -> list[str]:
    sql = f"SELECT t.id FROM {kind.TYPE} t WHERE {condition} AND {library._shown(kind)} ORDER BY {order} LIMIT :most"
    return [row[0] for row in library._rows(sql, {**values, "day": library.today().isoformat()})]


def _rows_of(library: Library, kind: type[Record], ids: Sequence[str], columns: str) -> list[tuple[Any, ...]]:
    """Some columns of records that may be shown, in the order of their ids, which come first."""
    if not ids:
        return []
    sql = f"SELECT {columns} FROM {kind.TYPE} t WHERE t.id IN (SELECT value FROM json_each(:ids)) AND {library._shown(kind)}"
    rows = {row[0]: row for row in library._rows(sql, {"ids": _json(ids), "day": library.today().isoformat()})}
    return [rows[each] for each in ids if each in rows]
