"""The verbs that write, each with what it starts from and how it is called: one row a verb, for every proof alike."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import commands
from models.operation import new_id
from models.story import Story
from storage.workspace import Workspace
from tests.people import member
from tests.proofs.place import NEW_PASSPHRASE, PASSPHRASE, Place

KEEP = [{"use": "keep", "value": "given", "date": "2026-01-05", "how": "spoken"}]


@dataclass(frozen=True)
class Verb:
    """One writing verb. `whole` may be left out where either nothing or everything it does shows in the canonical state."""

    name: str
    words: Callable[[Place], list[str]]
    given: Callable[[Place], bytes] = lambda _place: b""
    makes: bool = False
    """Makes a vault where none was: before it there is nothing to open."""


def _lines(*objects: object) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in objects)


def _on(name: str, *rest: str, new: bool = False) -> Callable[[Place], list[str]]:
    """The words of a verb on the vault of a place."""
    def words(place: Place) -> list[str]:
        secrets = ["--passphrase-file", str(place.secret())] + (["--new-passphrase-file", str(place.secret("new"))] if new else [])
        return [name, str(place.vault), *(_filled(each, place) for each in rest), *secrets]

    return words


def _filled(word: str, place: Place) -> str:
    return place.id(word[1:]) if word.startswith("@") else str(place.root / word[1:]) if word.startswith("/") else word


VERBS: tuple[Verb, ...] = (
    Verb("create", lambda place: ["create", str(place.vault), "--kdf", "test", "--passphrase-file", str(place.secret())], makes=True),
    Verb("add", _on("add", "member"), lambda _place: _lines(*({"label": f"{name} (sample)", "consents": KEEP} for name in ("Nína", "Óli")))),
    Verb("change", _on("change"), lambda place: _lines({"id": place.id("story"), "text": "Other words of a sample story."})),
    Verb("consent", _on("consent", "@member", "statistics", "grant")),
    Verb("withdraw", _on("consent", "@member", "keep", "withdraw")),
    Verb("erase", _on("erase", "@member")),
    Verb("snapshot", _on("snapshot")),
)
BY_NAME = {each.name: each for each in VERBS}


def prepare(root: Path) -> Place:
    """The vault every verb but `create` starts from: six plainly fictional people, one of them with a story."""
    place = Place(root)
    for folder in ("secrets", "ids", "stick", "out"):
        (root / folder).mkdir(parents=True)
    place.secret().write_text(PASSPHRASE + "\n", "utf-8")
    place.secret("new").write_text(NEW_PASSPHRASE + "\n", "utf-8")
    workspace, words = Workspace.create(place.vault, PASSPHRASE, association="Example Association (fictional)", kdf="test")
    place.secret("recovery").write_text(" ".join(words) + "\n", "utf-8")
    ids = {}
    for number in range(6):
        ids[f"member{number}"], records = member(f"Person {number} (sample)")
        workspace.save_all(records)
    story = Story(id=new_id(), member=ids["member0"], text="Words of a sample story.", language="en")
    workspace.save(story)
    workspace.close()
    for name, each in {**ids, "member": ids["member0"], "story": story.id}.items():
        (root / "ids" / name).write_text(each, "utf-8")
    return place


def run(verb: Verb, place: Place) -> int:
    """Run a verb in this process, with its input on standard input."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(verb.given(place)), "utf-8")
    return commands.main(verb.words(place))
