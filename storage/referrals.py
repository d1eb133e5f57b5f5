"""Referrals at the door of the store: none goes out that the person's consent, or an emergency, doesn't open; each that does is logged, and
those not yet done end in the same transaction in which their consent does. The rule itself is `models.referral.check_sending`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from locales import N_
from models.consent import CLOSING, FREE, KEEP, SHARE, Consent, permits
from models.errors import WrongInput
from models.follow_up import FollowUp
from models.need import Need
from models.partner import Partner
from models.record import Record
from models.referral import OPEN, WITHDRAWN, Referral, check_sending, goes_out
from storage import access_log, permissions, tables

if TYPE_CHECKING:
    from storage.recorder import Recorder

SENT, VITAL = "referral", "vital-interest"
"""What the access log calls a referral with consent, and one without."""
DECIDED = " ("
"""Between the reason for one of vital interest and who decided."""


def reason_alone(what: str, reason: str) -> str:
    """The reason of a line of the access log without the name of whoever decided."""
    return reason.rpartition(DECIDED)[0] if what == VITAL else reason


def let_out(recorder: Recorder, changes: Iterable[tuple[Record | None, Record]]) -> None:
    """Refuse what may not go out, and log what does, in the caller's transaction. Consents that come in the same act stand already.

    Raises WrongInput.
    """
    pairs = [(cast("Referral | None", before), after) for before, after in changes if isinstance(after, Referral)]
    going = [pair for pair in pairs if goes_out(*pair)]
    if not going:
        return
    people = list(dict.fromkeys(after.member or "" for _before, after in going))
    histories, limits = permissions.events_of(recorder._connection, people), permissions.limits_in(recorder._connection, people)
    for before, after in going:
        whose = after.member or ""
        need, partner = cast("Need | None", _one(recorder, Need, after.need)), _one(recorder, Partner, after.partner)
        by_consent = check_sending(before, after, need, cast(Partner, partner or Partner(code="")), histories.get(whose, []),
                                   limits.get(whose, FREE), recorder.today())
        what, reason = (SENT, "") if by_consent else (VITAL, f"{after.vital_reason}{DECIDED}{after.decided_by})")
        access_log.write(recorder._connection, recorder._journal.author, what, whose, reason, datetime.datetime.now(datetime.UTC))


def check_whose(recorder: Recorder, records: Iterable[Record]) -> None:
    """A referral and a follow-up stand at a need of the same person, so that nothing of one is told about another. Raises WrongInput."""
    for each in records:
        if isinstance(each, Referral | FollowUp):
            for kind, above in ((Need, each.need), (Referral, getattr(each, "referral", None))):
                found = _one(recorder, kind, above)
                if found is not None and cast("Need | Referral", found).member != each.member:
                    raise WrongInput(N_("The need and the person don’t belong together."))


def end_withdrawn(recorder: Recorder, events: Sequence[Consent]) -> bool:
    """End the referrals that were not yet done of people who just took back, or refused, that a partner is told. Whether there were any."""
    closing = [each for each in events if each.value in CLOSING and ((each.use or "").startswith(SHARE) or each.use == KEEP)]
    ended = False
    for member in dict.fromkeys(each.member or "" for each in closing):
        history = permissions.events_of(recorder._connection, [member]).get(member, [])
        uses = {each.use for each in closing if each.member == member}
        for referral, code in not_done(recorder, member):
            use = SHARE + code
            if (uses & {use, KEEP} or not code) and not permits(history, use, recorder.today(), FREE):
                state = {"state": WITHDRAWN}
                recorder._write_change(referral, referral.with_values(state), dict(state), {}, rights=True)
                ended = True
    return ended


def not_done(recorder: Recorder, member: str) -> list[tuple[Referral, str]]:
    """The referrals of a person that can still be ended, with the code of the partner ("" for one that was removed); those in the bin too,
    which may come out of it."""
    marks = ", ".join(f"'{each}'" for each in sorted(OPEN))
    rows = recorder._rows(f"{tables.select_sql(Referral)} WHERE t.member = ? AND t.state IN ({marks})", (member,))
    found = cast(list[Referral], recorder._made(Referral, rows))
    codes = dict(recorder._rows("SELECT id, code FROM partner"))
    return [(each, codes.get(each.partner) or "") for each in found]


def _one(recorder: Recorder, kind: type[Record], record_id: str | None) -> Record | None:
    rows = recorder._rows(f"{tables.select_sql(kind)} WHERE t.id = ?", (record_id,)) if record_id else []
    return tables.from_row(kind, rows[0]) if rows else None
