"""Erasing a person: rows, operations, index, drafts, answers, consents, and the frozen rows of snapshots. What stays is the id."""

from __future__ import annotations

from collections.abc import Iterable

from models.attachment import Attachment
from models.consent import KEEP
from models.registry import PERSONAL
from storage import access_log, attachments, entries, tables
from storage.permissions import permitted
from storage.schema import quoted
from storage.tally import counted
from storage.vault import Connection


def _belongings(connection: Connection, member_id: str) -> dict[str, list[str]]:
    """The ids of all records of a person, by record type, the person's own among them."""
    found: dict[str, list[str]] = {}
    for record_type in PERSONAL:
        where = "id = ?" if not record_type.OWNER else "member = ?"
        if record_type.OWNER == "story":
            where = "story IN (SELECT id FROM story WHERE member = ?)"
        rows = connection.execute(f"SELECT id FROM {quoted(record_type.TYPE)} WHERE {where}", (member_id,)).fetchall()
        found[record_type.TYPE] = tables.ids(rows)
    return found


def erase(connection: Connection, member_id: str) -> None:
    """Remove a person's records in the caller's transaction and leave the tombstone."""
    belongings = _belongings(connection, member_id)
    attachments.erase_of(connection, [*belongings[Attachment.TYPE], member_id])  # a tombstone may be an attachment's own
    for record_type, some in belongings.items():
        remove(connection, record_type, some)
    connection.execute("DELETE FROM permission WHERE member = ?", (member_id,))
    connection.execute("DELETE FROM draft WHERE member = ?", (member_id,))
    access_log.forget_person(connection, member_id)
    _drop_frozen(connection, [member_id])
    connection.execute("INSERT OR IGNORE INTO erased (id) VALUES (?)", (member_id,))


def remove(connection: Connection, record_type: str, some: list[str]) -> None:
    """Remove records of one type: rows, operations, answers, index."""
    entries.remove(connection, some)
    one_each = [(each,) for each in some]
    connection.executemany("DELETE FROM operation WHERE id = ?", one_each)
    connection.executemany("DELETE FROM answer WHERE owner = ?", one_each)
    connection.executemany(f"DELETE FROM {quoted(record_type)} WHERE id = ?", one_each)


def finish(connection: Connection, tombstones: Iterable[str]) -> None:
    """Do what an interrupted erasure left, and what a restored store doesn't know yet: the list of the erased goes before."""
    known = {row[0] for row in connection.execute("SELECT id FROM erased").fetchall()}
    for member_id in sorted(set(tombstones) - known):
        erase(connection, member_id)


def leave_figures(connection: Connection, members: Iterable[str], day: str) -> None:
    """People who took back their consent to be counted, or to be kept, leave the frozen rows at once; so does who is in the bin."""
    gone = []
    for member in members:
        condition = counted(":member")
        if not connection.execute(f"SELECT 1 WHERE {condition}", {"member": member, "day": day}).fetchone():
            gone.append(member)
    _drop_frozen(connection, gone)


def _drop_frozen(connection: Connection, members: Iterable[str]) -> None:
    """Frozen rows go; how many went is remembered, since so many people changed since the snapshot."""
    for member in members:
        dropped = connection.execute("DELETE FROM frozen WHERE member = ?", (member,)).rowcount
        if dropped:
            connection.execute(
                "INSERT INTO store (key, value) VALUES ('left', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
            )


def overdue(connection: Connection, before_ms: int, day: str) -> list[str]:
    """The people who are hidden, and whose last refusal or withdrawal of being kept was written down before a moment (ms).

    One that was undone, or answered by a later grant, counts no more: a consent that ran out since is no wish to be erased.
    """
    sql = (
        f"SELECT m.id FROM member m WHERE NOT {permitted(KEEP, 'm.id')} AND (SELECT max(o.ms) FROM consent c JOIN operation o ON o.id = c.id "
        "WHERE c.member = m.id AND c.use = 'keep' AND c.value IN ('withdrawn', 'refused') AND NOT EXISTS (SELECT 1 FROM consent g, "
        "json_each(g.seen) s WHERE g.member = m.id AND g.use = 'keep' AND s.value = c.id)) < :before"
    )
    return tables.ids(connection.execute(sql, {"day": day, "before": before_ms}).fetchall())
