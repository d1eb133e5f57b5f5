"""What a volunteer sets for the association: kept at once, and taken back from the bar below."""

from __future__ import annotations

from collections.abc import Callable

from locales import _
from models.association import Association
from models.errors import Trouble
from storage.changes import Changes
from ui import messages
from ui.session import Session

__all__ = ["read_association", "save_association"]


def read_association(session: Session, done: Callable[[Association], None]) -> None:
    """Look up what stands about the association."""
    session.jobs.write(lambda workspace: workspace.association(), done)


def save_association(session: Session, before: Association, after: Association, failed: Callable[[Trouble], None]) -> None:
    """Keep what was changed about the association, and offer to take it back."""
    def bring_back() -> None:
        session.jobs.write(lambda workspace: workspace.save(before), lambda _changes: _known(session, before))

    def saved(_changes: Changes) -> None:
        _known(session, after)
        messages.undoable(lambda: _("What stands about the association was changed."), bring_back)

    session.jobs.write(lambda workspace: workspace.save(after), saved, failed)


def _known(session: Session, association: Association) -> None:
    session.association, session.member_languages = association.name or "", association.member_languages or ()
