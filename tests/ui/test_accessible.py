"""Every screen for everybody, in every language of the window and in one that is longer than any: rules A1 to A20 of the design.

One walk a language goes through every state of every screen, at each size and text size, and notes what is wrong by rule; each rule is a test.
A6, the budgets in keys, stands in `journeys/test_budgets.py`; A12, 683 x 384, is a size of the walk; A17 is a limit of Qt: a screen reader can't
be told the language of a control, but each text keeps its own, and its direction is checked here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

import locales
from locales import PSEUDO
from storage import header, slots
from storage.workspace import Workspace
from tests.ui import accessibility as checks
from tests.ui.robots import PASSPHRASE, Volunteer
from tests.ui.screens import TOUR, Guide, back_home, fill
from ui import language, theme
from ui.main_window import MainWindow
from ui.session import Session

Sit = Callable[..., Volunteer]
LANGUAGES = (*locales.LANGUAGES, PSEUDO)


class Look(NamedTuple):
    """A size of the window and of the text in it."""

    width: int
    height: int
    text: int = 100


ORDINARY, SMALL, TINY, LARGE = Look(1366, 690), Look(1024, 600), Look(683, 384), Look(1366, 690, 200)
SIZES = {"sideways": checks.sideways, "outside": checks.outside, "clipped": checks.clipped}
ALL = SIZES | {
    "nameless": checks.nameless, "stateless": checks.stateless, "small": checks.too_small,
    "colour": checks.only_colour, "letters": checks.shared_letters, "unmirrored": checks.unmirrored,
}
WALKS: dict[str, tuple[Look, ...]] = {"en": (ORDINARY,), "ar": (ORDINARY, TINY), "is": (TINY,), "pl": (LARGE,), PSEUDO: (SMALL, LARGE)}
"""Which looks a language is walked in. Whoever fits in the longest fits in the others."""
Found = dict[str, list[str]]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    """A vault in which every list has something, opened with the quickest derivation."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(header, "FLOOR", header.TEST_FLOOR)
        patched.setattr(slots, "calibrate", lambda: header.TEST_FLOOR)
        folder = tmp_path_factory.mktemp("tour") / "vault"
        workspace, _words = Workspace.create(folder, PASSPHRASE, association="Samtök prófana", volunteer="Anna Æfing")
        ids = fill(workspace)
        workspace.close()
        yield folder, ids


def seated(folder: Path, look: Look = ORDINARY) -> Volunteer:
    """Somebody before the window."""
    window = MainWindow(Session(folder))
    window.resize(look.width, look.height)
    window.show()
    window.activateWindow()
    anna = Volunteer(window)
    anna.waits()
    return anna


def goes(anna: Volunteer) -> None:
    anna.window.close()
    anna.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def take(found: Found, anna: Volunteer, where: str, which: dict[str, Callable[[QWidget], list[str]]], look: Look) -> None:
    """Note what is wrong on the screen that is shown."""
    if (anna.window.width(), anna.window.height()) != look[:2]:
        found["sideways"].append(f"{where}: it pushes the window open to {anna.window.width()} x {anna.window.height()}")
        anna.window.resize(look.width, look.height)
    for rule, check in which.items():
        found[rule] += [f"{where}: {each}" for each in check(anna.window)]
    if which is ALL:
        visited, trapped = checks.tabbed(anna)
        page, shown = anna.window.page(), anna.window.root.currentWidget()
        root = page if page is not None and page.isVisible() else shown  # the frame around a page has an order of its own
        assert root is not None
        found["trapped"] += [f"{where}: {each}" for each in trapped]
        found["order"] += [f"{where}: {each}" for each in checks.out_of_order(root, visited)]


_walked: dict[str, Found] = {}
"""What was found, by language: with two workers pytest goes from language to language and back, and a walk takes half a minute."""


@pytest.fixture(scope="module")
def walked(request: pytest.FixtureRequest, vault: tuple[Path, Any], _dressed: QApplication) -> Found:
    """What is wrong in one language, by rule."""
    code, app = request.param, _dressed
    if code in _walked:
        return _walked[code]
    found = defaultdict[str, list[str]](list)
    anna = seated(vault[0])
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    guide = Guide(anna, vault[1])
    if code == PSEUDO:  # every page is built in another language and changed to this one as it stands
        for bring in TOUR.values():
            back_home(guide)
            bring(guide)
    for number, look in enumerate(WALKS[code]):
        theme.apply(app, dark=False, size=look.text)
        language.choose(app, code)
        anna.window.resize(look.width, look.height)
        for name, bring in TOUR.items():
            back_home(guide)
            bring(guide)
            anna.waits()
            take(found, anna, f"{name}, {look.width} x {look.height}, {look.text} %", SIZES if number else ALL, look)
    theme.apply(app, dark=False, size=100)
    language.choose(app, "en")
    goes(anna)
    _walked[code] = found
    return found


by_language = pytest.mark.parametrize(
    "walked", [pytest.param(code, marks=pytest.mark.xdist_group(f"tour-{code}")) for code in LANGUAGES], indirect=True)


@by_language
def test_a1_a2_everything_the_keyboard_reaches_has_a_name_in_each_language(walked: Found) -> None:
    assert walked["nameless"] == []


@by_language
def test_a3_everything_says_what_it_is_and_how_it_stands(walked: Found) -> None:
    assert walked["stateless"] == []


@by_language
def test_a4_the_keyboard_goes_as_one_reads(walked: Found) -> None:
    assert walked["order"] == []


@by_language
def test_a5_tab_leaves_every_control_and_comes_around(walked: Found) -> None:
    assert walked["trapped"] == []


@by_language
def test_a9_everything_to_press_is_large_enough(walked: Found) -> None:
    assert walked["small"] == []


@by_language
def test_a10_a12_it_fits_an_old_laptop_and_one_at_double_scale(walked: Found) -> None:
    assert walked["sideways"] == []
    assert walked["outside"] == []


@by_language
def test_a11_no_word_is_clipped_at_any_size_of_the_text(walked: Found) -> None:
    assert walked["clipped"] == []


@by_language
def test_a13_nothing_is_told_by_colour_alone(walked: Found) -> None:
    assert walked["colour"] == []


@by_language
def test_no_two_answer_to_the_same_letter(walked: Found) -> None:
    assert walked["letters"] == []


@by_language
def test_what_is_read_from_the_right_is_mirrored(walked: Found) -> None:
    assert walked["unmirrored"] == []
