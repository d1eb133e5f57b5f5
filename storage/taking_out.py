"""A list leaves the vault in the clear: for a coordinator only, after the passphrase was typed again, written into the access log, and
without the people who asked that nothing of theirs be used. The outputs table of `records.md`, row "plain export"."""

from __future__ import annotations

from dataclasses import dataclass

from locales import N_, Words
from models.errors import WrongInput, WrongSecret
from models.labels import answer_words
from models.listing import Listing
from models.registry import BY_TYPE
from storage import lists
from storage.header import Header
from storage.lists import PAGE
from storage.slots import unlock_passphrase, wipe
from storage.workspace import Workspace

KIND = "list"
"""How the access log calls it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A list in words: heads, rows, which columns are numbers, and how many people were left out."""

    kind: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]
    left_out: int
    association: str


def prove(header: Header, slot_id: str | None, passphrase: str) -> None:
    """Whether whoever sits here knows the passphrase the vault was opened with. Raises WrongSecret, WrongInput. Takes about a second."""
    slot = next((each for each in header.slots if each.kind == "passphrase" and each.id == slot_id), None)
    if slot is None:
        raise WrongInput(N_("The vault was opened with the recovery words; open it with a passphrase to take a list out."))
    found, data_keys = unlock_passphrase(header, passphrase, slot.sign)
    for each in (data_keys.key, data_keys.before):
        if each is not None:
            wipe(each)
    if found.id != slot.id:
        raise WrongSecret(N_("This passphrase doesn't open the vault; check capital letters, spaces and the keyboard's language."))


def only_coordinators(workspace: Workspace) -> None:
    """Raises WrongInput for anybody else."""
    if not workspace.is_coordinator:
        raise WrongInput(N_("Only a coordinator takes a list out in the clear; ask one to open the vault with their passphrase."))


def take_out(workspace: Workspace, listing: Listing, words: Words) -> Taken:
    """The list as it is shown, all of it, once the access log has a line about it. The passphrase was proved before. Raises WrongInput."""
    only_coordinators(workspace)
    rows = lists.order(workspace, listing, words)
    closed, people = lists.restricted(workspace, listing.kind, rows)
    allowed = [row for row in rows if row not in closed]
    by_name = {each.name: each for each in lists.columns(workspace, listing.kind)}
    shown = [by_name[name] for name in listing.columns if name in by_name]
    workspace.log_access(KIND, None, f"{words.gettext(BY_TYPE[listing.kind].LABEL)}: {len(allowed)}")
    found = list[tuple[str, ...]]()
    for start in range(0, len(allowed), PAGE):
        for line in lists.lines(workspace, listing.kind, allowed[start : start + PAGE], shown):
            if line.id:
                found.append(tuple(answer_words(each.field, value, words) for each, value in zip(shown, line.values, strict=True)))
    numeric = frozenset(place for place, each in enumerate(shown) if each.field.kind in ("number", "quantity", "score"))
    heads = tuple(each.title(words) for each in shown)
    return Taken(listing.kind, heads, tuple(found), numeric, people, workspace.association().name or "")
