"""What the place Stories shows: the list, page by page, the codebook with how many people spoke of each theme, and one story with all
that belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from locales import fold
from models.codebook import Codebook
from models.consent import QUOTE, QUOTE_NAMED, Consent
from models.member import Member
from models.passage import Passage
from models.quote import Cleared, Quote
from models.story import Story
from models.theme import Theme
from models.translation import Translation
from storage import entries, four_eyes, permissions, tables
from storage.library import Library
from storage.vault import translated

IN_STORY = ("CASE e.type WHEN 'story' THEN e.id WHEN 'translation' THEN (SELECT x.story FROM translation x WHERE x.id = e.id) "
            "WHEN 'quote' THEN (SELECT x.story FROM quote x WHERE x.id = e.id) ELSE (SELECT x.story FROM passage x WHERE x.id = e.id) END")
"""The story that an entry of the search index belongs to."""
WORDS_OF_NAMES = 3
"""Letters from which on a word of somebody's name is looked for in a quote: shorter ones stand in too many words of no one's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stories are listed: words in them, and filters; what is empty doesn't filter. `themes` are the ids that count as one theme."""

    typed: str = ""
    themes: tuple[str, ...] = ()
    region: str = ""
    language: str = ""
    quotable: bool = False
    member: str = ""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of the list. `place` is where the next page begins."""

    id: str
    code: str
    language: str
    told_on: str
    themes: int
    quotes: int
    place: int


@dataclass(frozen=True)
class Opened:
    """One story and everything that belongs to it, as plain data."""

    story: Story
    member: Member
    consents: tuple[Consent, ...]
    translations: tuple[Translation, ...]
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    cleared: Mapping[str, Cleared]
    codebook: Codebook
    volunteers: Mapping[str, str]


def _conditions(library: Library, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"day": library.today().isoformat()}
    parts = [library._shown(Story)]
    if wanted.language:
        parts.insert(0, "t.language = :language")
        values["language"] = wanted.language
    if wanted.member:
        parts.insert(0, "t.member = :member")
        values["member"] = wanted.member
    if wanted.region:
        parts.append("EXISTS (SELECT 1 FROM member m WHERE m.id = t.member AND m.region = :region)")
        values["region"] = wanted.region
    if wanted.quotable:
        parts.append(f"({permissions.permitted(QUOTE, 't.member')} OR {permissions.permitted(QUOTE_NAMED, 't.member')})")
    if wanted.themes:
        names = {f"theme{place}": each for place, each in enumerate(wanted.themes)}
        marks = ", ".join(f":{name}" for name in names)
        parts.insert(0, f"t.id IN (SELECT p.story FROM passage p WHERE p.theme IN ({marks}) AND coalesce(p.archived, 0) = 0)")
        values |= names
    return " AND ".join(parts), values


def lines(library: Library, wanted: Wanted, limit: int = 200, after: int | None = None) -> list[StoryLine]:
    """A page of the list, the newest first; `after` is the `place` of the last line before. Only as many rows are read as are shown."""
    condition, values = _conditions(library, wanted)
    question = entries.matching(wanted.typed)
    values |= {"before": after if after is not None else 2**62, "limit": limit}
    if question:
        found = _found(library, condition, values | {"question": question})
    else:
        sql = f"SELECT t.id, t.row FROM story t WHERE t.row < :before AND {condition} ORDER BY t.row DESC LIMIT :limit"
        found = [(row[0], row[1]) for row in library._rows(sql, values)]
    return _lines(library, found)


def _found(library: Library, condition: str, values: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The stories in which, or in whose translations, quotes and notes, the words stand. The index is read backwards in time."""
    sql = (
        "SELECT t.id, e.row FROM search JOIN entry e ON e.row = search.rowid "
        f"JOIN story t ON t.id = {IN_STORY} WHERE search MATCH :question AND search.rowid < :before "
        f"AND e.type IN ('story', 'translation', 'quote', 'passage') AND {condition} ORDER BY search.rowid DESC LIMIT :limit"
    )
    once: dict[str, int] = {}
    for story, place in library._rows(sql, values):
        once[story] = place
    return list(once.items())


def _lines(library: Library, found: list[tuple[str, int]]) -> list[StoryLine]:
    places, made = dict(found), dict[str, StoryLine]()
    for start in range(0, len(found), 500):
        some = [story for story, _place in found[start : start + 500]]
        sql = (
            "SELECT t.id, coalesce(m.code, ''), coalesce(t.language, ''), coalesce(t.told_on, ''), "
            "(SELECT count(DISTINCT p.theme) FROM passage p WHERE p.story = t.id AND p.theme IS NOT NULL AND coalesce(p.archived, 0) = 0), "
            "(SELECT count(*) FROM quote q WHERE q.story = t.id AND coalesce(q.archived, 0) = 0) "
            f"FROM story t LEFT JOIN member m ON m.id = t.member WHERE t.id IN ({', '.join('?' * len(some))})"
        )
        made.update((row[0], StoryLine(row[0], row[1], row[2], row[3], row[4], row[5], places[row[0]])) for row in library._rows(sql, some))
    return [made[story] for story, _place in found if story in made]


def count(library: Library, wanted: Wanted) -> int:
    """How many stories fit, where no words are looked for."""
    condition, values = _conditions(library, wanted)
    return int(library._rows(f"SELECT count(*) FROM story t WHERE {condition}", values)[0][0])


def languages(library: Library) -> tuple[str, ...]:
    """The languages that stories were told in."""
    return tuple(row[0] for row in library._rows("SELECT DISTINCT language FROM story WHERE language IS NOT NULL"))


def codebook(library: Library) -> Codebook:
    """All themes of this vault and of the starter codebook."""
    return Codebook.of(cast(list[Theme], library.records(Theme.TYPE)))


def people_by_theme(library: Library, book: Codebook) -> dict[str, int]:
    """How many people spoke of each theme, by its id: people, not passages. What was merged counts as what it was merged into."""
    told_by = dict(library._rows("SELECT id, member FROM story WHERE coalesce(archived, 0) = 0"))
    sql = "SELECT DISTINCT theme, story FROM passage WHERE theme IS NOT NULL AND coalesce(archived, 0) = 0"
    hidden_sql = f"SELECT m.id FROM member m WHERE NOT {permissions.kept('m.id')}"  # asked once a person, not once a passage
    hidden = {row[0] for row in library._rows(hidden_sql, {"day": library.today().isoformat()})}
    people: dict[str, set[str]] = defaultdict(set)
    counted: dict[str, str] = {}
    for theme, story in library._rows(sql):
        if theme not in counted:
            counted[theme] = book.counted_as(theme)
        member = told_by.get(story)
        if member is not None and member not in hidden:
            people[counted[theme]].add(member)
    return {theme: len(some) for theme, some in people.items()}


def opened(library: Library, story_id: str) -> Opened | None:
    """A story with all that belongs to it; None for one that is gone or hidden."""
    story = library.find(story_id)
    member = library.find(story.member or "") if isinstance(story, Story) else None
    if not isinstance(story, Story) or not isinstance(member, Member):
        return None
    quotes = cast(tuple[Quote, ...], _of(library, Quote, story_id))
    translations = cast(tuple[Translation, ...], _of(library, Translation, story_id))
    there = {each.id for each in translations}
    passages = cast(tuple[Passage, ...], _of(library, Passage, story_id))
    with translated():
        cleared = four_eyes.cleared(library._connection, [each.id for each in quotes])
    return Opened(
        story, member, library.consents(member.id), translations,
        tuple(each for each in passages if each.translation is None or each.translation in there), quotes, cleared, codebook(library),
        {each.id: each.name or "" for each in library.volunteers()},
    )


def _of(library: Library, kind: type[Quote] | type[Translation] | type[Passage], story_id: str) -> tuple[Any, ...]:
    sql = f"{tables.select_sql(kind)} WHERE t.story = :story AND {library._shown(kind)} ORDER BY t.row"
    return tuple(library._made(kind, library._rows(sql, {"story": story_id, "day": library.today().isoformat()})))


def names_among(library: Library, folded: Iterable[str]) -> frozenset[str]:
    """Which of some folded words are a word of what a member or a volunteer is called, of a place a member lives in, or of a partner."""
    wanted = {each for each in folded if len(each) >= WORDS_OF_NAMES}
    found = set[str]()
    columns = ("SELECT label FROM member UNION ALL SELECT names FROM member UNION ALL SELECT municipality FROM member "
               "UNION ALL SELECT name FROM volunteer UNION ALL SELECT name FROM partner UNION ALL SELECT third_persons FROM story")
    for (said,) in library._rows(columns):
        if said:
            found |= wanted & {word.strip("()[].,;:") for word in fold(said).split()}
    return frozenset(found - {"sample", "daemi", "mithal"})
