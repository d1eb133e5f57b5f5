"""What an act changed, as plain data: what the window refreshes by and takes back by."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Changes"]


@dataclass(frozen=True, slots=True)
class Changes:
    """Which kinds of record changed, and the ids in the order in which they were given.

    `operations` are the ids of all that the act wrote into the journal: what `Recorder.undo` needs to take it back. `skipped` are the
    fields (record, name) that an undo left as they are, because somebody changed them since.
    """

    kinds: frozenset[str]
    ids: tuple[str, ...]
    operations: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
