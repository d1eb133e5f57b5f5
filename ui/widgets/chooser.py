"""A choice by typing: two or three letters and Enter pick from a list of any length.

The list opens under the line as a part of the window (never a window of its own, so that blanking and locking cover it), best
match first. It understands the words on the screen without their accents, the stored code, its letters (`N-HOU`) and, where it has none,
its number: what stands on the paper forms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from locales import Words, fold, language
from models.vocabulary import Vocabulary
from ui.widgets.level import LevelLine

MOST_SHOWN = 60
ROWS_SHOWN = 9
MARK_ROOM = 26
LEFT_ON_PURPOSE = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason)
CODE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what is stored, what is shown, and other ways to write it (a code's letters, a name in itself)."""

    code: str
    label: str
    ways: tuple[str, ...] = ()
    words: tuple[str, ...] = field(default=(), compare=False)


def choices_of(listed: Vocabulary, words: Words) -> tuple[Choice, ...]:
    """What can be chosen from a vocabulary, in its order; countries and languages by their names in the language of `words`."""
    made = []
    for number, each in enumerate(listed.choices(), 1):
        ways = [each.code, each.letters, each.letters.partition("-")[2] if each.letters else str(number), *each.aliases]
        if listed.labels_from == "language":
            ways.append(language(each.code).endonym)
        made.append(Choice(each.code, listed.label(each.code, words), tuple(fold(way) for way in ways if way)))
    if listed.labels_from != "catalog" and listed.labels_from != "own":
        made.sort(key=lambda choice: words.sort_key(choice.label))
    return tuple(made)


def ranked(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that fit what was typed, the best first: a code, the beginning of the words, of one word, anywhere in them."""
    wanted = fold(typed)
    if not wanted:
        return list(choices)
    found = [(place, number) for number, choice in enumerate(choices) if (place := _place(choice, wanted)) is not None]
    return [choices[number] for _place_, number in sorted(found)]


def _place(choice: Choice, wanted: str) -> int | None:
    shown = fold(choice.label)
    if shown == wanted:
        return 0
    if wanted in choice.ways:
        return 1
    if shown.startswith(wanted):
        return 2
    if any(word.startswith(wanted) for word in shown.replace("-", " ").split()):
        return 3
    if any(way.startswith(wanted) for way in choice.ways):
        return 4
    return 5 if wanted in shown else None


class Chooser(LevelLine):
    """A line that picks one of many. Nothing is chosen until something is picked: by Enter, by Tab, by a click.

    `picked` is emitted with the code ("" for none) when the choice changes, `edited` when half-typed words change.
    """

    picked = Signal(str)
    edited = Signal()

    def __init__(self, choices: Callable[[], Sequence[Choice]], name_of: Callable[[str], str] = str, parent: QWidget | None = None) -> None:
        """`name_of` tells what a code is called that isn't among the choices: one that is no longer offered."""
        super().__init__(parent, room_at_end=MARK_ROOM)
        self._source, self._name_of = choices, name_of
        self._choices: tuple[Choice, ...] | None = None
        self._code = ""
        self._list: QListWidget | None = None
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.close_list)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = (MARK_ROOM / 2 if mirrored else self.width() - MARK_ROOM / 2), self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])

    # what is chosen ---------------------------------------------------------------------------------------------------

    def choices(self) -> tuple[Choice, ...]:
        """What there is to choose; made when it is first needed, for lists of countries are long."""
        if self._choices is None:
            self._choices = tuple(self._source())
        return self._choices

    def code(self) -> str:
        return self._code

    def set_code(self, code: str) -> None:
        """Choose without telling anybody; an unknown code is kept and shown as it is."""
        self._code = code
        self.setText(self._label(code))
        self.setCursorPosition(0)
        self.close_list()

    def unknown(self) -> str:
        """Words that were typed and match nothing; they stay in the line until somebody decides."""
        return "" if self._code or not self.text().strip() else self.text().strip()

    def set_typed(self, text: str) -> None:
        """Bring half-typed words back (a draft)."""
        self._code = ""
        self.setText(text)

    def renew(self) -> None:
        """Take new words for the choices (the language changed); what was chosen and what was half typed stay."""
        self._choices = None
        if self._code:
            place = self.cursorPosition()
            self.setText(self._label(self._code))
            self.setCursorPosition(min(place, len(self.text())))
        if self.list_open():
            self.open_list()

    def _label(self, code: str) -> str:
        return next((each.label for each in self.choices() if each.code == code), None) or self._name_of(code) if code else ""

    def pick(self, code: str) -> None:
        """Choose as the user does."""
        changed = code != self._code
        self.set_code(code)
        if changed:
            self.picked.emit(code)

    # the list ---------------------------------------------------------------------------------------------------------

    def list_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def open_list(self, everything: bool = False) -> None:
        """Show what fits; `everything` shows the whole list whatever stands in the line."""
        found = ranked(self.choices(), "" if everything or self._code else self.text())[:MOST_SHOWN if not everything else None]
        if not found:
            self.close_list()
            return
        shown = self._made_list()
        shown.clear()
        for choice in found:
            item = QListWidgetItem(choice.label)
            item.setData(CODE_ROLE, choice.code)
            shown.addItem(item)
        at = next((row for row, choice in enumerate(found) if choice.code == self._code), 0)
        shown.setCurrentRow(at)
        self._place_list(len(found))
        shown.show()
        shown.raise_()

    def close_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _made_list(self) -> QListWidget:
        window = self.window()
        if self._list is None or self._list.parentWidget() is not window:
            if self._list is not None:
                self._list.deleteLater()
            made = QListWidget(window)
            made.setObjectName("choices")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setFrameShape(QFrame.Shape.StyledPanel)
            made.setUniformItemSizes(True)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setTextElideMode(Qt.TextElideMode.ElideRight)
            made.setAutoFillBackground(True)
            made.itemClicked.connect(lambda item: self.pick(str(item.data(CODE_ROLE))))
            self.destroyed.connect(made.deleteLater)
            self._list = made
        self._list.setLayoutDirection(self.layoutDirection())
        self._list.setFont(self.font())
        self._list.setAccessibleName(self.accessibleName())
        return self._list

    def _place_list(self, count: int) -> None:
        shown = self._list
        if shown is None:
            return
        window = self.window()
        row = max(shown.sizeHintForRow(0), 28)
        height = min(count, ROWS_SHOWN) * row + 2 * shown.frameWidth()
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        if corner.y() + height > window.height():
            above = self.mapTo(window, QPoint(0, 0)).y() - 2
            if above > window.height() - corner.y():
                height = min(height, above)
                corner.setY(above - height)
            else:
                height = window.height() - corner.y()
        widest = max(self.width(), min(shown.sizeHintForColumn(0) + 40, window.width() - 24, 520))
        left = corner.x() if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else corner.x() + self.width() - widest
        shown.setGeometry(QRect(max(4, min(left, window.width() - widest - 4)), corner.y(), widest, height))

    # keys and mouse ---------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        had = self._code
        self._code = ""
        if text.strip():
            self.open_list()
        else:
            self.close_list()
        if had:
            self.picked.emit("")
        self.edited.emit()

    def take_best(self) -> bool:
        """Pick the marked line of the open list, or the best match of what was typed. False where there is none."""
        if self.list_open() and self._list is not None and self._list.currentItem() is not None:
            self.pick(str(self._list.currentItem().data(CODE_ROLE)))
            return True
        found = ranked(self.choices(), self.text()) if self.unknown() else []
        if found:
            self.pick(found[0].code)
        return bool(found)

    def event(self, event: QEvent) -> bool:
        """An open list owns Escape and Enter, also where the window has a shortcut on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.list_open() \
                and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._move(key)
        elif key == Qt.Key.Key_Escape and self.list_open():
            self.close_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and (self.list_open() or self.unknown()):
            if not self.take_best():
                event.ignore()
        else:
            super().keyPressEvent(event)
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.ignore()  # a row or a form may take it for "next"
            return
        event.accept()

    def _move(self, key: int) -> None:
        if not self.list_open():
            self.open_list(everything=not self.unknown())
            return
        shown = self._list
        if shown is None:
            return
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS_SHOWN, Qt.Key.Key_PageUp: -ROWS_SHOWN}[Qt.Key(key)]
        shown.setCurrentRow(max(0, min(shown.count() - 1, shown.currentRow() + by)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the line by Tab or mouse picks what the list has marked: nobody has to remember Enter."""
        if event.reason() in LEFT_ON_PURPOSE and self.unknown():
            self.take_best()
        self.close_list()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.list_open():
            self.open_list(everything=not self.unknown())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.close_list()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.close_list()

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_list()
        super().hideEvent(event)
