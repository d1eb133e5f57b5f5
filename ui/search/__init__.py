"""The one search: from anywhere by Ctrl+K, under the box at the top; Enter opens what is marked, Esc goes back as if nothing had been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from locales import _, iso
from models.called import words_of
from storage import finding
from storage.finding import Finding, Findings
from ui import controls
from ui.events import events
from ui.places import PLACES
from ui.search.acts import Act, fitting, offered, usual
from ui.search.lines import Line, lines_of, recent_lines
from ui.search.recent import Recent
from ui.search.results import PAGE, Results

if TYPE_CHECKING:
    from ui.frame import Frame
    from ui.main_window import MainWindow

__all__ = ["Search"]


class Search(QObject):
    """Asks the reading thread, one question at a time: newer typing replaces what is asked next, and only the newest answer is shown."""

    def __init__(self, window: MainWindow, frame: Frame) -> None:
        super().__init__(frame)
        self._window, self.box, self.results = window, frame.topbar.search, Results(frame)
        self._before: tuple[QWidget | None, list[int] | None, str] = (None, None, "")
        self.recent = Recent()
        self._acts: list[Act] = []
        self._typed: str | None = None
        """What is being asked; None while nothing is."""
        self._again = self._enter = False
        self.box.textEdited.connect(lambda _text: self.look())
        self.box.step.connect(self.step)
        self.box.enter.connect(self.enter)
        self.box.escape.connect(self.give_back)
        self.box.gone.connect(self.close)
        self.results.chosen.connect(self.go)
        self.results.currentItemChanged.connect(lambda *_items: self._tell())
        events.covered.connect(self.close)

    # Coming and going -------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Put the keyboard into the box, and remember where it was."""
        focus = QApplication.focusWidget()
        if focus is not self.box:
            self._before = (focus, controls.cursor_of(focus), self.box.text())
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        self.look()

    def is_open(self) -> bool:
        return self.results.isVisible()

    def close(self) -> None:
        """Take the list away; what was typed stays."""
        self._enter = False
        self.results.hide()
        self.results.clear()
        self.box.is_busy = False
        self.box.setAccessibleDescription("")

    def give_back(self) -> None:
        """Esc: the keyboard, its cursor and the box as they were before."""
        (focus, cursor, text), self._before = self._before, (None, None, "")
        self.close()
        self.box.setText(text)
        page = self._window.page()
        if focus is not None and isValid(focus) and focus.isVisible() and focus.isEnabled():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
            controls.set_cursor(focus, cursor)
        elif page is not None:
            self._window.keyboard.give(page)

    # Looking ----------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask for what fits the box as it stands."""
        self.box.is_busy = True
        self._acts = offered(self._window)
        if self._typed is not None:
            self._again = True
            return
        typed = self._typed = self.box.text().strip()
        self._again = False
        if typed:
            self._window.session.jobs.read(lambda library: finding.find(library, typed), self._answered, self._failed)
        else:
            page = self._window.page()
            opened = self.recent.but(self._window.here, page.place() if page is not None else None)
            self._window.session.jobs.read(lambda library: finding.found_again(library, opened), self._answered, self._failed)

    def _answered(self, found: Findings | tuple[Finding, ...]) -> None:
        self._typed = None
        if self._again:
            self.look()
            return
        if not self.box.hasFocus() or not self.box.is_busy:
            return
        if isinstance(found, Findings):
            lines = lines_of(found, fitting(self._acts, words_of(found.typed)), partners=any(each.name == "partners" for each in PLACES))
            nothing = [Line(_("Nothing found for “{typed}”.").format(typed=iso(found.typed)))] if found.typed and not lines else []
        else:
            lines, nothing = recent_lines(found, usual(self._acts)), []
        self.results.setAccessibleName(_("What was found"))
        self.results.show_lines(lines or nothing, self.box)
        self._tell()
        if self._enter:
            self.enter()

    def _failed(self, trouble: Exception) -> None:
        from ui import messages

        self._typed = None
        self.close()
        messages.show(trouble)  # type: ignore[arg-type]

    def _tell(self) -> None:
        """A screen reader stays with the box: it reads the marked line from there."""
        line = self.results.line()
        self.box.setAccessibleDescription(line.read_out() if line is not None else "")

    # Choosing ---------------------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """The arrow keys: mark another line; open the list where it is closed."""
        if not self.is_open():
            self.look()
        else:
            self.results.step(by if abs(by) == 1 else by * PAGE // abs(by))

    def enter(self) -> None:
        """Open the marked line; while the answer is on its way, the first line of it. Where nothing fits, the list of people says so."""
        if self._typed is not None:
            self._enter = True
            return
        line, typed = self.results.line(), self.box.text().strip()
        if line is not None:
            self.go(line)
        elif typed:
            self.close()
            self._window.go("people", typed)

    def go(self, line: Line) -> None:
        """Go where a line leads, or do what it says."""
        if line.is_heading:
            return
        (focus, cursor, _text), self._before = self._before, (None, None, "")
        self.close()
        self.box.clear()
        if line.do is not None:
            if focus is not None and isValid(focus) and focus.isVisible():  # an act that leads nowhere leaves the keyboard where it was
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
                controls.set_cursor(focus, cursor)
            line.do()
        else:
            self._window.go(line.place, line.argument)
