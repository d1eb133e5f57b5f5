"""Changing the language while working: everything follows, nothing typed is lost, nothing was forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QWidget,
)

import locales
from locales import PSEUDO, strip_iso
from locales.script import POINTS, point
from tests.people import member
from tests.ui.robots import Volunteer
from ui import language
from ui.pages.settings import SECTIONS
from ui.pages.settings.about import PARTS
from ui.places import PLACES

Sit = Callable[..., Volunteer]
OWN = frozenset({"Raddir", *(locales.language(code).endonym for code in locales.LANGUAGES), locales.language(PSEUDO).endonym})
"""Names that are the same in every language."""


def test_two_keys_on_the_language_button_turn_everything_around_and_keep_what_is_typed(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    anna.presses("Ctrl+K")
    anna.types("half a name")
    anna.window.frame.topbar.language.chosen.emit("ar")
    anna.waits()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.layoutDirection() == Qt.LayoutDirection.RightToLeft
    frame = anna.window.frame
    assert frame.sidebar.mapTo(anna.window, frame.sidebar.rect().topLeft()).x() > anna.window.width() / 2
    assert frame.topbar.search.text() == "half a name"
    assert anna.focus() is frame.topbar.search
    assert QLocale().toString(1234) == "1,234", "figures are typed and shown with Latin digits"
    frame.topbar.language.chosen.emit("en")
    anna.waits()
    assert app.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_the_language_button_offers_each_language_in_its_own_script(volunteer: Sit) -> None:
    anna = volunteer()
    anna.sets_up()
    menu = anna.window.frame.topbar.language.menu()
    assert [action.text() for action in menu.actions()] == ["English", "العربية", "Íslenska", "Polski"]
    menu.actions()[1].trigger()
    assert locales.current().code == "ar"


def test_the_first_thing_of_the_first_run_is_the_language(volunteer: Sit) -> None:
    anna = volunteer()
    anna.types("Samtök")
    buttons = anna.door().languages.buttons
    anna.tabs_to(buttons["ar"])
    anna.presses("Space")
    assert locales.current().rtl
    assert buttons["ar"].isChecked()
    assert anna.door().group.name.text() == "Samtök"


def test_qts_own_words_follow_from_its_catalog_where_ours_says_nothing(qtbot: object, qapp: QApplication) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    language.choose(qapp, "ar")
    qapp.processEvents()
    arabic = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    assert any("\u0600" <= letter <= "\u06ff" for letter in arabic)
    language.choose(qapp, "en")
    qapp.processEvents()
    assert "Cancel" in box.button(QDialogButtonBox.StandardButton.Cancel).text()
    box.deleteLater()


def words_of(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every word a page sets itself, with the names that a screen reader speaks."""
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget.parent(), QTabBar):
            continue  # Qt's own arrows, named once when they are made
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        if isinstance(widget, QLineEdit):
            yield widget, widget.placeholderText()
        if isinstance(widget, QMenu):
            yield widget, widget.title()
            for action in widget.actions():
                yield widget, action.text()
        if isinstance(widget, QComboBox):
            for place in range(widget.count()):
                yield widget, widget.itemText(place)
        if isinstance(widget, QListWidget):
            for place in range(widget.count()):
                yield widget, widget.item(place).text()
        yield widget, widget.accessibleName()
        yield widget, widget.toolTip()


def untranslated(root: QWidget, own: frozenset[str]) -> list[str]:
    return sorted({
        text for _widget, text in words_of(root)
        if any(letter.isalpha() for letter in text) and "⟦" not in text and strip_iso(text) not in own
    })


@pytest.mark.parametrize("place", [*(each.name for each in PLACES), *(f"settings: {each.name}" for each in SECTIONS)])
def test_every_word_of_every_page_goes_through_the_catalog(volunteer: Sit, qapp: QApplication, place: str) -> None:
    anna = volunteer()
    anna.sets_up(association="Æ", name="Ö")
    person, records = member("Þ")
    anna.has(*records)
    place, _colon, section = place.partition(": ")
    anna.window.go(place, section or (person if place == "member" else None))
    anna.waits()
    language.choose(qapp, PSEUDO)
    anna.waits()
    anna.window.page().refresh()
    anna.waits()
    tongues = {locales.language(code).endonym for code in locales.MEMBER_LANGUAGES}
    code = anna.window.session.jobs.write_now(lambda workspace: workspace.get(person).code)
    parts = {name for part in PARTS for name in part}
    own = OWN | tongues | parts | {"Æ", "Ö", "Þ", code, "English  ✕"}  # the last is a language, called as Babel calls it
    own |= {f"{locales.language(each).endonym} ({n})" for n, each in enumerate(locales.LANGUAGES, 1)}  # a chip with its number
    own |= {point(0, locales.member_words(each), "") for each in locales.MEMBER_LANGUAGES}  # what a member hears, in each language
    heard = {locales.member_words(each).gettext(POINTS[1]) for each in locales.MEMBER_LANGUAGES}
    found = [text for text in untranslated(anna.window.root, own) if code not in text and not any(words in text for words in heard)]
    assert found == []


def test_every_word_of_the_doors_goes_through_the_catalog(volunteer: Sit, qapp: QApplication) -> None:
    language.choose(qapp, PSEUDO)
    anna = volunteer()
    anna.waits()
    assert untranslated(anna.door(), OWN | {"English  ✕"}) == []
    language.choose(qapp, "en")
    anna.waits()
    anna.sets_up(association="Æ", name="Ö")
    anna.presses("Ctrl+L")
    language.choose(qapp, PSEUDO)
    anna.waits()
    assert untranslated(anna.window.root, OWN) == []
    anna.presses("F2")
    assert untranslated(anna.window.root, OWN) == []


@pytest.mark.parametrize("n", [11, 30, 99])
def test_arabic_counts_from_eleven_on_in_the_accusative(n: int) -> None:
    """Eleven to ninety-nine take a noun in the accusative singular; the catalog's forms stand in the order of Babel, not of gettext's manual."""
    with_n = locales.words("ar").ngettext("{n} day", "{n} days", n)
    assert with_n == "{n} يومًا"
