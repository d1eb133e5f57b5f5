"""What the page of one need shows, read in one go on the reading thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from locales import current
from models.consent import Consent
from models.follow_up import FollowUp
from models.member import Member
from models.need import Need
from models.partner import Partner
from models.referral import Referral
from storage.library import Library


@dataclass(frozen=True)
class NeedContents:
    """A need, its person, and what was done about it, the newest first."""

    need: Need
    member: Member
    referrals: tuple[Referral, ...]
    follow_ups: tuple[FollowUp, ...]
    consents: tuple[Consent, ...]
    partners: Mapping[str, Partner]
    """All partners by id."""
    volunteer: str
    """Who looks after it, by name."""

    @property
    def partner_names(self) -> dict[str, str]:
        return {record_id: each.called(current().code) for record_id, each in self.partners.items()}

    @property
    def fixed(self) -> bool:
        """Nothing is changed in the record of somebody who asked for that, or who can't be told from others any more."""
        return bool(self.member.restricted or self.member.anonymous)


def read(library: Library, need_id: str) -> NeedContents | None:
    """All of a need; None for one that is gone."""
    need = library.find(need_id)
    person = library.find(need.member or "") if isinstance(need, Need) else None
    if not isinstance(need, Need) or not isinstance(person, Member):
        return None
    sent = [each for each in cast(list[Referral], library.of_member(person.id, "referral")) if each.need == need.id]
    again = [each for each in cast(list[FollowUp], library.of_member(person.id, "follow-up")) if each.need == need.id]
    names = {each.id: each.name or "" for each in library.volunteers()}
    partners = {each.id: each for each in cast(list[Partner], library.records("partner"))}
    return NeedContents(need, person, tuple(sent), tuple(again), library.consents(person.id), partners, names.get(need.volunteer or "", ""))
