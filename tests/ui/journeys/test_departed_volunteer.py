"""A volunteer leaves: their passphrase no longer opens the vault, nor does a copy they made lead any further. In every language."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from locales import LANGUAGES
from storage.workspace import Workspace
from tests.ui.keyholders import BORIS, locks, opens, two_people
from tests.ui.robots import PASSPHRASE, Volunteer
from ui import language
from ui.pages.settings import SettingsPage
from ui.pages.settings.people import PeopleSection
from ui.pages.settings.people_forms import RekeyForm, RemoveForm

Sit = Callable[..., Volunteer]


def at_the_list(anna: Volunteer, passphrase: str = PASSPHRASE) -> PeopleSection:
    """Unlock, and look who opens the vault."""
    anna.unlocks(passphrase)
    anna.waits(lambda: not anna.is_locked())
    anna.window.go("settings", "people")
    anna.waits()
    page = anna.page()
    assert isinstance(page, SettingsPage)
    found = page.sections["people"]
    assert isinstance(found, PeopleSection)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_who_leaves_is_shut_out_and_stays_the_author(volunteer: Sit, qapp: QApplication, tmp_path: Path, code: str) -> None:
    folder, copied = tmp_path / "vault", tmp_path / "copied"
    two_people(folder)
    shutil.copytree(folder, copied)  # what Boris took along
    language.choose(qapp, code)
    anna = volunteer(folder)
    section = at_the_list(anna)
    assert [row.who.name for row in section.rows] == ["Anna Æfing", "Boris (sample)"]
    anna.tabs_to(section.rows[1].remove_button)
    anna.presses("Space")
    assert isinstance(section.form, RemoveForm) and section.form.leave_button.hasFocus(), "leaving it be is the nearest"
    anna.tabs_to(section.form.do_button)
    anna.presses("Space")
    anna.waits(lambda: isinstance(section.form, RekeyForm))
    assert [row.who.name for row in section.rows] == ["Anna Æfing"] and "Boris" in anna.reads(section)
    anna.tabs_to(section.form.do_button)
    anna.presses("Space")
    anna.waits(lambda: section.form is None)
    anna.window.go("people")
    anna.waits()
    assert "Mía" in str([each.label for each in anna.window.session.jobs.write_now(lambda workspace: workspace.records("member"))])
    locks(anna)
    anna.window.close()
    assert not opens(folder, passphrase=BORIS) and opens(folder, passphrase=PASSPHRASE)
    assert opens(copied, passphrase=BORIS), "what is gone is gone"
    for name in ("vault.json", "erased.list"):
        shutil.copy(copied / name, folder / name)  # the key of the copy, and what was written since
    assert not opens(folder, passphrase=BORIS) and not opens(folder, passphrase=PASSPHRASE)
    assert opens_store_of(copied, folder) is False


def opens_store_of(copied: Path, folder: Path) -> bool:
    """Whether the copy opens with the store of now beside its own key."""
    shutil.copy(folder / "store.db", copied / "store.db")
    return opens(copied, passphrase=BORIS)


def test_removing_may_be_thought_better_of(volunteer: Sit, tmp_path: Path) -> None:
    two_people(tmp_path / "vault")
    anna = volunteer(tmp_path / "vault")
    section = at_the_list(anna)
    anna.tabs_to(section.rows[1].remove_button)
    anna.presses("Space", "Space")
    assert section.form is None and section.rows[1].isVisible()
    anna.window.close()
    assert opens(tmp_path / "vault", passphrase=BORIS)


def test_what_the_departed_wrote_stays_under_their_name(volunteer: Sit, tmp_path: Path) -> None:
    two_people(tmp_path / "vault")
    anna = volunteer(tmp_path / "vault")
    section = at_the_list(anna)
    anna.tabs_to(section.rows[1].remove_button)
    anna.presses("Space")
    assert section.form is not None
    anna.tabs_to(section.form.do_button)
    anna.presses("Space")
    anna.waits(lambda: isinstance(section.form, RekeyForm))
    anna.window.close()
    workspace = Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE)
    try:
        (mia,) = workspace.records("member")
        assert {each.author for each in workspace.history(mia.id)} == {"Boris (sample)"}
    finally:
        workspace.close()
