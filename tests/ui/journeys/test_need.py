"""A need from the first word to its end: found, moved, referred with consent and not without, followed up, closed, told to the member."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from locales import PSEUDO, strip_iso
from models.consent import state
from models.follow_up import FollowUp
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.referral import Referral
from tests.people import member
from tests.ui.robots import Volunteer
from ui import language
from ui.pages.home import HomePage
from ui.pages.needs import NeedsPage

Sit = Callable[..., Volunteer]
TODAY = datetime.date.today()


def days(number: int) -> str:
    return (TODAY + datetime.timedelta(days=number)).isoformat()


def stored(anna: Volunteer, work: Callable[[Any], Any]) -> Any:
    return anna.window.session.jobs.write_now(work)


class Case:
    """Somebody with a need, a partner, and a volunteer before the window."""

    def __init__(self, volunteer: Sit, size: tuple[int, int] = (1366, 690), **need: object) -> None:
        self.anna = volunteer(size=size)
        self.anna.sets_up()
        self.person, records = member("Mía (sample)", uses=("keep", "statistics", "contact"), preferred_language="ar")
        values = {"category": "housing", "due": days(-3), "urgency": "U3", **need}
        self.need = Need(id=new_id(), member=self.person).with_values(values)
        self.partner = Partner(id=new_id(), code="SHELTER", name="Shelter (sample)")
        self.anna.has(self.partner, *records, self.need)

    @property
    def page(self) -> NeedsPage:
        return cast(NeedsPage, self.anna.page())

    def now(self) -> Need:
        return cast(Need, stored(self.anna, lambda workspace: workspace.get(self.need.id)))

    def referrals(self) -> list[Referral]:
        return cast(list[Referral], stored(self.anna, lambda workspace: workspace.of_member(self.person, "referral")))

    def follow_ups(self) -> list[FollowUp]:
        return cast(list[FollowUp], stored(self.anna, lambda workspace: workspace.of_member(self.person, "follow-up")))

    def consent(self) -> str:
        return str(stored(self.anna, lambda workspace: state(workspace.consents(self.person), "share:SHELTER", TODAY)))

    def opens(self) -> None:
        """The need, by keys alone."""
        self.anna.presses("Ctrl+4")
        self.anna.presses("Return")
        assert self.page.contents is not None and self.page.contents.need.id == self.need.id


def test_a_need_goes_from_new_to_solved_with_a_referral_that_was_agreed_to(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    case.opens()
    anna.tabs_to(case.page.view.referrals.add_button)
    anna.presses("Space")
    form = case.page.view.form
    assert form.isVisible() and not form.send_button.isEnabled()
    assert "May we tell Shelter (sample) about what you need, this time?" in anna.reads(form)
    anna.tabs_to(form.answer.button("given"))
    anna.presses("Y")
    anna.presses("Ctrl+S")
    assert [each.state for each in case.referrals()] == ["sent"] and case.consent() == "given"
    assert [each.due for each in case.follow_ups()] == [days(14)]
    assert not form.isVisible() and "Shelter (sample): Sent" in anna.reads(case.page.view)
    assert stored(anna, lambda workspace: [each.what for each in workspace.access_lines(case.person)]) == ["referral"]
    card = case.page.view.referrals.cards[0]
    anna.tabs_to(card.steps["accepted"])  # type: ignore[union-attr]
    anna.presses("Space")
    card = case.page.view.referrals.cards[0]
    anna.tabs_to(card.steps["done"])  # type: ignore[union-attr]
    anna.presses("Space")
    assert [(each.state, each.answered) for each in case.referrals()] == [("done", TODAY.isoformat())]
    anna.tabs_to(case.page.view.status)
    case.page.view.status.setCurrentIndex(case.page.view.codes.index("met"))
    anna.presses("Ctrl+S")
    assert (case.now().status, case.now().closed) == ("met", TODAY.isoformat())
    anna.tabs_to(case.page.view.ending.view.button("helped"))
    anna.presses("1")
    assert case.now().member_view == "helped"
    text = case.page.view.ending.text
    assert "Shelter (sample)" in text.text()
    anna.presses("Ctrl+Z")
    assert case.now().member_view is None


def test_who_says_no_is_referred_to_nobody_and_the_no_is_kept(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    case.opens()
    anna.tabs_to(case.page.view.referrals.add_button)
    anna.presses("Space")
    form = case.page.view.form
    anna.tabs_to(form.answer.button("given"))
    anna.presses("N")
    assert form.send_button.text() == "Write down the no; tell nobody" and not form.prepare_button.isEnabled()
    anna.presses("Ctrl+S")
    assert case.referrals() == [] and case.follow_ups() == [] and case.consent() == "refused"
    assert stored(anna, lambda workspace: workspace.access_lines(case.person)) == []


def test_the_vault_refuses_what_a_window_might_forget_to(volunteer: Sit) -> None:
    case = Case(volunteer)
    case.anna.has(Referral(id=new_id(), member=case.person, need=case.need.id, partner=case.partner.id))
    case.opens()
    from ui.operations import needs as acts

    acts.set_referral(case.anna.window.session, case.referrals()[0], "sent", {})
    case.anna.waits()
    assert case.referrals()[0].state == "draft"
    assert "only with the person’s consent" in case.anna.reads(case.anna.window.notice)


def test_an_emergency_may_be_told_without_an_answer_with_a_reason_and_a_name(volunteer: Sit) -> None:
    case = Case(volunteer, urgency="U1")
    anna = case.anna
    case.opens()
    anna.tabs_to(case.page.view.referrals.add_button)
    anna.presses("Space")
    form = case.page.view.form
    assert form.vital.isVisible() and form.decided.text() == "Anna Æfing" and not form.send_button.isEnabled()
    anna.tabs_to(form.reason)
    anna.types("not breathing")
    assert "a life is at stake" in form.send_button.text()
    anna.presses("Ctrl+S")
    assert [(each.state, each.vital_reason, each.decided_by) for each in case.referrals()] == [("sent", "not breathing", "Anna Æfing")]
    line = stored(anna, lambda workspace: workspace.access_lines(case.person))[0]
    assert (line.what, line.reason) == ("vital-interest", "not breathing (Anna Æfing)")
    assert case.consent() == "not-asked"


def test_taking_the_consent_back_turns_the_referral_at_once_and_undo_brings_it_back(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    stored(anna, lambda workspace: workspace.add_consent(case.person, "share:SHELTER", "given"))
    anna.has(Referral(id=new_id(), member=case.person, need=case.need.id, partner=case.partner.id, state="sent"))
    anna.window.go("member", case.person)
    anna.waits()
    from ui.operations.people import answer_consents

    timeline = anna.page().overview.timeline.model  # type: ignore[attr-defined]
    answer_consents(anna.window.session, case.person, {"share:SHELTER": "refused"}, {})
    anna.waits()
    told = [strip_iso(timeline.index(row, 1).data()) for row in range(timeline.rowCount())]
    assert "Referral to Shelter (sample): Taken back by the member" in told
    assert case.referrals()[0].state == "withdrawn"
    case.opens()
    assert "Shelter (sample): Taken back by the member" in anna.reads(case.page.view)
    assert case.page.view.referrals.cards[0].ask_button.isVisible()  # type: ignore[union-attr]
    anna.presses("Ctrl+Z")
    assert case.referrals()[0].state == "sent" and case.consent() == "given"


def test_home_closes_what_is_due_in_two_keys_and_takes_it_back(volunteer: Sit) -> None:
    case = Case(volunteer, due=days(40))
    anna = case.anna
    follow = FollowUp(id=new_id(), member=case.person, need=case.need.id, due=days(-1), contact="zqcontact 555 0142", note="zqnote")
    anna.has(follow)
    anna.presses("Ctrl+1")
    home = cast(HomePage, anna.page())
    assert home.due.rows[0].accessibleName().startswith("Housing and homelessness – ")
    assert "1 day late" in anna.reads(home.due) and "zqcontact 555 0142" in anna.reads(home.due) and "zqnote" not in anna.reads(home.due)
    assert "1 thing falls due" in anna.window.frame.sidebar.places["needs"].accessibleName()  # type: ignore[union-attr]
    before = anna.keys
    anna.presses("Tab", "D")
    assert anna.keys - before == 2
    assert case.follow_ups()[0].done == TODAY.isoformat() and not home.due.isVisible()
    assert "Follow-up done: Housing and homelessness" in anna.reads(anna.window.frame)
    anna.presses("Ctrl+Z")
    assert case.follow_ups()[0].done is None and home.due.isVisible()
    anna.tabs_to(home.due.rows[0])
    anna.presses("W")
    assert case.follow_ups()[0].due == days(7)
    anna.presses("Return")
    assert anna.page() is anna.window.pages["needs"]


def test_home_calls_nobody_who_must_not_be_contacted(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    anna.has(FollowUp(id=new_id(), member=case.person, need=case.need.id, due=days(0), contact="zqcontact 555 0142"))
    stored(anna, lambda workspace: workspace.save(workspace.get(case.person).with_values({"do_not_contact": True})))
    anna.presses("Ctrl+1")
    words = anna.reads(anna.page())
    assert "Do not contact" in words and "zqcontact" not in words and "0142" not in words
    stored(anna, lambda workspace: workspace.save(workspace.get(case.need.id).with_values({"status": "met"})))
    anna.presses("Ctrl+2", "Ctrl+1")
    assert not cast(HomePage, anna.page()).due.isVisible(), "a closed need asks for nothing any more"


def test_the_board_by_keys_alone(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    anna.presses("Ctrl+4")
    assert case.page.browse.shows() == "board"
    anna.presses("M")
    assert "Where does it go?" in anna.reads(case.page)
    anna.presses("W")
    assert case.now().status == "waiting" and not case.page.browse.move_line.isVisible()
    column = case.page.browse.board.columns["waiting"]
    assert column.list.hasFocus() and column.current() is not None
    assert column.title.text() == "Waiting (1)"
    anna.presses("Ctrl+Z")
    assert case.now().status == "new"
    anna.presses("M", "Escape")
    assert case.now().status == "new" and case.page.browse.board.columns["new"].list.hasFocus()
    anna.presses("Return")
    assert case.page.contents is not None
    anna.presses("Escape")
    assert case.page.contents is None and case.page.browse.board.columns["new"].list.hasFocus()
    anna.presses("M", "X")
    assert case.now().status == "unmet" and case.page.contents is not None, "the reasons are offered"
    assert case.page.view.ending.why.isVisible()
    anna.presses("1")
    assert case.now().unmet_reason == "no-right"


def test_in_a_narrow_window_the_table_comes_first_and_does_the_same(volunteer: Sit) -> None:
    case = Case(volunteer, size=(1024, 600))
    anna = case.anna
    anna.presses("Ctrl+4")
    assert case.page.browse.shows() == "table" and case.page.browse.table.hasFocus()
    assert "3 days late" in case.page.browse.model.index(0, 2).data()
    anna.presses("M", "3")
    assert case.now().status == "waiting" and case.page.browse.table.hasFocus()
    anna.presses("Ctrl+T")
    assert case.page.browse.shows() == "board"


def test_a_sensitive_kind_stays_its_group_until_a_reason_is_given(volunteer: Sit) -> None:
    case = Case(volunteer, category="violence", asked="zqasked")
    anna = case.anna
    anna.presses("Ctrl+1")
    assert "Safety and equal treatment" in anna.reads(anna.page())
    anna.presses("Ctrl+4")
    shown = "\n".join(str(case.page.browse.board.columns["new"].model.index(0).data(role)) for role in (0, 3, 11))
    assert "Safety and equal treatment" in shown and "violence" not in shown
    anna.presses("Return")
    assert "violence" not in anna.reads(case.page) and "zqasked" not in anna.reads(case.page)
    anna.tabs_to(case.page.view.gate.chips.button("helping"))
    anna.presses("1")
    assert "violence" in anna.reads(case.page) and "zqasked" in anna.reads(case.page)
    assert stored(anna, lambda workspace: workspace.access_lines(case.person))[0].reason == "helping"
    anna.presses("Ctrl+1", "Ctrl+4")
    assert "zqasked" not in anna.reads(case.page)


def test_what_stands_in_the_form_survives_the_lock(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    case.opens()
    anna.tabs_to(case.page.view.referrals.add_button)
    anna.presses("Space")
    form = case.page.view.form
    anna.tabs_to(form.answer.button("given"))
    anna.presses("Y")
    anna.tabs_to(form.note)
    anna.types("ask for Sunna")
    anna.presses("Ctrl+L")
    anna.waits(lambda: anna.is_locked())
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked() and case.page.view.form.isVisible())
    again = case.page.view.form
    assert again.note.toPlainText() == "ask for Sunna" and again.answer.code() == "given"
    assert case.referrals() == []


def test_a_half_typed_field_survives_the_lock(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    case.opens()
    anna.presses("Ctrl+E")
    form = case.page.forms.form.form
    assert form is not None
    anna.tabs_to(form.editors["due"].focus_target())
    anna.types("no day")
    anna.presses("Ctrl+L")
    anna.waits(lambda: anna.is_locked())
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked() and case.page.forms.is_up())
    again = case.page.forms.form.form
    assert again is not None and again.editors["due"].raw() == "no day"
    anna.presses("Escape")
    assert case.page.contents is not None and case.now().due == days(-3)


def test_a_member_page_leads_to_the_need_and_back(volunteer: Sit) -> None:
    case = Case(volunteer)
    anna = case.anna
    anna.window.go("member", case.person)
    anna.waits()
    anna.page().overview.needs.cards[case.need.id].open.click()  # type: ignore[attr-defined]
    anna.waits()
    assert case.page.contents is not None
    anna.presses("Escape")
    assert anna.page() is anna.window.pages["member"]


@pytest.mark.parametrize("code", ["ar", PSEUDO])
def test_every_part_speaks_the_language_of_the_window(volunteer: Sit, qapp: QApplication, code: str) -> None:
    case = Case(volunteer)
    anna = case.anna
    anna.has(FollowUp(id=new_id(), member=case.person, need=case.need.id, due=days(0)))
    anna.presses("Ctrl+4")
    language.choose(qapp, code)
    anna.waits()
    for name in ("home", "needs"):
        anna.window.go(name)
        anna.waits()
    if code == PSEUDO:
        labels = [each.text() for each in case.page.findChildren(type(case.page.heading)) if each.isVisibleTo(case.page) and each.text()]
        assert [each for each in labels if not each.startswith("⟦")] == []
        assert case.page.browse.model.index(0, 2).data().startswith("⟦")
    anna.presses("M", "2")
    assert case.now().status == "active"
