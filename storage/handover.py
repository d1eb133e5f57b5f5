"""Gathering what a partner may be told on paper, by the consent in force today, and writing into the access log that it was."""

from __future__ import annotations

from locales import N_
from models.consent import FREE, SHARE, permits
from models.errors import WrongInput
from models.handover import COVERED, Handover
from models.member import Member
from models.need import Need
from models.partner import Partner
from models.referral import OPEN, Referral, is_vital
from storage import permissions
from storage.referrals import DECIDED, VITAL
from storage.workspace import Workspace

PRINTED = "report-referral"
"""What the access log calls the paper for a partner."""


def gather(workspace: Workspace, referral_id: str) -> Handover:
    """What stands on the paper of a referral, logged in the same transaction.

    Raises WrongInput where there is no such referral, it has come to an end, or neither the person's consent to tell this partner nor an
    emergency opens it today.
    """
    with workspace.atomic():
        found = next((each for each in workspace.records("referral") if each.id == referral_id), None)
        if not isinstance(found, Referral):
            raise WrongInput(N_("There is no referral with the id “{id}”."), id=referral_id[:40])
        if found.state and found.state not in OPEN:
            raise WrongInput(N_("This referral has come to an end; nobody is told anything more."))
        need, partner = workspace.get(found.need or ""), workspace.get(found.partner or "")
        member = workspace.get(found.member or "")
        if not isinstance(need, Need) or not isinstance(partner, Partner) or not isinstance(member, Member):
            raise WrongInput(N_("This referral has no need or no partner; open it and choose them."))
        by_consent = _consents(workspace, found, partner)
        if not by_consent and not is_vital(found, need):
            raise WrongInput(N_("{partner} may be told only with the person’s consent, in force on the day; ask for it first."),
                             partner=partner.name or partner.code or "")
        reason = "" if by_consent else f"{found.vital_reason}{DECIDED}{found.decided_by})"
        workspace.log_access(PRINTED if by_consent else VITAL, member.id, reason)
        told = Member(id=member.id, **{name: getattr(member, name) for name in COVERED})
        return Handover(workspace.association(), workspace.today(), partner, found, need, told, by_consent)


def _consents(workspace: Workspace, referral: Referral, partner: Partner) -> bool:
    whose, connection = referral.member or "", workspace._connection
    history = permissions.events_of(connection, [whose]).get(whose, [])
    limits = permissions.limits_in(connection, [whose]).get(whose, FREE)
    return permits(history, SHARE + (partner.code or ""), workspace.today(), limits)
