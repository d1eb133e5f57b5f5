"""Making a report, keeping it as a file, and printing it: one function per act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locales import words
from models.errors import Trouble
from storage.files import place_errors, replace
from ui import messages
from ui.events import events
from ui.session import Session

if TYPE_CHECKING:
    from reports.blocks import Document
    from reports.figures import Figures
    from reports.kinds.kind import Kind
    from storage.workspace import Workspace

Failed = Callable[[Trouble], None]


@dataclass(frozen=True)
class Made:
    """A report before it is set: what may be shown, the document, and key messages to begin with."""

    figures: Figures
    document: Document
    messages: tuple[str, ...]
    options: Any


def make_report(session: Session, kind: Kind, options: Any, done: Callable[[Made], None], failed: Failed) -> None:
    """Draw the figures of a report and make its document. It runs where writing is done, for a snapshot may be due."""
    def work(workspace: Workspace) -> Made:
        archive, tongue = workspace.archive(), words(options.lang or "en")
        shown = kind.figures(archive, options)
        suggested = kind.messages(shown, tongue) if kind.messages is not None else ()
        return Made(shown, kind.document(shown, archive.association(), options, tongue), suggested, options)

    session.jobs.write(work, done, failed)


def set_pages(session: Session, document: Document, done: Callable[[bytes], None], failed: Failed) -> None:
    """Set the pages in the child process, while the window goes on."""
    of_vault = session.jobs.is_open()  # at the door there are papers too, with no word of a vault on them

    def work() -> bytes:
        from ui.jobs import Cancelled

        if of_vault and not session.jobs.is_open():
            raise Cancelled  # locked in the meantime: no process is started on words of the vault
        return session.paper.write(document)

    session.jobs.away(work, done, failed)


def keep_in_register(session: Session, made: Made, way: str) -> None:
    """Write into the register that a paper was `saved` or `printed`, and whose words stand on it. No undo: the paper is out."""
    from reports.register import entry, quotes_on
    from storage.papers import Words, register

    line = entry(made.figures, made.options, way)
    words = [Words(each.quote, each.member, each.named) for each in quotes_on(made.figures)]
    session.jobs.write(lambda workspace: register(workspace, line, words), events.changed.emit, messages.show)


def save_pdf(session: Session, paper: bytes, place: Path, done: Callable[[None], None], failed: Failed) -> None:
    """Write a report to a file, whole or not at all. What the disk or the system refuses becomes one sentence."""
    def work() -> None:
        with place_errors(place):
            replace(place, paper)

    session.jobs.away(work, done, failed)


def file_name(made: Made) -> str:
    """A neutral name for the file: kind, day and language, and nobody's name.

        brief-2026-11-24-en.pdf
    """
    return f"{made.figures.kind}-{made.figures.day.isoformat()}-{made.figures.lang}.pdf"


def kept_options(session: Session, kinds: Sequence[str], done: Callable[[dict[str, str]], None]) -> None:
    """What was chosen when a report of each kind was last saved; kinds that never were are left out."""
    def work(workspace: Workspace) -> dict[str, str]:
        return {kind: kept for kind in kinds if (kept := workspace.report_options(kind))}

    session.jobs.write(work, done)


def keep_options(session: Session, kind: str, chosen: str) -> None:
    """Keep what was chosen for a kind of report, for next year."""
    session.jobs.write(lambda workspace: workspace.keep_report_options(kind, chosen), lambda _none: None)
