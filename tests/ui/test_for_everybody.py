"""The doors for everybody, and the rules that are not read off a screen as it stands: the ring, contrast, time, errors, motion, help."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit

import locales
from locales import PSEUDO, strip_iso
from storage import header
from tests.people import member
from tests.ui import accessibility as checks
from tests.ui.robots import ASSOCIATION, PASSPHRASE, Volunteer
from tests.ui.test_accessible import ALL, LARGE, ORDINARY, SIZES, TINY, Found, take
from ui import language, theme
from ui.events import events
from ui.focus_ring import RING
from ui.pages.first_run import PAPER, READY, FirstRunPage
from ui.pages.unlock import UnlockPage
from ui.topbar import Topbar

Sit = Callable[..., Volunteer]
ROOT = Path(__file__).resolve().parents[2]


# The doors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [*locales.LANGUAGES, PSEUDO])
def test_every_door_passes_every_check_of_a_page(volunteer: Sit, qapp: QApplication, tmp_path: Path, code: str) -> None:
    language.choose(qapp, code)
    found: Found = defaultdict(list)
    anna = volunteer()

    def look(where: str) -> None:
        for each, which in ((ORDINARY, ALL), (TINY, SIZES), (LARGE, SIZES)):
            theme.apply(qapp, dark=False, size=each.text)
            anna.window.resize(each.width, each.height)
            anna.waits()
            take(found, anna, f"{where}, {each}", which, each)
        theme.apply(qapp, dark=False, size=100)
        anna.window.resize(*ORDINARY[:2])
        anna.waits()

    goes_through_the_first_run(anna, look)
    anna.presses("Ctrl+L")
    anna.waits()
    look("unlock")
    door = anna.door()
    assert isinstance(door, UnlockPage)
    door._other_way()
    look("unlock by words")
    events.restore.emit((None,))
    anna.waits()
    look("restore")
    anna.window.close()
    (tmp_path / "vault" / header.NAME).write_bytes(b"{}")
    for each in (header.PREVIOUS,):
        (tmp_path / "vault" / each).unlink(missing_ok=True)
    anna = volunteer()
    look("damaged")
    assert {rule: wrong for rule, wrong in found.items() if wrong} == {}


def goes_through_the_first_run(anna: Volunteer, look: Callable[[str], None]) -> None:
    """Its five pages, looked at one by one."""
    door = anna.door()
    assert isinstance(door, FirstRunPage)
    look("first run: association")
    door.group.name.setText(ASSOCIATION)
    door.forward()
    look("first run: languages")
    door.forward()
    look("first run: passphrase")
    for edit in (door.secret.first.edit, door.secret.second.edit):
        edit.setText(PASSPHRASE)
    door.forward()
    anna.waits(lambda: door.step == PAPER)
    look("first run: sheet")
    door.paper.ready_button.click()
    anna.waits()
    look("first run: proof")
    door.skip_button.click()
    anna.waits(lambda: door.step == READY)
    look("first run: ready")
    door.forward()
    anna.waits(lambda: not anna.is_locked())


# A7 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a7_a_ring_of_two_pixels_surrounds_what_has_the_keyboard(volunteer: Sit, qapp: QApplication, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    anna = volunteer()
    anna.sets_up()
    first = anna.focus()
    assert first is not None
    anna.presses("Tab", "Tab")
    second = anna.focus()
    assert second is not None and second is not first
    for each in (first, second):
        each.setFocus()
        anna.waits()
        picture = anna.window.grab().toImage()
        corner, middle = each.mapTo(anna.window, QPoint(0, 0)), each.height() // 2
        ring = [picture.pixelColor(corner.x() - away, corner.y() + middle) for away in range(1, 6)]
        assert sum(colour == QColor(theme.tokens().accent) for colour in ring) >= RING, [colour.name() for colour in ring]


# A8 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("t", [theme.LIGHT, theme.DARK, theme.few(theme.LIGHT), theme.few(theme.DARK)],
                         ids=["light", "dark", "light-few", "dark-few"])
def test_a8_text_borders_and_ring_stand_out(t: theme.Tokens) -> None:
    assert all(len(value) == 7 for value in t)
    texts = [(fore, back) for fore in (t.text, t.muted, t.accent, t.danger, t.ok, t.warn) for back in (t.window, t.base)]
    texts += [(t.text, t.hover), (t.accent, t.hover), (t.on_accent, t.accent), (t.text, t.danger_back), (t.danger, t.danger_back),
              (t.text, t.ok_back), (t.text, t.warn_back), (t.warn, t.warn_back)]
    assert [(pair, round(checks.contrast(*pair), 2)) for pair in texts if checks.contrast(*pair) < 4.5] == []
    shapes = [(fore, back) for fore in (t.border, t.accent, t.danger, t.ok) for back in (t.window, t.base)]
    assert [(pair, round(checks.contrast(*pair), 2)) for pair in shapes if checks.contrast(*pair) < 3] == []


# A14 to A20 -----------------------------------------------------------------------------------------------------------


def test_a14_the_undo_bar_stays_until_the_next_act(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    person, records = member("Salóme (sample)")
    anna.has(*records)
    anna.window.go("member", person)
    anna.waits()
    anna.presses("F4", "3", "Y", "Ctrl+S")
    bar = anna.window.frame.undo  # type: ignore[union-attr]
    assert bar.isVisible()
    anna.presses("Ctrl+2", "Ctrl+1")
    assert bar.isVisible(), "going elsewhere is no act"
    source = (ROOT / "ui" / "bars.py").read_text("utf-8")
    assert "QTimer" not in source.partition("class UndoBar")[2].partition("\nclass ")[0], "no clock takes it away"


def test_a15_what_is_wrong_is_listed_on_top_and_said_again_at_its_place(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    for keys in (("Ctrl+N",), ("Alt+A", "Y"), ("Ctrl+Return",), ("Ctrl+S",)):
        anna.presses(*keys)
    page = anna.page()
    sentence = page.steps["about"].rows["label"].editor.shown_problem()  # type: ignore[attr-defined]
    review = page.steps["review"]  # type: ignore[attr-defined]
    assert page.now == "review" and sentence and strip_iso(sentence) in anna.reads(review)  # type: ignore[attr-defined]
    assert anna.focus() is not None and review.isAncestorOf(anna.focus()), "the keyboard is at the list"
    anna.presses("Space")
    line = anna.focus()
    assert page.now == "about" and isinstance(line, QLineEdit) and sentence in line.accessibleDescription()  # type: ignore[attr-defined]


def test_a16_nothing_moves_by_itself() -> None:
    moving = re.compile(r"Q(Property|Variant)Animation|QMovie|setAnimated\(True\)|QGraphicsOpacityEffect")
    assert [str(path) for path in (ROOT / "ui").rglob("*.py") if moving.search(path.read_text("utf-8"))] == []


def test_a18_help_is_at_the_same_place_everywhere(volunteer: Sit) -> None:
    from ui.places import PLACES

    anna = volunteer()
    anna.sets_up()
    person, records = member("Salóme (sample)")
    anna.has(*records)
    places = set()
    for each in PLACES:
        anna.window.go(each.name, person if each.name == "member" else None)
        anna.waits()
        bar = anna.window.findChildren(Topbar)[0]
        assert bar.help_button.isVisible() and bar.help_button.accessibleName() == "Help on this page"
        places.add(bar.help_button.mapTo(anna.window, QPoint(0, 0)).y())
    assert len(places) == 1


def test_a19_what_was_told_once_is_not_asked_again(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    person, records = member("Salóme (sample)", uses=("keep", "statistics"), preferred_language="pl", region="capital")
    anna.has(*records)
    anna.window.go("conversation", {"member": person})
    anna.waits()
    page = anna.page()
    assert page.top.tongue.code() == "pl"  # type: ignore[attr-defined]
    page.show_step("about")  # type: ignore[attr-defined]
    told = {name: row.editor.raw() for name, row in page.steps["about"].rows.items()}  # type: ignore[attr-defined]
    assert (told["label"], told["preferred_language"], told["region"]) == ("Salóme (sample)", "pl", "capital")


def test_a20_a_passphrase_may_be_pasted_and_seen(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+L")
    anna.waits()
    QApplication.clipboard().setText(PASSPHRASE)
    anna.presses("Ctrl+V")
    door = anna.door()
    assert isinstance(door, UnlockPage)
    line, show = door.passphrase.edit, door.passphrase.show_button
    assert line.text() == PASSPHRASE and line.echoMode() == QLineEdit.EchoMode.Password
    anna.clicks_on(show)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    line.setFocus()
    anna.presses("Return")
    anna.waits(lambda: not anna.is_locked())
