"""What a volunteer does with needs, referrals and follow-ups: one function an act, each of which can be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from locales import current
from models.consent import GIVEN, SHARE, Consent, state
from models.errors import Trouble
from models.follow_up import FollowUp
from models.handover import Handover
from models.need import Need
from models.operation import new_id
from models.record import Record
from models.referral import DRAFT, Referral
from storage import needs
from storage.changes import Changes
from storage.needs import Due, DueLine
from storage.workspace import Workspace
from ui.operations import naming, undo
from ui.operations.people import together, what_to_write
from ui.operations.reports import save_pdf, set_pages
from ui.session import Session

Done = Callable[[Changes], None]
Failed = Callable[[Trouble], None]
WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """What came of asking somebody whether a partner may be told: the answer (`given`, `refused`), when, and how it was given."""

    answer: str
    date: str
    language: str = ""


def move(session: Session, need_id: str, category: str, status: str, done: Done | None = None, failed: Failed | None = None) -> None:
    """Put a need into another state."""
    undo.write(session, lambda workspace: workspace.save(workspace.get(need_id).with_values({"status": status})),
               naming.moved_need(Need(category=category), status), done, failed)


def change(session: Session, record: Record, done: Done | None = None, failed: Failed | None = None) -> None:
    """Keep a need, referral or follow-up as it is now."""
    undo.write(session, lambda workspace: workspace.save(record), naming.kept(record), done, failed)


def print_for_partner(session: Session, referral_id: str, place: Path, done: Callable[[], None], failed: Failed) -> None:
    """Write the paper for a partner as PDF; that it was printed is logged. What isn't covered by consent is refused."""
    def gathered(told: Handover) -> None:
        from reports.kinds import referral as paper

        document = paper.make(told, paper.language_of(told.partner, current().code))
        set_pages(session, document, lambda pages: save_pdf(session, pages, place, lambda _none: done(), failed), failed)

    def work(workspace: Workspace) -> Handover:
        from storage.handover import gather

        return gather(workspace, referral_id)

    session.jobs.write(work, gathered, failed)


def finish(session: Session, line: DueLine, done: Done | None = None) -> None:
    """What was due is done: a follow-up was made, a need is solved."""
    if line.record_type == Need.TYPE:
        move(session, line.id, line.category, "met", done)
    else:
        follow_up_done(session, line.id, line.category, done)


def follow_up_done(session: Session, record_id: str, category: str, done: Done | None = None) -> None:
    """A follow-up was made today."""
    today = datetime.date.today().isoformat()
    undo.write(session, lambda workspace: workspace.save(workspace.get(record_id).with_values({"done": today})), naming.followed_up(category), done)


def week_later(due: str | None) -> str:
    """A week after a day; of one that is past, a week from today. A day that isn't known to the day counts from today."""
    today = datetime.date.today()
    try:
        day = datetime.date.fromisoformat(due or "")
    except ValueError:
        day = today
    return (max(day, today) + WEEK).isoformat()


def postpone(session: Session, record_id: str, category: str, due: str, done: Done | None = None) -> None:
    """Put a need or a follow-up off by a week."""
    later = week_later(due)
    undo.write(session, lambda workspace: workspace.save(workspace.get(record_id).with_values({"due": later})),
               naming.postponed(category, later), done)


def find_due(session: Session, limit: int, done: Callable[[Due], None]) -> None:
    """Look what falls due until a week from today."""
    session.jobs.read(lambda library: needs.due(library, limit), done)


def refer(
    session: Session, referral: Referral, asked: Asked | None, partner_code: str, check: FollowUp | None, done: Done, failed: Failed,
) -> None:
    """Write a referral down with what came of asking, and the day to check. A no is kept too, and then nobody is told.

    What may go out is decided by the store.
    """
    told = referral if referral.id else referral.with_values({"id": new_id()})
    goes = asked is None or asked.answer == GIVEN

    def work(workspace: Workspace) -> Changes:
        with workspace.atomic():
            parts = []
            if asked is not None and (event := _event(workspace.consents(told.member or ""), SHARE + partner_code, asked)) is not None:
                parts.append(workspace.add_consent(told.member or "", SHARE + partner_code, event, date=asked.date, **_language(asked)))
            if goes:
                parts.append(workspace.save_all([told, *([replace(check, referral=told.id)] if check is not None else [])]))
            return together(parts)

    undo.write(session, work, naming.referred(told.state or DRAFT) if goes else naming.answered, done, failed)


def _language(asked: Asked) -> dict[str, str]:
    return {"language": asked.language} if asked.language else {}


def _event(history: tuple[Consent, ...], use: str, asked: Asked) -> str | None:
    """The event that an answer makes. A yes is written down each time: it is a new answer, for this need, with its own day."""
    now = state(history, use, datetime.date.today())
    return GIVEN if asked.answer == GIVEN else what_to_write(now, asked.answer)


def set_referral(
    session: Session, referral: Referral, wanted: str, values: dict[str, str | None], done: Done | None = None, failed: Failed | None = None,
) -> None:
    """Put a referral into another state, with what the partner said."""
    undo.write(session, lambda workspace: workspace.save(workspace.get(referral.id).with_values({**values, "state": wanted})),
               naming.referred(wanted), done, failed)
