"""A partner is told only with the person's consent, or in an emergency; whoever takes it back ends what isn't done. The store sees to it."""

from __future__ import annotations

import datetime

import pytest

from models.errors import WrongInput
from models.follow_up import FollowUp
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.referral import Referral
from storage.workspace import Workspace
from tests.people import member

TODAY = datetime.date.today()


def days(number: int) -> str:
    return (TODAY + datetime.timedelta(days=number)).isoformat()


def told(workspace: Workspace, *, urgency: str = "U3", **person: object) -> tuple[str, Need, Partner]:
    """Somebody with a need, and a partner."""
    who, records = member("Mía (sample)", **person)  # type: ignore[arg-type]
    need = Need(id=new_id(), member=who, category="housing", urgency=urgency)
    there = [each for each in workspace.records("partner") if isinstance(each, Partner)]  # a code is given once
    partner = there[0] if there else Partner(id=new_id(), code="SHELTER", name="Shelter (sample)")
    workspace.save_all([*([] if there else [partner]), *records, need])
    return who, need, partner


def draft(workspace: Workspace, need: Need, partner: Partner, **more: object) -> Referral:
    made = Referral(id=new_id(), member=need.member, need=need.id, partner=partner.id).with_values(more)
    workspace.save(made)
    found = workspace.get(made.id)
    assert isinstance(found, Referral)
    return found


def state(workspace: Workspace, referral: Referral) -> str | None:
    found = workspace.get(referral.id, binned=True)
    assert isinstance(found, Referral)
    return found.state


def kinds(workspace: Workspace, who: str) -> list[str]:
    return [each.what for each in workspace.access_lines(who)]


def test_nothing_is_sent_without_consent_and_nothing_is_left_of_the_try(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    made = draft(workspace, need, partner)
    before = workspace.digest()
    for wanted in ("sent", "accepted", "done", "refused", "no-place", "lost"):
        with pytest.raises(WrongInput, match="only with the person’s consent"):
            workspace.save(made.with_values({"state": wanted}))
        with pytest.raises(WrongInput, match="only with the person’s consent"):
            draft(workspace, need, partner, state=wanted)
    assert workspace.digest() == before and state(workspace, made) == "draft" and kinds(workspace, who) == []
    assert workspace.check() == []


def test_with_consent_to_this_partner_it_is_sent_dated_and_logged(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    made = draft(workspace, need, partner)
    workspace.add_consent(who, "share:OTHER", "given")
    with pytest.raises(WrongInput):
        workspace.save(made.with_values({"state": "sent"}))
    workspace.add_consent(who, "share:SHELTER", "given")
    workspace.save(made.with_values({"state": "sent"}))
    sent = workspace.get(made.id)
    assert isinstance(sent, Referral) and sent.sent == TODAY.isoformat() and sent.answered is None
    workspace.save(sent.with_values({"state": "accepted"}))
    answered = workspace.get(made.id)
    assert isinstance(answered, Referral) and answered.answered == TODAY.isoformat()
    assert kinds(workspace, who) == ["referral"]
    assert workspace.check() == []


def test_the_consent_counts_that_was_in_force_on_the_day_it_was_sent(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given", date=days(-20), expires=days(-10))
    draft(workspace, need, partner, state="sent", sent=days(-12))
    for wrong in (days(-30), days(-5), None):
        with pytest.raises(WrongInput, match="only with"):
            draft(workspace, need, partner, state="sent", sent=wrong)
    with pytest.raises(WrongInput, match="yet to come"):
        draft(workspace, need, partner, state="sent", sent=days(3))


def test_another_partner_or_need_is_asked_about_anew(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given")
    made = draft(workspace, need, partner, state="sent")
    other = Partner(id=new_id(), code="BANK", name="Bank (sample)")
    workspace.save(other)
    with pytest.raises(WrongInput, match="only with"):
        workspace.save(made.with_values({"partner": other.id}))


def test_consent_and_referral_of_one_act_are_kept_together(workspace: Workspace) -> None:
    from models.consent import Consent

    who, need, partner = told(workspace)
    workspace.save_all([
        Consent(member=who, use="share:SHELTER", value="given"), Referral(member=who, need=need.id, partner=partner.id, state="sent"),
    ])
    assert len(workspace.of_member(who, "referral")) == 1


@pytest.mark.parametrize("value", ["withdrawn", "refused"])
def test_taking_it_back_ends_what_is_not_done_at_once(workspace: Workspace, value: str) -> None:
    who, need, partner = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given")
    made = {wanted: draft(workspace, need, partner, state=wanted) for wanted in ("draft", "sent", "accepted", "done", "refused")}
    binned = draft(workspace, need, partner, state="sent")
    workspace.save(binned.with_values({"archived": True}))
    other = Partner(id=new_id(), code="BANK", name="Bank (sample)")
    workspace.save(other)
    workspace.add_consent(who, "share:BANK", "given")
    elsewhere = draft(workspace, need, other, state="sent")
    changes = workspace.add_consent(who, "share:SHELTER", value)
    assert "referral" in changes.kinds
    now = {wanted: state(workspace, each) for wanted, each in made.items()}
    assert now == {"draft": "withdrawn", "sent": "withdrawn", "accepted": "withdrawn", "done": "done", "refused": "refused"}
    assert state(workspace, binned) == "withdrawn" and state(workspace, elsewhere) == "sent"
    with pytest.raises(WrongInput, match="only with"):
        found = workspace.get(made["sent"].id)
        workspace.save(found.with_values({"state": "sent"}))
    assert workspace.check() == []


def test_taking_back_that_one_is_kept_ends_them_too_also_in_a_restricted_record(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given")
    made = draft(workspace, need, partner, state="sent")
    workspace.save(workspace.get(who).with_values({"restricted": True}))
    workspace.add_consent(who, "share:SHELTER", "withdrawn")
    assert state(workspace, made) == "withdrawn"
    workspace.save(workspace.get(who).with_values({"restricted": None}))
    workspace.add_consent(who, "share:SHELTER", "given")
    workspace.save(workspace.get(made.id).with_values({"state": "sent"}))
    workspace.add_consent(who, "keep", "withdrawn")
    assert workspace._rows("SELECT state FROM referral WHERE id = ?", (made.id,)) == [("withdrawn",)]


def test_undoing_the_withdrawal_brings_the_referral_back_and_redo_ends_it_again(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given", date=days(-9))
    made = draft(workspace, need, partner, state="sent", sent=days(-8))
    taken_back = workspace.add_consent(who, "share:SHELTER", "withdrawn")
    undone = workspace.undo(taken_back)
    assert state(workspace, made) == "sent" and undone.skipped == () and "referral" in undone.kinds
    workspace.undo(undone)
    assert state(workspace, made) == "withdrawn"
    assert workspace.check() == []


def test_an_undo_never_sends_what_the_person_has_since_refused(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given")
    made = draft(workspace, need, partner, state="sent")
    back = workspace.save(made.with_values({"state": "draft"}))
    workspace.add_consent(who, "share:SHELTER", "withdrawn")
    undone = workspace.undo(back)
    assert state(workspace, made) == "withdrawn" and undone.skipped == ((made.id, "state"),)


def test_an_emergency_goes_out_with_a_reason_and_a_name_and_is_logged_as_such(workspace: Workspace) -> None:
    who, need, partner = told(workspace, urgency="U1")
    made = draft(workspace, need, partner)
    for less in ({}, {"vital_reason": "unconscious"}, {"decided_by": "Anna"}, {"vital_reason": " ", "decided_by": "Anna"}):
        with pytest.raises(WrongInput, match="why a life is at stake"):
            workspace.save(made.with_values({**less, "state": "sent"}))
    workspace.save(made.with_values({"state": "sent", "vital_reason": "zqunconscious", "decided_by": "Anna"}))
    line = workspace.access_lines(who)[0]
    assert (line.what, line.reason) == ("vital-interest", "zqunconscious (Anna)")
    calm_who, calm, _ = told(workspace, urgency="U2")
    with pytest.raises(WrongInput, match="only with"):
        draft(workspace, calm, partner, state="sent", vital_reason="because", decided_by="Anna")
    assert kinds(workspace, calm_who) == []


def test_nothing_of_one_person_is_told_at_the_need_of_another(workspace: Workspace) -> None:
    who, _need, partner = told(workspace)
    _other, theirs, _ = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given")
    with pytest.raises(WrongInput, match="belong together"):
        workspace.save(Referral(member=who, need=theirs.id, partner=partner.id))
    with pytest.raises(WrongInput, match="belong together"):
        workspace.save(FollowUp(member=who, need=theirs.id))


def test_a_follow_up_falls_due_in_a_week_and_is_done_once_something_came_of_it(workspace: Workspace) -> None:
    _who, need, _partner = told(workspace)
    made = FollowUp(id=new_id(), member=need.member, need=need.id)
    workspace.save(made)
    found = workspace.get(made.id)
    assert isinstance(found, FollowUp) and (found.due, found.done) == (days(7), None)
    workspace.save(found.with_values({"outcome": "reached"}))
    closed = workspace.get(made.id)
    assert isinstance(closed, FollowUp) and closed.done == TODAY.isoformat()


def test_they_go_with_the_person(workspace: Workspace) -> None:
    who, need, partner = told(workspace)
    workspace.add_consent(who, "share:SHELTER", "given")
    made = draft(workspace, need, partner, state="sent", note="zqreferral")
    workspace.save(FollowUp(member=who, need=need.id, referral=made.id, note="zqfollow"))
    workspace.erase(who)
    assert workspace._rows("SELECT (SELECT count(*) FROM referral), (SELECT count(*) FROM \"follow-up\")") == [(0, 0)]
    assert workspace.search("zqreferral") == [] and workspace.check() == []


def test_the_persons_paper_says_whom_we_told_and_names_no_volunteer(workspace: Workspace) -> None:
    from locales import strip_iso
    from reports.kinds import member as paper
    from storage.dossier import gather

    who, need, partner = told(workspace, urgency="U1")
    draft(workspace, need, partner, state="sent", vital_reason="zqunconscious", decided_by="zqdecider")
    workspace.save(FollowUp(member=who, need=need.id, due=days(3), note="zqask"))
    workspace.save(partner.with_values({"retired": True}))
    shown = strip_iso(repr(paper.make(gather(workspace, who, "report-member"), ["en"])))
    assert all(each in shown for each in ("Whom we told about it", "Shelter (sample)", "zqunconscious", "zqask"))
    assert "zqdecider" not in shown
