"""Whether there may be a second record of the person on the page: looked for when the page has come up, and said quietly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.likeness import Known
from models.member import Member
from ui.operations import two_records as acts
from ui.widgets.keys import on_key
from ui.widgets.maybe_known import KEY

if TYPE_CHECKING:
    from ui.pages.member import MemberPage

__all__ = ["Another"]


class Another:
    """The hint of a member's page."""

    def __init__(self, page: MemberPage) -> None:
        self._page, self._hint, self._looked_at = page, page.overview.maybe, Member()
        self._hint.opened.connect(self._open)
        self._hint.parted.connect(lambda other: acts.keep_apart(page.session, page.member_id, other))
        page.overview.header.same.connect(self._find)
        on_key(page, KEY, self._side_by_side)

    def look(self, member: Member) -> None:
        """Look again only when something about the person changed."""
        if member == self._looked_at:
            return
        self._looked_at = member
        if member.anonymous or member.restricted:
            self._hint.show_found(())
            return

        def take(found: tuple[Known, ...]) -> None:
            if self._page.member_id == member.id:
                self._hint.show_found(found)

        acts.alike(self._page.session, acts.known(member), take, likely=True)

    def forget(self) -> None:
        self._looked_at = Member()
        self._hint.show_found(())

    def _side_by_side(self) -> None:
        """With the record that the hint names, or with one that somebody looks for."""
        if self._hint.first is not None:
            self._hint.open_first()
        elif self._page.overview.header.same_button.isEnabled():
            self._find()

    def _find(self) -> None:
        self._page.go.emit("two-records", {"this": self._page.member_id, "from": "member"})

    def _open(self, other: str) -> None:
        self._page.go.emit("two-records", {"this": self._page.member_id, "that": other, "from": "member"})
