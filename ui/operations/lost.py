"""A laptop is lost: looking up whom to warn, which is written into the access log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.session import Session

if TYPE_CHECKING:
    from storage.lost import AtRisk
    from storage.workspace import Workspace

__all__ = ["whom_to_warn"]


def whom_to_warn(session: Session, done: Callable[[tuple[int, list[AtRisk]]], None]) -> None:
    """How many people are in the vault, and whom to warn first."""
    def work(workspace: Workspace) -> tuple[int, list[AtRisk]]:
        from storage.lost import at_risk

        found = at_risk(workspace)
        workspace.log_access("opened-sensitive", None, "lost laptop")
        return found

    session.jobs.write(work, done)
