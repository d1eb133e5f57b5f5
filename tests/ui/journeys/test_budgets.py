"""What a volunteer's day may cost, counted: the budgets of the design, played in one sitting by keys and in one by mouse, in three languages.

Free text isn't counted; a chord is one key, and so is each letter that chooses something. Coding a passage has its count in `test_stories.py`,
the first run by keys in `test_first_run.py`, and the same conversation by keys in `test_whole_way.py`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QWidget

from locales import PSEUDO, current
from models.consent import state
from models.need import Need
from models.operation import new_id
from models.vocabulary import vocabulary
from tests.people import member
from tests.ui import waiting
from tests.ui.robots import ASSOCIATION, PASSPHRASE, Volunteer
from ui import language
from ui.cover import Cover
from ui.pages.conversation import ConversationPage
from ui.pages.conversation.about import AboutStep
from ui.pages.conversation.consent import ConsentStep
from ui.pages.conversation.gives import GiftRow, GivesStep
from ui.pages.conversation.needs import NeedRow, NeedsStep
from ui.pages.first_run import PAPER, FirstRunPage
from ui.pages.home import HomePage
from ui.pages.member import MemberPage
from ui.widgets.chooser import Chooser

Sit = Callable[..., Volunteer]
KEYS = {"stop at no": 4, "find a member": 5, "take a consent back": 10, "close what is due": 2, "undo": 1, "blank": 1}
CLICKS = {"first run to first conversation": 12, "story, two needs, a contribution": 25, "another language": 2}
LANGUAGES_TRIED = ("en", "ar", PSEUDO)
STORY = "We waited a year and nobody told us why."


class Counted:
    """Keys and clicks of each journey, held against its budget."""

    def __init__(self, anna: Volunteer) -> None:
        self.anna = anna
        self.spent: dict[str, tuple[int, int]] = {}

    @contextmanager
    def journey(self, name: str) -> Iterator[None]:
        keys, clicks = self.anna.keys, self.anna.clicks
        yield
        self.spent[name] = (self.anna.keys - keys, self.anna.clicks - clicks)

    def over(self, *, mouse: bool) -> dict[str, tuple[int, int]]:
        """The journeys that took more than they may, or a key where only the mouse may be used, and the other way round."""
        budget = CLICKS if mouse else KEYS
        assert set(self.spent) == set(budget), "a journey was not played"
        return {name: each for name, each in self.spent.items() if each[mouse] > budget[name] or each[not mouse]}


def in_words(vocabulary_name: str, code: str) -> str:
    """The first three letters of a choice, as they stand on the screen."""
    return vocabulary(vocabulary_name).label(code, current()).strip("⟦")[:3]


@pytest.fixture
def counted(volunteer: Sit, qapp: QApplication, request: pytest.FixtureRequest) -> Counted:
    language.choose(qapp, request.param)
    return Counted(volunteer())


# By the keyboard alone ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("counted", LANGUAGES_TRIED, indirect=True)
def test_by_keys(counted: Counted) -> None:
    anna = counted.anna
    anna.sets_up()
    person, records = member("Salóme (sample)", uses=("keep", "statistics", "quote-anonymous"))
    due = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()
    anna.has(*records, Need(id=new_id(), member=person, category="housing", due=due))
    with counted.journey("stop at no"):
        for key in ("Ctrl+N", "N", "Return"):
            anna.presses(key)
    assert stored(anna, lambda workspace: (workspace.count("member"), workspace.count("conversation"))) == (1, 1)

    with counted.journey("find a member"):
        anna.presses("Ctrl+K", "S", "A", "L", "Return")
    assert isinstance(anna.page(), MemberPage) and anna.page().place() == person

    anna.presses("Ctrl+1")
    with counted.journey("take a consent back"):
        anna.presses("Ctrl+K", "S", "A", "L", "Return")
        anna.presses("Space", "3", "N", "Ctrl+S")
    history, day = stored(anna, lambda workspace: (workspace.consents(person), workspace.today()))
    assert state(history, "quote-anonymous", day) == "withdrawn"

    anna.presses("Ctrl+1")
    home = cast(HomePage, anna.page())
    assert home.due.rows
    with counted.journey("close what is due"):
        anna.presses("Tab", "D")
    assert not home.due.rows
    with counted.journey("undo"):
        anna.presses("Ctrl+Z")
    assert len(home.due.rows) == 1

    with counted.journey("blank"):
        anna.presses("F9")
    assert isinstance(anna.window.root.currentWidget(), Cover) and anna.reads() == ""
    assert counted.over(mouse=False) == {}


# By the mouse alone, the letters of names and stories apart -----------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)  # an open menu asks for it
@pytest.mark.parametrize("counted", LANGUAGES_TRIED, indirect=True)
def test_by_mouse(counted: Counted) -> None:
    anna = counted.anna
    with counted.journey("first run to first conversation"):
        sets_up_by_mouse(anna)
    with counted.journey("another language"):  # in the middle of the first conversation, with words half typed
        speaks_another_language(anna)
    anna.presses("Ctrl+1")
    with counted.journey("story, two needs, a contribution"):
        talks_by_mouse(anna)
    kept = stored(anna, lambda workspace: {kind: workspace.records(kind) for kind in ("member", "story", "need", "contribution", "consent")})
    assert [each.label for each in kept["member"]] == ["Testa"] and [each.text for each in kept["story"]] == [STORY]
    assert sorted((each.category, each.asked, each.urgency, bool(each.due)) for each in kept["need"]) == [
        ("housing", "a flat for three", "U2", True), ("language", "an evening course", "U2", True)]
    assert [(each.type, each.what, str(each.hours)) for each in kept["contribution"]] == [("volunteering", "cooks at the school", "12")]
    assert sorted((each.use, each.value) for each in kept["consent"]) == [
        ("contact", "refused"), ("keep", "given"), ("quote-anonymous", "given"), ("statistics", "given")]
    assert counted.over(mouse=True) == {}


def stored(anna: Volunteer, look: Callable[[Any], Any]) -> Any:
    anna.waits()
    return anna.window.session.jobs.write_now(look)


def sets_up_by_mouse(anna: Volunteer) -> None:
    """The five pages, the sheet proved on the way, and into the first conversation."""
    door = cast(FirstRunPage, anna.door())
    anna.types(ASSOCIATION)
    anna.clicks_on(door.next_button)
    anna.clicks_on(door.next_button)
    anna.types(PASSPHRASE)
    anna.clicks_on(door.secret.second.edit)
    anna.types(PASSPHRASE)
    anna.clicks_on(door.next_button)
    anna.waits(lambda: door.step == PAPER)
    words = door.paper.words()
    anna.clicks_on(door.paper.ready_button)
    for place, (edit, number) in enumerate(zip(door.paper.proof.edits, door.paper.proof.asked(), strict=True)):
        if place:
            anna.clicks_on(edit)
        anna.types(" ".join(words[(number - 1) * 3: number * 3]))
    anna.clicks_on(door.next_button)
    anna.clicks_on(door.next_button)
    anna.clicks_on(cast(HomePage, anna.page()).new_button)
    assert isinstance(anna.page(), ConversationPage)


def speaks_another_language(anna: Volunteer) -> None:
    """The button of languages, and the other of English and Arabic; what is half typed and where the cursor is stay."""
    page = cast(ConversationPage, anna.page())
    page.steps["consent"].findChild(QWidget, "consent.keep").pick("given")  # type: ignore[union-attr]
    page.step_by(1)
    anna.types("Half a na")
    typed = cast(QLineEdit, anna.focus())
    before = current().code
    button = anna.window.frame.topbar.language  # type: ignore[union-attr]
    menu = button.menu()
    other = next(each for each in menu.actions() if each.data() == ("en" if before == "ar" else "ar"))

    def choose() -> None:
        if menu.isVisible():
            waiting.clicks(menu, menu.actionGeometry(other).center())
            anna.clicks += 1

    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu, choose))  # the open menu has a loop of its own
    anna.clicks_on(button)
    anna.window.activateWindow()  # a window system does it when the menu is gone
    anna.waits()
    assert current().code != before and typed.text() == "Half a na" and anna.focus() is typed
    anna.types("me")
    assert typed.text() == "Half a name"
    page.throw_away()
    anna.window.choose_language(before)
    anna.waits()


def talks_by_mouse(anna: Volunteer) -> None:
    """Consent, the person, a story, two needs, a contribution, saved."""
    anna.clicks_on(anna.window.frame.sidebar.places["conversation"])  # type: ignore[union-attr]
    page = cast(ConversationPage, anna.page())
    consent = cast(ConsentStep, page.steps["consent"])
    anna.clicks_on(consent.say_all)
    for use, answer in (("keep", "given"), ("statistics", "given"), ("quote-anonymous", "given"), ("contact", "refused")):
        anna.clicks_on(consent.uses[use].answer.button(answer))
    anna.clicks_on(page.next)
    anna.types("Testa")
    tongue = cast(Chooser, cast(AboutStep, page.steps["about"]).rows["preferred_language"].editor.focus_target())
    anna.clicks_on(tongue)
    picks(anna, tongue, in_words("language", "uk"))
    anna.clicks_on(page.next)
    anna.types(STORY)
    anna.clicks_on(page.next)
    rows = cast(NeedsStep, page.steps["needs"]).rows
    for place, (kind, words) in enumerate((("housing", "a flat for three"), ("language", "an evening course"))):
        if place:
            anna.clicks_on(rows.another)
        row = cast(NeedRow, rows.rows[place])
        picks(anna, cast(Chooser, row.kind.focus_target()), in_words("need-category", kind))
        anna.clicks_on(row.asked.focus_target())
        anna.types(words)
        anna.clicks_on(row.urgency.button("U2"))  # the day it is due follows from it
    anna.clicks_on(page.next)
    gift = cast(GiftRow, cast(GivesStep, page.steps["gives"]).rows.rows[0])
    picks(anna, cast(Chooser, gift.kind.focus_target()), in_words("contribution-type", "volunteering"))
    anna.clicks_on(gift.what.focus_target())
    anna.types("cooks at the school")
    anna.clicks_on(gift.hours.focus_target())
    anna.types("12")
    anna.clicks_on(page.next)
    anna.clicks_on(page.next)


def picks(anna: Volunteer, chooser: Chooser, letters: str) -> None:
    """The keyboard is in the line already: its list opens with the first letters, and a click takes the first that fits."""
    assert anna.focus() is chooser
    anna.types(letters)
    listed = next(each for each in anna.window.findChildren(QListWidget, "choices") if each.isVisible())
    anna.clicks_on(listed.viewport(), listed.visualItemRect(listed.item(0)).center())
