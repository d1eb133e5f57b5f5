"""What a screen reader is told and a finger can hit: names in every language, sizes, and Tab in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from locales import use
from tests.ui.people_vault import SAMIRA, opened, settle
from ui.pages import Page
from ui.pages.member import MemberPage
from ui.pages.people import PeoplePage
from ui.pages.questions import QuestionsPage
from ui.pages.reports import ReportsPage

LEAST = 24
"""Logical pixels a target has at least (WCAG 2.2, 2.5.8)."""


def opened_member(session: Any, ids: dict[str, str]) -> Page:
    page = MemberPage(session)
    page.open(ids[SAMIRA])
    page.refresh()
    settle(session)
    page.ask()
    return page


def opened_question(session: Any, _ids: dict[str, str]) -> Page:
    page = QuestionsPage(session)
    page.refresh()
    settle(session)
    page.new()
    page.form.kind.choose("code")
    return page


PAGES = {"people": lambda session, _ids: PeoplePage(session), "member": opened_member, "questions": opened_question,
         "reports": lambda session, _ids: ReportsPage(session)}


@pytest.fixture(params=list(PAGES))
def page(request: Any, qapp: Any, tmp_path: Path, qtbot: Any) -> Iterator[Page]:
    use("en")
    with opened(tmp_path / "vault") as (session, ids):
        made = PAGES[request.param](session, ids)
        qtbot.addWidget(made)
        made.resize(1180, 620)
        made.show()
        settle(session)
        yield made
    use("en")


def stops(page: Page) -> list[QWidget]:
    """What Tab stops at, in its order."""
    found, widget = [], page.nextInFocusChain()
    while widget is not page:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page) and widget.focusProxy() is None and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def heard(widget: QWidget) -> str:
    """The name; on Linux Qt tells that of a list to choose from by its label, and its text in place of a name."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface is not None else ""


def test_everything_the_keyboard_reaches_has_a_name_that_follows_the_language(page: Page) -> None:
    names = {widget: heard(widget) for widget in stops(page)}
    assert names and not [type(widget).__name__ for widget, name in names.items() if not name]
    use("xx")
    page.retranslate()
    same = [name for widget, name in names.items() if heard(widget) == name and any(letter.isalpha() for letter in name)]
    assert not same


def test_what_is_clicked_is_large_enough(page: Page) -> None:
    small = [
        (type(each).__name__, each.width(), each.height()) for each in stops(page)
        if isinstance(each, QAbstractButton | QComboBox | QLineEdit) and min(each.width(), each.height()) < LEAST
    ]
    assert not small


def test_tab_goes_down_the_page(page: Page) -> None:
    column = [each for each in stops(page) if each.parentWidget() is not None]
    tops = [each.mapTo(page, QPoint(0, 0)) for each in column]
    # Two columns stand side by side at most: going up is allowed once, from the end of one to the head of the next.
    up = [place for place in range(1, len(tops)) if tops[place].y() < tops[place - 1].y() - 12]
    assert len(up) <= 2 and all(tops[place].x() > tops[0].x() for place in up)
