"""A text to be read and coded: passages with a colour behind them, stripes beside it, and the selection in whole letters.

The text can be read and selected by keyboard, and digits pressed in it are told, not typed. Places are counted in code points here; what Qt
counts in stays in `models.anchor`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextEdit, QToolTip, QWidget

from models.anchor import Places, Span, whole
from ui import theme, theme_colours
from ui.widgets.plain_editors import TextBox

__all__ = ["CodedText", "Stripe"]

LANE, GAP, LANES = 7, 3, 5
LETTERS_KEY = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})


class Stripe(NamedTuple):
    """A passage as it is drawn: which, from where to where in code points, its colour, and what it is called."""

    passage: str
    start: int
    end: int
    colour: str | None
    name: str
    third_person: bool = False


class _Reading(TextBox):
    """The text itself."""

    digit = Signal(int)
    letter = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.modifiers() in LETTERS_KEY and len(text) == 1 and text.isalnum():
            if text.isdecimal():
                self.digit.emit(int(text))
            else:
                self.letter.emit(text.casefold())
            return
        super().keyPressEvent(event)


class _Stripes(QWidget):
    """The stripes, each as high as its passage, side by side where passages overlap."""

    def __init__(self, whole_text: CodedText) -> None:
        super().__init__()
        self._of = whole_text
        self.fit()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def fit(self) -> None:
        """As wide as the stripes that lie side by side."""
        lanes = {min(lane, LANES - 1) for lane, _stripe in self._laned()}
        self.setFixedWidth(len(lanes) * (LANE + GAP))

    def _laned(self) -> list[tuple[int, Stripe]]:
        ends: list[int] = []
        found = []
        for stripe in sorted(self._of.stripes, key=lambda each: (each.start, -each.end)):
            lane = next((place for place, end in enumerate(ends) if end <= stripe.start), len(ends))
            ends[lane : lane + 1] = [stripe.end]
            found.append((lane, stripe))
        return found

    def lanes(self) -> list[tuple[QRect, Stripe]]:
        """Where each stripe lies."""
        found = []
        for lane, stripe in self._laned():
            top, bottom = self._of.height_of(stripe)
            across = min(lane, LANES - 1) * (LANE + GAP)
            if self._of.is_rtl:
                across = self.width() - across - LANE
            found.append((QRect(across, top, LANE, max(bottom - top, LANE)), stripe))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, stripe in self.lanes():
            if place.bottom() >= 0 and place.top() <= self.height():
                painter.fillRect(place, QColor(theme.tokens().text if stripe.third_person else theme_colours.strong(stripe.colour)))

    def names_at(self, point: QPoint) -> list[str]:
        """What the stripes at a point are called."""
        return [stripe.name for place, stripe in self.lanes() if place.adjusted(-GAP, 0, GAP, 0).contains(point)]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), "\n".join(self.names_at(event.pos())), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 40)


class CodedText(QWidget):
    """A text with its passages. `moved` tells that the cursor or the selection did, `digit` and `letter` that a key was pressed in it."""

    moved = Signal()
    digit = Signal(int)
    letter = Signal(str)

    def __init__(self, lines: int = 8) -> None:
        super().__init__()
        self.text = _Reading(lines)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.stripes: tuple[Stripe, ...] = ()
        self.is_rtl = False
        self._words, self._places = "", Places("")
        self.band = _Stripes(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.text, 1)
        row.addWidget(self.band)
        self.text.selectionChanged.connect(self.moved)
        self.text.cursorPositionChanged.connect(self.moved)
        self.text.digit.connect(self.digit)
        self.text.letter.connect(self.letter)
        self.text.updateRequest.connect(lambda _rect, _dy: self.band.update())

    def show_text(self, words: str, *, rtl: bool) -> None:
        """Show a text in the direction of its language. The cursor stays where it was when the words are the same."""
        self.is_rtl = rtl
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.text.set_direction(rtl)
        if words != self._words:
            self._words, self._places = words, Places(words)
            self.text.setPlainText(words)

    def show_passages(self, stripes: Sequence[Stripe]) -> None:
        """Colour these passages, longer ones below shorter ones."""
        self.stripes = tuple(stripes)
        self._colour()

    def _colour(self) -> None:
        selections = []
        for each in sorted(self.stripes, key=lambda stripe: stripe.start - stripe.end):
            look, selection = QTextCharFormat(), QTextEdit.ExtraSelection()
            if each.third_person:
                look.setFontUnderline(True)
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            else:
                look.setBackground(QColor(theme_colours.pale(each.colour)))
            selection.format, selection.cursor = look, self._cursor(Span(each.start, each.end))
            selections.append(selection)
        self.text.setExtraSelections(selections)
        self.band.fit()
        self.band.update()

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._places.units(span.start))
        cursor.setPosition(self._places.units(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def height_of(self, stripe: Stripe) -> tuple[int, int]:
        """From where to where a passage reaches down, in pixels of the view."""
        first, last = QTextCursor(self.text.document()), QTextCursor(self.text.document())
        first.setPosition(self._places.units(stripe.start))
        last.setPosition(self._places.units(stripe.end))
        frame = self.text.viewport().pos().y()
        return self.text.cursorRect(first).top() + frame, self.text.cursorRect(last).bottom() + frame

    # the selection ----------------------------------------------------------------------------------------------------

    def selected(self) -> Span:
        """What is selected, in whole letters and without the white space around it; empty for nothing."""
        cursor = self.text.textCursor()
        if not cursor.hasSelection():
            return Span(0, 0)
        return whole(self._words, self._places.start(cursor.selectionStart()), self._places.end(cursor.selectionEnd()))

    def selected_words(self) -> str:
        start, end = self.selected()
        return self._words[start:end]

    def select(self, span: Span) -> None:
        """Select words and bring them into sight."""
        self.text.setTextCursor(self._cursor(span))
        self.text.ensureCursorVisible()

    def drop_selection(self) -> None:
        """The cursor stays at the end of what was selected."""
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.text.setTextCursor(cursor)

    def here(self) -> list[Stripe]:
        """The passages at the cursor, or that the selection touches."""
        cursor = self.text.textCursor()
        start, end = self._places.start(cursor.selectionStart()), self._places.end(cursor.selectionEnd())
        return [each for each in self.stripes if each.start <= max(start, end - 1) and start < each.end]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and self.stripes:
            self._colour()
        if event.type() == QEvent.Type.FontChange:
            self.text.fit_lines()
