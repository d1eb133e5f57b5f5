"""The practice vault: a vault of invented people, in a folder of its own beside the real one, that can be thrown away and made anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from locales import N_
from models.association import Association
from models.errors import WrongInput
from models.record import Record
from storage.files import place_errors
from storage.workspace import Workspace

__all__ = ["PASSPHRASE", "make", "throw_away"]

PASSPHRASE = "practice"
"""What opens every practice vault. It is no secret: the unlock page says it, and nobody in the vault is real."""


def make(folder: Path, association: Association, batches: Iterable[Sequence[Record]]) -> Workspace:
    """Make a practice vault with these records, those first that others refer to, and open it. Raises WrongInput, PlaceFailed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    named = association.with_values({"practice": True})  # it says so from the first moment, or nothing could throw it away
    workspace, _words = Workspace.create(folder, PASSPHRASE, association=association.name or "", details=named)
    try:
        for records in batches:
            workspace.save_all(records)
    except BaseException:
        workspace.close()
        raise
    return workspace


def throw_away(folder: Path) -> None:
    """Delete a practice vault. Nothing but a vault that the practice passphrase opens, and that says so itself, is ever deleted.

    Raises WrongInput for another vault, and what `Workspace.open` raises.
    """
    workspace = Workspace.open(folder, passphrase=PASSPHRASE)
    try:
        is_practice = workspace.association().practice is True
    finally:
        workspace.close()
    if not is_practice:
        raise WrongInput(N_("This is not a practice vault, so nothing was deleted."))
    with place_errors(folder):
        shutil.rmtree(folder)
