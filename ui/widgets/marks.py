"""Small drawn marks that stand beside a word, so that no state is told by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

SIDE = 18
WORD_SPACE = 4
YES, NO, UNKNOWN, PAST, BACK, STEP = "yes", "no", "unknown", "past", "back", "step"


def _path(mark: str) -> QPainterPath:
    """The line of a mark in a square of 0 to 1."""
    path = QPainterPath()

    def line(*points: tuple[float, float]) -> None:
        path.moveTo(QPointF(*points[0]))
        for point in points[1:]:
            path.lineTo(QPointF(*point))

    if mark == YES:
        line((0.2, 0.55), (0.42, 0.76), (0.82, 0.26))
    elif mark == NO:
        line((0.25, 0.25), (0.75, 0.75))
        line((0.75, 0.25), (0.25, 0.75))
    elif mark == PAST:
        path.addEllipse(QRectF(0.12, 0.12, 0.76, 0.76))
        line((0.5, 0.28), (0.5, 0.52), (0.68, 0.62))
    elif mark == BACK:
        line((0.85, 0.3), (0.85, 0.62), (0.2, 0.62))
        line((0.4, 0.42), (0.2, 0.62), (0.4, 0.82))
    elif mark == STEP:
        path.addEllipse(QRectF(0.15, 0.15, 0.7, 0.7))
        path.addEllipse(QRectF(0.42, 0.42, 0.16, 0.16))
    else:
        line((0.2, 0.5), (0.8, 0.5))
    return path


class Mark(QWidget):
    """A drawn sign in the colour of the text around it."""

    def __init__(self, mark: str = UNKNOWN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._fit()

    def _fit(self) -> None:
        side = max(SIDE, self.fontMetrics().height())
        self.setFixedSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @property
    def mark(self) -> str:
        return self._mark

    def set_mark(self, mark: str) -> None:
        self._mark = mark
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width(), self.height())
        colour = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        pen = QPen(colour, 0.12)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(_path(self._mark))


class MarkedWord(QWidget):
    """A mark and the words that say the same."""

    def __init__(self, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent)
        self.mark = Mark(parent=self)
        self.label = QLabel(self)
        self.label.setWordWrap(wrap)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(WORD_SPACE)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)
        self._wrap = wrap
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As wide as its words in one line, also where they may wrap: Qt would guess a block of several lines for them."""
        hint = super().sizeHint()
        if not self._wrap:
            return hint
        width = self.mark.width() + WORD_SPACE + self.label.fontMetrics().horizontalAdvance(self.label.text()) + self.mark.width()
        return QSize(width, max(self.heightForWidth(width), self.mark.height()))

    def say(self, mark: str, words: str) -> None:
        """Show a state."""
        self.mark.set_mark(mark)
        self.label.setText(words)
        self.setAccessibleName(words)
