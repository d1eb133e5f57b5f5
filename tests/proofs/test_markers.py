"""Nothing that was told, typed or drawn stands in the clear in any file: not beside the vault, not in the folders of the user, not in
what a running program holds open. The scanner is tried first: it has to find markers that were planted."""

from __future__ import annotations

import base64
import contextlib
import gzip
import io
import json
import math
import os
import signal
import subprocess
import sys
import urllib.parse
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import commands
from storage import header
from storage.workspace import Workspace
from tests.proofs.figures import note
from tests.proofs.markers import Scanner, kit

ROOT = Path(__file__).resolve().parents[2]
READABLE = frozenset({header.NAME, header.PREVIOUS, "erased.list", "lock"})
"""Files of a vault that are no secret by themselves and so look like what they are."""


def plant(root: Path, words: dict[str, str]) -> int:
    """Put markers into twelve places and dresses; returns how many."""
    name, story = words["name"], words["story"]
    (root / "plain.log").write_text(f"opened {name} at noon", "utf-8")
    (root / "wide.ini").write_bytes(f"last={name}".encode("utf-16-le"))
    (root / "wide.be").write_bytes(f"last={name}".encode("utf-16-be"))
    (root / "escaped.json").write_text(json.dumps({"words": words["arabic"]}), "ascii")
    (root / "recent.xbel").write_text(f'<bookmark href="file:///{urllib.parse.quote(name)}"/>', "utf-8")
    (root / "core.hex").write_text(story.encode().hex(), "ascii")
    (root / "mail.b64").write_bytes(base64.b64encode(b"xy" + story.encode() + b"zz"))
    (root / "state.gz").write_bytes(gzip.compress(words["passphrase"].encode()))
    with zipfile.ZipFile(root / "book.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet.xml", words["phone"])
    (root / "page.pdf").write_bytes(b"%PDF-1.4\nstream\n" + zlib.compress(words["need"].encode()) + b"\nendstream")
    (root / f"{words['place']}.txt").write_text("", "utf-8")
    (root / "phonebook").write_text(" ".join(reversed(name.split())), "utf-8")
    return 12


def test_the_scanner_finds_what_was_planted(tmp_path: Path) -> None:
    words = kit()
    many = plant(tmp_path, words)
    found = list(Scanner(words).in_files([tmp_path]))
    assert len({each.split(" in ", 1)[1].split("/")[0] if " the name " in each else each.rsplit("/", 1)[-1] for each in found}) >= many - 2
    for path in tmp_path.iterdir():
        assert any(str(path) in each for each in found), path.name


def test_the_scanner_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    plant(tmp_path, kit())
    assert list(Scanner(kit()).in_files([tmp_path])) == []


class Watched:
    """The sitting at the window, from outside."""

    def __init__(self, home: Path, words: dict[str, str]) -> None:
        self.place, self.words = home / "place", words
        self.place.mkdir()
        names = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state",
                 "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run"}
        for name in names.values():
            (home / name).mkdir(exist_ok=True, mode=0o700)
        environment = {**os.environ, **{name: str(home / folder) for name, folder in names.items()}}
        self.running = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "proofs" / "sitting.py")], cwd=home, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=(home / "stderr").open("wb"),
        )
        assert self.running.stdin
        self.running.stdin.write(json.dumps({"place": str(self.place), "words": words}).encode() + b"\n")
        self.running.stdin.flush()

    def held_open(self, scanner: Scanner) -> list[str]:
        """What is found in the files the process has open, deleted ones too, in its command line and its environment."""
        found, folder = list[str](), Path(f"/proc/{self.running.pid}")
        for name in ("cmdline", "environ"):
            found += scanner.in_bytes((folder / name).read_bytes(), name)
        for link in (folder / "fd").iterdir():
            try:
                if link.is_file():
                    found += scanner.in_bytes(link.read_bytes(), f"an open file, {link.readlink()}")
            except OSError:
                continue  # closed in the meantime
        return found

    def steps(self, scanner: Scanner) -> list[str]:
        """Watch until the second conversation is being typed, then kill. Everything found on the way."""
        found = list[str]()
        assert self.running.stdout
        for line in self.running.stdout:
            found += self.held_open(scanner)
            if line == b"typing\n":
                break
        else:
            raise AssertionError((self.place.parent / "stderr").read_text("utf-8")[-2000:])
        self.running.send_signal(signal.SIGKILL)
        self.running.wait()
        self.running.stdout.close()
        return found


def data_key(place: Path, passphrase: str) -> bytes:
    workspace = Workspace.open(place / "vault", passphrase=passphrase)
    try:
        return bytes(workspace.vault._keys.key)
    finally:
        workspace.close()


def entropy(content: bytes) -> float:
    """Bits a byte."""
    return -sum(many / len(content) * math.log2(many / len(content)) for many in Counter(content).values())


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header, "FLOOR", header.TEST_FLOOR)


def test_a_sitting_leaves_no_word_in_the_clear(tmp_path: Path, quick_keys: None) -> None:
    words = kit()
    sitting = Watched(tmp_path, words)
    scanner = Scanner(words)
    found = sitting.steps(scanner)
    found += scanner.in_files([tmp_path])
    assert found == []
    key = data_key(sitting.place, words["passphrase"])
    assert list(Scanner({}, {"data key": key}).in_files([tmp_path])) == []
    for path in (sitting.place / "vault").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if content and path.name not in READABLE and not path.name.endswith("-shm"):
            assert not content.startswith(b"SQLite format 3")
            assert all(entropy(content[at : at + 65536]) > 7.9 for at in range(0, len(content) - 65535, 65536)), path.name
    note("markers", "files after a sitting at the window", markers=len(words), hits=len(found))
    workspace = Workspace.open(sitting.place / "vault", passphrase=words["passphrase"])
    try:  # the words are there for whoever may read them: the scan looked for what really was typed
        texts = " ".join(workspace.canonical_lines()) + json.dumps([each.data for each in workspace.drafts.all()], ensure_ascii=False)
    finally:
        workspace.close()
    assert all(words[name] in texts for name in ("name", "story", "need", "gives", "arabic", "draft", "attachment"))


@contextlib.contextmanager
def device(folder: Path) -> Iterator[tuple[Path, Path | None]]:
    """A file system of its own and the raw device under it; without the rights for that, a folder and no device."""
    home, image = folder / "home", folder / "image"
    home.mkdir()
    if os.geteuid() != 0:
        yield home, None
        return
    with image.open("wb") as stream:
        stream.truncate(192 * 1024 * 1024)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(home)], check=True)
    try:
        yield home, image
    finally:
        subprocess.run(["umount", str(home)], check=False)


@pytest.mark.slow
def test_nothing_is_in_the_clear_on_the_raw_device_after_window_and_commands(tmp_path: Path, quick_keys: None) -> None:
    words, secrets = kit(), tmp_path / "secrets"
    secrets.mkdir()
    scanner, planted = Scanner(words), Scanner({"planted": "a word that was written and deleted"})
    with device(tmp_path) as (home, image):
        (home / "planted").write_text("a word that was written and deleted", "utf-8")
        os.sync()
        (home / "planted").unlink()
        sitting = Watched(home, words)
        found = sitting.steps(scanner)
        vault, secret = sitting.place / "vault", secrets / "passphrase"
        secret.write_text(words["passphrase"] + "\n", "utf-8")
        (home / "stick").mkdir()
        key = data_key(sitting.place, words["passphrase"])
        for verb in (("backup", str(home / "stick")), ("search", words["name"].split()[0]), ("rekey",), ("backup", str(home / "stick")), ("check",)):
            in_process(vault, secret, *verb)
        found += scanner.in_files([home])
        found += Scanner({}, {"data key": key, "new data key": data_key(sitting.place, words["passphrase"])}).in_files([home])
        os.sync()
        if image is not None:
            subprocess.run(["umount", str(home)], check=True)
            found += raw(scanner, image, key)
            assert raw(planted, image, key), "the scan of the device sees nothing"
    note("markers", "raw device after a sitting and five verbs" if image else "files after a sitting and five verbs (no rights for a device)",
         markers=len(words) + 2, hits=len(found))
    assert found == []


def in_process(vault: Path, secret: Path, *words: str) -> None:
    """A verb of the command line in this process, where the quickest derivation of a real vault is allowed."""
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO(), "utf-8")):
        code = commands.main([words[0], str(vault), *words[1:], "--passphrase-file", str(secret)])
    assert code in (0, 5), (words[0], code)


def raw(scanner: Scanner, image: Path, key: bytes) -> list[str]:
    """What is found on a device, piece by piece; pieces overlap by more than the longest marker."""
    keys, found, piece = Scanner({}, {"data key": key}), list[str](), 16 * 1024 * 1024
    with image.open("rb") as stream:
        before = b""
        while content := stream.read(piece):
            for each in (scanner, keys):
                found += each.in_bytes(before + content, f"the device near byte {stream.tell()}", depth=99)
            before = content[-4096:]
    return found
