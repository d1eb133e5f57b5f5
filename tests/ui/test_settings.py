"""Settings: sections by the arrow keys, changes that hold at once and can be taken back, and a look that is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from models.association import Association
from tests.ui.robots import Volunteer
from ui import theme
from ui.pages.settings import SECTIONS, SettingsPage

Sit = Callable[..., Volunteer]


def settings_of(anna: Volunteer) -> SettingsPage:
    page = anna.page()
    assert isinstance(page, SettingsPage)
    return page


def association(anna: Volunteer) -> Association:
    return anna.window.session.jobs.write_now(lambda workspace: workspace.association())


@pytest.fixture
def anna(volunteer: Sit) -> Volunteer:
    """Has opened the settings by their key."""
    sits = volunteer()
    sits.sets_up()
    sits.presses("Ctrl+,")
    return sits


def test_arrow_keys_go_through_the_sections_and_tab_goes_into_one(anna: Volunteer) -> None:
    page = settings_of(anna)
    assert anna.focus() is page.list
    for each in SECTIONS[1:]:
        anna.presses("Down")
        assert page.current() is page.sections[each.name]
        assert page.sections[each.name].isVisible()
    anna.presses("Home", "Tab")
    section = page.sections[SECTIONS[0].name]
    assert anna.focus() is not None and section.isAncestorOf(anna.focus())


def test_a_name_is_kept_when_it_is_left_and_undo_takes_it_back(anna: Volunteer) -> None:
    before = association(anna).name
    anna.tabs_to(settings_of(anna).sections["group"].form.editors["name"].focus_target())
    anna.focus().selectAll()
    anna.types("Raddir prófana")
    assert association(anna).name == before, "half a name is nobody's name"
    anna.presses("Tab")
    assert association(anna).name == "Raddir prófana"
    assert anna.window.session.association == "Raddir prófana"
    anna.window.frame.undo.button.click()
    anna.waits()
    assert association(anna).name == before
    assert settings_of(anna).sections["group"].form.editors["name"].value() == before


def test_what_cannot_be_is_said_at_the_field_and_nothing_is_kept(anna: Volunteer) -> None:
    editors = settings_of(anna).sections["group"].form.editors
    for name, typed in (("threshold", "2"), ("name", "")):
        before = association(anna)
        anna.tabs_to(editors[name].focus_target())
        anna.focus().selectAll()
        anna.presses("Delete")
        anna.types(typed)
        anna.presses("Return")
        assert editors[name].shown_problem()
        assert association(anna) == before


def test_what_is_half_typed_is_kept_when_the_vault_is_locked(anna: Volunteer) -> None:
    anna.tabs_to(settings_of(anna).sections["group"].form.editors["address"].focus_target())
    anna.types("Prófunargata 1")
    anna.presses("Ctrl+L")
    anna.unlocks()
    assert association(anna).address == "Prófunargata 1"
    assert settings_of(anna).current() is settings_of(anna).sections["group"], "the section of before"


def test_the_cursor_is_found_again_whatever_sections_were_opened_before(anna: Volunteer) -> None:
    for name in ("people", "locking", "group"):
        anna.window.go("settings", name)
        anna.waits()
    edit = settings_of(anna).sections["group"].form.editors["address"].focus_target()
    anna.tabs_to(edit)
    anna.types("Prófunargata")
    anna.presses("Ctrl+L")
    anna.unlocks()
    again = settings_of(anna).sections["group"].form.editors["address"].focus_target()
    anna.waits(lambda: anna.focus() is again)
    assert again.cursorPosition() == len("Prófunargata")


def test_the_size_of_the_text_changes_at_once_and_back(anna: Volunteer) -> None:
    anna.window.go("settings", "look")
    look = settings_of(anna).sections["look"]
    anna.tabs_to(look.sizes.button("100"))
    anna.presses("3")
    assert theme.text_size() == 150
    anna.window.frame.undo.button.click()
    assert theme.text_size() == 100
    assert look.sizes.code() == "100"


def test_dark_is_chosen_whatever_the_computer_is_and_kept_for_the_next_time(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    anna.window._settings = kept
    anna.window.go("settings", "look")
    settings_of(anna).sections["look"].schemes.pick("dark")
    assert theme.tokens() is theme.DARK
    anna.window.choose_text_size(+1)
    assert theme.tokens() is theme.DARK
    assert (kept.value("scheme"), int(kept.value("text_size"))) == ("dark", 125)


def test_fewer_colours_are_ink_and_greys_kept_for_the_next_time_and_taken_back(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    anna.window._settings = kept
    anna.window.go("settings", "look")
    look = settings_of(anna).sections["look"]
    anna.tabs_to(look.few)
    anna.presses("Space")
    assert {theme.tokens().danger, theme.tokens().ok, theme.tokens().accent} == {theme.tokens().text}
    assert kept.value("few_colours", False, bool) is True
    anna.window.choose_text_size(+1)
    assert theme.has_few(), "another size leaves the colours"
    anna.window.choose_text_size(-1)
    anna.presses("Ctrl+Z")
    assert not theme.has_few() and not look.few.isChecked()


def test_a_narrow_window_has_a_box_instead_of_the_list(volunteer: Sit) -> None:
    anna = volunteer(size=(640, 480))
    anna.sets_up()
    anna.presses("Ctrl+,")
    page = settings_of(anna)
    assert not page.list.isVisible()
    assert anna.focus() is page.box
    anna.presses("Down")
    assert page.current() is page.sections[SECTIONS[1].name]


def test_settings_open_at_a_section_by_its_name(anna: Volunteer) -> None:
    anna.window.go("settings", "look")
    assert settings_of(anna).place() == "look"
    anna.window.go("home")
    anna.window.go("settings")
    assert settings_of(anna).place() == "look"
