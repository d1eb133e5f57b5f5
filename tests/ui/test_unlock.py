"""The unlock page: one sentence for every wrong passphrase, patience that grows, and what the header may tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from storage import header, passphrase
from storage.workspace import Workspace
from tests.ui.robots import PASSPHRASE, Volunteer
from ui.pages import unlock

Sit = Callable[..., Volunteer]


@pytest.fixture
def locked(volunteer: Sit, tmp_path: Path) -> tuple[Volunteer, tuple[str, ...]]:
    """A volunteer before a locked vault, and its recovery words."""
    workspace, words = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Samtök prófana", volunteer="Anna Æfing")
    workspace.close()
    return volunteer(), words


def test_the_passphrase_opens_and_says_who_is_signed_in(locked: tuple[Volunteer, tuple[str, ...]]) -> None:
    anna, _words = locked
    assert anna.focus() is anna.door().passphrase.edit
    anna.unlocks()
    assert not anna.is_locked()
    assert "Anna Æfing" in anna.reads(anna.window.frame.topbar)


def test_every_wrong_passphrase_gives_the_same_sentence_and_the_text_selected(
    locked: tuple[Volunteer, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unlock, "DELAYS", (0,))
    anna, _words = locked
    said = set()
    for wrong in ("lanterns", PASSPHRASE.upper(), PASSPHRASE + " ", "pebble lantern"):
        anna.unlocks(wrong)
        said.add(anna.door().problem.text())
        edit = anna.door().passphrase.edit
        assert anna.focus() is edit
        assert edit.selectedText() == edit.text() != ""
        assert edit.text() not in anna.reads()
    assert len(said) == 1
    anna.unlocks()
    assert not anna.is_locked()


def test_a_keyboard_on_the_screen_never_learns_the_passphrase(locked: tuple[Volunteer, tuple[str, ...]]) -> None:
    anna, _words = locked
    field = anna.door().passphrase
    hidden = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    for _turn in ("hidden", "shown", "hidden again"):
        assert field.edit.inputMethodHints() & hidden == hidden
        field.show_button.toggle()


def test_the_wait_grows_and_ends(locked: tuple[Volunteer, tuple[str, ...]]) -> None:
    assert list(unlock.DELAYS) == sorted(unlock.DELAYS)
    assert unlock.DELAYS[0] == 0
    anna, _words = locked
    anna.unlocks("a")
    assert anna.door().open_button.isEnabled()
    anna.unlocks("b")
    assert not anna.door().open_button.isEnabled()
    assert "try again in 1 second." in anna.reads()
    anna.unlocks()
    assert anna.is_locked(), "while it waits even the right one must wait"
    anna.door()._clock.timeout.emit()
    assert "try again" not in anna.reads()
    anna.presses("Return")
    assert not anna.is_locked()


def test_show_shows_and_hides(locked: tuple[Volunteer, tuple[str, ...]]) -> None:
    anna, _words = locked
    anna.types("abc")
    anna.presses("Tab", "Space")
    assert anna.door().passphrase.edit.displayText() == "abc"
    anna.presses("Space")
    assert anna.door().passphrase.edit.echoMode() == QLineEdit.EchoMode.Password


def test_a_capital_without_shift_tells_that_the_lock_is_on(locked: tuple[Volunteer, tuple[str, ...]]) -> None:
    anna, _words = locked
    edit = anna.door().passphrase.edit
    QTest.sendKeyEvent(QTest.KeyAction.Press, edit, Qt.Key.Key_A, "A", Qt.KeyboardModifier.ShiftModifier)
    assert "capitals lock" not in anna.reads()
    QTest.sendKeyEvent(QTest.KeyAction.Press, edit, Qt.Key.Key_A, "A", Qt.KeyboardModifier.NoModifier)
    assert "The capitals lock is on." in anna.reads()
    QTest.keyClick(edit, "a")
    assert "capitals lock" not in anna.reads()


def test_the_recovery_words_open_it_too_even_when_typed_badly(locked: tuple[Volunteer, tuple[str, ...]]) -> None:
    anna, words = locked
    anna.tabs_to(anna.door().other_button)
    anna.presses("Space")
    anna.types("  ".join(words[:14]).upper())
    anna.tabs_to(anna.door().open_button)
    anna.presses("Space")
    assert "fifteen" in anna.reads() or "15" in anna.reads()
    anna.types(", ".join(words))
    anna.tabs_to(anna.door().open_button)
    anna.door()._clock.timeout.emit()
    anna.presses("Space")
    assert not anna.is_locked()


def test_what_waits_is_told_and_nothing_about_whom(volunteer: Sit, tmp_path: Path) -> None:
    workspace, _words = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Samtök prófana")
    workspace.close()
    anna = volunteer()
    assert "isn't finished" not in anna.reads()
    anna.unlocks()
    anna.window.session.jobs.write_now(lambda opened: opened.drafts.keep("one", {"label": "Mía"}, "about"))
    anna.presses("Ctrl+L")
    assert "A conversation isn't finished; it is safe and waiting." in anna.reads()
    assert "Mía" not in anna.reads()
    assert "Samtök" not in anna.reads()


def test_several_signs_can_be_told_apart(volunteer: Sit, tmp_path: Path) -> None:
    workspace, _words = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Samtök prófana")
    workspace.vault.add_slot("other words that are long enough", "owl")
    workspace.close()
    anna = volunteer()
    signs = anna.door().sign_buttons
    assert set(signs) == {"boat", "owl"}
    anna.tabs_to(signs["boat"])
    anna.presses("Right", "Space")
    assert signs["owl"].isChecked()
    for there in (False, True):
        anna.door().other_button.click()
        assert anna.door().signs.isVisible() is there, "the recovery words are nobody's own"
    anna.tabs_to(anna.door().passphrase.edit)
    anna.unlocks()
    assert anna.is_locked(), "the owl's passphrase is another"
    anna.unlocks("other words that are long enough")
    assert not anna.is_locked()


def test_a_damaged_header_is_said_and_nothing_can_be_entered(volunteer: Sit, tmp_path: Path) -> None:
    workspace, _words = Workspace.create(tmp_path / "vault", PASSPHRASE, association="Samtök prófana")
    workspace.close()
    path = tmp_path / "vault" / header.NAME
    path.write_bytes(path.read_bytes()[:-40])
    before = path.read_bytes()
    anna = volunteer()
    assert "damaged" in anna.reads()
    anna.waits()
    assert anna.focus() is anna.door()._rescue.other_button, "the only thing that helps"
    assert not anna.door().passphrase.edit.isVisible()
    assert path.read_bytes() == before


@pytest.mark.parametrize(("text", "holds"), [
    ("", False), ("password", False), ("Passw0rd123!", False), ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", False), ("1234567890123456", False),
    ("harbour harbour harbour harbour harbour", False), ("correct horse battery", False), ("lantern pebble orchard violin thunder", True),
])
def test_passphrases_are_judged_on_the_low_side(text: str, holds: bool) -> None:
    assert (passphrase.bits(text) >= passphrase.MINIMUM_BITS) is holds


def test_known_words_and_repeats_add_next_to_nothing() -> None:
    plain = passphrase.bits("lantern pebble orchard violin")
    assert passphrase.bits("lantern pebble orchard violin lantern") < plain + 2
    assert passphrase.bits("lantern pebble orchard violin", known=("Orchard Women",)) < plain - 5


def test_suggestions_differ_and_come_from_the_list() -> None:
    suggestions = {passphrase.suggest() for _ in range(20)}
    assert len(suggestions) == 20
    assert all(len(each.split()) == passphrase.WORDS == 5 for each in suggestions)
    listed = set(passphrase._words())
    assert len(listed) == passphrase.LISTED and all(listed.issuperset(each.split()) for each in suggestions)
    assert all(passphrase.bits(each) >= passphrase.MINIMUM_BITS for each in suggestions)
