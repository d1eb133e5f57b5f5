"""The box a story is written in: plain text only, a limit that is said in time, and marked words that show as such."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocumentFragment
from PySide6.QtWidgets import QTextEdit

from models.anchor import Places, Span, find, whole
from models.values import MOST_LETTERS
from ui import theme_colours
from ui.widgets.plain_editors import TextBox

__all__ = ["Marked", "StoryBox"]

Marked = tuple[str, int, bool]
"""Words that are marked, about where they stand, and whether they name somebody else."""
MOST_COLOURED = 300_000
"""Letters up to which marks are shown in the text: to find them at every letter that is typed takes longer in longer texts."""


class StoryBox(TextBox):
    """`too_long` tells how many letters a paste has that is more than a story takes; nothing of it comes in, and nothing is lost."""

    too_long = Signal(int)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """The words of what is pasted, without their looks; a page of the web that comes without plain text too."""
        if len(source.text()) > MOST_LETTERS:  # before anything is made of it
            self.too_long.emit(len(source.text()))
            return
        text = source.text() if source.hasText() else QTextDocumentFragment.fromHtml(source.html()).toPlainText().replace("\ufffc", "")
        cursor = self.textCursor()
        letters = self.document().characterCount() - (cursor.selectionEnd() - cursor.selectionStart()) + len(text)
        if letters > MOST_LETTERS:
            self.too_long.emit(letters)
        elif text:
            self.insertPlainText(text)

    def selected(self) -> tuple[str, int]:
        """The selected words in whole letters, without white space around them, and where they begin in code points."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return "", 0
        text = self.toPlainText()
        places = Places(text)
        span = whole(text, places.start(cursor.selectionStart()), places.end(cursor.selectionEnd()))
        return text[span.start : span.end], span.start

    def show_marks(self, marks: Sequence[Marked]) -> None:
        """Show what is marked where it stands now: a quote with a colour behind it, somebody else with a broken line under it."""
        shown = []
        if marks and self.document().characterCount() <= MOST_COLOURED:
            text = self.toPlainText()
            places = Places(text)
            for words, at, person in marks:
                span = find(text, words, at)
                if span is not None:
                    shown.append(self._look(places, span, person))
        self.setExtraSelections(shown)

    def _look(self, places: Places, span: Span, person: bool) -> QTextEdit.ExtraSelection:
        look, selection = QTextCharFormat(), QTextEdit.ExtraSelection()
        if person:
            look.setFontUnderline(True)
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        else:
            look.setBackground(QColor(theme_colours.pale("blue")))
        cursor = QTextCursor(self.document())
        cursor.setPosition(places.units(span.start))
        cursor.setPosition(places.units(span.end), QTextCursor.MoveMode.KeepAnchor)
        selection.format, selection.cursor = look, cursor
        return selection
