"""Copies of the vault through the window: one here, one on a stick, the drill, the way back, and the door of a vault that is damaged."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from models.member import Member
from storage import backup, forgetting
from tests.people import member
from tests.ui.robots import PASSPHRASE, Volunteer
from ui import automatic
from ui.automatic import Automatic, Leaving
from ui.events import events
from ui.pages.rescue import Rescue
from ui.pages.restore import RestorePage
from ui.pages.settings.backup import BackupSection, _Row

Sit = Callable[..., Volunteer]


def section(anna: Volunteer) -> BackupSection:
    anna.window.go("settings", "backup")
    anna.waits()
    found = anna.page().findChild(BackupSection)
    assert isinstance(found, BackupSection)
    return found


def door(anna: Volunteer) -> RestorePage:
    found = anna.door()
    assert isinstance(found, RestorePage)
    return found


def names(anna: Volunteer) -> list[str]:
    return anna.window.session.jobs.write_now(
        lambda workspace: [each.label or "" for each in workspace.records("member") if isinstance(each, Member)])


def backups(anna: Volunteer) -> list[backup.BackupFacts]:
    return backup.found(anna.window.session.folder / "backups")


@pytest.fixture
def anna(volunteer: Sit) -> tuple[Volunteer, str]:
    """Anna with one person in her vault, and the recovery words."""
    person = volunteer()
    words = person.sets_up()
    person.has(*member("Mía (sample)")[1])
    return person, " ".join(words)


def test_one_press_makes_a_backup_that_opens(anna: tuple[Volunteer, str]) -> None:
    person, _words = anna
    page = section(person)
    person.tabs_to(page.here_button)
    person.presses("Space")
    assert "The backup is made, and it opens." in person.reads()
    assert len(backups(person)) == 1 and "The newest backup here was made today" in person.reads(page)


def test_a_stick_is_chosen_once_and_home_says_how_old_the_copy_is(anna: tuple[Volunteer, str], tmp_path: Path) -> None:
    person, _words = anna
    person.window.go("home")
    person.waits()
    assert "Last copy outside this laptop: none yet" in person.reads()
    stick = tmp_path / "stick"
    stick.mkdir()
    page = section(person)
    page._chosen(stick)
    person.waits()
    person.waits()
    assert len(backup.found(stick)) == 1 and not backups(person)
    person.window.go("home")
    person.waits()
    assert "Last copy outside this laptop: today" in person.reads()


def test_a_stick_that_was_pulled_out_is_said_and_costs_nothing(anna: tuple[Volunteer, str], tmp_path: Path) -> None:
    person, _words = anna
    page = section(person)
    page._chosen(tmp_path / "gone")
    person.waits()
    person.waits()
    assert "check whether the stick is in" in person.reads() and not list(tmp_path.rglob("*.part"))


def test_the_drill_passes_with_the_words_and_with_no_others(anna: tuple[Volunteer, str]) -> None:
    person, words = anna
    page = section(person)
    page.here_button.click()
    person.waits()
    person.waits()
    assert "Nobody has tried yet" in person.reads(page)
    for told, answer in ((" ".join(reversed(words.split())), "belong together"), (words, "Drill passed")):
        if page.words.isHidden():
            person.tabs_to(page.drill_button)
            person.presses("Space")
        page.words.setPlainText(told)
        page.drill_button.click()
        person.waits()
        person.waits()
        assert answer in person.reads()
    assert "It is due again in 90 days." in person.reads(page) and not page.words.toPlainText()
    assert [each.name for each in (person.window.session.folder / "backups").iterdir()] == [backups(person)[0].path.name]


def test_a_backup_is_brought_back_in_place_and_nothing_is_lost_by_it(anna: tuple[Volunteer, str]) -> None:
    person, _words = anna
    page = section(person)
    page.here_button.click()
    person.waits()
    person.waits()
    person.has(*member("Leó (sample)")[1])
    row = page.findChild(_Row)
    assert isinstance(row, _Row)
    row.button.click()
    person.waits()
    restore = door(person)
    person.types(PASSPHRASE)
    person.presses("Return")
    person.waits(lambda: not person.is_locked())
    assert names(person) == ["Mía (sample)"] and len(backups(person)) == 2
    assert "The vault is as it was on" in person.reads() and restore is not person.door()


def test_a_wrong_passphrase_brings_nothing_back_and_the_way_back_leads_to_the_door(anna: tuple[Volunteer, str]) -> None:
    person, _words = anna
    person.window.session.jobs.write_now(backup.make)
    events.restore.emit((backups(person)[0].path,))
    person.waits()
    page = door(person)
    person.types("wrong passphrase")
    person.presses("Return")
    person.waits(lambda: page.problem.isVisible())
    assert "This doesn't open the backup" in page.problem.text()
    page.back_button.click()
    person.waits()
    person.unlocks()
    person.waits(lambda: not person.is_locked())
    assert names(person) == ["Mía (sample)"]


@pytest.mark.parametrize(("harm", "language"), [
    ("header", "en"), ("no header", "ar"), ("no store", "is"), ("empty store", "en"), ("plain store", "ar"), ("list", "is"),
])
def test_a_damaged_vault_is_named_and_the_newest_backup_offered(
    anna: tuple[Volunteer, str], volunteer: Sit, harm: str, language: str,
) -> None:
    person, _words = anna
    folder = person.window.session.folder
    person.window.session.jobs.write_now(backup.make)
    person.window.close()
    for name in ("vault.json.1",):
        (folder / name).unlink(missing_ok=True)
    target, content = {
        "header": ("vault.json", b"{}"), "no header": ("vault.json", None), "no store": ("store.db", None), "empty store": ("store.db", b""),
        "plain store": ("store.db", b"SQLite format 3\x00" + bytes(4080)), "list": ("erased.list", b"somebody nobody\n"),
    }[harm]
    (folder / target).unlink()
    if content is not None:
        (folder / target).write_bytes(content)
    again = volunteer(folder)
    again.window.choose_language(language)
    if "header" not in harm:
        again.unlocks()
        again.waits()
    rescue = again.door().findChild(Rescue)
    assert isinstance(rescue, Rescue)
    again.waits(lambda: rescue.go_button.isVisible())
    assert {each.name for each in folder.iterdir()} <= {"vault.json", "store.db", "erased.list", "lock", "backups"}
    rescue.go_button.click()
    again.waits()
    again.types(PASSPHRASE)
    again.presses("Return")
    again.waits(lambda: not again.is_locked())
    assert names(again) == ["Mía (sample)"]


@pytest.mark.parametrize(("language", "told"), [("en", "An older copy"), ("ar", "نسخة أقدم"), ("is", "Eldra eintak")])
def test_an_older_copy_that_was_put_back_is_told_in_the_window(anna: tuple[Volunteer, str], volunteer: Sit, language: str, told: str) -> None:
    person, _words = anna
    folder = person.window.session.folder
    person.window.close()
    old = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    again = volunteer(folder)
    again.unlocks()
    again.waits(lambda: not again.is_locked())
    again.has(*member("Leó (sample)")[1])
    again.window.close()
    for name, content in old.items():
        (folder / name).write_bytes(content)
    third = volunteer(folder)
    third.window.choose_language(language)
    third.unlocks()
    third.waits(lambda: not third.is_locked())
    assert told in third.reads() and names(third) == ["Mía (sample)"]


class TestByItself:
    """What happens without anybody thinking of it."""

    @pytest.fixture(autouse=True)
    def _quick(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(automatic, "SOON_MS", 0)

    def test_closing_the_window_makes_a_backup_first(self, volunteer: Sit) -> None:
        person = volunteer()
        Automatic(person.window)
        person.sets_up()
        person.has(*member("Mía (sample)")[1])
        person.window.session.jobs.write(lambda workspace: workspace.save_all(member("Leó (sample)")[1]))
        person.waits(lambda: person.window.findChild(Automatic)._due.closing)
        person.window.close()
        assert person.window.isVisible() and person.window.findChild(Leaving) is not None
        person.waits(lambda: not person.window.isVisible())
        assert len(backups(person)) == 1

    def test_one_of_today_is_enough_for_quiet_moments_but_not_for_closing_after_a_change(self, volunteer: Sit) -> None:
        person = volunteer()
        watching = Automatic(person.window)
        person.sets_up()
        person.has(*member("Mía (sample)")[1])
        person.window.session.jobs.write_now(backup.make)
        person.window.session.jobs.write(lambda workspace: workspace.save_all(member("Leó (sample)")[1]))
        person.waits(lambda: watching._due.closing)
        watching._look()
        person.waits()
        assert len(backups(person)) == 1
        person.window.close()
        person.waits(lambda: not person.window.isVisible())
        assert len(backups(person)) == 2

    def test_nothing_is_made_when_nothing_changed(self, volunteer: Sit) -> None:
        person = volunteer()
        watching = Automatic(person.window)
        person.sets_up()
        person.has(*member("Mía (sample)")[1])
        person.window.session.jobs.write_now(backup.make)
        watching._ask()
        person.waits()
        person.window.close()
        assert not person.window.isVisible() and len(backups(person)) == 1

    def test_it_can_be_skipped(self, volunteer: Sit) -> None:
        person = volunteer()
        Automatic(person.window)
        person.sets_up()
        person.window.session.jobs.write(lambda workspace: workspace.save_all(member("Leó (sample)")[1]))
        person.waits(lambda: person.window.findChild(Automatic)._due.closing)
        person.window.close()
        person.window.findChild(Leaving).skip_button.click()
        person.waits(lambda: not person.window.isVisible())
        assert not backups(person) and not list(person.window.session.folder.rglob("*.part"))

    def test_on_a_quiet_moment_it_is_made_without_a_word(self, volunteer: Sit) -> None:
        person = volunteer()
        watching = Automatic(person.window)
        person.sets_up()
        person.window.session.jobs.write(lambda workspace: workspace.save_all(member("Leó (sample)")[1]))
        person.waits(lambda: watching._due.today)
        watching._look()
        person.waits(lambda: not watching._due.today)
        assert len(backups(person)) == 1
        QApplication.sendEvent(person.window, QCloseEvent())

    def test_whoever_was_erased_leaves_the_backups(self, volunteer: Sit) -> None:
        person = volunteer()
        Automatic(person.window)
        person.sets_up()
        who, records = member("Mía (sample)")
        person.has(*records)
        person.window.session.jobs.write_now(backup.make)
        person.window.session.jobs.write_now(lambda workspace: workspace.erase(who))
        person.window.session.jobs.write(lambda workspace: workspace.save_all(member("Leó (sample)")[1]))
        person.waits(lambda: not person.window.session.jobs.write_now(forgetting.is_due))
        assert not person.window.session.jobs.write_now(
            lambda workspace: backup.holds_erased(backups(person)[0].path, workspace.vault))
        person.window.close()
        person.waits(lambda: not person.window.isVisible())


def test_a_new_laptop_begins_with_a_backup_from_a_stick(anna: tuple[Volunteer, str], volunteer: Sit, tmp_path: Path) -> None:
    person, words = anna
    stick = tmp_path / "stick"
    stick.mkdir()
    path = person.window.session.jobs.write_now(lambda workspace: backup.make(workspace, stick))
    person.window.close()
    fresh = volunteer(tmp_path / "new laptop" / "vault")
    fresh.door().backup_button.click()  # type: ignore[attr-defined]
    fresh.waits()
    page = door(fresh)
    page._take(path)
    fresh.tabs_to(page.other_button)
    fresh.presses("Space")
    fresh.types(words)
    page.go_button.click()
    fresh.waits(lambda: not fresh.is_locked())
    assert names(fresh) == ["Mía (sample)"]


def test_a_day_is_said_as_people_say_it(anna: tuple[Volunteer, str]) -> None:
    from ui.operations.backup import ago

    now = datetime.datetime.now().astimezone()
    assert ago(now).startswith("today") and ago(now - datetime.timedelta(days=1)).startswith("yesterday")
    assert ago(now - datetime.timedelta(days=9)) == "9 days ago"


