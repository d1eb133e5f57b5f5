"""Bringing a backup back: never over another vault, never half, never with somebody who was erased, and under a `dev` of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import Damaged, InUse, NoVault, PlaceFailed, TooNew, WrongInput, WrongSecret
from models.story import Story
from storage import backup, files, forgetting, header, marks, notes, restore, unfinished
from storage import vault as vaults
from storage.restore import Secret
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member

OPENS = Secret(passphrase=PASSPHRASE)
NEW = "another ladder dial gorilla"


@pytest.fixture(autouse=True)
def _own_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "profile"))


def person(workspace: Workspace, label: str = "Mía (sample)") -> str:
    who, records = member(label)
    workspace.save_all([*records, Story(member=who, text=f"The words of {label}.", language="en")])
    return who


def content(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file() and each.name != "lock"}


def people(folder: Path, passphrase: str = PASSPHRASE) -> list[str]:
    workspace = Workspace.open(folder, passphrase=passphrase)
    try:
        assert workspace.check() == [] and not workspace.standing.older
        return sorted(str(getattr(each, "label", "")) for each in workspace.records("member"))
    finally:
        workspace.close()


@pytest.fixture
def kept(workspace: Workspace, tmp_path: Path) -> tuple[Path, Path]:
    """A vault with Mía, closed, and a backup of it on a stick, from before Leó came."""
    stick = tmp_path / "stick"
    stick.mkdir()
    person(workspace)
    path = backup.make(workspace, stick)
    person(workspace, "Leó (sample)")
    workspace.close()
    return workspace.vault.folder, path


def test_it_comes_back_into_a_new_folder_as_it_was(kept: tuple[Path, Path], tmp_path: Path) -> None:
    _folder, path = kept
    done = restore.restore(path, tmp_path / "new", OPENS)
    assert people(tmp_path / "new") == ["Mía (sample)"] and (done.erased, done.set_aside, done.keys_kept) == (0, None, False)
    assert sorted(each.name for each in (tmp_path / "new").iterdir()) == ["erased.list", "lock", "store.db", "vault.json"]


def test_over_its_own_vault_what_stands_is_backed_up_first(kept: tuple[Path, Path]) -> None:
    folder, path = kept
    done = restore.restore(path, folder, OPENS)
    assert people(folder) == ["Mía (sample)"] and done.set_aside is None and done.keys_kept
    (before,) = backup.found(folder / "backups")
    restore.restore(before.path, folder, OPENS)
    assert people(folder) == ["Leó (sample)", "Mía (sample)"] and len(backup.found(folder / "backups")) == 2


@pytest.mark.parametrize("harm", ["vault.json", "store.db", "erased.list"])
def test_what_cannot_be_opened_is_set_aside_byte_for_byte(kept: tuple[Path, Path], harm: str) -> None:
    folder, path = kept
    (folder / harm).write_bytes(b"damaged\n")
    before = content(folder)
    done = restore.restore(path, folder, OPENS)
    assert done.set_aside is not None and content(done.set_aside) == before and people(folder) == ["Mía (sample)"]


def test_a_store_that_is_missing_is_no_obstacle(kept: tuple[Path, Path]) -> None:
    folder, path = kept
    (folder / header.STORE).unlink()
    with pytest.raises(Damaged):
        Workspace.open(folder, passphrase=PASSPHRASE)
    restore.restore(path, folder, OPENS)
    assert people(folder) == ["Mía (sample)"]


def test_each_store_that_comes_back_writes_under_a_dev_of_its_own(kept: tuple[Path, Path], tmp_path: Path) -> None:
    folder, path = kept
    devs = set[str | None]()
    for name in ("a", "b"):
        restore.restore(path, tmp_path / name, OPENS)
        workspace = Workspace.open(tmp_path / name, passphrase=PASSPHRASE)
        devs.add(notes.read(workspace._connection, "dev"))
        workspace.close()
    workspace = Workspace.open(folder, passphrase=PASSPHRASE)
    devs.add(notes.read(workspace._connection, "dev"))
    workspace.close()
    assert len(devs) == 3 and None not in devs


# Who was erased ---------------------------------------------------------------------------------------------------------


def erase(folder: Path, label: str = "Mía (sample)") -> str:
    workspace = Workspace.open(folder, passphrase=PASSPHRASE)
    who = next(each.id for each in workspace.records("member") if getattr(each, "label", "") == label)
    workspace.erase(who)
    forgetting.purge(workspace)
    workspace.close()
    return who


@pytest.mark.parametrize("list_is", ["whole", "damaged", "gone"])
def test_an_older_copy_from_a_stick_brings_nobody_back(kept: tuple[Path, Path], list_is: str) -> None:
    folder, path = kept
    who = erase(folder)
    if list_is == "damaged":
        (folder / "erased.list").write_bytes(f"{who} with a tag of nothing\n".encode())
    elif list_is == "gone":  # this computer's mark remembers
        (folder / "erased.list").unlink()
    assert restore.restore(path, folder, OPENS).erased == 1
    assert people(folder) == []
    workspace = Workspace.open(folder, passphrase=PASSPHRASE)
    try:
        tables = ("operation", "entry", "story", "member")
        rows = [row for name in tables for row in workspace._connection.execute(f"SELECT * FROM {name}").fetchall()]
        assert "The words of" not in str(rows) and who in workspace.vault.erased
    finally:
        workspace.close()


def test_nor_does_it_in_another_folder_of_this_computer(kept: tuple[Path, Path], tmp_path: Path) -> None:
    folder, path = kept
    erase(folder)
    restore.restore(path, tmp_path / "elsewhere", OPENS)
    assert people(tmp_path / "elsewhere") == []


def test_files_that_were_set_aside_go_with_the_next_erasure(kept: tuple[Path, Path]) -> None:
    folder, path = kept
    (folder / header.STORE).write_bytes(b"damaged")
    done = restore.restore(path, folder, OPENS)
    assert done.set_aside is not None and done.set_aside.exists()
    erase(folder)
    assert not done.set_aside.exists()


# Keys -------------------------------------------------------------------------------------------------------------------


def test_it_opens_by_the_passphrase_of_its_day_and_by_the_recovery_words(tmp_path: Path) -> None:
    workspace, words = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example Association (fictional)", kdf="test")
    person(workspace)
    path = backup.make(workspace, tmp_path)
    workspace.close()
    restore.restore(path, tmp_path / "a", Secret(words=" ".join(words)))
    assert people(tmp_path / "a") == ["Mía (sample)"]
    for wrong in (Secret(passphrase="wrong"), Secret(passphrase=""), Secret(passphrase=PASSPHRASE, sign="owl")):
        with pytest.raises((WrongSecret, WrongInput)):
            restore.restore(path, tmp_path / "b", wrong)
    assert not (tmp_path / "b").exists()


def test_a_passphrase_that_was_changed_since_stays_changed(kept: tuple[Path, Path]) -> None:
    folder, path = kept
    with vaults.open_vault(folder, passphrase=PASSPHRASE) as vault:
        vault.replace_passphrase(NEW)
    for secret in (OPENS, Secret(passphrase=NEW)):  # that of its day, and that of now
        assert restore.restore(path, folder, secret).keys_kept
        with pytest.raises(WrongSecret):
            vaults.open_vault(folder, passphrase=PASSPHRASE)
        assert people(folder, NEW) == ["Mía (sample)"]


def test_after_a_new_data_key_a_copy_from_before_opens_by_the_keys_of_its_day(kept: tuple[Path, Path]) -> None:
    folder, path = kept
    workspace = Workspace.open(folder, passphrase=PASSPHRASE)
    workspace.rekey(NEW)
    who = next(each.id for each in workspace.records("member") if getattr(each, "label", "") == "Mía (sample)")
    workspace.erase(who)
    workspace.close()
    done = restore.restore(path, folder, OPENS)
    assert not done.keys_kept and done.erased == 1 and people(folder) == []
    assert done.set_aside is not None  # nobody said the passphrase that opens what stood there


# What stands in the way -------------------------------------------------------------------------------------------------


def refused(kind: type[Exception], path: Path, folder: Path, secret: Secret = OPENS) -> None:
    before = content(folder)
    with pytest.raises(kind):
        restore.restore(path, folder, secret)
    assert content(folder) == before


def test_another_vault_and_other_things_are_left_alone(kept: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, path = kept
    other, _words = Workspace.create(tmp_path / "other", PASSPHRASE, association="Another (fictional)", kdf="test")
    person(other)
    backup.make(other)
    refused(WrongInput, path, tmp_path / "other")
    other.close()
    refused(WrongInput, path, tmp_path / "other")
    (tmp_path / "other" / "vault.json").write_bytes(b"damaged")
    (tmp_path / "other" / "vault.json.1").unlink(missing_ok=True)
    refused(WrongInput, path, tmp_path / "other")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear all", "utf-8")
    refused(WrongInput, path, tmp_path / "letters")
    with pytest.raises(WrongInput):
        restore.restore(path, tmp_path / "no" / "such" / "place", OPENS)
    refused(WrongSecret, path, folder, Secret(passphrase="wrong"))
    monkeypatch.setattr(header, "READER", 9)
    refused(TooNew, path, folder)


def test_an_open_vault_is_in_use(kept: tuple[Path, Path]) -> None:
    folder, path = kept
    workspace = Workspace.open(folder, passphrase=PASSPHRASE)
    try:
        with pytest.raises(InUse):
            restore.restore(path, folder, OPENS)
    finally:
        workspace.close()
    assert people(folder) == ["Leó (sample)", "Mía (sample)"]


def test_no_room_is_known_before_anything_is_written(kept: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, path = kept
    monkeypatch.setattr(files, "ROOM_TO_SPARE", 2**62)
    refused(PlaceFailed, path, folder)
    with pytest.raises(PlaceFailed):
        restore.restore(path, tmp_path / "new", OPENS)
    assert not (tmp_path / "new").exists()


# Stops ------------------------------------------------------------------------------------------------------------------


class Stopped(BaseException):
    """The power went: nothing behind it runs."""


def stops(monkeypatch: pytest.MonkeyPatch, at: int) -> Callable[[], int]:
    """Stop at the n-th move, rename or write of the restore. Says how many were counted."""
    counted = [0]

    def count() -> None:
        counted[0] += 1
        if counted[0] == at:
            raise Stopped

    def before(real: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*given: object, **named: object) -> object:
            count()
            return real(*given, **named)
        return wrapped

    monkeypatch.setattr(Path, "replace", before(Path.replace))
    monkeypatch.setattr(Path, "mkdir", before(Path.mkdir))
    monkeypatch.setattr(files, "write_new", before(files.write_new))
    monkeypatch.setattr(files, "sync_folder", before(files.sync_folder))
    monkeypatch.setattr(shutil, "rmtree", _gone(count))
    return lambda: counted[0]


def _gone(count: Callable[[], None]) -> Callable[..., None]:
    real = shutil.rmtree

    def wrapped(path: Path, ignore_errors: bool = False) -> None:
        if ignore_errors:  # tidying after a failure, which a stop never reaches
            return
        count()
        real(path)

    return wrapped


@pytest.mark.parametrize("over", [False, True])
def test_a_stop_at_any_step_leaves_the_vault_as_it_was_or_as_it_is_wanted(
    kept: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: bool,
) -> None:
    folder, path = kept
    shutil.copytree(folder, tmp_path / "template")
    target, at, done = (folder if over else tmp_path / "new"), 0, False
    while not done:
        at += 1
        shutil.rmtree(target, ignore_errors=True)
        if over:
            shutil.copytree(tmp_path / "template", target)
        with monkeypatch.context() as patch:
            stops(patch, at)
            try:
                restore.restore(path, target, OPENS)
                done = True
            except Stopped:
                pass
        shutil.rmtree(tmp_path / "profile", ignore_errors=True)  # each round begins with a copy, which the mark would tell
        if not over and not unfinished.is_vault(target):
            with pytest.raises(NoVault):
                vaults.read_header_facts(target)
            restore.restore(path, target, OPENS)  # what is left is no obstacle
        assert people(target) in ([["Mía (sample)"]] if not over else [["Mía (sample)"], ["Leó (sample)", "Mía (sample)"]])
        assert not [each.name for each in target.iterdir() if each.name.startswith(("restore", "replaced"))]
    assert at > 8 and people(target) == ["Mía (sample)"]


def test_the_marks_of_before_raise_no_alarm_after_a_restore(kept: tuple[Path, Path]) -> None:
    folder, path = kept
    for _ in range(2):
        restore.restore(path, folder, OPENS)
        workspace = Workspace.open(folder, passphrase=PASSPHRASE)
        assert workspace.standing == marks.Standing()
        person(workspace, "Nia (sample)")
        workspace.close()


def test_a_vault_that_forgot_its_backups_gives_nothing_to_purge(workspace: Workspace) -> None:
    assert not forgetting.is_due(workspace)
    forgetting.purge(workspace)
