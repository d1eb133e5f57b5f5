"""Lists: filters, order, views that can be taken back, and the gate through which a list leaves the vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pypdfium2  # type: ignore[import-untyped]
import pytest

from exchange.sheet import safe_cell
from locales import words
from models.contribution import Contribution
from models.fields import DECLINED
from models.listing import BETWEEN, HAS, IS, IS_NOT, NOT_ASKED, Listing, Rule, first, from_text, to_text
from models.listing import DECLINED as NOT_TOLD
from models.need import Need
from storage import lists
from storage.workspace import Workspace
from tests.people import member
from tests.ui.robots import PASSPHRASE, Volunteer
from ui.pages.contributions import ContributionsPage
from ui.pages.needs import NeedsPage
from ui.pages.people import PeoplePage

Sit = Callable[..., Volunteer]
GIFTS = first("contribution")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made, _words = Workspace.create(tmp_path / "vault", "ladder dial gorilla", association="Samtök prófana", kdf="test")
    yield made
    made.close()


@pytest.fixture
def gifts(workspace: Workspace) -> Workspace:
    """Three people and what they give; one may be quoted, one didn't want to say how many hours."""
    told = (("Ása (sample)", "care", 4, "2024-05"), ("Örn (sample)", "teaching", 12, "2021"), ("Anna (sample)", "care", None, None))
    for name, kind, hours, since in told:
        who, records = member(name, uses=("keep", "quote-anonymous") if name.startswith("Ö") else ("keep",), region="south")
        gives = Contribution(member=who, type=kind, what=f"words of {name}", hours=Decimal(hours) if hours else DECLINED, since=since)
        workspace.save_all([*records, gives])
    return workspace


def kept(workspace: Workspace, listing: Listing, tongue: str = "en") -> list[str]:
    """The words of what a list shows."""
    columns = [each for each in lists.columns(workspace, "contribution") if each.name == "what"]
    rows = lists.order(workspace, listing, words(tongue))
    return [str(line.values[0]).removeprefix("words of ").partition(" ")[0] for line in lists.lines(workspace, "contribution", rows, columns)]


@pytest.mark.parametrize(("rule", "left"), [
    (Rule("type", IS, ("care",)), ["Anna", "Ása"]), (Rule("type", IS_NOT, ("care",)), ["Örn"]), (Rule("hours", BETWEEN, ("4", "11.5")), ["Ása"]),
    (Rule("since", BETWEEN, ("", "2024")), ["Örn", "Ása"]), (Rule("since", BETWEEN, ("2022", "")), ["Ása"]), (Rule("hours", NOT_TOLD), ["Anna"]),
    (Rule("since", NOT_ASKED), ["Anna"]), (Rule("what", HAS, ("ORN",)), ["Örn"]), (Rule("quotable", IS, ("yes",)), ["Örn"]),
    (Rule("member.region", IS, ("south",)), ["Anna", "Örn", "Ása"]), (Rule("gone", IS, ("x",)), ["Anna", "Örn", "Ása"]),
])
def test_filters_keep_what_was_not_asked_and_what_was_declined_apart(gifts: Workspace, rule: Rule, left: list[str]) -> None:
    assert kept(gifts, replace(GIFTS, rules=(rule,))) == left


def test_order_follows_the_language_and_what_has_no_answer_comes_last(gifts: Workspace) -> None:
    assert kept(gifts, replace(GIFTS, sort="what"), "is") == ["Anna", "Ása", "Örn"]
    assert kept(gifts, replace(GIFTS, sort="hours")) == ["Ása", "Örn", "Anna"]
    assert kept(gifts, replace(GIFTS, sort="hours", down=True)) == ["Örn", "Ása", "Anna"]


def test_totals_are_of_what_is_shown(gifts: Workspace) -> None:
    found = lists.totals(gifts, GIFTS, words("en"))
    assert (found.count, found.people, found.hours) == (3, 3, 1600) and found.kinds == (("teaching", 1, 1200), ("care", 2, 400))
    assert lists.totals(gifts, replace(GIFTS, words="orn"), words("en")).count == 1


def test_a_flat_key_sorts_like_the_language() -> None:
    names = ["Örn", "Anna", "Áki", "Auður", "Þór", "Zoe", "Æsa", "ann 2", "An"]
    for code in ("is", "pl", "en"):
        assert sorted(names, key=words(code).flat_key) == sorted(names, key=words(code).sort_key)


def test_a_view_keeps_no_words_that_may_name_somebody() -> None:
    listing = replace(GIFTS, words="Mía", rules=(Rule("what", HAS, ("Mía",)), Rule("type", IS, ("care",))), sort="since", down=True)
    assert "Mía" not in to_text(listing)
    assert from_text("contribution", to_text(listing)) == replace(listing, words="", rules=(Rule("type", IS, ("care",)),))
    assert from_text("contribution", "{") == GIFTS


def test_no_cell_is_carried_out_by_a_spreadsheet() -> None:
    assert [safe_cell(each) for each in ("=1+1", "+354", "-2", "@a", "\tx", "\rx", "a=b")] == ["'=1+1", "'+354", "'-2", "'@a", "'\tx", "'\rx", "a=b"]


# Through the window


@pytest.fixture
def anna(volunteer: Sit) -> Volunteer:
    sits = volunteer()
    sits.sets_up()
    for name, more in (("Mía (sample)", {}), ("Omar (sample)", {"region": "south"}), ("Nok (sample)", {"restricted": True})):
        sits.has(*member(name, **more)[1])
    return sits


def stored(anna: Volunteer, work: Callable[[Workspace], Any]) -> Any:
    return anna.window.session.jobs.write_now(work)


def names(page: PeoplePage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def test_a_view_is_kept_chosen_by_keyboard_and_taken_back(anna: Volunteer) -> None:
    anna.presses("Ctrl+2")
    page = cast(PeoplePage, anna.page())
    page.list.show_listing(replace(page.list.wanted, rules=(Rule("region", IS, ("south",)),), sort="label"))
    anna.presses("Ctrl+Shift+K")
    anna.types("The south")
    anna.presses("Return")
    assert [each.name for each in stored(anna, lambda workspace: workspace.records("view"))] == ["The south"]
    assert "The south" in anna.reads(anna.window.frame)  # the bar names the act
    anna.presses("Ctrl+Shift+V", "Up")
    assert len(names(page)) == 3
    anna.presses("Down")
    assert names(page) == ["Omar (sample)"] and page.list.views.chosen_view().name == "The south"  # type: ignore[union-attr]
    anna.presses("Ctrl+Z")
    assert not stored(anna, lambda workspace: workspace.records("view")) and page.list.views.count() == 1


def test_a_list_survives_the_lock_as_it_stood(anna: Volunteer) -> None:
    anna.presses("Ctrl+2")
    page = cast(PeoplePage, anna.page())
    page.list.show_listing(replace(page.list.wanted, rules=(Rule("region", IS, ("south",)),), columns=("code", "region")))
    anna.waits()
    anna.presses("Ctrl+L")
    anna.unlocks()
    anna.waits()
    page = cast(PeoplePage, anna.page())
    assert page.model.columnCount() == 2 and page.model.rowCount() == 1


def test_a_list_leaves_only_after_the_passphrase_and_without_who_is_restricted(anna: Volunteer, tmp_path: Path) -> None:
    anna.presses("Ctrl+2", "Ctrl+Shift+E")
    out = cast(PeoplePage, anna.page()).list.taking_out
    place = tmp_path / "people.pdf"
    anna.types("not this one at all")
    out.pdf_to(place)
    anna.waits()
    assert "doesn't open the vault" in out.problem.text() and not place.exists()
    assert not stored(anna, lambda workspace: workspace.access_lines())
    anna.types(PASSPHRASE)
    out.pdf_to(place)
    anna.waits(lambda: place.exists() and not out.isVisible())
    printed = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(place.read_bytes()))
    assert "Omar" in printed and "Nok" not in printed and "1 person was left out" in " ".join(printed.split())
    assert [each.what for each in stored(anna, lambda workspace: workspace.access_lines())] == ["list"]
    assert not out.secret.text()


def test_only_a_coordinator_takes_a_list_out(anna: Volunteer, tmp_path: Path) -> None:
    stored(anna, lambda workspace: workspace.save(workspace.me.with_values({"coordinator": False})))
    anna.presses("Ctrl+2", "Ctrl+Shift+E")
    out = cast(PeoplePage, anna.page()).list.taking_out
    anna.types(PASSPHRASE)
    out.csv_to(tmp_path / "people.csv")
    anna.waits()
    assert "Only a coordinator" in out.problem.text() and not list(tmp_path.glob("*.csv"))


def test_needs_are_a_list_too_and_a_sensitive_kind_is_only_its_group(anna: Volunteer) -> None:
    for category in ("violence", "housing", "housing"):
        who, records = member(f"{category} (sample)")
        anna.has(*records, Need(member=who, category=category))
    anna.presses("Ctrl+4")
    page = cast(NeedsPage, anna.page())
    anna.tabs_to(page.browse.board_button)
    anna.presses("Right", "Right")
    assert anna.focus() is page.browse.list_button
    anna.presses("Space")
    shown = page.browse.list
    kinds = {str(shown.model.index(row, 0).data()) for row in range(shown.model.rowCount())}
    assert kinds == {"Safety and equal treatment", "Housing and homelessness"}
    assert not [code for code in range(shown.filters.code.count()) if "iolence" in shown.filters.code.itemText(code)]
    shown.show_listing(replace(shown.wanted, rules=(Rule("kind-of-need", IS, ("housing",)),), sort="kind-of-need"))
    anna.waits()
    assert shown.model.rowCount() == 2 and anna.focus() is shown.table
    anna.presses("Return")
    assert page.need_id


def test_contributions_explain_themselves_and_one_is_added_to_a_person(anna: Volunteer) -> None:
    anna.presses("Ctrl+5")
    page = cast(ContributionsPage, anna.page())
    assert "not only what they need" in anna.reads(page) and anna.focus() is page.add_button
    anna.presses("Space")
    anna.types("omar")
    anna.presses("Return")
    form = page.form.form
    assert form is not None
    form.editors["type"].set_raw("care")
    form.editors["hours"].set_raw("12")
    anna.presses("Ctrl+S")
    assert [(each.type, each.hours) for each in stored(anna, lambda workspace: workspace.records("contribution"))] == [("care", Decimal(12))]
    assert "12 hours a month" in anna.reads(page) and page.model.rowCount() == 1
    anna.tabs_to(page.table)
    anna.presses("Return")
    assert page.form.isVisible()
    anna.presses("Escape")
    anna.presses("Ctrl+Z")
    assert page.model.rowCount() == 0


def test_a_half_typed_contribution_survives_the_lock(anna: Volunteer) -> None:
    who = stored(anna, lambda workspace: workspace.people("omar")[0].id)
    anna.window.go("contributions", {"new": who})
    anna.waits()
    form = cast(ContributionsPage, anna.page()).form.form
    assert form is not None
    form.editors["what"].set_raw("half a sen")
    anna.presses("Ctrl+L")
    anna.unlocks()
    anna.waits()
    form = cast(ContributionsPage, anna.page()).form.form
    assert form is not None and form.editors["what"].raw() == "half a sen"
