"""The timeline of a person: Enter opens what a line stands for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QTableView, QVBoxLayout, QWidget

from locales import _
from ui.models.timeline import TimelineModel
from ui.pages.member.contents import Contents
from ui.widgets.keys import on_key
from ui.widgets.tables import plain_rows

ROWS = 12


class Timeline(QWidget):
    """A heading and the list under it."""

    opened = Signal(str, str)
    """Record type and id of what a line stands for."""
    binned = Signal(str, str)
    """The same, to be put in the bin."""

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel()
        self.title.setProperty("kind", "section")
        self.model = TimelineModel()
        self.list = QTableView()
        self.list.setModel(self.model)
        plain_rows(self.list, 1)
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.activated.connect(self._open)
        on_key(self.list, QKeySequence.StandardKey.Delete, self._bin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.list)
        column.addStretch(1)

    def show_person(self, contents: Contents) -> None:
        row = self.list.currentIndex().row()
        self.model.show(contents)
        count = self.model.rowCount()
        if count:
            self.list.setCurrentIndex(self.model.index(min(max(row, 0), count - 1), 0))
        self._fit()

    def retranslate(self) -> None:
        self.title.setText(_("What happened"))
        self.list.setAccessibleName(_("What happened, newest first"))
        self.model.retranslate()
        self._fit()

    def _fit(self) -> None:
        """Room for what there is, up to a dozen lines; the rest scrolls."""
        rows = min(max(self.model.rowCount(), 2), ROWS)
        row = self.list.verticalHeader().defaultSectionSize()
        self.list.setFixedHeight(self.list.horizontalHeader().sizeHint().height() + rows * row + 2 * self.list.frameWidth())

    def _open(self, index: QModelIndex) -> None:
        moment = self.model.moment(index.row())
        if moment is not None:
            self.opened.emit(moment.record_type, moment.record_id)

    def _bin(self) -> None:
        moment = self.model.moment(self.list.currentIndex().row())
        if moment is not None:
            self.binned.emit(moment.record_type, moment.record_id)
