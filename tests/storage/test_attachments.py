"""Attachments: whole or not at all, proved by hash, gone with the person, and out of sight with the consent."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.attachment import MOST_BYTES, Attachment
from models.consent import Consent
from models.errors import Damaged, PlaceFailed, WrongInput
from storage import attachments
from storage.attachments import PIECE
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member

ROOT = Path(__file__).resolve().parent.parent.parent
PAPER = random.Random(4).randbytes(2 * PIECE + 77)


def agreed(workspace: Workspace) -> str:
    person, records = member("Mía (sample)", ("keep", "media"))
    workspace.save_all(records)
    return person


def add(workspace: Workspace, person: str, content: bytes = PAPER, **more: Any) -> str:
    made = Attachment(member=person, kind="scan", title="Letter about the flat", media_type="image/jpeg")
    return workspace.attachments.add(made, [content], size=len(content), **more).ids[-1]


def pieces(workspace: Workspace) -> int:
    return int(workspace._connection.execute("SELECT count(*) FROM content").fetchone()[0])


@given(cuts=st.lists(st.integers(1, 3 * PIECE), max_size=8))
def test_however_it_comes_it_is_kept_in_pieces_of_one_size(cuts: list[int]) -> None:
    whole = list(attachments._pieces(iter([b"x" * each for each in cuts])))
    assert sum(map(len, whole)) == sum(cuts)
    assert all(len(each) == PIECE for each in whole[:-1])


def test_what_was_added_is_read_back_and_its_hash_stands_for_it_in_the_journal(workspace: Workspace) -> None:
    person = agreed(workspace)
    before = workspace.digest()
    found = add(workspace, person, original=[b"as it came"], original_type="image/png", original_size=10)
    assert b"".join(workspace.content_of(found)) == PAPER
    assert b"".join(workspace.content_of(found, original=True)) == b"as it came"
    record = workspace.get(found)
    assert isinstance(record, Attachment)
    assert (record.size, record.sha256) == (len(PAPER), hashlib.sha256(PAPER).hexdigest())
    assert record.original and record.original_sha256 == hashlib.sha256(b"as it came").hexdigest()
    assert workspace.digest() != before
    assert max(len(row[0]) for row in workspace._connection.execute("SELECT vals FROM operation")) < 2_000
    assert workspace.check() == []
    assert [hit.id for hit in workspace.search("letter flat")] == [found]


def test_without_the_consent_nothing_is_kept_and_with_a_yes_in_the_same_act_all_is(workspace: Workspace) -> None:
    person, records = member()
    workspace.save_all(records)
    before = workspace.digest()
    with pytest.raises(WrongInput, match="consent"):
        add(workspace, person)
    with pytest.raises(WrongInput, match="consent"):
        add(workspace, person, consents=[Consent(member=person, use="media", value="refused")])
    assert workspace.digest() == before
    assert pieces(workspace) == 0
    add(workspace, person, consents=[Consent(member=person, use="media", value="given")])
    assert len(workspace.records("attachment")) == 1


def test_more_than_fifty_megabytes_and_nothing_at_all_are_refused(workspace: Workspace) -> None:
    person = agreed(workspace)
    made = Attachment(member=person, kind="document")
    with pytest.raises(WrongInput, match="50 MB"):
        workspace.attachments.add(made, (b"\0" * PIECE for _ in range(MOST_BYTES // PIECE + 1)), size=MOST_BYTES)
    with pytest.raises(WrongInput, match="empty"):
        workspace.attachments.add(made, [], size=0)
    assert pieces(workspace) == 0 and workspace.count("attachment") == 0


def test_a_reader_that_fails_half_way_leaves_nothing(workspace: Workspace) -> None:
    person = agreed(workspace)

    def breaks() -> Iterator[bytes]:
        yield PAPER
        raise InterruptedError

    with pytest.raises(InterruptedError):
        workspace.attachments.add(Attachment(member=person, kind="photo"), breaks(), size=1)
    assert pieces(workspace) == 0
    assert workspace.check() == []


def test_a_full_disk_is_said_before_anything_is_written(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    person = agreed(workspace)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: shutil._ntuple_diskusage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(PlaceFailed, match="no room"):
        add(workspace, person)
    assert pieces(workspace) == 0


@pytest.mark.parametrize("harm", [
    "UPDATE content SET bytes = zeroblob(length(bytes)) WHERE place = 1",
    "UPDATE content SET place = place + 9 WHERE place = 0; UPDATE content SET place = place - 1",
    "DELETE FROM content WHERE place = 2",
])
def test_check_finds_a_piece_that_was_changed_moved_or_lost(workspace: Workspace, harm: str) -> None:
    found = add(workspace, agreed(workspace))
    assert workspace.check() == []
    workspace._connection.executescript(harm)
    assert workspace.check() == ["The content of 1 attachments is missing or altered."]
    with pytest.raises(Damaged, match="damaged"):
        list(workspace.content_of(found))


def test_check_finds_content_that_belongs_to_nothing(workspace: Workspace) -> None:
    add(workspace, agreed(workspace))
    workspace._connection.execute("INSERT INTO content (attachment, original, place, bytes) VALUES ('nobody', 0, 0, x'00')")
    assert workspace.check() == ["There is content that belongs to no attachment."]


def test_it_is_erased_with_the_person(workspace: Workspace) -> None:
    person = agreed(workspace)
    found = add(workspace, person)
    workspace.erase(person)
    assert pieces(workspace) == 0 and workspace.find(found) is None
    assert workspace._connection.execute("SELECT count(*) FROM operation WHERE id = ?", (found,)).fetchone()[0] == 0
    assert workspace.check() == []


def test_withdrawing_hides_at_once_giving_again_shows_and_thirty_days_later_it_is_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace, _ = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example (fictional)", kdf="test")
    person = agreed(workspace)
    found = add(workspace, person)
    workspace.add_consent(person, "media", "withdrawn")
    assert workspace.find(found) is None and workspace.records("attachment") == [] and workspace.count("attachment") == 0
    assert workspace.of_member(person, "attachment") == [] and workspace.search("letter") == []
    assert workspace.find(person) is not None and workspace.attachments_out_of_sight(person) == 1
    with pytest.raises(WrongInput):
        list(workspace.content_of(found))
    workspace.add_consent(person, "media", "given")
    assert workspace.find(found) is not None and workspace.attachments_out_of_sight(person) == 0
    workspace.add_consent(person, "media", "withdrawn")
    workspace.erase_overdue()
    assert pieces(workspace) == 3
    workspace.close()
    later = time.time() + 31 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    workspace = Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE)
    assert pieces(workspace) == 0 and workspace.find(person) is not None
    assert workspace.check() == []
    assert found in workspace.vault.erased.ids()
    with pytest.raises(WrongInput, match="erased"):
        workspace.attachments.add(Attachment(id=found, member=person, kind="scan"), [PAPER], size=1,
                                  consents=[Consent(member=person, use="media", value="given")])
    workspace.close()


def test_an_older_store_forgets_an_erased_attachment_when_it_is_opened(tmp_path: Path) -> None:
    workspace, _ = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example (fictional)", kdf="test")
    person = agreed(workspace)
    found = add(workspace, person)
    workspace.close()
    older = (tmp_path / "vault" / "store.db").read_bytes()
    workspace = Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE)
    workspace.attachments.erase([found])
    workspace.close()
    (tmp_path / "vault" / "store.db").write_bytes(older)
    workspace = Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE)
    assert workspace.find(found) is None and pieces(workspace) == 0
    assert workspace.check() == []
    workspace.close()


def test_in_the_bin_it_is_in_no_list_and_its_content_stays(workspace: Workspace) -> None:
    found = add(workspace, agreed(workspace))
    workspace.save(workspace.get(found).with_values({"archived": True}))
    assert workspace.records("attachment") == [] and pieces(workspace) == 3
    workspace.save(workspace.get(found, binned=True).with_values({"archived": None}))
    assert b"".join(workspace.content_of(found)) == PAPER


def test_killed_while_adding_it_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    workspace, _ = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example (fictional)", kdf="test")
    person = agreed(workspace)
    workspace.close()
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from models.attachment import Attachment
        from storage.workspace import Workspace
        workspace = Workspace.open(Path(sys.argv[1]), passphrase=sys.argv[2])
        while True:
            content = (bytes([n]) * 100_000 for n in range(60))
            found = workspace.attachments.add(Attachment(member=sys.argv[3], kind="photo"), content, size=6_000_000).ids[-1]
            print(found, flush=True)
    """)
    acknowledged = set[str]()
    for moment in (0.01, 0.05, 0.12):
        child = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "vault"), PASSPHRASE, person], stdout=subprocess.PIPE, cwd=ROOT)
        assert child.stdout is not None
        acknowledged.add(child.stdout.readline().decode().strip())
        time.sleep(moment)
        os.kill(child.pid, signal.SIGKILL)
        acknowledged |= {line.decode().strip() for line in child.stdout.readlines() if line.endswith(b"\n")}
        child.wait()
    workspace = Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE)
    kept = {each.id for each in workspace.records("attachment")}
    assert acknowledged <= kept and len(kept) <= len(acknowledged) + 3
    assert workspace.check() == []
    workspace.close()
