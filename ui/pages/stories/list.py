"""The stories to choose from: find by words, filter by theme, area, language, and by what may be quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from locales import _, current, iso
from models.codebook import Codebook, name_of
from models.vocabulary import vocabulary
from storage.stories import Wanted
from ui import icons
from ui.models.stories import StoriesModel
from ui.parts import button, label
from ui.session import Session

ROOM = 16
LETTERS = 8
"""How many letters of a filter have to be seen; the rest of a long one is in its list."""


class _TwoLines(QStyledItemDelegate):
    """Rows with room for two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wanted = super().sizeHint(option, index)
        return QSize(wanted.width(), max(wanted.height(), option.fontMetrics.lineSpacing() * 2) + ROOM)


class StoryList(QWidget):
    """`opened` carries the id of a story that was chosen."""

    opened = Signal(str)
    record = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.model = StoriesModel(session, self)
        self.box, self.view = QLineEdit(), QListView()
        self.themes, self.areas, self.tongues = QComboBox(), QComboBox(), QComboBox()
        self.quotable = QCheckBox()
        self.empty, self.record_button = label(hidden=True), button("primary")
        self.record_button.hide()
        self._book: Codebook | None = None
        self._codes: tuple[str, ...] = ()
        self._build()

    def _build(self) -> None:
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.installEventFilter(self)
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(120)
        self.view.setWordWrap(True)
        self.view.setItemDelegate(_TwoLines(self.view))
        self.view.setSpacing(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(8)
        column.addWidget(self.box)
        for each in (self.themes, self.areas, self.tongues):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            each.setMinimumContentsLength(LETTERS)
            each.activated.connect(lambda _place: self.look())
            column.addWidget(each)
        column.addWidget(self.quotable)
        column.addWidget(self.empty)
        column.addWidget(self.record_button)
        column.addWidget(self.view, 1)
        self.quotable.clicked.connect(lambda _on: self.look())
        self.box.textChanged.connect(lambda _text: self.look())
        self.box.returnPressed.connect(self._open_first)
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        self.record_button.clicked.connect(self.record)
        self.model.answered.connect(self._answered)

    # what is looked for -----------------------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """What stands in the box and the filters."""
        theme = str(self.themes.currentData() or "")
        return Wanted(
            self.box.text().strip(), self._book.merged_ids(theme) if theme and self._book is not None else (), str(self.areas.currentData() or ""),
            str(self.tongues.currentData() or ""), self.quotable.isChecked(),
        )

    def look(self) -> None:
        self.model.find(self.wanted())

    def know(self, book: Codebook, tongues: Sequence[str]) -> None:
        """Take the themes there are, and the languages stories were told in."""
        if (book, tuple(tongues)) != (self._book, self._codes):
            self._book, self._codes = book, tuple(tongues)
            self._fill()

    def _fill(self) -> None:
        themes = [(each.id, name_of(each, current())) for each in self._book.shown()] if self._book is not None else []
        areas = [(each.code, vocabulary("region").label(each.code, current())) for each in vocabulary("region").choices()]
        tongues = sorted(((each, current().tongue_alone(each)) for each in self._codes), key=lambda pair: current().sort_key(pair[1]))
        for box, everything, rows in (
            (self.themes, _("All themes"), themes), (self.areas, _("All areas"), areas), (self.tongues, _("All languages"), tongues),
        ):
            chosen = box.currentData()
            box.clear()
            box.addItem(everything, "")
            for code, name in rows:
                box.addItem(name, code)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    # what is found ----------------------------------------------------------------------------------------------------

    def mark(self, story_id: str) -> None:
        """Mark the story that is open, where it is among those fetched."""
        row = self.model.row_of(story_id)
        if row >= 0 and self.view.currentIndex().row() != row:
            self.view.setCurrentIndex(self.model.index(row))

    def first(self) -> str:
        """The id of the first story found, or ""."""
        line = self.model.story(0)
        return line.id if line is not None else ""

    def _open(self, index: QModelIndex) -> None:
        line = self.model.story(index.row())
        if line is not None:
            self.opened.emit(line.id)

    def _open_first(self) -> None:
        if self.model.settled and self.model.rowCount():
            index = self.view.currentIndex()
            self._open(index if index.isValid() else self.model.index(0))

    def _answered(self) -> None:
        nothing = self.model.rowCount() == 0
        filtered = self.model.wanted != Wanted()
        self.empty.setVisible(nothing)
        self.record_button.setVisible(nothing and not filtered)
        self.view.setVisible(not nothing)
        self._say_empty()

    def _say_empty(self) -> None:
        typed = self.model.wanted.typed
        if typed:
            self.empty.setText(_("No story with “{typed}” fits. Change the words or the filters.").format(typed=iso(typed)))
        elif self.model.wanted != Wanted():
            self.empty.setText(_("No story fits these filters."))
        else:
            self.empty.setText(_("No story yet. A story comes in by a conversation, in the member’s own words."))
        self.record_button.setText(_("Record a conversation"))

    def retranslate(self) -> None:
        self.box.setPlaceholderText(_("Words of a story"))
        self.box.setAccessibleName(_("Find a story by its words"))
        self.view.setAccessibleName(_("Stories found"))
        self.themes.setAccessibleName(_("Only stories with this theme"))
        self.areas.setAccessibleName(_("Only stories from this area"))
        self.tongues.setAccessibleName(_("Only stories told in this language"))
        self.quotable.setText(_("May be quoted"))
        self._fill()
        self._say_empty()
        self.model.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else 0
        if pressed in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) and self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))
            return True
        return super().eventFilter(watched, event)

    def standing(self) -> dict[str, Any]:
        """What was looked for."""
        boxes = {"theme": self.themes, "area": self.areas, "tongue": self.tongues}
        return {name: box.currentData() or "" for name, box in boxes.items()}
