"""What a volunteer does at the bin: look into it, take something out, empty it."""

from __future__ import annotations

from collections.abc import Callable

from models.record import Record
from storage import binned
from storage.binned import Binned
from storage.changes import Changes
from ui.operations import naming, undo
from ui.session import Session

__all__ = ["empty", "look", "restore"]


def look(session: Session, done: Callable[[list[Binned]], None]) -> None:
    """Read what lies in the bin."""
    session.jobs.read(binned.listing, done)


def restore(session: Session, record: Record) -> None:
    """Take a record out of the bin, with what went there by the same act."""
    record_id = record.id
    undo.write(session, lambda workspace: binned.restore(workspace, record_id), naming.restored(record))


def empty(session: Session, done: Callable[[Changes], None]) -> None:
    """Remove everything in the bin for good. This is the one act beside an erasure that can't be undone."""
    session.jobs.write(binned.empty, done)
