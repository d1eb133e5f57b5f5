"""The people who open a vault: a volunteer's record in the store and a slot in the header, kept in step without anybody else's passphrase.

A record and a slot belong together by the slot's id. They stand in two files, and a crash may leave one without the other: then the
list says so, and giving a passphrase or removing puts it right. Whoever is removed stays the author of what they wrote.

Roles are a matter of order, not of encryption: one key opens the whole vault, and who holds it could alter a role as well.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, cast

from locales import N_
from models.errors import Trouble, WrongInput
from models.operation import new_id
from models.vocabulary import vocabulary
from models.volunteer import Volunteer
from storage import backup, notes, slots
from storage import passphrase as strength

if TYPE_CHECKING:
    from storage.changes import Changes
    from storage.workspace import Workspace

__all__ = [
    "Holder", "add", "check_strength", "choose_own", "free_signs", "give_passphrase", "holders",
    "only_coordinators", "rekey", "remove", "renew_backups", "set_coordinator",
]


class Holder(NamedTuple):
    """Somebody who has a way in, or a record, or both."""

    id: str
    """The volunteer's id; empty where a slot was left without a record."""
    name: str
    sign: str
    slot: str
    """The slot's id; empty where somebody has no passphrase here."""
    coordinator: bool
    me: bool


def holders(workspace: Workspace) -> list[Holder]:
    """Everybody active, in the order they came, and slots that are nobody's. Who only wrote things down has no slot."""
    ways = {each.id: each.sign for each in workspace.vault.header.slots if each.kind == "passphrase"}
    by_sign = {sign: slot for slot, sign in ways.items()}
    me, found = workspace.me, list[Holder]()
    for each in workspace.volunteers():
        if each.active is False:
            continue
        slot = each.slot if each.slot in ways else by_sign.get(each.sign or "", "") if not each.slot else ""
        sign = ways.pop(slot, "") if slot else ""
        found.append(Holder(each.id, each.name or "", sign, slot if sign else "", each.coordinator is True, me is not None and me.id == each.id))
    return found + [Holder("", "", sign, slot, coordinator=False, me=slot == workspace.vault.slot_id) for slot, sign in ways.items()]


def free_signs(workspace: Workspace) -> list[str]:
    """The signs that nobody opens with, in the order of the drawings."""
    taken = {each.sign for each in workspace.vault.header.slots}
    return [code for code in vocabulary("sign").by_code if code not in taken]


def rekey(workspace: Workspace, passphrase: str | None = None) -> Trouble | None:
    """A new data key for everything, with a new passphrase for oneself where one is given; then a new backup, and the old ones go.

    Returns what kept the backup from being made: the key is new all the same, and the next opening tries again.
    Raises WrongInput, PlaceFailed as `vault.Vault.rekey` does.
    """
    if passphrase is None:
        only_coordinators(workspace)
    else:
        check_strength(workspace, passphrase)
    with workspace.atomic():
        notes.write(workspace._connection, notes.REKEYED, "due")
    with backup.one_at_a_time:  # a backup that is being made reads through a connection which the change of the key closes
        workspace.rekey(passphrase)
        workspace.log_access("rekey", None)
        return renew_backups(workspace)


def renew_backups(workspace: Workspace) -> Trouble | None:
    """After a new data key: a backup under it, and those under another key go, once the new one is proved. Returns what went wrong.

    A backup carries its own header and so opens with the passphrases it was made under, without the vault: none is lost before.
    """
    if notes.read(workspace._connection, notes.REKEYED) is None:
        return None
    try:
        backup.make(workspace)
        backup.drop_other_keys(workspace.vault)
        with workspace.atomic():
            notes.drop(workspace._connection, notes.REKEYED)
    except Trouble as trouble:
        return trouble
    return None


def check_strength(workspace: Workspace, passphrase: str) -> None:
    """Raises WrongInput for a passphrase that is too easy to guess. A vault for tests takes any."""
    known = [workspace.association().name or "", *(each.name for each in holders(workspace))]
    if not workspace.vault.is_test:
        strength.refuse_weak(passphrase, known)


def add(workspace: Workspace, name: str, sign: str, passphrase: str, *, coordinator: bool = False) -> Changes:
    """A volunteer with a passphrase of their own. Raises WrongInput, PlaceFailed."""
    only_coordinators(workspace)
    if not name.strip():
        raise WrongInput(N_("A volunteer needs a name; a nickname is enough."))
    check_strength(workspace, passphrase)
    slots.passphrase_bytes(passphrase)
    fresh = Volunteer(id=new_id(), name=name.strip(), sign=sign, active=True, coordinator=coordinator)
    return _with_slot(workspace, fresh, passphrase, sign)


def _with_slot(workspace: Workspace, who: Volunteer, passphrase: str, sign: str) -> Changes:
    """Save a volunteer together with a new slot: what can't be written in one place is taken back in the other."""
    slot, vault = slots.new_id(), workspace.vault
    try:
        with workspace.atomic():
            changes = workspace.save(who.with_values({"slot": slot, "sign": sign}))
            workspace.log_access("volunteers", None)
            vault.add_slot(passphrase, sign, slot)
    except BaseException:
        if slot in (each.id for each in vault.header.slots):
            with suppress(Trouble):
                vault.remove_slot(slot)
        raise
    return changes


def give_passphrase(workspace: Workspace, who: Holder, passphrase: str, sign: str = "") -> None:
    """A new passphrase for somebody: oneself, or by a coordinator anybody. The old one no longer opens.

    Where the person had no slot here they get one, with `sign`. Raises WrongInput, PlaceFailed.
    """
    if not who.me:
        only_coordinators(workspace)
    check_strength(workspace, passphrase)
    if who.slot:
        if not who.me:
            workspace.log_access("volunteers", None)
        workspace.vault.replace_passphrase(passphrase, who.slot)
        return
    _with_slot(workspace, _volunteer(workspace, who), passphrase, sign)


def replace_recovery(workspace: Workspace, words: tuple[str, ...]) -> None:
    """Fifteen new recovery words, by a coordinator; the paper from before opens nothing any more. Raises WrongInput, PlaceFailed."""
    only_coordinators(workspace)
    workspace.log_access("volunteers", None)  # first: what fails after the words are changed would have their paper thrown away
    workspace.vault.replace_recovery(words)


def choose_own(workspace: Workspace, who: Holder, passphrase: str) -> None:
    """After the recovery words: a new passphrase for whoever is there, who is then the author of what follows.

    Raises WrongInput, PlaceFailed.
    """
    give_passphrase(workspace, who, passphrase)
    workspace.vault.take_seat(who.slot)
    workspace.sign_in()


def remove(workspace: Workspace, who: Holder) -> Changes | None:
    """Take somebody's way in away; their name stays with what they wrote, and their sign may be given again.

    What they copied of the vault before stays open to them until a new data key. Raises WrongInput, PlaceFailed.
    """
    only_coordinators(workspace)
    _not_the_last(workspace, who)
    if who.slot:
        workspace.vault.remove_slot(who.slot)
    workspace.log_access("volunteers", None)
    if not who.id:
        return None
    return workspace.save(_volunteer(workspace, who).with_values({"active": False, "slot": None, "sign": None, "coordinator": False}))


def set_coordinator(workspace: Workspace, who: Holder, on: bool) -> Changes:
    """Make somebody a coordinator, or a volunteer like others. Raises WrongInput."""
    only_coordinators(workspace)
    if not on:
        _not_the_last(workspace, who)
    with workspace.atomic():
        workspace.log_access("volunteers", None)
        return workspace.save(_volunteer(workspace, who).with_values({"coordinator": on}))


def _volunteer(workspace: Workspace, who: Holder) -> Volunteer:
    return cast(Volunteer, workspace.get(who.id))


def only_coordinators(workspace: Workspace) -> None:
    """Raises WrongInput unless a coordinator, or the recovery words, opened the vault."""
    if not workspace.is_coordinator:
        raise WrongInput(N_("Only a coordinator looks after passphrases and roles; ask one."))


def _not_the_last(workspace: Workspace, who: Holder) -> None:
    """Somebody who looks after the keys must be left, and able to come in."""
    if who.coordinator and who.slot and [each for each in holders(workspace) if each.coordinator and each.slot] == [who]:
        raise WrongInput(N_("This is the only coordinator; make somebody else one first."))
