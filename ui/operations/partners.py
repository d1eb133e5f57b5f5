"""What a volunteer does to the list of partners: one function an act, each taken back from the bar below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locales import _, current, iso
from models.errors import Trouble
from models.own_words import STEP
from models.partner import Partner, draw_partner_code, moved, ordered, places
from storage import partners
from storage.changes import Changes
from storage.library import Library
from storage.workspace import Workspace
from ui.operations import undo
from ui.session import Session

__all__ = ["Looked", "delete", "look", "move", "offer_again", "retire", "save"]

Done = Callable[[Changes], None]
Failed = Callable[[Trouble], None]


@dataclass(frozen=True)
class Looked:
    """The partners in their order, for how many people each was named, and the languages of the association and of its members."""

    partners: tuple[Partner, ...]
    used: Mapping[str, int]
    languages: tuple[str, ...]


def look(session: Session, done: Callable[[Looked], None]) -> None:
    """Look up the partners."""
    def work(library: Library) -> Looked:
        us = library.association()
        tongues = tuple(dict.fromkeys((*(us.languages or ("en",)), *(us.member_languages or ()))))
        return Looked(tuple(ordered(partners.every(library))), partners.users(library), tongues)

    session.jobs.read(work, done)


def _named(partner: Partner) -> str:
    return iso(partner.called(current().code))


def save(session: Session, partner: Partner, done: Done, failed: Failed) -> None:
    """Keep a partner as it is written down now; a new one gets its code and stands at the end of the list."""
    def work(workspace: Workspace) -> Changes:
        if partner.id:
            return workspace.save(partner)
        listed = partners.every(workspace)
        last = max(places(listed).values(), default=-STEP)
        code = draw_partner_code({each.code or "" for each in listed})
        return workspace.save(partner.with_values({"code": code, "place": last + STEP}))

    def text(_code: str) -> str:
        said = _("What stands about “{name}” is changed.") if partner.id else _("The partner “{name}” is added.")
        return said.format(name=_named(partner))

    undo.write(session, work, text, done, failed)


def _say(session: Session, partner: Partner, values: Mapping[str, object], text: Callable[[], str]) -> None:
    """Write down one thing about a partner as it stands in the vault."""
    undo.write(session, lambda workspace: workspace.save(workspace.get(partner.id).with_values(values)),
               lambda _code: text().format(name=_named(partner)))


def retire(session: Session, partner: Partner) -> None:
    """Offer a partner no longer."""
    _say(session, partner, {"retired": True}, lambda: _("“{name}” is no longer offered; it stays wherever it was named."))


def offer_again(session: Session, partner: Partner) -> None:
    """Offer a retired partner again."""
    _say(session, partner, {"retired": None}, lambda: _("“{name}” is offered again."))


def delete(session: Session, partner: Partner) -> None:
    """Put a partner that nobody was referred to in the bin. One that was named says why it stays."""
    _say(session, partner, {"archived": True}, lambda: _("“{name}” is in the bin."))


def move(session: Session, partner: Partner, by: int) -> None:
    """Put a partner one further up (-1) or down (1)."""
    def work(workspace: Workspace) -> Changes:
        listed = partners.every(workspace)
        by_id = {each.id: each for each in listed}
        return workspace.save_all([by_id[each].with_values({"place": place}) for each, place in moved(listed, partner.id, by).items()])

    undo.write(session, work, lambda _code: _("“{name}” stands in another place.").format(name=_named(partner)))
