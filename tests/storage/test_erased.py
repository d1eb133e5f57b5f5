"""The list of the erased: append-only, sealed, and the same after a crash."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import Damaged, PlaceFailed
from storage import vault

PASSPHRASE = "five plain words for tests"
IDS = [str(uuid.UUID(int=number, version=4)) for number in range(1, 5)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _with_ids(tmp_path / "v")


def _with_ids(folder: Path) -> Path:
    with vault.create(folder, PASSPHRASE, kdf="test").vault as opened:
        opened.erased.add(IDS[0])
        opened.erased.add_all(IDS[1:3])
        opened.erased.add(IDS[0])
    return folder


def ids(folder: Path) -> frozenset[str]:
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        return opened.erased.ids()


def test_the_erased_are_remembered_and_nothing_else_stands_there(folder: Path) -> None:
    assert ids(folder) == frozenset(IDS[:3])
    lines = (folder / "erased.list").read_text().splitlines()
    assert [line.split(" ")[0] for line in lines] == IDS[:3]


def _missing(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _without_the_last(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _without_the_first(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))


def _another_order(path: Path) -> None:
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))


def _added_by_hand(path: Path) -> None:
    path.write_bytes(path.read_bytes() + f"{IDS[3]} {'0' * 64}\n".encode())


def _of_another_vault(path: Path) -> None:
    path.write_bytes((_with_ids(path.parent.parent / "other") / "erased.list").read_bytes())


def _not_text(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\xff\x00\n")


@pytest.mark.parametrize("harm", [
    _missing, _emptied, _without_the_last, _without_the_first, _another_order, _added_by_hand, _of_another_vault,
    _not_text,
])
def test_an_altered_list_is_damage(folder: Path, harm: Callable[[Path], None]) -> None:
    harm(folder / "erased.list")
    with pytest.raises(Damaged, match="erased people"):
        vault.open_vault(folder, passphrase=PASSPHRASE)


def test_no_byte_of_the_list_can_be_changed(folder: Path) -> None:
    path = folder / "erased.list"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Damaged):
            vault.open_vault(folder, passphrase=PASSPHRASE)


def test_a_line_torn_by_a_crash_is_as_if_never_begun(folder: Path) -> None:
    path = folder / "erased.list"
    path.write_bytes(path.read_bytes() + IDS[3].encode()[:20])
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        assert opened.erased.ids() == frozenset(IDS[:3])
        opened.erased.add(IDS[3])
    assert ids(folder) == frozenset(IDS)


def test_a_full_disk_adds_nobody_and_harms_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = (folder / "erased.list").read_bytes()
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        with monkeypatch.context() as patch, pytest.raises(PlaceFailed):
            patch.setattr(os, "fsync", full)
            opened.erased.add(IDS[3])
        assert IDS[3] not in opened.erased and (folder / "erased.list").read_bytes() == before
        opened.erased.add(IDS[3])
    assert ids(folder) == frozenset(IDS)


def test_an_addition_whose_header_failed_is_made_good_by_repeating_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        with monkeypatch.context() as patch, pytest.raises(PlaceFailed):
            patch.setattr(os, "replace", full)
            opened.erased.add(IDS[3])
        opened.erased.add(IDS[3])
        assert opened.header.erased == 4
    assert ids(folder) == frozenset(IDS)


def test_only_ids_are_taken(folder: Path) -> None:
    with vault.open_vault(folder, passphrase=PASSPHRASE) as opened:
        for text in ("", "two words", "a\nb" * 5, "Fatima " * 20):
            with pytest.raises(ValueError, match="not an id"):
                opened.erased.add(text)
        assert len(opened.erased) == 3
