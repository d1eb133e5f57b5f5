"""The three bars: what went wrong (top), what can be undone (bottom), and that a vault is only for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from locales import _
from models.errors import Trouble
from ui import messages
from ui.parts import button, kinds, label

if TYPE_CHECKING:
    from ui.operations.undo import UndoStack

__all__ = ["NoticeBar", "TestBar", "UndoBar"]


class NoticeBar(QFrame):
    """One sentence at the top of the page, until it is closed, mended, or another page comes up. It never takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence: Callable[[], str] | None = None
        self.label = label()
        self.close_button = QToolButton()
        self.close_button.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.addWidget(self.label, 1)
        line.addWidget(self.close_button)
        messages.messages.trouble.connect(self._trouble)
        messages.messages.unsaved.connect(self._unsaved)
        messages.messages.said.connect(self._said)
        self.hide()

    def _trouble(self, trouble: Trouble | None) -> None:
        if trouble is None:
            self._sentence = None
            for forget in (self.label.setText, self.setAccessibleName):
                forget("")  # a sentence may name a file
            self.hide()
        else:
            self._show("trouble", lambda: messages.sentence(trouble))

    def _unsaved(self, trouble: Trouble) -> None:
        self._show("trouble", lambda: _("Not saved; what you typed stays here and is tried again. {why}").format(why=messages.sentence(trouble)))

    def _said(self, sentence: Callable[[], str]) -> None:
        self._show("said", sentence)

    def _show(self, kind: str, sentence: Callable[[], str]) -> None:
        self._sentence = sentence
        kinds(self, bar=kind)
        self._draw()
        self.retranslate()
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # 8 ms that the unlock page needn't wait for

        QAccessible.updateAccessibility(QAccessibleEvent(self.label, QAccessible.Event.Alert))

    def _draw(self) -> None:
        from ui import icons  # no sooner than there is something to close

        if self.close_button.icon().isNull():
            self.close_button.setIcon(icons.icon("close"))
            self.close_button.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonIconOnly)
            self.label.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
            self.layout().setAlignment(self.close_button, QtCore.Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        self.close_button.setIconSize(icons.size())

    def retranslate(self) -> None:
        self.close_button.setText(_("Close this message"))
        self.close_button.setToolTip(_("Close this message"))
        if self._sentence is not None:
            self.label.setText(self._sentence())
            self.setAccessibleName(self.label.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class UndoBar(QFrame):
    """Names the last act, takes it back, and does it again. It stays until the next one: no clock runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack: UndoStack | None = None
        self.setProperty("bar", "undo")
        self.label = label()
        self.button, self.again = button(icon="undo"), button(icon="redo")
        self.button.clicked.connect(self.undo)
        self.again.clicked.connect(self.redo)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 8, 6)
        line.addWidget(self.label, 1)
        line.addWidget(self.again)
        line.addWidget(self.button)
        self.hide()

    def follow(self, stack: UndoStack) -> None:
        """Show what this stack says."""
        self._stack = stack
        stack.changed.connect(self.retranslate)
        self.retranslate()

    def undo(self) -> None:
        """Take the latest act back."""
        if self._stack is not None:
            self._stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._stack is not None:
            self._stack.redo()

    def retranslate(self) -> None:
        from ui import icons

        stack = self._stack
        for made, text, acts in ((self.button, _("Undo"), stack.done if stack else []), (self.again, _("Redo"), stack.undone if stack else [])):
            made.setText(text)
            made.setIconSize(icons.beside_text())
            made.setVisible(bool(acts))
            made.setAccessibleDescription(acts[-1].text() if acts else "")
            made.setToolTip(acts[-1].text() if acts else "")
        sentence = stack.sentence if stack is not None else None
        self.label.setText(sentence() if sentence is not None else "")
        self.setVisible(sentence is not None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and hasattr(self, "again"):
            self.retranslate()
        super().changeEvent(event)


class TestBar(QFrame):
    """Says in red that this vault opens too easily to keep anybody in it."""

    __test__ = False  # a widget, whatever pytest makes of its name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "test")
        self.label = label()
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.addWidget(self.label)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.label.setText(_("A vault for tests: its lock is weak, so it takes in nobody. Keep no real person here."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
