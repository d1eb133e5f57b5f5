"""backup, restore and drill at the command line: exit codes, one sentence, and nothing changed by a refusal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage import container, header
from tests.commands.conftest import Said, Terminal


@pytest.fixture(autouse=True)
def _own_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "profile"))


def restored(terminal: Terminal, path: str | Path, to: Path, *words: str) -> Said:
    return terminal("restore", str(to), *words, vault=Path(path))


def test_a_backup_comes_back_with_the_same_digest(terminal: Terminal, tmp_path: Path) -> None:
    terminal.member()
    said = terminal("backup", str(tmp_path / "stick"))
    assert said.code == 0 and container.NAME.fullmatch(Path(said.out.strip()).name)
    back = restored(terminal, said.out.strip(), tmp_path / "back")
    assert back.code == 0 and "what was written since" in back.err
    assert terminal("digest", vault=tmp_path / "back").out == terminal("digest").out
    assert terminal("check", vault=tmp_path / "back").code == 0


def test_without_a_folder_it_goes_into_the_vault(terminal: Terminal) -> None:
    assert Path(terminal("backup").out.strip()).parent == terminal.vault / "backups"


def test_an_erased_person_is_nowhere_before_and_after_an_older_backup_comes_back(terminal: Terminal, tmp_path: Path) -> None:
    who = terminal.member("Quetzal (sample)")
    old = terminal("backup", str(tmp_path / "stick")).out.strip()
    terminal("backup")
    assert terminal("erase", who).code == 0
    said = restored(terminal, old, terminal.vault)
    assert said.code == 0 and "1 person who was erased" in said.err
    assert terminal("show", who).code == 2 and terminal("check").code == 0
    terminal("export", str(tmp_path / "state.jsonl"), "--canonical")
    assert "Quetzal" not in (tmp_path / "state.jsonl").read_text("utf-8")


def test_what_goes_wrong_has_its_code_and_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    terminal.member()
    path = Path(terminal("backup", str(tmp_path / "stick")).out.strip())
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase\n", "utf-8")
    cut, foreign = tmp_path / path.name, tmp_path / "letter.backup"
    cut.write_bytes(path.read_bytes()[:-1000])
    foreign.write_bytes(b"Dear all")
    before = (terminal.vault / header.STORE).read_bytes()
    for source, secret, code in ((tmp_path / "nothing", None, 2), (path, wrong, 3), (cut, None, 4), (foreign, None, 4)):
        said = terminal("restore", str(terminal.vault), vault=source, secret=secret)
        assert said.code == code and len(said.err.splitlines()) == 1, said.err
    other = tmp_path / "other"
    terminal("create", "--kdf", "test", vault=other)
    assert restored(terminal, path, other).code == 2 and terminal("check", vault=other).code == 0
    assert (terminal.vault / header.STORE).read_bytes() == before and terminal("check").code == 0


def test_a_new_passphrase_may_come_with_it(terminal: Terminal, tmp_path: Path) -> None:
    path, fresh = terminal("backup", str(tmp_path / "stick")).out.strip(), tmp_path / "fresh"
    fresh.write_text("orchard pebble violin lantern thunder\n", "utf-8")
    assert restored(terminal, path, tmp_path / "back", "--new-passphrase-file", str(fresh)).code == 0
    assert [terminal("check", vault=tmp_path / "back", secret=each).code for each in (fresh, terminal.secret)] == [0, 3]


def test_a_new_passphrase_that_could_not_be_set_is_said_beside_what_was_done(terminal: Terminal, tmp_path: Path) -> None:
    path, now, fresh = terminal("backup", str(tmp_path / "stick")).out.strip(), tmp_path / "now", tmp_path / "fresh"
    now.write_text("copper window seven rivers\n", "utf-8")
    fresh.write_text("orchard pebble violin lantern thunder\n", "utf-8")
    assert terminal("passwd", "--new-passphrase-file", str(now)).code == 0
    said = restored(terminal, path, terminal.vault, "--new-passphrase-file", str(fresh))
    assert said.code == 5 and "as it was on" in said.err and "passwd" in said.err
    assert [terminal("check", secret=each).code for each in (now, fresh, terminal.secret)] == [0, 3, 3]


def test_nothing_is_written_into_the_vaults_own_folder(terminal: Terminal) -> None:
    who = terminal.member()
    before = sorted(terminal.vault.rglob("*"))
    (terminal.vault / "backups").mkdir(exist_ok=True)
    for verb in (("backup", str(terminal.vault)), ("access", who, str(terminal.vault / "copy.zip")), ("recovery", str(terminal.vault / "sheet.pdf"))):
        said = terminal(*verb)
        assert said.code == 2 and "own folder" in said.err, verb
    assert [each for each in sorted(terminal.vault.rglob("*")) if each.name != "backups"] == [each for each in before if each.name != "backups"]


def test_the_drill_takes_the_paper_and_nothing_else(terminal: Terminal, tmp_path: Path) -> None:
    vault, paper = tmp_path / "drilled", tmp_path / "paper"
    said = terminal("create", "--kdf", "test", vault=vault)
    paper.write_text(" ".join(line.strip() for line in said.err.splitlines()[1:]), "utf-8")
    by_paper = ("--recovery-key-file", str(paper))
    assert terminal("drill", *by_paper, vault=vault).code == 2
    terminal("backup", vault=vault)
    assert terminal("drill", vault=vault).code == 2
    said = terminal("drill", *by_paper, vault=vault)
    assert said.code == 0 and "Drill passed" in said.err
    (kept,) = (vault / "backups").iterdir()
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(content)
    assert terminal("drill", *by_paper, vault=vault).code == 4
    paper.write_text(" ".join(reversed(paper.read_text("utf-8").split())), "utf-8")
    assert terminal("drill", *by_paper, vault=vault).code == 3


def test_an_older_copy_is_done_and_told_once(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copytree(terminal.vault, tmp_path / "old")
    terminal.member()
    shutil.rmtree(terminal.vault)
    shutil.copytree(tmp_path / "old", terminal.vault)
    said = terminal("digest")
    assert said.code == 5 and len(said.out.strip()) == 64 and "An older copy" in said.err
    assert terminal("digest").code == 0


def test_an_older_copy_is_told_beside_what_else_goes_wrong(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copytree(terminal.vault, tmp_path / "old")
    who = terminal.member()
    shutil.rmtree(terminal.vault)
    shutil.copytree(tmp_path / "old", terminal.vault)
    said = terminal("show", who)
    assert said.code == 2 and "An older copy" in said.err


def test_a_single_old_page_that_is_put_back_is_found(terminal: Terminal) -> None:
    """A page of a record's own table, which keeps its journal: SQLCipher cannot see it, the journal can."""
    who = terminal.member(region="capital")
    store = terminal.vault / header.STORE
    before = store.read_bytes()
    terminal("change", given=[{"id": who, "region": "south"}])
    assert terminal("check").code == 0
    now = store.read_bytes()
    size = header.PAGE_SIZE
    differing = [at for at in range(0, min(len(before), len(now)), size) if before[at : at + size] != now[at : at + size]]
    assert len(differing) > 2
    found = []
    for at in differing:
        store.write_bytes(now[:at] + before[at : at + size] + now[at + size :])
        found.append(terminal("check").code)
    assert set(found) <= {4, 5}, found


def test_a_folder_under_a_sync_client_is_refused_and_warned_of(terminal: Terminal, tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    said = terminal("create", "--kdf", "test", vault=synced / "vault")
    assert said.code == 2 and "Dropbox" in said.err and not (synced / "vault").exists()
    said = restored(terminal, terminal("backup", str(tmp_path)).out.strip(), synced / "vault")
    assert said.code == 2 and "Dropbox" in said.err and not (synced / "vault").exists()
    (synced / "vault").mkdir()
    assert restored(terminal, next(iter(sorted(tmp_path.glob("*.backup")))), synced / "vault").code == 2
    (synced / "vault").rmdir()
    shutil.copytree(terminal.vault, synced / "vault")
    said = terminal("digest", vault=synced / "vault")
    assert said.code == 0 and "Dropbox" in said.err


def test_a_damaged_vault_names_its_newest_backup_in_the_same_line(terminal: Terminal) -> None:
    path = terminal("backup").out.strip()
    (terminal.vault / header.STORE).write_bytes(b"")
    said = terminal("list", "member")
    assert said.code == 4 and path in said.err and len(said.err.splitlines()) == 1
