"""A vault with two people who open it, for the tests of keys; the derivation is the quickest a real vault may have."""

from __future__ import annotations

from pathlib import Path

from storage import keys
from storage.workspace import Workspace
from tests.people import member
from tests.ui.robots import ASSOCIATION, PASSPHRASE, Volunteer

BORIS = "copper meadow falcon saddle biscuit"
FRESH = "walnut tunnel ribbon cactus harvest"


def two_people(folder: Path) -> tuple[str, ...]:
    """Anna coordinates, Boris wrote somebody down. Gives the recovery words."""
    workspace, words = Workspace.create(folder, PASSPHRASE, association=ASSOCIATION, volunteer="Anna Æfing")
    keys.add(workspace, "Boris (sample)", "owl", BORIS)
    workspace.close()
    workspace = Workspace.open(folder, passphrase=BORIS)
    workspace.save_all(member("Mía (sample)")[1])
    workspace.close()
    return words


def opens(folder: Path, **way: str) -> bool:
    """Whether a vault that nobody has open opens this way."""
    from models.errors import Trouble

    try:
        Workspace.open(folder, **way).close()
    except Trouble:
        return False
    return True


def locks(anna: Volunteer) -> None:
    """Press the key for it, and wait until the vault is closed."""
    anna.presses("Ctrl+L")
    anna.waits(lambda: not anna.window.session.jobs.is_open())
