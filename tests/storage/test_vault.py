"""Making, opening and closing a vault, and what its store is like inside."""

from __future__ import annotations

import math
import os
import sqlite3
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.errors import Broken, Damaged, InUse, NoVault, PlaceFailed, TooNew, Trouble, WrongInput, WrongSecret
from storage import vault

PASSPHRASE = "five plain words for tests"
ROOT = Path(vault.__file__).resolve().parents[1]


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, and the folder itself, with its time of change."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


def make(folder: Path, rows: int = 0) -> vault.Created:
    """A closed test vault with some rows in a table of its own."""
    made = vault.create(folder, PASSPHRASE, kdf="test")
    writer = made.vault.writer()
    writer.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    writer.executemany("INSERT INTO note (text) VALUES (?)", [("a fictional note " * 100,)] * rows)
    writer.commit()
    made.vault.close()
    return made


def count(opened: vault.Vault) -> int:
    return int(opened.reader().execute("SELECT count(*) FROM note").fetchone()[0])


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )


def test_what_is_written_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    make(tmp_path / "v", rows=3)
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as opened:
        assert count(opened) == 3
        assert (opened.sign, opened.is_test) == ("boat", True)


def test_the_recovery_words_open_it_however_they_are_written_down(tmp_path: Path) -> None:
    words = make(tmp_path / "v", rows=1).recovery_words
    numbered = "\n".join(f"{number}. {word.upper()}" for number, word in enumerate(words, 1))
    for text in (" ".join(words), numbered, ", ".join(word[:4] for word in words)):
        with vault.open_vault(tmp_path / "v", recovery_words=text) as opened:
            assert count(opened) == 1 and opened.sign == ""


def test_a_vault_with_the_full_key_derivation(tmp_path: Path) -> None:
    vault.create(tmp_path / "v", PASSPHRASE).vault.close()
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE, slot="boat") as opened:
        kdf = opened.header.slots[0].kdf
        assert kdf is not None and kdf.memory >= 64 * 1024 and kdf.time >= 3
        assert not opened.is_test


@pytest.mark.parametrize(
    "given", ["", "other", PASSPHRASE + " ", " " + PASSPHRASE, PASSPHRASE.upper(), PASSPHRASE + "\n"],
)
def test_a_wrong_passphrase_says_one_thing_and_writes_nothing(tmp_path: Path, given: str) -> None:
    make(tmp_path / "v", rows=1)
    before = state(tmp_path / "v")
    with pytest.raises(WrongInput if not given else WrongSecret) as caught:
        vault.open_vault(tmp_path / "v", passphrase=given)
    assert state(tmp_path / "v") == before
    if given:
        with pytest.raises(WrongSecret) as other:
            vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE, slot="a sign nobody has")
        assert str(caught.value) == str(other.value)
        assert state(tmp_path / "v") == before


def test_composed_and_decomposed_letters_are_the_same_passphrase(tmp_path: Path) -> None:
    vault.create(tmp_path / "v", "Þórdís café", kdf="test").vault.close()
    vault.open_vault(tmp_path / "v", passphrase="Þo\u0301rdi\u0301s cafe\u0301").close()


def test_secrets_and_contents_stand_in_no_file(tmp_path: Path) -> None:
    made = vault.create(tmp_path / "v", PASSPHRASE, kdf="test")
    key = bytes(made.vault._keys.key)
    writer = made.vault.writer()
    writer.execute("CREATE TABLE note (text TEXT)")
    writer.executemany("INSERT INTO note VALUES (?)", [(f"marker-{number} " * 40,) for number in range(500)])
    writer.commit()
    while_open = {path.name: path.read_bytes() for path in (tmp_path / "v").iterdir()}
    made.vault.close()
    at_rest = {path.name: path.read_bytes() for path in (tmp_path / "v").iterdir()}
    assert "store.db-wal" in while_open and "store.db-wal" not in at_rest
    secrets = [PASSPHRASE.encode(), b"marker-", key, key.hex().encode(), " ".join(made.recovery_words).encode()]
    for content in (*while_open.values(), *at_rest.values()):
        assert not [secret for secret in secrets if secret in content]
    store = at_rest["store.db"]
    assert not store.startswith(b"SQLite format 3")
    for start in range(0, len(store) - 65536, 65536):
        shares = [number / 65536 for number in Counter(store[start : start + 65536]).values()]
        assert -sum(share * math.log2(share) for share in shares) > 7.9


def test_only_its_owner_may_read_the_vault(tmp_path: Path) -> None:
    make(tmp_path / "v")
    assert stat.S_IMODE((tmp_path / "v").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "v").iterdir()} == {0o600}


def test_every_connection_holds_the_protective_settings(tmp_path: Path) -> None:
    made = vault.create(tmp_path / "v", PASSPHRASE, kdf="test")
    with made.vault as opened:
        for connection in (opened.writer(), opened.reader()):
            held = {
                name: str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in
                ("temp_store", "secure_delete", "foreign_keys", "trusted_schema", "journal_mode", "synchronous",
                 "page_size")
            }
            assert held == {
                "temp_store": "2", "secure_delete": "1", "foreign_keys": "1", "trusted_schema": "0",
                "journal_mode": "wal", "synchronous": "2", "page_size": "16384",
            }
            with pytest.raises(Exception, match="not authorized"):
                connection.execute("SELECT load_extension('x')")


def test_a_reader_sees_commits_and_cannot_write(tmp_path: Path) -> None:
    make(tmp_path / "v", rows=1)
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as opened:
        writer, reader = opened.writer(), opened.reader()
        writer.execute("INSERT INTO note (text) VALUES ('second')")
        assert reader.execute("SELECT count(*) FROM note").fetchone()[0] == 1
        writer.commit()
        assert reader.execute("SELECT count(*) FROM note").fetchone()[0] == 2
        with pytest.raises(PlaceFailed), vault.translated():
            reader.execute("DELETE FROM note")


def test_after_closing_nothing_can_be_reached(tmp_path: Path) -> None:
    make(tmp_path / "v", rows=1)
    opened = vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE)
    writer, key = opened.writer(), opened._keys.key
    opened.close()
    opened.close()
    assert key == bytes(32)
    with pytest.raises(Exception, match="closed"):
        writer.execute("SELECT 1")
    for use in (opened.writer, opened.reader, lambda: opened.subkey("report")):
        with pytest.raises(RuntimeError):
            use()


def test_subkeys_differ_by_use_and_vault_and_stay_the_same(tmp_path: Path) -> None:
    first, second = (vault.create(tmp_path / name, PASSPHRASE, kdf="test").vault for name in "ab")
    keys = {first.subkey("report"), first.subkey("other"), second.subkey("report")}
    assert len(keys) == 3 and {len(key) for key in keys} == {32}
    report = first.subkey("report")
    first.close()
    second.close()
    with vault.open_vault(tmp_path / "a", passphrase=PASSPHRASE) as opened:
        assert opened.subkey("report") == report


def _vault(folder: Path) -> None:
    make(folder)


def _other_files(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("kept")


def _file(folder: Path) -> None:
    folder.write_text("kept")


@pytest.mark.parametrize("before", [_vault, _other_files, _file])
def test_create_never_touches_what_is_there(tmp_path: Path, before: Callable[[Path], None]) -> None:
    before(tmp_path / "v")
    kept = state(tmp_path)
    with pytest.raises(WrongInput):
        vault.create(tmp_path / "v", PASSPHRASE, kdf="test")
    assert state(tmp_path) == kept


def test_create_takes_an_empty_folder_but_no_missing_parent_and_no_empty_passphrase(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    vault.create(tmp_path / "empty", PASSPHRASE, kdf="test").vault.close()
    for folder, passphrase in ((tmp_path / "no" / "v", PASSPHRASE), (tmp_path / "v", "")):
        with pytest.raises(WrongInput):
            vault.create(folder, passphrase, kdf="test")
        assert not folder.exists()


@pytest.mark.parametrize("nth", range(1, 6))
def test_a_full_disk_while_making_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int,
) -> None:
    calls = iter(range(1, 100))
    real = os.fsync

    def failing(handle: int) -> None:
        if next(calls) == nth:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(PlaceFailed, match="no room"):
        vault.create(tmp_path / "v", PASSPHRASE, kdf="test")
    assert not (tmp_path / "v").exists()


def test_no_vault_there_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in (".", "missing", "file", "file/below"):
        before = state(tmp_path)
        with pytest.raises(NoVault) as caught:
            vault.open_vault(tmp_path / name, passphrase=PASSPHRASE)
        with pytest.raises(NoVault):
            vault.read_header_facts(tmp_path / name)
        assert caught.value.exit_code == 2
        assert state(tmp_path) == before


def test_a_read_only_place_is_said_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "v")
    before = state(tmp_path / "v")
    real = os.open

    def refusing(path: object, flags: int, *rest: int) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(30, "Read-only file system")
        return real(path, flags, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(PlaceFailed, match="only be read"):
        vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE)
    assert state(tmp_path / "v") == before


def _missing(store: Path, _other: Path) -> None:
    store.unlink()


def _empty(store: Path, _other: Path) -> None:
    store.write_bytes(b"")


def _plain(store: Path, _other: Path) -> None:
    store.unlink()
    plain = sqlite3.connect(store)
    plain.execute("CREATE TABLE note (text TEXT)")
    plain.close()


def _foreign(store: Path, other: Path) -> None:
    store.write_bytes(other.read_bytes())


def _noise(store: Path, _other: Path) -> None:
    store.write_bytes(os.urandom(65536))


def _cut_at_a_page(store: Path, _other: Path) -> None:
    store.write_bytes(store.read_bytes()[:-16384])


def _cut_in_a_page(store: Path, _other: Path) -> None:
    store.write_bytes(store.read_bytes()[:20000])


def _first_page_changed(store: Path, _other: Path) -> None:
    content = bytearray(store.read_bytes())
    content[3000] ^= 1
    store.write_bytes(content)


@pytest.mark.parametrize(
    "harm", [_missing, _empty, _plain, _foreign, _noise, _cut_at_a_page, _cut_in_a_page, _first_page_changed],
)
def test_a_store_that_is_not_ours_is_damage_and_left_as_it_was(
    tmp_path: Path, harm: Callable[[Path, Path], None], capfd: pytest.CaptureFixture[str],
) -> None:
    make(tmp_path / "v", rows=200)
    make(tmp_path / "other", rows=1)
    harm(tmp_path / "v" / "store.db", tmp_path / "other" / "store.db")
    before = state(tmp_path / "v")
    with pytest.raises(Damaged):
        vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE)
    assert {name: content for name, (_, content) in state(tmp_path / "v").items()} == {
        name: content for name, (_, content) in before.items()
    }
    assert capfd.readouterr().err == ""


def test_a_page_changed_further_in_is_damage_when_it_is_read(tmp_path: Path) -> None:
    make(tmp_path / "v", rows=200)
    store = tmp_path / "v" / "store.db"
    content = bytearray(store.read_bytes())
    content[16384 * 5 + 100] ^= 1
    store.write_bytes(content)
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as opened, pytest.raises(Damaged), vault.translated():
        opened.reader().execute("SELECT sum(length(text)) FROM note").fetchone()


def test_a_store_made_by_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    made = vault.create(tmp_path / "v", PASSPHRASE, kdf="test")
    made.vault.writer().execute("PRAGMA user_version = 999")
    made.vault.close()
    before = (tmp_path / "v" / "store.db").read_bytes()
    with pytest.raises(TooNew) as caught:
        vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE)
    assert caught.value.exit_code == 8
    assert (tmp_path / "v" / "store.db").read_bytes() == before


def test_a_library_without_encryption_makes_and_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "v")
    before = state(tmp_path)
    monkeypatch.setattr(vault, "sqlcipher", SimpleNamespace(connect=sqlite3.connect, Error=sqlite3.Error))
    with pytest.raises(Broken):
        vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE)
    with pytest.raises(Broken):
        vault.create(tmp_path / "new", PASSPHRASE, kdf="test")
    assert state(tmp_path) == before


HOLD = """
import sys
from pathlib import Path
from storage import vault
opened = vault.open_vault(Path(sys.argv[1]), passphrase=sys.argv[2])
writer = opened.writer()
writer.execute("INSERT INTO note (text) VALUES ('kept')")
writer.commit()
writer.execute("INSERT INTO note (text) VALUES ('never committed')")
print("open", flush=True)
sys.stdin.read()
"""


def test_one_process_at_a_time_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    make(tmp_path / "v", rows=1)
    other = run(HOLD, tmp_path / "v", PASSPHRASE)
    assert other.stdout is not None and other.stdout.readline() == "open\n"
    before = state(tmp_path / "v")
    with pytest.raises(InUse) as caught:
        vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE)
    assert caught.value.exit_code == 7
    assert state(tmp_path / "v") == before
    other.kill()
    other.communicate()
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as opened:
        assert count(opened) == 2
    assert sorted(path.name for path in (tmp_path / "v").iterdir()) == ["erased.list", "lock", "store.db", "vault.json"]


def test_a_copied_folder_without_its_lock_opens(tmp_path: Path) -> None:
    make(tmp_path / "v")
    (tmp_path / "v" / "lock").unlink()
    vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE).close()


def _statement(opened: vault.Vault, code: str) -> None:
    writer = opened.writer()
    if code == "full":
        writer.execute("PRAGMA max_page_count = 3")
        writer.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 9000,)] * 100)
    elif code == "locked":
        opened.writer().execute("BEGIN IMMEDIATE")
        writer.execute("PRAGMA busy_timeout = 0")
        writer.execute("BEGIN IMMEDIATE")
    elif code == "stopped":
        writer.set_progress_handler(lambda: 1, 10)
        writer.execute("SELECT count(*) FROM note a, note b, note c").fetchone()
    else:
        writer.execute("SELECT nonsense FROM nowhere")


@pytest.mark.parametrize(
    ("code", "expected"), [("full", PlaceFailed), ("locked", InUse), ("stopped", vault.Interrupted)],
)
def test_errors_of_the_store_become_known_troubles(tmp_path: Path, code: str, expected: type[Exception]) -> None:
    make(tmp_path / "v", rows=50)
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as opened, pytest.raises(expected), vault.translated():
        _statement(opened, code)


def test_a_wrong_statement_stays_a_bug(tmp_path: Path) -> None:
    make(tmp_path / "v")
    with vault.open_vault(tmp_path / "v", passphrase=PASSPHRASE) as opened:
        with pytest.raises(Exception, match="no such table") as caught, vault.translated():
            _statement(opened, "wrong")
        assert not isinstance(caught.value, Trouble)


HARDENED = """
import ctypes, resource
from storage.harden import harden_process
harden_process()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_hardened_process_leaves_no_core() -> None:
    assert run(HARDENED).communicate()[0] == "(0, 0) 0\n"
