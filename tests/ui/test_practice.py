"""The practice vault: in and out, never mixed with the real one, marked on the screen and on every page that is printed from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.association import Association
from models.errors import WrongInput, WrongSecret
from models.record import Record
from storage import header, practice
from storage.workspace import Workspace
from tests.people import member
from tests.ui.robots import ASSOCIATION, PASSPHRASE, Volunteer
from ui.events import events
from ui.operations import practice as going

Sit = Callable[..., Volunteer]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going, "PEOPLE", 3)


def practises(anna: Volunteer) -> None:
    """Goes into the practice vault from Settings, by the keyboard."""
    anna.window.go("settings", "practice")
    anna.tabs_to(anna.page().sections["practice"].go_button)
    anna.presses("Space")
    anna.waits(lambda: anna.window.session.is_practice and anna.window.frame is not None)


def names(anna: Volunteer) -> set[str]:
    return {each.label for each in anna.window.session.jobs.write_now(lambda workspace: workspace.people())}


def vault_id(anna: Volunteer) -> str:
    return header.facts(anna.window.session.folder).vault_id


def test_in_and_out_again_and_nothing_mixes(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.has(*member("Mía (sample)")[1])
    real = vault_id(anna), anna.window.session.jobs.write_now(lambda workspace: workspace.digest())
    practises(anna)
    assert "Practice: nobody here is real." in anna.reads()
    assert names(anna) and "Mía (sample)" not in names(anna)
    assert vault_id(anna) != real[0]
    anna.has(*member("Only practised (sample)")[1])
    anna.window.practice.bar.back_button.click()
    anna.waits(lambda: not anna.window.session.is_practice)
    assert anna.is_locked(), "our own vault asks for its passphrase"
    assert "nobody here is real" not in anna.reads()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    assert names(anna) == {"Mía (sample)"}
    assert anna.window.session.association == ASSOCIATION
    assert anna.window.session.jobs.write_now(lambda workspace: workspace.digest()) == real[1]


def test_its_unlock_page_says_its_passphrase_and_leads_back(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    practises(anna)
    anna.presses("Ctrl+L")
    anna.waits()
    assert f"Passphrase of the practice vault: {practice.PASSPHRASE}" in anna.reads()
    assert going.PASSPHRASE == practice.PASSPHRASE
    anna.unlocks(practice.PASSPHRASE)
    anna.waits(lambda: not anna.is_locked())
    assert anna.window.session.is_practice
    anna.presses("Ctrl+L")
    events.practise.emit(False)
    anna.waits()
    anna.unlocks(PASSPHRASE)
    anna.waits(lambda: not anna.is_locked())
    assert anna.window.session.association == ASSOCIATION


def test_practise_first_leads_from_the_first_run_straight_into_it(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up(stay=True)
    anna.tabs_to(anna.door().ready.practise_button)
    anna.presses("Space")
    anna.waits(lambda: anna.window.frame is not None)
    assert anna.window.session.is_practice


def test_it_is_thrown_away_and_made_anew(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    practises(anna)
    before = vault_id(anna)
    anna.has(*member("Only practised (sample)")[1])
    anna.window.go("settings", "practice")
    anna.page().sections["practice"].anew_button.click()
    anna.waits(lambda: anna.window.frame is not None)
    assert vault_id(anna) != before
    assert "Only practised (sample)" not in names(anna)


def test_no_other_vault_is_ever_thrown_away(tmp_path: Path) -> None:
    for name, passphrase, refusal in (("one", "ladder dial gorilla", WrongSecret), ("other", practice.PASSPHRASE, WrongInput)):
        folder = tmp_path / name
        Workspace.create(folder, passphrase, association=ASSOCIATION, kdf="test")[0].close()
        with pytest.raises(refusal):
            practice.throw_away(folder)
        Workspace.open(folder, passphrase=passphrase).close()


def test_one_that_was_cut_short_says_what_it_is(tmp_path: Path) -> None:
    def cut() -> Iterator[list[Record]]:
        raise KeyboardInterrupt
        yield []

    with pytest.raises(KeyboardInterrupt):
        practice.make(tmp_path / "practice", Association(id="", name=ASSOCIATION), cut())
    practice.throw_away(tmp_path / "practice")
    assert not (tmp_path / "practice").exists()
