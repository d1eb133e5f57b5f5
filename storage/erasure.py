"""Erasing a person: rows, operations, index, drafts, answers, consents, attachments, lines of the access log, and the frozen rows of
snapshots. What stays is the id.

Words about the person in somebody else's record can't be found by the program; whoever erases is told so. What other people's records
refer to (the conversation of several) is let go of, so that nothing leads to somebody who is gone.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable

from models.attachment import Attachment
from models.consent import KEEP
from models.member import Member
from models.operation import SET
from models.passage import Passage
from models.record import Record
from models.registry import BY_TYPE, PERSONAL
from models.story import Story
from models.translation import Translation
from storage import access_log, aliases, attachments, compact, entries, notes, tables
from storage.drafts import LEFT
from storage.journal import Journal
from storage.permissions import closed_at, permitted
from storage.schema import NOT_KEPT, quoted
from storage.tally import counted
from storage.vault import Connection


def belongings_of(connection: Connection, member_id: str) -> dict[str, list[str]]:
    """The ids of all records of a person, by record type, the person's own among them, and those that were joined to it."""
    found: dict[str, list[str]] = {}
    people = json.dumps(aliases.family(connection, member_id))
    among = "IN (SELECT value FROM json_each(?))"
    for record_type in PERSONAL:
        where = f"{'member' if record_type.OWNER else 'id'} {among}"
        if record_type.OWNER == "story":
            where = f"story IN (SELECT id FROM story WHERE member {among})"
        rows = connection.execute(f"SELECT id FROM {quoted(record_type.TYPE)} WHERE {where}", (people,)).fetchall()
        found[record_type.TYPE] = tables.ids(rows)
    return found


def erase(connection: Connection, member_id: str) -> None:
    """Remove a person's records in the caller's transaction and leave the tombstone, of every record that was joined to theirs too.
    Before, `let_go` what others refer to."""
    people, belongings = aliases.family(connection, member_id), belongings_of(connection, member_id)
    attachments.erase_of(connection, [*belongings[Attachment.TYPE], *people])  # a tombstone may be an attachment's own
    for record_type, some in belongings.items():
        remove(connection, record_type, some)
    connection.execute("DELETE FROM draft WHERE step = ?", (LEFT,))  # what was searched for may be a name
    for each in people:
        connection.execute("DELETE FROM permission WHERE member = ?", (each,))
        connection.execute("DELETE FROM draft WHERE member = ?", (each,))
        access_log.forget_person(connection, each)
        connection.execute("INSERT OR IGNORE INTO erased (id) VALUES (?)", (each,))
    _drop_frozen(connection, people)
    compact.owe(connection)


def let_go(connection: Connection, journal: Journal, member_id: str) -> None:
    """Empty the references by which other people's records lead to a record of this person, each by an operation."""
    gone = [each for some in belongings_of(connection, member_id).values() for each in some]
    own = set(gone)
    _forget_apart(connection, journal, own)
    for record_type in PERSONAL:
        for name, to in tables.references(record_type):
            if BY_TYPE[to] in PERSONAL and name != record_type.OWNER:
                for record_id in _referring(connection, record_type.TYPE, name, gone):
                    if record_id not in own:
                        journal.write([journal.make(record_type.TYPE, record_id, SET, {name: None}, journal.base_of(record_id, [name]))])
                        connection.execute(f"UPDATE {quoted(record_type.TYPE)} SET {quoted(name)} = NULL WHERE id = ?", (record_id,))


def _forget_apart(connection: Connection, journal: Journal, gone: set[str]) -> None:
    """That somebody is another person than one who is gone need not be known any more."""
    for record_id, kept in connection.execute("SELECT id, apart FROM member WHERE apart IS NOT NULL").fetchall():
        others = json.loads(kept)
        if record_id not in gone and gone & set(others):
            left = [each for each in others if each not in gone] or None
            journal.write([journal.make(Member.TYPE, record_id, SET, {"apart": left}, journal.base_of(record_id, ["apart"]))])
            connection.execute("UPDATE member SET apart = ? WHERE id = ?", (json.dumps(left) if left else None, record_id))


def _referring(connection: Connection, record_type: str, name: str, some: list[str]) -> list[str]:
    found = list[str]()
    for start in range(0, len(some), 500):
        part = some[start : start + 500]
        sql = f"SELECT id FROM {quoted(record_type)} WHERE {quoted(name)} IN ({', '.join('?' * len(part))})"
        found += tables.ids(connection.execute(sql, tuple(part)).fetchall())
    return found


def remove(connection: Connection, record_type: str, some: list[str]) -> None:
    """Remove records of one type: rows, operations, answers, index."""
    entries.remove(connection, some)
    one_each = [(each,) for each in some]
    connection.executemany("DELETE FROM operation WHERE id = ?", one_each)
    connection.executemany("DELETE FROM answer WHERE owner = ?", one_each)
    connection.executemany(f"DELETE FROM {quoted(record_type)} WHERE id = ?", one_each)


def purge(connection: Connection, record_type: type[Record], some: list[str]) -> None:
    """Remove records from the bin for good in the caller's transaction, a story with all that belongs to it, a translation with its passages; their
    ids can't come back."""
    marks = ", ".join("?" * len(some))
    if record_type is Story:
        for kind in (each for each in PERSONAL if each.OWNER == Story.TYPE):
            found = connection.execute(f"SELECT id FROM {quoted(kind.TYPE)} WHERE story IN ({marks})", tuple(some)).fetchall()
            purge(connection, kind, tables.ids(found))
    elif record_type is Translation:
        purge(connection, Passage, tables.ids(connection.execute(f"SELECT id FROM passage WHERE translation IN ({marks})", tuple(some)).fetchall()))
    elif record_type is Attachment:
        attachments.erase_of(connection, some)
    remove(connection, record_type.TYPE, some)
    connection.executemany("INSERT OR IGNORE INTO erased (id) VALUES (?)", [(each,) for each in some])
    compact.owe(connection)


def tombstones(connection: Connection) -> frozenset[str]:
    """The ids that the store knows as erased."""
    return frozenset(row[0] for row in connection.execute("SELECT id FROM erased").fetchall())


def finish(connection: Connection, listed: Iterable[str], journal: Journal | None = None) -> list[str]:
    """Do what an interrupted erasure left, and what a restored or merged store doesn't know yet: the list of the erased goes before.

    Everything that belongs to somebody with a tombstone goes, whenever it came in (`models.belonging`). Without a `journal` one is
    made for the store, which then nobody else may be writing. Returns whom it was done for.
    """
    own = journal or Journal(connection, _device(connection), int(time.time() * 1000), [])
    gone = sorted((set(listed) - tombstones(connection)) | _come_back(connection))
    for each in gone:
        record_type = tables.type_of(connection, each)
        if record_type is None or record_type is Member:
            let_go(connection, own, each)
            erase(connection, each)
        else:
            purge(connection, record_type, [each])
    return gone


def _device(connection: Connection) -> str:
    return notes.read(connection, notes.DEV) or ""


def _come_back(connection: Connection) -> set[str]:
    """Those with a tombstone of whom there is something again."""
    owned = [f"SELECT member FROM {quoted(each.TYPE)} WHERE member IN (SELECT id FROM erased)" for each in PERSONAL if each.OWNER == "member"]
    gone = "IN (SELECT id FROM erased)"
    own = [f"SELECT id FROM member WHERE id {gone} OR alias {gone}", f"SELECT id FROM operation WHERE id {gone}"]
    return {row[0] for row in connection.execute(" UNION ".join([*own, *owned])).fetchall()}


def leave_figures(connection: Connection, members: Iterable[str], day: str) -> None:
    """People who took back their consent to be counted, or to be kept, leave the frozen rows at once; so does who is in the bin."""
    gone = []
    for member in members:
        condition = counted(":member")
        if not connection.execute(f"SELECT 1 WHERE {condition}", {"member": member, "day": day}).fetchone():
            gone.append(member)
    _drop_frozen(connection, list(aliases.families(connection, gone)))


def _drop_frozen(connection: Connection, members: Iterable[str]) -> None:
    """Frozen rows go; how many went is remembered, since so many people changed since the snapshot."""
    for member in members:
        dropped = connection.execute("DELETE FROM frozen WHERE member = ?", (member,)).rowcount
        if dropped:
            notes.count(connection, notes.LEFT)


def hidden(connection: Connection, day: str, among: str = "1") -> list[tuple[str, str, int | None]]:
    """The people who are hidden because being kept isn't agreed to: id, code, and when (ms) the last refusal or withdrawal of it was
    written down. The `+` keeps the index of aliases out of it, in which nearly everybody stands under none.

    One that was undone, or answered by a later grant, counts no more: a consent that ran out since is no wish to be erased, and such
    people have no moment. `among` is a condition in SQL on the member `m`.
    """
    sql = (f"SELECT m.id, coalesce(m.code, ''), {closed_at(KEEP, 'm.id')} FROM member m "
           f"WHERE {among} AND +m.alias IS NULL AND NOT {permitted(KEEP, 'm.id')}")
    return [(row[0], row[1], row[2]) for row in connection.execute(sql, {"day": day}).fetchall()]


def overdue(connection: Connection, before_ms: int, day: str) -> list[str]:
    """The hidden people whose last refusal or withdrawal of being kept was written down before a moment (ms)."""
    asked = f"m.id IN (SELECT member FROM consent WHERE {NOT_KEPT})"  # nobody else has such a moment; every opening asks this
    return [member_id for member_id, _code, since in hidden(connection, day, asked) if since is not None and since < before_ms]
