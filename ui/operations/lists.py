"""What a volunteer does with a list: keep a view of it, take a view away, and, as a coordinator, take the list out in the clear."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from locales import _, current, ngettext
from models.errors import Trouble
from models.listing import Listing
from models.registry import BY_TYPE
from models.view import View
from storage.changes import Changes
from storage.files import place_errors, replace
from storage.library import Library
from storage.workspace import Workspace
from ui.operations import naming, undo
from ui.session import Session

if TYPE_CHECKING:
    from storage.taking_out import Taken

__all__ = ["delete_view", "save_csv", "save_view", "set_pages", "take_out", "views"]

Failed = Callable[[Trouble], None]


def views(session: Session, kind: str, done: Callable[[list[View]], None]) -> None:
    """The saved views of a kind of list, in the order of the alphabet."""
    words = current()

    def work(library: Library) -> list[View]:
        found = [each for each in library.records("view") if isinstance(each, View) and each.record_type == kind]
        return sorted(found, key=lambda each: words.sort_key(each.name or ""))

    session.jobs.read(work, done)


def save_view(session: Session, view: View, done: Callable[[Changes], None] | None = None, failed: Failed | None = None) -> None:
    """Keep a view under its name."""
    undo.write(session, lambda workspace: workspace.save(view), naming.kept(view), done, failed)


def delete_view(session: Session, view: View, done: Callable[[Changes], None] | None = None) -> None:
    """Put a view in the bin."""
    undo.write(session, lambda workspace: workspace.save(view.with_values({"archived": True})), naming.binned(view), done)


def take_out(session: Session, listing: Listing, passphrase: str, done: Callable[[Taken], None], failed: Failed) -> None:
    """Prove the passphrase, write the line into the access log, and gather the list."""
    words = current()

    def work(workspace: Workspace) -> Taken:
        from storage import taking_out

        taking_out.only_coordinators(workspace)
        taking_out.prove(workspace.vault.header, workspace.vault.slot_id, passphrase)
        return taking_out.take_out(workspace, listing, words)

    session.jobs.write(work, done, failed)


def save_csv(session: Session, taken: Taken, place: Path, done: Callable[[], None], failed: Failed) -> None:
    """Write the list as a CSV file."""
    def work() -> None:
        from exchange.sheet import sheet

        with place_errors(place):
            replace(place, sheet(taken.heads, taken.rows))

    session.jobs.away(work, lambda _none: done(), failed)


def set_pages(session: Session, taken: Taken, done: Callable[[bytes], None], failed: Failed) -> None:
    """Set the list on pages."""
    from reports.kinds.listed import Listed, listed
    from ui.operations.reports import set_pages as set_document

    words = current()
    title = _(BY_TYPE[taken.kind].LABEL)
    shown = Listed(title, taken.heads, taken.rows, taken.numeric, left_out(taken.left_out) if taken.left_out else "")
    set_document(session, listed(shown, words, datetime.date.today(), taken.association), done, failed)


def left_out(count: int) -> str:
    """How many people were left out, and why."""
    return ngettext("{n} person was left out: they asked that nothing of theirs be used.",
                    "{n} people were left out: they asked that nothing of theirs be used.", count).format(n=count)
