"""The lock while a picture is looked at, while a recording plays and while a file is being added: nothing stays, and everything comes back."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

from media.player import Player
from models.attachment import Attachment
from tests.media import samples
from tests.people import member
from tests.ui.robots import Volunteer
from ui.pages.member import MemberPage

Sit = Callable[..., Volunteer]


def at_the_record(volunteer: Sit) -> tuple[Volunteer, str]:
    anna = volunteer()
    anna.sets_up()
    person, records = member("Mía (sample)", ("keep", "media"))
    anna.has(*records)
    anna.window.go("member", person)
    anna.waits()
    return anna, person


def page(anna: Volunteer) -> MemberPage:
    found = anna.page()
    assert isinstance(found, MemberPage)
    return found


def added(anna: Volunteer, data: bytes, place: Path) -> Attachment:
    place.write_bytes(data)
    page(anna).attaching.add_file(place)
    anna.waits()
    anna.types("A paper")
    anna.presses("Ctrl+S")
    found = anna.window.session.jobs.write_now(lambda workspace: workspace.records("attachment"))[0]
    assert isinstance(found, Attachment) and found.title == "A paper"
    return found


def test_a_picture_is_gone_with_the_lock_and_shown_again_after_it(volunteer: Sit, tmp_path: Path) -> None:
    anna, _person = at_the_record(volunteer)
    found = added(anna, samples.photo(), tmp_path / "a.jpg")
    page(anna).attaching.open(found.id)
    anna.waits()
    viewer = page(anna).attaching.reader.viewer
    assert not viewer.picture.image.isNull()
    anna.presses("Ctrl+L")
    assert viewer.picture.image.isNull() and anna.is_locked()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked() and page(anna).attaching.reader.isVisible())
    anna.waits(lambda: not page(anna).attaching.reader.viewer.picture.image.isNull())


def test_a_recording_ends_with_the_lock_and_its_process_too(volunteer: Sit, tmp_path: Path) -> None:
    anna, _person = at_the_record(volunteer)
    found = added(anna, samples.tone(30), tmp_path / "a.wav")
    page(anna).attaching.player = lambda: Player(backend="NULL")  # type: ignore[method-assign]
    page(anna).attaching.open(found.id)
    bar = page(anna).attaching.reader.viewer.sound
    anna.waits(bar.isVisible)
    bar.button.click()
    anna.waits(lambda: bar.button.text() == "Pause")
    anna.presses("Ctrl+L")
    assert not [each for each in multiprocessing.active_children() if each.name == "player"]


def test_a_half_typed_title_waits_behind_the_lock_with_its_file(volunteer: Sit, tmp_path: Path) -> None:
    anna, _person = at_the_record(volunteer)
    place = tmp_path / "a.jpg"
    place.write_bytes(samples.photo())
    page(anna).attaching.add_file(place)
    anna.waits()
    anna.types("The letter ab")
    anna.presses("Ctrl+L")
    assert not [each for each in multiprocessing.active_children() if each.name == "intake"]
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked() and page(anna).attaching.form.isVisible())
    form = page(anna).attaching.form
    anna.waits(lambda: form.save_button.isEnabled())
    assert form.form.raw()["title"] == "The letter ab"
    anna.presses("Ctrl+S")
    found = anna.window.session.jobs.write_now(lambda workspace: workspace.records("attachment"))
    assert [each.title for each in found if isinstance(each, Attachment)] == ["The letter ab"]
