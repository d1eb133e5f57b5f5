"""A page: one file a screen. What every screen shares stands here: a heading, one sentence what it is for, and scrolling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from locales import _
from ui import theme
from ui.parts import label

if TYPE_CHECKING:
    from storage.drafts import Half
    from ui.session import Session

__all__ = ["Page"]


class Page(QWidget):
    """The base of every page. A subclass builds into `self.body` in its constructor and ends it with `self.retranslate()`.

    `retranslate` is the only place where texts are set; it runs again whenever the language changes. `refresh` loads what
    is shown anew: when the page comes up, and when records of a kind in `SHOWS` change.
    """

    title_msg: ClassVar[str] = ""
    """The heading, marked with `N_`; a page with an empty one has its own."""
    help_msg: ClassVar[str] = ""
    """One sentence what this page is for and what its keys are, marked with `N_`; F1 shows it above the handbook's chapter."""
    SHOWS: ClassVar[frozenset[str]] = frozenset()
    """Record types: a change of one of them refreshes the page."""
    SCROLLS: ClassVar[bool] = True
    """Whether the page scrolls as one. One with panes that scroll by themselves says no."""
    WIDTH: ClassVar[int] = 1080
    """The widest its column grows, in logical pixels at ordinary text; lines longer than that tire the eye. 0: as wide as the window."""

    go = Signal(str, object)
    """Ask the main window for a place: ("conversation", draft id | None), ("member", id), ("people", query | None),
    ("home", None), ("reports", None)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.heading = label(name="heading")
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addWidget(self.heading)
        column.addLayout(self.body, 1)
        self.heading.setVisible(bool(self.title_msg))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scrolling(inside) if self.SCROLLS else inside)

    def _scrolling(self, inside: QWidget) -> QScrollArea:
        self._inside = inside
        self._fit_column()
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAlignment(QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignTop)
        area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _fit_column(self) -> None:
        if self.WIDTH and self.SCROLLS:
            self._inside.setMaximumWidth(theme.scaled(self.WIDTH))

    def open(self, argument: object) -> None:
        """Take what came with `go`: a draft's id, a member's, what to search for. Called before `refresh`."""

    def place(self) -> object:
        """What `open` must be given to come back here after a lock."""
        return None

    def chapter(self) -> str:
        """The chapter of the handbook that F1 opens as the page stands; "" for that of the place."""
        return ""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts; without one, with the first control of the page."""
        return None

    def retranslate(self) -> None:
        """Set every text in the language of the moment. A subclass calls it at the end of its constructor."""
        if self.title_msg:
            self.heading.setText(_(self.title_msg))

    def refresh(self) -> None:
        """Load what is shown anew."""

    def leave(self) -> None:
        """Put what was typed in safety: another page comes up. A lock asks for `halves` and `standing` instead, and doesn't wait."""

    # The lock ---------------------------------------------------------------------------------------------------------

    def is_listening(self) -> bool:
        """Whether somebody may be talking for long without a key being touched: then idleness covers the screen before it locks."""
        return False

    def halves(self) -> list[Half]:
        """What is half done here, as the vault keeps it: written before a lock, found again after it or after a crash."""
        return []

    def spoken(self) -> str:
        """The language of whoever the page is about, for those who are to be called for them; "" where it isn't known."""
        return ""

    def about(self) -> str | None:
        """The id of the person whom the page is about; what stood on it goes with them when they are erased."""
        return None

    def standing(self) -> dict[str, Any]:
        """What stands on the page besides `place` and `halves`, to be found again after a lock: what was typed and chosen, cursor, scroll."""
        from ui import controls

        return controls.capture(self)

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        """Put it back, after `open` and `refresh` have loaded. False when something has to be loaded first: it is asked again then."""
        from ui import controls

        controls.bring_back(self, kept)
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit_column()
        super().changeEvent(event)
