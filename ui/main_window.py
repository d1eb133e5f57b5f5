"""The window: unlock page or first run, then the frame with the places. It navigates, covers, locks, and knows no record."""

from __future__ import annotations

import gc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSettings, QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from locales import N_, current
from models.errors import PlaceFailed
from storage import unfinished
from ui import language, messages, theme
from ui.bars import NoticeBar, TestBar
from ui.events import events
from ui.keyboard import Keyboard
from ui.operations import vault
from ui.pages import Page
from ui.pages.entrance import Entrance
from ui.practice import Practice
from ui.session import Session

if TYPE_CHECKING:
    from ui.frame import Frame
    from ui.guard import Guard
    from ui.idle_bar import IdleBar
    from ui.menus import Menus
    from ui.search import Search

__all__ = ["MainWindow"]

NARROW = 1100
"""Under this width the side bar shows icons alone; with larger text, correspondingly earlier."""
TEST_REASON = N_("This vault is for tests and takes in nobody.")
UNWRITTEN = N_("The disk had no room for the last words you typed. They are safe while Raddir stays open: make room, then unlock.")


class MainWindow(QMainWindow):
    """One window on one vault."""

    painted = Signal()
    """The door can be seen."""

    def __init__(self, session: Session, settings: QSettings | None = None) -> None:
        super().__init__()
        self.session = session
        self._settings = settings
        self.pages: dict[str, Page] = {}
        self.here = "home"
        self._is_left = False
        self._before: QWidget | None = None
        self._focus: QWidget | None = None
        self.setWindowTitle("Raddir")
        self.setMinimumSize(640, 360)
        self.root = QStackedWidget()
        self.notice, self.test_bar = NoticeBar(), TestBar()
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.test_bar)
        column.addWidget(self.notice)
        column.addWidget(self.root, 1)
        self._column = column
        self.setCentralWidget(centre)
        self.practice = Practice(self, column)
        self.frame: Frame | None = None
        self.finding: Search | None = None
        self.menus: Menus | None = None
        self._lets_go = False
        events.changed.connect(self._changed)
        events.look_changed.connect(self._fit)
        events.lock_wanted.connect(self.lock)
        events.look_chosen.connect(self._keep_look)
        events.language_wanted.connect(self.choose_language)
        self.keyboard = Keyboard(self, self._shown, lambda shown: shown.first_focus() if isinstance(shown, Page | Entrance) else None)
        events.restore.connect(self._bring_back)
        self._restore_size()
        self.show_door()

    # What an open vault needs, and the unlock page needn't wait for ---------------------------------------------------

    @cached_property
    def guard(self) -> Guard:
        from ui.guard import Guard

        return Guard(self)

    @cached_property
    def idle_bar(self) -> IdleBar:
        from ui.idle_bar import IdleBar

        bar = IdleBar()
        self._column.addWidget(bar)
        return bar

    # The door: first run, unlock page --------------------------------------------------------------------------------

    def show_door(self) -> None:
        """Show the unlock page, or the first run where no vault is yet."""
        self.practice.mark()
        door = self._door()
        door.opened.connect(self._opened)
        door.language_chosen.connect(self.choose_language)
        door.leaf.connect(self.leaf)
        door.painted.connect(self._painted)
        self.root.addWidget(door)
        self.root.setCurrentWidget(door)
        self.keyboard.give(door)

    def show_other_door(self) -> None:
        """Drop what is shown in front of one vault, and show the door of another."""
        self._forget()
        self.show_door()

    def _painted(self) -> None:
        self._menus()  # its keys work at the door too, but the door is painted first
        self.painted.emit()

    def _bring_back(self, restoring: tuple[Path | None] | None) -> None:
        """The door becomes the page that brings a backup back, or is the ordinary one again."""
        if not self.isVisible():
            return
        self.session.restoring = restoring
        if self.frame is not None:
            self.lock()
        else:
            self.show_other_door()

    def _door(self) -> Entrance:
        if self.session.restoring is not None:
            from ui.pages.restore import RestorePage

            return RestorePage(self.session, *self.session.restoring)
        if self.session.enters_practice:
            from ui.pages.practice import PracticePage

            return PracticePage(self.session)
        if unfinished.is_vault(self.session.folder):
            from ui.pages.unlock import UnlockPage

            return UnlockPage(self.session)
        if self.session.is_demo:
            from ui.pages.demo import DemoPage

            return DemoPage(self.session)
        from ui.pages.first_run import FirstRunPage

        return FirstRunPage(self.session)

    def _opened(self) -> None:
        """A vault is open: build the frame, and go where the volunteer was before the lock."""
        door = self.root.currentWidget()
        frame = self._build_frame()
        self.root.setCurrentWidget(frame)
        self._drop(door)
        self.menuBar().show()
        self.test_bar.setVisible(self.session.is_test)
        self.practice.mark()
        frame.sidebar.refuse_people(TEST_REASON if self.session.is_test else "")
        self._menus().set_open(True, takes_people=not self.session.is_test)
        frame.topbar.sign_in(self.session.volunteer)
        self.guard.begin(self.session.idle_minutes)
        events.unlocked.emit()
        left, self.session.left = self.session.left or vault.Left("home"), None
        self.go(left.place, left.argument)
        from ui.standing import stand_again

        self._is_left = stand_again(self, left)
        if self.session.by_paper:
            self._ask_new_passphrase()

    def _ask_new_passphrase(self) -> None:
        """The recovery words opened the vault: before anything else somebody may choose a new passphrase. The lock works as everywhere."""
        from ui.pages.new_passphrase import NewPassphrasePage

        page = NewPassphrasePage(self.session)
        page.opened.connect(self._seated)
        page.language_chosen.connect(self.choose_language)
        self._put_before(page)

    def _seated(self) -> None:
        if self.frame is not None:
            self.frame.topbar.sign_in(self.session.volunteer)
        self._take_away()

    def _menus(self) -> Menus:
        from ui.menus import Menus

        if self.menus is None:
            self.menus = Menus(self)
            self.menuBar().setVisible(self.frame is not None)
        return self.menus

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self.root.removeWidget(widget)
            widget.deleteLater()

    def _build_frame(self) -> Frame:
        from ui.due_count import DueCount
        from ui.frame import Frame
        from ui.search import Search

        frame = Frame()
        frame.sidebar.go.connect(self.go)
        frame.sidebar.lock.connect(self.lock)
        frame.sidebar.cover.connect(self.cover)
        frame.sidebar.danger.connect(self.danger)
        frame.topbar.help.connect(self.help)
        frame.topbar.language.chosen.connect(self.choose_language)
        frame.undo.follow(self.session.undo)
        self.finding = Search(self, frame)
        DueCount(self.session, frame.sidebar)
        self.root.addWidget(frame)
        self.frame = frame
        self._fit()
        return frame

    # Going places -----------------------------------------------------------------------------------------------------

    def page(self) -> Page | None:
        """The page that is shown, or None at the door."""
        shown = self.frame.stack.currentWidget() if self.frame is not None else None
        return shown if isinstance(shown, Page) else None

    def go(self, name: str, argument: object = None) -> None:
        """Show a place. What was typed on the page before is safe first."""
        from ui.places import place

        there = place(name)
        if self.frame is None or (there.needs_people and self.session.is_test):
            return
        self._take_away()
        before = self.page()
        if before is not None:
            self._remember(self.here, before.place())
            before.leave()
        if self._is_left and before is not None:
            self._is_left = False
            vault.forget_left(self.session)
        messages.clear()
        page = self.pages.get(name)
        if page is None:
            page = there.build(self.session)
            page.go.connect(self.go)
            self.pages[name] = page
            self.frame.stack.addWidget(page)
        self.here = name
        self._remember(name, argument)
        page.open(argument)
        self.frame.stack.setCurrentWidget(page)
        self.frame.sidebar.set_current(name)
        self.root.setCurrentWidget(self.frame)
        page.refresh()
        self.keyboard.give(page)

    def _shown(self) -> QWidget | None:
        """The page, or what stands in place of it."""
        return self.page() if self.frame is not None and self.root.currentWidget() is self.frame else self.root.currentWidget()

    def _changed(self, changes: object) -> None:
        if "term" in getattr(changes, "kinds", frozenset()):  # a word has another name: whatever shows it says it anew
            QApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))
        page = self.page()
        if page is not None and page.SHOWS & getattr(changes, "kinds", frozenset()):
            page.refresh()

    def search(self) -> None:
        """Put the keyboard into the search box. Not while a member reads the turned screen."""
        turned = self.findChild(QWidget, "turned")
        if self.frame is not None and self.finding is not None and (turned is None or not turned.isVisible()):
            self._take_away()
            self.finding.begin()

    def acts(self) -> list[tuple[str, QAction]]:
        """What the menus offer now, each with its words in the sources."""
        return self._menus().offered()

    def _remember(self, place: str, argument: object) -> None:
        if self.finding is not None:
            self.finding.recent.add(place, argument)

    def help(self) -> None:
        """Open the handbook at the page that is shown, or go back to that page."""
        from ui.leaves import Leaf

        if isinstance(self.root.currentWidget(), Leaf):
            self._take_away()
        elif not self.is_covered():
            page, door = self.page(), self.root.currentWidget()
            if isinstance(door, Entrance):
                self.leaf("handbook", door.CHAPTER)
            elif page is not None:
                self.leaf("handbook", page.chapter() or self.here, page.help_msg)

    # Covering, danger, locking ----------------------------------------------------------------------------------------

    def is_covered(self) -> bool:
        """Whether nothing is to be seen."""
        from ui.cover import Cover

        return isinstance(self.root.currentWidget(), Cover)

    def is_listening(self) -> bool:
        """Whether a conversation is open."""
        page = self.page()
        return page is not None and page.is_listening()

    def cover(self) -> None:
        """Nothing to be seen, at once. The page stays as it is behind; menus and dialogs close."""
        from ui.cover import Cover
        from ui.guard import close_windows

        if not self.is_covered():
            events.covered.emit()
            close_windows(self)
            cover = Cover()
            cover.lifted.connect(self._uncover)
            self._put_before(cover)
            self._menus().set_enabled(False)
            self.menuBar().hide()
            self.notice.hide()
            cover.fall()

    def _uncover(self) -> None:
        self.menuBar().setVisible(self.frame is not None)
        self._menus().set_enabled(True)
        self._take_away()

    def danger(self) -> None:
        """Whom to call now."""
        from ui.danger import DangerPage

        if isinstance(self.root.currentWidget(), DangerPage):
            return
        page = self.page()
        panel = DangerPage(page.spoken() if page is not None else "", locked=not self.session.jobs.is_open())
        panel.back.connect(self._take_away)
        self._put_before(panel)
        panel.back_button.setFocus()
        if self.session.jobs.is_open():
            vault.partners(self.session, panel.know)

    def leaf(self, name: str, about: str = "", sentence: str = "") -> None:
        """Show a page to read in place of everything, with a way back: "protection", "lost", "handbook"."""
        from ui.leaves import leaf

        panel = leaf(name, self.session, about, sentence)
        panel.back.connect(self._take_away)
        self._put_before(panel)
        panel.back_button.setFocus()

    def _put_before(self, widget: QWidget) -> None:
        """Show something in place of everything, and remember where the keyboard was."""
        from ui import controls

        if self._before is not None:
            self._take_away()
        self._before, self._focus = self.root.currentWidget(), QApplication.focusWidget()
        controls.remember(self._focus)
        self.root.addWidget(widget)
        self.root.setCurrentWidget(widget)

    def _take_away(self) -> None:
        from ui import controls

        panel, before, focus = self.root.currentWidget(), self._before, self._focus
        cursor = controls.cursor_in(focus)
        self._before = self._focus = None
        controls.remember(None)
        if before is None:
            return
        self.root.setCurrentWidget(before)
        self._drop(panel)
        if focus is not None:
            focus.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
            controls.set_cursor(focus, cursor)

    def lock(self) -> None:
        """Nothing of the vault to be seen, at once; behind that, what is half done is put into the vault, and the vault is closed.

        Nothing that goes wrong with a page, with a dialog or on the disk keeps the lock from happening.
        """
        from ui import controls
        from ui.standing import half_done

        if self.frame is None:
            return
        events.covered.emit()
        if self._before is None:
            controls.remember(QApplication.focusWidget())
        self._blank()
        halves = half_done(self, always=True)
        vault.lock(self.session, halves, self._closed)
        self._forget()
        self.show_door()

    def _blank(self) -> None:
        """Take everything off the screen before anything else is done."""
        blank = QWidget()
        self.root.addWidget(blank)
        self.root.setCurrentWidget(blank)
        self.menuBar().hide()
        self.test_bar.hide()
        self.guard.end()
        self.repaint()

    def _forget(self) -> None:
        """Drop every page with what it shows."""
        from ui import controls

        if self._before is not None:
            self._menus().set_enabled(True)
        self._before = self._focus = None
        controls.remember(None)
        messages.messages.undo.emit(None)
        messages.clear()
        self.frame = self.finding = None
        self.pages.clear()
        for place in reversed(range(self.root.count())):
            self._drop(self.root.widget(place))
        self._menus().set_open(False, takes_people=False)
        events.locked.emit()

    def protect(self) -> None:
        """The desktop says that nobody sits here: lock, or cover what can't be locked yet (recovery words that were never written down)."""
        from ui.pages.unlock import UnlockPage

        jobs = self.session.jobs
        if self.frame is not None:
            self.lock()
        elif jobs.idle() and not jobs.is_open():
            events.closed.emit()
        elif isinstance(self.root.currentWidget(), UnlockPage):
            vault.lock(self.session, (), self._closed)  # somebody was unlocking, or the vault is still being closed
            self._forget()
            self.show_door()
        else:
            self.cover()
            events.closed.emit()

    def _closed(self) -> None:
        """The vault is closed and its keys are gone."""
        gc.collect()  # pages and what they held
        if self.session.sealed is not None:
            messages.show(PlaceFailed(UNWRITTEN))
        events.closed.emit()

    # The window itself ------------------------------------------------------------------------------------------------

    def choose_language(self, code: str) -> None:
        """Change the language of everything, and remember it."""
        language.choose(_application(), code)
        if self._settings is not None:
            self._settings.setValue("language", current().code)

    def choose_text_size(self, step: int) -> None:
        """One size larger or smaller, and remember it."""
        sizes = theme.TEXT_SIZES
        size = sizes[max(0, min(len(sizes) - 1, sizes.index(theme.text_size()) + step))]
        theme.choose(_application(), size=size, scheme=theme.scheme())

    def _keep_look(self) -> None:
        if self._settings is not None:
            self._settings.setValue("text_size", theme.text_size())
            self._settings.setValue("scheme", theme.scheme())
            self._settings.setValue("few_colours", theme.has_few())

    def _fit(self) -> None:
        if self.frame is not None:
            self.frame.sidebar.set_narrow(self.width() < NARROW * theme.text_size() / 100)

    def _restore_size(self) -> None:
        size = self._settings.value("size") if self._settings is not None else None
        screen = self.screen().availableSize()
        wanted = size if isinstance(size, QSize) else QSize(1180, 720)
        self.resize(wanted.boundedTo(screen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed means locked and gone. Where the disk refused what was typed it stays open once more, locked, and says so."""
        from ui.standing import half_done

        if self._settings is not None:
            self._settings.setValue("size", self.size())
        halves = half_done(self, always=False)
        self.guard.end()
        vault.lock(self.session, halves)
        self.session.end()
        if self.session.sealed is not None and not self._lets_go:
            self._lets_go = True
            self._forget()
            self.show_door()
            messages.show(PlaceFailed(UNWRITTEN))
            event.ignore()
            return
        super().closeEvent(event)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
