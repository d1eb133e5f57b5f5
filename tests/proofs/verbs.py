"""The verbs that write, each with what it starts from and how it is called: one row a verb, for every proof alike."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp

import commands
from models.errors import Trouble
from models.operation import new_id
from models.story import Story
from storage.workspace import Workspace
from tests.people import member
from tests.proofs.place import NEW_PASSPHRASE, PASSPHRASE, Place

KEEP = [{"use": "keep", "value": "given", "date": "2026-01-05", "how": "spoken"}]


@dataclass(frozen=True)
class Verb:
    """One writing verb. What it does shows in the canonical state; `also` says what is wrong with what doesn't, after it ended or was ended."""

    name: str
    words: Callable[[Place], list[str]]
    given: Callable[[Place], bytes] = lambda _place: b""
    makes: bool = False
    """Makes a vault where none was: before it there is nothing to open."""
    also: Callable[[Place], str] = lambda _place: ""
    done: Callable[[Place], bool] = lambda _place: True
    """Whether everything is there that the verb promised with exit code 0, beside the vault."""
    kept: str = ""
    """The vault of a former release (`tests/vaults/`) to start from instead."""


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


def _opens(place: Place, passphrase: str) -> bool:
    try:
        Workspace.open(place.vault, passphrase=passphrase).close()
    except Trouble:
        return False
    return True


def _a_paper_opens(place: Place) -> str:
    """The words from before open the vault, or those on the new sheet do: never is there no paper that opens it."""
    for words in (place.secret("recovery").read_text("utf-8").strip(), *map(_scanned, _sheets(place))):
        try:
            Workspace.open(place.vault, recovery_words=words).close()
        except Trouble:
            continue
        return ""
    return "no paper opens the vault"


def _sheets(place: Place) -> list[Path]:
    return sorted(place.out.glob("sheet*.pdf"))


def _new_sheet(place: Place) -> list[str]:
    """A sheet is never written over another, so whoever tries again names a new one."""
    return _on("recovery", f"/out/sheet{len(_sheets(place))}.pdf")(place)


def _scanned(sheet: Path) -> str:
    """The words in the square on a sheet, read as a telephone reads them."""
    found = zxingcpp.read_barcodes(pypdfium2.PdfDocument(sheet)[0].render(scale=3, grayscale=True).to_pil())
    return found[0].text if found else ""


def _backup(place: Place) -> Path:
    return next(iter(sorted(place.stick.glob("*.backup"))))


def _stumps(place: Place) -> str:
    """Whatever bears the name of a backup is one."""
    for path in [*place.stick.glob("*.backup"), *(place.vault / "backups").glob("*.backup")]:
        if not zipfile.is_zipfile(path):
            return f"{path.name} is no backup"
    return ""


VERBS: tuple[Verb, ...] = (
    Verb("create", lambda place: ["create", str(place.vault), "--kdf", "test", "--passphrase-file", str(place.secret())], makes=True),
    Verb("add", _on("add", "member"), lambda _place: _lines(*({"label": f"{name} (sample)", "consents": KEEP} for name in ("Nína", "Óli")))),
    Verb("change", _on("change"), lambda place: _lines({"id": place.id("story"), "text": "Other words of a sample story."})),
    Verb("consent", _on("consent", "@member", "statistics", "grant")),
    Verb("withdraw", _on("consent", "@member", "keep", "withdraw")),
    Verb("erase", _on("erase", "@member")),
    Verb("snapshot", _on("snapshot")),
    Verb("passwd", _on("passwd", new=True), done=lambda place: _opens(place, NEW_PASSPHRASE)),
    Verb("rekey", _on("rekey")),
    Verb("recovery", _new_sheet, also=_a_paper_opens, done=lambda place: any(map(_scanned, _sheets(place)))),
    Verb("volunteer add", _on("volunteer", "add", "Bára", "--sign", "kettle", new=True), done=lambda place: _opens(place, NEW_PASSPHRASE)),
    Verb("volunteer remove", _on("volunteer", "remove", "Dísa")),
    Verb("backup", _on("backup", "/stick"), also=_stumps, done=lambda place: len(list(place.stick.glob("*.backup"))) == 2),
    Verb("restore", lambda place: ["restore", str(_backup(place)), str(place.vault), "--passphrase-file", str(place.secret())], also=_stumps),
    Verb("drill", lambda place: ["drill", str(place.vault), "--recovery-key-file", str(place.secret("recovery"))]),
    Verb("access", _on("access", "@member", "/out/copy.zip"), done=lambda place: zipfile.is_zipfile(place.out / "copy.zip")),
    Verb("migration", _on("list", "member"), kept="0.1-a"),
)
BY_NAME = {each.name: each for each in VERBS}


def prepare(root: Path) -> Place:
    """The vault every verb but `create` starts from: six plainly fictional people, one of them with a story."""
    place = Place(root)
    place.at_home()
    for folder in ("secrets", "ids", "stick", "out"):
        (root / folder).mkdir(parents=True)
    place.secret().write_text(PASSPHRASE + "\n", "utf-8")
    place.secret("new").write_text(NEW_PASSPHRASE + "\n", "utf-8")
    place.secret("other").write_text("meadow cabinet forty whales\n", "utf-8")
    workspace, words = Workspace.create(place.vault, PASSPHRASE, association="Example Association (fictional)", kdf="test")
    place.secret("recovery").write_text(" ".join(words) + "\n", "utf-8")
    ids = {}
    for number in range(6):
        ids[f"member{number}"], records = member(f"Person {number} (sample)")
        workspace.save_all(records)
    story = Story(id=new_id(), member=ids["member0"], text="Words of a sample story.", language="en")
    workspace.save(story)
    workspace.close()
    _silently("volunteer", str(place.vault), "add", "Dísa", "--sign", "owl", "--passphrase-file", str(place.secret()),
              "--new-passphrase-file", str(place.secret("other")))
    for folder in ([str(place.stick)], []):
        _silently("backup", str(place.vault), *folder, "--passphrase-file", str(place.secret()))
    for name, each in {**ids, "member": ids["member0"], "story": story.id}.items():
        (root / "ids" / name).write_text(each, "utf-8")
    return place


def _silently(*words: str) -> None:
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO(), "utf-8")):
        code = commands.main(words)
    assert code == 0, (words[0], code)


def run(verb: Verb, place: Place) -> int:
    """Run a verb in this process, with its input on standard input."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(verb.given(place)), "utf-8")
    return commands.main(verb.words(place))
