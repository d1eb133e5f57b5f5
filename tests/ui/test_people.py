"""Finding people, by keyboard alone, as a volunteer does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from locales import use
from models.member import Member
from models.operation import new_id
from storage.lists import PAGE
from storage.workspace import Workspace
from tests.ui.people_vault import FATIMA, SAMIRA, THORUNN, TOMASZ, grants, opened, settle, texts
from ui.lists.model import ListModel
from ui.pages.people import PeoplePage
from ui.session import Session


@pytest.fixture
def vault(qapp: Any, tmp_path: Path) -> Iterator[tuple[Session, dict[str, str]]]:
    use("en")
    with opened(tmp_path / "vault") as found:
        yield found


def page_of(session: Session, qtbot: Any) -> tuple[PeoplePage, list[tuple[str, object]]]:
    page = PeoplePage(session)
    qtbot.addWidget(page)
    went: list[tuple[str, object]] = []
    page.go.connect(lambda name, argument: went.append((name, argument)))
    page.resize(1100, 600)
    page.show()
    page.refresh()
    settle(session)
    return page, went


def names(page: PeoplePage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def type_into(page: PeoplePage, session: Session, typed: str) -> None:
    page.box.clear()
    QTest.keyClicks(page.box, typed)
    settle(session)


@pytest.mark.parametrize(("typed", "found"), [
    ("sam", SAMIRA), ("thoru", THORUNN), ("Þór", THORUNN), ("proby", None), ("probny", TOMASZ), ("فاطمه", FATIMA), ("0142", SAMIRA),
])
def test_finds_while_typing_and_forgives_spelling(vault: Any, qtbot: Any, typed: str, found: str | None) -> None:
    session, _ids = vault
    page, _went = page_of(session, qtbot)
    type_into(page, session, typed if typed.isascii() else "")
    if not typed.isascii():
        page.box.insert(typed)
        page.look_for(page.box.text())
        settle(session)
    assert names(page) == ([found] if found else [])


def test_finds_by_code(vault: Any, qtbot: Any) -> None:
    session, _ids = vault
    page, _went = page_of(session, qtbot)
    row = names(page).index(TOMASZ)
    type_into(page, session, page.model.index(row, 1).data().lower())
    assert TOMASZ in names(page)


def test_three_letters_and_enter_open_a_person_before_the_answer_is_there(vault: Any, qtbot: Any) -> None:
    session, ids = vault
    page, went = page_of(session, qtbot)
    page.box.setFocus()
    QTest.keyClicks(page.box, "sam")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    settle(session)
    assert went == [("member", ids[SAMIRA])]


def test_down_goes_from_the_box_to_the_list_and_enter_opens_the_marked_line(vault: Any, qtbot: Any) -> None:
    session, ids = vault
    page, went = page_of(session, qtbot)
    page.box.setFocus()
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert went == [("member", ids[names(page)[1]])]


def test_a_line_tells_language_area_open_needs_and_the_last_conversation(vault: Any, qtbot: Any) -> None:
    session, _ids = vault
    page, _went = page_of(session, qtbot)
    row = names(page).index(SAMIRA)
    assert [page.model.index(row, column).data() for column in range(2, 6)] == ["Arabic", "Capital area", "2", "1 Mar 2026"]
    read_out = page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 open needs" in read_out and SAMIRA in read_out


def test_an_older_answer_never_replaces_a_newer_one(vault: Any, qtbot: Any) -> None:
    session, _ids = vault
    page, _went = page_of(session, qtbot)
    for typed in ("t", "to", "tom", "sam", "thorunn"):
        page.look_for(typed)
    settle(session)
    assert names(page) == [THORUNN]


def test_nobody_found_offers_a_conversation(vault: Any, qtbot: Any) -> None:
    session, _ids = vault
    page, went = page_of(session, qtbot)
    type_into(page, session, "zzz")
    assert "No one called “zzz” – record a new conversation?" in texts(page)
    page.record_button.click()
    assert went == [("conversation", None)]
    assert page.box.isVisible() and not page.table.isVisible()


def test_the_first_day_is_three_sentences_and_one_button(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    use("en")
    with opened(tmp_path / "vault", lambda workspace: None) as (session, _nothing):
        page, went = page_of(session, qtbot)
        assert page.empty.isVisible() and page.empty.text().count(".") == 3
        page.record_button.click()
        assert went == [("conversation", None)]


def many(workspace: Workspace) -> int:
    records = []
    for number in range(PAGE + 30):
        member = new_id()
        records += [Member(id=member, label=f"Prófun {number}"), *grants(member, "keep")]
    workspace.save_all(records)
    return PAGE + 30


def test_a_long_list_is_counted_at_once_and_read_page_by_page(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    with opened(tmp_path / "vault", many) as (session, count):
        model = ListModel(session, "member")
        model.find(model.wanted)
        settle(session)
        assert model.rowCount() == count
        assert model.index(count - 1, 0).data() is None  # it was never looked at
        settle(session)
        assert model.index(count - 1, 0).data() == "Prófun 0"
        assert len({model.line(row).id for row in range(count)}) == count  # type: ignore[union-attr]


def test_a_change_of_language_keeps_what_was_typed(vault: Any, qtbot: Any) -> None:
    session, _ids = vault
    page, _went = page_of(session, qtbot)
    type_into(page, session, "sam")
    use("xx")
    page.retranslate()
    assert page.box.text() == "sam" and names(page) == [SAMIRA]
    assert page.model.headerData(0, Qt.Orientation.Horizontal).startswith("⟦")
    use("en")


def test_somebody_hidden_is_found_no_more(vault: Any, qtbot: Any) -> None:
    session, ids = vault
    page, _went = page_of(session, qtbot)
    session.jobs.write(lambda workspace: workspace.add_consent(ids[SAMIRA], "keep", "withdrawn"))
    settle(session)
    page.refresh()
    settle(session)
    assert SAMIRA not in names(page)


def test_what_was_searched_for_elsewhere_opens_the_one_who_is_meant(vault: Any, qtbot: Any) -> None:
    session, ids = vault
    page, went = page_of(session, qtbot)
    page.open("tomasz")
    page.refresh()
    settle(session)
    assert went == [("member", ids[TOMASZ])]
    page.open("t")  # Tomasz, Samira Testdóttir and, forgivingly, Þórunn
    page.refresh()
    settle(session)
    assert len(went) == 1 and {TOMASZ, SAMIRA} <= set(names(page))
