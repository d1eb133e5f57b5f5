"""Attachments at the command line: what is known of them is told, a line can't bring one, and their content stays inside."""

from __future__ import annotations

from models.attachment import Attachment
from storage.workspace import Workspace
from tests.commands.conftest import Terminal
from tests.people import PASSPHRASE


def test_a_line_cannot_bring_one_and_what_is_known_of_one_is_listed_and_shown(terminal: Terminal) -> None:
    who = terminal.member(uses=("keep", "media"))
    refused = terminal("add", "attachment", given=[{"member": who, "kind": "photo"}])
    assert refused.code == 2 and "add it in the window" in refused.err
    with Workspace.open(terminal.vault, passphrase=PASSPHRASE).vault as vault:
        workspace = Workspace(vault, vault.writer())
        made = Attachment(member=who, kind="scan", title="A letter", media_type="image/jpeg", width=30, height=20)
        found = workspace.attachments.add(made, [b"content"], size=7).ids[0]
    row = terminal("list", "attachment", "--where", "kind=scan").rows[0]
    assert (row["id"], row["title"], row["size"], row["width"]) == (found, "A letter", 7, 30)
    shown = terminal("show", found)
    assert shown.rows[0]["labels"]["kind"]["value"] == "Scanned paper" and "content" not in shown.rows[0]
    assert terminal("change", given=[{"id": found, "title": "The letter"}]).code == 0
    assert terminal("change", given=[{"id": found, "sha256": "0" * 64}]).code == 2
    assert terminal("check").code == 0
    assert terminal("consent", who, "media", "withdraw").code == 0
    assert terminal("list", "attachment").rows == [] and terminal("show", found).code == 2
