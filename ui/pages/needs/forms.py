"""Every field of a need, a referral or a follow-up, in the form that is made from the declaration; what was half typed is not lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from models.need import Need
from models.record import Record
from models.registry import BY_TYPE
from storage.changes import Changes
from storage.library import Library
from ui import messages
from ui.operations import needs as acts
from ui.operations import people
from ui.pages.member.record_form import Opened, RecordForm
from ui.pages.member.sensitive import RESUMED

if TYPE_CHECKING:
    from ui.pages.needs import NeedsPage

__all__ = ["NeedForms"]


class NeedForms:
    """The form of the page of needs, and what happens to a record in it."""

    def __init__(self, page: NeedsPage) -> None:
        self._page = page
        self.form = RecordForm()
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.leave_form)
        self.form.binned.connect(self._bin)
        self.form.gate.given.connect(page.open_up)

    def is_up(self) -> bool:
        """Whether the form is what the page shows."""
        return self._page.stack.currentWidget() is self.form

    def load(self, record_id: str, raw: Mapping[str, Any] | None = None) -> None:
        """Open a record that is kept."""
        def work(library: Library) -> tuple[Opened, str]:
            record = library.get(record_id)
            return Opened(record, library.fields(record.TYPE), library.history(record_id)), library.code_of(record_id)

        self._page.session.jobs.read(work, lambda found: self._show(*found, raw))

    def begin(self, record: Record, raw: Mapping[str, Any] | None = None) -> None:
        """Open a new record."""
        def work(library: Library) -> tuple[Opened, str]:
            return Opened(record, library.fields(record.TYPE)), library.code_of(_whose(record))

        self._page.session.jobs.read(work, lambda found: self._show(*found, raw))

    def _show(self, opened: Opened, code: str, raw: Mapping[str, Any] | None) -> None:
        page = self._page
        self.form.show_record(opened, code, opened_up=page.opened_up)
        if raw is not None:
            if self.form.holds_closed(raw):  # it was typed when it was open
                page.open_up(RESUMED)
                self.form.open_sensitive()
            self.form.set_raw(raw)
        page.heading.hide()
        page.stack.setCurrentWidget(self.form)
        self.form.focus()

    def save(self) -> None:
        self.form.save()

    def _keep(self, record: Record) -> None:
        def kept(changes: Changes) -> None:
            if isinstance(record, Need) and not record.id and changes.ids:
                self._page.show_need(changes.ids[0])
            self._page.to_view()

        acts.change(self._page.session, record, kept, messages.show)

    def leave_form(self) -> None:
        """Leave it as it was: back to the need, or to the person for whom a new one was begun."""
        opened = self.form.opened
        self._page.to_view(_whose(opened.record) if opened is not None else "")

    def _bin(self, record: Record) -> None:
        self._page.to_view()
        people.bin_record(self._page.session, record)

    # What is half typed

    def put_in_safety(self) -> None:
        """Another page comes up: whole answers are kept as such, half-typed ones as they stand."""
        opened = self.form.opened
        if not self.is_up() or opened is None:
            return
        if self.form.dirty():
            record = self.form.keepable()
            if self.form.has_wrong() or record is None:
                people.keep_half(self._page.session, _whose(opened.record), opened.record, self.form.raw())
            else:
                people.save_left(self._page.session, record)
        self._page.to_view()

    def standing(self) -> dict[str, Any]:
        """Which record is open, and every letter that isn't kept yet."""
        opened = self.form.opened
        if not self.is_up() or opened is None:
            return {}
        return {"record": opened.record.id, "type": opened.record.TYPE, "owner": _whose(opened.record),
                "half": self.form.raw() if self.form.dirty() else None}

    def stand_again(self, kept: Mapping[str, Any]) -> None:
        """Open it again, as it stood."""
        if kept["record"]:
            self.load(str(kept["record"]), kept["half"])
            return
        record = BY_TYPE[str(kept["type"])]().with_values({"member": kept["owner"]})
        if self._page.need_id and not isinstance(record, Need):
            record = record.with_values({"need": self._page.need_id})
        self.begin(record, kept["half"])


def _whose(record: Record) -> str:
    return str(getattr(record, "member", "") or "")
