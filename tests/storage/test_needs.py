"""Needs as the board, the table and Home find them."""

from __future__ import annotations

import datetime

import pytest

from models.follow_up import FollowUp
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.referral import Referral
from models.volunteer import Volunteer
from storage import needs
from storage.needs import Wanted
from storage.workspace import Workspace
from tests.people import member

TODAY = datetime.date.today()


def days(number: int) -> str:
    return (TODAY + datetime.timedelta(days=number)).isoformat()


def somebody(workspace: Workspace, label: str = "Mía (sample)", **fields: object) -> str:
    who, records = member(label, uses=("keep", "contact"), **fields)  # type: ignore[arg-type]
    workspace.save_all(records)
    return who


def need(workspace: Workspace, who: str, **values: object) -> str:
    made = Need(id=new_id(), member=who, category="housing").with_values(values)
    workspace.save(made)
    return made.id


def found(workspace: Workspace, **wanted: object) -> list[str]:
    return [each.id for each in needs.page(workspace, Wanted(**wanted))]  # type: ignore[arg-type]


def test_pages_follow_one_another_without_a_gap_or_a_double(workspace: Workspace) -> None:
    who = somebody(workspace)
    every = [need(workspace, who, due=days(number % 7) if number % 5 else None) for number in range(23)]
    for column in ("", "new"):
        listed, after = [], None
        while rows := needs.page(workspace, Wanted(column=column), after, 4):
            listed += rows
            after = rows[-1]
        assert sorted(each.id for each in listed) == sorted(every)
        assert [each.due for each in listed] == sorted((each.due for each in listed), key=lambda day: day or "~")


def test_closed_ones_come_in_pages_too_the_latest_first(workspace: Workspace) -> None:
    who = somebody(workspace)
    every = [need(workspace, who, status="unmet", closed=days(-number)) for number in range(9)]
    first = needs.page(workspace, Wanted(column="impossible"), None, 5)
    rest = needs.page(workspace, Wanted(column="impossible"), first[-1], 5)
    assert [each.id for each in (*first, *rest)] == every


def test_columns_count_everything_and_show_the_first(workspace: Workspace) -> None:
    who = somebody(workspace)
    for number in range(6):
        need(workspace, who, status="waiting", due=days(number))
    need(workspace, who, status="met", closed=days(-3))
    need(workspace, who, status="part", closed=days(-40))
    need(workspace, who, status="dropped", closed=days(-400))
    shown = needs.columns(workspace, Wanted(), cards=2)
    assert {name: (each.count, len(each.lines)) for name, each in shown.items()} == {
        "new": (0, 0), "active": (0, 0), "waiting": (6, 2), "solved": (1, 1), "impossible": (1, 1),
    }


def test_nobody_hidden_or_binned_is_listed_anywhere(workspace: Workspace) -> None:
    gone, binned, here = (somebody(workspace, f"Somebody {number} (sample)") for number in range(3))
    stays = [need(workspace, who, due=days(-1)) for who in (gone, binned, here)][-1]
    for who in (gone, binned, here):
        workspace.save(FollowUp(member=who, due=days(0)))
    workspace.add_consent(gone, "keep", "withdrawn")
    workspace.save(workspace.get(binned).with_values({"archived": True}))
    assert found(workspace) == [stays] and needs.columns(workspace, Wanted())["new"].count == 1
    assert {each.member for each in needs.due(workspace).lines} == {here} and needs.how_many_due(workspace) == 2


@pytest.mark.parametrize("wanted", ["late", "category", "group", "area", "words", "kinds", "mine"])
def test_each_filter_finds_what_it_says(workspace: Workspace, wanted: str) -> None:
    me = Volunteer(id=new_id(), name="Krystyna (sample)", active=True)
    workspace.save(me)
    other = somebody(workspace, "Salóme (sample)", region="south")
    plain = somebody(workspace, "Jón (sample)", region="capital")
    this = need(workspace, other, category="language", due=days(-2), asked="a zqcourse", volunteer=me.id)
    need(workspace, plain, due=days(2))
    asked: dict[str, dict[str, object]] = {
        "late": {"late": True}, "category": {"category": "language"}, "group": {"category": "group-language"}, "area": {"area": "south"},
        "words": {"words": "zqcou"}, "kinds": {"words": "lang", "kinds": ("language",)}, "mine": {"mine": me.id},
    }
    assert found(workspace, **asked[wanted]) == [this]
    assert sum(each.count for each in needs.columns(workspace, Wanted(**asked[wanted])).values()) == 1  # type: ignore[arg-type]
    if wanted == "words":
        assert found(workspace, words="salom") == [this]


def test_who_wrote_it_down_looks_after_it_until_somebody_else_does(workspace: Workspace) -> None:
    made = need(workspace, somebody(workspace))
    mine = workspace.me
    assert mine is not None and found(workspace, mine=mine.id) == [made] and found(workspace, mine="-") == []


def test_what_is_sensitive_is_not_found_by_its_kind_or_its_words(workspace: Workspace) -> None:
    need(workspace, somebody(workspace), category="violence", asked="zqhidden")
    assert found(workspace, words="zqhid") == [] and found(workspace, words="violence", kinds=("violence",)) == []
    assert found(workspace, words="mia") != []


def test_what_is_due_is_of_open_needs_and_of_referrals_that_stand(workspace: Workspace) -> None:
    who = somebody(workspace)
    partner = Partner(id=new_id(), code="SHELTER", name="Shelter (sample)")
    workspace.save(partner)
    workspace.add_consent(who, "share:SHELTER", "given")
    first, later, done = need(workspace, who, due=days(-1)), need(workspace, who, due=days(7)), need(workspace, who, status="met", due=days(-5))
    need(workspace, who, due=days(8))
    need(workspace, who, due=None, urgency="U4")
    sent = Referral(id=new_id(), member=who, need=later, partner=partner.id, state="sent")
    asks = FollowUp(id=new_id(), member=who, need=later, referral=sent.id, due=days(0))
    calls = FollowUp(id=new_id(), member=who, need=first, due=days(1), contact="zqnumber")
    over = FollowUp(id=new_id(), member=who, need=first, due=days(-9), done=days(-8))
    closed = FollowUp(id=new_id(), member=who, need=done, due=days(-2))
    workspace.save_all([sent, asks, calls, over, closed])
    due = needs.due(workspace)
    assert [each.id for each in due.lines] == [first, asks.id, calls.id, later]
    assert (due.overdue, due.today, due.week, due.count) == (1, 1, 2, 4) and needs.how_many_due(workspace) == 4
    assert {each.id: each.partner for each in due.lines}[asks.id] == "Shelter (sample)"
    workspace.add_consent(who, "share:SHELTER", "withdrawn")
    assert asks.id not in {each.id for each in needs.due(workspace).lines}


@pytest.mark.parametrize(("contact", "silent", "shown"), [("given", False, "zqnumber"), ("refused", False, ""), ("given", True, "")])
def test_nobody_is_called_who_does_not_want_to_be(workspace: Workspace, contact: str, silent: bool, shown: str) -> None:
    who = somebody(workspace, do_not_contact=silent or None)
    workspace.add_consent(who, "contact", contact)
    workspace.save(FollowUp(member=who, due=days(0), contact="zqnumber"))
    line = needs.due(workspace).lines[0]
    assert (line.contact, line.silent) == (shown, silent)
