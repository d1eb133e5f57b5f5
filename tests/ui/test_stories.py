"""The place Stories for everybody: names, sizes, nothing clipped in any of its parts; the colours of themes; and what it does beside coding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from locales import PSEUDO
from models.codebook import COLOURS, starter_id
from models.operation import new_id
from models.passage import Passage
from models.quote import Quote
from models.story import Story
from models.translation import Translation
from tests.people import member
from tests.ui.accessibility import clipped, contrast, nameless, sideways
from tests.ui.robots import Volunteer
from ui import language, theme, theme_colours
from ui.pages.stories import StoriesPage

Sit = Callable[..., Volunteer]
ARABIC = "انتظرت ستة أشهر 😢 من أجل الرسالة. ثم وجد ابن عمي لنا غرفة."
PARTS = ("read", "write", "right", "clear", "check", "ask", "theme")


def at(anna: Volunteer, part: str = "read") -> StoriesPage:
    """A story with everything, in one of the parts of the page."""
    anna.sets_up()
    who, records = member("Salóme (sample)", uses=("keep", "quote-anonymous"), preferred_language="ar")
    story = Story(id=new_id(), member=who, text=ARABIC, language="ar", told_on="2026-03-01")
    quotes = [Quote(id=new_id(), story=story.id, text="انتظرت ستة أشهر", language="ar", state=state) for state in ("marked", "cleared", "checked")]
    anna.has(*records, story, *quotes, Translation(id=new_id(), story=story.id, language="en", text="I waited six months. Then a room."),
             Passage(id=new_id(), story=story.id, theme=starter_id("home"), words="غرفة", memo="Ask again"),
             Passage(id=new_id(), story=story.id, third_person=True, words="ابن عمي"))
    anna.window.go("stories", story.id)
    page = anna.page()
    assert isinstance(page, StoriesPage)
    anna.waits(lambda: page.contents is not None)
    if part == "write":
        page._wanted("translate", None)
    elif part == "right":
        page._wanted("edit", None)
    elif part in ("clear", "check", "ask"):
        page.begin_quote(quotes[("clear", "check", "ask").index(part)])
    elif part == "theme":
        page.new_theme()
    anna.waits()
    return page


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("size", [100, 200])
def test_every_part_has_names_and_fits(volunteer: Sit, qapp: QApplication, part: str, size: int) -> None:
    if size != 100:
        theme.apply(qapp, dark=False, size=size)
    anna = volunteer()
    at(anna, part)
    for code in ("en", PSEUDO):
        language.choose(qapp, code)
        anna.waits()
        assert nameless(anna.window) == []
        assert sideways(anna.window) == []
        assert clipped(anna.window) == []
    assert (anna.window.width(), anna.window.height()) == (1366, 690)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_fits_a_screen_of_twice_the_scale(volunteer: Sit, part: str) -> None:
    anna = volunteer(size=(683, 384))
    at(anna, part)
    assert (anna.window.width(), anna.window.height()) == (683, 384)
    assert sideways(anna.window) == []


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_colours_of_themes_stand_out_and_words_on_them_can_be_read(look: theme.Tokens) -> None:
    for colour in (*COLOURS, None):
        assert contrast(theme_colours.strong(colour, look), look.base) >= 3
        assert contrast(theme_colours.strong(colour, look), look.window) >= 3
        assert contrast(look.text, theme_colours.pale(colour, look)) >= 4.5
    assert len({theme_colours.strong(each, look) for each in COLOURS}) == len(COLOURS)


def test_the_passage_at_the_cursor_is_named_noted_and_taken_away(volunteer: Sit) -> None:
    anna = volunteer()
    page = at(anna)
    text = page.reading.original.text
    text.setTextCursor(QTextCursor(text.document().find("غرفة")))
    anna.waits()
    assert "Home and neighbours: Ask again" in anna.reads(page.reading)
    page.reading.ask_memo(page.reading.here_now()[0])
    page.reading.memo.setText("Told with tears")
    anna.presses("Return")
    assert "Home and neighbours: Told with tears" in anna.reads(page.reading)
    page.reading.wants.emit("uncode", page.reading.here_now()[0])
    anna.waits()
    assert [each.third_person for each in page.reading.original.stripes] == [True]


def test_stripes_say_their_names_and_stand_beside_their_words(volunteer: Sit) -> None:
    anna = volunteer()
    page = at(anna)
    band = page.reading.original.band
    lanes = {stripe.name: place for place, stripe in band.lanes()}
    assert set(lanes) == {"Home and neighbours", "Somebody else"}
    for name, place in lanes.items():
        assert name in band.names_at(place.center())
    assert page.reading.original.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_themes_move_to_the_digits(volunteer: Sit) -> None:
    anna = volunteer()
    page = at(anna)
    themes = page.themes
    second = themes.numbered()[1]
    themes.list.setCurrentRow(2)
    themes.list.setFocus()
    anna.presses("Alt+Up")
    assert themes.numbered()[0].id == second.id and themes.under(1) == themes.numbered()[0]
    anna.presses("Ctrl+Z")
    assert themes.numbered()[1].id == second.id
