"""Keys at the command line: passphrases, volunteers, the recovery sheet and a new data key, each with nobody else's passphrase."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from models.errors import PlaceFailed
from storage import access_log, backup, passphrase, vault
from storage.workspace import Workspace
from tests.commands.conftest import Terminal
from tests.reports.reading import pages


def secret(folder: Path, text: str) -> Path:
    path = folder / f"secret-{len(list(folder.iterdir()))}"
    path.write_text(text + "\n", "utf-8")
    return path


def opens(terminal: Terminal, with_file: Path, *words: str) -> int:
    return terminal("digest", *words, secret=with_file).code


def test_a_changed_passphrase_shuts_the_old_one_out_and_changes_nothing_else(terminal: Terminal, tmp_path: Path) -> None:
    who, before = terminal.member(), terminal("digest").out
    fresh = secret(tmp_path, "four wholly other words")
    said = terminal("passwd", "--new-passphrase-file", str(fresh))
    assert (said.code, said.out) == (0, "") and "rekey" in said.err
    assert opens(terminal, terminal.secret) == 3 and terminal("digest", secret=fresh).out == before
    assert not (terminal.vault / "vault.json.1").exists()
    assert [row["id"] for row in terminal("list", "member", secret=fresh).rows] == [who]
    (me,) = terminal("volunteer", "list", secret=fresh).rows
    assert me["me"] and me["opens"] and me["coordinator"]


def test_a_volunteer_comes_and_goes_without_anybody_elses_passphrase(terminal: Terminal, tmp_path: Path) -> None:
    hers = secret(tmp_path, "words of Amal alone")
    said = terminal("volunteer", "add", "Amal (sample)", "--sign", "owl", "--new-passphrase-file", str(hers))
    assert said.code == 0 and "owl" in said.err
    rows = terminal("volunteer", "list").rows
    assert [(row["name"], row["sign"], row["coordinator"], row["me"]) for row in rows][1:] == [("Amal (sample)", "owl", False, False)]
    assert rows[1]["id"] == said.out.strip()
    consents = [{"use": "keep", "value": "given", "date": "2026-01-05"}]
    wrote = terminal("add", "member", given=[{"label": "Mía (sample)", "consents": consents}], secret=hers).out.strip()
    history = terminal("show", wrote).rows[0]["history"]
    assert {each["author"] for each in history} == {"Amal (sample)"}
    for words in (("add", "Third (sample)", "--new-passphrase-file", str(hers)), ("remove", "Amal (sample)")):
        assert terminal("volunteer", *words, secret=hers).code == 2, "she is no coordinator"
    assert terminal("volunteer", "remove", "Amal (sample)").code == 0
    assert opens(terminal, hers) == 3 and opens(terminal, terminal.secret) == 0
    assert len(terminal("volunteer", "list").rows) == 1
    assert {each["author"] for each in terminal("show", wrote).rows[0]["history"]} == {"Amal (sample)"}, "she stays the author"
    assert terminal("volunteer", "add", "Boris (sample)", "--sign", "owl", "--new-passphrase-file", str(hers)).code == 0
    assert terminal("check").code == 0


def test_signs_are_given_in_order_and_never_twice(terminal: Terminal, tmp_path: Path) -> None:
    names = ("One (sample)", "Two (sample)", "Three (sample)")
    for number, name in enumerate(names):
        assert terminal("volunteer", "add", name, "--new-passphrase-file", str(secret(tmp_path, f"words number {number}"))).code == 0
    signs = [row["sign"] for row in terminal("volunteer", "list").rows]
    assert len(set(signs)) == 4
    for sign in (signs[1], "unicorn"):
        said = terminal("volunteer", "add", "Four (sample)", "--sign", sign, "--new-passphrase-file", str(terminal.secret))
        assert said.code == 2 and said.out == ""
    assert terminal("volunteer", "remove", "--sign", signs[2]).code == 0
    assert [row["name"] for row in terminal("volunteer", "list").rows][1:] == ["One (sample)", "Three (sample)"]


@pytest.mark.parametrize("words", [("remove",), ("add",), ("remove", "Nobody (sample)"), ("add", " "), ("add", "Nine (sample)")])
def test_what_is_missing_for_a_volunteer_is_said(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal("volunteer", *words)
    assert said.code == 2 and said.out == "" and len(said.err.splitlines()) == 1


def test_the_last_way_in_and_the_last_coordinator_stay(terminal: Terminal, tmp_path: Path) -> None:
    first = terminal("volunteer", "list").rows[0]
    assert terminal("volunteer", "remove", "--sign", first["sign"]).code == 2
    assert terminal("volunteer", "add", "Amal (sample)", "--new-passphrase-file", str(secret(tmp_path, "words of Amal"))).code == 0
    assert terminal("volunteer", "remove", "--sign", first["sign"]).code == 2, "nobody would look after the keys"
    other = secret(tmp_path, "words of Boris")
    assert terminal("volunteer", "add", "Boris (sample)", "--coordinator", "--new-passphrase-file", str(other)).code == 0
    assert terminal("volunteer", "remove", "--sign", first["sign"]).code == 0
    assert opens(terminal, terminal.secret) == 3 and opens(terminal, other) == 0


def test_a_forgotten_passphrase_is_replaced_with_the_paper_key_and_by_a_coordinator(terminal: Terminal, tmp_path: Path) -> None:
    sheet, fresh = tmp_path / "sheet.pdf", secret(tmp_path, "four wholly other words")
    paper = words_of(terminal, sheet)
    by_paper = ("--recovery-key-file", str(secret(tmp_path, " ".join(paper))))
    said = terminal("passwd", "--new-passphrase-file", str(fresh), *by_paper)
    assert said.code == 0 and opens(terminal, fresh) == 0 and opens(terminal, terminal.secret) == 3
    hers, newer = secret(tmp_path, "words of Amal"), secret(tmp_path, "newer words of Amal")
    assert terminal("volunteer", "add", "Amal (sample)", "--sign", "owl", "--new-passphrase-file", str(hers), secret=fresh).code == 0
    assert terminal("passwd", "--new-passphrase-file", str(newer), *by_paper).code == 2, "whose?"
    assert terminal("passwd", "--sign", "owl", "--new-passphrase-file", str(newer), secret=fresh).code == 0
    assert (opens(terminal, hers), opens(terminal, newer)) == (3, 0)
    assert terminal("passwd", "--sign", "boat", "--new-passphrase-file", str(hers), secret=newer).code == 2, "she is no coordinator"


def words_of(terminal: Terminal, sheet: Path) -> list[str]:
    """New recovery words, read off the square on their sheet; the words printed beside it are the same."""
    said = terminal("recovery", str(sheet))
    assert (said.code, said.out) == (0, "")
    (found,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(sheet)[0].render(scale=3, grayscale=True).to_pil())
    (page,) = pages(sheet.read_bytes(), "poppler")
    assert set(found.text.split()) <= set(page.split())
    return list(found.text.split())


def test_a_new_sheet_opens_and_the_old_words_no_longer_do(terminal: Terminal, tmp_path: Path) -> None:
    first = words_of(terminal, tmp_path / "first.pdf")
    assert opens(terminal, terminal.secret, "--recovery-key-file", str(secret(tmp_path, " ".join(first)))) == 0
    second = words_of(terminal, tmp_path / "second.pdf")
    assert first != second and len(second) == 15
    assert opens(terminal, terminal.secret, "--recovery-key-file", str(secret(tmp_path, " ".join(first)))) == 3
    assert opens(terminal, terminal.secret, "--recovery-key-file", str(secret(tmp_path, " ".join(second)))) == 0


def test_a_sheet_that_cannot_be_written_leaves_the_old_words(terminal: Terminal, tmp_path: Path) -> None:
    old = secret(tmp_path, " ".join(words_of(terminal, tmp_path / "sheet.pdf")))
    before = (terminal.vault / "vault.json").read_bytes()
    assert terminal("recovery", str(tmp_path / "missing" / "sheet.pdf")).code == 6
    assert terminal("recovery", str(tmp_path)).code == 2
    paper = (tmp_path / "sheet.pdf").read_bytes()
    assert terminal("recovery", str(tmp_path / "sheet.pdf")).code == 2 and (tmp_path / "sheet.pdf").read_bytes() == paper
    assert (terminal.vault / "vault.json").read_bytes() == before
    assert opens(terminal, terminal.secret, "--recovery-key-file", str(old)) == 0


def test_words_whose_change_cannot_be_logged_are_not_changed(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (terminal.vault / "vault.json").read_bytes()

    def full(*_given: object) -> None:
        raise PlaceFailed("There is no room left; free some.")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "log_access", full)
        assert terminal("recovery", str(tmp_path / "sheet.pdf")).code == 6
    assert (terminal.vault / "vault.json").read_bytes() == before and not (tmp_path / "sheet.pdf").exists()


def test_everything_goes_under_a_new_key_and_figures_stay_as_they_were(terminal: Terminal, tmp_path: Path) -> None:
    for number in range(14):
        terminal.member(f"M{number} (sample)", gender="woman" if number % 3 else "man")
    before, store = terminal("digest").out, (terminal.vault / "store.db").read_bytes()
    figures = terminal("figures").out
    fresh = secret(tmp_path, "four wholly other words")
    assert terminal("rekey").code == 0
    assert opens(terminal, terminal.secret) == 0 and terminal("digest").out == before
    assert terminal("rekey", "--new-passphrase-file", str(fresh)).code == 0
    assert opens(terminal, terminal.secret) == 3 and terminal("digest", secret=fresh).out == before
    assert json.loads(terminal("figures", secret=fresh).out) == json.loads(figures)
    pages_now = (terminal.vault / "store.db").read_bytes()
    same = [start for start in range(0, min(len(store), len(pages_now)), 16384) if store[start + 16 : start + 4096] in pages_now]
    assert same == [] and terminal("check", secret=fresh).code == 0
    assert sorted(path.name for path in terminal.vault.iterdir() if path.is_file()) == ["erased.list", "lock", "store.db", "vault.json"]


def test_backups_from_before_go_with_the_old_key_and_a_new_one_is_there(terminal: Terminal, tmp_path: Path) -> None:
    terminal.member()
    stick, fresh = tmp_path / "stick", secret(tmp_path, "four wholly other words")
    stick.mkdir()
    assert terminal("backup", str(stick)).code == 0 and terminal("backup", str(terminal.vault / "backups")).code == 0
    old = {path.name for path in (terminal.vault / "backups").iterdir()}
    assert terminal("rekey", "--new-passphrase-file", str(fresh)).code == 0
    (left,) = (terminal.vault / "backups").iterdir()
    assert old and left.name not in old
    back = tmp_path / "back"
    assert terminal("restore", str(back), vault=left).code == 3, "not with the old passphrase"
    assert terminal("restore", str(back), vault=left, secret=fresh).code in (0, 5)
    assert len(terminal("list", "member", vault=back, secret=fresh).rows) == 1
    assert [path.suffix for path in stick.iterdir()] == [left.suffix], "what is elsewhere is the person's to destroy"


def test_a_backup_that_cannot_be_made_is_said_and_made_at_the_next_opening(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert terminal("backup", str(terminal.vault / "backups")).code == 0
    (old,) = (terminal.vault / "backups").iterdir()

    def full(_workspace: object) -> Path:
        raise PlaceFailed("There is no room left; free some.")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "make", full)
        said = terminal("rekey")
    assert said.code == 5 and "no room" in said.err and old.exists()
    assert terminal("check").code == 0
    assert not old.exists() and len(list((terminal.vault / "backups").iterdir())) == 1


def test_secrets_come_from_files_and_never_twice_from_one_stream(terminal: Terminal, tmp_path: Path) -> None:
    fresh = secret(tmp_path, "four wholly other words")
    said = terminal("passwd", "--new-passphrase-file", "-", "--passphrase-file", "-", given="ladder dial gorilla\n", secret=Path("-"))
    assert said.code == 2 and "file" in said.err
    assert terminal("passwd").code == 2, "no terminal to ask on"
    assert terminal("passwd", "--new-passphrase-file", "-", given="four wholly other words\n").code == 0
    assert opens(terminal, fresh) == 0


def test_a_weak_passphrase_is_refused_where_real_people_may_be(terminal: Terminal, tmp_path: Path) -> None:
    strong, weak = secret(tmp_path, passphrase.suggest()), secret(tmp_path, "weak one")
    real = tmp_path / "real"
    assert terminal("create", vault=real, secret=strong).code == 0
    before = (real / "vault.json").read_bytes()
    for verb in (("passwd",), ("rekey",), ("volunteer", "add", "Amal (sample)")):
        name, *words = verb
        said = terminal(name, *words, "--new-passphrase-file", str(weak), vault=real, secret=strong)
        assert said.code == 2 and "45" in said.err, verb
    assert terminal("backup", str(tmp_path), vault=real, secret=strong).code == 0
    (copy,) = tmp_path.glob("*.backup")
    said = terminal("restore", str(tmp_path / "again"), "--new-passphrase-file", str(weak), vault=copy, secret=strong)
    assert said.code == 2 and "45" in said.err and not (tmp_path / "again").exists()
    assert (real / "vault.json").read_bytes() == before


def test_a_weak_passphrase_for_a_new_vault_is_told(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("create", vault=tmp_path / "real", secret=secret(tmp_path, "weak one"))
    assert said.code == 0 and "too easy to guess" in said.err
    assert "too easy" not in terminal("create", "--kdf", "test", vault=tmp_path / "test", secret=secret(tmp_path, "weak one")).err


def test_nobody_makes_themselves_coordinator_by_changing_a_record(terminal: Terminal, tmp_path: Path) -> None:
    owl = secret(tmp_path, "words of the owl alone")
    assert terminal("volunteer", "add", "Bára (sample)", "--sign", "owl", "--new-passphrase-file", str(owl)).code == 0
    own = next(each["id"] for each in terminal("volunteer", "list").rows if each["sign"] == "owl")
    for values in ({"coordinator": True}, {"active": False}):
        assert terminal("change", given=[{"id": own, **values}], secret=owl).code == 2, values
    assert terminal("add", "volunteer", given=[{"name": "Omar (sample)", "coordinator": True}], secret=owl).code == 2
    assert [each["coordinator"] for each in terminal("volunteer", "list").rows if each["sign"] == "owl"] == [False]


def test_who_changes_what_opens_the_vault_and_who_searches_stands_in_the_log(terminal: Terminal, tmp_path: Path) -> None:
    terminal("search", "anything")
    terminal("recovery", str(tmp_path / "sheet.pdf"))
    workspace = Workspace.open(terminal.vault, passphrase=terminal.secret.read_text("utf-8").strip())
    try:
        assert {"volunteers", "looked-up"} <= {each.what for each in access_log.lines(workspace._connection, None, 100)}
    finally:
        workspace.close()


def test_the_recovery_sheet_is_for_its_owner_only(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("recovery", str(tmp_path / "sheet.pdf")).code == 0
    assert os.name == "nt" or (tmp_path / "sheet.pdf").stat().st_mode & 0o777 == 0o600


def test_a_store_that_cannot_be_turned_is_said_and_stays_under_the_old_key(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, fresh = terminal("digest").out, secret(tmp_path, "four wholly other words")

    def full(_vault: object, _connection: object) -> None:
        raise PlaceFailed("There is no room left; free some.")

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "_turn_store", full)
        said = terminal("rekey", "--new-passphrase-file", str(fresh))
    assert said.code == 6 and "as it was" in said.err and len(said.err.splitlines()) == 1
    assert terminal("digest").out == before and opens(terminal, fresh) == 3
