"""A member's page: consents taken back by a few keys, quotes, needs, the record, and who changed what."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from locales import strip_iso, use
from models.consent import FREE, permits
from models.fields import DECLINED
from models.question import Question
from storage.workspace import Workspace
from tests.ui.people_vault import ARABIC, SAMIRA, TOMASZ, fill, look, member_page, opened, settle, texts
from ui.pages.member import MemberPage
from ui.session import Session
from ui.widgets import marks

QUESTION = "f2b2a1de-6f4f-4c39-9d43-1f0a3c5e7b10"


def fill_with_question(workspace: Workspace) -> dict[str, str]:
    workspace.save(Question(id=QUESTION, record_type="member", kind="code", labels={"en": "Do you sing?", "ar": "هل تغني؟"},
                            options={"often": {"en": "Often"}, "never": {"en": "Never"}}, sensitivity="ordinary"))
    return fill(workspace)


@pytest.fixture
def vault(qapp: Any, tmp_path: Path) -> Iterator[tuple[Session, dict[str, str]]]:
    use("en")
    with opened(tmp_path / "vault", fill_with_question) as found:
        yield found
    use("en")


@pytest.fixture
def page(vault: tuple[Session, dict[str, str]], qtbot: Any) -> Iterator[MemberPage]:
    session, ids = vault
    with member_page(session, ids[SAMIRA], qtbot) as made:
        yield made


def key(widget: QWidget, which: Qt.Key, *, ctrl: bool = False) -> None:
    QTest.keyClick(widget, which, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_the_head_says_who_it_is_and_how_every_use_stands(page: MemberPage) -> None:
    shown = texts(page)
    assert f"{SAMIRA} (" in shown and "Arabic · Capital area" in shown
    for sentence in ("Keep what I tell you: Yes", "Use my words, without my name: Yes", "Call me again: Not asked", "Last asked on 1 March 2026"):
        assert sentence in shown
    assert [word.mark.mark for word in page.overview.consent_line._states] == [marks.YES, marks.YES, marks.YES, marks.UNKNOWN]


def test_consent_to_quotes_is_taken_back_by_three_keys_and_every_quote_turns_at_once(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    approved = page.overview.quotes.cards[ids["quote"]]
    assert approved.printed.mark.mark == marks.YES
    key(page.overview.consent_line.button, Qt.Key.Key_Space)
    key(focused(), Qt.Key.Key_Down)
    key(focused(), Qt.Key.Key_N)
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert strip_iso(approved.printed.label.text()) == "May not be printed: the person has not agreed to it."
    assert approved.printed.mark.mark == marks.NO
    assert "Use my words, without my name: Taken back" in texts(page)
    consents = look(session, lambda library: library.consents(ids[SAMIRA]))
    assert not permits(consents, "quote-anonymous", datetime.date.today(), FREE)
    assert [each.value for each in consents if each.use == "quote-anonymous"] == ["given", "withdrawn"]
    assert not page.overview.panel.isVisible()


def test_a_digit_goes_to_a_line_and_yes_gives_what_was_never_asked(page: MemberPage, vault: Any) -> None:
    session, _ids = vault
    page.ask()
    key(focused(), Qt.Key.Key_5)
    key(focused(), Qt.Key.Key_Y)
    page.save()
    settle(session)
    assert "Call me again: Yes" in texts(page)


def test_no_to_something_never_given_is_a_refusal(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.ask()
    row = next(each for each in page.overview.panel.rows if each.use == "share:RAUDI")
    assert "Rauði prófkrossinn" in row.words.text()
    row.focus()
    key(focused(), Qt.Key.Key_N)
    page.save()
    settle(session)
    consents = look(session, lambda library: library.consents(ids[SAMIRA]))
    assert [each.value for each in consents if each.use == "share:RAUDI"] == ["refused"]


def test_an_answer_that_changes_nothing_writes_nothing(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    before = look(session, lambda library: library.consents(ids[SAMIRA]))
    page.ask()
    key(focused(), Qt.Key.Key_Y)
    page.save()
    settle(session)
    assert look(session, lambda library: library.consents(ids[SAMIRA])) == before


def test_no_to_keeping_warns_hides_the_person_at_once_and_can_be_undone(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.ask()
    page.overview.panel.rows[0].focus()
    assert not page.overview.panel.warning.isVisible()
    key(focused(), Qt.Key.Key_N)
    assert "After 30 days everything is erased" in page.overview.panel.warning.text()
    page.save()
    settle(session)
    assert page.went == [("people", None)]  # type: ignore[attr-defined]
    assert ids[SAMIRA] not in [line.id for line in look(session, lambda library: library.people())]
    said = session.undo.done[-1].text()
    assert "is shown nowhere any more" in said and SAMIRA not in said and page.contents is None
    session.undo.undo()
    settle(session)
    assert ids[SAMIRA] in [line.id for line in look(session, lambda library: library.people())]


def test_the_timeline_is_newest_first_and_opens_a_story_in_its_direction(page: MemberPage, vault: Any) -> None:
    session, _ids = vault
    model = page.overview.timeline.model
    lines = [model.moment(row) for row in range(model.rowCount())]
    days = [line.day for line in lines if line is not None]
    assert days == sorted(days, reverse=True)
    said = [line.sentence for line in lines if line is not None]
    assert "Story told in Arabic" in said and any(each.startswith("Need closed") for each in said)
    page.overview.timeline.list.setFocus()
    page.overview.timeline.list.setCurrentIndex(model.index(said.index("Story told in Arabic"), 0))
    key(page.overview.timeline.list, Qt.Key.Key_Return)
    settle(session)
    assert page.story.text.toPlainText() == ARABIC
    assert page.story.text.document().defaultTextOption().textDirection() == Qt.LayoutDirection.RightToLeft


def test_words_of_a_story_become_a_quote_on_the_first_step(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.open_record("story", ids["story"])
    cursor = page.story.text.textCursor()
    cursor.setPosition(0)
    cursor.movePosition(QTextCursor.MoveOperation.WordRight, QTextCursor.MoveMode.KeepAnchor, 2)
    page.story.text.setTextCursor(cursor)
    page.story.mark_button.click()
    settle(session)
    quotes = look(session, lambda library: library.quotes_of(ids["story"]))
    assert quotes[-1].state == "marked" and quotes[-1].text in ARABIC and quotes[-1].language == "ar"
    assert quotes[-1].id in page.overview.quotes.cards


def test_a_quote_goes_on_in_its_story_and_an_approved_one_is_shown_there(page: MemberPage, vault: Any) -> None:
    _session, ids = vault
    marked, approved = (page.overview.quotes.cards[ids[name]] for name in ("marked", "quote"))
    assert (marked.next.text(), approved.next.text()) == ("Clear it", "Show in the story")
    marked.next.click()
    approved.next.click()
    page.open_record("story", ids["story"])
    page.story.work_button.click()
    story = ids["story"]
    assert page.went == [  # type: ignore[attr-defined]
        ("stories", {"story": story, "quote": ids["marked"]}), ("stories", {"story": story, "quote": ""}), ("stories", story)]


def test_editing_the_words_of_a_quote_makes_it_void(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    card = page.overview.quotes.cards[ids["quote"]]
    card.edit.click()
    settle(session)
    assert "state" not in page.record.form.editors  # type: ignore[union-attr]
    page.record.form.editors["text"].box.setPlainText("لم أستطع")  # type: ignore[union-attr]
    page.save()
    settle(session)
    assert card.state.label.text() == "Void after an edit" and card.printed.mark.mark == marks.NO


def test_a_need_moves_on_only_when_it_is_saved(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    card = page.overview.needs.cards[ids["housing"]]
    assert strip_iso(card.due.text()) == "late, was due 4 Mar 2026" and not card.keep.isEnabled()
    card.status.setCurrentIndex(card.codes.index("unmet"))
    settle(session)
    assert look(session, lambda library: library.get(ids["housing"])).status == "new"
    card.why.setText("Sample reason")
    card.keep.click()
    settle(session)
    need = look(session, lambda library: library.get(ids["housing"]))
    assert (need.status, need.closed_why) == ("unmet", "Sample reason") and need.closed is not None
    assert ids["housing"] not in page.overview.needs.cards


def test_the_record_is_edited_in_three_states_with_partial_dates_and_own_questions(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.edit_member()
    settle(session)
    form = page.record.form
    assert form is not None and {"label", "arrived", "gender", QUESTION} <= set(form.editors) and "code" not in form.editors
    form.editors["arrived"].set_raw("2023")
    form.editors["gender"].declined.setChecked(True)
    form.editors[QUESTION].set_value("often")
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    member = look(session, lambda library: library.get(ids[SAMIRA]))
    assert (member.arrived, member.gender, member.answers[QUESTION]) == ("2023", DECLINED, "often")
    assert page.stack.currentWidget() is page.overview


def test_who_changed_what_is_told_in_plain_words(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    session.jobs.write(lambda workspace: workspace.save(workspace.get(ids[SAMIRA]).with_values({"region": "east", "gender": DECLINED})))
    settle(session)
    page.edit_member()
    settle(session)
    lines = [strip_iso(page.record.history.list.item(row).text()) for row in range(page.record.history.list.count())]
    assert any(line.endswith("Anna changed Area in Iceland: from Capital area to East Iceland") for line in lines)
    assert any(line.endswith("Anna changed Gender: Prefer not to say") for line in lines)
    assert lines[-1].endswith("Anna wrote it down")


def history(page: MemberPage) -> list[str]:
    """The lines of the whole history, when and with which record left out."""
    model = page.history.model
    return [strip_iso(model.index(row).data()).split("\n")[1] for row in range(model.rowCount())]


def test_everything_that_happened_is_told_in_one_list_the_newest_first(page: MemberPage, vault: Any) -> None:
    session, ids = vault

    def work(workspace: Workspace) -> None:
        workspace.save(workspace.get(ids["housing"]).with_values({"conversation": None}))
        workspace.undo(workspace.save(workspace.get(ids["housing"]).with_values({"status": "waiting"})))
        workspace.undo(workspace.add_consent(ids[SAMIRA], "quote-anonymous", "withdrawn", how="spoken"))
        workspace.save(workspace.get(ids[SAMIRA]).with_values({"answers": {QUESTION: "often"}}))
        workspace.undo(workspace.save(workspace.get(ids["gift"]).with_values({"archived": True})))

    session.jobs.write(work)
    settle(session)
    QTest.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    key(focused(), Qt.Key.Key_2)  # the person asked: sensitive answers stand there too
    settle(session)
    settle(session)
    told = history(page)
    assert told[:8] == [
        "Anna took it out of the bin", "Anna put it in the bin", "Anna changed Do you sing?: Often",
        "Anna undid this – now: Use my words, without my name – Yes, Spoken", "Anna wrote down: Use my words, without my name – Taken back, Spoken",
        "Anna undid this – now: Status: from Waiting for someone else to Just told",
        "Anna changed Status: from Just told to Waiting for someone else",
        "Anna changed Conversation: from Conversation “1 Mar 2026” to nothing",
    ]
    assert "Anna wrote it down" in told and "· Need “Housing and homelessness”\n" in strip_iso(page.history.model.index(5).data())
    page.history.kind.setCurrentIndex(2)
    settle(session)
    assert len(history(page)) == 5 and all("–" in line for line in history(page))
    page.step_back()
    assert page.stack.currentWidget() is page.overview and page.history.model.rowCount() == 0


def test_a_thousand_changes_are_read_a_page_at_a_time(page: MemberPage, vault: Any) -> None:
    session, ids = vault

    def work(workspace: Workspace) -> None:
        with workspace.atomic():
            for number in range(500):
                workspace.save(workspace.get(ids["housing"]).with_values({"status": ("waiting", "active")[number % 2], "closed_why": str(number)}))

    session.jobs.write(work)
    settle(session)
    page.opening.give("asked")
    settle(session)
    page.opening.show_history()
    settle(session)
    model = page.history.model
    assert model.rowCount() < 300
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        settle(session)
    told = history(page)
    assert len(told) > 1000 and told[0] == "Anna changed Closed because: from 498 to 499" and told[-1] == "Anna wrote it down"
    assert len({line for line in told if "Closed because: from" in line}) == 499


def test_what_makes_no_sense_is_said_on_top_and_at_the_field_and_nothing_is_saved(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.edit_member()
    settle(session)
    page.record.form.editors["arrived"].line.setText("2023-13")  # type: ignore[union-attr]
    page.save()
    settle(session)
    assert page.record.problems.isVisible() and "Came to Iceland" in page.record.problems.text()
    assert page.record.form.editors["arrived"].shown_problem() in page.record.problems.text()  # type: ignore[union-attr]
    assert look(session, lambda library: library.get(ids[SAMIRA])).arrived == "2024-05"


def test_a_change_of_language_keeps_a_half_edited_record(page: MemberPage, vault: Any) -> None:
    session, _ids = vault
    page.edit_member()
    settle(session)
    page.record.form.editors["label"].line.setText("Samira á miðri lei")  # type: ignore[union-attr]
    page.record.form.editors["arrived"].line.setText("20")  # type: ignore[union-attr]
    use("xx")
    page.retranslate()
    assert page.record.raw()["label"] == "Samira á miðri lei" and page.record.raw()["arrived"] == "20"
    assert page.record.save_button.text().startswith("⟦")


def test_leaving_keeps_what_was_typed(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.edit_member()
    settle(session)
    page.record.form.editors["label"].line.setText("Samira önnur")  # type: ignore[union-attr]
    page.leave()
    assert look(session, lambda library: library.get(ids[SAMIRA])).label == "Samira önnur"


def test_half_typed_words_come_back_after_the_page_was_left(page: MemberPage, vault: Any, qtbot: Any) -> None:
    session, ids = vault
    page.overview.needs.add_button.click()
    settle(session)
    page.record.form.editors["asked"].box.setPlainText("A ramp for the front door")  # type: ignore[union-attr]
    page.leave()
    again = MemberPage(session)  # as after a lock: nothing is left of the page before
    qtbot.addWidget(again)
    again.show()
    again.open(ids[SAMIRA])
    again.refresh()
    settle(session)
    assert again.stack.currentWidget() is again.record and again.record.raw()["asked"] == "A ramp for the front door"
    again.record.leave_button.click()
    settle(session)
    assert look(session, lambda library: len(library.of_member(ids[SAMIRA], "need"))) == 3


def test_escape_goes_back_step_by_step(page: MemberPage, vault: Any) -> None:
    session, _ids = vault
    page.edit_member()
    settle(session)
    page.step_back()
    assert page.stack.currentWidget() is page.overview
    page.ask()
    page.step_back()
    assert not page.overview.panel.isVisible() and page.went == []  # type: ignore[attr-defined]
    page.step_back()
    assert page.went == [("people", None)]  # type: ignore[attr-defined]


def test_another_person_shows_nothing_of_the_one_before(page: MemberPage, vault: Any) -> None:
    session, ids = vault
    page.open(ids[TOMASZ])
    page.refresh()
    settle(session)
    assert TOMASZ in texts(page) and SAMIRA not in texts(page)
    assert not page.overview.needs.cards and not page.overview.quotes.cards
