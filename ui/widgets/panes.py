"""Columns side by side where the window is wide, and one at a time behind tabs where it isn't."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from ui.widgets.fitting import ORDINARY_LINE


class Panes(QWidget):
    """`least` is the width in pixels of ordinary text from which all panes stand side by side. Each scrolls by itself."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(lambda _place: self._show())
        self._panes: list[QScrollArea] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addLayout(self._row, 1)

    def add(self, pane: QWidget, share: int, least: int = 0) -> None:
        """Add a pane with its share of the width; `least` is the width it has at least while all are side by side."""
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(pane)
        area.setProperty("least", least)
        self._panes.append(area)
        self._row.addWidget(area, share)
        self.tabs.addTab("")

    def name(self, titles: Sequence[str], whole: str) -> None:
        """Name the panes, and what the tabs choose between."""
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.tabs.setAccessibleName(whole)

    @property
    def is_narrow(self) -> bool:
        return self.tabs.isVisibleTo(self)

    def bring(self, place: int) -> None:
        """Bring a pane up where only one is shown."""
        self.tabs.setCurrentIndex(place)

    def fit(self) -> None:
        narrow = self.width() < self._least * self.fontMetrics().height() / ORDINARY_LINE
        self.tabs.setVisible(narrow)
        for area in self._panes:
            area.setMinimumWidth(0 if narrow else int(area.property("least") * self.fontMetrics().height() / ORDINARY_LINE))
        self._show()

    def _show(self) -> None:
        for place, area in enumerate(self._panes):
            area.setVisible(not self.is_narrow or place == self.tabs.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()
