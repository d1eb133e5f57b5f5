"""One contribution in the form that is made from the declaration; what was half typed is not lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.contribution import Contribution
from models.record import Record
from storage.library import Library
from ui import messages
from ui.operations import people, rights
from ui.pages.member.record_form import Opened, RecordForm
from ui.pages.member.sensitive import RESUMED
from ui.session import Session

__all__ = ["GiftForm"]


class GiftForm(RecordForm):
    """Opens, keeps and leaves a contribution; `shown` and `gone` are told when it comes up and when it is done."""

    def __init__(self, session: Session, shown: Callable[[], None], gone: Callable[[], None]) -> None:
        super().__init__()
        self._session, self._shown, self._gone = session, shown, gone
        self.kept.connect(self._keep)
        self.left.connect(gone)
        self.binned.connect(self._bin)
        self.gate.given.connect(self._open_up)

    def load(self, record_id: str, raw: Mapping[str, Any] | None = None) -> None:
        """Open a contribution that is kept."""
        def work(library: Library) -> tuple[Opened, str]:
            record = library.get(record_id)
            return Opened(record, library.fields(record.TYPE), library.history(record_id)), library.code_of(record_id)

        self._session.jobs.read(work, lambda found: self._take(*found, raw))

    def begin(self, member: str, raw: Mapping[str, Any] | None = None) -> None:
        """Open a new one of a person."""
        def work(library: Library) -> tuple[Opened, str]:
            return Opened(Contribution(member=member), library.fields(Contribution.TYPE)), library.code_of(member)

        self._session.jobs.read(work, lambda found: self._take(*found, raw))

    def _take(self, opened: Opened, code: str, raw: Mapping[str, Any] | None) -> None:
        self.show_record(opened, code)
        if raw is not None:
            if self.holds_closed(raw):  # it was typed when it was open
                self._open_up(RESUMED)
                self.open_sensitive()
            self.set_raw(raw)
        self._shown()
        self.focus()

    def _member(self) -> str:
        return str(getattr(self.opened.record, "member", "") or "") if self.opened is not None else ""

    def _open_up(self, reason: str) -> None:
        opened = self.opened

        def done() -> None:
            if opened is self.opened:
                self.open_sensitive()

        if opened is not None:
            rights.open_sensitive(self._session, self._member(), reason, done)

    def _keep(self, record: Record) -> None:
        people.save_record(self._session, record, lambda _changes: self._gone(), messages.show)

    def _bin(self, record: Record) -> None:
        self._gone()
        people.bin_record(self._session, record)

    def put_in_safety(self) -> None:
        """Another page comes up: whole answers are kept as such, half-typed ones as they stand."""
        if self.opened is not None and self.dirty():
            record = self.keepable()
            if self.has_wrong() or record is None:
                people.keep_half(self._session, self._member(), self.opened.record, self.raw())
            else:
                people.save_left(self._session, record)

    def standing(self) -> dict[str, Any]:
        """Which record is open, and every letter that isn't kept yet."""
        if self.opened is None:
            return {}
        return {"record": self.opened.record.id, "owner": self._member(), "half": self.raw() if self.dirty() else None}

    def stand_again(self, kept: Mapping[str, Any]) -> None:
        """Open it again as it stood."""
        if kept["record"]:
            self.load(str(kept["record"]), kept["half"])
        else:
            self.begin(str(kept["owner"]), kept["half"])
