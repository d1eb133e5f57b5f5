"""Gathering what stands on a receipt: a person's answers and the day their record is looked at again, hidden or not, for it is theirs."""

from __future__ import annotations

from typing import cast

from locales import N_
from models.errors import WrongInput
from models.member import Member
from models.receipt import Receipt, answers_of, may_call
from storage import tables
from storage.retention import review_of
from storage.workspace import Workspace

WHAT = "receipt"
"""What the access log calls it."""


def gather(workspace: Workspace, member_id: str) -> Receipt:
    """The receipt of a person as things stand today. That it was made is written into the access log.

    Raises WrongInput when there is nobody with this id, or the record is nobody's any more.
    """
    with workspace.atomic():
        rows = workspace._rows(f"{tables.select_sql(Member)} WHERE t.id = ?", (member_id,))
        if not rows:
            raise WrongInput(N_("There is no member with the id “{id}”; they may have been erased already."), id=member_id[:40])
        member = cast(Member, tables.from_row(Member, rows[0]))
        if member.anonymous:
            raise WrongInput(N_("This record was made anonymous: it is nobody’s, and nobody has a receipt of it."))
        workspace.log_access(WHAT, member_id)
        history, day = workspace.consents(member_id), workspace.today()
        spoken = member.preferred_language
        return Receipt(
            workspace.association(), day, member.code or "", spoken if isinstance(spoken, str) else "", answers_of(history, day),
            review_of(workspace, member_id), may_call(history, day) and member.do_not_contact is not True,
            member.restricted is True, bool(member.objection),
        )
