"""What a volunteer does to the words consents are asked with: look at them, and write a new version, taken back from the bar below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locales import _, current, iso
from models.consent_text import ConsentText
from models.errors import Trouble
from storage import consent_texts
from storage.changes import Changes
from storage.library import Library
from storage.workspace import Workspace
from ui.operations import undo
from ui.session import Session

__all__ = ["Scripts", "look", "write"]


@dataclass(frozen=True)
class Scripts:
    """Every version of every language, the oldest first; the association's name and the languages its members speak."""

    texts: tuple[ConsentText, ...]
    association: str
    languages: tuple[str, ...]


def look(session: Session, done: Callable[[Scripts], None]) -> None:
    """Look up what consents are asked with."""
    def work(library: Library) -> Scripts:
        association = library.association()
        return Scripts(tuple(consent_texts.scripts(library)), association.name or "", association.member_languages or ())

    session.jobs.read(work, done)


def write(session: Session, language: str, said: Mapping[str, str], done: Callable[[Changes], None] | None = None,
          failed: Callable[[Trouble], None] | None = None) -> None:
    """Have consents asked for in these words from now on. What was read out before stays as it was read."""
    def work(workspace: Workspace) -> Changes:
        return consent_texts.write_script(workspace, language, dict(said)) or Changes(frozenset(), (), ())

    def name(_code: str) -> str:
        return _("New words for asking: {language}").format(language=iso(current().tongue(language)))

    undo.write(session, work, name, done, failed)
