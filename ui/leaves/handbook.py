"""The handbook on the screen: the chapter of the page one came from, and every other one a key away."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from locales import N_, _, current
from reports.blocks import Document
from reports.kinds.handbook import CHAPTERS, chapter, handbook
from ui.leaves.reading import Reading
from ui.parts import label
from ui.session import Session

__all__ = ["HandbookReading"]


class HandbookReading(Reading):
    """Shows one chapter; prints the whole."""

    title_msg = N_("Handbook")
    NAME = "handbook"

    def __init__(self, session: Session, about: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._about, self._sentence = chapter(about).name, sentence
        self.choice_label: QLabel = label()
        self.choice = QComboBox()
        self.choice_label.setBuddy(self.choice)
        for each in CHAPTERS:
            self.choice.addItem("", each.name)
        self.choice.setCurrentIndex(self.choice.findData(self._about))
        self.choice.currentIndexChanged.connect(lambda _index: self.article.show_document(self.on_screen()))
        self.column.insertWidget(0, self.choice_label)
        self.column.insertWidget(1, self.choice, 0, Qt.AlignmentFlag.AlignLeading)
        self.retranslate()

    def on_screen(self) -> Document:
        wanted = str(self.choice.currentData())
        sentence = _(self._sentence) if self._sentence and wanted == self._about else ""
        return handbook(current(), datetime.date.today(), wanted, sentence)

    def on_paper(self) -> Document:
        return handbook(current(), datetime.date.today())

    def retranslate(self) -> None:
        self.choice_label.setText(_("Chapter"))
        self.choice.setAccessibleName(_("Chapter"))
        for index, each in enumerate(CHAPTERS):
            self.choice.setItemText(index, _(each.title))
        super().retranslate()
