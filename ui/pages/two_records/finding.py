"""Looking for the other record by hand: somebody remembers that the person was here before, under another name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from locales import _
from models.member import Member
from ui import icons
from ui.lists.list_view import ListView
from ui.lists.model import Row
from ui.parts import button, label
from ui.session import Session

__all__ = ["FindingView"]

TO_THE_LIST = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown})
BOX = 560


class FindingView(QWidget):
    """A box and the people that fit; Enter lays the marked one beside the record that one came from."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.title, self.box, self.list = label(name="heading"), QLineEdit(), ListView(session, Member.TYPE)
        self.table, self.model = self.list.table, self.list.model
        self.back_button = button(icon="back")
        self.back_button.setAutoDefault(False)
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.setMaximumWidth(BOX)
        self.box.setMinimumHeight(34)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.title)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        self.box.textEdited.connect(self._find)
        self.box.returnPressed.connect(self._choose)
        self.box.installEventFilter(self)
        self.list.opened.connect(self._chosen)
        self.back_button.clicked.connect(self.left)

    def start(self) -> None:
        """Nothing typed yet: everybody, the newest first."""
        self.box.clear()
        self._find("")

    def _find(self, typed: str) -> None:
        self.list.look_for(typed.strip())

    def _choose(self) -> None:
        if self.model.settled:
            self.list.open_row(self.table.currentIndex())

    def _chosen(self, line: Row) -> None:
        self.chosen.emit(line.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if pressed in TO_THE_LIST and self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        self.title.setText(_("Is this the same person as…"))
        self.back_button.setText(_("Back to the record"))
        self.box.setPlaceholderText(_("Name, code or number"))
        self.box.setAccessibleName(_("Find a person by name, code or number"))
        self.table.setAccessibleName(_("People found"))
        self.list.retranslate()
