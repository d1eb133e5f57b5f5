"""A vault of the release before: opened on a copy, after a backup, without losing a letter; an older program leaves a newer one alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from models.errors import Damaged, PlaceFailed, TooNew
from storage import backup, check, header, migrations, upgrade
from storage import vault as vaults
from storage.vault import Vault
from storage.workspace import Workspace
from tests.people import PASSPHRASE

KEPT = Path(__file__).resolve().parent.parent / "vaults" / "0.1-a"
DIGEST = re.findall(r"digest: (\w+)", (KEPT / "README.txt").read_text("utf-8"))[0]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    shutil.copytree(KEPT, folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file() and each.name != "lock"}


def schema(workspace: Workspace) -> dict[str, Any]:
    connection = workspace._connection
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    indexes = connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'").fetchall()
    columns = {name: {tuple(row[1:]) for row in connection.execute(f'PRAGMA table_info("{name}")').fetchall()} for name in tables}
    return columns | {"indexes": sorted(indexes)}


def test_it_opens_with_the_same_digest_and_everything_in_it(old: Path) -> None:
    with Workspace.open(old, passphrase=PASSPHRASE).vault:
        pass
    workspace = Workspace.open(old, passphrase=PASSPHRASE)
    try:
        assert workspace.digest() == DIGEST and workspace.check() == []
        assert workspace.count("member") == 7 and len(workspace.vault.erased) == 1
        assert [each.data["story"]["text"] for each in workspace.drafts.all()] == ["An unfinished story (sample)"]
        assert [each.name for each in workspace.fields("member") if each.own]
        assert not workspace.standing.older
    finally:
        workspace.close()
    assert header.read(old)[0].reader == header.READER and not (old / upgrade.OLD).exists()


def test_a_verified_backup_is_made_first_and_only_once(old: Path) -> None:
    for _ in range(2):
        Workspace.open(old, passphrase=PASSPHRASE).close()
    (made,) = backup.found(old / backup.FOLDER)
    assert made.vault_id == header.read(old)[0].vault_id


def test_a_new_store_and_a_migrated_one_are_built_alike(old: Path, workspace: Workspace) -> None:
    migrated = Workspace.open(old, passphrase=PASSPHRASE)
    try:
        assert schema(migrated) == schema(workspace)
    finally:
        migrated.close()


@pytest.mark.parametrize("where", ["write", "_migrated", "ask_for_reader", "settle"])
def test_a_stop_on_the_way_leaves_a_vault_that_opens(old: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise PlaceFailed("the power went")

    place = {"write": backup, "_migrated": upgrade, "ask_for_reader": Vault, "settle": upgrade}[where]
    with monkeypatch.context() as patch:
        patch.setattr(place, where, stop)
        with pytest.raises(PlaceFailed):
            Workspace.open(old, passphrase=PASSPHRASE)
    workspace = Workspace.open(old, passphrase=PASSPHRASE)
    try:
        assert workspace.digest() == DIGEST and workspace.check() == []
    finally:
        workspace.close()
    assert not [each.name for each in old.iterdir() if each.name.startswith("store.db.")]


def test_a_migration_that_loses_something_is_refused_and_the_store_stays(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(old)["store.db"]
    monkeypatch.setattr(check, "check", lambda *_: ["3 records differ from the journal."])
    with pytest.raises(Damaged, match="as it was"):
        Workspace.open(old, passphrase=PASSPHRASE)
    assert content(old)["store.db"] == before and header.read(old)[0].reader == 9


def test_an_older_program_refuses_it_and_touches_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Workspace.open(old, passphrase=PASSPHRASE).close()
    before = content(old)
    monkeypatch.setattr(header, "READER", 9)
    with pytest.raises(TooNew):
        vaults.open_vault(old, passphrase=PASSPHRASE)
    assert content(old) == before


def test_a_vault_that_is_up_to_date_is_not_looked_through(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations.migrations, "applied", lambda _db: pytest.fail("the migrations were asked for"))
    migrations.bring_up_to_date(workspace._connection)
    assert not migrations.needs_a_copy(workspace._connection)
