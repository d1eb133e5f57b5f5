"""What is protected, and a lost laptop: read at the door and inside, the same words on paper, and whom to warn only from an open vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import locales
from locales import numbers, strip_iso
from models.need import Need
from models.operation import new_id
from reports.child import write_once
from tests.people import member
from tests.reports.reading import lost, pages
from tests.ui.robots import Volunteer
from ui import language
from ui.leaves import Leaf
from ui.leaves.lost import CODES, NAMES, NOBODY, LostReading

Sit = Callable[..., Volunteer]


def leaf_of(anna: Volunteer) -> Leaf:
    found = anna.window.root.currentWidget()
    assert isinstance(found, Leaf)
    return found


def crowd(anna: Volunteer) -> dict[str, str]:
    """Four people, and their codes: in an emergency, in danger, in danger and not to be contacted, and nothing of that."""
    ids = {}
    for label, more in (
        ("Emergency (sample)", {"contact": "letter to the library"}), ("Danger (sample)", {"specific_needs": ("SV",)}),
        ("Quiet (sample)", {"specific_needs": ("TR",), "contact": "never this number", "do_not_contact": True}), ("Calm (sample)", {}),
    ):
        ids[label], records = member(label, **more)
        anna.has(*records)
    anna.has(Need(id=new_id(), member=ids["Emergency (sample)"], category="housing", urgency="U1"),
             Need(id=new_id(), member=ids["Calm (sample)"], category="housing", urgency="U1", status="met", closed="2026-03-01"))
    return {label: anna.window.session.jobs.write_now(lambda workspace, each=each: workspace.get(each).code) for label, each in ids.items()}


def test_a_lost_laptop_is_helped_from_the_unlock_page_without_a_vault_being_open(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    crowd(anna)
    anna.presses("Ctrl+L")
    anna.tabs_to(anna.door().lost_button)
    anna.presses("Space")
    read = anna.reads(leaf_of(anna))
    assert "within 72 hours" in read and "Persónuvernd" in read
    assert "Who was in this vault" not in read
    printed = "".join(pages(write_once(leaf_of(anna).reading.on_paper()), "pdfium"))
    assert "Last seen: day, time, place" in printed
    anna.presses("Escape")
    assert anna.focus() is anna.door().lost_button
    assert anna.is_locked()


def test_whom_to_warn_is_shown_when_it_is_asked_for_and_that_is_written_down(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    crowd(anna)
    anna.window.leaf("lost")
    reading = leaf_of(anna).reading
    assert "(sample)" not in anna.reads()
    anna.tabs_to(reading.show_button)
    anna.presses("Space")
    read = anna.reads(leaf_of(anna))
    assert "4 people are in this vault. 3 of them come first" in read
    assert "Calm (sample)" not in read
    lines = {line.split(" (sample)")[0].strip("\u200e"): line for line in read.splitlines() if "(sample)" in line}
    assert next(iter(lines)) == "Emergency", "emergencies first"
    assert "letter to the library" in lines["Emergency"]
    assert "Asked not to be contacted" in lines["Quiet"] and "never this number" not in read
    assert "No safe way is known" in lines["Danger"]
    log = anna.window.session.jobs.write_now(lambda workspace: workspace.access_lines())
    assert [(each.what, each.subject) for each in log] == [("opened-sensitive", "")]


@pytest.mark.parametrize(("contact", "kept"), [
    ("هاتف 000 0025", "000 0025"), ("تلفن ‎+354 555-0142", "+354 555-0142"), ("phone 555 0142, after 6", "555 0142"),
])
def test_a_number_keeps_its_order_between_letters_that_run_the_other_way(contact: str, kept: str) -> None:
    shown = numbers(contact)
    assert f"\u2066{kept}\u2069" in shown and strip_iso(shown) == contact


@pytest.mark.parametrize("chosen", [NOBODY, CODES, NAMES])
def test_on_paper_stands_only_what_was_chosen(volunteer: Sit, chosen: int) -> None:
    anna = volunteer()
    anna.sets_up()
    codes = crowd(anna)
    anna.window.leaf("lost")
    reading = leaf_of(anna).reading
    assert isinstance(reading, LostReading)
    reading.show_button.click()
    anna.waits()
    reading.choices.button(chosen).click()
    printed = " ".join(" ".join(pages(write_once(reading.on_paper()), "pdfium")).split())
    assert ("Emergency (sample)" in printed) is (chosen == NAMES)
    assert ("letter to the library" in printed) is (chosen == NAMES)
    assert (codes["Emergency (sample)"] in printed) is (chosen != NOBODY)
    assert codes["Calm (sample)"] not in printed
    assert "never this number" not in printed


@pytest.mark.parametrize("code", locales.LANGUAGES)
@pytest.mark.parametrize("name", ["protection", "lost"])
def test_the_screen_says_what_the_paper_says_in_every_language(volunteer: Sit, qapp: QApplication, code: str, name: str) -> None:
    language.choose(qapp, code)
    anna = volunteer()
    anna.window.leaf(name)
    reading = leaf_of(anna).reading
    paper = write_once(reading.on_paper())
    shown = anna.reads(reading.article)
    assert len(shown.split()) > 150
    missing = [word for word in lost(shown, paper, "pdfium") if word != "•"]
    assert len(missing) <= len(shown.split()) // 50, missing


def test_the_lock_takes_a_page_away_that_is_being_read(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.window.leaf("lost")
    anna.presses("Ctrl+L")
    assert anna.is_locked()
    assert anna.door().lost_button.isVisible()


def test_the_paper_is_saved_where_it_was_asked_for(volunteer: Sit, tmp_path: Path) -> None:
    anna = volunteer()
    anna.window.leaf("protection")
    leaf_of(anna).reading.paper.save_to(tmp_path / "protection.pdf")
    anna.waits(lambda: (tmp_path / "protection.pdf").exists())
    assert (tmp_path / "protection.pdf").read_bytes().startswith(b"%PDF")
