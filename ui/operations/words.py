"""What a volunteer does to the association's own words: one function an act, each taken back from the bar below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locales import _, current, iso
from models.errors import Trouble
from models.own_words import OwnWords, place_between
from models.term import Term, draw_term
from models.vocabulary import Code, shipped, vocabulary
from storage import terms
from storage.changes import Changes
from storage.library import Library
from storage.workspace import Workspace
from ui.operations import undo
from ui.session import Session

__all__ = ["Looked", "add", "delete", "look", "move", "offer_again", "rename", "retire"]

Done = Callable[[Changes], None]
Failed = Callable[[Trouble], None]


@dataclass(frozen=True)
class Looked:
    """The words of one vocabulary in their order, how many records use each, and the languages the association works in."""

    name: str
    codes: tuple[Code, ...]
    used: Mapping[str, int]
    languages: tuple[str, ...]


def look(session: Session, name: str, done: Callable[[Looked], None]) -> None:
    """Look up what there is to be said about a vocabulary."""
    def work(library: Library) -> Looked:
        codes = terms.own_words(library).codes(name)
        return Looked(name, codes, terms.users(library, name), library.association().languages or ("en",))

    session.jobs.read(work, done)


def _label(name: str, code: str) -> str:
    return iso(vocabulary(name).label(code, current()))


def _say(session: Session, name: str, code: str, change: Callable[[Term], Term], text: Callable[[], str],
         done: Done | None, failed: Failed | None) -> None:
    """Say something else of a code."""
    def work(workspace: Workspace) -> Changes:
        return workspace.save(change(terms.own_words(workspace).said(name, code)))

    undo.write(session, work, lambda _code: text(), done, failed)


def rename(session: Session, name: str, code: str, labels: Mapping[str, str], done: Done | None = None, failed: Failed | None = None) -> None:
    """Call a code something else in some languages; what was written with it stays as it was."""
    _say(session, name, code, lambda said: said.with_values({"labels": dict(labels) or None}),
         lambda: _("The word “{word}” is changed.").format(word=_label(name, code)), done, failed)


def retire(session: Session, name: str, code: str, done: Done | None = None) -> None:
    """Offer a word no longer."""
    _say(session, name, code, lambda said: said.with_values({"retired": True}),
         lambda: _("“{word}” is no longer offered; it stays wherever it was chosen.").format(word=_label(name, code)), done, None)


def offer_again(session: Session, name: str, code: str, done: Done | None = None) -> None:
    """Offer a retired word again."""
    _say(session, name, code, lambda said: said.with_values({"retired": False}),
         lambda: _("“{word}” is offered again.").format(word=_label(name, code)), done, None)


def delete(session: Session, name: str, code: str, done: Done | None = None) -> None:
    """Take an added word away that nobody used yet."""
    _say(session, name, code, lambda said: said.with_values({"archived": True}),
         lambda: _("“{word}” is deleted.").format(word=_label(name, code)), done, None)


def add(session: Session, name: str, labels: Mapping[str, str], group: str, done: Callable[[str], None] | None = None,
        failed: Failed | None = None) -> None:
    """Add a word, before the one for everything else. `done` is told its code."""
    code: list[str] = []

    def work(workspace: Workspace) -> Changes:
        own = terms.own_words(workspace)
        code[:] = [draw_term(own.over(shipped(name)).by_code)]
        return workspace.save(Term(vocabulary=name, code=code[0], labels=dict(labels) or None, group=group or None, place=_before_other(own, name)))

    undo.write(session, work, lambda _code: _("The word “{word}” is added.").format(word=_label(name, code[0])),
               lambda _changes: done(code[0]) if done is not None else None, failed)


def _before_other(own: OwnWords, name: str) -> int | None:
    """A place before "other" where that is the last word of its list; None puts it at the end."""
    order = [each.code for each in own.codes(name)]
    if len(order) < 2 or order[-1] != "other":
        return None
    places = own.places(name)
    return place_between(places[order[-2]], places[order[-1]])


def move(session: Session, name: str, code: str, by: int, done: Done | None = None) -> None:
    """Put a word one further up (-1) or down (1)."""
    def work(workspace: Workspace) -> Changes:
        own = terms.own_words(workspace)
        return workspace.save_all([own.said(name, each).with_values({"place": place}) for each, place in own.moved(name, code, by).items()])

    undo.write(session, work, lambda _code: _("“{word}” stands in another place.").format(word=_label(name, code)), done)
