"""A volunteer gives the words of the association: renamed, added in three languages, used, found, retired, and each act taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locales import PSEUDO, use, words
from models.need import Need
from models.term import Term
from models.vocabulary import vocabulary
from tests.people import member
from tests.ui.robots import Volunteer
from ui.pages.settings import SettingsPage
from ui.pages.settings.words import WordsSection

Sit = Callable[..., Volunteer]


def section_of(anna: Volunteer) -> WordsSection:
    page = anna.page()
    assert isinstance(page, SettingsPage)
    found = page.current()
    assert isinstance(found, WordsSection)
    return found


def terms(anna: Volunteer) -> list[Term]:
    return anna.window.session.jobs.write_now(lambda workspace: workspace.records("term"))  # type: ignore[return-value]


def row(anna: Volunteer, code: str) -> str:
    section = section_of(anna)
    at = section.model.row_of(code)
    return " | ".join(str(section.model.index(at, column).data()) for column in range(section.model.columnCount())) if at >= 0 else ""


def marks(anna: Volunteer, code: str) -> None:
    """Go to a word by the arrow keys."""
    section = section_of(anna)
    anna.tabs_to(section.table)
    for _step in range(60):
        at = section.table.currentIndex().row()
        if section.model.row_of(code) == at:
            return
        anna.presses("Down" if at < section.model.row_of(code) else "Up")
    raise AssertionError("the word is never reached")


def takes_back(anna: Volunteer) -> None:
    anna.presses("Ctrl+Z")
    anna.waits()


@pytest.fixture
def anna(volunteer: Sit) -> Volunteer:
    """An association that works in English, Arabic and Polish; somebody told of housing; the settings are open at the words."""
    sits = volunteer()
    sits.sets_up()
    who, records = member("Mía (sample)")
    sits.has(*records, Need(member=who, category="housing"))
    sits.window.session.jobs.write_now(lambda workspace: workspace.save(workspace.association().with_values({"languages": ("en", "ar", "pl")})))
    sits.window.go("settings", "words")
    sits.waits()
    return sits


def renames_housing(anna: Volunteer) -> None:
    marks(anna, "housing")
    anna.presses("Return")
    anna.types("A roof over the head")
    anna.presses("Ctrl+S")


def adds_meals(anna: Volunteer) -> str:
    section = section_of(anna)
    anna.tabs_to(section.add_button)
    anna.presses("Space")
    for text in ("School meals", "وجبات مدرسية", "Posiłki szkolne"):
        anna.types(text)
        anna.presses("Tab")
    assert anna.focus() is section.form.group
    anna.types("Children")
    anna.presses("Ctrl+S")
    return next((each.code or "" for each in terms(anna) if (each.labels or {}).get("en") == "School meals"), "")


def test_a_new_name_holds_everywhere_at_once_and_undo_gives_the_old_one_back(anna: Volunteer) -> None:
    renames_housing(anna)
    assert row(anna, "housing").startswith("A roof over the head |")
    assert "A roof over the head" in anna.reads(anna.window.frame)  # the bar names the act
    assert anna.focus() is section_of(anna).table
    takes_back(anna)
    assert row(anna, "housing").startswith("Housing and homelessness |")


def test_a_new_kind_of_need_in_three_languages_is_used_and_retired_and_the_need_stays(anna: Volunteer) -> None:
    code = adds_meals(anna)
    assert code.startswith("own-") and row(anna, code) == "School meals |  | Children and school | 0 | offered"
    order = [each.code for each in vocabulary("need-category").choices()]
    assert order.index(code) == order.index("other") - 1, "before what stands for everything else"
    who, records = member("Omar (sample)")
    anna.has(*records, Need(member=who, category=code))
    anna.waits()
    section_of(anna).refresh()
    anna.waits()
    assert row(anna, code).endswith("| 1 | offered")
    marks(anna, code)
    anna.presses("Delete")
    assert "in use and can't be deleted" in anna.reads(anna.window)
    anna.tabs_to(section_of(anna).retire_button)
    anna.presses("Space")
    assert row(anna, code).endswith("| 1 | no longer offered")
    anna.window.go("member", who)
    anna.waits()
    assert "School meals" in anna.reads(anna.page())
    takes_back(anna)
    assert code in {each.code for each in vocabulary("need-category").choices()}
    takes_back(anna)
    assert code not in {each.code for each in vocabulary("need-category").choices()}


def test_the_list_is_put_in_order_by_keys_and_put_back(anna: Volunteer) -> None:
    before = [each.code for each in vocabulary("need-category").choices()]
    marks(anna, "housing")
    anna.presses("Alt+Up")
    anna.presses("Alt+Up")
    after = [each.code for each in vocabulary("need-category").choices()]
    assert after.index("housing") == before.index("housing") - 2 and sorted(after) == sorted(before)
    assert section_of(anna).model.row_of("housing") == section_of(anna).table.currentIndex().row(), "the word stays marked"
    takes_back(anna)
    takes_back(anna)
    assert [each.code for each in vocabulary("need-category").choices()] == before


@pytest.mark.parametrize("typed", ["", "Income, debt and social assistance"])
def test_what_cannot_be_is_said_in_the_form_and_every_letter_stays(anna: Volunteer, typed: str) -> None:
    section = section_of(anna)
    anna.tabs_to(section.add_button)
    anna.presses("Space")
    anna.types(typed)
    section.form.group.setCurrentIndex(2)
    anna.presses("Ctrl+S")
    assert section.form.isVisible() and section.form.problem.isVisible() and section.form.problem.text()
    assert section.form.lines["en"].text() == typed and not terms(anna)
    anna.presses("Escape")
    assert not section.form.isVisible() and anna.focus() is section.table


def test_a_word_without_a_group_asks_for_one(anna: Volunteer) -> None:
    section = section_of(anna)
    anna.tabs_to(section.add_button)
    anna.presses("Space")
    anna.types("Bicycles")
    anna.presses("Return")
    assert "Choose the group" in section.form.problem.text() and not terms(anna)


def test_a_half_typed_word_survives_the_lock(anna: Volunteer) -> None:
    section = section_of(anna)
    anna.tabs_to(section.add_button)
    anna.presses("Space")
    anna.types("Bicyc")
    anna.presses("Ctrl+L")
    anna.unlocks()
    anna.waits()
    assert section_of(anna).form.isVisible() and section_of(anna).form.lines["en"].text() == "Bicyc"


def test_the_words_are_gone_from_the_program_while_it_is_locked(anna: Volunteer) -> None:
    renames_housing(anna)
    anna.presses("Ctrl+L")
    anna.waits()
    assert vocabulary("need-category").label("housing", words("en")) == "Housing and homelessness"
    anna.unlocks()
    anna.waits()
    assert vocabulary("need-category").label("housing", words("en")) == "A roof over the head"


@pytest.mark.parametrize("code", ["ar", PSEUDO])
def test_the_section_speaks_the_language_of_the_window(anna: Volunteer, code: str) -> None:
    adds_meals(anna)
    anna.window.choose_language(code)
    anna.waits()
    section = section_of(anna)
    assert section.model.tongues[0] == code
    if code == "ar":
        at = section.model.row_of(terms(anna)[-1].code or "")
        assert section.model.index(at, 0).data() == "وجبات مدرسية"
    else:
        assert "Add a word" not in anna.reads(section)
    use("en")
