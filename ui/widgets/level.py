"""A line for words of any script that stand level with their frame.

Qt centres a line by its first font. Where letters come from another one (Arabic beside a Latin font) the words would sit six
pixels too high; the margins take that back, above and below alike, so that the line keeps its height.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QLineEdit, QWidget

ROOM = 4


class LevelLine(QLineEdit):
    """A line edit; `room_at_end` keeps a margin free at the end of the line, in pixels."""

    def __init__(self, parent: QWidget | None = None, *, room_at_end: int = ROOM) -> None:
        super().__init__(parent)
        self._room_at_end = room_at_end
        self.textChanged.connect(self._level)
        self._level()

    def _level(self) -> None:
        layout = QTextLayout(self.text() or " ", self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        by = max(0, round(line.ascent() - self.fontMetrics().ascent()))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        before, after = (self._room_at_end, ROOM) if mirrored else (ROOM, self._room_at_end)
        self.setTextMargins(before, by, after, -by)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._level()
