"""Who could come to harm if the vault was read: whom to warn first when a laptop is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from models.defaults import CLOSED
from models.member import Member
from models.need import Need
from storage.library import Library

__all__ = ["AtRisk", "at_risk"]

URGENT = ("U1", "U2")
IN_DANGER = frozenset({"CR", "SC", "WR", "ER", "LP", "TR", "SV"})
"""Support that may be needed because somebody or some state could do harm. Source: the specific needs codes of UNHCR."""


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One person to warn: what they are called, why they come first, the safe way to reach them (empty when none is known), and whether they
    asked not to be contacted."""

    id: str
    code: str
    label: str
    needs: tuple[str, ...]
    urgency: str
    contact: str
    no_contact: bool


def at_risk(library: Library) -> tuple[int, list[AtRisk]]:
    """How many people are in the vault, and those who could come to harm: with an urgent open need, or in danger; emergencies first."""
    urgent: dict[str, str] = {}
    for each in cast(Sequence[Need], library.records("need")):
        if each.urgency in URGENT and each.status not in CLOSED and each.member:
            urgent[each.member] = min(str(each.urgency), urgent.get(each.member, "U9"))
    members = cast(Sequence[Member], library.records("member"))
    found = []
    for member in members:
        needs = tuple(each for each in member.specific_needs if each in IN_DANGER) if isinstance(member.specific_needs, tuple) else ()
        if needs or member.id in urgent:
            contact = member.contact if isinstance(member.contact, str) else ""
            found.append(AtRisk(member.id, member.code or "", member.label or "", needs, urgent.get(member.id, ""), contact,
                                member.do_not_contact is True))
    return len(members), sorted(found, key=lambda each: (each.urgency or "U9", each.code))
