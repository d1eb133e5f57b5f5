"""Whose contribution it is: a box that finds while somebody types, and the few people that fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from locales import _, iso
from storage.library import PersonLine
from ui.parts import button, label
from ui.session import Session

__all__ = ["Whose"]

MOST = 8
_ID = Qt.ItemDataRole.UserRole


class Whose(QFrame):
    """`chosen` hands over the person's id."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName("whose")
        self._session = session
        self._asking = self._again = False
        self.title, self.none = label("section"), label("muted", hidden=True)
        self.box_label, self.box, self.list, self.close_button = QLabel(), QLineEdit(), QListWidget(), button("quiet")
        self.box_label.setBuddy(self.box)
        self.box.setMaximumWidth(460)
        self.list.setTabKeyNavigation(False)
        column = QVBoxLayout(self)
        for part in (self.title, self.box_label, self.box, self.list, self.none):
            column.addWidget(part)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.textChanged.connect(lambda _text: self.look())
        self.box.returnPressed.connect(lambda: self._take(self.list.currentItem()))
        self.list.itemActivated.connect(self._take)
        self.close_button.clicked.connect(self.left)
        self.box.installEventFilter(self)
        self.hide()

    def ask(self) -> None:
        self.box.clear()
        self.show()
        self.look()
        self.box.setFocus()

    def look(self) -> None:
        """Ask for the people that fit what is typed; without a word the newest."""
        if self._asking:
            self._again = True
            return
        self._asking, self._again, typed = True, False, self.box.text().strip()
        self._session.jobs.read(lambda library: library.people(typed, MOST), self._found, lambda _trouble: self._found([]))

    def _found(self, people: list[PersonLine]) -> None:
        self._asking = False
        if self._again:
            self.look()
            return
        self.list.clear()
        for each in people:
            item = QListWidgetItem(_("{name} ({code})").format(name=iso(each.label), code=iso(each.code)))
            item.setData(_ID, each.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        row = max(28, self.fontMetrics().height() + 8)
        self.list.setMinimumHeight(row + 8)
        self.list.setMaximumHeight(row * max(1, len(people)) + 8)
        self.list.setVisible(bool(people))
        self.none.setVisible(not people)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.hide()
            self.chosen.emit(str(item.data(_ID)))

    def retranslate(self) -> None:
        self.title.setText(_("Whose contribution is it?"))
        self.box_label.setText(_("Name, code or number"))
        self.box.setAccessibleName(_("Find a person by name, code or number"))
        self.list.setAccessibleName(_("People found"))
        self.none.setText(_("Nobody fits; a person comes in by a conversation."))
        self.close_button.setText(_("Leave it"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
