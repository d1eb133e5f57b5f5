"""A place for one proof: a vault, its secrets in files, a folder that plays the stick, and what can be asked of them afterwards."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import Trouble, WrongSecret
from storage.workspace import Workspace

PASSPHRASE, NEW_PASSPHRASE = "ladder dial gorilla", "copper window seven rivers"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DRAWN = re.compile(r'"(code|slot)":"([A-Z0-9]{4}|[0-9a-f]{32})"')


@dataclass(frozen=True)
class Place:
    """Where a verb is tried. Everything stands under `root`, which is copied for every round."""

    root: Path

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def stick(self) -> Path:
        return self.root / "stick"

    @property
    def out(self) -> Path:
        return self.root / "out"

    def secret(self, name: str = "passphrase") -> Path:
        return self.root / "secrets" / name

    def id(self, name: str) -> str:
        """The id that the preparation wrote down under a name."""
        return (self.root / "ids" / name).read_text("utf-8").strip()

    def at_home(self) -> None:
        """Take the profile that belongs to this place: what is known of the vault outside it comes and goes with the place."""
        os.environ["XDG_DATA_HOME"] = str(self.root / "profile")

    def copy_to(self, root: Path) -> Place:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.root, root)
        return Place(root)


@dataclass(frozen=True)
class State:
    """What stands in a vault: its canonical lines, by which secret it opened, and what `check` finds wrong."""

    lines: frozenset[str]
    wrong: tuple[str, ...] = ()
    opened_by: str = ""
    digest: str = ""

    def like(self, other: State, known: frozenset[str]) -> bool:
        """Whether two states say the same but for ids and codes that were drawn by chance since."""
        return _named(self.lines, known) == _named(other.lines, known)


@dataclass(frozen=True)
class Lost:
    """A vault that nothing opens: what a proof must never see."""

    why: str
    lines: frozenset[str] = field(default_factory=frozenset)


def _named(lines: Iterable[str], known: frozenset[str]) -> list[str]:
    return sorted(_DRAWN.sub(r'"\1":"new"', _ID.sub(lambda each: each[0] if each[0] in known else "new", line)) for line in lines)


def ids_in(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(found for line in lines for found in _ID.findall(line))


def look(place: Place) -> State | Lost:
    """Open the vault by whichever secret it should open to now, check it whole, and read everything."""
    for name, secret in (("old", PASSPHRASE), ("new", NEW_PASSPHRASE)):
        try:
            return _read(place, name, secret)
        except WrongSecret:
            continue
        except Exception as error:  # whatever it is, nobody could go on working with this vault
            return Lost(f"{type(error).__name__}: {error}" if isinstance(error, Trouble) else type(error).__name__)
    return Lost("neither passphrase opens it")


def _read(place: Place, name: str, secret: str) -> State:
    place.at_home()
    workspace = Workspace.open(place.vault, passphrase=secret)
    try:
        return State(frozenset(workspace.canonical_lines()), tuple(workspace.check()), name, workspace.digest())
    finally:
        workspace.close()
