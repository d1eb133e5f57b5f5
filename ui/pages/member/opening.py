"""What is sensitive about a person is opened with a reason, stays open while the page is there, and is closed when it is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ui.operations import rights as acts

if TYPE_CHECKING:
    from ui.pages.member import MemberPage

__all__ = ["Opening"]


class Opening:
    """Whether it is open, for the person of the page."""

    def __init__(self, page: MemberPage) -> None:
        self._page = page
        self.is_open = False
        self._wants_history = False
        for gate in (page.overview.gate, page.record.gate):
            gate.given.connect(self.give)

    def give(self, reason: str, raw: Mapping[str, Any] | None = None) -> None:
        """Open it, once the reason stands in the access log; `raw` is what was half typed there."""
        page, wanted = self._page, self._page.member_id

        def opened() -> None:
            if page.member_id != wanted or page.contents is None:
                return
            self.is_open, page.contents = True, replace(page.contents, opened=True)
            page.overview.show_person(page.contents)
            page.record.open_sensitive()
            if raw is not None:
                page.record.set_raw(raw)
            if self._wants_history:
                self.show_history()

        acts.open_sensitive(page.session, wanted, reason, opened)

    def show_history(self) -> None:
        """Open the list of everything that happened with the person's record. It tells sensitive answers too, so a reason comes first."""
        page = self._page
        if page.contents is None or page.stack.currentWidget() is not page.overview:
            return
        self._wants_history = not self.is_open
        if not self.is_open:
            page.overview.ask_reason()
            return
        page.history.show_person(page.contents.member)
        page.stack.setCurrentWidget(page.history)
        page.history.list.setFocus()

    def close(self) -> None:
        self.is_open = self._wants_history = False
        for gate in (self._page.overview.gate, self._page.record.gate):
            gate.reset()
