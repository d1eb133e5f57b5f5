"""Consents on a person's page: the words in both languages, their end, and where somebody's words had been used."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from locales import member_words, script, strip_iso, use
from models.ask_again import expiry, last_day
from models.consent import FREE, permits
from models.report import Report
from storage import consent_texts
from storage.papers import Words, register
from tests.people import member
from tests.ui.people_vault import SAMIRA, fill, look, member_page, opened, settle, texts
from tests.ui.robots import Volunteer
from ui.events import events
from ui.operations.conversation import ASKED, save_conversation
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.records import records
from ui.pages.member import MemberPage
from ui.pages.settings.asking import AskingSection
from ui.session import Session


@pytest.fixture
def vault(qapp: Any, tmp_path: Path) -> Iterator[tuple[Session, dict[str, str]]]:
    use("en")
    with opened(tmp_path / "vault", fill) as found:
        yield found
    use("en")


@pytest.fixture
def page(vault: tuple[Session, dict[str, str]], qtbot: Any) -> Iterator[MemberPage]:
    session, ids = vault
    with member_page(session, ids[SAMIRA], qtbot) as made:
        yield made


def key(widget: QWidget, which: Qt.Key) -> None:
    QTest.keyClick(widget, which)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_what_is_given_says_how_in_which_words_and_until_when(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.ask()
    panel = page.overview.panel
    row = next(each for each in panel.rows if each.use == "quote-named")
    words = script.use_question("quote-named", member_words("ar"))
    assert row.asked.same.text() == words and row.asked.same.isVisible(), "the person's own language stands beside the volunteer's"
    panel.until.setCurrentIndex(panel.until.findData(12))
    row.focus()
    key(focused(), Qt.Key.Key_Y)
    page.save()
    settle(session)
    event = next(each for each in look(session, lambda library: library.consents(ids[SAMIRA])) if each.use == "quote-named")
    assert event.language == "ar" and event.expires == expiry("quote-named", datetime.date.today(), 12)
    page.ask()
    row = next(each for each in panel.rows if each.use == "quote-named")
    told = strip_iso(row.told.text())
    assert "Spoken · The person · in Arabic · written down by Anna · holds until" in told
    assert not row.read.isVisible()
    row.read_button.click()
    assert row.read.isVisible() and row.read.text() == words and row.read.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_taking_back_says_where_the_words_had_been_used_before_and_after(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    paper = Report(kind="brief", for_whom="Ministry (sample)", language="en", way="saved", date="2026-11-02")
    session.jobs.write(lambda workspace: register(workspace, paper, [Words(ids["quote"], ids[SAMIRA])]), events.changed.emit)
    settle(session)
    assert "Brief for a consultation, 2 Nov 2026, for Ministry (sample)" in texts(page.overview.used_in)
    assert "later papers leave the words out" in texts(page.overview.used_in)
    page.ask()
    row = next(each for each in page.overview.panel.rows if each.use == "quote-anonymous")
    row.focus()
    key(focused(), Qt.Key.Key_N)
    assert "had been used in: Brief for a consultation, 2 Nov 2026" in strip_iso(row.warning.text()) and row.warning.isVisible()
    assert not next(each for each in page.overview.panel.rows if each.use == "contact").warning.isVisible()
    page.save()
    settle(session)
    assert "no paper shows the words from now on" in texts(page.overview.used_in)
    page.rights.show_person(page.contents)  # type: ignore[arg-type]
    assert "Ministry (sample)" in strip_iso(page.rights.used.text())
    page.farewell.ask(page.contents, anonymous=False)  # type: ignore[arg-type]
    assert "Brief for a consultation, 2 Nov 2026, for Ministry (sample)" in strip_iso(page.farewell.lists["beyond"].text())


def test_a_conversation_keeps_the_words_and_gives_what_is_agreed_the_associations_end(vault: Any) -> None:
    session, _ids = vault
    intake = Intake(language="en", said=[0, 1, 2, 3, 4], uses={"keep": "given", "contact": "given", "statistics": "refused"},
                    about={"label": "Salóme (sample)"})
    session.jobs.write(lambda workspace: workspace.save(workspace.association().with_values({"consent_months": 24})))
    fields = look(session, lambda library: {each: library.fields(each) for each in ASKED})
    save_conversation(session, intake.id, intake.member_id, lambda before, needs: records(intake, fields, "Example", before, needs),
                      lambda _saved: None, print)
    settle(session)
    history = look(session, lambda library: library.consents(intake.member_id))
    assert {each.use: each.expires for each in history} == {
        "keep": None, "statistics": None, "contact": expiry("contact", datetime.date.today(), 24),
    }
    texts_kept = look(session, lambda library: consent_texts.words_of(library, [each.wording or "" for each in history]))
    assert {each.wording for each in history} == set(texts_kept) and len(texts_kept) == 1
    assert "We are Example: volunteers, not the government." in next(iter(texts_kept.values())).text


def test_a_quote_whose_consent_ran_out_says_so(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    yesterday = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()

    def run_out(workspace: Any) -> Any:
        workspace.add_consent(ids[SAMIRA], "quote-anonymous", "withdrawn")
        return workspace.add_consent(ids[SAMIRA], "quote-anonymous", "given", date="2026-04-01", expires=yesterday)

    session.jobs.write(run_out, events.changed.emit)
    settle(session)
    assert "May not be printed: the consent has run out. Ask again." in texts(page.overview.quotes.cards[ids["quote"]])
    page.ask()
    row = next(each for each in page.overview.panel.rows if each.use == "quote-anonymous")
    assert "ran out on" in row.told.text() and "ask again" in row.told.text()


def test_a_yes_that_ends_soon_is_renewed_by_a_yes(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    soon = (datetime.date.today() + datetime.timedelta(days=9)).isoformat()
    session.jobs.write(lambda workspace: workspace.add_consent(ids[SAMIRA], "contact", "given", expires=soon), events.changed.emit)
    settle(session)
    page.open({"member": ids[SAMIRA], "ask": True})
    page.refresh()
    settle(session)
    row = next(each for each in page.overview.panel.rows if each.use == "contact")
    assert "ask again" in row.told.text()
    row.yes.setChecked(True)
    page.save()
    settle(session)
    history = look(session, lambda library: library.consents(ids[SAMIRA]))
    assert last_day(history, "contact") is None and permits(history, "contact", datetime.date.today(), FREE)


def test_the_association_says_it_in_its_own_words_and_the_old_ones_stay_readable(volunteer: Callable[..., Volunteer]) -> None:
    anna = volunteer()
    anna.sets_up()
    person, written = member("Salóme (sample)", preferred_language="pl")
    anna.has(*written)
    anna.presses("Ctrl+,")
    page = anna.page()
    page.open("asking")
    anna.waits()
    section = page.current()  # type: ignore[attr-defined]
    assert isinstance(section, AskingSection)
    section.tongue.setCurrentIndex(section.tongue.findData("pl"))
    box = section.boxes["contact"]
    shipped = box.toPlainText()
    assert shipped == script.use_question("contact", member_words("pl"))
    anna.tabs_to(box)
    box.selectAll()
    anna.types("Zadzwonimy?")
    anna.tabs_to(section.keep_button)
    anna.presses("Space")
    assert "In use: version 2" in anna.reads(section)
    assert section.older.count() == 2
    section.older.setCurrentIndex(0)
    assert shipped in section.old_words.text().split("\n")
    section.older.setCurrentIndex(1)
    assert "Zadzwonimy?" in section.old_words.text().split("\n") and shipped not in section.old_words.text()
    anna.window.go("member", {"member": person, "ask": True})
    anna.waits()
    row = next(each for each in anna.page().overview.panel.rows if each.use == "contact")  # type: ignore[attr-defined]
    assert row.asked.same.text() == "Zadzwonimy?"
    anna.window.frame.undo.button.click()  # type: ignore[union-attr]
    anna.waits()
    assert script.use_question("contact", member_words("pl")) == shipped


def test_a_consent_that_ends_stands_on_home_and_enter_asks(volunteer: Callable[..., Volunteer]) -> None:
    anna = volunteer()
    anna.sets_up()
    person, written = member("Salóme (sample)")
    anna.has(*written)
    soon = (datetime.date.today() + datetime.timedelta(days=20)).isoformat()
    anna.window.session.jobs.write_now(lambda workspace: workspace.add_consent(person, "contact", "given", expires=soon))
    anna.presses("Ctrl+2", "Ctrl+1")
    page = anna.page()
    assert "Ask again about consent" in anna.reads(page) and "consents that end within 30 days: 1" in anna.reads(page)
    row = page.due.rows[0]  # type: ignore[attr-defined]
    assert row.week_button.isHidden() and row.done_button.isHidden()
    row.setFocus()
    anna.presses("Return")
    assert isinstance(anna.page(), MemberPage) and anna.page().overview.panel.isVisible()  # type: ignore[attr-defined]
