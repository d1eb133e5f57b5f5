"""The list of needs: filters, dragging, what doesn't fit into a column, and a page that is read while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from locales import PSEUDO
from models.consent import Consent
from models.follow_up import FollowUp
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.referral import Referral
from tests.people import member
from tests.ui.accessibility import clipped, nameless, sideways
from tests.ui.robots import Volunteer
from ui import language, theme
from ui.pages.needs import NeedsPage
from ui.pages.needs.browse import Browse

Sit = Callable[..., Volunteer]


def at_the_board(volunteer: Sit, *categories: str, size: tuple[int, int] = (1366, 690)) -> tuple[Volunteer, Browse, list[str]]:
    anna = volunteer(size=size)
    anna.sets_up()
    who, records = member("Mía (sample)", region="south")
    made = [Need(id=new_id(), member=who, category=each) for each in categories]
    anna.has(*records, *made)
    anna.presses("Ctrl+4")
    return anna, cast(NeedsPage, anna.page()).browse, [each.id for each in made]


def status(anna: Volunteer, need_id: str) -> str | None:
    return cast(Need, anna.window.session.jobs.write_now(lambda workspace: workspace.get(need_id))).status


def test_a_card_is_dragged_into_another_column(volunteer: Sit) -> None:
    anna, browse, ids = at_the_board(volunteer, "housing", "language")
    source, target = browse.board.columns["new"], browse.board.columns["active"]
    carried = source.model.mimeData([source.model.index(1, 0)])
    assert ids[1].encode() not in bytes(carried.data(carried.formats()[0]).data()), "what is carried names nobody"
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    target.list.dropEvent(drop)
    anna.waits()
    assert status(anna, ids[1]) == "active" and status(anna, ids[0]) == "new"
    anna.presses("Ctrl+Z")
    assert status(anna, ids[1]) == "new"


def test_words_narrow_both_views_and_escape_shows_everything_again(volunteer: Sit) -> None:
    anna, browse, ids = at_the_board(volunteer, "housing", "language", "violence")
    anna.tabs_to(browse.filters.box)
    anna.types("hous")
    anna.waits(lambda: browse.model.settled)
    assert [each.id for each in browse.board.columns["new"].model.lines] == ids[:1]
    anna.presses("Down")
    assert browse.board.columns["new"].list.hasFocus()
    anna.presses("Ctrl+T")
    assert [browse.model.line(row).id for row in range(browse.model.rowCount())] == ids[:1]  # type: ignore[union-attr]
    anna.presses("Escape")
    assert browse.filters.box.text() == "" and browse.model.rowCount() == 3
    anna.tabs_to(browse.filters.box)
    anna.types("violence")
    anna.waits(lambda: browse.model.settled)
    assert browse.model.rowCount() == 0 and "Nothing fits" in anna.reads(anna.page())
    offered = [browse.filters.category.itemText(place) for place in range(browse.filters.category.count())]
    assert not [each for each in offered if "violence" in each.casefold()], "the filter tells no more than the list"


def test_what_does_not_fit_into_a_column_is_in_the_table(volunteer: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage import needs

    monkeypatch.setattr(needs.columns, "__defaults__", (2,))
    anna, browse, ids = at_the_board(volunteer, *["housing"] * 5)
    column = browse.board.columns["new"]
    assert column.title.text() == "New (5)" and column.model.rowCount() == 2 and column.more.text() == "and 3 more → table"
    column.more.click()
    anna.waits()
    assert browse.shows() == "table" and browse.model.rowCount() == len(ids)


def test_the_first_day_says_where_needs_come_from(volunteer: Sit) -> None:
    anna, browse, _ids = at_the_board(volunteer)
    assert "No need is open." in anna.reads(anna.page()) and not browse.clear_button.isVisible()


def test_a_new_need_of_somebody_begins_and_ends_on_its_page(volunteer: Sit) -> None:
    anna, _browse, _ids = at_the_board(volunteer)
    who = anna.window.session.jobs.write_now(lambda workspace: workspace.records("member")[0].id)
    anna.window.go("needs", {"new": who, "from": "member"})
    anna.waits()
    page = cast(NeedsPage, anna.page())
    assert page.forms.is_up()
    anna.types("hous")
    anna.presses("Return", "Ctrl+S")
    assert page.contents is not None and page.contents.need.category == "housing" and not page.forms.is_up()
    anna.presses("Ctrl+E")
    assert page.forms.is_up()
    anna.presses("Escape", "Escape")
    assert anna.window.here == "member"


def test_a_referral_half_filled_in_waits_at_its_need(volunteer: Sit) -> None:
    anna, _browse, ids = at_the_board(volunteer, "housing", "language")
    anna.has(Partner(id=new_id(), code="SHELTER", name="Shelter (sample)"))
    page = cast(NeedsPage, anna.page())
    page.show_need(ids[0])
    anna.waits()
    page.view.refer(Referral())
    page.view.form.note.setPlainText("ask for a room on the ground floor")
    page.show_need(ids[1])
    anna.waits()
    assert not page.view.is_referring()
    anna.presses("Escape")
    page.show_need(ids[0])
    anna.waits()
    assert page.view.is_referring() and page.view.form.note.toPlainText() == "ask for a room on the ground floor"
    anna.presses("Escape")
    page.show_need(ids[1])
    anna.waits()
    page.show_need(ids[0])
    anna.waits()
    assert not page.view.is_referring()


@pytest.mark.parametrize("code", ["en", PSEUDO])
@pytest.mark.parametrize(("size", "text"), [((1366, 690), 200), ((1024, 600), 100), ((683, 384), 100)])
def test_a_need_and_the_question_about_a_referral_fit_and_have_names(
    volunteer: Sit, qapp: QApplication, code: str, size: tuple[int, int], text: int,
) -> None:
    theme.apply(qapp, dark=False, size=text)
    anna, _browse, ids = at_the_board(volunteer, "housing", size=size)
    who = anna.window.session.jobs.write_now(lambda workspace: workspace.records("member")[0].id)
    partner = Partner(id=new_id(), code="SHELTER", name="Shelter (sample)")
    anna.has(partner, Consent(member=who, use="share:SHELTER", value="given"))
    for state in ("sent", "done", "refused", "draft"):
        anna.has(Referral(id=new_id(), member=who, need=ids[0], partner=partner.id, state=state))
    anna.has(FollowUp(id=new_id(), member=who, need=ids[0]))
    language.choose(qapp, code)
    anna.window.go("needs", {"need": ids[0]})
    anna.waits()
    page = cast(NeedsPage, anna.page())
    page.view.status.setCurrentIndex(page.view.codes.index("unmet"))
    page.view.refer(Referral())
    anna.waits()
    assert page.view.is_referring()
    assert nameless(anna.window) == [] and sideways(anna.window) == [] and clipped(anna.window) == []
    assert (anna.window.width(), anna.window.height()) == size


def test_home_fits_with_what_is_due(volunteer: Sit, qapp: QApplication) -> None:
    theme.apply(qapp, dark=False, size=200)
    anna, _browse, ids = at_the_board(volunteer, "children", "violence")
    anna.window.session.jobs.write_now(lambda workspace: workspace.save_all([workspace.get(each).with_values({"due": "2026-01-01"}) for each in ids]))
    language.choose(qapp, PSEUDO)
    anna.window.go("home")
    anna.waits()
    assert nameless(anna.window) == [] and sideways(anna.window) == [] and clipped(anna.window) == []
