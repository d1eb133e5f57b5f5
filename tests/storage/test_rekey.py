"""A new data key: everything is under it, nothing opens with the one before, and whatever stops it half-way is finished."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from models.errors import Damaged, PlaceFailed, Trouble, WrongSecret
from storage import header, slots, vault
from storage.erased import ErasedList
from tests.proofs.figures import note
from tests.storage.test_header import exit_code, leaves, others, plain, put, with_leaf
from tests.storage.test_vault import ROOT

PASSPHRASE = "five plain words for tests"
NEW = "other words for the same tests"


def made(folder: Path, rows: int = 200, erased: int = 3) -> vault.Created:
    """An open test vault with rows, and people who were erased from it."""
    created = vault.create(folder, PASSPHRASE, kdf="test")
    writer = created.vault.writer()
    writer.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    writer.executemany("INSERT INTO note (text) VALUES (?)", [("a fictional note " * 100,)] * rows)
    writer.commit()
    created.vault.erased.add_all(f"erased-person-{number}" for number in range(erased))
    return created


def contents(opened: vault.Vault) -> tuple[int, int]:
    return int(opened.reader().execute("SELECT count(*) FROM note").fetchone()[0]), len(opened.erased)


def under(folder: Path, data_key: bytes) -> list[str]:
    """Which of a closed vault's files a data key opens."""
    found, facts = [], header.read(folder)[0]
    salt = slots.fingerprint(facts.vault_id)
    if header._mac(facts, slots.subkey(data_key, "vault/header", salt)) == facts.mac:
        found.append("header")
    try:
        ErasedList(folder, slots.subkey(data_key, "vault/erased", salt), least=1, grown=lambda _count: None)
        found.append("erased")
    except Damaged:
        pass
    try:
        key = bytearray(slots.subkey(data_key, "vault/store", salt))
        vault._connect(folder / "store.db", key, facts.page_size, query_only=True).close()
        found.append("store")
    except Damaged:
        pass
    return found


def test_everything_goes_under_the_new_key_and_nothing_opens_with_the_old_one(tmp_path: Path) -> None:
    created = made(tmp_path / "v")
    with created.vault as opened:
        old, writer = bytes(opened._keys.key), opened._connections[0]
        reader = opened.reader()
        reader.execute("SELECT count(*) FROM note").fetchone()
        reading = reader.execute("SELECT text FROM note")
        reading.fetchone()  # a list that is being read while the key is changed
        opened.rekey(writer)
        new = bytes(opened._keys.key)
        writer.execute("INSERT INTO note (text) VALUES ('after')")
        writer.commit()
        assert contents(opened) == (201, 3) and old != new
        opened.erased.add("erased-afterwards")
    assert under(tmp_path / "v", old) == [] and under(tmp_path / "v", new) == ["header", "erased", "store"]
    assert sorted(path.name for path in (tmp_path / "v").iterdir()) == ["erased.list", "lock", "store.db", "vault.json"]
    for way in ({"passphrase": PASSPHRASE}, {"recovery_words": " ".join(created.recovery_words)}):
        with vault.open_vault(tmp_path / "v", **way) as again:  # type: ignore[arg-type]
            assert contents(again) == (201, 4) and not again.header.rotating and not again.finished_rekey
            page_check = again.reader().execute("PRAGMA cipher_integrity_check").fetchall()
            assert page_check == []


def test_a_new_passphrase_comes_in_with_the_new_key(tmp_path: Path) -> None:
    with made(tmp_path / "v").vault as opened:
        opened.rekey(opened._connections[0], NEW)
    with pytest.raises(WrongSecret):
        vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE)
    vault.open_vault(tmp_path / "v", passphrase=NEW, slot="boat").close()


def test_who_knew_the_passphrase_cannot_open_the_new_header_with_what_they_copied(tmp_path: Path) -> None:
    with made(tmp_path / "v").vault as opened:
        copied = opened.header
        opened.add_slot("words of somebody who leaves", "lamp")
        leaver = next(each for each in opened.header.slots if each.sign == "lamp")
        opened.remove_slot(leaver.id)
        opened.rekey(opened._connections[0], NEW)
        now = opened.header
    assert {each.recipient for each in now.slots if each.kind == "passphrase"}.isdisjoint(
        {leaver.recipient, *(each.recipient for each in copied.slots if each.kind == "passphrase")})
    forged = now._replace(slots=(*copied.slots, leaver))  # their key pair, which they still have, against the new box
    with pytest.raises(ValueError, match="key box"):
        slots.unlock_passphrase(forged, PASSPHRASE, "boat")
    with pytest.raises(ValueError, match="key box"):
        slots.unlock_passphrase(forged, "words of somebody who leaves", "lamp")


def stopped(folder: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> bytes:
    """As a crash leaves it at a point: the files as they are then, put beside the vault. Returns the old data key."""
    class Stop(BaseException):
        pass

    def stop(*_arguments: object) -> Any:
        raise Stop

    with monkeypatch.context() as patch:
        opened = made(folder).vault
        old = bytes(opened._keys.key)
        patch.setattr(vault.Vault, at, stop)
        patch.setattr(vault.Vault, "_given_up", lambda self, before: True)
        with pytest.raises(Stop):
            opened.rekey(opened._connections[0], NEW)
    for each in tuple(opened._connections):
        opened.release(each)
    opened._lock.release()
    return old


@pytest.mark.parametrize("at", ["_turn_store", "_end_rotation"])
def test_what_stopped_half_way_is_finished_by_whoever_opens_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    old = stopped(tmp_path / "v", monkeypatch, at)
    assert header.read(tmp_path / "v")[0].rotating
    assert exit_code(tmp_path / "v", passphrase=PASSPHRASE) == 3
    assert header.read(tmp_path / "v")[0].rotating, "a wrong passphrase changes no file"
    with vault.open_vault(tmp_path / "v", passphrase=NEW) as opened:
        assert contents(opened) == (200, 3) and opened.finished_rekey and not opened.header.rotating
        assert opened._keys.before is None
    assert under(tmp_path / "v", old) == []
    with vault.open_vault(tmp_path / "v", passphrase=NEW) as opened:
        assert not opened.finished_rekey


def test_the_list_of_the_erased_may_be_under_either_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        opened = made(tmp_path / "v").vault
        patch.setattr(ErasedList, "seal_again", stop)
        with pytest.raises(KeyboardInterrupt):
            opened.rekey(opened._connections[0])
    assert header.read(tmp_path / "v")[0].rotating
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as again:
        assert contents(again) == (200, 3) and again.finished_rekey
        key = bytes(again._keys.key)
    assert under(tmp_path / "v", key) == ["header", "erased", "store"]


def test_a_header_in_the_middle_of_it_can_be_altered_no_more_than_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "v"
    stopped(folder, monkeypatch, "_turn_store")
    whole, store = (folder / "vault.json").read_bytes(), (folder / "store.db").read_bytes()
    for place in range(0, len(whole), 7):
        (folder / "vault.json").write_bytes(whole[:place] + bytes([whole[place] ^ 0x01]) + whole[place + 1 :])
        assert exit_code(folder, passphrase=NEW) in (3, 4), place
    (folder / "vault.json").write_bytes(whole)
    content, tried = plain(folder), 0
    for path, value in leaves(content):
        for other in others(value) if path != ("sum",) else ():
            put(folder, with_leaf(content, path, other))
            newer = path in (("format",), ("reader",)) and other == value + 2
            assert exit_code(folder, passphrase=NEW) in ((8,) if newer else (3, 4)), (path, other)
            tried += 1
    put(folder, content | {"format": header.FORMAT})  # as if nothing were going on: the box still holds two keys
    assert exit_code(folder, passphrase=NEW) == 4
    assert tried > 100 and (folder / "store.db").read_bytes() == store
    put(folder, content)
    assert exit_code(folder, passphrase=NEW) == 0


def test_an_ordinary_header_cannot_pass_for_one_in_the_middle_of_it(tmp_path: Path) -> None:
    made(tmp_path / "v").vault.close()
    put(tmp_path / "v", plain(tmp_path / "v") | {"format": header.ROTATING})
    assert exit_code(tmp_path / "v") == 4


@pytest.mark.parametrize("nth", range(1, 12))
def test_a_disk_that_fails_anywhere_leaves_one_key_or_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    opened, real, numbers = made(tmp_path / "v").vault, os.fsync, iter(range(1, 99))

    def failing(handle: int) -> None:
        if next(numbers) == nth:
            raise OSError(28, "No space left on device")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        try:
            opened.rekey(opened._connections[0], NEW)
            said = ""
        except PlaceFailed as failed:
            said = failed.text
    opened.close()
    codes = [exit_code(tmp_path / "v", passphrase=each) for each in (PASSPHRASE, NEW)]
    assert codes == ([3, 0] if said in ("", vault.HALF_WAY) else [0, 3])
    with vault.open_vault(tmp_path / "v", passphrase=NEW if codes[1] == 0 else PASSPHRASE) as again:
        assert contents(again) == (200, 3)
    assert not list((tmp_path / "v").glob("*.part"))


def test_a_store_that_cannot_be_turned_is_left_under_the_old_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = made(tmp_path / "v").vault

    def full(self: vault.Vault, _connection: object) -> None:
        raise PlaceFailed("no room")

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "_turn_store", full)
        with pytest.raises(PlaceFailed):
            opened.rekey(opened._connections[0], NEW)
    with pytest.raises(RuntimeError):
        opened.writer()  # what failed half-way is not written on with
    assert not header.read(tmp_path / "v")[0].rotating
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as again:
        assert contents(again) == (200, 3)


def test_too_little_room_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(tmp_path / "v").vault as opened:
        before = opened.header
        monkeypatch.setattr(shutil, "disk_usage", lambda _place: shutil._ntuple_diskusage(10**9, 10**9, 2 * 10**7))  # type: ignore[attr-defined]
        with pytest.raises(PlaceFailed):
            opened.rekey(opened._connections[0])
        assert opened.header == before and contents(opened) == (200, 3)


REKEY = (
    "import sys; from pathlib import Path; from storage import vault\n"
    "opened = vault.open_vault(Path(sys.argv[1]), passphrase=sys.argv[2]); writer = opened.writer()\n"
    "print('open', flush=True); opened.rekey(writer, sys.argv[3]); print('done', flush=True); opened.close()"
)


def killed_rounds(folder: Path, rounds: int, rows: int) -> None:
    """Change passphrase and data key over and over, and kill it at a random moment each time."""
    made(folder, rows).vault.close()
    draw, passphrase, other, took = random.Random(4), PASSPHRASE, NEW, 0.5
    for number in range(rounds):
        process = subprocess.Popen([sys.executable, "-c", REKEY, str(folder), passphrase, other], cwd=ROOT, text=True, stdout=subprocess.PIPE)
        assert process.stdout is not None and process.stdout.readline() == "open\n"
        start = time.perf_counter()
        try:
            process.wait(took * draw.random() if number else None)  # the first one tells how long it takes
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        finished = "done" in process.stdout.read()
        process.wait()
        took = took if number else time.perf_counter() - start
        codes = {each: exit_code(folder, passphrase=each) for each in (passphrase, other)}
        assert sorted(codes.values()) == [0, 3], codes
        if codes[other] == 0:
            passphrase, other = other, passphrase
        assert not finished or codes[passphrase] == 0
        with vault.open_vault(folder, passphrase=passphrase) as opened:
            assert contents(opened) == (rows, 3) and not opened.header.rotating
            assert opened.reader().execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert sorted(path.name for path in folder.iterdir()) == ["erased.list", "lock", "store.db", "vault.json"]


def test_killed_at_any_moment_it_opens_under_one_passphrase_or_the_other(tmp_path: Path) -> None:
    killed_rounds(tmp_path / "v", 6, 2000)


@pytest.mark.slow
def test_killed_a_hundred_times_it_opens_under_one_passphrase_or_the_other(tmp_path: Path) -> None:
    killed_rounds(tmp_path / "v", 100, 20_000)
    note("rekey", "killed while a store of 20,000 rows is put under a new key", kills=100, lost=0)


def test_troubles_are_sentences(tmp_path: Path) -> None:
    with made(tmp_path / "v").vault as opened, pytest.raises(Trouble, match="last passphrase"):
        opened.remove_slot(opened.slot_id)
