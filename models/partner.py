"""A partner: a service, municipality or organisation that members may be referred to."""

from __future__ import annotations

import secrets
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from locales import N_
from models import fields as f
from models.errors import WrongInput
from models.fields import PLAIN
from models.member import CODE_LETTERS
from models.own_words import LEAST, MOST, STEP, place_between
from models.record import Record


@dataclass(frozen=True, kw_only=True)
class Partner(Record):
    """`code` is the short word that consents name: `share:CODE`. It is fixed when the partner is written down, since another code would cut
    off every consent given before. `name` is the ordinary one, `names` are those it goes by in other languages.

    A retired partner is no longer offered; it stays wherever it was named.
    """

    TYPE: ClassVar[str] = "partner"
    LABEL: ClassVar[str] = N_("Partner")

    code: str | None = f.text(N_("Short code of the partner"), PLAIN, required=True, searchable=True)
    name: str | None = f.text(N_("Name of the partner"), PLAIN, searchable=True)
    names: Mapping[str, str] | None = f.labels(N_("Its name in other languages"))
    services: tuple[str, ...] | None = f.codes(N_("What it helps with"), "need-category", PLAIN)
    languages: tuple[str, ...] | None = f.codes(N_("Languages offered"), "language", PLAIN)
    hours: str | None = f.text(N_("Opening hours"), PLAIN)
    phone: str | None = f.text(N_("Telephone of the partner"), PLAIN)
    address: str | None = f.text(N_("Address of the partner"), PLAIN)
    contact: str | None = f.text(N_("How to reach the partner"), PLAIN)
    urgent: bool | None = f.yes_no(N_("Helps in emergencies"), PLAIN)
    place: int | None = f.number(N_("Place in the list"), PLAIN, least=LEAST, most=MOST)
    retired: bool | None = f.yes_no(N_("Retired"), PLAIN)

    def called(self, language: str) -> str:
        """What it is called in a language: its name there, else the ordinary one."""
        return (self.names or {}).get(language) or self.name or self.code or ""


def draw_partner_code(taken: Container[str]) -> str:
    """A code for a partner: drawn at random, so that two laptops never give the same one to two partners, for then a consent to tell the
    one would open the other; and without letters of a name, which may be wrong or may change.

        draw_partner_code(()) == "P-K7RM2X"
    """
    while True:
        drawn = "P-" + "".join(secrets.choice(CODE_LETTERS) for _ in range(6))
        if drawn not in taken:
            return drawn


def places(partners: Sequence[Partner]) -> dict[str, int]:
    """Where each stands, by id: where somebody put it, else as they were written down (the order given)."""
    return {each.id: each.place if each.place is not None else number * STEP for number, each in enumerate(partners)}


def ordered(partners: Sequence[Partner]) -> list[Partner]:
    """Partners in the order the association gave them."""
    stands = places(partners)
    return sorted(partners, key=lambda each: stands[each.id])


def offered(partners: Sequence[Partner]) -> list[Partner]:
    """Those that can be chosen, in their order."""
    return [each for each in ordered(partners) if each.retired is not True]


def urgent_first_in(partners: Sequence[Partner], language: str) -> list[Partner]:
    """Those that help in emergencies: before the others who speak a language, "" for none in particular."""
    found = [each for each in offered(partners) if each.urgent is True]
    return sorted(found, key=lambda each: not language or language not in (each.languages or ()))


def moved(partners: Sequence[Partner], partner_id: str, by: int) -> dict[str, int]:
    """The places to write down so that one stands one further up (`by` -1) or down (1), by id: one, or all where no room is left between
    two. Nothing at an end of the list."""
    stands, order = places(partners), [each.id for each in ordered(partners)]
    at = order.index(partner_id)
    if not 0 <= at + by < len(order):
        return {}
    order.insert(at + by, order.pop(at))
    above, below = (stands[order[near]] if 0 <= near < len(order) else None for near in (at + by - 1, at + by + 1))
    between = place_between(above, below)
    return {partner_id: between} if between is not None else {each: number * STEP for number, each in enumerate(order)}


def check(after: Partner, before: Partner | None, others: Iterable[Partner], *, named: bool) -> None:
    """Whether a partner may be written down so. `others` are all the others ever written down, `named` whether a consent or a referral
    names this one.

    Raises WrongInput with one sentence that says what to do.
    """
    if before is not None and after.code != before.code:
        raise WrongInput(N_("A partner keeps its code, because consents name it; change its name instead, or add another partner."))
    if before is None and _folded(after.code) in {_folded(each.code) for each in others}:
        raise WrongInput(N_("The code “{code}” is another partner’s; a consent for the one would count for the other. Choose another code."),
                         code=(after.code or "")[:40])
    if after.archived and not (before is not None and before.archived) and named:
        raise WrongInput(N_("Somebody agreed that this partner is told, or was referred to it, so it can't be deleted; it can be no longer offered."))


def _folded(code: str | None) -> str:
    return (code or "").casefold()
