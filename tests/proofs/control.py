"""Faults planted on purpose: a proof that doesn't find them proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.errors import PlaceFailed
from storage import slots, vault
from storage.workspace import Workspace


def promise_early() -> None:
    """Ids are acknowledged before they are durable."""
    save = Workspace.save_all

    def hasty(self: Workspace, records: Any) -> Any:
        from commands import output

        for each in records:
            output.acknowledge(each.id)
        return save(self, records)

    Workspace.save_all = hasty  # type: ignore[method-assign]


def never_sync() -> None:
    """Nothing is synced: a commit is told as durable while it is in memory only."""
    settings = tuple(("synchronous", 0) if name == "synchronous" else (name, value) for name, value in vault.SETTINGS)
    vault._connect.__kwdefaults__["settings"] = settings


def swallow_errors() -> None:
    """A disk that refuses is taken for one that agreed."""
    PlaceFailed.exit_code = 0


def forget_the_old_key() -> None:
    """While the store is put under a new key, the header holds the new one alone."""
    keep = slots.box

    def forgetful(keys: slots.DataKeys, ways: Any) -> bytes:
        return keep(slots.DataKeys(keys.key), ways)

    slots.box = forgetful  # type: ignore[assignment]


CONTROLS: dict[str, Callable[[], None]] = {
    "promise-early": promise_early, "never-sync": never_sync, "swallow-errors": swallow_errors, "forget-the-old-key": forget_the_old_key,
}
