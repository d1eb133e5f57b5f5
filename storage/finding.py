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
    groups = {
        "people": _people(library, typed, most + 1), "stories": _stories(library, typed, most + 1), "needs": _needs(library, typed, most + 1),
        "contributions": _contributions(library, typed, most + 1), "partners": _partners(library, typed, most + 1),
    }
    shown = {name: tuple(found[:most]) for name, found in groups.items()}
    return Findings(typed, **shown, more=frozenset(name for name, found in groups.items() if len(found) > most))


def found_again(library: Library, wanted: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """What was opened before (kind and id), as it is now; what is hidden, binned or gone is left out."""
    makers = {Member.TYPE: _made_people, Story.TYPE: _made_told, Need.TYPE: _made_needs}
    found = {each.id: each for kind, make in makers.items() for each in make(library, [some for name, some in wanted if name == kind], ())}
    return tuple(found[some] for _kind, some in wanted if some in found)


# People -----------------------------------------------------------------------------------------------------------------


def _people(library: Library, typed: str, most: int) -> list[Finding]:
    return _made_people(library, _people_hits(library, _folded(typed))[:most], ())


def _made_people(library: Library, ids: Sequence[str], _wanted: Sequence[str]) -> list[Finding]:
    rows = _rows_of(library, Member, ids, "t.id, coalesce(t.label, ''), coalesce(t.code, ''), coalesce(t.preferred_language, ''), "
                                          "coalesce(t.region, '')")
    return [Finding(Member.TYPE, row[0], row[0], row[1], row[2], row[3], state=row[4]) for row in rows]


# What was told ----------------------------------------------------------------------------------------------------------


def _stories(library: Library, typed: str, most: int) -> list[Finding]:
    wanted = _folded(typed)
    ids = _hits(library, entries.matching(typed), TOLD, wanted)
    return _once_a_story(_made_told(library, ids, wanted))[:most]


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


def _needs(library: Library, typed: str, most: int) -> list[Finding]:
    kinds = vocabulary("need-category")
    closed = frozenset(each.code for each in kinds.codes if is_sensitive(each.code))
    wanted = _folded(typed)
    ids = _of_kinds(library, Need, "category", named(kinds, wanted), closed, most)
    ids += _with_words(library, Need, wanted, most)
    ids += _of_people(library, Need, wanted, most)
    return _made_needs(library, list(dict.fromkeys(ids)), wanted)[:most]


def _made_needs(library: Library, ids: Sequence[str], wanted: Sequence[str]) -> list[Finding]:
    rows = _rows_of(library, Need, ids, "t.id, t.member, coalesce(t.category, ''), coalesce(t.asked, ''), coalesce(t.status, 'new'), "
                                        "coalesce(t.due, '')")
    names = library._labels({row[1] for row in rows})
    made = []
    for need, member, category, asked, status, due in rows:
        words = "" if is_sensitive(category) else entries.around(asked, wanted)
        made.append(Finding(Need.TYPE, need, member, *names.get(member, ("", "")), category, words, status, due if status in OPEN_STATES else ""))
    return sorted(made, key=lambda each: each.state not in OPEN_STATES)


def _contributions(library: Library, typed: str, most: int) -> list[Finding]:
    wanted = _folded(typed)
    ids = _of_kinds(library, Contribution, "type", named(vocabulary("contribution-type"), wanted), frozenset(), most)
    ids += _with_words(library, Contribution, wanted, most)
    ids += _of_people(library, Contribution, wanted, most)
    rows = _rows_of(library, Contribution, list(dict.fromkeys(ids)), "t.id, t.member, coalesce(t.type, ''), coalesce(t.what, '')")
    names = library._labels({row[1] for row in rows})
    return [Finding(Contribution.TYPE, row[0], row[1], *names.get(row[1], ("", "")), row[2], entries.around(row[3], wanted)) for row in rows][:most]


_OPEN = NEED_OPEN.replace("status", "t.status")
_ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    Need.TYPE: ((_OPEN, f"{NEED_ORDER.replace('due', 't.due')}, t.row"),
                ("t.closed IS NOT NULL", "t.closed DESC, t.row DESC")),
    Contribution.TYPE: (("1", "t.row DESC"),),
}
"""In which order records of a kind are looked through, so that an index gives the first few: open needs by the day, then those closed last."""


def _of_kinds(library: Library, kind: type[Record], column: str, ways: Named, closed: frozenset[str], most: int) -> list[str]:
    """Records of the kinds that the words name; where some words name no kind, only those whose person or words they fit."""
    found: list[str] = []
    for left, codes in list(ways.items())[:WAYS]:
        values: dict[str, Any] = {"codes": _json(sorted(codes)), "most": most}
        whose = "1"
        if left:
            values |= {"people": _json(_people_hits(library, left)), "hits": _json(_hits(library, _question(left), (kind.TYPE,), left)),
                       "closed": _json(sorted(closed))}
            whose = (f"(t.member IN (SELECT value FROM json_each(:people)) OR (t.id IN (SELECT value FROM json_each(:hits)) "
                     f"AND t.{column} NOT IN (SELECT value FROM json_each(:closed))))")
        for stands, order in _ORDERS[kind.TYPE]:
            if len(found) < most:
                found += _ids(library, kind, f"t.{column} IN (SELECT value FROM json_each(:codes)) AND {stands} AND {whose}", order, values)
    return found


def _with_words(library: Library, kind: type[Record], wanted: Sequence[str], most: int) -> list[str]:
    """Records in whose words all that was typed stands; those of sensitive needs stay closed."""
    hits = _hits(library, _question(wanted), (kind.TYPE,), wanted)
    if kind is not Need or not hits:
        return hits[:most]
    closed = _json([each.code for each in vocabulary("need-category").codes if is_sensitive(each.code)])
    rows = library._rows("SELECT t.id FROM need t WHERE t.id IN (SELECT value FROM json_each(:hits)) "
                         "AND t.category NOT IN (SELECT value FROM json_each(:closed))", {"hits": _json(hits), "closed": closed})
    open_to_all = {row[0] for row in rows}
    return [each for each in hits if each in open_to_all][:most]


def _of_people(library: Library, kind: type[Record], wanted: Sequence[str], most: int) -> list[str]:
    """What belongs to the people whom the words fit best, what is open first."""
    values = {"people": _json(_people_hits(library, wanted)[:most]), "most": most}
    order = f"NOT ({_OPEN}), t.row DESC" if kind is Need else "t.row DESC"
    return _ids(library, kind, "t.member IN (SELECT value FROM json_each(:people))", order, values)


# Partners ---------------------------------------------------------------------------------------------------------------


def _partners(library: Library, typed: str, most: int) -> list[Finding]:
    """A few hundred at most: each is looked at."""
    wanted = _folded(typed)
    rows = library._rows("SELECT id, coalesce(name, code, ''), coalesce(code, '') FROM partner WHERE coalesce(archived, 0) = 0 ORDER BY row")
    fitting = [row for row in rows if all(any(begins(word, each) for word in words_of(f"{row[1]} {row[2]}")) for each in wanted)]
    return [Finding(Partner.TYPE, row[0], label=row[1], code=row[2]) for row in fitting[:most]]


# Inside -----------------------------------------------------------------------------------------------------------------


def _folded(typed: str) -> tuple[str, ...]:
    return tuple(words_of(typed))


def _question(words: Iterable[str]) -> str:
    return entries.matching(" ".join(words))


def _json(some: Iterable[str]) -> str:
    return json.dumps(list(some))


def _people_hits(library: Library, words: Sequence[str]) -> list[str]:
    """The ids of the people whom the words fit, the best first."""
    found = library._newest(" ".join(words), f"e.type = '{Member.TYPE}'")
    return [row[1] for row in sorted(found, key=lambda row: (-entries.worth(row, words), -row[0]))][:RANKED]


def _hits(library: Library, question: str, types: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The ids of the best matches of some types, among the newest that the index has."""
    if not question:
        return []
    newest = f"SELECT rowid FROM search WHERE search MATCH :question ORDER BY rowid DESC LIMIT {LOOKED_AT}"
    sql = (f"SELECT e.row, e.id, e.type, e.person, e.words FROM ({newest}) s JOIN entry e ON e.row = s.rowid "
           f"WHERE e.type IN (SELECT value FROM json_each(:types)) AND {permissions.kept('e.person')} AND {entries.STORY_SHOWN} "
           f"ORDER BY s.rowid DESC LIMIT {RANKED}")
    found = library._rows(sql, {"question": question, "types": _json(types), "day": library.today().isoformat()})
    return [row[1] for row in sorted(found, key=lambda row: (-entries.worth(row, wanted), -row[0]))]


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
