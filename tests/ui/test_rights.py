"""The rights of a person at the window: a copy of everything, restriction, objection, what is sensitive behind a reason, and erasing."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from locales import use
from models.consent import Consent
from models.conversation import Conversation
from models.member import Member
from models.need import Need
from models.operation import new_id
from storage import forgetting
from storage.workspace import Workspace
from tests.people import member
from tests.ui.people_vault import ARABIC, SAMIRA, TOMASZ, fill, look, member_page, opened, settle, texts
from ui.events import events
from ui.pages.member import MemberPage
from ui.pages.settings.accesses import AccessSection
from ui.pages.settings.retention import DueLine, HiddenLine, RetentionSection
from ui.session import Session


def fill_with_violence(workspace: Workspace) -> dict[str, str]:
    ids = fill(workspace)
    ids["violence"] = new_id()
    workspace.save(Need(id=ids["violence"], member=ids[SAMIRA], category="violence", asked="A safe place tonight", opened="2026-03-01"))
    workspace.save(workspace.get(ids[SAMIRA]).with_values({"origin": "SY", "residence_words": "waiting for papers"}))
    return ids


@pytest.fixture
def vault(qapp: Any, tmp_path: Path) -> Iterator[tuple[Session, dict[str, str]]]:
    use("en")
    with opened(tmp_path / "vault", fill_with_violence) as found:
        yield found
    use("en")


@pytest.fixture
def page(vault: tuple[Session, dict[str, str]], qtbot: Any) -> Iterator[MemberPage]:
    session, ids = vault
    with member_page(session, ids[SAMIRA], qtbot) as made:
        yield made


def press(widget: QWidget, which: Qt.Key) -> None:
    QTest.keyClick(widget, which)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


# what is sensitive

def test_a_sensitive_need_shows_its_group_until_a_reason_is_given(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    shown = texts(page)
    assert "Safety and equal treatment" in shown and "Safety from violence" not in shown
    assert not any("violence" in page.overview.timeline.model.moment(row).sentence  # type: ignore[union-attr]
                   for row in range(page.overview.timeline.model.rowCount()))
    page.overview.gate.take_focus()
    press(focused(), Qt.Key.Key_1)
    settle(session)
    assert "Safety from violence" in texts(page) and not page.overview.gate.isVisible()
    lines = look(session, lambda library: library.access_lines())
    assert [(line.what, line.subject, line.reason, line.who) for line in lines] == [("opened-sensitive", ids[SAMIRA], "helping", "Anna")]


def test_leaving_the_page_closes_it_again(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.opening.give("asked")
    settle(session)
    page.leave()
    page.open(ids[SAMIRA])
    page.refresh()
    settle(session)
    assert "Safety from violence" not in texts(page) and page.overview.gate.isVisible()


def test_sensitive_fields_are_closed_in_the_record_until_a_reason_is_typed(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.edit_member()
    settle(session)
    assert page.record.form is not None
    assert "residence_words" not in page.record.form.editors and "label" in page.record.form.editors
    assert not page.record.history_button.isVisibleTo(page), "the history would tell them"
    page.record.form.editors["municipality"].set_value("Kópavogur")
    page.record.gate.chips.pick("other")
    QTest.keyClicks(focused(), "Her lawyer asks")
    press(focused(), Qt.Key.Key_Return)
    settle(session)
    assert page.record.form.editors["residence_words"].value() == "waiting for papers"
    assert page.record.form.editors["municipality"].value() == "Kópavogur", "what was typed stays"
    page.save()
    settle(session)
    person = look(session, lambda library: library.get(ids[SAMIRA]))
    assert (person.municipality, person.residence_words, person.origin) == ("Kópavogur", "waiting for papers", "SY")
    assert look(session, lambda library: library.access_lines())[0].reason == "Her lawyer asks"


def test_saving_with_closed_fields_leaves_them_as_they_are(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.edit_member()
    settle(session)
    page.record.form.editors["municipality"].set_value("Akureyri")  # type: ignore[union-attr]
    page.save()
    settle(session)
    person = look(session, lambda library: library.get(ids[SAMIRA]))
    assert (person.municipality, person.residence_words) == ("Akureyri", "waiting for papers")
    assert look(session, lambda library: library.access_lines()) == []


def test_half_typed_sensitive_answers_come_back_open_and_are_logged(page: MemberPage, vault: Any) -> None:
    session, _ids = vault
    page._load_record(vault[1]["violence"])
    settle(session)
    page.opening.give("helping")
    settle(session)
    page.record.form.editors["asked"].set_value("")  # type: ignore[union-attr]
    page.record.form.editors["asked"].box.setPlainText("A safe place, and")  # type: ignore[union-attr]
    page.record.form.editors["due"].focus_target().setText("no day")  # type: ignore[union-attr]
    page.leave()
    page.refresh()
    settle(session)
    assert page.record.form is not None and page.record.form.editors["asked"].raw() == "A safe place, and"
    assert [line.reason for line in look(session, lambda library: library.access_lines())] == ["resumed", "helping"]


def test_a_new_need_is_asked_without_a_reason(page: MemberPage, vault: Any) -> None:
    session, _ids = vault
    page.overview.needs.add_button.click()
    settle(session)
    assert page.record.form is not None and "category" in page.record.form.editors and not page.record.gate.isVisibleTo(page)


# a copy of everything

def test_the_copy_and_the_paper_are_saved_where_the_person_says(page: MemberPage, vault: Any, tmp_path: Path) -> None:
    session, ids = vault
    said: list[str] = []
    from ui import messages

    messages.messages.said.connect(lambda sentence: said.append(sentence()))
    press(page, Qt.Key.Key_F7)
    page.serving.save_copy(tmp_path / "copy.zip")
    settle(session)
    page.serving.save_paper(tmp_path / "paper.pdf")
    settle(session)
    with zipfile.ZipFile(tmp_path / "copy.zip") as packed:
        assert ARABIC in packed.read("story.csv").decode() and packed.read("what-we-keep.pdf").startswith(b"%PDF")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert len(said) == 2 and "in the clear" in said[0]
    assert [line.what for line in look(session, lambda library: library.access_lines(ids[SAMIRA]))] == ["report-member", "access"]


def test_where_to_save_is_asked_with_a_name_that_tells_nobody(page: MemberPage, vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.widgets.file_dialogs.ask_save", lambda parent, title, name, kinds, chosen: asked.append(name))
    page.serving.open()
    page.rights.copy_button.click()
    page.rights.paper_button.click()
    today = datetime.date.today().isoformat()
    assert asked == [f"what-we-keep-{today}.zip", f"what-we-keep-{today}.pdf"]


# restriction and objection

def test_a_restriction_is_marked_closes_editing_and_can_be_undone(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.serving.open()
    page.rights.limit_button.click()
    settle(session)
    assert page.rights.limit_button.text() == "Lift the restriction" and not page.rights.edit_button.isEnabled()
    assert page.overview.needs.cards and not any(card.status.isEnabled() for card in page.overview.needs.cards.values())
    press(page, Qt.Key.Key_Escape)
    assert "nothing of it is used or changed" in texts(page)
    assert not page.overview.header.edit_button.isEnabled() and not page.overview.needs.add_button.isEnabled()
    assert "the use of this record is restricted" in texts(page.overview.quotes)
    session.undo.undo()
    settle(session)
    assert "nothing of it is used or changed" not in texts(page) and page.overview.header.edit_button.isEnabled()
    assert look(session, lambda library: library.get(ids[SAMIRA])).restricted is None


def test_an_objection_is_kept_with_its_day_and_lifted(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.serving.open()
    assert not page.rights.object_button.isEnabled()
    page.rights.said.setFocus()
    QTest.keyClicks(page.rights.said, "I am no number")
    press(page.rights.said, Qt.Key.Key_Return)
    settle(session)
    person = look(session, lambda library: library.get(ids[SAMIRA]))
    assert (person.objection, person.objection_date) == ("I am no number", datetime.date.today().isoformat())
    page.to_overview()
    assert "Objects: not counted and not called." in texts(page)
    page.serving.open()
    page.rights.accept_button.click()
    settle(session)
    assert look(session, lambda library: library.get(ids[SAMIRA])).objection is None


# erasing

def test_erasing_says_what_goes_and_what_cannot_be_reached_and_asks_for_the_code(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    code = look(session, lambda library: library.get(ids[SAMIRA])).code
    session.jobs.write_now(lambda workspace: workspace.drafts.keep("d", {"words": "x"}, "story", ids[SAMIRA]))
    page.serving.open()
    page.rights.erase_button.click()
    shown = texts(page)
    assert "Paper that was printed" in shown and "Stories, quotes, needs" in shown and "What stays" not in shown
    QTest.keyClicks(page.farewell.code, "XXXX")
    press(page.farewell.code, Qt.Key.Key_Return)
    settle(session)
    assert look(session, lambda library: library.find(ids[SAMIRA])) is not None, "another code erases nobody"
    page.farewell.code.clear()
    QTest.keyClicks(page.farewell.code, code.lower())
    press(page.farewell.code, Qt.Key.Key_Return)
    settle(session)
    assert look(session, lambda library: (library.find(ids[SAMIRA]), library.search("Samira"))) == (None, [])
    assert page.went[-1] == ("people", None) and SAMIRA not in texts(page)  # type: ignore[attr-defined]
    assert not session.undo.done, "erasing can't be undone, nor can anything before it"
    assert not session.jobs.write_now(forgetting.is_due), "the backups were gone through"


def test_escape_leaves_the_page_that_asks_without_erasing(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.serving.open()
    page.rights.erase_button.click()
    press(page.farewell.code, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.rights
    press(page, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.overview and look(session, lambda library: library.find(ids[SAMIRA])) is not None


def test_anonymising_says_what_stays_and_is_refused_for_who_may_not_be_counted(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    code = look(session, lambda library: library.get(ids[SAMIRA])).code
    page.serving.say_farewell(anonymous=True)
    assert "What stays, as a record of nobody" in texts(page)
    page.farewell.code.setText(code)
    press(page.farewell.code, Qt.Key.Key_Return)
    settle(session)
    people = look(session, lambda library: library.records("member"))
    assert len(people) == 4 and ids[SAMIRA] not in {each.id for each in people} and sum(bool(each.anonymous) for each in people) == 1
    page.open(ids[TOMASZ])
    page.refresh()
    settle(session)
    tomasz = look(session, lambda library: library.get(ids[TOMASZ])).code
    page.serving.say_farewell(anonymous=True)
    page.farewell.code.setText(tomasz)
    press(page.farewell.code, Qt.Key.Key_Return)
    settle(session)
    assert look(session, lambda library: library.find(ids[TOMASZ])) is not None


# the queue

OLD = "2019-03-04"


def fill_old(workspace: Workspace) -> dict[str, str]:
    """Two people nobody has met for long, one met lately, one who took everything back."""
    ids = {}
    for name, day in (("Old", OLD), ("Older", "2018-05"), ("New", datetime.date.today().isoformat()), ("Out", OLD)):
        ids[name] = new_id()
        consents = [Consent(id=new_id(), member=ids[name], use=use, value="given", date=day) for use in ("keep", "statistics")]
        workspace.save_all([Member(id=ids[name], label=f"{name} (sample)"), *consents, Conversation(id=new_id(), member=ids[name], date=day)])
    workspace.add_consent(ids["Out"], "keep", "withdrawn")
    return ids


@pytest.fixture
def old(qapp: Any, tmp_path: Path) -> Iterator[tuple[Session, dict[str, str]]]:
    use("en")
    with opened(tmp_path / "vault", fill_old) as found:
        yield found


@pytest.fixture
def queue(old: Any, qtbot: Any) -> Iterator[RetentionSection]:
    made = RetentionSection(old[0])
    qtbot.addWidget(made)
    made.show()

    def changed(changes: Any) -> None:
        made.refresh()

    events.changed.connect(changed)
    made.refresh()
    settle(old[0])
    yield made
    events.changed.disconnect(changed)


def due_lines(queue: RetentionSection) -> list[DueLine]:
    return [each for each in queue.lines() if isinstance(each, DueLine)]


def test_who_nobody_met_for_two_years_waits_the_longest_first(queue: RetentionSection, old: Any) -> None:
    _session, ids = old
    assert [line.who.id for line in due_lines(queue)] == [ids["Older"], ids["Old"]]
    assert "last contact 4 Mar 2019" in texts(queue) and "(sample)" not in texts(queue), "by code, never by name"


def test_keeping_somebody_as_long_again_takes_them_off_the_queue_and_can_be_undone(queue: RetentionSection, old: Any) -> None:
    session, ids = old
    due_lines(queue)[0].renew_button.click()
    settle(session)
    assert [line.who.id for line in due_lines(queue)] == [ids["Old"]]
    session.undo.undo()
    settle(session)
    assert [line.who.id for line in due_lines(queue)] == [ids["Older"], ids["Old"]]


def test_a_shorter_time_makes_nobody_wait_who_was_met_lately(queue: RetentionSection, old: Any) -> None:
    session, _ids = old
    queue.form.editors["retention_months"].set_value(240)
    queue.leave()
    settle(session)
    queue.refresh()
    settle(session)
    assert due_lines(queue) == [] and "Nobody waits." in texts(queue)


def test_anonymise_or_erase_leads_to_the_persons_rights(queue: RetentionSection, old: Any) -> None:
    went: list[Any] = []
    queue.go.connect(lambda name, argument: went.append((name, argument)))
    due_lines(queue)[0].open_button.click()
    assert went == [("member", {"member": old[1]["Older"], "rights": True})]


def test_who_was_taken_out_waits_by_code_and_comes_back_or_is_erased_at_once(queue: RetentionSection, old: Any) -> None:
    session, ids = old
    (line,) = [each for each in queue.lines() if isinstance(each, HiddenLine)]
    assert "erased in 30 days" in texts(line)
    line.back_button.click()
    settle(session)
    assert look(session, lambda library: library.find(ids["Out"])) is not None
    session.undo.undo()
    settle(session)
    (line,) = [each for each in queue.lines() if isinstance(each, HiddenLine)]
    assert not line.erase_button.isEnabled()
    line.code.setText(line.who.code)
    line.erase_button.click()
    settle(session)
    assert not [each for each in queue.lines() if isinstance(each, HiddenLine)]
    assert session.jobs.write_now(lambda workspace: ids["Out"] in workspace.vault.erased)


def test_the_log_is_read_by_coordinators_alone(vault: Any, qtbot: Any) -> None:
    session, ids = vault
    session.jobs.write_now(lambda workspace: workspace.log_access("opened-sensitive", ids[SAMIRA], "helping"))
    section = AccessSection(session)
    qtbot.addWidget(section)
    section.show()
    section.refresh()
    settle(session)
    cells = [section.model.data(section.model.index(0, column)) for column in range(5)]
    assert cells[1:3] == ["Anna", "Opened sensitive answers"] and cells[4] == "Helping the person now"
    assert "could alter it" in texts(section)
    session.jobs.write_now(lambda workspace: workspace.save(workspace.volunteers()[0].with_values({"coordinator": False})))
    section.refresh()
    settle(session)
    assert section.model.rowCount() == 0 and "shown to coordinators" in texts(section)


def test_home_says_that_records_wait(volunteer: Any) -> None:
    anna = volunteer()
    anna.sets_up()
    _who, records = member("Old (sample)")
    person = records[0].with_values({"review_date": "2026-06-01"})
    anna.has(person, *records[1:])
    anna.window.go("home")
    anna.waits()
    assert "1 record to be looked at" in anna.reads()
    anna.page().notes.due_button.click()
    anna.waits()
    assert "How long we keep things" in anna.reads() and person.label not in anna.reads()


def test_how_a_consent_was_given_is_corrected_by_a_new_event(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    event = next(each for each in look(session, lambda library: library.consents(ids[SAMIRA])) if each.use == "quote-anonymous")
    page.open_record("consent", event.id)
    settle(session)
    assert "Use my words, without my name: Yes" in texts(page.record) and "use" not in page.record.form.editors  # type: ignore[union-attr]
    page.record.form.editors["witness"].set_value("Anna (sample)")  # type: ignore[union-attr]
    page.save()
    settle(session)
    events = [each for each in look(session, lambda library: library.consents(ids[SAMIRA])) if each.use == "quote-anonymous"]
    assert [(each.value, each.witness) for each in events] == [("given", None), ("withdrawn", None), ("given", "Anna (sample)")]
    assert page.overview.quotes.cards[ids["quote"]].printed.label.text().startswith("May be printed")
