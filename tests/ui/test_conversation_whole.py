"""A conversation as it goes on a real day: an interpreter comes late, a group, a child, somebody who was here before, and wrong input."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel

from models.ages import is_child
from models.consent import Consent
from models.member import Member
from models.need import Need
from models.operation import new_id
from models.question import Question
from models.record import Record
from models.term import Term
from models.values import MOST_LETTERS
from tests.ui.sitting import Key, Mod, Volunteer, session_in
from ui.session import Session

STORY = "My brother Testmundur found me a room. I need a lawyer before Friday. We wait."
TODAY = datetime.date.today().isoformat()


@pytest.fixture
def session(qapp: Any, tmp_path: Path) -> Iterator[Session]:
    with session_in(tmp_path / "vault") as found:
        yield found


@pytest.fixture
def anna(session: Session, qtbot: Any) -> Volunteer:
    return Volunteer(session, qtbot)


def records(anna: Volunteer, kind: str) -> list[Any]:
    found: list[Any] = anna.stored(lambda workspace: workspace.records(kind))
    return found


def line(anna: Volunteer, name: str) -> str:
    return str(anna.part(name).text())  # type: ignore[attr-defined]


def selects(anna: Volunteer, words: str) -> None:
    box = anna.page.steps["story"].text  # type: ignore[attr-defined]
    cursor = box.textCursor()
    at = box.toPlainText().index(words)
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def known(**more: Any) -> tuple[str, list[Record]]:
    """Somebody the association knows, who agreed to be kept and to be counted."""
    who = new_id()
    agreed = [Consent(id=new_id(), member=who, use=use, value="given", date="2026-01-15") for use in ("keep", "statistics")]
    return who, [Member(id=who, label="Testa", **more), *agreed]


# the interpreter ----------------------------------------------------------------------------------------------------------


def test_an_interpreter_who_comes_in_the_middle_is_kept_with_the_conversation_and_the_consents(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.goes_on()
    anna.press(Key.Key_I, Mod.ControlModifier)
    assert anna.focus().objectName() == "top.interpreter"
    anna.types("phone")
    anna.enter()
    anna.tab()
    anna.says("Omar Test")
    assert "Omar Test" in anna.page.top.who.accessibleName()
    draft = anna.page.place()
    anna.page.leave()
    anna.opens(draft)
    assert line(anna, "top.interpreter_name") == "Omar Test"
    anna.saves()
    talk = records(anna, "conversation")[0]
    assert (talk.interpreter, talk.interpreter_name, talk.mode) == ("phone", "Omar Test", "self")
    assert {each.interpreter for each in records(anna, "consent")} == {"Omar Test"}


def test_a_volunteer_of_our_own_is_picked_by_name(anna: Volunteer) -> None:
    name = anna.stored(lambda workspace: workspace.me.name)
    anna.press(Key.Key_I, Mod.ControlModifier)
    anna.types(name[:4].lower())
    anna.enter()
    assert anna.page.top.raw() == {"interpreter": "volunteer", "interpreter_name": name}


def test_a_paper_form_is_kept_under_the_day_that_stands_on_it(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.page.show_step("review")
    for typed, kept in (("2999-01-01", 0), ("2026-01", 0), ("2026-01-15", 1)):
        anna.page.steps["review"].go_to("review.day")
        anna.part("review.day").selectAll()  # type: ignore[attr-defined]
        anna.says(typed)
        anna.press(Key.Key_S, Mod.ControlModifier)
        anna.rests()
        assert len(records(anna, "conversation")) == kept, typed
    assert {each.date for each in (*records(anna, "conversation"), *records(anna, "consent"))} == {"2026-01-15"}


# a group, a child ---------------------------------------------------------------------------------------------------------


def test_in_a_group_each_has_a_part_and_a_yes_of_their_own(anna: Volunteer, session: Session, qtbot: Any) -> None:
    anna.page.top.tongue.pick("pl")
    anna.part("consent.mode").button("group").click()  # type: ignore[attr-defined]
    anna.part("consent.more").click()  # type: ignore[attr-defined]
    anna.part("consent.place").setFocus()
    anna.says("Library")
    anna.page.steps["consent"].first().setFocus()
    anna.consent()
    anna.says("Testa")
    anna.saves()
    anna.enter()  # the next person: the button has the keyboard
    anna.rests()
    assert not anna.page.intake.may_be_kept, "nobody's yes is another's"  # type: ignore[union-attr]
    assert "Testa" in anna.page.group.names.text()
    anna.types("N")
    anna.enter()
    anna.rests()
    anna.enter()
    anna.rests()
    anna.types("Y")
    anna.goes_on()
    anna.says("Tomek")
    assert "Testa" in anna.page.group.names.text()
    anna.press(Key.Key_T, Mod.ControlModifier)
    assert not any("Testa" in each.text() for each in anna.page._turned.findChildren(QLabel))  # type: ignore[union-attr]
    anna.press(Key.Key_Escape)
    draft = anna.page.place()
    anna.page.leave()
    omar = Volunteer(session, qtbot, argument=draft)
    assert "Testa" in omar.page.group.names.text(), "a group waits with its people"
    omar.saves()
    kept = [each for each in records(omar, "conversation") if each.outcome == "saved"]
    declined = [each for each in records(omar, "conversation") if each.outcome == "declined"]
    assert len(kept) == 2 and len({each.member for each in kept}) == 2
    assert {(each.mode, each.place, each.language, each.date) for each in kept} == {("group", "Library", "pl", TODAY)}
    assert len({each.group for each in kept}) == 1 and kept[0].group
    assert [each.group for each in declined] == [None]
    assert sorted(each.label for each in records(omar, "member")) == ["Testa", "Tomek"]


def test_somebody_known_joins_a_group_and_may_leave_it(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    who, before = known()
    with session_in(tmp_path / "vault", *before) as session:
        anna = Volunteer(session, qtbot)
        anna.part("consent.mode").button("family").click()  # type: ignore[attr-defined]
        anna.page.steps["consent"].first().setFocus()
        anna.consent()
        anna.says("Mia")
        anna.saves()
        anna.part("end.known").click()  # type: ignore[attr-defined]
        assert anna.went[-1] == ("people", None)
        anna.opens({"member": who})
        assert "Mia" in anna.page.group.names.text()
        assert anna.page.intake is not None and anna.page.intake.group
        anna.part("group.alone").click()  # type: ignore[attr-defined]
        assert not anna.page.intake.group
        anna.opens(None)
        assert not anna.page.intake.group, "a new conversation is nobody's group"


def test_a_lock_between_two_people_of_a_group_keeps_the_sitting_and_who_interprets(volunteer: Callable[..., Any]) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+N")
    page = anna.page()
    page.steps["consent"].mode.chips.button("group").click()
    page.steps["consent"].first().setFocus()
    anna.presses("Alt+A", "Y", "Ctrl+Return")
    anna.types("Testa")
    anna.presses("Ctrl+S")
    anna.presses("Return")
    anna.presses("Ctrl+I")
    anna.types("phone")
    anna.presses("Return", "Tab")
    anna.types("Omar")
    anna.presses("Ctrl+L")
    assert anna.is_locked()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked() and "interpreter" in (anna.page().intake.conversation if anna.page().intake else {}))
    page = anna.page()
    assert "Testa" in page.group.names.text()
    assert page.intake.mode == "group" and not page.intake.uses
    assert (page.intake.conversation["interpreter"], page.intake.conversation["interpreter_name"]) == ("phone", "Omar")


def test_a_child_is_kept_with_a_guardian_and_its_own_yes(anna: Volunteer) -> None:
    anna.part("consent.mode").button("child").click()  # type: ignore[attr-defined]
    anna.page.steps["consent"].first().setFocus()
    anna.all_points_are_said()
    anna.types("Y")
    assert not anna.page.list.buttons["about"].isEnabled(), "a guardian's name and the child's word come first"
    anna.page.leave()
    assert not anna.stored(lambda workspace: workspace.drafts.all())
    anna.part("consent.guardian").setFocus()
    anna.says("Prufa Test")
    anna.tab()
    anna.types("N")
    assert not anna.page.list.buttons["about"].isEnabled(), "a child's no counts"
    assert anna.part("consent.stop").isVisible()
    anna.part("consent.child_says").setFocus()
    anna.types("Y")
    assert anna.focus().objectName() == "consent.assent"
    anna.says("gott")
    anna.goes_on()
    anna.says("Barn")
    anna.saves()
    given = next(each for each in records(anna, "consent") if each.use == "keep")
    assert (given.given_by, given.guardian, given.assent) == ("guardian", "Prufa Test", "The child says yes too. “gott”")
    assert records(anna, "conversation")[0].mode == "child"


def test_somebody_under_18_does_not_agree_alone(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.part("about.age_band").setFocus()
    anna.types("12")
    anna.enter()
    anna.saves()
    assert "under 18" in anna.focus().accessibleName()
    assert records(anna, "member") == []
    anna.enter()
    assert anna.page.now == "consent"


@pytest.mark.parametrize(("band", "year", "child"), [
    ("12-17", None, True), ("18-24", None, False), ("67+", None, False), (None, 2009, True), (None, 2008, False), (None, None, False),
])
def test_majority_is_18(band: str | None, year: int | None, child: bool) -> None:
    assert is_child(band, year, datetime.date(2026, 12, 1)) is child


# marks in the story -------------------------------------------------------------------------------------------------------


def told(anna: Volunteer, story: str = STORY) -> None:
    anna.consent()
    anna.says("Testa")
    anna.goes_on()
    anna.page.steps["story"].text.setPlainText(story)  # type: ignore[attr-defined]


def test_somebody_else_in_the_story_is_marked_and_found_again(anna: Volunteer) -> None:
    told(anna)
    selects(anna, "Testmundur")
    anna.press(Key.Key_O, Mod.ControlModifier | Mod.ShiftModifier)
    box = anna.page.steps["story"].text  # type: ignore[attr-defined]
    box.setPlainText("Then: " + box.toPlainText())
    selects(anna, "We wait")
    anna.press(Key.Key_O, Mod.ControlModifier | Mod.ShiftModifier)
    anna.page.steps["story"].text.setPlainText(box.toPlainText().replace("We wait.", ""))  # type: ignore[attr-defined]
    anna.saves()
    passage, story = records(anna, "passage"), records(anna, "story")[0]
    assert [(each.words, each.third_person, story.text[each.start:each.end]) for each in passage] == [("Testmundur", True, "Testmundur")]
    assert story.third_persons == "We wait", "words that went from the story are still known to name somebody"


def test_a_need_is_made_of_a_sentence_of_the_story(anna: Volunteer) -> None:
    told(anna)
    anna.press(Key.Key_N, Mod.ControlModifier | Mod.ShiftModifier)
    assert "Select the words" in anna.page.steps["story"].marks.hint.text()  # type: ignore[attr-defined]
    anna.page.list.buttons["needs"].click()
    anna.page.list.buttons["story"].click()
    selects(anna, "I need a lawyer before Friday.")
    anna.press(Key.Key_N, Mod.ControlModifier | Mod.ShiftModifier)
    assert anna.page.list.buttons["needs"].text().endswith("1")
    anna.goes_on()
    assert anna.focus().objectName() == "needs.0.category"
    anna.types("leg")
    anna.enter()
    anna.saves()
    need = records(anna, "need")[0]
    assert (need.category, need.asked) == ("legal-status", "I need a lawyer before Friday.")


# somebody known -----------------------------------------------------------------------------------------------------------


def test_what_was_said_before_stands_there_and_is_confirmed_or_changed(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    who, before = known(preferred_language="pl", region="south", birth_year=1980, interpreter=True)
    open_one, other, done = (new_id() for _each in range(3))
    before += [Need(id=open_one, member=who, category="housing", asked="a flat", opened="2026-02-01", status="active"),
               Need(id=other, member=who, category="violence", asked="secret", opened="2026-02-01"),
               Need(id=done, member=who, category="language", status="met")]
    with session_in(tmp_path / "vault", *before) as session:
        anna = Volunteer(session, qtbot, argument={"member": who})
        row = anna.page.steps["consent"].uses["keep"]  # type: ignore[attr-defined]
        assert "15 Jan 2026" in row.before.text() and row.answer.code() == "given"
        assert "asked for an interpreter" in anna.page.top.note.text()
        anna.page.top.tongue.pick("en")
        anna.goes_on()
        assert (line(anna, "about.preferred_language"), line(anna, "about.region")) == ("Polish", "South Iceland")
        anna.saves()
        assert "Nothing new stands" in anna.focus().accessibleName(), "an empty conversation isn't kept"
        anna.page.show_step("about")
        anna.part("about.region").setFocus()
        anna.part("about.region").selectAll()  # type: ignore[attr-defined]
        anna.types("west")
        anna.enter()
        anna.page.show_step("needs")
        earlier = anna.page.steps["needs"].earlier  # type: ignore[attr-defined]
        assert set(earlier.chips) == {open_one, other}
        assert "secret" not in "".join(each.text() for each in earlier.findChildren(QLabel))
        earlier.chips[open_one].pick("met")
        earlier.chips[other].pick("same")
        anna.page.show_step("review")
        assert any("Before: South Iceland" in each.text().replace("\u2068", "").replace("\u2069", "") for each in anna.page.findChildren(QLabel))
        anna.saves()
        found = records(anna, "member")[0]
        needs = {each.id: each for each in records(anna, "need")}
        consents = records(anna, "consent")
    assert (found.region, found.birth_year, found.preferred_language) == ("west", 1980, "pl")
    assert (needs[open_one].status, needs[open_one].closed, needs[other].status) == ("met", TODAY, "new")
    assert len(needs) == 3 and len(consents) == 2, "nothing is asked twice"


def test_a_draft_that_waited_puts_nothing_back_that_was_changed_meanwhile(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    who, before = known(region="south", gender="woman")
    with session_in(tmp_path / "vault", *before) as session:
        anna = Volunteer(session, qtbot, argument={"member": who})
        anna.goes_on()
        anna.part("about.arrived").setFocus()
        anna.says("2019")
        draft = anna.page.place()
        anna.page.leave()

        def meanwhile(workspace: Any) -> None:
            workspace.save(workspace.get(who).with_values({"region": "west", "gender": None}))
            workspace.add_consent(who, "statistics", "withdrawn")

        anna.stored(meanwhile)
        anna.opens(draft)
        assert line(anna, "about.region") == "West Iceland"
        anna.page.show_step("consent")
        assert anna.page.steps["consent"].uses["statistics"].answer.code() == "refused"  # type: ignore[attr-defined]
        anna.saves()
        found = records(anna, "member")[0]
        state = anna.stored(lambda workspace: [(each.use, each.value) for each in workspace.consents(who)])
    assert (found.region, found.gender, found.arrived) == ("west", None, "2019")
    assert sorted(state) == [("keep", "given"), ("statistics", "given"), ("statistics", "withdrawn")]


# wrong input --------------------------------------------------------------------------------------------------------------


def test_a_story_too_long_to_keep_is_said_at_once_and_nothing_is_lost(anna: Volunteer) -> None:
    told(anna)
    box = anna.page.steps["story"].text  # type: ignore[attr-defined]
    huge = QMimeData()
    huge.setText("long words " * 1_000_000)
    box.insertFromMimeData(huge)
    assert box.toPlainText() == STORY
    assert f"{MOST_LETTERS:,}" in anna.focus().accessibleDescription()
    page = QMimeData()
    page.setHtml("<style>p {color: red}</style><h1>Title</h1><p>First&nbsp;<b>bold</b> words.</p><script>alert(1)</script><img src='x'>")
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.insertFromMimeData(page)
    assert box.toPlainText().endswith("First\u00a0bold words.") or box.toPlainText().rstrip().endswith("bold words.")
    assert "alert" not in box.toPlainText() and "color" not in box.toPlainText()
    assert anna.focus().accessibleDescription() == ""
    anna.saves()
    assert STORY in records(anna, "story")[0].text


def test_dates_in_the_future_or_before_a_birth_are_named(anna: Volunteer) -> None:
    anna.consent()
    anna.says("Testa")
    anna.part("about.age_band").setFocus()
    anna.types("18")
    anna.enter()
    anna.part("about.arrived").setFocus()
    anna.says("1985")
    anna.saves()
    assert "before the person was born" in anna.focus().accessibleName()
    anna.enter()
    assert anna.focus().objectName() == "about.arrived"
    anna.focus().clear()  # type: ignore[attr-defined]
    anna.says(str(datetime.date.today().year + 1))
    anna.saves()
    assert "in the future" in anna.focus().accessibleName()
    anna.enter()
    anna.focus().clear()  # type: ignore[attr-defined]
    anna.says(str(datetime.date.today().year))
    anna.saves()
    assert records(anna, "member")[0].arrived == str(datetime.date.today().year)


def test_a_word_that_was_retired_stays_with_whom_it_was_said_of(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    word = Term(id=new_id(), vocabulary="household", code="own-k7rm2x", labels={"en": "With friends (sample)"})
    who, before = known(household="own-k7rm2x", region="south")
    with session_in(tmp_path / "vault", word, *before) as session:
        session.jobs.write_now(lambda workspace: workspace.save(word.with_values({"retired": True})))
        anna = Volunteer(session, qtbot, argument={"member": who})
        anna.goes_on()
        assert line(anna, "about.household") == "With friends (sample)"
        anna.part("about.arrived").setFocus()
        anna.says("2019")
        anna.saves()
        assert [(each.household, each.arrived) for each in records(anna, "member")] == [("own-k7rm2x", "2019")]


@pytest.mark.parametrize(("kind", "more", "typed", "says"), [
    ("yes-no", {}, "every Friday", "every Friday"),
    ("code", {"options": {"a": {"en": "Aloud"}}}, "every Friday", "Nothing in the list"),
    ("date", {}, "every Friday", "does not exist"),
])
def test_a_question_that_changes_its_kind_while_a_draft_waits_loses_no_answer(
    qapp: Any, tmp_path: Path, qtbot: Any, kind: str, more: dict[str, Any], typed: str, says: str,
) -> None:
    asked = Question(id=new_id(), record_type="member", kind="text", labels={"en": "How often?"})
    with session_in(tmp_path / "vault", asked) as session:
        anna = Volunteer(session, qtbot)
        anna.consent()
        anna.says("Testa")
        anna.part(f"about.{asked.id}").setFocus()
        anna.says(typed)
        draft = anna.page.place()
        anna.page.leave()
        anna.stored(lambda workspace: workspace.save(asked.with_values({"kind": kind, **more})))
        anna.opens(draft)
        anna.saves()
        shown = [each.text() for each in anna.page.findChildren(QLabel) if each.isVisible()] + [anna.focus().accessibleName()]
        if kind == "yes-no":  # it can't be typed there, so it is said above, and asked once more
            shown = [anna.page.leftovers.text()]
            assert records(anna, "member")[0].label == "Testa"
        assert any(says in each for each in shown)


def test_an_answered_question_keeps_its_kind(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    from models.errors import WrongInput

    asked = Question(id=new_id(), record_type="member", kind="text", labels={"en": "How often?"})
    with session_in(tmp_path / "vault", asked) as session:
        anna = Volunteer(session, qtbot)
        anna.consent()
        anna.says("Testa")
        anna.part(f"about.{asked.id}").setFocus()
        anna.says("often")
        anna.saves()
        with pytest.raises(WrongInput):
            anna.stored(lambda workspace: workspace.save(asked.with_values({"kind": "date"})))
        assert records(anna, "member")[0].answers[asked.id] == "often"
