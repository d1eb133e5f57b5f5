"""What a page is given: the vault's folder, the jobs, the typesetter and who is signed in."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models import idle
from storage.profile import data_folder

if TYPE_CHECKING:
    from reports.child import PdfWorker
    from ui.jobs import Jobs
    from ui.operations.undo import UndoStack
    from ui.operations.vault import Left

__all__ = ["Session", "default_folder"]


def default_folder() -> Path:
    """Where a vault lives unless told otherwise."""
    return data_folder() / "vault"


class Session:
    """One window on one vault, from start to end. What it knows of the vault is empty while it is locked."""

    def __init__(self, folder: Path, *, is_demo: bool = False) -> None:
        self.folder = folder
        self._real_folder = folder
        self.is_practice = False
        """A vault of invented people, beside the real one."""
        self.enters_practice = self.practice_anew = False
        """The practice vault is to be opened next, without asking; the one that is there is to be thrown away first."""
        self.is_demo = is_demo
        """A sample in a temporary folder: made at the start, gone at the end."""
        self.volunteer = ""
        """The name of who is signed in; empty where the vault keeps none."""
        self.volunteer_id = ""
        self.association = ""
        self.member_languages: tuple[str, ...] = ()
        """The languages the association's members speak most, the most frequent first."""
        self.idle_minutes = idle.DEFAULT
        self.left: Left | None = None
        """Where the volunteer was when the vault was locked, until the window has gone there."""
        self.sealed: bytes | None = None
        """What the disk had no room for at the lock, sealed with a key of the vault; unlocking brings it back."""
        self.by_paper = False
        """Opened with the recovery words: somebody needs a new passphrase."""
        self.is_forgetting = False
        """The backups are being rewritten without somebody who was erased."""
        self.restoring: tuple[Path | None] | None = None
        """The backup that is to be brought back, as in `events.restore`, while the door is the page for it."""
        self.is_test = False
        """A vault with a cheap key derivation: marked in red, and it takes in nobody."""

    def practise(self, on: bool) -> None:
        """Turn to the practice vault, which stands beside the real one, or back to that. Both are closed now."""
        name = "practice" if self._real_folder.name != "practice" else "practice-2"
        self.folder = self._real_folder.with_name(name) if on else self._real_folder
        self.is_practice = self.enters_practice = on
        self.left = None

    @cached_property
    def jobs(self) -> Jobs:
        """The lines of work away from the window; the unlock page is painted before the first is wanted."""
        from ui.jobs import Jobs

        return Jobs()

    @cached_property
    def paper(self) -> PdfWorker:
        """The process that sets PDF pages; started with the first page asked of it."""
        from reports.child import PdfWorker

        return PdfWorker()

    @cached_property
    def undo(self) -> UndoStack:
        """What was done in this sitting and can be taken back."""
        from ui.operations.undo import UndoStack

        return UndoStack(self)

    def forget(self) -> None:
        """Drop what is known of the vault: it was locked."""
        self.volunteer = self.volunteer_id = self.association = ""
        self.left, self.is_forgetting = None, False
        if "undo" in self.__dict__:
            self.undo.clear()
        if "paper" in self.__dict__:
            worker = self.__dict__.pop("paper")  # its process has seen words of the vault
            worker.cancel()
            self.jobs.away(worker.end)

    def end(self) -> None:
        """Close the vault and end what runs beside the window."""
        if "paper" in self.__dict__:
            self.paper.cancel()
        self.jobs.stop()
        if "paper" in self.__dict__:
            self.paper.close()
