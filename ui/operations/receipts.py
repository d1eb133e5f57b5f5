"""The receipt of what somebody agreed to: made when it is printed or saved, logged, and kept nowhere by Raddir."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from locales import current
from models.errors import Trouble
from storage import files
from ui.session import Session

if TYPE_CHECKING:
    from models.receipt import Receipt
    from storage.workspace import Workspace

__all__ = ["make", "save"]

Failed = Callable[[Trouble], None]


def make(session: Session, member_id: str, done: Callable[[bytes], None], failed: Failed) -> None:
    """Make the receipt of a person as things stand now, as PDF: in their language, then in the window's."""
    here = current().code

    def gathered(receipt: Receipt) -> None:
        from reports.kinds import receipt as paper
        from ui.operations.reports import set_pages

        set_pages(session, paper.make(receipt, paper.languages_of(receipt, here)), done, failed)

    def work(workspace: Workspace) -> Receipt:
        from storage.receipts import gather

        return gather(workspace, member_id)

    session.jobs.write(work, gathered, failed)


def save(session: Session, member_id: str, place: Path, done: Callable[[], None], failed: Failed) -> None:
    """Write it to a file, whole or not at all."""
    def keep(pages: bytes) -> None:
        def work() -> None:
            with files.place_errors(place):
                files.replace(place, pages)

        session.jobs.away(work, lambda _none: done(), failed)

    make(session, member_id, keep, failed)
