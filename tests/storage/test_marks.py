"""The mark outside the vault: an older copy shows, a clone gets a `dev` of its own, and nobody erased comes back."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from storage import backup, header, notes, restore
from storage.marks import Marks
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member
from tests.proofs.figures import note


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "profile"))
    return tmp_path / "profile"


def opened(folder: Path) -> Workspace:
    return Workspace.open(folder, passphrase=PASSPHRASE)


def add(folder: Path, label: str = "Mía (sample)") -> str:
    workspace = opened(folder)
    who, records = member(label)
    workspace.save_all(records)
    workspace.close()
    return who


def dev(workspace: Workspace) -> str | None:
    return notes.read(workspace._connection, "dev")


@pytest.fixture
def vault(profile: Path, tmp_path: Path) -> Path:
    made, _words = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example Association (fictional)", kdf="test")
    made.close()
    return tmp_path / "vault"


@pytest.mark.parametrize("what", ["folder", "store"])
def test_an_older_copy_that_is_put_back_shows_once_and_writes_under_a_new_dev(vault: Path, tmp_path: Path, what: str) -> None:
    add(vault)
    shutil.copytree(vault, tmp_path / "old")
    before = opened(vault)
    old_dev = dev(before)
    before.close()
    for _ in range(3):
        add(vault, "Leó (sample)")
        if what == "folder":
            shutil.rmtree(vault)
            shutil.copytree(tmp_path / "old", vault)
        else:
            shutil.copy(tmp_path / "old" / header.STORE, vault / header.STORE)
        workspace = opened(vault)
        assert workspace.standing.older and dev(workspace) != old_dev
        workspace.close()
        workspace = opened(vault)
        assert not workspace.standing.older
        workspace.close()


def test_a_copy_that_is_as_far_raises_no_alarm(vault: Path, tmp_path: Path) -> None:
    add(vault)
    shutil.copytree(vault, tmp_path / "same")
    shutil.rmtree(vault)
    shutil.copytree(tmp_path / "same", vault)
    workspace = opened(vault)
    assert not any(workspace.standing)
    workspace.close()


def test_a_clone_elsewhere_is_no_older_copy_but_gets_a_dev_of_its_own(vault: Path, tmp_path: Path) -> None:
    shutil.copytree(vault, tmp_path / "clone")
    add(vault)
    devs = []
    for folder in (tmp_path / "clone", vault, tmp_path / "clone", vault):
        workspace = opened(folder)
        assert not workspace.standing.older
        devs.append(dev(workspace))
        workspace.close()
        add(folder, "Leó (sample)")
    assert devs[0] == devs[2] and devs[1] == devs[3] and devs[0] != devs[1]


def test_an_older_copy_brings_nobody_back_who_was_erased(vault: Path, tmp_path: Path) -> None:
    who = add(vault)
    shutil.copytree(vault, tmp_path / "old")
    workspace = opened(vault)
    workspace.erase(who)
    workspace.close()
    shutil.rmtree(vault)
    shutil.copytree(tmp_path / "old", vault)
    workspace = opened(vault)
    assert workspace.find(who) is None and workspace.count("member") == 0 and who in workspace.vault.erased
    workspace.close()


def test_opening_and_closing_without_a_change_counts_nothing(vault: Path) -> None:
    counts = []
    for _ in range(3):
        workspace = opened(vault)
        counts.append(notes.number(workspace._connection, notes.CLOSED))
        workspace.close()
    assert len(set(counts)) == 1


def test_the_mark_tells_nobody_anything(vault: Path, profile: Path) -> None:
    add(vault)
    (mark,) = [each for each in profile.rglob("*") if each.is_file()]
    workspace = opened(vault)
    vault_id = workspace.vault.vault_id
    workspace.close()
    assert vault_id not in str(mark) and vault_id.encode() not in mark.read_bytes() and b"closed" not in mark.read_bytes()
    assert mark.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"foreign", bytes(100)])
def test_a_mark_that_is_gone_or_foreign_says_nothing(vault: Path, profile: Path, content: bytes) -> None:
    add(vault)
    (mark,) = [each for each in profile.rglob("*") if each.is_file()]
    mark.write_bytes(content)
    workspace = opened(vault)
    assert not any(workspace.standing)
    workspace.close()


def test_a_profile_that_cannot_be_written_is_no_error(vault: Path, profile: Path) -> None:
    shutil.rmtree(profile)
    profile.write_text("a file in the way", "utf-8")
    add(vault)
    workspace = opened(vault)
    assert not any(workspace.standing) and workspace.count("member") == 1
    workspace.close()


def test_a_sample_leaves_no_mark(vault: Path, profile: Path) -> None:
    shutil.rmtree(profile)
    workspace = opened(vault)
    with workspace.atomic():
        notes.write(workspace._connection, notes.UNMARKED, "sample")
    workspace.close()
    add(vault)
    assert not profile.exists()


def test_a_store_with_another_digest_at_the_same_count_is_contradicted(vault: Path) -> None:
    workspace = opened(vault)
    state = backup.state_of(workspace._connection)
    workspace.marks.know(workspace.digest(), state)
    workspace.close()
    workspace = opened(vault)
    assert workspace.marks.contradicted("0" * 64, state) and not workspace.marks.contradicted(workspace.digest(), state)
    assert not workspace.marks.contradicted("0" * 64, state + "x")
    workspace.close()


def put_back(copy: Path, vault: Path) -> Workspace:
    shutil.rmtree(vault)
    shutil.copytree(copy, vault)
    return opened(vault)


def test_a_copy_from_before_a_new_data_key_is_known_too_and_brings_nobody_back(vault: Path, tmp_path: Path) -> None:
    gone = add(vault)
    shutil.copytree(vault, tmp_path / "old")
    workspace = opened(vault)
    workspace.erase(gone)
    workspace.rekey()
    workspace.close()
    workspace = put_back(tmp_path / "old", vault)
    assert workspace.standing.older and workspace.people() == [] and gone in workspace.vault.erased.ids()
    workspace.close()


def test_a_backup_from_before_a_new_data_key_brings_nobody_back(vault: Path, tmp_path: Path) -> None:
    gone = add(vault)
    (tmp_path / "stick").mkdir()
    workspace = opened(vault)
    path = backup.write(workspace.vault, tmp_path / "stick").path
    workspace.erase(gone)
    workspace.rekey()
    workspace.close()
    restore.restore(path, tmp_path / "elsewhere", restore.Secret(PASSPHRASE))
    workspace = opened(tmp_path / "elsewhere")
    assert workspace.people() == [] and workspace.check() == []
    workspace.close()


def test_a_copy_from_before_a_restore_is_older(vault: Path, tmp_path: Path) -> None:
    add(vault)
    workspace = opened(vault)
    path = backup.write(workspace.vault).path
    workspace.close()
    shutil.copytree(vault, tmp_path / "old")
    restore.restore(path, vault, restore.Secret(PASSPHRASE))
    add(vault, "Leó (sample)")
    workspace = put_back(tmp_path / "old", vault)
    assert workspace.standing.older
    workspace.close()
    workspace = opened(vault)
    assert not any(workspace.standing)
    workspace.close()


def a_life(vault: Path, draw: random.Random, stick: Path) -> list[str]:
    """A few acts that move a vault on; gives who was erased."""
    gone = []
    for _each in range(draw.randint(1, 4)):
        act = draw.choice(("add", "erase", "rekey", "restore", "look"))
        if act == "add":
            add(vault, f"Person {draw.random()} (sample)")
        elif act == "restore":
            workspace = opened(vault)
            path = backup.write(workspace.vault, stick).path
            workspace.close()
            restore.restore(path, vault, restore.Secret(PASSPHRASE))
            add(vault, "After (sample)")
        else:
            workspace = opened(vault)
            if act == "erase" and (people := workspace.people()):
                gone.append(draw.choice(people).id)
                workspace.erase(gone[-1])
            elif act == "rekey":
                workspace.rekey()
            workspace.close()
    add(vault, "Last (sample)")
    return gone


def copies_put_back(vault: Path, rounds: int, room: Path) -> int:
    """Copies of a vault put back after it went on: how many weren't noticed, or brought somebody back."""
    draw, missed, erased = random.Random(12), 0, set[str]()
    (room / "stick").mkdir()
    for number in range(rounds):
        add(vault, f"Before {number} (sample)")
        shutil.copytree(vault, room / "copy")
        erased |= set(a_life(vault, draw, room / "stick"))
        workspace = put_back(room / "copy", vault)
        missed += not workspace.standing.older or bool(erased & {each.id for each in workspace.people()}) or workspace.check() != []
        workspace.close()
        shutil.rmtree(room / "copy")
    return missed


def test_a_copy_put_back_after_whatever_happened_is_known(vault: Path, tmp_path: Path) -> None:
    assert copies_put_back(vault, 5, tmp_path) == 0


@pytest.mark.slow
def test_a_hundred_copies_put_back_are_known(vault: Path, tmp_path: Path) -> None:
    missed = copies_put_back(vault, 100, tmp_path)
    note("old copies", "put back after additions, erasures, new data keys and restores in any order", tried=100, missed=missed)
    assert missed == 0


def test_the_proof_of_copies_finds_a_mark_that_is_lost(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Marks, "put", lambda _self, _content: None)
    assert copies_put_back(vault, 3, tmp_path) > 0
