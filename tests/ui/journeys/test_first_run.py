"""The first run, from nothing to the first conversation: by the keyboard alone, in every language, on a small screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QListWidget, QScrollArea

import locales
from storage.workspace import Workspace
from tests.ui.robots import ASSOCIATION, PASSPHRASE, Volunteer
from ui import language
from ui.pages.first_run import LANGUAGES, PAPER, READY, SECRET

Sit = Callable[..., Volunteer]
MOST_KEYS = 24
"""Keys beyond text until the first conversation is open, the sheet proved on the way."""
MOST_CLICKS = 12


def proves(anna: Volunteer) -> None:
    """Hides the words and types two groups back, from the sheet."""
    paper = anna.door().paper
    words = paper.words()
    anna.presses("Space")
    for edit, number in zip(paper.proof.edits, paper.proof.asked(), strict=True):
        assert anna.focus() is edit
        anna.types(" ".join(words[(number - 1) * 3: number * 3]))
        if edit is paper.proof.edits[0]:
            anna.presses("Tab")


@pytest.mark.parametrize("code", locales.LANGUAGES)
def test_from_nothing_to_the_first_conversation_by_keyboard(volunteer: Sit, qapp: QApplication, tmp_path: Path, code: str) -> None:
    language.choose(qapp, code)
    anna = volunteer()
    anna.types(ASSOCIATION)
    anna.presses("Tab")
    anna.types("Anna Æfing")
    anna.presses("Return")
    assert anna.door().step == LANGUAGES
    anna.focus().setFocus()
    anna.presses("Return")
    assert anna.door().step == SECRET
    anna.types(PASSPHRASE)
    anna.tabs_to(anna.door().secret.second.edit)
    anna.types(PASSPHRASE)
    anna.presses("Return")
    anna.waits(lambda: anna.door().step == PAPER)
    words = anna.door().paper.words()
    assert len(words) == 15
    proves(anna)
    anna.waits()
    assert anna.focus() is anna.door().next_button
    anna.presses("Space")
    assert anna.door().step == READY
    assert anna.door().paper.words() == (), "nothing of the words is left on a page that was gone on from"
    anna.presses("Space")
    anna.presses("Ctrl+N")
    assert anna.page() is anna.window.pages["conversation"]
    assert anna.keys <= MOST_KEYS
    kept = anna.window.session.jobs.write_now(lambda workspace: (workspace.association(), workspace.paper_proved()))
    assert (kept[0].name, kept[0].country, kept[0].languages) == (ASSOCIATION, "IS", (code,))
    assert kept[1], "Home needn't remind of the sheet"
    anna.window.close()
    Workspace.open(tmp_path / "vault", recovery_words=" ".join(words)).close()


def test_the_same_by_mouse_within_twelve_clicks(volunteer: Sit) -> None:
    anna, clicks = volunteer(), 0

    def click(button: object) -> None:
        nonlocal clicks
        clicks += 1
        button.click()  # type: ignore[attr-defined]
        anna.waits()

    door = anna.door()
    anna.types(ASSOCIATION)
    click(door.next_button)
    click(door.next_button)
    click(door.secret.suggest_button)
    door.secret.second.edit.setText(door.secret.first.text())
    clicks += 1  # into the second field
    click(door.next_button)
    anna.waits(lambda: door.step == PAPER)
    click(door.paper.ready_button)
    words = door.paper.words()
    for edit, number in zip(door.paper.proof.edits, door.paper.proof.asked(), strict=True):
        edit.setText(" ".join(words[(number - 1) * 3: number * 3]))
    clicks += 1  # into the second group
    anna.waits()
    click(door.next_button)
    click(door.next_button)
    click(anna.page().new_button)
    assert anna.page() is anna.window.pages["conversation"]
    assert clicks <= MOST_CLICKS


def test_back_works_until_the_vault_is_made_and_loses_nothing(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.types(ASSOCIATION)
    anna.presses("Return")
    anna.types("pol")
    anna.presses("Return", "Return")
    assert anna.door().step == SECRET
    anna.types("half a passphrase")
    for _ in range(2):
        anna.tabs_to(anna.door().back_button)
        anna.presses("Space")
    assert anna.door().group.name.text() == ASSOCIATION
    assert not (tmp_path / "vault").exists()
    anna.presses("Return")
    assert "pl" in anna.door().tongues.working.value()
    anna.presses("Return")
    assert anna.door().secret.first.text() == "half a passphrase"


def test_the_members_languages_are_offered_first_in_a_conversation(volunteer: Sit) -> None:
    anna = volunteer()
    anna.types(ASSOCIATION)
    anna.presses("Return")
    anna.tabs_to(anna.door().tongues.members.focus_target())
    for name in ("ukr", "thai"):
        anna.types(name)
        anna.presses("Return")
    assert anna.door().tongues.members.value() == ("uk", "th")
    anna.presses("Return")
    anna.types(PASSPHRASE)
    anna.tabs_to(anna.door().secret.second.edit)
    anna.types(PASSPHRASE)
    anna.presses("Return")
    anna.waits(lambda: anna.door().step == PAPER)
    anna.tabs_to(anna.door().skip_button)
    anna.presses("Space", "Space", "Ctrl+N")
    anna.waits()
    anna.page().top.tongue.setFocus()
    anna.presses("Down")
    listed = next(each for each in anna.window.findChildren(QListWidget, "choices") if each.isVisible())
    assert [listed.item(row).text() for row in range(2)] == ["Ukrainian", "Thai"]


def test_how_long_it_waits_until_it_locks_is_chosen_with_the_passphrase(volunteer: Sit) -> None:
    anna = volunteer()
    anna.types(ASSOCIATION)
    anna.presses("Return", "Return")
    anna.types(PASSPHRASE)
    anna.tabs_to(anna.door().secret.second.edit)
    anna.types(PASSPHRASE)
    anna.tabs_to(anna.door().idle.box)
    anna.presses("Up")
    anna.presses("Return")
    anna.waits(lambda: anna.door().step == PAPER)
    assert anna.window.session.jobs.write_now(lambda workspace: workspace.idle_minutes()) == 3


def test_a_skipped_sheet_is_reminded_of_on_home_until_it_is_shown(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.waits()
    assert "Nobody has shown yet that the recovery sheet is on paper." in anna.reads(anna.page())
    anna.tabs_to(anna.page().notes.paper_button)
    anna.presses("Space")
    assert anna.page().place() == "people"
    anna.window.session.jobs.write_now(lambda workspace: workspace.note_paper_proved())
    anna.presses("Ctrl+1")
    anna.waits()
    assert "recovery sheet" not in anna.reads(anna.page())


def pages_of(anna: Volunteer) -> Iterator[int]:
    """Goes through the five pages and stops at each."""
    door = anna.door()
    door.group.name.setText(ASSOCIATION)
    yield door.step
    door.forward()
    door.tongues.members.set_value(("pl", "ar", "uk", "es"))
    yield door.step
    door.forward()
    door.secret._suggest()
    door.secret.second.edit.setText(door.secret.first.text())
    yield door.step
    door.forward()
    anna.waits(lambda: door.step == PAPER)
    yield door.step
    door.paper.ready_button.click()
    yield door.step
    door.skip_button.click()
    yield door.step


@pytest.mark.parametrize("code", locales.LANGUAGES)
def test_each_page_fits_a_screen_of_1024_by_600_without_scrolling(volunteer: Sit, qapp: QApplication, code: str) -> None:
    anna = volunteer(size=(1024, 600))
    language.choose(qapp, code)
    seen = []
    for step in pages_of(anna):
        anna.waits()
        seen.append(step)
        area = anna.door().findChildren(QScrollArea)[0]
        assert (anna.window.width(), anna.window.height()) == (1024, 600)
        assert not area.verticalScrollBar().isVisible(), f"page {step + 1} must be scrolled"
        assert not area.horizontalScrollBar().isVisible()
    assert seen == [0, 1, 2, 3, 3, 4]


def test_the_steps_are_named_where_there_is_room_and_counted_where_there_is_not(volunteer: Sit) -> None:
    anna = volunteer(size=(1366, 690))
    door = anna.door()
    assert door.trail.isVisible() and not door.step_line.isVisible()
    assert "<b>1 Your association</b> › 2 Languages" in door.trail.text() and door.trail.accessibleName().endswith("step 1 of 5")
    anna.window.resize(640, 480)
    anna.waits()
    assert not door.trail.isVisible() and door.step_line.isVisible()
    assert door.step_line.text() == "Set up Raddir: step 1 of 5"
