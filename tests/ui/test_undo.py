"""Undo by one key from anywhere, the bar that names the act, and the bin."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from locales import strip_iso
from models.contribution import Contribution
from models.need import Need
from models.operation import new_id
from models.story import Story
from storage import clock
from tests.people import member
from tests.ui.robots import Volunteer
from ui.operations import people as acts

Sit = Callable[..., Volunteer]


@pytest.fixture
def anna(volunteer: Sit) -> Volunteer:
    """Anna before the record of a person with a need, a story and a contribution."""
    person = volunteer()
    person.sets_up()
    who, records = member("Mía (sample)", uses=("keep", "statistics"))
    need, story = Need(id=new_id(), member=who, category="housing"), Story(id=new_id(), member=who, text="xylophone")
    person.has(*records, need, story, Contribution(id=new_id(), member=who, type="interpreting"))
    person.who, person.need, person.story = who, need.id, story.id  # type: ignore[attr-defined]
    person.window.go("member", who)
    person.waits()
    return person


def look(anna: Volunteer, work: Any) -> Any:
    return anna.window.session.jobs.write_now(work)


def code(anna: Volunteer) -> str:
    return str(look(anna, lambda workspace: workspace.code_of(anna.who)))  # type: ignore[attr-defined]


def need(anna: Volunteer) -> Any:
    return look(anna, lambda workspace: workspace.find(anna.need))  # type: ignore[attr-defined]


def bar(anna: Volunteer) -> str:
    frame = anna.window.frame
    assert frame is not None
    return strip_iso(frame.undo.label.text()) if frame.undo.isVisible() else ""


def solve(anna: Volunteer, status: str = "met") -> None:
    acts.set_need_status(anna.window.session, need(anna), status, None)
    anna.waits()


def test_one_key_takes_a_status_back_from_any_page_and_the_bar_names_it(anna: Volunteer) -> None:
    solve(anna)
    named = f"Need “Housing and homelessness” ({code(anna)}) set to Solved."
    assert bar(anna) == named and "Mía" not in bar(anna)
    anna.presses("Ctrl+1")
    assert bar(anna) == named, "it stays until the next act"
    anna.keys = 0
    anna.presses("Ctrl+Z")
    assert anna.keys == 1 and need(anna).status == "new" and bar(anna) == f"Taken back: {named}"
    anna.presses("Ctrl+Y")
    assert need(anna).status == "met" and bar(anna) == f"Done again: {named}"
    anna.presses("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Z")
    assert need(anna).status == "new" and look(anna, lambda workspace: workspace.check()) == []


def test_several_keys_go_back_act_by_act(anna: Volunteer) -> None:
    for status in ("active", "waiting", "met"):
        solve(anna, status)
    seen = []
    for _each in range(4):
        anna.presses("Ctrl+Z")
        seen.append(need(anna).status)
    assert seen == ["waiting", "active", "new", "new"]
    anna.presses("Ctrl+Y", "Ctrl+Y")
    assert need(anna).status == "waiting"
    solve(anna, "unmet")
    anna.presses("Ctrl+Y")
    assert need(anna).status == "unmet", "a new act leaves nothing to be done again"


def test_in_a_field_the_key_takes_back_words_first_and_reaches_the_bar_when_there_are_none(anna: Volunteer) -> None:
    solve(anna)
    anna.presses("Ctrl+K")
    anna.types("Mia")
    box = anna.focus()
    assert isinstance(box, QLineEdit)
    anna.presses("Ctrl+Z")
    assert box.text() != "Mia" and need(anna).status == "met"
    while box.isUndoAvailable():
        anna.presses("Ctrl+Z")
    assert need(anna).status == "met"
    anna.presses("Ctrl+Z")
    assert need(anna).status == "new"
    while box.isRedoAvailable():
        anna.presses("Ctrl+Y")
    assert box.text() == "Mia" and need(anna).status == "new"
    anna.presses("Ctrl+Y")
    assert need(anna).status == "met"


def test_the_menu_says_what_would_be_undone_in_the_language_of_the_moment(anna: Volunteer) -> None:
    solve(anna)
    menus = anna.window.menus
    assert menus is not None
    assert strip_iso(menus._undo.text()) == f"Undo: Need “Housing and homelessness” ({code(anna)}) set to Solved." and not menus._redo.isEnabled()
    english = bar(anna)
    anna.window.choose_language("ar")
    anna.waits()
    assert bar(anna) != english and code(anna) in bar(anna) and "تراجع" in menus._undo.text()


def test_the_lock_forgets_what_could_be_undone(anna: Volunteer) -> None:
    solve(anna)
    anna.presses("Ctrl+L")
    assert anna.window.session.undo.done == [] and anna.window.session.undo.undone == []
    anna.unlocks()
    anna.presses("Ctrl+Z")
    assert bar(anna) == "" and need(anna).status == "met"


def test_a_consent_taken_back_by_mistake_is_given_again_by_one_key(anna: Volunteer) -> None:
    anna.presses("F4", "N")
    anna.window.pages["member"].save()  # type: ignore[attr-defined]
    anna.waits()
    assert "Count me, without my name: Taken back" in anna.reads() and bar(anna) == f"Answers about consent kept ({code(anna)})."
    anna.presses("Ctrl+Z")
    assert "Count me, without my name: Yes" in anna.reads()


def test_somebody_hidden_by_mistake_is_back_with_one_key(anna: Volunteer) -> None:
    session, who = anna.window.session, anna.who  # type: ignore[attr-defined]
    named = code(anna)
    acts.answer_consents(session, who, {"keep": "refused"}, {})
    anna.waits()
    assert bar(anna) == f"{named} is shown nowhere any more; in 30 days everything is erased."
    anna.presses("Ctrl+Z")
    assert look(anna, lambda workspace: workspace.find(who)) is not None


def test_an_act_on_somebody_erased_says_so_and_the_key_goes_on_to_the_act_before(anna: Volunteer) -> None:
    who, records = member("Other (sample)")
    anna.has(*records)
    solve(anna)
    acts.save_record(anna.window.session, look(anna, lambda workspace: workspace.get(who)).with_values({"region": "east"}))
    anna.waits()
    look(anna, lambda workspace: workspace.erase(who))
    anna.presses("Ctrl+Z")
    assert "The record was erased since; what was done to it cannot be undone." in anna.reads()
    anna.presses("Ctrl+Z")
    assert need(anna).status == "new"


def test_what_was_changed_since_stays_and_is_said(anna: Volunteer) -> None:
    solve(anna)
    look(anna, lambda workspace: workspace.save(workspace.get(anna.need).with_values({"status": "unmet"})))  # type: ignore[attr-defined]
    anna.presses("Ctrl+Z")
    assert need(anna).status == "unmet" and "was changed since and stays" in anna.reads()


def test_delete_puts_a_need_in_the_bin_and_enter_takes_it_out(anna: Volunteer) -> None:
    page: Any = anna.window.pages["member"]
    anna.tabs_to(page.overview.needs.cards[anna.need].status)  # type: ignore[attr-defined]
    anna.presses("Delete")
    named = code(anna)
    assert need(anna) is None and bar(anna) == f"Put in the bin: Need “Housing and homelessness” ({named})."
    anna.presses("Ctrl+1")
    assert "1 thing in the bin" in anna.reads()
    anna.window.go("bin")
    anna.waits()
    model = anna.page().model  # type: ignore[attr-defined]
    cells = [strip_iso(model.index(0, column).data()) for column in range(4)]
    assert cells[:2] == ["Need “Housing and homelessness”", named] and cells[3] == "30 days"
    anna.presses("Return")
    assert need(anna) is not None and "Nothing is in the bin." in anna.reads()
    anna.presses("Ctrl+Z")
    assert need(anna) is None and model.rowCount() == 1


def test_a_person_put_in_the_bin_from_their_record_is_gone_from_the_lists(anna: Volunteer) -> None:
    page: Any = anna.window.pages["member"]
    anna.presses("Ctrl+E")
    while anna.focus() is not page.record.bin_button:
        anna.presses("Backtab")  # the buttons stand above the form
        assert anna.keys < 500
    anna.presses("Space")
    assert anna.page() is anna.window.pages["people"]
    assert look(anna, lambda workspace: (workspace.people(), workspace.search("xylophone"))) == ([], [])
    anna.presses("Ctrl+Z")
    assert len(look(anna, lambda workspace: workspace.people())) == 1


def test_the_bin_is_emptied_by_a_typed_word_and_by_nothing_less(anna: Volunteer) -> None:
    acts.bin_record(anna.window.session, need(anna))
    anna.waits()
    anna.window.go("bin")
    anna.waits()
    page: Any = anna.page()
    assert not any(each.isChecked() for each in anna.window.frame.sidebar.places.values()), "the bin is no place of the list"
    anna.tabs_to(page.empty_button)
    anna.presses("Space", "Return", "Return")
    assert page.model.rowCount() == 1 and not page.confirm.go_button.isEnabled()
    anna.types("empty")
    anna.presses("Return")
    assert page.model.rowCount() == 0 and anna.need in look(anna, lambda workspace: workspace.vault.erased.ids())  # type: ignore[attr-defined]
    anna.presses("Ctrl+Z")
    assert "cannot be undone" in anna.reads() and look(anna, lambda workspace: workspace.check()) == []


def test_home_tells_of_a_date_that_has_fallen_back_and_believes_whoever_says_it_is_right(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 30 * 24 * 3600)
    anna.presses("Ctrl+1")
    assert "the vault was opened after that" in anna.reads()
    anna.tabs_to(anna.page().notes.confirm_button)  # type: ignore[attr-defined]
    anna.presses("Space")
    assert "the vault was opened after that" not in anna.reads()


def test_home_asks_once_whether_a_date_far_ahead_is_right(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "LEEWAY_MS", -1)
    anna.presses("Ctrl+1")
    assert "nothing is removed because of its age" in anna.reads()
    monkeypatch.undo()
    anna.tabs_to(anna.page().notes.confirm_button)  # type: ignore[attr-defined]
    anna.presses("Space")
    assert "nothing is removed because of its age" not in anna.reads()


def test_a_saved_record_and_a_marked_quote_can_be_taken_back(anna: Volunteer) -> None:
    session = anna.window.session
    story = look(anna, lambda workspace: workspace.get(anna.story))  # type: ignore[attr-defined]
    acts.mark_quote(session, story, "xylophone")
    acts.save_record(session, look(anna, lambda workspace: workspace.get(anna.who)).with_values({"region": "east"}))  # type: ignore[attr-defined]
    anna.waits()
    assert bar(anna) == f"Changed: Member ({code(anna)})."
    anna.presses("Ctrl+Z", "Ctrl+Z")
    assert look(anna, lambda workspace: (workspace.get(anna.who).region, workspace.records("quote"))) == (None, [])  # type: ignore[attr-defined]
