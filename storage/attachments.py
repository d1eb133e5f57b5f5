"""What attachments hold: their content in the vault, in pieces, written in the transaction that writes record, journal and index.

All of it stands in one table of the store, whatever its size: one kind of storage, one backup, one erasure. It is read and written
piece by piece, and its hash is worked out on the way, so that nobody has to be believed about it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from locales import N_
from models.attachment import MOST_BYTES, Attachment, too_large
from models.consent import FREE, MEDIA, Consent, permits
from models.errors import Damaged, WrongInput
from models.operation import new_id
from storage import entries, files
from storage.permissions import closed_at, kept, permitted
from storage.tables import ids
from storage.vault import Connection

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.workspace import Workspace

PIECE = 256 * 1024
"""Bytes of one row of content."""


class Attachments:
    """Adding and erasing attachments in an open vault."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def add(
        self, attachment: Attachment, content: Iterable[bytes], *, size: int, original: Iterable[bytes] | None = None,
        original_type: str = "", original_size: int = 0, consents: Sequence[Consent] = (),
    ) -> Changes:
        """Keep an attachment, whole or not at all; durable when this returns. What was answered about consent is kept in the same act.

        `size` is the number of bytes expected, for the check whether there is room; what is written down is what came. An exception
        raised by `content` leaves nothing. Raises WrongInput (no consent to keep it in force, larger than 50 MB, empty), PlaceFailed.
        """
        workspace = self._workspace
        files.check_room(workspace.vault.folder, size + original_size)
        kept = attachment if attachment.id else attachment.with_values({"id": new_id()})
        with workspace.atomic():
            length, sha256 = _write(workspace._connection, kept.id, content, original=False)
            kept = kept.with_values({"size": length, "sha256": sha256})
            if original is not None:
                length, sha256 = _write(workspace._connection, kept.id, original, original=True)
                kept = kept.with_values({"original": True, "original_type": original_type, "original_size": length, "original_sha256": sha256})
            changes = workspace.save_all([*consents, kept])
            if not permits(workspace.consents(kept.member or ""), MEDIA, workspace.today(), FREE):
                raise WrongInput(N_("A picture or a recording is kept only with the person’s consent; ask for it first."))
        return changes

    def erase(self, attachment_ids: Sequence[str]) -> None:
        """Remove attachments and every trace of them; only their ids stay, so that no restored backup brings them back."""
        from storage import erasure  # which erases attachments too

        if not attachment_ids:
            return
        workspace = self._workspace
        for each in attachment_ids:
            workspace.vault.erased.add(each)
        with workspace.atomic():
            erasure.purge(workspace._connection, Attachment, list(attachment_ids))
        workspace.after_erasing()


def _write(connection: Connection, attachment_id: str, content: Iterable[bytes], *, original: bool) -> tuple[int, str]:
    """Write content in pieces of one size; gives its length and its hash."""
    summed, length = hashlib.sha256(), 0
    for place, piece in enumerate(_pieces(content)):
        summed.update(piece)
        length += len(piece)
        if length > MOST_BYTES:
            raise too_large()
        connection.execute("INSERT INTO content (attachment, original, place, bytes) VALUES (?, ?, ?, ?)",
                           (attachment_id, int(original), place, piece))
    if not length:
        raise WrongInput(N_("This file is empty; choose another."))
    return length, summed.hexdigest()


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size, however they come."""
    waiting = bytearray()
    for each in content:
        waiting += each
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    if waiting:
        yield bytes(waiting)


def content(connection: Connection, attachment: Attachment, *, original: bool = False) -> Iterator[bytes]:
    """The content of an attachment, piece by piece. Raises Damaged at the end when it isn't what was kept."""
    expected = (attachment.original_size, attachment.original_sha256) if original else (attachment.size, attachment.sha256)
    summed, length, place = hashlib.sha256(), 0, 0
    while (row := connection.execute(
        "SELECT bytes FROM content WHERE attachment = ? AND original = ? AND place = ?", (attachment.id, int(original), place),
    ).fetchone()) is not None:
        summed.update(row[0])
        length += len(row[0])
        place += 1
        yield row[0]
    if (length, summed.hexdigest()) != expected:
        raise Damaged(N_("This attachment is damaged in the vault; bring it back from the newest good backup."))


def whole(connection: Connection, attachment: Attachment) -> bool:
    """Whether the content of an attachment, the original too where it was kept, is what was kept."""
    try:
        for original in (False, True) if attachment.original else (False,):
            for _piece in content(connection, attachment, original=original):
                pass
    except Damaged:
        return False
    return True


def left_over(connection: Connection) -> bool:
    """Whether there is content that no attachment owns."""
    sql = ("SELECT EXISTS (SELECT 1 FROM content c LEFT JOIN attachment a ON a.id = c.attachment "
           "WHERE a.id IS NULL OR (c.original = 1 AND a.original IS NOT 1))")
    return bool(connection.execute(sql).fetchone()[0])


def erase_of(connection: Connection, attachment_ids: Sequence[str]) -> None:
    """Remove attachments in the caller's transaction: content, rows, operations, answers, index. Ids of anything else are passed over."""
    entries.remove(connection, [each for each in attachment_ids if _is_one(connection, each)])
    for each in attachment_ids:
        connection.execute("DELETE FROM content WHERE attachment = ?", (each,))
        connection.execute("DELETE FROM operation WHERE id = ? AND type = 'attachment'", (each,))
        connection.execute("DELETE FROM answer WHERE owner IN (SELECT id FROM attachment WHERE id = ?)", (each,))
        connection.execute("DELETE FROM attachment WHERE id = ?", (each,))


def _is_one(connection: Connection, record_id: str) -> bool:
    return connection.execute("SELECT 1 FROM attachment WHERE id = ?", (record_id,)).fetchone() is not None


def out_of_sight(connection: Connection, member_id: str, day: str) -> int:
    """How many attachments of a person are hidden, because the consent to keep them is not in force on a day."""
    sql = (f"SELECT count(*) FROM attachment t WHERE t.member = :member AND coalesce(t.archived, 0) = 0 "
           f"AND {kept('t.member')} AND NOT {permitted(MEDIA, 't.member')}")
    return int(connection.execute(sql, {"member": member_id, "day": day}).fetchone()[0])


def overdue(connection: Connection, before_ms: int, day: str) -> list[str]:
    """The attachments whose person took back the consent to keep them, or refused it, before a moment (ms), and didn't give it again."""
    sql = f"SELECT t.id FROM attachment t WHERE NOT {permitted(MEDIA, 't.member')} AND {closed_at(MEDIA, 't.member')} < :before"
    return ids(connection.execute(sql, {"day": day, "before": before_ms}).fetchall())
