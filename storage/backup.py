"""Backups: one file each, proved by opening before it has its name, the same in the vault's folder and on a stick.

The store is copied page by page in one read transaction, through a connection of its own, so nobody who writes has to wait. The copy
is opened and looked through (every page, every table, the digest against the vault's), packed, read back from a fresh handle, and
renamed last: what isn't proved is never mistaken for a backup.
"""

from __future__ import annotations

import datetime
import secrets
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from locales import N_
from models.errors import Damaged, PlaceFailed, Trouble, WrongInput
from models.registry import RECORDS
from storage import check, container, copies, erased, files, header, notes, rotation
from storage.copies import Progress
from storage.schema import quoted
from storage.vault import Connection, Vault, translated

if TYPE_CHECKING:
    from storage.workspace import Workspace

__all__ = ["FOLDER", "BackupFacts", "Made", "changed", "due", "found", "make", "newest", "note", "write"]

FOLDER = "backups"
one_at_a_time = threading.RLock()
"""Within the process; the vault's own lock keeps other processes out."""


class BackupFacts(NamedTuple):
    """A backup as it is found in a folder, before anybody has vouched for it."""

    path: Path
    vault_id: str
    made: datetime.datetime
    """In UTC."""
    size: int
    """Bytes of the file."""


class Made(NamedTuple):
    """A backup that was just made, and what it holds."""

    path: Path
    made: datetime.datetime
    digest: str
    state: str
    """What the vault had come to; it tells whether anything changed since."""
    outside: bool


# Making ---------------------------------------------------------------------------------------------------------------


def make(workspace: Workspace, folder: Path | None = None, progress: Progress | None = None) -> Path:
    """Make a backup in a folder, or in the vault's own, and clear away what the rotation doesn't keep. Returns its path.

    Raises PlaceFailed (no room, read-only, a stick pulled out: nothing is lost and nothing half stays), Damaged (the vault itself isn't
    whole), WrongInput (no such folder), and what `progress` raises.
    """
    made = write(workspace.vault, folder, progress)
    note(workspace, made)
    return made.path


def write(vault: Vault, folder: Path | None = None, progress: Progress | None = None, keep: Path | None = None) -> Made:
    """Make a backup from any thread. It isn't noted in the vault: `note` does that, on the thread that writes.

    `keep` is a backup that the rotation must leave: it is being restored.
    """
    with one_at_a_time:
        own = _own_folder(vault)
        target = own if folder is None else _given(folder)
        target = own if target.resolve() == own.resolve() else target
        if target != own:
            refuse_inside(vault.folder, target)
        size = _size(vault)
        files.check_room(own, size)
        if target != own:
            files.check_room(target, size, times=1)
        _clear_parts(own)
        reader = vault.reader()
        try:
            made = _written(vault, reader, own, target, progress)
        finally:
            vault.release(reader)
        _rotate(vault, target, (made.path, keep), outside=target != own)
        return made


def _own_folder(vault: Vault) -> Path:
    own = vault.folder / FOLDER
    with files.place_errors(vault.folder):
        own.mkdir(mode=0o700, exist_ok=True)
    return own


def _given(folder: Path) -> Path:
    folder = Path(folder).absolute()
    with files.place_errors(folder):
        if not folder.is_dir():
            raise WrongInput(N_("There is no folder at {place}; make it first, or check whether the stick is in."), place=folder)
    return folder


def refuse_inside(vault: Path, place: Path) -> None:
    """Nothing is written into a vault's own folder from outside: erasing doesn't reach it there, and nothing could be brought back over
    it. Raises WrongInput."""
    if place.resolve().is_relative_to(vault.resolve()):
        raise WrongInput(N_("{place} is inside the vault’s own folder; choose another place."), place=place)


def _size(vault: Vault) -> int:
    """Bytes of the store, with what still stands beside it."""
    with files.place_errors(vault.folder):
        return sum(each.stat().st_size for name in (header.STORE, header.STORE + "-wal") if (each := vault.folder / name).exists())


def _written(vault: Vault, reader: Connection, own: Path, target: Path, progress: Progress | None) -> Made:
    now = datetime.datetime.now(datetime.UTC)
    name = f"raddir-{now.astimezone():%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}{container.SUFFIX}"
    part, store = target / (name + files.PART), own / (name + ".store" + files.PART)
    with vault.lent_key() as data_key, removed(part, store):
        key = copies.store_key(data_key, vault.vault_id)
        try:
            small = {header.NAME: header.render(vault.header), erased.NAME: erased_lines(vault)}
            with _snapshot(reader):
                state = state_of(reader)
                copies.copy(reader, store, key, vault.header.page_size, progress)
                inside = prove(reader, store, key, vault.header.page_size, progress)
        finally:
            copies.wipe(key)
        facts = container.Facts(vault.vault_id, now, vault.header.page_size, {}, b"")
        pack(part, small, store, facts, inside, bytes(data_key), progress)
        put_in_place(part, target / name)
    return Made(target / name, now, inside.digest, state, target != own)


def pack(part: Path, small: dict[str, bytes], store: Path, facts: container.Facts, inside: container.Inside, data_key: bytes,
         progress: Progress | None = None) -> None:
    """Write a container and read it back from a fresh handle: every sum, and the MAC. Raises PlaceFailed."""
    with files.place_errors(part.parent):
        container.write(part, small, store, facts, inside, data_key, progress)
    try:
        with container.reading(part) as back:
            good = back.verify(data_key) == inside
            back.check_sums(progress)
    except (Damaged, WrongInput):
        good = False
    if not good:
        raise PlaceFailed(N_("What was written to {place} can't be read back; use another disk or stick."), place=part.parent)


def put_in_place(part: Path, path: Path) -> None:
    """Give a proved backup its name, durably. Raises PlaceFailed."""
    with files.place_errors(path.parent):
        part.replace(path)
        files.sync_folder(path.parent)


@contextmanager
def removed(*parts: Path) -> Iterator[None]:
    """Whatever happens, nothing half stays. A stick that is gone can't be tidied, and its stump has no backup's name."""
    try:
        yield
    finally:
        for part in parts:
            try:
                copies.remove(part)
            except OSError:
                continue


@contextmanager
def _snapshot(reader: Connection) -> Iterator[None]:
    """One read transaction: what is read in it is one moment of the store, whoever writes meanwhile."""
    with translated():
        reader.isolation_level = None
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
    try:
        yield
    finally:
        with translated():
            reader.rollback()


def erased_lines(vault: Vault) -> bytes:
    with files.place_errors(vault.folder):
        content = (vault.folder / erased.NAME).read_bytes()
    return content[: content.rfind(b"\n") + 1]


def prove(source: Connection | None, store: Path, key: bytearray, page_size: int, progress: Progress | None = None) -> container.Inside:
    """Open a copy and look through it, pages and tables on one thread while the digests are worked out on another.

    With a source, the digests of both must be equal. Raises Damaged, PlaceFailed, and what `progress` raises.
    """
    with (copies.opened(store, key, page_size) as pages, copies.opened(store, key, page_size) as copied,
          ThreadPoolExecutor(1) as beside, copies.interruptible(pages, progress)):
        looked = beside.submit(_wrong_pages, pages)
        try:
            wanted = None if source is None else digest_of(source, progress)
            inside = container.Inside(digest_of(copied, progress), counts_of(copied))
        except BaseException:
            pages.interrupt()
            raise
        wrong = looked.result()
    if wrong:
        raise Damaged(N_("The vault is damaged; bring back the newest good backup."))
    if wanted not in (None, inside.digest):
        raise PlaceFailed(N_("The copy doesn't hold what the vault holds; check the disk of this computer and try again."))
    return inside


def _wrong_pages(connection: Connection) -> list[str]:
    with translated():
        return check.wrong_pages(connection)


def digest_of(connection: Connection, progress: Progress | None = None) -> str:
    """The digest of the store behind a connection."""
    with translated():
        questions = [row[0] for row in connection.execute("SELECT id FROM question").fetchall()]
        return check.digest(connection, questions, progress)


def counts_of(connection: Connection) -> dict[str, int]:
    """How many records of each kind, and how many erased ids, stand in a store; kinds that it doesn't know are left out."""
    with translated():
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
        names = [name for name in (*(each.TYPE for each in RECORDS), "erased", "operation") if name in there]
        return {name: int(connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]) for name in names}


def state_of(connection: Connection) -> str:
    """What a store has come to: it differs as soon as a record, a draft or an erasure was written."""
    sql = ("SELECT (SELECT coalesce(max(row), 0) FROM operation), (SELECT count(*) FROM erased), (SELECT count(*) FROM draft), "
           "(SELECT coalesce(max(changed), '') FROM draft)")
    with translated():
        return "/".join(str(each) for each in connection.execute(sql).fetchone())


# Finding --------------------------------------------------------------------------------------------------------------


def found(folder: Path) -> list[BackupFacts]:
    """The backups in a folder whose form is right, the newest first: of any vault, and vouched for by nobody. Raises PlaceFailed."""
    made = list[BackupFacts]()
    with files.place_errors(folder):
        paths = sorted(folder.glob("*" + container.SUFFIX)) if folder.is_dir() else []
    for path in paths:
        try:
            with container.reading(path) as reader:
                made.append(BackupFacts(path, reader.facts.vault_id, reader.facts.made, path.stat().st_size))
        except (Trouble, OSError):
            continue
    return sorted(made, key=lambda each: (each.made, each.path.name), reverse=True)


def newest(folder: Path) -> BackupFacts | None:
    """The newest backup in the own folder of the vault at `folder`, whose vault id, where the header still tells it, is the same."""
    try:
        own = header.facts(folder).vault_id
    except Trouble:
        own = ""
    return next((each for each in found(folder / FOLDER) if own in ("", each.vault_id)), None)


# After it -------------------------------------------------------------------------------------------------------------


def note(workspace: Workspace, made: Made) -> None:
    """Note in the vault that a backup was made: when, and what it holds. Raises PlaceFailed."""
    with workspace.atomic():
        notes.write(workspace._connection, notes.OUTSIDE if made.outside else notes.LOCAL, f"{made.made.isoformat()} {made.state}")
    workspace.log_access("backup", None)
    workspace.marks.know(made.digest, made.state)


def last(connection: Connection, key: str) -> tuple[datetime.datetime, str] | None:
    """When the last backup here (`notes.LOCAL`) or outside (`notes.OUTSIDE`) was made, and what the vault had come to."""
    text = notes.read(connection, key)
    if text is None:
        return None
    moment, _, state = text.partition(" ")
    return datetime.datetime.fromisoformat(moment), state


def due(connection: Connection, now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)) -> bool:
    """Whether the day's backup is still to be made: none was made today, and something changed since the last."""
    before = last(connection, notes.LOCAL)
    return (before is None or before[0].astimezone().date() != now().astimezone().date()) and changed(connection)


def changed(connection: Connection) -> bool:
    """Whether anything was written since the last backup here; before the first one, whether there is anybody to lose."""
    before = last(connection, notes.LOCAL)
    if before is None:
        return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM member)").fetchone()[0])
    return before[1] != state_of(connection)


def _rotate(vault: Vault, folder: Path, keep: Collection[Path | None], *, outside: bool) -> None:
    """Remove what the rotation doesn't keep, and outside whatever still holds somebody erased. Only what is proved to be this vault's."""
    with vault.lent_key() as data_key:
        ours = [each for each in found(folder) if _is_ours(each, vault, data_key)]
        kept = ours[: rotation.OUTSIDE] if outside else rotation.staying(ours, lambda each: each.made)
        if outside:
            kept = [each for each in kept if not holds_erased(each.path, vault)]
    for each in ours:
        if each not in kept and each.path not in keep:
            with files.place_errors(folder):
                each.path.unlink(missing_ok=True)


def drop_other_keys(vault: Vault) -> None:
    """Remove the vault's own backups that were made under another data key: they open to what a new key was to shut out. Raises PlaceFailed."""
    folder = vault.folder / FOLDER
    with vault.lent_key() as data_key:
        others = [each for each in found(folder) if each.vault_id == vault.vault_id and not _is_ours(each, vault, data_key)]
    with files.place_errors(folder):
        for each in others:
            each.path.unlink(missing_ok=True)


def _is_ours(each: BackupFacts, vault: Vault, data_key: Any) -> bool:
    if each.vault_id != vault.vault_id or not container.NAME.fullmatch(each.path.name):
        return False
    try:
        with container.reading(each.path) as reader:
            reader.verify(data_key)
    except Trouble:
        return False
    return True


def holds_erased(path: Path, vault: Vault) -> bool:
    """Whether a backup was made before somebody was erased. Raises Damaged, TooNew, PlaceFailed."""
    with container.reading(path) as reader:
        return not vault.erased.ids() <= ids_in(reader.small(erased.NAME))


def ids_in(lines: bytes) -> frozenset[str]:
    """The ids in an erased list, whoever wrote it. Ids are random, so nobody can name one who doesn't know it."""
    return frozenset(line.partition(b" ")[0].decode("ascii", "replace") for line in lines.split(b"\n")[:-1])


def _clear_parts(own: Path) -> None:
    """What a crash left of a backup in the making."""
    with files.place_errors(own):
        for path in own.glob(f"*{files.PART}*"):
            if path.is_file():
                path.unlink(missing_ok=True)
