"""The search index: one entry a record, of folded words, written in the transaction that writes the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from locales import fold
from models.fields import Field
from models.record import Record, declared_fields
from models.registry import PERSONAL
from storage.vault import Connection

_MARKS = "\"'«»“”„().,;:!?¿¡،؛؟-–—[]"
MOST_LOOKED_AT = 20_000
"""Letters of a long story that are looked through for the words to show around a match."""
MOST_WORDS = 400_000
"""Letters of one record that the index takes in: a story of a megabyte is kept whole and found by its first part."""


def searchable(fields: Iterable[Field]) -> tuple[Field, ...]:
    return tuple(each for each in fields if each.searchable)


_SEARCHABLE: dict[type[Record], tuple[str, ...]] = {}


def words_of(record: Record, questions: Mapping[str, Field]) -> str:
    """What a record can be found by: its searchable fields, folded. Phone numbers are also found by their last digits.

    A record in the bin is found by nothing.
    """
    if record.archived:
        return ""
    names = _SEARCHABLE.get(type(record))
    if names is None:
        names = _SEARCHABLE[type(record)] = tuple(each.name for each in searchable(declared_fields(type(record))))
    parts = [value for name in names if isinstance(value := getattr(record, name), str)]
    searched = ((questions[question].searchable, value) for question, value in record.answers.items() if question in questions)
    parts += [value for searchable, value in searched if searchable and isinstance(value, str)]
    contact = getattr(record, "contact", None)
    if isinstance(contact, str):
        digits = "".join(c for c in contact if c.isdigit())
        parts += [digits, digits[-4:]] if len(digits) >= 4 else []
    return fold(" ".join(parts))[:MOST_WORDS]


def add(connection: Connection, entries: Sequence[tuple[str, str, str | None, str]]) -> None:
    """Put new records into the index: (id, type, person, words). Those without a word are left out."""
    found = [each for each in entries if each[3]]
    if not found:
        return
    last = connection.execute("SELECT coalesce(max(row), 0) FROM entry").fetchone()[0]
    connection.executemany(
        "INSERT INTO entry (row, id, type, person, words) VALUES (?, ?, ?, ?, ?)", [(last + n, *each) for n, each in enumerate(found, 1)]
    )
    connection.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", [(last + n, each[3]) for n, each in enumerate(found, 1)])


def remove(connection: Connection, record_ids: Iterable[str]) -> None:
    """Take records out, their words too: the index is told the old words, and forgets them on the disk (`secure-delete`)."""
    for record_id in record_ids:
        old = connection.execute("SELECT row, words FROM entry WHERE id = ?", (record_id,)).fetchone()
        if old:
            connection.execute("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", tuple(old))
            connection.execute("DELETE FROM entry WHERE row = ?", (old[0],))


def replace(connection: Connection, record_id: str, record_type: str, person: str | None, words: str) -> None:
    """Write a record's words anew; it keeps its place in time."""
    old = connection.execute("SELECT row, words FROM entry WHERE id = ?", (record_id,)).fetchone()
    if old is None:
        add(connection, [(record_id, record_type, person, words)])
    elif old[1] != words:
        connection.execute("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", tuple(old))
        connection.execute("UPDATE entry SET words = ? WHERE row = ?", (words, old[0]))
        connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (old[0], words))


def reown(connection: Connection, record_ids: Iterable[str], person: str | None) -> None:
    """Say whose records these are now, so that they are hidden and shown with that person."""
    connection.executemany("UPDATE entry SET person = ? WHERE id = ?", [(person, record_id) for record_id in record_ids])


def matching(typed: str) -> str:
    """What somebody typed as a question to the index: every word as the beginning of a word. Empty when there is nothing to look for."""
    words = [word for word in _plain(fold(typed)).split() if word]
    return " AND ".join(f'"{word}"*' for word in words[:12])


def _plain(text: str) -> str:
    return "".join(c if c.isalnum() or c in "+@" else " " for c in text)


STORY_SHOWN = " AND ".join(
    f"(e.type <> '{kind.TYPE}' OR NOT EXISTS (SELECT 1 FROM {kind.TYPE} q JOIN story s ON s.id = q.story WHERE q.id = e.id AND s.archived = 1))"
    for kind in PERSONAL if kind.OWNER == "story"
)
"""What belongs to a story isn't found while the story lies in the bin."""


def newest(connection: Connection, question: str, condition: str, values: Mapping[str, Any], limit: int) -> list[tuple[Any, ...]]:
    """The newest matches as (row, id, type, person, words). The index is read backwards in time and only as far as needed: ranking
    all matches of a word that stands in most stories would take a hundred times as long."""
    sql = (
        "SELECT e.row, e.id, e.type, e.person, e.words FROM search JOIN entry e ON e.row = search.rowid "
        f"WHERE search MATCH :question AND {condition} AND {STORY_SHOWN} ORDER BY search.rowid DESC LIMIT :limit"
    )
    return list(connection.execute(sql, {**values, "question": question, "limit": limit}).fetchall())

def worth(row: Sequence[Any], wanted: Sequence[str]) -> float:
    """How good a match is: people before papers, whole words before beginnings, short texts before long ones."""
    words = f" {row[4][:2000]} "
    beginning = words[:60]
    whole = sum(f" {word} " in words for word in wanted)
    first = sum(f" {word}" in beginning for word in wanted)
    return {"member": 3.0, "partner": 2.5, "quote": 1.0}.get(row[2], 0.5) + whole + first - min(len(row[4]), 4000) / 4000


def around(text: str, wanted: Sequence[str]) -> str:
    """The words of a text around the first match, about eighty letters."""
    folded = fold(text[:MOST_LOOKED_AT]).split()
    words = text[:MOST_LOOKED_AT].split()
    for place, word in enumerate(folded[: len(words)]):
        if word.strip(_MARKS).startswith(tuple(wanted)):
            start = max(0, place - 5)
            return ("… " if start else "") + " ".join(words[start : place + 8])[:120] + (" …" if len(words) > place + 8 else "")
    return ""
