"""What stands around the page of an open vault."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.bars import UndoBar
from ui.sidebar import Sidebar
from ui.topbar import Topbar

__all__ = ["Frame"]


class Frame(QWidget):
    """Side bar, top line, the page, and what can be undone."""

    def __init__(self) -> None:
        super().__init__()
        self.sidebar, self.topbar, self.stack, self.undo = Sidebar(), Topbar(), QStackedWidget(), UndoBar()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(_line(QFrame.Shape.HLine))
        right.addWidget(self.stack, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 8)
        foot.addWidget(self.undo)
        right.addLayout(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addWidget(_line(QFrame.Shape.VLine))
        across.addLayout(right, 1)


def _line(shape: QFrame.Shape) -> QFrame:
    line = QFrame()
    line.setFrameShape(shape)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Midlight)
    return line
