"""The intake as a volunteer meets it: consent first, nothing lost, nothing kept that somebody didn't agree to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton

import locales
from locales import member_words, use
from locales.script import POINTS, read_out
from models.consent import Consent, wording_hash
from models.errors import PlaceFailed
from models.fields import DECLINED
from models.member import Member
from models.operation import new_id
from models.question import Question
from models.term import Term
from storage.drafts import Drafts
from tests.ui.sitting import Key, Mod, Volunteer, session_in, until
from ui import language
from ui.pages.conversation.intake import STEPS, Intake
from ui.pages.conversation.step import second_column
from ui.session import Session
from ui.widgets.reading_order import stops

STORY = "I waited a year.\nNobody told me why."
ARABIC_STORY = "وصلت في 2019."


@pytest.fixture
def session(qapp: Any, tmp_path: Path) -> Iterator[Session]:
    language.choose(qapp, "en")
    with session_in(tmp_path / "vault") as found:
        yield found
    language.choose(qapp, "en")


@pytest.fixture
def anna(session: Session, qtbot: Any) -> Volunteer:
    return Volunteer(session, qtbot)


def counts(anna: Volunteer) -> dict[str, int]:
    kinds = ("member", "consent", "conversation", "story", "quote", "need", "contribution")
    return {kind: anna.stored(lambda workspace, kind=kind: workspace.count(kind)) for kind in kinds}


# consent ------------------------------------------------------------------------------------------------------------------


def test_the_script_is_short_enough_to_be_said_whole() -> None:
    said = " ".join(POINTS).format(association="Raddir")
    assert len(POINTS) == 5
    assert len(said.split()) <= 60


def test_nothing_but_the_consent_is_open_before_the_yes(anna: Volunteer) -> None:
    assert [name for name in STEPS if anna.page.list.buttons[name].isEnabled()] == ["consent"]
    anna.goes_on()
    assert anna.page.now == "consent"
    anna.types("Y")
    assert all(button.isEnabled() for button in anna.page.list.buttons.values())
    anna.page.list.buttons["gives"].click()
    assert anna.page.now == "gives"


def test_a_letter_answers_and_goes_to_the_next_use(anna: Volunteer) -> None:
    anna.types("ynu3")
    anna.page._store()
    assert anna.page.intake is not None
    assert anna.page.intake.uses == {"keep": "given", "statistics": "refused", "quote-anonymous": "not-asked", "contact": "not-asked"}


def test_no_to_keeping_stops_kindly_and_only_counts(anna: Volunteer) -> None:
    anna.types("N")
    assert "Nothing of this conversation is kept" in anna.focus().accessibleDescription()
    anna.enter()
    anna.rests()
    assert anna.keys == 2
    assert counts(anna) == {"member": 0, "consent": 0, "conversation": 1, "story": 0, "quote": 0, "need": 0, "contribution": 0}
    only = anna.stored(lambda workspace: workspace.records("conversation"))[0]
    assert {name: value for name, value in only.values().items() if name != "volunteer"} == {"outcome": "declined"}
    assert anna.page.finished.heading.text() == "Nothing was kept"
    assert not anna.stored(lambda workspace: workspace.drafts.all())


def test_who_changes_their_mind_goes_on(anna: Volunteer) -> None:
    anna.types("N")
    anna.tab()
    anna.enter()
    anna.types("Y")
    assert anna.page.list.buttons["about"].isEnabled()
    assert not anna.part("consent.stop").isVisible()


def test_nothing_reaches_the_vault_before_the_yes(anna: Volunteer) -> None:
    anna.all_points_are_said()
    anna.page.leave()
    assert not anna.stored(lambda workspace: workspace.drafts.all())


def test_the_hash_is_of_the_words_that_were_said(anna: Volunteer) -> None:
    anna.page.top.tongue.pick("pl")
    for number in (0, 2):
        anna.part(f"consent.point{number}").click()
    anna.page.steps["consent"].first().setFocus()
    anna.types("YN")
    anna.goes_on()
    anna.says("Testa")
    anna.saves()
    told = anna.stored(lambda workspace: workspace.records("consent"))
    wording = read_out(member_words("pl"), "Samtök prófana", (0, 2), ("keep", "statistics"))
    assert {each.wording for each in told} == {wording_hash(wording)}
    assert {(each.use, each.value, each.language, each.how, each.given_by) for each in told} == {
        ("keep", "given", "pl", "spoken", "self"), ("statistics", "refused", "pl", "spoken", "self")}


def test_a_guardian_is_asked_what_the_child_says(anna: Volunteer) -> None:
    assert not anna.part("consent.assent").isVisible()
    anna.types("Y")
    anna.part("consent.given_by").button("guardian").click()  # type: ignore[attr-defined]
    assert anna.part("consent.assent").isVisible()


# keeping words ------------------------------------------------------------------------------------------------------------


def tell(anna: Volunteer, story: str = STORY) -> None:
    anna.consent()
    anna.says("Testa")
    anna.goes_on()
    anna.page.steps["story"].text.setPlainText(story)


def test_a_draft_is_in_the_vault_within_a_second_of_the_first_letter(anna: Volunteer) -> None:
    anna.consent()
    anna.rests()
    until(lambda: not anna.page.drafts._timer.isActive())
    anna.rests()
    anna.says("T")
    assert anna.page.drafts._timer.isActive()
    assert anna.page.drafts._timer.remainingTime() <= 700
    left = anna.page.drafts._timer.remainingTime()
    QApplication.processEvents()
    anna.says("esta")  # further letters don't put the moment off
    assert anna.page.drafts._timer.remainingTime() <= left
    until(lambda: not anna.page.drafts._timer.isActive(), seconds=3)
    anna.rests()
    kept = anna.stored(lambda workspace: workspace.drafts.all())
    assert [each.data["intake"]["about"]["label"] for each in kept] == ["Testa"]
    assert anna.stored(lambda workspace: workspace.vault.header.unfinished) is True


def test_a_draft_comes_back_with_step_text_and_cursor(anna: Volunteer, session: Session, qtbot: Any) -> None:
    tell(anna)
    box = anna.page.steps["story"].text
    cursor = box.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    anna.press(Key.Key_Right, Mod.AltModifier)
    anna.types("hou")
    anna.tab()
    anna.says("a flat")
    anna.press(Key.Key_Left, Mod.AltModifier)
    box.setTextCursor(cursor)
    draft = anna.page.place()
    anna.page.leave()

    omar = Volunteer(session, qtbot, argument=draft)
    assert omar.page.now == "story"
    back = omar.page.steps["story"].text
    assert back.toPlainText() == STORY
    assert (back.textCursor().anchor(), back.textCursor().position()) == (3, 9)
    assert omar.focus() is back
    omar.press(Key.Key_Right, Mod.AltModifier)
    assert omar.page.steps["needs"].rows.raw()[0]["category"] == "housing"
    assert omar.page.steps["needs"].rows.raw()[0]["asked"] == "a flat"


def test_half_typed_words_of_a_choice_come_back_too(anna: Volunteer, session: Session, qtbot: Any) -> None:
    anna.consent()
    anna.tab()
    anna.says("Xyzzy")
    draft = anna.page.place()
    anna.page.leave()
    omar = Volunteer(session, qtbot, argument=draft)
    assert omar.part("about.preferred_language").text() == "Xyzzy"  # type: ignore[attr-defined]
    assert omar.focus().objectName() == "about.preferred_language"


def test_no_room_on_the_disk_keeps_every_letter_and_tries_again(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(anna)
    anna.rests()
    keep = Drafts.keep
    tries: list[int] = []

    def full(self: Drafts, *given: Any) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise PlaceFailed("No room on the disk; make room and try again.")
        keep(self, *given)

    monkeypatch.setattr(Drafts, "keep", full)
    anna.page.steps["story"].text.appendPlainText("More.")
    anna.page.drafts.keep()
    anna.rests()
    assert anna.page.steps["story"].text.toPlainText() == STORY + "\nMore."
    assert anna.page.drafts._timer.isActive()
    anna.page.leave()
    kept = anna.stored(lambda workspace: workspace.drafts.all())
    assert kept[0].data["intake"]["story"]["text"] == STORY + "\nMore."


def test_saving_throws_the_draft_in_the_same_act(anna: Volunteer) -> None:
    tell(anna)
    anna.page.drafts.keep_now()
    assert anna.stored(lambda workspace: workspace.drafts.all())
    anna.saves()
    assert not anna.stored(lambda workspace: workspace.drafts.all())
    assert anna.stored(lambda workspace: workspace.vault.header.unfinished) is False
    code = anna.stored(lambda workspace: workspace.records("member"))[0].code
    assert anna.page.finished.code.text() == code
    anna.enter()
    assert anna.went[-1][0] == "member"


def test_a_failed_save_keeps_everything_and_says_one_sentence(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.workspace import Workspace
    from ui.messages import messages

    said: list[Any] = []
    messages.trouble.connect(said.append)
    tell(anna)
    with monkeypatch.context() as broken:
        def full(self: Workspace, records: Any) -> None:
            raise PlaceFailed("No room on the disk; make room and try again.")

        broken.setattr(Workspace, "save_all", full)
        anna.saves()
    messages.trouble.disconnect(said.append)
    assert str(said[-1]) == "No room on the disk; make room and try again."
    assert counts(anna)["member"] == 0
    assert anna.page.steps["story"].text.toPlainText() == STORY
    anna.saves()
    assert counts(anna)["story"] == 1


# problems -----------------------------------------------------------------------------------------------------------------


def test_only_the_name_is_needed_and_says_so_in_both_places(anna: Volunteer) -> None:
    anna.consent()
    anna.saves()
    assert anna.page.now == "review"
    leads = anna.focus()
    assert isinstance(leads, QPushButton)
    sentence = leads.accessibleName()
    assert "What to call the person" in sentence
    anna.enter()
    assert anna.focus().objectName() == "about.label"
    assert anna.focus().accessibleDescription() == sentence
    anna.says("Testa")
    assert anna.focus().accessibleDescription() == ""
    anna.saves()
    assert counts(anna) == {"member": 1, "consent": 4, "conversation": 1, "story": 0, "quote": 0, "need": 0, "contribution": 0}


def test_a_date_that_does_not_exist_is_named_with_its_field(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.part("about.arrived").setFocus()
    anna.says("2019-13")
    anna.saves()
    assert "Came to Iceland" in anna.focus().accessibleName()
    anna.enter()
    assert anna.focus().objectName() == "about.arrived"
    anna.focus().clear()  # type: ignore[attr-defined]
    anna.says("2019-03")
    anna.saves()
    assert anna.stored(lambda workspace: workspace.records("member"))[0].arrived == "2019-03"


def test_a_need_without_a_kind_is_not_lost_and_not_saved(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.page.list.buttons["needs"].click()
    anna.tab()
    anna.says("a flat")
    anna.saves()
    anna.enter()
    assert anna.focus().objectName() == "needs.0.category"
    anna.types("hou")
    anna.enter()
    anna.saves()
    need = anna.stored(lambda workspace: workspace.records("need"))[0]
    assert (need.category, need.asked, need.status) == ("housing", "a flat", "new")


# answers ------------------------------------------------------------------------------------------------------------------


def test_declined_not_asked_and_answered_stay_three_things(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.part("about.age_band.declined").click()
    anna.part("about.region").setFocus()
    anna.types("cap")
    anna.enter()
    anna.saves()
    who = anna.stored(lambda workspace: workspace.records("member"))[0]
    assert who.age_band is DECLINED
    assert who.region == "capital"
    assert who.gender is None


def test_the_language_said_about_the_person_leads_the_second_column(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.tab()
    anna.types("ar")
    anna.enter()
    assert anna.page.top.tongue.code() == "ar"
    anna.goes_on()
    anna.says("x")
    anna.saves()
    assert anna.stored(lambda workspace: workspace.records("story"))[0].language == "ar"
    assert anna.stored(lambda workspace: workspace.records("conversation"))[0].language == "ar"


def test_the_language_chosen_above_is_not_asked_again(anna: Volunteer) -> None:
    anna.page.top.tongue.pick("uk")
    anna.page.steps["consent"].first().setFocus()
    anna.consent()
    assert anna.part("about.preferred_language").text() == "Ukrainian"  # type: ignore[attr-defined]


def test_own_questions_are_asked_in_their_step_and_kept(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    hair, walk, ride = new_id(), new_id(), new_id()
    questions = (
        Question(id=hair, record_type="member", kind="yes-no", labels={"en": "Do you have children at school?", "ar": "هل لديك أطفال؟"}),
        Question(id=walk, record_type="need", kind="text", labels={"en": "Since when?"}),
        Question(id=ride, record_type="story", kind="code", options={"a": {"en": "Aloud"}, "b": {"en": "In writing"}}, labels={"en": "How told?"}),
    )
    with session_in(tmp_path / "vault", *questions) as session:
        anna = Volunteer(session, qtbot)
        anna.consent()
        anna.says("Testa")
        assert any(label.text() == "Do you have children at school?" and label.isVisible() for label in anna.page.findChildren(QLabel))
        anna.part(f"about.{hair}").setFocus()
        anna.types("y")
        anna.goes_on()
        anna.says("Words.")
        anna.part(f"story.{ride}").setFocus()
        anna.types("wri")
        anna.enter()
        anna.goes_on()
        anna.types("hou")
        anna.tab()
        anna.part(f"needs.0.{walk}").setFocus()
        anna.says("March")
        anna.saves()
        found = {kind: anna.stored(lambda workspace, kind=kind: workspace.records(kind))[0].answers for kind in ("member", "story", "need")}
    assert (found["member"][hair], found["story"][ride], found["need"][walk]) == (True, "b", "March")


def test_own_questions_of_a_conversation_and_of_what_somebody_gives(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    where, often = new_id(), new_id()
    questions = (
        Question(id=where, record_type="conversation", kind="text", labels={"en": "In which room?"}),
        Question(id=often, record_type="contribution", kind="score", labels={"en": "How sure is it?"}),
    )
    with session_in(tmp_path / "vault", *questions) as session:
        anna = Volunteer(session, qtbot)
        anna.part(f"consent.{where}").setFocus()
        anna.says("The library (sample)")
        anna.page.steps["consent"].first().setFocus()
        anna.consent()
        anna.says("Testa")
        anna.page.show_step("gives")
        anna.types("vol")
        anna.tab()
        anna.part(f"gives.0.{often}").setFocus()
        anna.says("0.5")
        anna.saves()
        found = {kind: anna.stored(lambda workspace, kind=kind: workspace.records(kind))[0].answers for kind in ("conversation", "contribution")}
    assert (found["conversation"][where], found["contribution"][often]) == ("The library (sample)", Decimal("0.5"))


def test_a_word_of_the_associations_own_is_chosen_by_typing_it_and_stays_when_it_is_retired_meanwhile(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    meals = Term(id=new_id(), vocabulary="need-category", code="own-k7rm2x", labels={"en": "School meals", "ar": "وجبات مدرسية"},
                 group="group-family")
    with session_in(tmp_path / "vault", meals) as session:
        anna = Volunteer(session, qtbot)
        anna.consent()
        anna.says("Testa")
        anna.goes_on()
        anna.says("Words.")
        anna.goes_on()
        anna.types("meals")
        anna.enter()
        session.jobs.write_now(lambda workspace: workspace.save(meals.with_values({"retired": True})))
        anna.saves()
        need = anna.stored(lambda workspace: workspace.records("need"))[0]
    assert need.category == "own-k7rm2x", "retired while it was being typed: what was chosen stays"


def test_a_name_of_marks_and_overrides_breaks_nothing(anna: Volunteer) -> None:
    strange = "\u0301\u0302 \u202eevil\u202c \u0000\u0007ab"
    anna.consent()
    line = anna.part("about.label")
    assert isinstance(line, QLineEdit)
    line.setText(strange)
    assert anna.page.who.text().startswith("\u2068")
    assert anna.page.who.text().endswith("\u2069")
    anna.saves()
    kept = anna.stored(lambda workspace: workspace.records("member"))[0].label
    assert kept is not None
    assert "\x00" not in kept
    assert "\x07" not in kept


# story and quotes ---------------------------------------------------------------------------------------------------------


def direction_of(box: QPlainTextEdit) -> Qt.LayoutDirection:
    return box.document().defaultTextOption().textDirection()


def test_the_box_is_written_as_the_language_is_and_can_be_turned(anna: Volunteer) -> None:
    anna.page.top.tongue.pick("ar")
    anna.page.steps["consent"].first().setFocus()
    tell(anna, "2019")
    box = anna.page.steps["story"].text
    assert direction_of(box) == Qt.LayoutDirection.RightToLeft
    anna.press(Key.Key_X, Mod.ControlModifier | Mod.ShiftModifier)
    assert direction_of(box) == Qt.LayoutDirection.LeftToRight
    assert box.toPlainText() == "2019"


def test_tab_leaves_the_story_and_paste_is_plain(anna: Volunteer) -> None:
    tell(anna, "")
    box = anna.page.steps["story"].text
    rich = QMimeData()
    rich.setHtml("<b>bold</b> words")
    rich.setText("bold words")
    box.insertFromMimeData(rich)
    assert box.toPlainText() == "bold words"
    assert "<b>" not in box.document().toHtml() and "font-weight:700" not in box.document().toHtml()
    anna.tab()
    assert anna.focus() is not box


def test_marked_words_become_a_quote_with_the_story(anna: Volunteer) -> None:
    tell(anna)
    cursor = anna.page.steps["story"].text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(16, QTextCursor.MoveMode.KeepAnchor)
    anna.page.steps["story"].text.setTextCursor(cursor)
    anna.press(Key.Key_Q, Mod.ControlModifier | Mod.ShiftModifier)
    anna.press(Key.Key_Q, Mod.ControlModifier | Mod.ShiftModifier)
    anna.saves()
    quote = anna.stored(lambda workspace: workspace.records("quote"))
    story = anna.stored(lambda workspace: workspace.records("story"))[0]
    assert [(each.text, each.state, each.story) for each in quote] == [("I waited a year.", "marked", story.id)]


def test_a_quote_taken_away_is_not_kept(anna: Volunteer) -> None:
    tell(anna)
    anna.page.steps["story"].text.selectAll()
    anna.press(Key.Key_Q, Mod.ControlModifier | Mod.ShiftModifier)
    anna.part("story.quote0").click()  # type: ignore[attr-defined]
    anna.saves()
    assert counts(anna)["quote"] == 0


# needs and gives ----------------------------------------------------------------------------------------------------------


def test_the_due_day_follows_the_urgency_until_it_is_chosen(anna: Volunteer) -> None:
    import datetime

    anna.consent()
    anna.says("Testa")
    anna.page.list.buttons["needs"].click()
    anna.types("hou")
    anna.tab(2)
    anna.types("2")
    today = datetime.date.today()
    due = anna.part("needs.0.due")
    assert due.text() == (today + datetime.timedelta(days=3)).isoformat()  # type: ignore[attr-defined]
    anna.tab()
    anna.types("3")
    assert due.text() == (today + datetime.timedelta(days=14)).isoformat()  # type: ignore[attr-defined]
    anna.part("needs.0.urgency").setFocus()
    anna.types("1")
    assert due.text() == (today + datetime.timedelta(days=14)).isoformat()  # type: ignore[attr-defined]


def test_a_contribution_needs_no_hours_and_takes_them(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.page.list.buttons["gives"].click()
    anna.types("vol")
    anna.tab(2)
    anna.types("12")
    anna.tab()
    anna.says("2021")
    anna.enter()
    anna.types("int")
    anna.enter()
    anna.saves()
    gifts = sorted(anna.stored(lambda workspace: workspace.records("contribution")), key=lambda each: each.type)
    assert [(each.type, each.hours, each.since) for each in gifts] == [("interpreting", None, None), ("volunteering", Decimal(12), "2021")]


def test_a_row_can_be_changed_and_removed(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.page.list.buttons["needs"].click()
    for kind in ("hou", "lan"):
        anna.types(kind)
        anna.enter()
        anna.enter()
    rows = anna.page.steps["needs"].rows
    assert [row.is_open() for row in rows.rows] == [False, False, True]
    rows.rows[0].change.click()
    assert anna.focus().objectName() == "needs.0.category"
    rows.rows[0].remove.click()
    assert [row["category"] for row in rows.raw()] == ["language"]


# two languages ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def arabic_members(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalog of members' words in Arabic, whatever state the real one is in."""
    import gettext

    class Said(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return f"عربي {message}"

        def pgettext(self, context: str, message: str) -> str:
            return f"عربي {message}"

    whole = locales.member_words

    def words(code: str) -> locales.Words:
        return locales.Words(locales.language("ar"), Said()) if code == "ar" else whole(code)

    import ui.pages.conversation.step as step
    monkeypatch.setattr(step, "member_words", words)
    monkeypatch.setattr(step, "has_catalog", lambda code: code in ("ar", "en"))


def test_each_column_has_its_own_direction_in_either_window(anna: Volunteer, arabic_members: None, qapp: Any) -> None:
    anna.page.top.tongue.pick("ar")
    anna.page.steps["consent"].first().setFocus()
    anna.consent()
    row = anna.page.steps["about"].rows["age_band"]
    assert row.volunteer.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert row.member.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert row.same.text() == "عربي How old are you, roughly?"
    assert row.question.text() == "How old are you, roughly?"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert row.volunteer.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert row.member.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_columns_stack_where_there_is_no_room(anna: Volunteer, arabic_members: None) -> None:
    anna.page.top.tongue.pick("ar")
    anna.page.steps["consent"].first().setFocus()
    anna.consent()
    row = anna.page.steps["about"].rows["age_band"]
    assert not row.stacked
    anna.window.resize(683, 384)
    until(lambda: row.stacked and row.member.geometry().top() >= row.volunteer.geometry().bottom())


def test_a_language_without_words_says_so_kindly(anna: Volunteer) -> None:
    anna.page.top.tongue.pick("ti")
    assert "Raddir has no words in this language yet" in anna.page.top.note.text()
    assert anna.page.intake is not None
    assert second_column(anna.page.intake) is None  # English stands in the window already


def test_words_nobody_reviewed_are_marked(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    import ui.pages.conversation.top as frame

    monkeypatch.setattr(frame, "has_catalog", lambda _code: True)
    anna.page.top.tongue.pick("lt")
    assert "not reviewed by a native speaker" in anna.page.top.note.text()
    anna.page.top.tongue.pick("en")
    assert anna.page.top.note.text() == ""


def test_changing_the_language_keeps_every_letter_cursor_and_focus(anna: Volunteer, qapp: Any) -> None:
    tell(anna, ARABIC_STORY)
    box = anna.page.steps["story"].text
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    before = anna.page.next.text()
    language.choose(qapp, "xx")
    until(lambda: anna.page.next.text() != before)
    assert anna.page.next.text().startswith("⟦")
    assert box.toPlainText() == ARABIC_STORY
    assert box.textCursor().position() == 4
    assert anna.focus() is box
    anna.page.list.buttons["about"].click()
    assert anna.part("about.label").text() == "Testa"  # type: ignore[attr-defined]
    language.choose(qapp, "en")
    until(lambda: anna.page.next.text() == before)
    assert use("en").code == "en"


def test_the_screen_turned_to_the_member_shows_one_question_alone(anna: Volunteer, arabic_members: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import ui.pages.conversation as page
    import ui.pages.conversation.step as step

    monkeypatch.setattr(page, "member_words", step.member_words)
    anna.page.top.tongue.pick("ar")
    anna.page.steps["consent"].first().setFocus()
    tell(anna, "secret words")
    anna.press(Key.Key_T, Mod.ControlModifier)
    turned = anna.page._turned
    assert turned is not None
    shown = [label.text() for label in turned.findChildren(QLabel)]
    assert shown == ["عربي What would you like decision makers to understand?"]
    assert turned.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert turned.geometry() == anna.window.rect()
    anna.press(Key.Key_Escape)
    assert anna.page._turned is None
    assert anna.focus() is anna.page.steps["story"].text


# somebody known -----------------------------------------------------------------------------------------------------------


def test_somebody_known_is_not_asked_again_and_keeps_what_was_not_asked(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    who = new_id()
    before = (
        Member(id=who, label="Testa", preferred_language="pl", birth_year=1980, region="south"),
        Consent(id=new_id(), member=who, use="keep", value="given", date="2026-01-01"),
        Consent(id=new_id(), member=who, use="contact", value="given", date="2026-01-01"),
    )
    with session_in(tmp_path / "vault", *before) as session:
        anna = Volunteer(session, qtbot, argument={"member": who})
        assert anna.page.list.buttons["about"].isEnabled()
        anna.part("consent.contact").setFocus()
        anna.types("N")
        anna.goes_on()
        assert anna.part("about.label").text() == "Testa"  # type: ignore[attr-defined]
        anna.saves()
        kept = anna.stored(lambda workspace: workspace.records("member"))
        told = anna.stored(lambda workspace: workspace.consents(who))
    assert [(each.label, each.birth_year, each.region) for each in kept] == [("Testa", 1980, "south")]
    assert sorted((each.use, each.value) for each in told) == [("contact", "given"), ("contact", "refused"), ("keep", "given")]


def test_an_intake_survives_json_letter_for_letter() -> None:
    import json

    intake = Intake(language="fa", about={"label": "ی\u200cک", "age_band": {"declined": True}}, needs=[{"category": {"typed": "hü"}}],
                    quotes=[{"id": "1", "text": "“a”\n\u202eb"}], said=[0, 4], uses={"keep": "given"})
    assert Intake.from_draft(json.loads(json.dumps(intake.as_draft()))) == intake
    assert Intake.from_draft({**intake.as_draft(), "of_a_later_release": 1}) == intake


def test_leaving_for_now_goes_home_with_the_draft_kept(anna: Volunteer) -> None:
    tell(anna)
    anna.page.later.click()
    assert anna.went == [("home", None)]
    assert len(anna.stored(lambda workspace: workspace.drafts.all())) == 1


# for everybody ------------------------------------------------------------------------------------------------------------


def filled(anna: Volunteer) -> None:
    """A conversation with something in every step."""
    tell(anna)
    anna.goes_on()
    anna.types("hou")
    anna.tab()
    anna.enter()
    anna.goes_on()
    anna.types("vol")
    anna.enter()
    anna.rests()


@pytest.mark.parametrize("step", STEPS)
def test_everything_on_a_step_has_a_name_and_room_for_a_finger(anna: Volunteer, step: str, qapp: Any) -> None:
    from ui import theme

    theme.apply(qapp, dark=False)
    filled(anna)
    anna.page.show_step(step)
    for code in ("en", "xx"):
        language.choose(qapp, code)
        until(lambda: True)
        for part in stops(anna.page):
            if part.isVisible():
                interface = QAccessible.queryAccessibleInterface(part)
                assert interface.text(QAccessible.Text.Name), (step, part.objectName(), type(part))
                assert min(part.width(), part.height()) >= 26, (step, part.objectName(), part.size())


@pytest.mark.parametrize("step", STEPS)
def test_tab_goes_in_reading_order(anna: Volunteer, step: str) -> None:
    filled(anna)
    anna.page.show_step(step)
    expected = [part for part in stops(anna.page) if part.isVisible() and part.isEnabled()]
    expected[0].setFocus()
    walked = [anna.focus()]
    for _each in range(len(expected) - 1):
        anna.tab()
        walked.append(anna.focus())
    assert walked == expected
    inside = [part for part in expected if anna.page.stack.isAncestorOf(part)]
    tops = [part.mapTo(anna.page, part.rect().bottomLeft()).y() for part in inside]
    assert all(after > before - 40 for before, after in pairwise(tops))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("size", "text"), [((968, 480), 100), ((1310, 560), 200), ((627, 330), 100)])
def test_no_step_is_wider_than_the_window(anna: Volunteer, step: str, size: tuple[int, int], text: int, qapp: Any) -> None:
    from ui import theme

    theme.apply(qapp, dark=False, size=text)
    filled(anna)
    language.choose(qapp, "xx")
    anna.window.resize(*size)
    anna.page.show_step(step)
    shown = anna.page.steps[step]
    until(lambda: shown.widget().width() <= shown.viewport().width(), seconds=5)
    assert anna.window.width() == size[0]
    assert anna.page.rect().contains(anna.page.next.mapTo(anna.page, anna.page.next.rect().bottomRight()))
    theme.apply(qapp, dark=False)


def test_opening_somebody_known_and_leaving_leaves_nothing_unfinished(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    who = new_id()
    before = (Member(id=who, label="Testa"), Consent(id=new_id(), member=who, use="keep", value="given", date="2026-01-01"))
    with session_in(tmp_path / "vault", *before) as session:
        anna = Volunteer(session, qtbot, argument={"member": who})
        assert anna.page.place() == {"member": who}
        anna.goes_on()
        anna.page.leave()
        assert not anna.stored(lambda workspace: workspace.drafts.all())
        anna.says("a")
        anna.page.leave()
        kept = anna.stored(lambda workspace: workspace.drafts.all())
    assert [(each.member, each.step) for each in kept] == [(who, "about")]
