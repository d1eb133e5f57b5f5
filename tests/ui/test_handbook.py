"""F1: the handbook opens at the page one is on, from every place and at the door, offline, and gives the page back as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locales import words
from models.need import Need
from models.operation import new_id
from reports.child import write_once
from reports.kinds.handbook import CHAPTERS
from tests.people import member
from tests.reports.reading import pages
from tests.ui.robots import Volunteer
from ui.events import events
from ui.leaves import Leaf
from ui.leaves.handbook import HandbookReading
from ui.pages.settings import CHAPTERS as SECTION_CHAPTERS
from ui.pages.settings import SECTIONS
from ui.places import PLACES

Sit = Callable[..., Volunteer]


def leaf_of(anna: Volunteer) -> Leaf:
    found = anna.window.root.currentWidget()
    assert isinstance(found, Leaf)
    return found


@pytest.mark.parametrize("name", [each.name for each in PLACES])
def test_every_place_has_a_chapter_of_its_own(name: str) -> None:
    assert name in {each.name for each in CHAPTERS}


def opens(anna: Volunteer) -> str:
    """The chapter that F1 opens here; F1 again gives the page and the keyboard back."""
    page, focus = anna.window.page(), anna.focus()
    anna.presses("F1")
    reading = leaf_of(anna).reading
    assert isinstance(reading, HandbookReading)
    chapter = str(reading.choice.currentData())
    anna.presses("F1")
    assert anna.window.page() is page and anna.focus() is focus
    return chapter


def test_f1_opens_the_chapter_of_the_place_the_section_and_the_state_one_is_in(volunteer: Sit) -> None:
    anna = volunteer()
    assert opens(anna) == "first-run"
    anna.sets_up()
    person, records = member("Salóme (sample)")
    need = Need(id=new_id(), member=person, category="housing")
    anna.has(*records, need)
    for each in PLACES:
        anna.window.go(each.name, person if each.name == "member" else "group" if each.name == "settings" else None)
        anna.waits()
        assert opens(anna) == each.name
    for section in SECTIONS:
        anna.window.go("settings", section.name)
        anna.waits()
        assert opens(anna) == SECTION_CHAPTERS.get(section.name, "settings"), section.name
    anna.window.go("needs", {"need": need.id})
    anna.waits()
    assert opens(anna) == "needs"
    anna.window.go("member", person)
    anna.waits()
    anna.presses("F7")
    assert opens(anna) == "member"
    anna.presses("Ctrl+L")
    anna.waits()
    assert opens(anna) == "door"
    events.restore.emit((None,))
    anna.waits()
    assert opens(anna) == "restore"


@pytest.mark.parametrize("lang", ["ar", "is", "pl"])
def test_it_speaks_the_language_of_the_window(volunteer: Sit, lang: str) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.window.choose_language(lang)
    anna.presses("Ctrl+4", "F1")
    needs = next(each for each in CHAPTERS if each.name == "needs")
    shown = anna.reads(leaf_of(anna))
    assert all(words(lang).gettext(each) in shown for each in needs.steps) and needs.lead not in shown


def test_every_chapter_is_asked_for_somewhere() -> None:
    asked = {each.name for each in PLACES} | set(SECTION_CHAPTERS.values()) | {"first-run", "restore", "door", "keys"}
    assert {each.name for each in CHAPTERS} - {"contributions"} <= asked


def test_at_the_door_it_tells_how_to_unlock_and_another_chapter_is_an_arrow_away(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+L")
    anna.presses("F1")
    assert "recovery words" in anna.reads(leaf_of(anna))
    reading = leaf_of(anna).reading
    assert isinstance(reading, HandbookReading)
    reading.choice.setFocus()
    anna.presses("Home")
    assert "practice vault" in anna.reads(leaf_of(anna))
    anna.presses("Escape")
    assert anna.is_locked()


def test_the_whole_handbook_is_a_paper(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("F1")
    printed = " ".join(" ".join(pages(write_once(leaf_of(anna).reading.on_paper()), "pdfium")).split())
    assert all(each.title in printed for each in CHAPTERS)
