"""The one search, from anywhere by Ctrl+K: people, stories, needs, contributions and what can be done, by keyboard alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from locales import strip_iso
from models.contribution import Contribution
from models.conversation import Conversation
from models.need import Need
from models.operation import new_id
from models.quote import Quote
from models.story import Story
from models.term import Term
from tests.people import member
from tests.ui.robots import Volunteer
from ui import language
from ui.pages.member import MemberPage
from ui.pages.needs import NeedsPage
from ui.pages.settings import SECTIONS, SettingsPage
from ui.pages.stories import StoriesPage

Sit = Callable[..., Volunteer]


class Day:
    """A vault with two people and what they told, and a volunteer before the window."""

    def __init__(self, volunteer: Sit) -> None:
        self.anna = volunteer()
        self.anna.sets_up()
        self.mia, mia = member("Mía (sample)", preferred_language="ar")
        self.jon, jon = member("Jón Þór (sample)")
        self.story, self.quote, self.housing, self.closed, self.gift = (new_id() for _ in range(5))
        self.anna.has(
            *mia, *jon,
            Story(id=self.story, member=self.mia, text="Við biðum lengi eftir zqherbergi við höfnina og enginn svaraði.", language="is"),
            Quote(id=self.quote, story=self.story, text="Enginn svaraði zqsvar.", language="is"),
            Need(id=self.housing, member=self.mia, category="housing", asked="A room with a zqwindow"),
            Need(id=self.closed, member=self.jon, category="violence", asked="zqclosed words"),
            Contribution(id=self.gift, member=self.jon, type="volunteering", what="Teaches zqchess"),
        )

    @property
    def box(self) -> QLineEdit:
        return cast(QLineEdit, self.anna.window.frame.topbar.search)  # type: ignore[union-attr]

    @property
    def results(self) -> Any:
        return self.anna.window.finding.results  # type: ignore[union-attr]

    def lines(self) -> list[Any]:
        return [self.results.item(row).data(0x0100) for row in range(self.results.count())] if self.results.isVisible() else []

    def shows(self) -> str:
        """Everything that stands in the list."""
        return strip_iso("\n".join(f"{each.title} | {each.detail}" for each in self.lines()))

    def looks_for(self, typed: str) -> str:
        self.anna.presses("Ctrl+K")
        self.anna.types(typed)
        return self.shows()


@pytest.fixture
def day(volunteer: Sit) -> Day:
    return Day(volunteer)


def test_a_member_is_five_keys_away(day: Day) -> None:
    anna, before = day.anna, day.anna.keys
    anna.presses("Ctrl+K")
    anna.types("mia")
    anna.presses("Return")
    assert isinstance(anna.page(), MemberPage) and anna.page().member_id == day.mia
    assert anna.keys - before + len("mia") <= 5
    assert day.box.text() == "" and not day.results.isVisible()


def test_what_is_found_opens_at_its_place(day: Day) -> None:
    for typed, page, there in (
        ("zqherb", StoriesPage, lambda page: page.story_id == day.story), ("zqsvar", StoriesPage, lambda page: page.story_id == day.story),
        ("zqwin", NeedsPage, lambda page: page.need_id == day.housing), ("zqche", MemberPage, lambda page: page.member_id == day.jon),
    ):
        assert typed in day.looks_for(typed)
        day.anna.presses("Return")
        shown: Any = day.anna.page()
        assert isinstance(shown, page) and there(shown), typed


def test_a_need_is_found_by_the_word_for_its_kind_in_any_language_and_by_whose_it_is(day: Day) -> None:
    for typed in ("hous", "Húsn", "سكن", "mieszk", "mia hous", "housing mía"):
        assert "Housing and homelessness · Mía (sample)" in day.looks_for(typed), typed


def test_a_need_is_found_by_the_words_of_the_association_and_by_the_new_ones_at_once(day: Day) -> None:
    day.anna.has(Term(id=new_id(), vocabulary="need-category", code="housing", labels={"en": "Zqroof"}))
    assert "Zqroof · Mía (sample)" in day.looks_for("zqroof")


def test_a_sensitive_need_is_found_by_its_person_alone_and_shown_as_its_group(day: Day) -> None:
    for typed in ("violence", "zqclosed"):
        assert "Jón" not in day.looks_for(typed)
    shown = day.looks_for("jon")
    assert "Safety and equal treatment · Jón Þór (sample)" in shown and "zqclosed" not in shown


def test_who_took_back_that_they_are_kept_and_what_is_in_the_bin_are_found_no_more(day: Day) -> None:
    jobs = day.anna.window.session.jobs
    jobs.write_now(lambda workspace: workspace.add_consent(day.mia, "keep", "withdrawn"))
    jobs.write_now(lambda workspace: workspace.save(workspace.get(day.jon).with_values({"archived": True})))
    for typed in ("mia", "jon", "hous", "zqherb", "zqche", "zqwin"):
        shown = day.looks_for(typed)
        assert "Mía" not in shown and "Jón" not in shown


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_place_section_and_act_is_found_by_its_name(day: Day, code: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.choose(app, code)
    finding = day.anna.window.finding
    assert finding is not None
    from models.called import words_of
    from ui.search.acts import fitting, offered

    acts = offered(day.anna.window)
    for act in acts:
        assert act in [each for _rank, each in fitting(acts, words_of(act.title))], act.title
    assert len(acts) > len(SECTIONS) + 15


def test_an_act_is_done_from_anywhere(day: Day) -> None:
    for typed in ("settings words", "rename"):
        day.looks_for(typed)
        day.anna.presses("Return")
        page = day.anna.page()
        assert isinstance(page, SettingsPage) and page.place() == "words"
        day.anna.presses("Ctrl+1")
    day.looks_for("log out")
    day.anna.presses("Return")
    assert day.anna.is_locked()


def test_arabic_finds_acts_and_stands_the_other_way(day: Day) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.choose(app, "ar")
    day.anna.waits()
    shown = day.looks_for("قفل")
    assert "قفل" in shown
    right = day.results.geometry().right()
    assert abs(right - day.box.mapTo(day.anna.window.frame, day.box.rect().topRight()).x()) < 12
    assert "السكن" in day.looks_for("سكن")


def test_escape_gives_back_the_keyboard_the_cursor_and_what_was_half_typed(day: Day) -> None:
    anna = day.anna
    anna.window.go("member", day.mia)
    anna.waits()
    anna.presses("Ctrl+E")
    edit = next(each for each in anna.page().findChildren(QLineEdit) if each.isVisible() and each.text() == "Mía (sample)")
    edit.setFocus()
    edit.setSelection(1, 3)
    day.looks_for("jo")
    assert day.results.isVisible()
    anna.presses("Escape")
    assert anna.focus() is edit and edit.selectedText() == "ía " and day.box.text() == "" and not day.results.isVisible()


def test_a_conversation_loses_nothing(day: Day) -> None:
    anna = day.anna
    anna.presses("Ctrl+N", "Alt+A")
    anna.types("y")
    anna.presses("Ctrl+Return")
    anna.types("zqhalf")
    edit = anna.focus()
    day.looks_for("jo")
    anna.presses("Escape")
    assert anna.focus() is edit
    day.looks_for("mia")
    anna.presses("Return")
    assert isinstance(anna.page(), MemberPage)
    drafts = anna.window.session.jobs.write_now(lambda workspace: workspace.drafts.all())
    assert any("zqhalf" in str(each.data) for each in drafts)


def test_an_empty_box_offers_what_was_opened_last_until_the_lock(day: Day) -> None:
    anna = day.anna
    anna.window.go("member", day.mia)
    anna.waits()
    anna.window.go("needs", {"need": day.housing})
    anna.waits()
    anna.presses("Ctrl+1", "Ctrl+K")
    shown = day.shows()
    assert shown.startswith("Opened last | \nHousing and homelessness · Mía (sample)") and "\nMía (sample)" in shown
    assert "Back up now" in shown and "New conversation" in shown
    anna.presses("Return")
    assert isinstance(anna.page(), NeedsPage)
    anna.presses("Ctrl+1", "Ctrl+L")
    anna.unlocks()
    anna.presses("Ctrl+K")
    assert "Mía" not in day.shows()


def test_only_the_newest_answer_is_shown_and_enter_waits_for_it(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage import finding

    asked: list[str] = []
    find = finding.find
    monkeypatch.setattr(finding, "find", lambda library, typed: (asked.append(typed), find(library, typed))[1])
    anna = day.anna
    anna.presses("Ctrl+K")
    asked.clear()
    for text in ("m", "mi", "mia", "jo", "jon"):
        day.box.setText(text)
        day.box.textEdited.emit(text)
    day.box.enter.emit()
    assert not isinstance(anna.page(), MemberPage), "nothing is opened before the answer is there"
    anna.waits()
    assert asked[-1] == "jon" and len(asked) <= 2
    assert isinstance(anna.page(), MemberPage) and anna.page().member_id == day.jon


def test_nothing_found_says_so_and_enter_offers_a_conversation(day: Day) -> None:
    assert "Nothing found for “zzz”." in day.looks_for("zzz")
    day.anna.presses("Return")
    assert "No one called “zzz”" in day.anna.reads(day.anna.page())


def test_covering_hides_the_list(day: Day) -> None:
    day.looks_for("mia")
    day.anna.presses("F9")
    assert not day.results.isVisible() and "mia" not in day.anna.reads().lower()
    day.anna.presses("Return")
    assert day.anna.focus() is day.box and day.box.text() == "mia" and not day.results.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_home_says_how_many_were_heard(day: Day) -> None:
    anna, today = day.anna, datetime.date.today()
    assert "Who was heard" not in anna.reads(anna.page())
    anna.has(*(Conversation(id=new_id(), member=who, date=today.isoformat()) for who in (day.mia, day.mia, day.jon)),
             Conversation(id=new_id(), date=today.isoformat(), outcome="declined"))
    anna.presses("Ctrl+2", "Ctrl+1")
    words = anna.reads(anna.page())
    assert "This week: 2 people, 3 conversations." in words and "This month: 2 people, 3 conversations." in words
    anna.window.session.jobs.write_now(lambda workspace: workspace.add_consent(day.jon, "keep", "withdrawn"))
    anna.presses("Ctrl+2", "Ctrl+1")
    assert "This week: 1 person, 2 conversations." in anna.reads(anna.page())
