"""Partners: written down, put in order, retired and kept in Settings; shown by F2 in an emergency, those who speak her language first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locales import LRI, PDI
from models.consent import Consent
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.referral import Referral
from tests.people import member
from tests.ui.robots import Volunteer
from ui.danger import DangerPage
from ui.pages.settings import SettingsPage
from ui.pages.settings.partners import PartnersSection

Sit = Callable[..., Volunteer]
SHELTER = Partner(id=new_id(), code="SHELTER", name="Prufuathvarf", names={"en": "Shelter (sample)", "ar": "ملجأ تجريبي"}, urgent=True,
                  phone="000 0112", hours="Always", languages=("is", "en"), address="Sample Street 2")
CLINIC = Partner(id=new_id(), code="CLINIC", name="Clinic (sample)", urgent=True, phone="+354 000 0113", languages=("ar", "en"))
LIBRARY = Partner(id=new_id(), code="LIBRARY", name="Library (sample)")


@pytest.fixture
def anna(volunteer: Sit) -> Volunteer:
    sits = volunteer()
    sits.sets_up()
    sits.has(SHELTER, CLINIC, LIBRARY)
    return sits


def opens_partners(anna: Volunteer) -> PartnersSection:
    anna.window.go("settings", "partners")
    anna.waits()
    page = anna.page()
    assert isinstance(page, SettingsPage)
    section = page.current()
    assert isinstance(section, PartnersSection)
    return section


def kept(anna: Volunteer) -> dict[str, Partner]:
    found = anna.window.session.jobs.write_now(lambda workspace: workspace.records("partner"))
    return {each.name or "": each for each in found if isinstance(each, Partner)}


def names(section: PartnersSection) -> list[str]:
    return [str(section.model.index(row, 0).data()) for row in range(section.model.rowCount())]


def test_a_partner_is_added_by_keys_with_a_drawn_code_and_a_change_of_name_leaves_the_code(anna: Volunteer) -> None:
    section = opens_partners(anna)
    anna.tabs_to(section.add_button)
    anna.presses("Space")
    anna.types("Food bank (sample)")
    anna.presses("Ctrl+S")
    made = kept(anna)["Food bank (sample)"]
    assert made.code is not None and made.code.startswith("P-") and names(section)[-1] == "Food bank (sample)"
    assert anna.focus() is section.table and section.marked() == made
    assert "The partner “Food bank (sample)” is added." in anna.reads(anna.window.frame)
    anna.presses("Return")
    section.form.form.editors["name"].set_value("Open pantry (sample)")
    anna.presses("Ctrl+S")
    assert kept(anna)["Open pantry (sample)"].code == made.code
    anna.presses("Ctrl+Z")
    anna.presses("Ctrl+Z")
    assert set(kept(anna)) == {"Prufuathvarf", "Clinic (sample)", "Library (sample)"}


def test_the_form_without_a_name_says_so_and_is_there_after_a_lock(anna: Volunteer) -> None:
    section = opens_partners(anna)
    anna.tabs_to(section.add_button)
    anna.presses("Space")
    anna.presses("Ctrl+S")
    assert "Write the name" in section.form.problem.text() and len(kept(anna)) == 3
    anna.types("Half a na")
    anna.presses("Ctrl+L")
    anna.unlocks()
    anna.waits()
    page = anna.page()
    assert isinstance(page, SettingsPage) and isinstance(page.current(), PartnersSection)
    form = page.current().form  # type: ignore[union-attr]
    assert form.isVisible() and form.form.editors["name"].raw() == "Half a na"


def test_alt_and_the_arrows_put_them_in_order_and_f2_follows_it(anna: Volunteer) -> None:
    section = opens_partners(anna)
    anna.tabs_to(section.table)
    anna.presses("Down", "Alt+Up")
    assert names(section) == ["Clinic (sample)", "Shelter (sample)", "Library (sample)"]
    assert section.marked() == kept(anna)["Clinic (sample)"], "it stays marked"
    anna.presses("F2")
    panel = anna.window.root.currentWidget()
    assert isinstance(panel, DangerPage)
    assert [each.name.text().strip("\u2068\u2069") for each in panel.helpers] == ["Clinic (sample)", "Shelter (sample)"]
    anna.presses("Escape", "Ctrl+Z")
    assert names(section)[0] == "Shelter (sample)"


def test_a_partner_in_use_is_never_deleted_only_no_longer_offered(anna: Volunteer) -> None:
    who, records = member("Mía (sample)")
    need = Need(id=new_id(), member=who, category="housing")
    anna.has(*records, Consent(member=who, use="share:SHELTER", value="given", date="2026-01-05"), need,
             Referral(member=who, need=need.id, partner=LIBRARY.id))
    section = opens_partners(anna)
    anna.tabs_to(section.table)
    anna.presses("Delete")
    assert "it can't be deleted" in anna.reads() and len(kept(anna)) == 3
    anna.presses("Down", "Down", "Delete")
    assert len(kept(anna)) == 3, "a referral names it"
    anna.presses("Up", "Delete")
    assert "Clinic (sample)" not in kept(anna), "nobody was told of this one"
    section.table.setCurrentIndex(section.model.index(0, 0))
    anna.tabs_to(section.retire_button)
    anna.presses("Space")
    assert kept(anna)["Prufuathvarf"].retired is True and "no longer offered" in str(section.model.index(0, 5).data())
    anna.presses("F2")
    assert "Shelter (sample)" not in anna.reads(anna.window.root.currentWidget())
    anna.presses("Escape")
    anna.window.go("needs", {"need": need.id, "from": "member"})
    anna.waits()
    assert "Shelter (sample)" not in anna.reads(anna.page())


def test_f2_in_a_conversation_puts_her_language_first_and_loses_no_letter(anna: Volunteer) -> None:
    anna.presses("Ctrl+N")
    page = anna.page()
    page.top.tongue.set_code("ar")  # type: ignore[attr-defined]
    page._language_picked("ar")  # type: ignore[attr-defined]
    before = anna.focus()
    anna.presses("F2")
    panel = anna.window.root.currentWidget()
    assert isinstance(panel, DangerPage) and "Call 112" in anna.reads(panel)
    assert [each.name.text().strip("\u2068\u2069") for each in panel.helpers] == ["Clinic (sample)", "Shelter (sample)"]
    assert "Speaks her language: Arabic" in anna.reads(panel.helpers[0]) and "Speaks her" not in anna.reads(panel.helpers[1])
    assert "Open: Always" in anna.reads(panel.helpers[1]) and "Languages: Icelandic and English" in anna.reads(panel.helpers[1])
    anna.tabs_to(panel.helpers[1].phone)
    anna.presses("Escape")
    assert anna.page() is page and anna.focus() is before and page.spoken() == "ar"


def test_f2_in_arabic_has_names_in_arabic_and_numbers_from_left_to_right(anna: Volunteer) -> None:
    anna.window.choose_language("ar")
    anna.presses("F2")
    panel = anna.window.root.currentWidget()
    assert isinstance(panel, DangerPage) and "ملجأ تجريبي" in anna.reads(panel)
    assert f"{LRI}+354 000 0113{PDI}" in panel.helpers[1].phone.text()
