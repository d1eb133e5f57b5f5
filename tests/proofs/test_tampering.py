"""A vault altered behind Raddir's back is named as what it is, quickly, and nothing in it is changed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import commands
from storage.workspace import Workspace
from tests.proofs import tampering
from tests.proofs.figures import note
from tests.proofs.place import PASSPHRASE, Place
from tests.proofs.verbs import prepare

LONGEST = 2.0
"""Seconds until an altered header must have been refused (`proving.md` f); a damaged store is looked through whole first."""


@dataclass
class Verdicts:
    tried: int = 0
    missed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    slowest: float = 0.0


def verdict(place: Path, secret: Path) -> tuple[int, str]:
    """What `check` says of a vault: its exit code and its sentences."""
    said = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stderr(said):
        code = commands.main(["check", str(place), "--passphrase-file", str(secret)])
    said.seek(0)
    return code, said.read()


def fingerprint(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A vault in which one person was erased, and a profile of its own that knows it."""
    made = prepare(tmp_path / "base")
    monkeypatch.setenv("XDG_DATA_HOME", str(made.root / "profile"))
    workspace = Workspace.open(made.vault, passphrase=PASSPHRASE)
    workspace.erase(made.id("member5"))
    workspace.close()
    return made


def judged(place: Place, room: Path, *, many: int, whole: bool) -> Verdicts:
    """Alter the vault in every way, one at a time, and ask `check`."""
    stranger, found = prepare(room / "stranger"), Verdicts()
    place.at_home()
    vault, profile = place.vault, place.root / "profile"
    assert verdict(vault, place.secret())[0] == 0  # what an erasure still owed is noted
    good, known = tampering.copy(vault, room / "good"), tampering.copy(profile, room / "known")
    for what, alter in tampering.everything(good, stranger.vault, random.Random(8), many=many, whole=whole):
        tampering.copy(good, vault)  # in its own place: elsewhere it would be taken for a copy, and get a mark of its own
        tampering.copy(known, profile)
        alter(vault)
        before, start = fingerprint(vault), time.perf_counter()
        code, said = verdict(vault, place.secret())
        found.slowest = max(found.slowest, time.perf_counter() - start)
        found.tried += 1
        if code not in (3, 4, 8) or not said.strip() or "Traceback" in said:
            found.missed.append(f"{what}: {code}")
        if {name: each for name, each in fingerprint(vault).items() if name in before and before[name] != each}:
            found.changed.append(what)
    return found


def test_every_alteration_is_named_and_nothing_is_changed(place: Place, tmp_path: Path) -> None:
    found = judged(place, tmp_path, many=24, whole=False)
    assert (found.missed, found.changed) == ([], []) and found.tried > 100


def test_the_vault_itself_is_whole(place: Place) -> None:
    assert verdict(place.vault, place.secret())[0] == 0


def test_the_proof_finds_out_when_nobody_looks(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workspace, "check", lambda _self: [])
    assert judged(place, tmp_path, many=24, whole=False).missed


@pytest.mark.slow
def test_every_byte_of_the_header_and_hundreds_of_the_store(place: Place, tmp_path: Path) -> None:
    found = judged(place, tmp_path, many=500, whole=True)
    note("tampering", "alterations named", tried=found.tried, missed=len(found.missed), changed=len(found.changed), slowest_s=round(found.slowest, 2))
    assert (found.missed, found.changed) == ([], [])


@pytest.mark.slow
def test_a_wrong_passphrase_says_the_same_in_the_same_time_and_writes_nothing(place: Place, tmp_path: Path) -> None:
    secret, before = tmp_path / "wrong", fingerprint(place.vault)
    answers, times = set[tuple[int, str]](), {"wrong": [0.0], "no such sign": [0.0]}
    for number in range(1000):
        secret.write_text(f"wrong {number}\n", "utf-8")
        slot = ["--slot", "owl"] if number % 2 else []
        said, start = io.TextIOWrapper(io.BytesIO(), "utf-8"), time.perf_counter()
        with contextlib.redirect_stderr(said):
            code = commands.main(["digest", str(place.vault), "--passphrase-file", str(secret), *slot])
        times["no such sign" if slot else "wrong"].append(time.perf_counter() - start)
        said.seek(0)
        answers.add((code, said.read()))
    medians = {name: sorted(some)[len(some) // 2] for name, some in times.items()}
    apart = abs(medians["wrong"] / medians["no such sign"] - 1)
    note("tampering", "wrong passphrases", tried=1000, answers=len(answers), times_apart=f"{apart:.0%}")
    assert len(answers) == 1 and answers.pop()[0] == 3 and fingerprint(place.vault) == before and apart < 0.1
