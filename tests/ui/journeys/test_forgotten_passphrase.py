"""A passphrase is forgotten: the sheet is fetched from the chair, opens the vault, and a new passphrase is chosen. In every language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton

from locales import LANGUAGES
from tests.ui.keyholders import BORIS, FRESH, locks, opens, two_people
from tests.ui.robots import PASSPHRASE, Volunteer
from ui import language
from ui.pages.new_passphrase import NewPassphrasePage
from ui.pages.unlock import UnlockPage

Sit = Callable[..., Volunteer]


def with_the_sheet(volunteer: Sit, folder: Path, words: tuple[str, ...]) -> tuple[Volunteer, NewPassphrasePage]:
    """Come in with the recovery words, typed as they stand on the sheet."""
    anna = volunteer(folder)
    door = anna.door()
    assert isinstance(door, UnlockPage)
    anna.tabs_to(door.other_button)
    anna.presses("Space")
    anna.types(" ".join(words))
    anna.tabs_to(door.open_button)
    anna.presses("Space")
    anna.waits(lambda: isinstance(anna.door(), NewPassphrasePage))
    page = anna.door()
    assert isinstance(page, NewPassphrasePage)
    return anna, page


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sheet_opens_the_vault_and_a_new_passphrase_is_chosen(volunteer: Sit, qapp: QApplication, tmp_path: Path, code: str) -> None:
    words = two_people(tmp_path / "vault")
    language.choose(qapp, code)
    boris, page = with_the_sheet(volunteer, tmp_path / "vault", words)
    first, second = page.findChildren(QRadioButton)
    assert "Boris" in second.text() and not page.set_button.isEnabled()
    boris.tabs_to(first)
    boris.presses("Down", "Space")
    assert second.isChecked()
    boris.tabs_to(page.secret.first.edit)
    boris.types(FRESH)
    boris.tabs_to(page.secret.second.edit)
    boris.types(FRESH)
    boris.presses("Return")
    boris.waits(lambda: boris.window.root.currentWidget() is boris.window.frame)
    assert "Boris" in boris.reads() and FRESH not in boris.reads()
    assert boris.window.session.jobs.write_now(lambda workspace: workspace.me.name if workspace.me else "") == "Boris (sample)"
    locks(boris)
    boris.unlocks(BORIS)
    boris.waits()
    assert boris.is_locked(), "the forgotten one no longer opens it"
    boris.window.close()
    assert opens(tmp_path / "vault", passphrase=FRESH) and opens(tmp_path / "vault", passphrase=PASSPHRASE)
    assert opens(tmp_path / "vault", recovery_words=" ".join(words)), "the sheet stays good"


def test_choosing_may_be_left_for_another_time(volunteer: Sit, tmp_path: Path) -> None:
    words = two_people(tmp_path / "vault")
    anna, page = with_the_sheet(volunteer, tmp_path / "vault", words)
    anna.tabs_to(page.skip_button)
    anna.presses("Space")
    assert anna.window.root.currentWidget() is anna.window.frame
    anna.window.close()
    assert opens(tmp_path / "vault", passphrase=BORIS) and opens(tmp_path / "vault", passphrase=PASSPHRASE)


def test_the_question_is_no_way_round_the_lock(volunteer: Sit, tmp_path: Path) -> None:
    words = two_people(tmp_path / "vault")
    anna, page = with_the_sheet(volunteer, tmp_path / "vault", words)
    anna.tabs_to(page.secret.first.edit)
    anna.types("half a passphra")
    locks(anna)
    assert anna.is_locked() and isinstance(anna.door(), UnlockPage) and "half a" not in anna.reads()


def test_a_weak_passphrase_is_not_taken(volunteer: Sit, tmp_path: Path) -> None:
    words = two_people(tmp_path / "vault")
    anna, page = with_the_sheet(volunteer, tmp_path / "vault", words)
    page.choices.buttons()[0].setChecked(True)
    for edit in (page.secret.first.edit, page.secret.second.edit):
        anna.tabs_to(edit)
        anna.types("too short")
    anna.presses("Return")
    assert isinstance(anna.door(), NewPassphrasePage) and not page.set_button.isEnabled()
    anna.window.close()
    assert not opens(tmp_path / "vault", passphrase="too short")
