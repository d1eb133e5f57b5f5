"""A laptop is stolen. On the one that is left: what to do tonight, a new key, a new passphrase, and a backup from the stick. In every language."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from locales import LANGUAGES
from models.need import Need
from models.operation import new_id
from storage import backup
from tests.people import member
from tests.ui.keyholders import FRESH, opens
from tests.ui.robots import PASSPHRASE, Volunteer
from ui import language
from ui.leaves import Leaf
from ui.pages.restore import RestorePage
from ui.pages.settings import SettingsPage
from ui.pages.settings.people import PeopleSection
from ui.pages.settings.people_forms import OwnForm

Sit = Callable[..., Volunteer]


def from_the_stick(volunteer: Sit, folder: Path, stick: Path) -> Volunteer:
    """A new laptop begins with the backup from the stick."""
    anna = volunteer(folder)
    anna.tabs_to(anna.door().backup_button)  # type: ignore[attr-defined]
    anna.presses("Space")
    page = anna.door()
    assert isinstance(page, RestorePage)
    page._take(stick)
    anna.waits()
    page.passphrase.edit.setFocus()
    anna.types(PASSPHRASE)
    anna.presses("Return")
    anna.waits(lambda: not anna.is_locked())
    return anna


def changes_what_may_be_known(anna: Volunteer) -> None:
    """Settings, a passphrase that somebody might know: a new one, and everything under a new key."""
    anna.window.go("settings", "people")
    anna.waits()
    page = anna.page()
    assert isinstance(page, SettingsPage)
    section = page.sections["people"]
    assert isinstance(section, PeopleSection)
    anna.tabs_to(section.own_button)
    anna.presses("Space")
    form = section.form
    assert isinstance(form, OwnForm)
    for edit in (form.secret.first.edit, form.secret.second.edit):
        anna.tabs_to(edit)
        anna.types(FRESH)
    anna.tabs_to(form.routine)
    anna.presses("Space", "Down")
    anna.tabs_to(form.do_button)
    anna.presses("Space")
    anna.waits(lambda: section.form is None)


@pytest.mark.parametrize("code", LANGUAGES)
def test_after_a_theft_the_vault_goes_on_under_keys_the_thief_has_not(
    volunteer: Sit, qapp: QApplication, tmp_path: Path, code: str,
) -> None:
    stick, stolen, folder = tmp_path / "stick", tmp_path / "stolen", tmp_path / "new laptop" / "vault"
    stick.mkdir()
    before = volunteer()
    before.sets_up()
    who, records = member("Mía (sample)", contact="letter to the library")
    before.has(*records, Need(id=new_id(), member=who, category="housing", urgency="U1"))
    made = before.window.session.jobs.write_now(lambda workspace: backup.make(workspace, stick))
    before.window.close()
    shutil.copytree(tmp_path / "vault", stolen)
    language.choose(qapp, code)
    anna = from_the_stick(volunteer, folder, made)
    anna.window.go("settings", "lost")
    anna.waits()
    told = anna.reads()
    assert "72" in told and "Persónuvernd" in told
    changes_what_may_be_known(anna)
    anna.window.close()
    assert opens(folder, passphrase=FRESH) and not opens(folder, passphrase=PASSPHRASE)
    assert opens(stolen, passphrase=PASSPHRASE), "the page says so: what was stolen holds as well as its passphrase did"
    shutil.copy(stolen / "vault.json", folder / "vault.json")
    assert not opens(folder, passphrase=PASSPHRASE), "the key that was stolen opens nothing that is written from now on"


def test_what_to_do_tonight_is_read_before_anything_is_unlocked(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+L")
    anna.tabs_to(anna.door().lost_button)  # type: ignore[attr-defined]
    anna.presses("Space")
    assert isinstance(anna.window.root.currentWidget(), Leaf) and "72 hours" in anna.reads()
