"""After `erase` the person's words are in no file of vault and backups, before and after an older backup is brought back."""

from __future__ import annotations

from pathlib import Path

from storage.workspace import Workspace
from tests.commands.conftest import Terminal
from tests.people import PASSPHRASE
from tests.storage.raw_pages import on_the_disk

MARKS = ["zqnamemark", "zqstorymark", "zqneedmark", "zqcontactmark"]


def left(vault: Path) -> set[str]:
    """Which marks stand in the pages of a vault."""
    workspace = Workspace.open(vault, passphrase=PASSPHRASE)
    try:
        return on_the_disk(workspace, MARKS)
    finally:
        workspace.close()


def test_somebody_erased_is_in_no_page_of_vault_backup_and_restored_backup(terminal: Terminal, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    terminal.member("Somebody else (sample)")
    who = terminal.member("zqnamemark (sample)", contact="zqcontactmark")
    terminal("add", "story", given=[{"member": who, "text": "zqstorymark " * 300, "language": "en"}])
    terminal("add", "need", given=[{"member": who, "category": "housing", "asked": "zqneedmark"}])
    own, away = terminal("backup"), terminal("backup", str(stick))
    assert own.code == away.code == 0, own.err + away.err
    assert left(terminal.vault) == set(MARKS), "the marks are seen where they are"

    assert terminal("erase", who).code == 0
    assert left(terminal.vault) == set()

    for name, backup in (("own", own.out.strip()), ("away", away.out.strip())):
        target = tmp_path / f"restored-{name}"
        said = terminal("restore", str(target), vault=Path(backup))
        assert said.code in (0, 5), said.err
        if name == "own":
            assert left(target) == set(), "the backup of the vault itself was made anew without them"

    assert terminal("restore", str(terminal.vault), vault=Path(away.out.strip())).code in (0, 5)
    assert left(terminal.vault) == set(), "nobody comes back with an older backup"
    rows = terminal("list", "member").rows
    assert [row["label"] for row in rows] == ["Somebody else (sample)"] and terminal("check").code == 0
    assert terminal("show", who).code == 2
