"""Who may open a vault, on the header and the data key of an open one: slots added, replaced and removed, and a new data key.

Each act is one rewriting of vault.json, and the header before it doesn't stay behind: it would still open to what was just
taken away. Backups made earlier hold their own copy of it, and so does whoever copied the vault; against them there is only a
new data key, which crosses two more files:

1. a header whose key box holds both keys, the new one and the one before (`header.ROTATING`), durable;
2. the store and erased.list under the new key, each all at once;
3. a header with the new key alone.

Whoever opens the vault in between tries the new key, then the one before, and finishes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from locales import N_
from models.errors import Damaged, Trouble, Unconfirmed, WrongInput
from storage import header, recovery_words, slots
from storage.erased import ErasedList
from storage.header import Header, Slot
from storage.slots import DataKeys

__all__ = ["Keyring"]


class Keyring:
    """The keys of an open vault, and the slots that lead to them."""

    def __init__(self, folder: Path, opened: Header, used: Slot, keys: DataKeys) -> None:
        self.folder = folder
        self.header = opened
        self.vault_id = opened.vault_id
        self.slot_id, self.sign = used.id, used.sign
        self.is_test = opened.is_test
        self._keys, self._closed = keys, False
        self._guard = threading.RLock()
        self.erased = self._read_erased()

    def _read_erased(self) -> ErasedList:
        found, grown = self.header.erased, self._erased_grew
        try:
            return ErasedList(self.folder, self._key("vault/erased"), least=found, grown=grown)
        except Damaged:
            if self._keys.before is None:
                raise
            return ErasedList(self.folder, self._key("vault/erased", self._keys.before), least=found, grown=grown)

    def take_seat(self, slot_id: str) -> None:
        """Whoever came in with the recovery words is the person with this slot from now on. Raises WrongInput."""
        mine = self._slot(slot_id)
        self.slot_id, self.sign = mine.id, mine.sign

    def subkey(self, label: str) -> bytes:
        """32 bytes for one use, derived from the data key; the same in this vault only, and until the data key is changed."""
        return self._key("use/" + label)

    @contextmanager
    def lent_key(self) -> Iterator[bytearray]:
        """The data key, for what packs or opens a backup of this very vault; the copy is wiped afterwards."""
        if self._closed:
            raise RuntimeError("the vault is closed")
        lent = bytearray(self._keys.key)
        try:
            yield lent
        finally:
            slots.wipe(lent)

    @property
    def is_closed(self) -> bool:
        return self._closed

    def _key(self, label: str, data_key: bytearray | None = None) -> bytes:
        if self._closed:
            raise RuntimeError("the vault is closed")
        return slots.subkey(data_key or self._keys.key, label, slots.fingerprint(self.vault_id))

    # the header

    def set_unfinished(self, flag: bool) -> None:
        """Note in the header whether something unfinished waits inside, for the unlock page. Raises PlaceFailed."""
        if flag != self.header.unfinished:
            self._rewrite(unfinished=flag)

    def ask_for_reader(self) -> None:
        """Have the header ask for this Raddir or a newer one: the store is about to hold what an older one would not erase from."""
        if self.header.reader != header.READER:
            self._rewrite(reader=header.READER)

    def _erased_grew(self, count: int) -> None:
        if count != self.header.erased:
            self._rewrite(erased=count)

    def _rewrite(self, **changes: Any) -> None:
        with self._guard:
            changed = header.seal(self.header._replace(**changes), self._key("vault/header"))
            header.write(self.folder, changed)
            self.header = changed

    def _rewrite_ways_in(self, **changes: Any) -> None:
        """Change who may open it, or leave everything as it was: the header before would still open to the old passphrase.

        Raises PlaceFailed, Damaged; Unconfirmed where the disk fails so that nobody can tell which header stands there.
        """
        with self._guard:
            before = self.header
            try:
                self._rewrite(**changes)
                self._drop_previous()
            except Trouble:
                self.header = before
                self._put_back(before)
                raise

    def _put_back(self, before: Header) -> None:
        """What failed to be written may stand there all the same. Raises Unconfirmed if it can't be taken back."""
        try:
            header.put_back(self.folder, before)
        except Trouble as trouble:
            text = N_("The disk failed in the middle of the change, so {place} may open the old way or the new: keep both, and try again.")
            raise Unconfirmed(text, place=self.folder) from trouble

    def _drop_previous(self) -> None:
        """Remove vault.json.1 once what stands in vault.json has been read back. Raises Damaged, PlaceFailed."""
        if header.read(self.folder) != (self.header, False):
            raise header.damaged(self.folder)
        header.drop_previous(self.folder)

    # slots

    def add_slot(self, passphrase: str, sign: str, slot_id: str | None = None) -> str:
        """Let somebody else in with their own passphrase; returns the slot's id, drawn here or by the caller beforehand.

        Raises WrongInput, PlaceFailed.
        """
        if sign in (each.sign for each in self.header.slots):
            raise WrongInput(N_("Another person already has the sign {sign}; choose another."), sign=sign)
        if len(self.header.slots) >= header.MAX_SLOTS:
            raise WrongInput(N_("The vault has no room for one more key; remove somebody who no longer needs theirs."))
        slot = slots.seal_passphrase(passphrase, header.check_sign(sign), self._kdf(), self.vault_id, self.is_test, slot_id)
        self._with_slots((*self.header.slots, slot))
        return slot.id

    def replace_passphrase(self, passphrase: str, slot_id: str | None = None) -> None:
        """A new passphrase and a new key pair in a slot, by default the one this vault was opened with; its id and sign stay.

        It doesn't protect from somebody who copied the old header; that takes a new data key (`rekey`).
        Raises WrongInput, PlaceFailed.
        """
        self._with_slots(self._replaced(passphrase, slot_id))

    def _replaced(self, passphrase: str, slot_id: str | None) -> tuple[Slot, ...]:
        if slot_id is None and not self.sign:
            text = N_("The vault was opened with the recovery words; open it with a passphrase to change it.")
            raise WrongInput(text)
        old = self._slot(slot_id or self.slot_id)
        fresh = slots.seal_passphrase(passphrase, old.sign, self._kdf(), self.vault_id, self.is_test, old.id)
        return tuple(fresh if each is old else each for each in self.header.slots)

    def remove_slot(self, slot_id: str) -> None:
        """Take somebody's way in away. What they copied of the vault before stays open to them until a new data key.

        Raises WrongInput if it is the last one with a passphrase, or nobody's; PlaceFailed.
        """
        gone = self._slot(slot_id)
        if [each for each in self.header.slots if each.kind == "passphrase"] == [gone]:
            raise WrongInput(N_("This is the last passphrase that opens the vault, so it can't be removed."))
        self._with_slots(tuple(each for each in self.header.slots if each is not gone))

    def _slot(self, slot_id: str) -> Slot:
        """The slot of a person. Raises WrongInput."""
        for each in self.header.slots:
            if each.id == slot_id and each.kind == "passphrase":
                return each
        raise WrongInput(N_("Nobody has this key any more; look at the list again."))

    def replace_recovery(self, words: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Fifteen new recovery words, drawn here or beforehand; the old paper opens nothing from now on.

        Raises WrongSecret if `words` aren't fifteen words that belong together, PlaceFailed.
        """
        words = words or recovery_words.to_words(recovery_words.draw())
        key = recovery_words.from_words(" ".join(words))
        old = [each for each in self.header.slots if each.kind == "recovery"]
        fresh = slots.seal_recovery(key, self.vault_id, self.is_test, old[0].id if old else None)
        self._with_slots((*(each for each in self.header.slots if each not in old), fresh))
        return words

    @property
    def recovery_mark(self) -> str:
        """Tells one recovery sheet from the next, and nothing else: the public half of its key pair."""
        return next((each.recipient for each in self.header.slots if each.kind == "recovery"), "")

    def _with_slots(self, changed: tuple[Slot, ...]) -> None:
        self._rewrite_ways_in(slots=changed, box=slots.box(self._keys, changed))

    def _kdf(self) -> header.Kdf:
        return slots.TEST if self.is_test else slots.calibrate()

    # a new data key

    def _begin_rotation(self, passphrase: str | None) -> None:
        """Draw the new data key and write it beside the old one, with a new passphrase in one's own slot where one is given.

        Raises WrongInput, PlaceFailed; the old key is then the only one, as before.
        """
        changed = self.header.slots if passphrase is None else self._replaced(passphrase, None)
        before = self._keys
        self._keys = DataKeys(bytearray(os.urandom(slots.DATA_KEY_BYTES)), before.key)
        try:
            self._rewrite_ways_in(format=header.ROTATING, slots=changed, box=slots.box(self._keys, changed))
        except BaseException:
            self._keys = before
            raise

    def _take_back_rotation(self, before: Header) -> None:
        """Go back to the header before `_begin_rotation`, while the store is still under the old key. Raises PlaceFailed."""
        drawn, kept = self._keys
        assert kept is not None
        self._keys = DataKeys(kept)
        slots.wipe(drawn)
        header.write(self.folder, before)
        self.header = before
        self._drop_previous()

    def _end_rotation(self) -> None:
        """Everything is under the new key: forget the old one. Raises PlaceFailed."""
        alone = DataKeys(self._keys.key)
        self._rewrite(format=header.FORMAT, box=slots.box(alone, self.header.slots))
        self._drop_previous()
        self._wipe_before()
        self._keys = alone

    def _wipe_before(self) -> None:
        if self._keys.before is not None:
            slots.wipe(self._keys.before)

    def _forget(self) -> None:
        """Nothing can be derived from now on."""
        self._wipe_before()
        slots.wipe(self._keys.key)
        self._closed = True
