"""Every page for everybody: names for screen readers, an order for the keyboard, no trap, sizes, contrast, large text.

The numbers are those of the checklist of the design, after WCAG 2.2 AA: A1 names, A2 in each language, A4 order, A5 no trap,
A8 contrast, A9 targets, A10 small screens, A11 text of 200 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from locales import PSEUDO
from tests.people import member
from tests.ui.robots import Volunteer
from ui import language, theme
from ui.pages.settings import SECTIONS
from ui.places import PLACES

Sit = Callable[..., Volunteer]
SECTIONS_SHOWN = tuple(f"settings: {each.name}" for each in SECTIONS)
SCREENS = ("first run", "passphrase", "unlock", "danger", *(each.name for each in PLACES), *SECTIONS_SHOWN)


@pytest.fixture
def at(volunteer: Sit) -> Callable[..., Volunteer]:
    """Brings a volunteer to a screen."""
    def bring(screen: str, size: tuple[int, int] = (1366, 690)) -> Volunteer:
        anna = volunteer(size=size)
        if screen == "first run":
            return anna
        if screen == "passphrase":
            anna.types("Samtök")
            anna.presses("Return", "Return")
            return anna
        anna.sets_up()
        person, records = member("Mía (sample)")
        anna.has(*records)
        if screen == "unlock":
            anna.presses("Ctrl+L")
        elif screen == "danger":
            anna.presses("F2")
        elif screen in SECTIONS_SHOWN:
            anna.window.go("settings", screen.partition(": ")[2])
            anna.waits()
        else:
            anna.window.go(screen, person if screen == "member" else None)
            anna.waits()
        return anna

    return bring


def focusable(root: QWidget) -> Iterator[QWidget]:
    """What Tab stops at. The inner editor of a box stands for the box, which it is the proxy of."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget


def is_inner(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox | QAbstractSpinBox)


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def nameless(root: QWidget) -> list[str]:
    without = [each for each in focusable(root) if not is_inner(each) and not name_of(each).strip()]
    return [f"{type(each).__name__} in {type(each.parent()).__name__}" for each in without]


@pytest.mark.parametrize("screen", SCREENS)
def test_a1_a2_everything_the_keyboard_reaches_has_a_name_in_each_language(at: Callable[..., Volunteer], qapp: QApplication, screen: str) -> None:
    anna = at(screen)
    assert nameless(anna.window) == []
    language.choose(qapp, PSEUDO)
    anna.waits()
    assert nameless(anna.window) == []


def chain(root: QWidget) -> list[QWidget]:
    """What Tab visits, in its order."""
    stops = set(focusable(root))
    found, each = [], root.nextInFocusChain()
    while each is not root:
        if each in stops and not is_inner(each):
            found.append(each)
        each = each.nextInFocusChain()
    return found


def area_of(widget: QWidget) -> QWidget | None:
    each = widget.parentWidget()
    while each is not None and not isinstance(each, QScrollArea):
        each = each.parentWidget()
    return each


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("code", ["en", "ar"])
def test_a4_the_keyboard_goes_as_one_reads(at: Callable[..., Volunteer], qapp: QApplication, screen: str, code: str) -> None:
    language.choose(qapp, code)
    language.choose(qapp, "en")
    anna = at(screen)
    language.choose(qapp, code)
    anna.waits()
    page = anna.window.page()
    root = page if page is not None and page.isVisible() else anna.window.root.currentWidget()
    assert root is not None
    stops = [each for each in chain(root) if root.isAncestorOf(each)]
    rtl = code == "ar"

    def place(widget: QWidget) -> tuple[int, int, int]:
        corner = widget.mapTo(root, QPoint(0, 0))
        return (corner.y(), corner.y() + widget.height(), -(corner.x() + widget.width()) if rtl else corner.x())

    wrong = []
    for before, after in pairwise(stops):
        if area_of(before) is not area_of(after) and (before.visibleRegion().isEmpty() or after.visibleRegion().isEmpty()):
            continue  # one of them is scrolled away: it has no place beside the other
        (top, bottom, start), (next_top, next_bottom, next_start) = place(before), place(after)
        goes_up = next_bottom <= top and next_start <= start + max(before.width(), after.width()) // 2
        same_line = next_top < bottom and top < next_bottom
        if goes_up or (same_line and next_start < start):
            wrong.append((repr(before), repr(after), place(before), place(after)))
    assert wrong == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a5_tab_leaves_every_control_and_comes_around(at: Callable[..., Volunteer], screen: str) -> None:
    anna = at(screen)
    stops = [each for each in focusable(anna.window) if not is_inner(each)]
    visited = []
    for _ in range(3 * len(stops) + 5):
        before = anna.focus()
        anna.presses("Tab")
        assert anna.focus() is not None
        assert anna.focus() is not before or len(stops) == 1, f"{before} keeps the keyboard"
        if visited and anna.focus() is visited[0]:
            break
        visited.append(anna.focus())
    else:
        raise AssertionError(f"Tab never comes around: {[repr(each)[:60] for each in visited]} of {len(stops)}")


def luminance(colour: str) -> float:
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("t", [theme.LIGHT, theme.DARK, theme.few(theme.LIGHT), theme.few(theme.DARK)],
                         ids=["light", "dark", "light-few", "dark-few"])
def test_a8_text_borders_and_ring_stand_out(t: theme.Tokens) -> None:
    assert all(len(value) == 7 for value in t)
    texts = [(fore, back) for fore in (t.text, t.muted, t.accent, t.danger, t.ok, t.warn) for back in (t.window, t.base)]
    texts += [(t.text, t.hover), (t.accent, t.hover), (t.on_accent, t.accent), (t.text, t.danger_back), (t.danger, t.danger_back),
              (t.text, t.ok_back), (t.text, t.warn_back)]
    assert [(pair, round(contrast(*pair), 2)) for pair in texts if contrast(*pair) < 4.5] == []
    shapes = [(fore, back) for fore in (t.border, t.accent, t.danger, t.ok) for back in (t.window, t.base)]
    assert [(pair, round(contrast(*pair), 2)) for pair in shapes if contrast(*pair) < 3] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a9_everything_to_press_is_large_enough(at: Callable[..., Volunteer], screen: str) -> None:
    anna = at(screen)
    small = [
        (repr(each), each.width(), each.height()) for each in anna.window.findChildren(QWidget)
        if each.isVisible() and isinstance(each, QAbstractButton | QLineEdit | QComboBox | QAbstractSpinBox)
        and not is_inner(each) and not isinstance(each.parent(), QLineEdit) and min(each.width(), each.height()) < 24
    ]
    assert small == []


def sideways(root: QWidget) -> list[str]:
    """Pages that one would have to push sideways."""
    return [
        repr(each.widget()) for each in root.findChildren(QScrollArea)
        if each.isVisible() and each.horizontalScrollBar().isVisible() and each.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("code", ["en", PSEUDO])
@pytest.mark.parametrize("size", [(1366, 690), (1024, 600)])
def test_a10_it_fits_an_old_laptop(at: Callable[..., Volunteer], qapp: QApplication, screen: str, code: str, size: tuple[int, int]) -> None:
    anna = at(screen, size)
    language.choose(qapp, code)
    anna.waits()
    assert (anna.window.width(), anna.window.height()) == size, "the page pushes the window open"
    assert sideways(anna.window) == []


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons whose words don't fit, and that neither wrap nor have them in a tip."""
    found = []
    for each in root.findChildren(QWidget):
        if not each.isVisible() or not isinstance(each, QLabel | QAbstractButton) or not each.text() or each.toolTip():
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            if each.heightForWidth(each.width()) > each.height() + 2:
                found.append(f"{each.text()!r} needs {each.heightForWidth(each.width())} of {each.height()} pixels in height")
        elif each.sizeHint().width() > each.width() + 2:
            found.append(f"{each.text()!r} needs {each.sizeHint().width()} of {each.width()} pixels in width")
    return found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("code", ["en", PSEUDO])
def test_a11_text_of_twice_the_size_is_never_clipped(at: Callable[..., Volunteer], qapp: QApplication, screen: str, code: str) -> None:
    theme.apply(qapp, dark=False, size=200)
    anna = at(screen)
    language.choose(qapp, code)
    anna.waits()
    assert (anna.window.width(), anna.window.height()) == (1366, 690)
    assert sideways(anna.window) == []
    assert clipped(anna.window) == []


def test_a_scroll_area_never_swallows_the_focus(at: Callable[..., Volunteer]) -> None:
    anna = at("home")
    stops = list(focusable(anna.window))
    assert stops
    assert not [each for each in stops if isinstance(each, QScrollArea | QAbstractSlider) and isinstance(each, QAbstractScrollArea)]
