"""The ring around what has the focus. It is a file of its own because the window is painted before it is needed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFocusFrame, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from shiboken6 import isValid

from ui import theme

__all__ = ["FocusRing"]

RING, GAP = 2, 1
"""Width of the ring and of the gap inside it, in logical pixels."""


class _Above(QProxyStyle):
    """Puts the ring over its surroundings, or a control at the edge of its parent would have a piece of one only."""

    def styleHint(
        self, hint: QStyle.StyleHint, option: QStyleOption | None = None, widget: QWidget | None = None,
        back: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, back)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None,
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return RING + GAP
        return super().pixelMetric(metric, option, widget)


class _Ring(QFocusFrame):
    """Two pixels of accent, and a gap so that it shows on the accent too."""

    def __init__(self, style: QStyle) -> None:
        super().__init__()
        self.setStyle(style)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens().accent))
        painter.fillRect(self.rect().adjusted(RING, RING, -RING, -RING), QColor(theme.tokens().base))


class FocusRing(QObject):
    """Follows the focus from control to control, on every kind of control alike."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._style = _Above("fusion")
        self._ring = _Ring(self._style)
        app.focusChanged.connect(self._moved)
        self._moved(None, app.focusWidget())

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._ring):  # it lives in the page of what it surrounds, and goes with it
            self._ring = _Ring(self._style)
        self._ring.setWidget(now if now is not None and not now.isWindow() else None)  # type: ignore[arg-type]
