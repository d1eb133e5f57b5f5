"""Backups: proved before they have their name, strictly read, rotated, and without whoever was erased."""

from __future__ import annotations

import datetime
import os
import resource
import shutil
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import Damaged, PlaceFailed, TooNew, Trouble, WrongInput
from models.story import Story
from storage import backup, container, copies, drill, files, forgetting, header, notes, restore, rotation
from storage.restore import Secret
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member

OPENS = Secret(passphrase=PASSPHRASE)


def person(workspace: Workspace, label: str = "Mía (sample)", words: str = "The harbour smelled of rain.") -> str:
    who, records = member(label)
    workspace.save_all([*records, Story(member=who, text=words, language="en")])
    return who


def inside(workspace: Workspace, path: Path) -> container.Inside:
    with container.reading(path) as reader, workspace.vault.lent_key() as key:
        return reader.verify(key)


def left_behind(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if ".part" in each.name)


def pages_of(workspace: Workspace, path: Path, folder: Path) -> str:
    """Everything that a backup's store holds, decrypted: each row of each table, the index among them."""
    store = folder / "looked-at"
    with container.reading(path) as reader:
        reader.extract(store)
        size = reader.facts.page_size
    with workspace.vault.lent_key() as data_key:
        key = copies.store_key(data_key, workspace.vault.vault_id)
    try:
        with copies.opened(store, key, size) as connection:
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
            return "\n".join(str(row) for name in names for row in connection.execute(f'SELECT * FROM "{name}"').fetchall())
    finally:
        copies.remove(store)


def test_a_backup_is_four_members_stored_as_they_are_with_the_digest_of_the_vault(workspace: Workspace) -> None:
    person(workspace)
    path = backup.make(workspace)
    assert container.NAME.fullmatch(path.name) and path.parent == workspace.vault.folder / "backups"
    with zipfile.ZipFile(path) as archive:
        assert tuple(each.filename for each in archive.infolist()) == container.MEMBERS
        assert all(each.compress_type == zipfile.ZIP_STORED for each in archive.infolist())
        assert workspace.digest().encode() not in archive.read(container.FACTS)
        assert not archive.read(header.STORE).startswith(b"SQLite format 3")
    found = inside(workspace, path)
    assert found.digest == workspace.digest() and found.counts["member"] == 1
    assert left_behind(workspace.vault.folder) == [] and path.stat().st_mode & 0o077 == 0


def test_a_backup_on_a_stick_is_the_same_kind_of_file(workspace: Workspace, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = backup.make(workspace, stick)
    assert [each.path for each in backup.found(stick)] == [path] and left_behind(tmp_path) == []
    with pytest.raises(WrongInput):
        backup.make(workspace, tmp_path / "pulled")


def test_what_is_written_meanwhile_is_not_in_it_and_nobody_waits(workspace: Workspace) -> None:
    person(workspace)
    before, done = workspace.digest(), list[str]()

    def write_once(_done: int, _of: int) -> None:
        if not done:
            done.append(person(workspace, "Leó (sample)"))

    assert inside(workspace, backup.make(workspace, None, write_once)).digest == before and workspace.digest() != before


@pytest.mark.parametrize("at", [1, 2, 5])
def test_it_can_be_stopped_and_leaves_nothing(workspace: Workspace, at: int) -> None:
    person(workspace)
    told = list[int]()

    class Stop(Exception):
        pass

    def stop(_done: int, _of: int) -> None:
        told.append(1)
        if len(told) == at:
            raise Stop

    with pytest.raises(Stop):
        backup.make(workspace, None, stop)
    assert list((workspace.vault.folder / "backups").iterdir()) == []


# Strict reading ---------------------------------------------------------------------------------------------------------


def opens(path: Path, to: Path) -> Trouble | None:
    """What restoring a file says, or None where it goes well."""
    try:
        restore.restore(path, to, OPENS)
    except Trouble as trouble:
        assert not to.exists()
        return trouble
    shutil.rmtree(to)
    return None


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("kept")
    workspace, _words = Workspace.create(folder / "vault", PASSPHRASE, association="Example Association (fictional)", kdf="test")
    person(workspace)
    yield backup.make(workspace)
    workspace.close()


def test_every_cut_and_every_kind_of_foreign_file_is_named(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    stump = tmp_path / kept.name
    for length in (0, 3, 30, 2000, len(whole) // 2, len(whole) - 1):
        stump.write_bytes(whole[:length])
        trouble = opens(stump, tmp_path / "v")
        assert isinstance(trouble, Damaged) and "only a part" in str(trouble)
    other = tmp_path / "letter.backup"
    other.write_bytes(b"Dear all, " * 100)
    assert "isn't a backup" in str(opens(other, tmp_path / "v"))
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("vault.json", "{}")
    assert "isn't a backup" in str(opens(other, tmp_path / "v"))
    assert isinstance(opens(tmp_path / "nothing.backup", tmp_path / "v"), WrongInput)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.integers(0, 2**32), flip=st.integers(1, 255))
def test_any_altered_byte_is_found(kept: Path, tmp_path: Path, where: int, flip: int) -> None:
    content = bytearray(kept.read_bytes())
    content[where % len(content)] ^= flip
    altered = tmp_path / kept.name
    altered.write_bytes(content)
    trouble = opens(altered, tmp_path / "v")
    # Fields of the ZIP layer that carry nothing (a time, a version) may differ; then everything in it is still authentic.
    assert trouble is None or isinstance(trouble, Damaged | TooNew)
    store = zipfile.ZipFile(kept).getinfo(header.STORE)
    if store.header_offset + 100 < where % len(content) < store.header_offset + store.file_size:
        assert isinstance(trouble, Damaged)


@pytest.mark.parametrize("harm", ["added", "doubled", "order", "compressed", "before", "behind", "path", "header of another"])
def test_a_container_of_another_form_is_refused(kept: Path, tmp_path: Path, harm: str) -> None:
    with zipfile.ZipFile(kept) as archive:
        members = [(name, archive.read(name)) for name in container.MEMBERS]
    made = tmp_path / "made.backup"
    packing = zipfile.ZIP_DEFLATED if harm == "compressed" else zipfile.ZIP_STORED
    if harm == "added":
        members.append(("notes.txt", b""))
    elif harm == "order":
        members.reverse()
    elif harm == "path":
        members[0] = ("../vault.json", members[0][1])
    elif harm == "header of another":
        other, _words = Workspace.create(tmp_path / "other", PASSPHRASE, association="Another (fictional)", kdf="test")
        members[0] = (header.NAME, header.render(other.vault.header))
        other.close()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content)
        if harm == "doubled":
            with pytest.warns(UserWarning):
                archive.writestr(header.NAME, members[0][1])
    if harm in ("before", "behind"):
        content = made.read_bytes()
        made.write_bytes(b"#!/bin/sh\n" + content if harm == "before" else content + b"\x00" * 8)
    assert isinstance(opens(made, tmp_path / "v"), Damaged) and not (tmp_path / "vault.json").exists()


def test_one_made_by_a_newer_raddir_is_left_alone(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "FORMAT", 8)
    assert isinstance(opens(kept, tmp_path / "v"), TooNew)
    monkeypatch.undo()
    monkeypatch.setattr(header, "READER", 9)
    assert isinstance(opens(kept, tmp_path / "v"), TooNew)


# Places that fail -------------------------------------------------------------------------------------------------------


def test_a_full_stick_is_said_and_no_stump_stays(workspace: Workspace, tmp_path: Path) -> None:
    person(workspace)
    before, stick = workspace.digest(), tmp_path / "stick"
    stick.mkdir()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = (workspace.vault.folder / header.STORE).stat().st_size
    try:
        for allowed in (1000, size // 2, size + 1000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, limit[1]))
            with pytest.raises(PlaceFailed):
                backup.make(workspace, stick)
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
            assert list(stick.iterdir()) == [] and left_behind(workspace.vault.folder) == []
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, ignored)
    assert workspace.digest() == before and backup.make(workspace, stick).exists()


def test_room_is_looked_for_first(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ROOM_TO_SPARE", 2**62)
    with pytest.raises(PlaceFailed, match="no room"):
        backup.make(workspace)
    assert backup.found(workspace.vault.folder / "backups") == []


def test_a_stick_that_gives_back_something_else_is_found_out(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = container.write

    def lying(path: Path, *rest: object) -> container.Facts:
        facts = real(path, *rest)  # type: ignore[arg-type]
        with path.open("r+b") as stream:
            stream.seek(5000)
            stream.write(b"\xff\xff")
        return facts

    monkeypatch.setattr(container, "write", lying)
    with pytest.raises(PlaceFailed, match="can't be read back"):
        backup.make(workspace, tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["vault"]


def test_a_damaged_vault_gives_no_backup(workspace: Workspace) -> None:
    for number in range(40):
        person(workspace, f"Person {number} (sample)", "word " * 400)
    workspace._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with (workspace.vault.folder / header.STORE).open("r+b") as stream:
        stream.seek(-header.PAGE_SIZE * 3, os.SEEK_END)
        stream.write(b"\x00" * 64)
    with pytest.raises(Damaged):
        backup.make(workspace)
    assert list((workspace.vault.folder / "backups").iterdir()) == []


# Rotation ---------------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60, unique=True))
def test_the_rotation_keeps_days_weeks_and_months(days: list[int]) -> None:
    today = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
    made = [today - datetime.timedelta(days=each) for each in days]
    kept = rotation.staying(made, lambda each: each)
    assert kept == sorted(kept, reverse=True) and kept[0] == max(made) and len(kept) <= 7 + 4 + 6
    assert sorted(made, reverse=True)[:7] == kept[:7]
    months = sorted({(each.year, each.month) for each in made}, reverse=True)[:6]
    assert {(each.year, each.month) for each in kept} >= set(months)


def test_of_a_day_with_several_the_newest_stays_and_no_other_day_is_lost_for_it() -> None:
    evening = datetime.datetime(2026, 11, 25, 18, tzinfo=datetime.UTC)
    made = [evening - datetime.timedelta(days=day, hours=hour) for day in range(7) for hour in range(6)]
    kept = rotation.staying(made, lambda each: each)
    assert {evening - datetime.timedelta(days=day) for day in range(7)} <= set(kept)
    assert len(kept) == 7 + 2, "the newest three may be of one day"


def test_only_what_is_proved_to_be_ours_is_rotated_away(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    other, _words = Workspace.create(tmp_path / "other", PASSPHRASE, association="Another (fictional)", kdf="test")
    theirs = backup.make(other, stick)
    other.close()
    (stick / "holiday.backup").write_bytes(b"not ours")
    monkeypatch.setattr(rotation, "OUTSIDE", 2)
    made = [backup.make(workspace, stick) for _ in range(4)]
    there = {each.name for each in stick.iterdir()}
    assert {theirs.name, "holiday.backup"} <= there and len(there) == 4 and made[-1].name in there


def test_every_backup_of_sixty_days_comes_back(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The days are played by what the backups say of themselves; each kept one restores to the digest that was noted for it."""
    noted = dict[datetime.datetime, str]()
    day = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return day.astimezone(tz)

    monkeypatch.setattr(backup.datetime, "datetime", Clock)
    for number in range(60):
        day += datetime.timedelta(days=1)
        if number % 4 == 0:
            person(workspace, f"Person {number} (sample)")
        made = backup.write(workspace.vault)
        noted[made.made] = made.digest
    monkeypatch.undo()
    kept = backup.found(workspace.vault.folder / "backups")
    assert 9 <= len(kept) <= 17
    for number, each in enumerate(kept):
        restore.restore(each.path, tmp_path / str(number), OPENS)
        back = Workspace.open(tmp_path / str(number), passphrase=PASSPHRASE)
        assert back.digest() == noted[each.made] == inside(workspace, each.path).digest
        back.close()


def test_a_backup_is_due_once_a_day_and_only_after_a_change(workspace: Workspace) -> None:
    connection = workspace._connection
    assert not backup.due(connection)
    person(workspace)
    assert backup.due(connection)
    backup.make(workspace)
    person(workspace, "Leó (sample)")

    def tomorrow() -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)

    assert not backup.due(connection) and backup.due(connection, tomorrow)
    assert backup.changed(connection), "the window makes another when it closes"
    backup.make(workspace)
    assert not backup.due(connection, tomorrow) and not backup.changed(connection)


# Erasure ----------------------------------------------------------------------------------------------------------------


def test_erasing_reaches_every_backup_down_to_its_rows_and_its_index(workspace: Workspace, tmp_path: Path) -> None:
    who = person(workspace, "Zephyrine (sample)", "Marjoram and quicksilver.")
    person(workspace)
    first, second = backup.make(workspace), backup.make(workspace)
    assert "Zephyrine" in pages_of(workspace, first, tmp_path) and "quicksilver" in pages_of(workspace, first, tmp_path)
    workspace.erase(who)
    assert forgetting.is_due(workspace)
    forgetting.purge(workspace)
    for path in (first, second):
        told = pages_of(workspace, path, tmp_path)
        assert not [word for word in ("Zephyrine", "quicksilver", "zephyrine", "Marjoram") if word in told] and "harbour" in told
        assert inside(workspace, path).counts["member"] == 1 and not backup.holds_erased(path, workspace.vault)
    assert not forgetting.is_due(workspace) and left_behind(workspace.vault.folder) == []


def test_a_backup_that_no_longer_opens_goes_with_the_erasure_and_foreign_files_stay(workspace: Workspace) -> None:
    who = person(workspace)
    path = backup.make(workspace)
    path.write_bytes(path.read_bytes()[:-100])
    stranger = path.with_name("letter.backup")
    stranger.write_bytes(b"Dear all")
    workspace.erase(who)
    forgetting.purge(workspace)
    assert not path.exists() and stranger.exists()


def test_an_interrupted_rewriting_goes_on_where_it_was(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    who = person(workspace)
    paths = [backup.make(workspace), backup.make(workspace)]
    workspace.erase(who)
    real, told = backup.put_in_place, list[Path]()

    def once(part: Path, path: Path) -> None:
        if told:
            raise PlaceFailed("the power went")
        told.append(path)
        real(part, path)

    monkeypatch.setattr(backup, "put_in_place", once)
    with pytest.raises(PlaceFailed):
        forgetting.purge(workspace)
    monkeypatch.undo()
    assert forgetting.is_due(workspace)
    assert sorted(backup.holds_erased(path, workspace.vault) for path in paths) == [False, True]
    forgetting.purge(workspace)
    assert not any(backup.holds_erased(path, workspace.vault) for path in paths)


def test_a_new_copy_on_a_stick_lets_those_go_that_still_hold_somebody_erased(workspace: Workspace, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    who = person(workspace)
    old = backup.make(workspace, stick)
    workspace.erase(who)
    new = backup.make(workspace, stick)
    assert not old.exists() and [each.path for each in backup.found(stick)] == [new]


# The drill --------------------------------------------------------------------------------------------------------------


def test_the_drill_proves_the_paper_against_the_newest_backup(tmp_path: Path) -> None:
    workspace, words = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Example Association (fictional)", kdf="test")
    try:
        with pytest.raises(WrongInput):
            drill.drill(workspace, " ".join(words))
        person(workspace)
        backup.make(workspace)
        connection, today = workspace._connection, workspace.today()
        assert drill.is_due(connection, today)
        assert drill.drill(workspace, " ".join(words)).people == 1
        assert not drill.is_due(connection, today) and drill.is_due(connection, today + datetime.timedelta(days=90))
        assert left_behind(tmp_path) == [] and notes.read(connection, notes.DRILLED) == today.isoformat()
    finally:
        workspace.close()
