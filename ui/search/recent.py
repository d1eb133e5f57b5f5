"""The records that were opened in this sitting, the last first: ids in memory, gone at the lock. Their words are looked up when shown, so
that nobody who was hidden since is shown."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Recent"]

MOST = 6


class Recent:
    def __init__(self) -> None:
        self._opened: list[tuple[str, str]] = []

    def add(self, place: str, argument: object) -> None:
        """Something was opened: what `go` was given, or what a page says of itself when it is left."""
        record = _record(place, argument)
        if record is not None:
            self._opened = [record, *(each for each in self._opened if each != record)][: MOST + 1]

    def but(self, place: str, argument: object) -> list[tuple[str, str]]:
        """Kinds and ids, without what is being looked at."""
        here = _record(place, argument)
        return [each for each in self._opened if each != here][:MOST]


def _record(place: str, argument: object) -> tuple[str, str] | None:
    kind = {"member": "member", "stories": "story", "needs": "need"}.get(place)
    found = argument.get(kind) if isinstance(argument, Mapping) and kind is not None else argument
    return (kind, found) if kind is not None and isinstance(found, str) and found else None
