"""Who opened the vault, and who may look after the keys of others."""

from __future__ import annotations

from pathlib import Path

from storage.workspace import Workspace
from tests.people import PASSPHRASE


def test_whoever_opened_it_is_known_by_the_slot_and_the_paper_counts_as_coordinator(tmp_path: Path) -> None:
    made, words = Workspace.create(tmp_path / "v", PASSPHRASE, association="Example (fictional)", volunteer="Anna", kdf="test")
    assert made.me is not None and made.me.name == "Anna" and made.me.slot == made.vault.slot_id and made.is_coordinator
    made.close()
    again = Workspace.open(tmp_path / "v", passphrase=PASSPHRASE)
    assert again.me is not None and again.me.name == "Anna" and again.is_coordinator
    again.save(again.me.with_values({"slot": None}))  # as a release before this one left it
    assert again.me is not None and again.me.name == "Anna"
    again.close()
    by_paper = Workspace.open(tmp_path / "v", recovery_words=" ".join(words))
    assert by_paper.me is None and by_paper.is_coordinator
    by_paper.close()
