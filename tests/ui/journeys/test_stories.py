"""A story through the window: coded with one key, translated beside the original, quoted through its four states, put right, erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from locales import PSEUDO, member_words
from models.codebook import starter_id
from models.operation import new_id
from models.passage import Passage
from models.quote import Quote
from models.story import Story
from models.theme import Theme
from models.translation import Translation
from reports.kinds.quote_sheet import YES
from storage import keys, stories
from storage.stories import Opened
from tests.people import member
from tests.ui.keyholders import locks
from tests.ui.robots import Volunteer
from ui import language
from ui.pages.stories import StoriesPage
from ui.widgets.coded_text import CodedText

Sit = Callable[..., Volunteer]
TOLD = "😢 We waited six months for the letter. My cousin Zenobia found us a room in Akureyri."
ARABIC = "قَالَتْ أُمِّي 😢: اِنْتَظَرْنَا سِتَّةَ أَشْهُر قبل الردّ."
SECOND = "copper window seven rivers again"


def page_of(anna: Volunteer) -> StoriesPage:
    page = anna.page()
    assert isinstance(page, StoriesPage)
    return page


def has_story(anna: Volunteer, text: str = TOLD, tongue: str = "en", uses: tuple[str, ...] = ("keep", "quote-anonymous"), **more: Any) -> Story:
    who, records = member("Salóme (sample)", uses=uses, preferred_language=tongue)
    story = Story(id=new_id(), member=who, text=text, language=tongue, told_on="2026-03-01", **more)
    anna.has(*records, story)
    return story


def look(anna: Volunteer, story: Story) -> Opened:
    told: list[Any] = []
    anna.window.session.jobs.read(lambda library: stories.opened(library, story.id), told.append)
    anna.waits()
    return cast(Opened, told[0])


def selects(anna: Volunteer, text: CodedText, words: str) -> None:
    """Put the keyboard into a text and select words in it, as the mouse or Shift and the arrows do."""
    anna.tabs_to(text.text)
    cursor = text.text.document().find(words)
    assert not cursor.isNull(), words
    text.text.setTextCursor(cursor)
    anna.waits()


@pytest.mark.parametrize(("text", "tongue", "words", "code"), [
    (TOLD, "en", "six months", "en"), (ARABIC, "ar", "سِتَّةَ أَشْهُر", "ar"), (TOLD, "en", "Zenobia", PSEUDO),
])
def test_words_are_coded_with_one_key(volunteer: Sit, qapp: QApplication, text: str, tongue: str, words: str, code: str) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna, text, tongue)
    language.choose(qapp, code)
    anna.presses("Ctrl+3")
    page = page_of(anna)
    anna.waits(lambda: page.contents is not None)
    selects(anna, page.reading.original, words)
    before = anna.keys
    anna.presses("3")
    assert anna.keys - before == 1
    passage = look(anna, story).passages[0]
    start, end = passage.start or 0, passage.end or 0
    assert passage.theme == starter_id("procedures") and text[start:end] == passage.words == words
    assert [each.passage for each in page.reading.original.here()] == [passage.id]
    assert len(page.reading.original.text.extraSelections()) == 1
    anna.presses("0")
    assert [each.third_person for each in look(anna, story).passages] == [None, True]
    anna.presses("Ctrl+Z", "Ctrl+Z")
    assert look(anna, story).passages == ()


def test_a_new_theme_codes_the_words_it_was_made_for(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna)
    anna.presses("Ctrl+3")
    page = page_of(anna)
    selects(anna, page.reading.original, "letter")
    anna.presses("N")
    anna.types("Letters from offices")
    anna.presses("Return")
    opened = look(anna, story)
    theme = opened.codebook.find(opened.passages[0].theme)
    assert isinstance(theme, Theme) and theme.labels == {"en": "Letters from offices"}
    assert opened.passages[0].words == "letter"
    assert "Letters from offices" in anna.reads(page.reading)
    page.themes.box.setText("letters")
    assert [each.id for each in page.themes.numbered()] == [theme.id] and page.themes.under(1) == theme


def test_a_translation_stands_beside_an_arabic_original_and_is_checked(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna, ARABIC, "ar")
    anna.presses("Ctrl+3")
    page = page_of(anna)
    anna.waits(lambda: page.contents is not None)
    anna.tabs_to(page.reading.add_button)
    anna.presses("Space")
    assert anna.focus() is page.writing.text and page.writing.language.raw() == "en"
    anna.types("My mother said: we waited six months.")
    anna.presses("Ctrl+S")
    translation = look(anna, story).translations[0]
    assert (translation.text, translation.language, translation.checked_by) == ("My mother said: we waited six months.", "en", None)
    assert page.reading.other.text.isVisible() and page.reading.original.text.isVisible()
    direction = Qt.LayoutDirection
    for text, wanted in ((page.reading.original, direction.RightToLeft), (page.reading.other, direction.LeftToRight)):
        assert text.text.document().defaultTextOption().textDirection() == wanted
    selects(anna, page.reading.other, "six months")
    anna.presses("3")
    passage = look(anna, story).passages[0]
    assert passage.translation == translation.id and passage.words == "six months"
    anna.tabs_to(page.reading.check_button)
    anna.presses("Space")
    assert look(anna, story).translations[0].checked_by == anna.window.session.volunteer_id
    assert "Checked by Anna Æfing." in anna.reads(page.reading)


def test_a_lock_in_the_middle_of_a_translation_loses_nothing(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna, ARABIC, "ar")
    anna.presses("Ctrl+3")
    page = page_of(anna)
    anna.waits(lambda: page.contents is not None)
    anna.tabs_to(page.reading.add_button)
    anna.presses("Space")
    anna.types("My mother sa")
    anna.presses("Left", "Left")
    anna.presses("Ctrl+L")
    anna.waits(anna.is_locked)
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    page = page_of(anna)
    anna.waits(lambda: page.work.currentWidget() is page.writing)
    assert page.writing.text.toPlainText() == "My mother sa" and page.writing.language.raw() == "en"
    assert anna.focus() is page.writing.text and page.writing.text.textCursor().position() == 10
    assert look(anna, story).translations == ()
    anna.presses("Ctrl+S")
    assert look(anna, story).translations[0].text == "My mother sa"


def as_second(anna: Volunteer) -> None:
    """Another volunteer unlocks the same vault with a key of their own."""
    anna.window.session.jobs.write_now(lambda workspace: keys.add(workspace, "Omar (sample)", "kettle", SECOND))
    locks(anna)
    anna.unlocks(SECOND)
    anna.waits(lambda: not anna.is_locked())


def clears(anna: Volunteer, story: Story) -> Quote:
    """Mark a sentence and clear it, by keys."""
    page = page_of(anna)
    anna.waits(lambda: page.contents is not None)
    selects(anna, page.reading.original, "My cousin Zenobia found us a room in Akureyri.")
    anna.presses("Ctrl+Shift+Q")
    quote = look(anna, story).quotes[0]
    assert quote.state == "marked" and quote.told == quote.text
    card = page.cards.cards[quote.id]
    assert "May not be printed" in card.printed.label.text() or "Not printed yet" in card.printed.label.text()
    anna.tabs_to(card.next_button)
    anna.presses("Space")
    pointed = {page.clearing.copy.toPlainText()[each.start : each.end]: each.kind for each in page.clearing.found_now()}
    assert pointed["Zenobia"] == "other-person" or pointed["Zenobia"] in ("capital", "name")
    assert pointed["Akureyri"] == "place"
    page.clearing.copy.setPlainText("A relative found us a room in [a town].")
    page.clearing.show_hints()
    assert "Akureyri" not in {page.clearing.copy.toPlainText()[each.start : each.end] for each in page.clearing.found_now()}
    anna.tabs_to(page.clearing.done_button)
    anna.presses("Space")
    return look(anna, story).quotes[0]


def test_a_quote_goes_through_four_states_with_two_volunteers_and_withdrawal_turns_it(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna, third_persons="Zenobia")
    anna.presses("Ctrl+3")
    quote = clears(anna, story)
    assert (quote.state, quote.text) == ("cleared", "A relative found us a room in [a town].")
    assert "Zenobia" in (quote.replaced or "")
    page = page_of(anna)
    card = page.cards.cards[quote.id]
    assert "You cleared it yourself" in card.waits.text()
    anna.tabs_to(card.next_button)
    anna.presses("Space")
    assert page.clearing.is_check() and not page.clearing.done_button.isEnabled()
    anna.presses("Ctrl+S", "Escape")
    assert look(anna, story).quotes[0].state == "cleared"

    as_second(anna)
    omar = anna
    omar.presses("Ctrl+3")
    page = page_of(omar)
    omar.waits(lambda: page.contents is not None)
    omar.tabs_to(page.cards.cards[quote.id].next_button)
    omar.presses("Space")
    omar.tabs_to(page.clearing.done_button)
    omar.presses("Space")
    assert look(omar, story).quotes[0].state == "checked"
    omar.tabs_to(page.cards.cards[quote.id].next_button)
    omar.presses("Space", "Ctrl+T")
    screen = page._screen
    assert screen is not None and screen.yes.text() == member_words("en").gettext(YES)
    assert "A relative found us a room in [a town]." in omar.reads(screen)
    omar.presses("Escape")
    assert look(omar, story).quotes[0].state == "checked", "turning the screen back is no answer"
    omar.presses("Ctrl+T")
    screen = page._screen
    assert screen is not None and screen.no.hasFocus()
    omar.presses("Tab", "Tab")
    assert screen.yes.hasFocus()
    omar.presses("Return")
    assert look(omar, story).quotes[0].state == "approved"
    card = page.cards.cards[quote.id]
    assert card.state.label.text() == "Approved by the member" and card.printed.label.text() == "May be printed, without a name."

    omar.window.session.jobs.write(lambda workspace: workspace.add_consent(story.member or "", "quote-anonymous", "withdrawn"))
    omar.waits()
    assert card.printed.label.text() == "May not be printed: the person has not agreed to it."
    assert card.printed.mark.mark == "no"


def test_the_member_may_not_want_it_and_then_it_begins_again(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna)
    quote = Quote(id=new_id(), story=story.id, text="We waited six months", language="en", state="checked")
    anna.has(quote)
    anna.presses("Ctrl+3")
    page = page_of(anna)
    anna.waits(lambda: page.contents is not None)
    anna.tabs_to(page.cards.cards[quote.id].next_button)
    anna.presses("Space")
    anna.tabs_to(page.asking.no_button)
    anna.presses("Space")
    assert look(anna, story).quotes[0].state == "marked"


def test_putting_a_story_right_keeps_passages_voids_quotes_and_lists_what_is_lost(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna)
    kept, lost = (Passage(id=new_id(), story=story.id, theme=starter_id(theme), words=words)
                  for theme, words in (("home", "found us a room"), ("procedures", "six months for the letter")))
    quote = Quote(id=new_id(), story=story.id, text="We waited", language="en", state="approved")
    anna.has(kept, lost, quote)
    anna.presses("Ctrl+3")
    page = page_of(anna)
    anna.waits(lambda: page.contents is not None)
    anna.tabs_to(page.reading.edit_button)
    anna.presses("Space")
    assert "One quote was cleared from these words" in anna.reads(page.writing)
    page.writing.text.setPlainText("😢😢 We waited long. My cousin Zenobia found us a room in Akureyri.")
    anna.presses("Ctrl+S")
    opened = look(anna, story)
    assert opened.quotes[0].state == "void"
    assert "six months for the letter" in anna.reads(page.reading), "what is lost is listed"
    assert [each.passage for each in page.reading.original.stripes] == [kept.id]
    anna.presses("Ctrl+Z")
    assert look(anna, story).quotes[0].state == "approved"
    assert {each.passage for each in page.reading.original.stripes} == {kept.id, lost.id}


def test_erasing_the_person_removes_all_of_it_from_window_and_vault(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    story = has_story(anna)
    anna.has(Passage(id=new_id(), story=story.id, theme=starter_id("home"), words="found us a room", memo="zzmemo"),
             Translation(id=new_id(), story=story.id, language="is", text="Við biðum."),
             Quote(id=new_id(), story=story.id, text="We waited", language="en"))
    anna.presses("Ctrl+3")
    page = page_of(anna)
    anna.waits(lambda: page.contents is not None)
    anna.tabs_to(page.reading.edit_button)
    anna.presses("Space")
    anna.types("Half ")
    anna.presses("Ctrl+2")

    def gone(workspace: Any) -> list[Any]:
        workspace.erase(story.member)
        return [workspace.drafts.all(), *(workspace._rows(f"SELECT 1 FROM {kind}") for kind in ("story", "passage", "translation", "quote"))]

    assert anna.window.session.jobs.write_now(gone) == [[], [], [], [], []]
    anna.presses("Ctrl+3")
    anna.waits(lambda: page.contents is None)
    assert page.list.model.rowCount() == 0 and page.reading.original.text.toPlainText() == "" and "We waited" not in anna.reads(page)


def test_filters_and_the_words_find_stories(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    first, second = has_story(anna, "harbour and fog", uses=("keep",)), has_story(anna, ARABIC, "ar")
    anna.has(Passage(id=new_id(), story=first.id, theme=starter_id("home"), words="fog"))
    anna.presses("Ctrl+3")
    page = page_of(anna)
    assert page.list.model.rowCount() == 2 and page.story_id == second.id
    anna.tabs_to(page.list.quotable)
    anna.presses("Space")
    assert [page.list.model.story(row).id for row in range(page.list.model.rowCount())] == [second.id]  # type: ignore[union-attr]
    anna.presses("Space")
    page.list.themes.setCurrentIndex(page.list.themes.findData(starter_id("home")))
    page.list.look()
    anna.waits()
    assert [page.list.model.story(row).id for row in range(page.list.model.rowCount())] == [first.id]  # type: ignore[union-attr]
    page.list.themes.setCurrentIndex(0)
    page.list.box.setFocus()
    anna.types("harb")
    anna.presses("Return")
    assert page.story_id == first.id and page.reading.original.text.toPlainText() == "harbour and fog"
    anna.presses("Escape")
    assert anna.focus() is page.list.box
    anna.presses("Escape")
    anna.types("nothing of the kind")
    assert "No story with “nothing of the kind” fits" in anna.reads(page.list)


@pytest.mark.parametrize("size", [(1024, 600), (683, 384)])
def test_in_a_narrow_window_everything_is_one_tab_away(volunteer: Sit, size: tuple[int, int]) -> None:
    anna = volunteer(size=size)
    anna.sets_up()
    story = has_story(anna)
    anna.presses("Ctrl+3")
    page = page_of(anna)
    assert page.panes.is_narrow and (anna.window.width(), anna.window.height()) == size
    page.panes.bring(0)
    page.list.box.setFocus()
    anna.types("waited")
    anna.presses("Return")
    assert page.reading.original.text.isVisible()
    cursor = QTextCursor(page.reading.original.text.document().find("six months"))
    page.reading.original.text.setTextCursor(cursor)
    page.reading.original.text.setFocus()
    anna.presses("3")
    assert look(anna, story).passages[0].words == "six months"
    anna.tabs_to(page.panes.tabs)
    anna.presses("Right")
    assert page.themes.list.isVisible() and not page.reading.isVisible()
