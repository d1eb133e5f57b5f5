"""Own questions: an association adds, changes and retires them without a programmer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from locales import strip_iso, use
from models.question import Question
from storage.workspace import Workspace
from tests.ui.people_vault import SAMIRA, fill, opened, settle, texts
from ui.pages.member import MemberPage
from ui.pages.questions import QuestionsPage
from ui.session import Session


def in_two_languages(workspace: Workspace) -> dict[str, str]:
    workspace.save(workspace.association().with_values({"languages": ("en", "ar")}))
    return fill(workspace)


@pytest.fixture
def vault(qapp: Any, tmp_path: Path) -> Iterator[tuple[Session, dict[str, str]]]:
    use("en")
    with opened(tmp_path / "vault", in_two_languages) as found:
        yield found
    use("en")


@pytest.fixture
def page(vault: tuple[Session, dict[str, str]], qtbot: Any) -> QuestionsPage:
    made = QuestionsPage(vault[0])
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.refresh()
    settle(vault[0])
    return made


def kept(session: Session) -> list[Question]:
    told: list[Any] = []
    session.jobs.read(lambda library: library.records("question"), told.append)
    settle(session)
    found: list[Question] = told[0]
    return found


def add_a_choice(page: QuestionsPage, session: Session) -> Question:
    page.add_button.click()
    form = page.form
    form.kind.choose("code")
    form.words["en"].setText("Do you sing?")
    form.words["ar"].setText("هل تغني؟")
    form.own.lines[0]["en"].setText("Often")
    form.own.lines[0]["ar"].setText("غالبًا")
    form.own.lines[1]["en"].setText("Never")
    form.sensitivity.choose("ordinary")
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(session)
    return kept(session)[-1]


def test_the_empty_page_says_why_little_is_asked_and_has_one_way_on(page: QuestionsPage) -> None:
    assert "Raddir asks little by itself" in texts(page) and not page.table.isVisible()
    assert not page.edit_button.isEnabled() and not page.retire_button.isEnabled()


def test_a_choice_of_our_own_in_the_languages_of_the_association(page: QuestionsPage, vault: Any) -> None:
    session, _ids = vault
    question = add_a_choice(page, session)
    assert (question.record_type, question.kind, question.sensitivity) == ("member", "code", "ordinary")
    assert question.labels == {"en": "Do you sing?", "ar": "هل تغني؟"}
    assert question.options == {"answer-1": {"en": "Often", "ar": "غالبًا"}, "answer-2": {"en": "Never"}}
    assert page.table.isVisible() and page.model.index(0, 0).data() == "Do you sing?"
    use("ar")
    assert page.model.index(0, 0).data() == "هل تغني؟"


def test_a_new_question_stands_in_the_record_at_once(page: QuestionsPage, vault: Any, qtbot: Any) -> None:
    session, ids = vault
    question = add_a_choice(page, session)
    member = MemberPage(session)
    qtbot.addWidget(member)
    member.open(ids[SAMIRA])
    member.refresh()
    settle(session)
    member.edit_member()
    settle(session)
    assert question.id in member.record.form.editors  # type: ignore[union-attr]


def test_a_question_takes_its_answers_from_a_list_of_raddir(page: QuestionsPage, vault: Any) -> None:
    session, _ids = vault
    page.new()
    page.form.kind.choose("codes")
    page.form.words["en"].setText("Which languages do you teach?")
    page.form.list.setCurrentIndex(1)
    assert not page.form.own.isVisible()
    page.form.save_button.click()
    settle(session)
    assert (kept(session)[-1].vocabulary, kept(session)[-1].options) == ("language", None)


def test_without_a_mark_the_answers_count_as_identifying(page: QuestionsPage, vault: Any) -> None:
    session, _ids = vault
    page.new()
    page.form.words["ar"].setText("سؤال")
    page.form.save_button.click()
    settle(session)
    assert kept(session)[-1].sensitivity == "identifying"


def test_what_is_missing_is_said_and_nothing_is_kept(page: QuestionsPage, vault: Any) -> None:
    session, _ids = vault
    page.new()
    page.form.kind.choose("code")
    page.form.save_button.click()
    settle(session)
    assert "at least one language" in page.form.problems.text() and "at least two answers" in page.form.problems.text()
    assert kept(session) == []


def test_an_answer_once_offered_cannot_be_emptied_but_its_words_can_change(page: QuestionsPage, vault: Any) -> None:
    session, _ids = vault
    add_a_choice(page, session)
    page.edit_button.click()
    page.form.own.lines[2]["en"].setText("Sometimes")
    page.form.own.lines[0]["en"].setText("")
    page.form.own.lines[0]["ar"].setText("")
    page.form.save_button.click()
    assert "offered once stays" in page.form.problems.text()
    page.form.own.lines[0]["en"].setText("Very often")
    page.form.save_button.click()
    settle(session)
    assert kept(session)[-1].options == {"answer-1": {"en": "Very often"}, "answer-2": {"en": "Never"}, "answer-3": {"en": "Sometimes"}}


def test_a_retired_question_is_no_longer_asked_and_can_be_asked_again(page: QuestionsPage, vault: Any) -> None:
    session, _ids = vault
    question = add_a_choice(page, session)
    page.retire_button.click()
    settle(session)
    assert kept(session)[-1].retired is True
    assert strip_iso(session.undo.done[-1].text()) == "“Do you sing?” is no longer asked; its answers stay."
    session.undo.undo()
    settle(session)
    assert kept(session)[-1] == question
    page.refresh()
    settle(session)
    page.retire_button.click()
    settle(session)
    page.refresh()
    settle(session)
    assert page.retire_button.text() == "Ask it again" and page.model.index(0, 4).data() == "no longer asked"


def test_a_change_of_language_keeps_a_half_written_question(page: QuestionsPage) -> None:
    page.new()
    page.form.words["en"].setText("Half a quest")
    page.form.kind.choose("code")
    use("xx")
    page.retranslate()
    assert page.form.words["en"].text() == "Half a quest" and page.form.kind.code() == "code"
    assert page.form.save_button.text().startswith("⟦")


def ask(session: Session, *questions: Question) -> list[Question]:
    session.jobs.write_now(lambda workspace: workspace.save_all(questions))
    settle(session)
    return kept(session)


def test_a_question_that_was_answered_keeps_its_kind_and_says_so(page: QuestionsPage, vault: Any) -> None:
    session, ids = vault
    [question] = ask(session, Question(record_type="member", kind="text", labels={"en": "Do you sing?"}))
    page.refresh()
    settle(session)
    page.edit_button.click()
    assert page.form.kind.isEnabled() and not page.form.fixed.isVisible(), "nobody answered: it may still be put right"
    page.form.kind.choose("yes-no")
    page.form.save_button.click()
    settle(session)
    assert kept(session)[0].kind == "yes-no"
    session.jobs.write_now(lambda workspace: workspace.save(workspace.get(ids[SAMIRA]).with_values({"answers": {question.id: True}})))
    page.refresh()
    settle(session)
    page.edit_button.click()
    assert not page.form.kind.isEnabled() and not page.form.of.isEnabled()
    assert page.form.fixed.isVisible() and "its answers keep their form" in page.form.fixed.text()


def test_questions_are_put_in_order_by_keys_among_those_of_the_same_record(page: QuestionsPage, vault: Any) -> None:
    session, _ids = vault
    ask(session, *(Question(record_type=of, kind="text", labels={"en": text})
                   for of, text in (("member", "First?"), ("need", "Of a need?"), ("member", "Second?"), ("member", "Third?"))))
    page.refresh()
    settle(session)
    assert [page.model.index(row, 0).data() for row in range(4)] == ["First?", "Second?", "Third?", "Of a need?"]
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(2, 0))
    assert not page.down_button.isEnabled() and page.up_button.isEnabled()
    QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(session)
    page.refresh()
    settle(session)
    assert [page.model.index(row, 0).data() for row in range(4)] == ["First?", "Third?", "Second?", "Of a need?"]
    assert page.table.currentIndex().row() == 1
    asked: list[Any] = []
    session.jobs.read(lambda library: [(each.labels or {})["en"] for each in library.questions("member")], asked.extend)
    settle(session)
    assert asked == ["First?", "Third?", "Second?"], "forms ask in the same order"
    session.undo.undo()
    settle(session)
    page.refresh()
    settle(session)
    assert [page.model.index(row, 0).data() for row in range(3)] == ["First?", "Second?", "Third?"]
