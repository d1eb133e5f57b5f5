"""One person who was written down twice: a quiet hint while typing, two records side by side, joined, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from models.consent import state
from models.member import Member
from models.need import Need
from models.operation import new_id
from models.story import Story
from tests.people import member
from tests.ui.accessibility import nameless
from tests.ui.robots import Volunteer
from ui import language, theme
from ui.pages.conversation import ConversationPage
from ui.pages.conversation.about import AboutStep
from ui.pages.member import MemberPage
from ui.pages.two_records import TwoRecordsPage

Sit = Callable[..., Volunteer]


def stored(anna: Volunteer, work: Callable[[Any], Any]) -> Any:
    return anna.window.session.jobs.write_now(work)


class Twice:
    """Somebody who was written down twice, and a volunteer before the window."""

    def __init__(self, volunteer: Sit, size: tuple[int, int] = (1366, 690)) -> None:
        self.anna = volunteer(size=size)
        self.anna.sets_up()
        one, first = member("Samira Prófdóttir", ("keep", "statistics", "contact"), preferred_language="ar", birth_year=1988, region="capital")
        other, second = member("Sameera Profdottir", ("keep", "statistics"), preferred_language="ar", spoken_languages=("en", "fr"), origin="SY")
        self.anna.has(*first, *second, Story(id=new_id(), member=one, text="told first"), Story(id=new_id(), member=other, text="told again"),
                      Need(id=new_id(), member=other, category="housing"))
        stored(self.anna, lambda workspace: workspace.add_consent(other, "contact", "refused"))
        self.stays, self.goes = min(one, other), max(one, other)
        self.one, self.other = one, other

    def code(self, who: str) -> str:
        return cast(Member, stored(self.anna, lambda workspace: workspace.get(who))).code or ""


def test_the_member_page_hints_one_key_lays_them_side_by_side_one_joins_and_undo_parts(volunteer: Sit) -> None:
    case = Twice(volunteer)
    anna = case.anna
    before = stored(anna, lambda workspace: workspace.digest())
    codes = case.code(case.stays), case.code(case.goes)
    anna.window.go("member", case.goes)
    anna.waits()
    hint = cast(MemberPage, anna.page()).overview.maybe
    assert hint.isVisible() and codes[0] in anna.reads(hint) and "Arabic" in anna.reads(hint)
    anna.presses("F8")
    page = cast(TwoRecordsPage, anna.page())
    words = anna.reads(page)
    assert "1 story" in words and "1 need" in words and "This record stays" in words
    assert "Joining them closes" in words and "call me again" in words.lower()
    assert "SY" not in words and "Syria" not in words and "sensitive and closed" in words
    assert nameless(anna.window) == []
    choice = page.beside.choices["label"]
    anna.tabs_to(choice.first())
    anna.presses("Right")
    anna.presses("Ctrl+Return")
    assert isinstance(anna.page(), MemberPage) and anna.page().place() == case.stays
    whole = cast(Member, stored(anna, lambda workspace: workspace.get(case.stays)))
    assert whole.label == "Samira Prófdóttir" if case.stays == case.other else whole.label == "Sameera Profdottir"
    assert (whole.birth_year, whole.origin, set(cast(tuple[str, ...], whole.spoken_languages))) == (1988, "SY", {"en", "fr"})
    assert len(stored(anna, lambda workspace: workspace.of_member(case.stays, "story"))) == 2
    assert stored(anna, lambda workspace: state(workspace.consents(case.stays), "contact", workspace.today())) == "refused"
    assert stored(anna, lambda workspace: workspace.check()) == []
    anna.presses("Ctrl+Z")
    assert stored(anna, lambda workspace: workspace.digest()) == before
    anna.presses("Ctrl+Shift+Z")
    assert stored(anna, lambda workspace: workspace.check()) == [] and stored(anna, lambda workspace: workspace.find(case.goes)) is None


def test_people_list_the_pairs_and_who_is_somebody_else_is_not_asked_about_again(volunteer: Sit) -> None:
    case = Twice(volunteer)
    anna = case.anna
    anna.window.go("people", None)
    anna.waits()
    anna.tabs_to(anna.page().twice_button)  # type: ignore[attr-defined]
    anna.presses("Space")
    page = cast(TwoRecordsPage, anna.page())
    assert page.pairs.list.count() == 1 and nameless(anna.window) == []
    anna.presses("Return")
    assert page.beside.shown is not None
    anna.tabs_to(page.beside.part_button)
    anna.presses("Space")
    assert page.pairs.list.count() == 0 and "No two records" in anna.reads(page)
    anna.window.go("member", case.goes)
    anna.waits()
    assert not cast(MemberPage, anna.page()).overview.maybe.isVisible()
    anna.presses("Ctrl+Z")
    anna.window.go("two-records", None)
    anna.waits()
    assert page.pairs.list.count() == 1


def test_the_other_record_is_found_by_hand_where_nothing_is_alike(volunteer: Sit) -> None:
    case = Twice(volunteer)
    anna = case.anna
    other, records = member("Jasmín (sample)")
    anna.has(*records)
    anna.window.go("member", other)
    anna.waits()
    anna.presses("F8")
    page = cast(TwoRecordsPage, anna.page())
    assert anna.focus() is page.finding.box and nameless(anna.window) == []
    anna.types("sameera")
    anna.presses("Return")
    assert page.beside.shown is not None and {page.beside.shown.this.member.id, page.beside.shown.that.member.id} == {case.other, other}
    anna.presses("Escape")
    assert isinstance(anna.page(), MemberPage) and anna.page().place() == other


def begins(anna: Volunteer, name: str) -> AboutStep:
    """A conversation with somebody new, as far as what to call them."""
    anna.presses("Ctrl+N")
    anna.presses("Alt+A")
    for answer in "YYYN":
        anna.types(answer)
    anna.presses("Ctrl+Return")
    step = cast(ConversationPage, anna.page()).steps["about"]
    assert isinstance(step, AboutStep)
    anna.types(name)
    return step


@pytest.mark.parametrize("same", [True, False])
def test_while_a_new_name_is_typed_a_hint_comes_and_the_conversation_goes_on(volunteer: Sit, same: bool) -> None:
    case = Twice(volunteer)
    anna = case.anna
    step = begins(anna, "samira profdottir")
    anna.waits(step.maybe.isVisible)
    assert anna.focus() is step.first(), "the hint takes nothing away from who types"
    named = step.maybe.first
    assert named is not None
    anna.presses("F8")
    page = cast(TwoRecordsPage, anna.page())
    assert "This conversation" in anna.reads(page)
    if same:
        anna.presses("Ctrl+Return")
        conversation = cast(ConversationPage, anna.page())
        assert conversation.intake is not None and (conversation.intake.member_id, conversation.intake.known) == (named.id, True)
        anna.presses("Ctrl+S")
        assert len(stored(anna, lambda workspace: workspace.people())) == 2
        assert len(stored(anna, lambda workspace: workspace.of_member(named.id, "conversation"))) == 1
    else:
        anna.tabs_to(page.beside.part_button)
        anna.presses("Space")
        conversation = cast(ConversationPage, anna.page())
        shown = cast(AboutStep, conversation.steps["about"])
        anna.waits(lambda: shown.maybe.first is not None and shown.maybe.first.id != named.id)
        anna.presses("Ctrl+S")
        assert len(stored(anna, lambda workspace: workspace.people())) == 3
        new = next(each for each in stored(anna, lambda workspace: workspace.records("member")) if each.id not in (case.one, case.other))
        assert new.apart == (named.id,)


@pytest.mark.parametrize(("code", "size", "text"), [("en", (683, 384), 100), ("ar", (1024, 600), 200)])
def test_side_by_side_fits_small_screens_and_large_text_from_right_to_left(
    volunteer: Sit, qapp: QApplication, code: str, size: tuple[int, int], text: int,
) -> None:
    language.choose(qapp, code)
    case = Twice(volunteer, size)
    anna = case.anna
    theme.choose(qapp, size=text, scheme=theme.scheme())
    anna.window.go("two-records", {"this": case.stays, "that": case.goes})
    anna.waits()
    page = cast(TwoRecordsPage, anna.page())
    inside = page._inside
    assert inside.width() <= inside.parentWidget().width() and inside.minimumSizeHint().width() <= inside.parentWidget().width()
    for part in page.beside.findChildren(QWidget):
        assert not part.isVisible() or part.width() >= min(part.minimumSizeHint().width(), 40)
