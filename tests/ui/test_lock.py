"""The lock: it comes when it must, at once and whatever is open; nothing typed is lost, and nothing stays to be seen."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, QEvent, QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QMessageBox, QPlainTextEdit, QWidget
from shiboken6 import isValid

from models import idle
from models.errors import PlaceFailed
from models.question import Question
from storage.workspace import Workspace
from tests.people import member
from tests.ui.robots import PASSPHRASE, Volunteer
from ui import controls
from ui.clipboard import KEPT_MS
from ui.cover import Cover
from ui.events import events
from ui.idle import BLANK, LOCK
from ui.jobs import Jobs, Progress
from ui.pages.conversation import ConversationPage
from ui.pages.conversation.frame import TurnedScreen
from ui.pages.reports import ReportsPage
from ui.pages.unlock import UnlockPage
from ui.widgets import file_dialogs

Sit = Callable[..., Volunteer]
pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the (keyboard|mouse)", "does not support propagateSizeHints", "does not support raise")


@pytest.fixture
def anna(volunteer: Sit) -> Volunteer:
    """At home in an open vault."""
    someone = volunteer()
    someone.sets_up()
    return someone


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, anna: Volunteer) -> None:
        self.now, self._idle = 1000.0, anna.window.guard.idle
        self._idle.clock = lambda: self.now
        self._idle.start(self._idle.minutes)

    def passes(self, seconds: float) -> None:
        self.now += seconds
        self._idle.look()


def talks(anna: Volunteer, name: str = "Testa") -> None:
    """Into the story of a new conversation."""
    anna.presses("Ctrl+N", "Alt+A")
    anna.types("y")
    anna.presses("Ctrl+Return")
    anna.types(name)
    anna.presses("Ctrl+Return")


def again(anna: Volunteer) -> None:
    """Locked and opened again, and back where one was."""
    anna.window.lock()
    anna.waits()
    assert anna.is_locked()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    for _each in range(10):
        anna.waits()


# When it comes --------------------------------------------------------------------------------------------------------


def test_idle_minutes_lock_after_a_warning_that_any_key_takes_back(anna: Volunteer) -> None:
    clock, bar = Clock(anna), anna.window.idle_bar
    focus = anna.focus()
    clock.passes(5 * 60 - 31)
    assert not bar.isVisible()
    clock.passes(2)
    assert bar.isVisible() and "Raddir will lock in 29 seconds" in anna.reads(bar)
    assert anna.focus() is focus, "a warning never takes the keyboard"
    anna.presses("Tab")
    assert not bar.isVisible() and not anna.is_locked()
    clock.passes(5 * 60 - 1)
    assert "lock in 1 second." in anna.reads(bar)
    clock.passes(1)
    assert anna.is_locked() and not bar.isVisible()


def test_a_warning_is_said_once_to_those_who_hear_the_screen(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.object().accessibleName()))
    clock = Clock(anna)
    for _second in range(10):
        clock.passes(4 * 60 + 30 if not told else 1)
    assert told == ["Raddir will lock in 30 seconds. Press any key to go on; nothing is lost."]


def test_moving_the_mouse_takes_the_warning_back(anna: Volunteer) -> None:
    clock = Clock(anna)
    clock.passes(4 * 60 + 45)
    assert anna.window.idle_bar.isVisible()
    QTest.mouseMove(anna.window, QPoint(40, 40))
    QTest.mouseMove(anna.window, QPoint(50, 50))
    anna.waits()
    assert not anna.window.idle_bar.isVisible()


def test_in_a_conversation_the_screen_is_covered_first_and_locked_after_twenty_minutes(anna: Volunteer) -> None:
    talks(anna)
    anna.types("she came by boat")
    clock = Clock(anna)
    clock.passes(4 * 60 + 40)
    assert "The screen will be covered in 20 seconds" in anna.reads(anna.window.idle_bar)
    clock.passes(20)
    assert isinstance(anna.window.root.currentWidget(), Cover) and not anna.is_locked()
    clock.passes(14 * 60 + 45)
    assert "Raddir will lock in 15 seconds" in anna.reads()
    assert "boat" not in anna.reads()
    clock.passes(15)
    assert anna.is_locked()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    anna.types("!")
    assert isinstance(anna.focus(), QPlainTextEdit) and anna.focus().toPlainText() == "she came by boat!"


def test_a_laptop_that_slept_without_telling_is_locked_by_the_first_movement(anna: Volunteer) -> None:
    clock = Clock(anna)
    clock.now += 3600
    anna.presses("a")
    assert anna.is_locked()


def test_the_minutes_are_the_associations_own_and_hold_at_once(anna: Volunteer) -> None:
    from ui.operations import vault

    told: list[int] = []
    events.idle_changed.connect(told.append)
    vault.set_idle_minutes(anna.window.session, 1)
    anna.waits()
    assert told == [1] and anna.window.guard.idle.next() == (LOCK, 60)
    again(anna)
    assert anna.window.guard.idle.next() == (LOCK, 60)
    assert idle.CHOICES == (1, 3, 5, 10, 15)
    failed: list[Any] = []
    anna.window.session.jobs.write(lambda workspace: workspace.set_idle_minutes(7), failed=failed.append)
    anna.waits()
    assert len(failed) == 1


# What can't stop it ---------------------------------------------------------------------------------------------------


def a_menu(anna: Volunteer) -> None:
    menu = anna.window.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    menu.popup(anna.window.mapToGlobal(QPoint(0, 0)))


def a_menu_that_waits(anna: Volunteer) -> None:
    anna.window.frame.topbar.language.showMenu()


def a_list(anna: Volunteer) -> None:
    anna.presses("Ctrl+8")
    anna.page().findChildren(QComboBox)[0].showPopup()


def a_file_dialog(anna: Volunteer) -> None:
    file_dialogs.ask_save(anna.page(), "Save", "brief.pdf", ["PDF (*.pdf)"], lambda _place: None)


def a_box_that_waits(anna: Volunteer) -> None:
    QMessageBox.question(anna.window, "Mía", "Mía?")


def a_dialog_that_will_not_close(anna: Volunteer) -> None:
    class Stubborn(QDialog):
        def closeEvent(self, event: Any) -> None:
            event.ignore()

        def reject(self) -> None:
            """Stays."""

    Stubborn(anna.window).open()


def a_context_menu(anna: Volunteer) -> None:
    anna.presses("Ctrl+K")
    anna.types("Mía")
    box = anna.focus()
    assert isinstance(box, QLineEdit)
    menu = box.createStandardContextMenu()
    menu.popup(QPoint(10, 10))


def the_turned_screen(anna: Volunteer) -> None:
    talks(anna)
    anna.presses("Ctrl+T")
    assert anna.window.findChildren(TurnedScreen)


OPEN = [a_menu, a_menu_that_waits, a_list, a_file_dialog, a_box_that_waits, a_dialog_that_will_not_close, a_context_menu, the_turned_screen]


def nothing_else_is_seen(anna: Volunteer) -> bool:
    return not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not anna.window] and not [
        each for each in anna.window.findChildren(TurnedScreen) if each.isVisible()
    ]


@pytest.mark.parametrize("opens", OPEN, ids=lambda each: each.__name__)
def test_whatever_is_open_idleness_locks(opens: Callable[[Volunteer], None], anna: Volunteer) -> None:
    clock = Clock(anna)
    locked: list[bool] = []

    def time_is_over() -> None:
        if locked:
            return
        clock.now += 1300
        anna.window.guard.idle.look()  # in a conversation: covered
        assert nothing_else_is_seen(anna)
        anna.window.guard.idle.look()
        locked.append(anna.is_locked() and nothing_else_is_seen(anna))

    waits = QTimer()
    waits.timeout.connect(lambda: time_is_over() if QApplication.activePopupWidget() or QApplication.activeModalWidget() else None)
    waits.start(20)
    opens(anna)
    time_is_over()
    assert locked == [True]
    assert isinstance(anna.window.root.currentWidget(), UnlockPage)
    anna.window.activateWindow()
    anna.waits()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())


@pytest.mark.parametrize("opens", [a_menu, a_list, a_file_dialog, a_context_menu], ids=lambda each: each.__name__)
@pytest.mark.parametrize("key", ["Ctrl+L", "F9"])
def test_the_keys_that_protect_work_with_anything_open(key: str, opens: Callable[[Volunteer], None], anna: Volunteer) -> None:
    opens(anna)
    target = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    assert target is not None
    code, modifier = (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier) if key == "Ctrl+L" else (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(target, code, modifier)
    anna.waits()
    assert anna.is_locked() if key == "Ctrl+L" else isinstance(anna.window.root.currentWidget(), Cover)
    assert nothing_else_is_seen(anna)


def test_a_fault_of_a_page_does_not_stop_the_lock(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Any:
        raise RuntimeError("Mía")

    for name in ("halves", "standing", "place"):
        monkeypatch.setattr(anna.page(), name, fail)
    anna.window.lock()
    anna.waits()
    assert anna.is_locked()


# At once, and only then closed ----------------------------------------------------------------------------------------


def test_a_long_work_is_asked_to_stop_and_the_window_is_locked_before_it_has(anna: Volunteer, tmp_path: Path) -> None:
    started, progress, ended = threading.Event(), Progress(), threading.Event()

    def work(_workspace: Workspace) -> None:
        started.set()
        try:
            while True:
                progress.say(1, 2)
                ended.wait(0.005)
        finally:
            ended.set()

    anna.window.session.jobs.write(work)
    assert started.wait(10)
    timer = QElapsedTimer()
    timer.start()
    anna.window.lock()
    took = timer.elapsed()
    assert anna.is_locked()
    assert took < 500, f"{took} ms"
    closed: list[bool] = []
    events.closed.connect(lambda: closed.append(ended.is_set()))
    anna.waits(lambda: bool(closed))
    assert closed == [True]
    Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE).close()


def test_a_statement_that_would_run_for_ever_is_broken_off_and_rolled_back(
    anna: Volunteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.jobs.PATIENCE_MS", 50)
    person, records = member("Mía (sample)")
    started = threading.Event()

    def work(workspace: Workspace) -> None:
        with workspace.atomic():
            workspace.save_all(records)
            started.set()
            workspace._connection.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n").fetchall()

    anna.window.session.jobs.write(work)
    assert started.wait(10)
    anna.window.lock()
    anna.waits()
    assert "mistake" not in anna.reads(), "being broken off is no fault"
    workspace = Workspace.open(tmp_path / "vault", passphrase=PASSPHRASE)
    assert workspace.find(person) is None and workspace.check() == []
    workspace.close()


def test_an_act_begun_before_the_lock_is_finished_and_unlocking_waits_for_it(anna: Volunteer) -> None:
    go, (person, records) = threading.Event(), member("Mía (sample)")

    def work(workspace: Workspace) -> None:
        go.wait(10)
        workspace.save_all(records)

    jobs = anna.window.session.jobs
    jobs.write(work)
    anna.window.lock()
    assert not jobs.is_open()
    QTest.keyClicks(anna.focus(), PASSPHRASE)
    QTest.keyClick(anna.focus(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert anna.is_locked()
    go.set()
    anna.waits(lambda: not anna.is_locked())
    assert jobs.write_now(lambda workspace: workspace.find(person)) is not None


def test_nothing_is_asked_of_a_vault_that_is_being_closed(anna: Volunteer) -> None:
    jobs: Jobs = anna.window.session.jobs
    found: list[object] = []
    anna.window.lock()
    jobs.read(lambda library: library.count("member"), found.append)
    jobs.write(lambda workspace: workspace.count("member"), found.append)
    anna.waits()
    assert found == []


# Nothing typed is lost ------------------------------------------------------------------------------------------------


def editors(page: QWidget) -> Iterator[QLineEdit | QPlainTextEdit]:
    """Everything on a page that can be typed into."""
    for kind in (QLineEdit, QPlainTextEdit):
        for each in page.findChildren(kind):
            if each.isVisibleTo(page) and each.isEnabled() and not each.isReadOnly():
                yield each


def words(page: QWidget) -> list[str]:
    return [each.text() if isinstance(each, QLineEdit) else each.toPlainText() for each in editors(page)]


def fills(page: QWidget) -> list[str]:
    """Type into every editor, and leave the cursor in the middle of the last with a selection."""
    last = None
    for number, each in enumerate(list(editors(page))):
        if isValid(each) and each.isVisibleTo(page) and each.isEnabled():
            each.setFocus()
            QTest.keyClicks(each, f"typed {number}")
            last = each
    assert last is not None
    controls.set_cursor(last, [5, 2])
    return words(page)


def by_name(anna: Volunteer) -> str:
    focus = anna.focus()
    assert focus is not None
    ways = {control: way for way, control in controls._ways(anna.page(), "")}
    return ways[focus]


def to_people(anna: Volunteer) -> None:
    anna.has(*member("Mía (sample)")[1])
    anna.presses("Ctrl+2")


def to_a_record(anna: Volunteer) -> None:
    person, records = member("Mía (sample)")
    anna.has(*records)
    anna.window.go("member", person)
    anna.waits()
    anna.presses("Ctrl+E")


def to_a_new_need(anna: Volunteer) -> None:
    person, records = member("Mía (sample)")
    anna.has(*records)
    anna.window.go("member", person)
    anna.waits()
    anna.page().overview.needs.add_button.click()  # type: ignore[attr-defined]
    anna.waits()


def to_the_consent_panel(anna: Volunteer) -> None:
    person, records = member("Mía (sample)")
    anna.has(*records)
    anna.window.go("member", person)
    anna.waits()
    anna.presses("F4")


def to_a_new_question(anna: Volunteer) -> None:
    anna.presses("Ctrl+9")
    page: Any = anna.page()
    page.new()
    page.form.kind.choose("code")
    page.form.own.have_lines(5)
    anna.waits()


def to_a_kept_question(anna: Volunteer) -> None:
    anna.has(Question(record_type="member", kind="text", labels={"en": "Do you sing?"}, sensitivity="ordinary"))
    anna.presses("Ctrl+9")
    anna.waits(lambda: anna.page().model.rowCount() == 1)  # type: ignore[attr-defined]
    anna.page().edit_button.click()  # type: ignore[attr-defined]
    anna.waits()


def to_the_reports(anna: Volunteer) -> None:
    anna.presses("Ctrl+8")
    anna.waits()


def to_a_story(anna: Volunteer) -> None:
    talks(anna)


def to_needs(anna: Volunteer) -> None:
    talks(anna)
    anna.presses("Ctrl+Return")


@pytest.mark.parametrize("goes", [
    to_people, to_a_record, to_a_new_need, to_the_consent_panel, to_a_new_question, to_a_kept_question, to_the_reports, to_a_story, to_needs,
], ids=lambda each: each.__name__)
def test_after_the_unlock_the_same_page_stands_there_with_every_letter_and_the_cursor(goes: Callable[[Volunteer], None], anna: Volunteer) -> None:
    goes(anna)
    typed = fills(anna.page())
    anna.waits()
    place, kind, where, cursor = anna.window.here, type(anna.page()), by_name(anna), controls.cursor_of(anna.focus())
    assert any("typed" in each for each in typed)
    again(anna)
    assert (anna.window.here, type(anna.page())) == (place, kind)
    assert words(anna.page()) == typed
    assert by_name(anna) == where and controls.cursor_of(anna.focus()) == cursor


def test_the_search_box_too(anna: Volunteer) -> None:
    anna.presses("Ctrl+K")
    anna.types("half a na")
    again(anna)
    search = anna.window.frame.topbar.search
    assert search.text() == "half a na" and anna.focus() is search


def test_what_was_chosen_and_not_kept_stands_there_again(anna: Volunteer) -> None:
    person, records = member("Mía (sample)")
    anna.has(*records)
    anna.window.go("member", person)
    anna.waits()
    anna.presses("F4", "n", "y")
    before = anna.page().overview.panel.answers()  # type: ignore[attr-defined]
    assert before
    again(anna)
    assert anna.page().overview.panel.answers() == before  # type: ignore[attr-defined]
    anna.presses("Escape")
    anna.window.go("home")
    anna.waits()
    again(anna)
    assert anna.window.here == "home"


def test_before_the_persons_yes_no_word_of_theirs_goes_into_the_vault(anna: Volunteer) -> None:
    anna.presses("Ctrl+N", "Alt+A")
    again(anna)
    assert isinstance(anna.page(), ConversationPage)
    assert anna.window.session.jobs.write_now(lambda workspace: workspace.drafts.all()) == []


def test_somebody_else_who_unlocks_is_not_led_to_where_the_first_was(anna: Volunteer) -> None:
    to_a_record(anna)
    fills(anna.page())
    row = "left-" + anna.window.session.volunteer_id
    anna.window.lock()
    anna.waits()
    folder = anna.window.session.folder
    workspace = Workspace.open(folder, passphrase=PASSPHRASE)
    kept = workspace.drafts.get(row)
    assert kept is not None and kept.member is not None and workspace.drafts.all() == []
    workspace.drafts.keep("left-somebody-else", kept.data, kept.step, kept.member)
    workspace.drafts.throw(row)
    workspace.close()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    assert anna.window.here == "home"


def test_what_stood_about_a_person_goes_with_them(anna: Volunteer) -> None:
    to_a_record(anna)
    fills(anna.page())
    person = anna.page().member_id  # type: ignore[attr-defined]
    again(anna)
    jobs = anna.window.session.jobs
    row = "left-" + anna.window.session.volunteer_id
    assert jobs.write_now(lambda workspace: workspace.drafts.get(row)) is not None
    jobs.write_now(lambda workspace: workspace.erase(person))
    assert jobs.write_now(lambda workspace: workspace.drafts.get(row)) is None


def test_a_full_disk_does_not_stop_the_lock_and_the_words_come_back(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.drafts import Drafts

    kept = Drafts.keep_all

    def full(_self: Drafts, _halves: object) -> None:
        raise PlaceFailed("There is no room left on the disk.")

    talks(anna)
    monkeypatch.setattr(Drafts, "keep_all", full)
    anna.types("she came by boat")
    anna.window.lock()
    anna.waits()
    assert anna.is_locked()
    assert "They are safe while Raddir stays open" in anna.reads()
    sealed = anna.window.session.sealed
    assert sealed is not None and b"boat" not in sealed and b"Testa" not in sealed
    anna.window.close()
    assert anna.window.isVisible(), "the first time it stays and says why"
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    assert isinstance(anna.focus(), QPlainTextEdit) and anna.focus().toPlainText() == "she came by boat"
    anna.window.lock()
    anna.waits()
    monkeypatch.setattr(Drafts, "keep_all", kept)
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    assert anna.focus().toPlainText() == "she came by boat"
    drafts = anna.window.session.jobs.write_now(lambda workspace: workspace._rows("SELECT data FROM draft"))
    assert any("she came by boat" in row[0] for row in drafts)


def test_words_that_another_key_shut_away_are_said_and_the_vault_opens(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.drafts import Drafts

    def full(_self: Drafts, _halves: object) -> None:
        raise PlaceFailed("There is no room left on the disk.")

    talks(anna)
    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "keep_all", full)
        anna.types("she came by boat")
        anna.window.lock()
        anna.waits()
    workspace = Workspace.open(anna.window.session.folder, passphrase=PASSPHRASE)
    workspace.rekey()
    workspace.close()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())
    assert "another key" in anna.reads()
    anna.window.lock()
    anna.waits()
    anna.unlocks()
    anna.waits(lambda: not anna.is_locked())


def test_a_full_disk_while_typing_is_said_and_the_words_are_kept_once_there_is_room(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    monkeypatch.setattr("ui.pages.conversation.draft.AGAIN_AFTER_MS", 50)
    talks(anna)
    anna.waits()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, limits[1]))  # no file may grow: what a full disk does
    try:
        anna.types("she came by boat")
        anna.waits(anna.window.notice.isVisible)
        assert "Not saved; what you typed stays here" in anna.reads(anna.window.notice)
        box = anna.focus()
        assert isinstance(box, QPlainTextEdit) and box.toPlainText() == "she came by boat"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    anna.waits(lambda: not anna.window.notice.isVisible())
    jobs = anna.window.session.jobs
    assert "she came by boat" in str(jobs.write_now(lambda workspace: workspace.drafts.all()[0].data))


# Nothing stays --------------------------------------------------------------------------------------------------------


def test_what_was_copied_here_goes_after_half_a_minute_and_at_the_lock(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    board = QGuiApplication.clipboard()
    monkeypatch.setattr(type(board), "ownsClipboard", lambda _self: True)  # without a screen Qt doesn't say whose it is
    anna.presses("Ctrl+K")
    anna.types("Mía")
    for ends in (lambda: anna.window.guard.clipboard._timer.timeout.emit(), anna.window.lock):
        if not anna.is_locked():
            anna.presses("Ctrl+A", "Ctrl+C")
            assert board.text() == "Mía"
            copied = board.mimeData()
            assert copied is not None and copied.hasFormat("x-kde-passwordManagerHint")
            assert bytes(copied.data("x-kde-passwordManagerHint").data()) == b"secret"
            assert 0 < anna.window.guard.clipboard._timer.remainingTime() <= 1.05 * KEPT_MS == 31_500  # Qt's clock is coarse
        ends()
        assert board.text() == ""


def test_what_others_copied_stays(anna: Volunteer, monkeypatch: pytest.MonkeyPatch) -> None:
    board = QGuiApplication.clipboard()
    theirs = QMimeData()
    theirs.setText("of another program")
    monkeypatch.setattr(type(board), "ownsClipboard", lambda _self: False)
    board.setMimeData(theirs)
    anna.window.lock()
    anna.waits()
    assert board.text() == "of another program"
    board.clear()


def test_no_text_is_dragged_out(anna: Volunteer) -> None:
    talks(anna)
    anna.types("she came by boat")
    edit = anna.focus()
    assert isinstance(edit, QPlainTextEdit)
    cursor = edit.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    edit.setTextCursor(cursor)
    QTest.mousePress(edit.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edit.cursorRect().center() - QPoint(20, 0))
    assert not edit.textCursor().hasSelection()


def test_the_process_that_sets_paper_ends_with_the_lock(anna: Volunteer) -> None:
    anna.presses("Ctrl+8")
    page = anna.page()
    assert isinstance(page, ReportsPage)
    anna.waits(lambda: bool(page.preview.paper) and page.settled())
    process = anna.window.session.paper._process
    assert process is not None and process.pid is not None
    pid = process.pid
    os.kill(pid, 0)
    anna.window.lock()
    anna.waits()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert "paper" not in anna.window.session.__dict__


def test_the_idle_bar_speaks_the_language_of_the_window(anna: Volunteer) -> None:
    clock = Clock(anna)
    clock.passes(4 * 60 + 40)
    anna.window.choose_language("ar")
    anna.waits()
    assert "سيُقفل Raddir بعد 20 ثانية" in anna.reads(anna.window.idle_bar)
    assert anna.window.guard.idle.next()[0] in (LOCK, BLANK)


def test_in_a_conversation_no_place_of_the_side_bar_is_marked(anna: Volunteer) -> None:
    places = anna.window.frame.sidebar.places
    assert places["home"].isChecked()
    anna.presses("Ctrl+N")
    assert not [name for name, each in places.items() if each.isChecked()]
    anna.presses("Ctrl+2")
    assert [name for name, each in places.items() if each.isChecked()] == ["people"]


def test_a_selection_outlasts_the_cover(anna: Volunteer) -> None:
    anna.presses("Ctrl+K")
    anna.types("half a name")
    controls.set_cursor(anna.focus(), [5, 2])
    anna.presses("F9", "Return")
    assert controls.cursor_of(anna.focus()) == [5, 2]


def test_covering_hides_what_lies_over_the_page(anna: Volunteer) -> None:
    the_turned_screen(anna)
    anna.window.cover()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert nothing_else_is_seen(anna) and anna.reads() == ""
    anna.presses("Return")
    assert isinstance(anna.page(), ConversationPage)
