"""Editors for words, dates and numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from locales import N_, numbers
from models.fields import Kind
from models.values import MOST_LINE
from ui.widgets.editor import Editor
from ui.widgets.level import LevelLine

_HINTS = {
    Kind.DATE: N_("2019, 2019-03 or 2019-03-24"),
    Kind.SCORE: N_("between 0 and 1"),
}


class Line(LevelLine):
    """One line; Enter goes on to whoever takes it for "next"."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()


class TextBox(QPlainTextEdit):
    """Many lines. Tab leaves it, and what is pasted comes as plain text."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._lines = lines
        self.fit_lines()

    def fit_lines(self) -> None:
        """As high as so many lines of the present text size."""
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * self._lines + 14)

    def set_direction(self, rtl: bool | None) -> None:
        """Write from right to left, from left to right, or (None) as each paragraph begins."""
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto if rtl is None else
                                Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        # Unlike QTextEdit, this one leaves right-to-left lines at the left edge unless it is told the side.
        option.setAlignment((Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()


class ShortBox(TextBox):
    """As high as its lines, and no higher: what is longer scrolls in it."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__(lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * self._lines + 14)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_lines()
            self.updateGeometry()


class TextEditor(Editor):
    """One line of words. A pasted text of many lines becomes one."""

    def _make_input(self) -> QWidget:
        self.line = Line()
        self.line.setMaxLength(MOST_LINE)
        self.line.textChanged.connect(self._tell)
        return self.line

    def _read(self) -> Any:
        return self.line.text() or None

    def _write(self, raw: Any) -> None:
        text = "" if raw is None else str(raw)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)


class LongTextEditor(Editor):
    """Many lines of words, in a direction that each paragraph's first letter decides."""

    def _make_input(self) -> QWidget:
        self.box = TextBox()
        self.box.textChanged.connect(self._tell)
        return self.box

    def _read(self) -> Any:
        return self.box.toPlainText() or None

    def _write(self, raw: Any) -> None:
        text = "" if raw is None else str(raw)
        if text != self.box.toPlainText():
            self.box.setPlainText(text)


class FiguresEditor(TextEditor):
    """A date that may be partial, a whole number, an amount or a score: written with any digits, from left to right."""

    FILLS = False
    letters, hinted = 22, True

    def _make_input(self) -> QWidget:
        line = super()._make_input()
        line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return line

    def _write(self, raw: Any) -> None:
        super()._write(f"{raw:g}" if isinstance(raw, float) else raw)

    def _relabel(self) -> None:
        side = Qt.AlignmentFlag.AlignRight if self.words.rtl else Qt.AlignmentFlag.AlignLeft
        self.line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        hint = _HINTS.get(self.field.kind) or _UNITS.get(self.field.unit, self.field.unit)
        self.line.setPlaceholderText(numbers(self.words.gettext(hint)) if self.hinted else "")
        self._fit()

    def shorten(self, letters: int) -> None:
        """Make the line only so wide, without a hint in it."""
        self.letters, self.hinted = letters, False
        self._relabel()

    def _fit(self) -> None:
        """As wide as what is written in it, at every text size."""
        hint = self.line.fontMetrics().horizontalAdvance(self.line.placeholderText())
        self.line.setFixedWidth(max(self.line.fontMetrics().horizontalAdvance("0" * self.letters), hint) + 32)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


_UNITS = {"hours": N_("hours"), "ISK": N_("krónur")}
