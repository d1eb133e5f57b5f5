"""The restore drill: whether the recovery words on paper and the newest backup would really bring everything back.

The newest backup is opened with the words through its own header, as on a new laptop, and its store through a copy that stays encrypted;
pages, tables and digest must be right. Due every ninety days.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from locales import N_
from models.errors import WrongInput, WrongSecret
from storage import backup, container, copies, files, header, notes, recovery_words, restore
from storage.copies import Progress
from storage.vault import Connection, Vault

if TYPE_CHECKING:
    from storage.workspace import Workspace

__all__ = ["DAYS", "Passed", "drill", "is_due", "last", "note", "run"]

DAYS = 90


class Passed(NamedTuple):
    """A drill that went well: of which backup, and how many people it holds."""

    made: datetime.datetime
    people: int


def drill(workspace: Workspace, words: str, progress: Progress | None = None) -> Passed:
    """Do the drill and note that it went well. Raises WrongInput (no backup yet), WrongSecret, Damaged, PlaceFailed."""
    passed = run(workspace.vault, words, progress)
    note(workspace)
    return passed


def run(vault: Vault, words: str, progress: Progress | None = None) -> Passed:
    """Do the drill, from any thread. Raises as `drill` does, and what `progress` raises."""
    recovery_words.from_words(words)  # says which word isn't one, before anything else
    own = vault.folder / backup.FOLDER
    newest = next((each for each in backup.found(own) if each.vault_id == vault.vault_id), None)
    if newest is None:
        raise WrongInput(N_("There is no backup to try yet; make one first."))
    files.check_room(own, newest.size)
    store = own / ("drill" + files.PART)
    copies.remove(store)
    with container.reading(newest.path) as reader, backup.removed(store):
        head = header.parse(reader.small(header.NAME), newest.path)
        try:
            _used, keys = restore.unlock(head, restore.Secret(words=words), newest.path)
        except WrongSecret:
            raise WrongSecret(N_("These recovery words don't open the newest backup; were they renewed since? Make a backup, and check "
                                 "which sheet is the newest.")) from None
        key = copies.store_key(keys.key, head.vault_id)
        try:
            inside = reader.verify(keys.key)
            reader.extract(store, progress)
            found = backup.prove(None, store, key, head.page_size, progress)
        finally:
            copies.wipe(key, keys.key)
    if found.digest != inside.digest:
        raise container.altered(newest.path)
    return Passed(newest.made, found.counts.get("member", 0))


def note(workspace: Workspace) -> None:
    """Note that the drill went well today. Raises PlaceFailed."""
    with workspace.atomic():
        notes.write(workspace._connection, notes.DRILLED, workspace.today().isoformat())
        workspace.log_access("drill", None)


def last(connection: Connection) -> datetime.date | None:
    """The day of the last drill that went well."""
    text = notes.read(connection, notes.DRILLED)
    return None if text is None else datetime.date.fromisoformat(text)


def is_due(connection: Connection, today: datetime.date) -> bool:
    """Whether it is time for one: there is a backup, and ninety days have gone by, or none was done yet."""
    before = last(connection)
    if before is None:
        return notes.read(connection, notes.LOCAL) is not None
    return not 0 <= (today - before).days < DAYS
