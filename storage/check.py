"""Proof: the pages are whole, every table is what the journal says, the search index holds what the tables hold.

The canonical state is one line of canonical JSON a record, sorted by type and id. Its SHA-256 is the digest: one rule that tests
crash, migration, merge, backup and restore alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from locales import N_, _
from models.attachment import Attachment
from models.consent import wording_hash
from models.consent_text import ConsentText
from models.fields import Field, Kind
from models.member import Member
from models.operation import canonical, project
from models.record import NO_ANSWERS, Record, declared_fields
from models.registry import BY_TYPE, RECORDS
from storage import attachments, entries, journal, tables
from storage import canonical as written_out
from storage.aliases import aliases
from storage.permissions import events_of, spans
from storage.schema import quoted
from storage.vault import Connection

if TYPE_CHECKING:
    from storage.library import Library

AT_ONCE = 500
"""Records compared with the journal in one go."""
CACHE_KIB = 192 * 1024
PAGES = N_("A page of the store is damaged: {what}")
TABLES = N_("{count} records differ from the journal.")
UNKNOWN = N_("{count} records are in the tables but not in the journal.")
LOST = N_("{count} records are in the journal but not in the tables.")
INDEX = N_("The search index does not hold what the tables hold.")
SPANS = N_("The open consents differ from the consent events of {count} people.")
ATTACHMENTS = N_("The content of {count} attachments is missing or altered.")
WORDINGS = N_("The words of {count} consents are not what was read out.")
LEFT_OVER = N_("There is content that belongs to no attachment.")
REFERENCES = N_("{count} references in “{table}” lead nowhere.")


def canonical_text(value: Any) -> str:
    return canonical(value)


def _records(connection: Connection, record_type: type[Record], questions: Mapping[str, Field]) -> Iterator[Record]:
    """All records of a type, hidden ones too, by id; read in pieces."""
    after = ""
    while True:
        rows = connection.execute(f"{tables.select_sql(record_type)} WHERE t.id > ? ORDER BY t.id LIMIT 2000", (after,)).fetchall()
        if not rows:
            return
        answers = tables.answers_of(connection, [row[0] for row in rows], questions)
        for row in rows:
            yield tables.from_row(record_type, row, answers.get(row[0], NO_ANSWERS))
        after = rows[-1][0]


def canonical_lines(connection: Connection, questions: Collection[str]) -> Iterator[str]:
    """The live state of everything that is journalled, and the tombstones."""
    for record_type in sorted((each for each in RECORDS if each.JOURNALLED), key=lambda each: each.TYPE):
        yield from written_out.lines(connection, record_type, questions)
    for row in connection.execute("SELECT id FROM erased ORDER BY id").fetchall():
        yield canonical({"id": row[0], "type": "erased", "values": {}})


def digest(connection: Connection, questions: Collection[str], progress: Callable[[int, int], None] | None = None) -> str:
    """The SHA-256 of the canonical state; `progress` is asked now and then whether to go on."""
    summed = hashlib.sha256()
    for number, line in enumerate(canonical_lines(connection, questions)):
        if progress is not None and number % AT_ONCE == 0:
            progress(0, 0)
        summed.update((line + "\n").encode("utf-8"))
    return summed.hexdigest()


def check(connection: Connection, library: Library) -> list[str]:
    """What is wrong, in the sentences of the chosen language."""
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}").fetchall()  # records are read in the order of their ids, which is no order on the disk
    found = [_(PAGES).format(what=what) for what in wrong_pages(connection)]
    if found:
        return found  # nothing that is read from damaged pages is worth a sentence
    questions = library._every_question()
    return [*_against_journal(connection, questions), *_index(connection, questions), *_consents(connection), *_references(connection),
            *_attachments(connection), *_consent_texts(connection)]


def wrong_pages(connection: Connection) -> list[str]:
    """SQLCipher authenticates every page; SQLite then looks at each table (`facts.md`: the one misses what the other sees)."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    wrong = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    if not wrong:
        wrong = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
    return [str(each)[:80] for each in wrong[:5]]


def _against_journal(connection: Connection, questions: Mapping[str, Field]) -> list[str]:
    """Every record rebuilt from its operations and compared with its row, some hundred at a time."""
    different, lost, rebuilt = 0, 0, set[str]()
    joined = aliases(connection)
    waiting: dict[type[Record], dict[str, str]] = {}

    def compare() -> None:
        nonlocal different, lost
        for record_type, wanted in waiting.items():
            standing = _standing(connection, record_type, list(wanted), questions)
            different += sum(record_id in standing and standing[record_id] != state for record_id, state in wanted.items())
            lost += sum(record_id not in standing for record_id in wanted)
        waiting.clear()

    for number, operations in enumerate(journal.by_record(connection), 1):
        record_type, state = BY_TYPE.get(operations[0].record_type), project(operations)
        if record_type is not None and state is not None:
            rebuilt.add(operations[0].record_id)
            if record_type.OWNER == Member.TYPE and state.get(Member.TYPE) in joined:  # what was told to one of two records of a person
                state[Member.TYPE] = joined[state[Member.TYPE]]
            waiting.setdefault(record_type, {})[operations[0].record_id] = canonical(state)
        if number % AT_ONCE == 0:
            compare()
    compare()
    there = sum(
        sum(row[0] not in rebuilt for row in connection.execute(f"SELECT id FROM {quoted(each.TYPE)}"))
        for each in RECORDS if each.JOURNALLED
    )
    counted = ((TABLES, different), (LOST, lost), (UNKNOWN, there))
    return [_(text).format(count=count) for text, count in counted if count]


def _standing(connection: Connection, record_type: type[Record], some: list[str], questions: Mapping[str, Field]) -> dict[str, str]:
    """The canonical state of some records as their rows tell it, by id."""
    rows = connection.execute(f"{tables.select_sql(record_type)} WHERE t.id IN ({', '.join('?' * len(some))})", tuple(some)).fetchall()
    answers = tables.answers_of(connection, some, questions)
    made = (tables.from_row(record_type, row, answers.get(row[0], NO_ANSWERS)) for row in rows)
    return {record.id: canonical(tables.state_of(record, questions)) for record in made}


def _index(connection: Connection, questions: Mapping[str, Field]) -> list[str]:
    for record_type in RECORDS:
        indexed = dict(connection.execute("SELECT id, words FROM entry WHERE type = ?", (record_type.TYPE,)).fetchall())
        for record in _records(connection, record_type, questions):
            if indexed.pop(record.id, "") != entries.words_of(record, questions):
                return [_(INDEX)]
        if indexed:
            return [_(INDEX)]
    missing = connection.execute("SELECT count(*) FROM entry WHERE row NOT IN (SELECT id FROM search_docsize)").fetchone()[0]
    extra = connection.execute("SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT row FROM entry)").fetchone()[0]
    return [_(INDEX)] if missing or extra else []


def _consents(connection: Connection) -> list[str]:
    wrong, after = 0, ""
    while members := tables.ids(connection.execute("SELECT id FROM member WHERE id > ? ORDER BY id LIMIT 500", (after,)).fetchall()):
        after = members[-1]
        wanted: dict[str, set[Any]] = {member: set() for member in members}
        for span in spans(connection, events_of(connection, members)):
            wanted[span[0]].add(span)
        marks = ", ".join("?" * len(members))
        standing: dict[str, set[Any]] = {member: set() for member in members}
        for row in connection.execute(f"SELECT member, use, first, last FROM permission WHERE member IN ({marks})", tuple(members)).fetchall():
            standing[row[0]].add(tuple(row))
        wrong += sum(wanted[member] != standing[member] for member in members)
    return [_(SPANS).format(count=wrong)] if wrong else []


def _references(connection: Connection) -> list[str]:
    """References are checked here and at the door rather than by the database: operations from another laptop may come in any order.

    One to what was removed from the bin leads to its tombstone, which is somewhere.
    """
    found = []
    for record_type in RECORDS:
        for field in declared_fields(record_type):
            if field.kind is Kind.REFERENCE:
                sql = (f"SELECT count(*) FROM {quoted(record_type.TYPE)} t WHERE t.{quoted(field.name)} IS NOT NULL "
                       f"AND NOT EXISTS (SELECT 1 FROM {quoted(field.to)} r WHERE r.id = t.{quoted(field.name)}) "
                       f"AND t.{quoted(field.name)} NOT IN (SELECT id FROM erased)")
                lost = connection.execute(sql).fetchone()[0]
                if lost:
                    found.append(_(REFERENCES).format(count=lost, table=record_type.TYPE))
    return found


def _consent_texts(connection: Connection) -> list[str]:
    """The words of consents are what their hashes say: a consent would lead to other words than the person heard."""
    rows = connection.execute(f"SELECT text, hash FROM {quoted(ConsentText.TYPE)} WHERE hash IS NOT NULL").fetchall()
    wrong = sum(wording_hash(text or "") != hashed for text, hashed in rows)
    return [_(WORDINGS).format(count=wrong)] if wrong else []


def _attachments(connection: Connection) -> list[str]:
    """Every attachment read through and compared with its size and its hash."""
    wrong = sum(not attachments.whole(connection, record) for record in _records(connection, Attachment, {}) if isinstance(record, Attachment))
    found = [_(ATTACHMENTS).format(count=wrong)] if wrong else []
    return [*found, _(LEFT_OVER)] if attachments.left_over(connection) else found
