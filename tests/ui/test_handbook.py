"""F1: the handbook opens at the page one is on, from every place and at the door, offline, and gives the page back as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.child import write_once
from reports.kinds.handbook import CHAPTERS
from tests.reports.reading import pages
from tests.ui.robots import Volunteer
from ui.leaves import Leaf
from ui.leaves.handbook import HandbookReading
from ui.places import PLACES

Sit = Callable[..., Volunteer]


def leaf_of(anna: Volunteer) -> Leaf:
    found = anna.window.root.currentWidget()
    assert isinstance(found, Leaf)
    return found


@pytest.mark.parametrize("name", [each.name for each in PLACES])
def test_every_place_has_a_chapter_of_its_own(name: str) -> None:
    assert name in {each.name for each in CHAPTERS}


@pytest.mark.parametrize("lang", ["en", "ar", "is"])
def test_f1_opens_the_chapter_of_the_place_and_gives_the_page_back(volunteer: Sit, lang: str) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.window.choose_language(lang)
    for each in PLACES:
        if not each.on_sidebar:
            continue
        anna.presses(each.key)
        page, focus = anna.window.page(), anna.focus()
        anna.presses("F1")
        reading = leaf_of(anna).reading
        assert isinstance(reading, HandbookReading) and reading.choice.currentData() == each.name
        anna.presses("F1")
        assert anna.window.page() is page and anna.focus() is focus, each.name


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
