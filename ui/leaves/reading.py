"""What is read on a leaf or in a section of the settings: a document's sentences, and its paper."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reports.blocks import Document
from ui.session import Session
from ui.widgets.article import Article
from ui.widgets.paper_buttons import PaperButtons

__all__ = ["Reading"]


class Reading(QWidget):
    """A subclass says what stands on the screen and what on the paper, and ends its constructor with `self.retranslate()`."""

    title_msg: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    """The name of the file, without its ending: neutral, and nobody's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.article = Article()
        self.paper = PaperButtons(session, self.NAME, self.on_paper)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.paper)
        self.column.addWidget(self.article)

    def on_screen(self) -> Document:
        """What is read."""
        raise NotImplementedError

    def on_paper(self) -> Document:
        """What is printed: the same, unless a subclass has more for paper."""
        return self.on_screen()

    def retranslate(self) -> None:
        self.paper.retranslate()
        self.article.show_document(self.on_screen())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
