"""The mark outside the vault: an older copy shows, a clone gets a `dev` of its own, and nobody erased comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage import backup, header, notes
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member


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
