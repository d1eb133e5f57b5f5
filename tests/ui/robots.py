"""What a volunteer does at the window, in verbs. Every key and every click is counted, free text apart, and how long the window made them wait."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QKeySequence, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QRadioButton, QScrollArea, QWidget

from locales import strip_iso
from models.record import Record
from tests.ui import waiting
from ui.main_window import MainWindow
from ui.pages import Page

PASSPHRASE = "lantern pebble orchard violin thunder"
ASSOCIATION = "Samtök prófana"


class Volunteer:
    """Sits before the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = self.clicks = 0

    # The keyboard -----------------------------------------------------------------------------------------------------

    def presses(self, *sequences: str) -> None:
        """Press keys, each written as on a menu: "Ctrl+N", "Tab", "F9"."""
        for each in sequences:
            combination = QKeySequence.fromString(each, QKeySequence.SequenceFormat.PortableText)[0]
            waiting.presses(self.focus() or self.window, combination.key(), combination.keyboardModifiers())
            self.keys += 1
        self.waits()

    def types(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        focus = self.focus()
        assert focus is not None, "nothing has the keyboard"
        for letter in text:
            waiting.types(focus, letter)
        self.waits()

    def tabs_to(self, widget: QWidget) -> None:
        """Press Tab until a control has the keyboard."""
        for _ in range(200):
            if self.focus() is widget:
                return
            self.presses("Tab")
        raise AssertionError(f"the keyboard never reaches {widget}")

    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    # The mouse --------------------------------------------------------------------------------------------------------

    def clicks_on(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click on a control, where it can be seen; what is further down is scrolled to with the wheel, which is no click."""
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()
        self.waits()
        at = place if place is not None else _to_click(widget)
        window = widget.window()
        there = window.childAt(widget.mapTo(window, at)) or window
        assert widget is there or widget.isAncestorOf(there), f"{there} lies over {widget}"
        self.clicks += 1
        waiting.clicks(there, there.mapFrom(window, widget.mapTo(window, at)))
        self.waits()

    # What takes a moment ----------------------------------------------------------------------------------------------

    def waits(self, until: Callable[[], bool] | None = None) -> None:
        """Wait until every job has ended, and until something is so."""
        waiting.lives(lambda: self.window.session.jobs.idle() and (until is None or until()))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # an event loop that runs for ever does it by itself

    # What is seen -----------------------------------------------------------------------------------------------------

    def reads(self, inside: QWidget | None = None) -> str:
        """Every word that is shown."""
        root = inside or self.window
        shown = [
            QTextDocumentFragment.fromHtml(each.text()).toPlainText() if each.text().startswith("<p ") else each.text()
            for kind in (QLabel, QAbstractButton) for each in root.findChildren(kind)
            if each.isVisibleTo(root) and each.text()
        ]
        return strip_iso("\n".join(shown))

    def door(self) -> QWidget:
        """The unlock page or the first run."""
        found = self.window.root.currentWidget()
        assert found is not None
        return found

    def page(self) -> Page:
        found = self.window.page()
        assert found is not None, "the window is locked"
        return found

    def is_locked(self) -> bool:
        return self.window.frame is None

    # Whole acts -------------------------------------------------------------------------------------------------------

    def sets_up(
        self, passphrase: str = PASSPHRASE, association: str = ASSOCIATION, name: str = "Anna Æfing", *, stay: bool = False,
    ) -> tuple[str, ...]:
        """Go through the first run, or stay at its last page. Gives the recovery words."""
        self.types(association)
        self.presses("Tab")
        self.types(name)
        self.presses("Return")
        self.presses("Return")
        self.types(passphrase)
        self.tabs_to(self.door().secret.second.edit)  # type: ignore[attr-defined]
        self.types(passphrase)
        self.presses("Return")
        self.waits(lambda: bool(self.door().paper.words()))  # type: ignore[attr-defined]
        words: tuple[str, ...] = self.door().paper.words()  # type: ignore[attr-defined]
        self.tabs_to(self.door().skip_button)  # type: ignore[attr-defined]
        self.presses("Space")
        if not stay:
            self.presses("Space")
        return words

    def unlocks(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase and press Enter."""
        self.types(passphrase)
        self.presses("Return")

    def has(self, *records: Record) -> None:
        """Records that were in the vault before."""
        self.window.session.jobs.write_now(lambda workspace: workspace.save_all(records))
        self.waits()


def _to_click(widget: QWidget) -> QPoint:
    """The middle; of a tick box, the box."""
    middle = widget.rect().center()
    if not isinstance(widget, QCheckBox | QRadioButton):
        return middle
    return QPoint(widget.width() - 12 if widget.isRightToLeft() else 12, middle.y())
