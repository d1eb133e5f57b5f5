"""The base of a step: it shows its part of the intake, writes it back, and knows what is being asked just now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from locales import Words, current, member_words
from locales.script import has_catalog
from models.need import Need
from ui.pages.conversation.intake import Intake
from ui.pages.conversation.records import Fields
from ui.widgets.editor import Editor
from ui.widgets.side_by_side import AskedField


@dataclass(frozen=True)
class Setting:
    """What an intake needs to know of the association."""

    association: str
    fields: Fields
    needs: tuple[Need, ...] = ()
    """What a known person asked for before and is still open."""


@dataclass(frozen=True)
class Turned:
    """What the member sees when the screen is turned: one question, and what can be answered."""

    question: str
    lines: tuple[str, ...] = ()


def asked_in(intake: Intake) -> str:
    """The language the member's words come from: the member's own, or English where Raddir has none in it."""
    return intake.language if intake.language and has_catalog(intake.language) else "en"


def second_column(intake: Intake) -> Words | None:
    """The words of the member's column; None while there is nothing to say in another language than the window's."""
    if not intake.language or asked_in(intake) == current().code:
        return None
    return member_words(asked_in(intake))


class Step(QScrollArea):
    """One step. Build into `self.box`; name every input "STEP.field", so that a draft finds the focus again."""

    NAME: ClassVar[str] = ""
    changed = Signal()

    def __init__(self, intake: Intake, setting: Setting) -> None:
        super().__init__(widgetResizable=True)
        self.intake, self.setting = intake, setting
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setMaximumWidth(1180)
        self.box = QVBoxLayout(inside)
        self.box.setContentsMargins(4, 4, 20, 16)
        self.box.setSpacing(16)
        self.box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.setWidget(inside)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # for subclasses ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show what the intake holds. Nobody is told."""

    def store(self) -> None:
        """Write what stands in the inputs into the intake."""

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        """Set every text, and both directions."""

    def first(self) -> QWidget | None:
        """Where the keyboard starts."""
        return None

    def state(self) -> str:
        """How far the step is, in a sign or two beside its name: "✓", "2", or nothing."""
        return ""

    def turned(self, words: Words) -> Turned:
        """What the member is asked just now, in the member's language."""
        return Turned("")

    def show_problem(self, place: str, sentence: str) -> None:
        """Say at an input what is wrong with it."""
        found = self.findChild(QWidget, place)
        while found is not None and not isinstance(found, Editor):
            found = found.parentWidget()
        if isinstance(found, Editor):
            found.show_problem(sentence)

    def clear_problems(self) -> None:
        for editor in self.findChildren(Editor):
            editor.show_problem("")

    # shared -----------------------------------------------------------------------------------------------------------

    def go_to(self, place: str) -> bool:
        """Put the focus into a named input. False where there is none."""
        found = self.findChild(QWidget, place)
        if found is None:
            return False
        self.open_up(found)
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(found, 0, 80)
        return True

    def open_up(self, found: QWidget) -> None:
        """Bring an input into sight that stands in a closed part."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next input, as Tab does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
            event.accept()
        else:
            event.ignore()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 60)


def row_in_focus(rows: Sequence[AskedField]) -> AskedField | None:
    """The question whose answer has the keyboard, or else the first."""
    focus = QApplication.focusWidget()
    inside = [each for each in rows if focus is not None and each.isAncestorOf(focus)]
    return next(iter(inside or rows), None)
