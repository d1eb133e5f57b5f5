"""Choosing a sign: forty drawings with their words, by arrow keys, by the first letters of a word or by a click."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from locales import _, current
from models.vocabulary import vocabulary
from ui import icons

__all__ = ["SignPicker", "word"]

ROWS = 3
"""Rows of drawings that are seen at once; the others are scrolled to."""
CODE = Qt.ItemDataRole.UserRole


def word(code: str) -> str:
    """What a sign is called in the language of the window; one that isn't among the forty is called as it is written."""
    return vocabulary("sign").label(code, current())


class SignPicker(QListWidget):
    """The signs that nobody else has are chosen from; the others stand there greyed."""

    chosen = Signal(str)
    """The code of the sign, as often as another one is marked."""

    def __init__(self, taken: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signs")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in vocabulary("sign").choices():
            item = QListWidgetItem(icons.sign(each.code), "", self)
            item.setData(CODE, each.code)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.currentItemChanged.connect(self._tell)
        self.retranslate()
        self.set_taken(taken)

    def sign(self) -> str:
        """The sign that is marked; "" where all are taken."""
        item = self.currentItem()
        return str(item.data(CODE)) if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled else ""

    def set_sign(self, code: str) -> None:
        """Mark a sign, if it is free."""
        for item in self._items():
            if item.data(CODE) == code and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentItem(item)

    def set_taken(self, taken: Iterable[str]) -> None:
        """Grey the signs that somebody has; where the marked one is among them, the first free one is marked."""
        others = frozenset(taken)
        free = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        for item in self._items():
            item.setFlags(Qt.ItemFlag.NoItemFlags if item.data(CODE) in others else free)
        if not self.sign():
            rows = (row for row, item in enumerate(self._items()) if item.flags() & Qt.ItemFlag.ItemIsEnabled)
            self.setCurrentRow(next(rows, -1))
        self.retranslate()

    def _items(self) -> list[QListWidgetItem]:
        return [item for row in range(self.count()) if (item := self.item(row)) is not None]

    def _tell(self) -> None:
        if self.sign():
            self.chosen.emit(self.sign())

    def retranslate(self) -> None:
        """Take the words of the window's language."""
        self.setAccessibleName(_("Sign on the unlock page"))
        for item in self._items():
            item.setText(word(str(item.data(CODE))))
            taken = not item.flags() & Qt.ItemFlag.ItemIsEnabled
            item.setToolTip(_("{sign}: somebody has this one").format(sign=item.text()) if taken else item.text())
        self._fit()

    def _fit(self) -> None:
        """Cells as large as the longest word, and whole rows."""
        side = icons.size().width() * 2
        widest = max(self.fontMetrics().horizontalAdvance(item.text()) for item in self._items())
        self.setIconSize(QSize(side, side))
        self.setGridSize(QSize(max(side, widest) + 20, side + self.fontMetrics().lineSpacing() + 18))
        for item in self._items():
            item.setSizeHint(self.gridSize())
        self.setFixedHeight(self.gridSize().height() * ROWS + 2 * self.frameWidth())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange and self.count():
            self._fit()
