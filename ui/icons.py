"""The window's icons: our own strokes in `icons/`, drawn in the colour of the text, sharp at every scale.

Those that point somewhere are mirrored in right-to-left languages.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme

__all__ = ["beside_text", "icon", "sign", "size"]

FOLDER = Path(__file__).resolve().parent / "icons"
SIGNS = FOLDER.parent / "signs"
POINTING = frozenset({"back", "next", "people", "redo", "undo"})


class _Strokes(QIconEngine):
    """One drawing; its colour is looked up when it is painted, so it follows the theme and the state of its button."""

    def __init__(self, path: Path, colour: str = "", selected: str = "accent") -> None:
        super().__init__()
        self._path, self._colour, self._selected = path, colour, selected
        self._drawing = path.read_bytes()

    def clone(self) -> QIconEngine:
        return _Strokes(self._path, self._colour, self._selected)

    def _colour_for(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        t = theme.tokens()
        if mode == QIcon.Mode.Disabled:
            return t.disabled
        if mode == QIcon.Mode.Selected:
            return str(getattr(t, self._selected))
        if self._colour:
            return str(getattr(t, self._colour))
        return t.accent if state == QIcon.State.On else t.text

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        drawing = self._drawing.replace(b"currentColor", self._colour_for(mode, state).encode("ascii"))
        painter.save()
        rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if rect.width() > rect.height():  # asked for wider than high: the rest is room between it and the words
            rect = QRect(rect.right() + 1 - rect.height() if rtl else rect.x(), rect.y(), rect.height(), rect.height())
        if rtl and self._path.parent == FOLDER and self._path.stem in POINTING:
            painter.translate(rect.center().x() * 2 + 1, 0)
            painter.scale(-1, 1)
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)


def size() -> QSize:
    """The size of an icon that stands alone; it grows with the text."""
    side = 18 * theme.text_size() // 100
    return QSize(side, side)


def beside_text() -> QSize:
    """The size of an icon with words beside it, the room between them included."""
    return size() + QSize(size().width() // 3, 0)


def icon(name: str, colour: str = "", selected: str = "accent") -> QIcon:
    """The icon with this name, in the colour of the text or of a token ("on_accent", "danger"); in a marked row in that of `selected`."""
    return QIcon(_Strokes(FOLDER / f"{name}.svg", colour, selected))


def sign(code: str) -> QIcon:
    """The drawing of a volunteer's sign; an empty icon for one that has none."""
    path = SIGNS / f"{code}.svg"
    return QIcon(_Strokes(path)) if code.isalpha() and path.exists() else QIcon()
