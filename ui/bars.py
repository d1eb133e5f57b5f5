"""The three bars: what went wrong (top), what can be undone (bottom), and that a vault is only for tests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from locales import _
from models.errors import Trouble
from ui import messages
from ui.parts import button, kinds, label

__all__ = ["NoticeBar", "TestBar", "UndoBar"]


class NoticeBar(QFrame):
    """One sentence at the top of the page, until it is closed, mended, or another page comes up. It never takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence: Callable[[], str] | None = None
        self.label = label()
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton()
        self.close_button.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.addWidget(self.label, 1)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        messages.messages.trouble.connect(self._trouble)
        messages.messages.said.connect(self._said)
        self.hide()

    def _trouble(self, trouble: Trouble | None) -> None:
        if trouble is None:
            self.hide()
        else:
            self._show("trouble", lambda: messages.sentence(trouble))

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
        self.close_button.setIconSize(icons.size())

    def retranslate(self) -> None:
        self.close_button.setText(_("Close this message"))
        self.close_button.setToolTip(_("Close this message"))
        self.close_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        if self._sentence is not None:
            self.label.setText(self._sentence())
            self.setAccessibleName(self.label.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class UndoBar(QFrame):
    """Names the last act and takes it back. It stays until the next one: no clock runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: messages.Undoable | None = None
        self.setProperty("bar", "undo")
        self.label = label()
        self.button = button(icon="undo")
        self.button.clicked.connect(self.undo)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 8, 6)
        line.addWidget(self.label, 1)
        line.addWidget(self.button)
        messages.messages.undo.connect(self.offer)
        self.hide()

    def offer(self, act: messages.Undoable | None) -> None:
        """Offer an act, in place of the one before."""
        self._act = act
        self.retranslate()
        self.setVisible(act is not None)

    def undo(self) -> None:
        """Take the act back, once."""
        act = self._act
        self.offer(None)
        if act is not None:
            act.undo()

    def retranslate(self) -> None:
        from ui import icons

        self.button.setText(_("Undo"))
        self.button.setIconSize(icons.beside_text())
        self.label.setText(self._act.text() if self._act is not None else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
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
