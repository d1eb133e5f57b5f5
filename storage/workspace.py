"""An open vault: who opened it, what is written in it (`recorder.py`), what is erased from it, and the proof that it is whole."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, TypeVar

from locales import N_
from models import idle
from models.association import Association
from models.errors import Trouble, WrongInput
from models.operation import new_id
from models.record import Record
from models.values import one_line
from models.vocabulary import lay_over
from models.volunteer import Volunteer
from storage import (
    access_log,
    attachments,
    binned,
    check,
    clock,
    compact,
    consent_texts,
    erasure,
    keys,
    migrations,
    notes,
    permissions,
    upgrade,
    vault,
)
from storage.aliases import family
from storage.attachments import Attachments
from storage.journal import Journal
from storage.library import Library
from storage.marks import Marks
from storage.recorder import Recorder
from storage.vault import Connection, translated

if TYPE_CHECKING:
    from storage.snapshots import VaultArchive


T = TypeVar("T")
HIDDEN_DAYS = 30
"""Days for which somebody who took back that they are kept is hidden, and can come back, before everything is erased."""


class Workspace(Recorder):
    """An open vault to read and to write, on one thread."""

    def __init__(self, opened: vault.Vault, connection: Connection) -> None:
        super().__init__(connection)
        self.vault = opened
        self._is_closed = False
        self.attachments = Attachments(self)
        migrations.bring_up_to_date(connection)
        self.marks = Marks(opened, connection)
        with self.atomic():
            self.standing = self.marks.standing()
            """What the mark in the user's profile says of this store; one that came back from a copy writes under a `dev` of its own."""
            self._dev = self._kept(notes.DEV, new_id(), anew=any(self.standing))
            self.report_secret = bytes.fromhex(self._kept("report-secret", opened.subkey("report").hex()))
            """What the coin of printed figures is keyed by. Kept inside, for figures must come out the same after a new data key."""
        self._journal = Journal(connection, self._dev, int(time.time() * 1000), self._written)
        self.sign_in()
        with self.atomic():
            gone = erasure.finish(connection, opened.erased.ids(), self._journal)
        opened.erased.add_all(erasure.tombstones(connection) - opened.erased.ids())
        if gone:
            compact.empty_log(connection)
        self.marks.begin()

    # opening and closing

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, *, association: str, language: str = "en", volunteer: str = "",
        kdf: Literal["normal", "test"] = "normal", sign: str = "boat", details: Association | None = None,
    ) -> tuple[Self, tuple[str, ...]]:
        """Make a vault and what stands in it first: the association, with `details` of it, and its coordinator. Returns it open, and the
        recovery words.

        Raises WrongInput, PlaceFailed.
        """
        with vault.making(folder, passphrase, kdf=kdf, sign=sign) as made:
            workspace = cls(made.vault, made.vault.writer())
            first = Volunteer(
                id=new_id(), name=one_line(volunteer) or one_line(association), sign=sign, slot=made.vault.slot_id, active=True, coordinator=True,
            )
            workspace._journal.author = first.id
            workspace._speak_our_words()
            known = Association(id=new_id(), name=one_line(association), languages=(language,))
            workspace.save_all([first, known.with_values({**details.values(), "name": known.name}) if details is not None else known])
        return workspace, made.recovery_words

    @classmethod
    def open(cls, folder: Path, *, passphrase: str | None = None, recovery_words: str | None = None, slot: str | None = None) -> Self:
        """Open a vault. Raises what `storage.vault.open_vault` raises."""
        opened = vault.open_vault(folder, passphrase=passphrase, recovery_words=recovery_words, slot=slot)
        try:
            upgrade.bring_up_to_date(opened)
            with translated():
                workspace = cls(opened, opened.writer())
                upgrade.settle(opened)
                with workspace.atomic():
                    clock.note_opening(workspace._connection, int(time.time() * 1000))
                workspace.erase_overdue()
                binned.purge_overdue(workspace)
                workspace._forget_old_accesses()
            workspace.marks.begin()
            keys.renew_backups(workspace)  # where a change of the key was cut short
            workspace._speak_our_words()
        except BaseException:
            opened.close()
            raise
        return workspace

    def rekey(self, passphrase: str | None = None) -> None:
        """A new data key for everything (`vault.Vault.rekey`, which says what it raises). Readers have to be made anew."""
        self.vault.rekey(self._connection, passphrase)

    def reader(self) -> Library:
        """A second, read-only connection, for the thread that asks for it."""
        return Library(self.vault.reader())

    def close(self) -> None:
        """Close the vault; once a month, and after an erasure that hasn't done so, the store is written anew before."""
        mark = None
        with suppress(Trouble), translated():
            now = int(time.time() * 1000)
            if not (self._is_closed or self.vault.is_closed or self._connection.in_transaction) and compact.is_due(self._connection, now):
                compact.compact(self._connection, now)
        with suppress(Trouble):  # without a mark the vault is closed all the same
            mark = None if self.vault.is_closed else self.marks.sealed()
        self._is_closed = True
        lay_over(self, None)
        consent_texts.fall_silent(self)
        self.vault.close()
        if mark is not None:
            self.marks.put(mark)

    @property
    def me(self) -> Volunteer | None:
        """Whose slot opened the vault: the active volunteer with this slot. Nobody when the recovery words opened it.

        Until a release wrote slots down, a volunteer was known by the sign alone.
        """
        found = [each for each in self.volunteers() if each.active is not False and self.vault.sign]
        mine = [each for each in found if each.slot == self.vault.slot_id] or [
            each for each in found if not each.slot and each.sign == self.vault.sign
        ]
        return mine[0] if mine else None

    def sign_in(self) -> None:
        """Write what follows under the name of whoever opened the vault."""
        me = self.me
        self._journal.author = me.id if me is not None else ""

    @property
    def is_coordinator(self) -> bool:
        """Whether who opened the vault may look after keys and people: a coordinator, or whoever holds the recovery words."""
        me = self.me
        return me.coordinator is True if me is not None else not self.vault.sign

    def paper_proved(self) -> bool:
        """Whether somebody showed that they hold the recovery sheet that opens this vault now, by typing some of its words."""
        return notes.read(self._connection, notes.PROVED) == self.vault.recovery_mark

    def note_paper_proved(self) -> None:
        """The recovery sheet was shown to be there. A new one has to be shown anew. Not journalled: it is a fact of this laptop."""
        with self.atomic():
            notes.write(self._connection, notes.PROVED, self.vault.recovery_mark)

    def _kept(self, key: str, first: str, *, anew: bool = False) -> str:
        """A fact of this store, set the first time it is asked for, or `anew`."""
        if anew or notes.read(self._connection, key) is None:
            notes.write(self._connection, key, first)
        return str(notes.read(self._connection, key))

    def report_options(self, kind: str) -> str:
        """What was chosen when a report of a kind was last kept, as whoever kept it wrote it; "" before."""
        return notes.read(self._connection, f"{notes.REPORT} {kind}") or ""

    def keep_report_options(self, kind: str, chosen: str) -> None:
        """Keep it for the next time. It never leaves this laptop, and holds no filter: a filter could be about somebody."""
        with self.atomic():
            notes.write(self._connection, f"{notes.REPORT} {kind}", chosen)

    def idle_minutes(self) -> int:
        """After how many minutes without a key this association's windows lock; in a conversation they cover the screen first."""
        return notes.number(self._connection, notes.IDLE_MINUTES) or idle.DEFAULT

    def set_idle_minutes(self, minutes: int) -> None:
        """Choose it. Raises WrongInput for anything that isn't offered."""
        if minutes not in idle.CHOICES:
            raise WrongInput(N_("The window may lock after {minutes} minutes, not after {wrong}."),
                             minutes=", ".join(map(str, idle.CHOICES)), wrong=minutes)
        with self.atomic():
            notes.write(self._connection, notes.IDLE_MINUTES, str(minutes))

    # erasing

    def erase(self, member_id: str) -> None:
        """Remove a person and every trace of them; only the id stays, so that they can't come back. Raises WrongInput."""
        if not self._rows("SELECT 1 FROM member WHERE id = ?", (member_id,)):
            raise WrongInput(N_("There is no member with the id “{id}”; they may have been erased already."), id=member_id[:40])
        self.forget_for_ever(member_id)
        self.after_erasing()

    def forget_for_ever(self, member_id: str, what: str = "erase") -> None:
        """The heart of an erasure: first the list of the erased, then the store. `what` is how the access log calls it."""
        self.vault.erased.add_all(family(self._connection, member_id))
        with self.atomic():
            self._erase(member_id, what)

    def replace_by(self, member_id: str, records: Sequence[Record], what: str) -> None:
        """Erase somebody and leave these records instead, in one act. The list of the erased comes last: before, an interruption would
        have the next opening erase and leave nothing. Where it is interrupted after, the next opening makes the list whole.

        Raises WrongInput, PlaceFailed.
        """
        with self.atomic():
            gone = family(self._connection, member_id)
            self.save_all(records)
            self._erase(member_id, what)
        self.vault.erased.add_all(gone)

    def _erase(self, member_id: str, what: str) -> None:
        erasure.let_go(self._connection, self._journal, member_id)
        erasure.erase(self._connection, member_id)
        access_log.write(self._connection, self._journal.author, what, None, "", datetime.datetime.now(datetime.UTC))
        self._remembered = ((), {})

    def after_erasing(self) -> None:
        """Write the store anew without what was erased, and empty its log."""
        compact.compact(self._connection, int(time.time() * 1000))
        self._flag_unfinished()

    def erase_overdue(self) -> None:
        """Erase those who took back their consent to be kept thirty days ago or more, and attachments no longer agreed to as long.

        Nothing is erased by age while the clock can't be believed.
        """
        if not self.believes_the_clock():
            return
        month_ago = int((time.time() - HIDDEN_DAYS * 24 * 3600) * 1000)
        for member_id in erasure.overdue(self._connection, month_ago, self.today().isoformat()):
            self.forget_for_ever(member_id)
            compact.empty_log(self._connection)
        self.attachments.erase(attachments.overdue(self._connection, month_ago, self.today().isoformat()))

    def believes_the_clock(self) -> bool:
        """Whether anything may be removed because of its age: False until somebody confirms a date that is far beyond the last opening."""
        with translated():
            return clock.trustworthy(self._connection, int(time.time() * 1000))

    def has_a_late_clock(self) -> bool:
        """Whether the computer says that it is before the vault was last opened: what was agreed since doesn't count yet today."""
        with translated():
            return clock.is_behind(self._connection, int(time.time() * 1000))

    def confirm_date(self) -> None:
        """Somebody says that the computer's date is right; what has waited long enough is removed."""
        with self.atomic():
            clock.confirm(self._connection, int(time.time() * 1000))
        self.erase_overdue()
        binned.purge_overdue(self)

    def _flag_unfinished(self) -> None:
        self.vault.set_unfinished(self.drafts.waiting())

    def log_access(self, what: str, subject: str | None, reason: str = "") -> None:
        """Write down that something was opened or taken out: `what` of the vocabulary `access-kind`, the id of the person it was about, and
        why, as a code of `access-reason` or in words. Raises ValueError for a `what` that isn't there."""
        with self.atomic():
            access_log.write(self._connection, self._journal.author, what, subject, reason, datetime.datetime.now(datetime.UTC))

    def _forget_old_accesses(self) -> None:
        if not self.believes_the_clock():
            return
        with self.atomic():
            access_log.forget_old(self._connection, datetime.datetime.now(datetime.UTC))

    # figures

    def archive(self) -> VaultArchive:
        """What a report asks for; it draws the figures snapshot when one is due."""
        from storage.snapshots import VaultArchive

        return VaultArchive(self)

    # proof

    def check(self) -> list[str]:
        """What is wrong with the store, in sentences; nothing when all is well."""
        with translated():
            return check.check(self._connection, self)

    def digest(self) -> str:
        """The SHA-256 of the canonical state."""
        with translated():
            return check.digest(self._connection, self._every_question())

    def canonical_lines(self) -> Iterator[str]:
        """The live state, one record a line, sorted, without the time of export."""
        with translated():
            yield from check.canonical_lines(self._connection, self._every_question())

    def exportable_lines(self) -> tuple[list[str], int]:
        """The same without the people nothing may leave of, hidden or restricted, and how many were left out."""
        with translated():
            closed = permissions.closed_people(self._connection, self.today().isoformat())
            gone = {each for member in closed for some in erasure.belongings_of(self._connection, member).values() for each in some}
            lines = list(check.canonical_lines(self._connection, self._every_question()))
            return [line for line in lines if not gone or json.loads(line)["id"] not in gone], len(closed)
