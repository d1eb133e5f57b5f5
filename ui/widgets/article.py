"""A document on the screen: the same sentences that stand on its paper, as headings and paragraphs that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

import locales
from reports.blocks import Block, Bullets, Document, Heading, Paragraph, Span
from ui.parts import clear, label

__all__ = ["Article"]


class Article(QWidget):
    """Shows headings, paragraphs and lists of a document; what only paper has (tables to write on) is left to the paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_document(self, document: Document) -> None:
        """Put it in place of what was shown."""
        clear(self._column)
        for block in document.blocks:
            self._add(block, document.language)

    def _add(self, block: Block, language: str) -> None:
        if isinstance(block, Heading):
            made = label("section")
            made.setText(block.text)
            self._column.addSpacing(8)
            self._column.addWidget(made)
        elif isinstance(block, Paragraph):
            self._column.addWidget(_spans(block.spans, block.language or language))
        elif isinstance(block, Bullets):
            for item in block.items:
                self._column.addWidget(_Item(item, language))


class _Item(QWidget):
    """One item of a list: its mark at the side where reading begins, its words beside it."""

    def __init__(self, spans: Sequence[Span], language: str) -> None:
        super().__init__()
        mark = QLabel("•")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_spans(spans, language), 1)


def _spans(spans: Sequence[Span], language: str) -> QLabel:
    """Words in a language. Its direction is said: Qt would take that of the first letter, and an Arabic sentence may begin with a key."""
    made = label()
    made.setTextFormat(Qt.TextFormat.RichText)
    words = "".join(f"<b>{escape(each.text)}</b>" if each.bold else escape(each.text) for each in spans)
    made.setText(f'<p dir="{locales.language(language).direction}">{words}</p>')
    return made
