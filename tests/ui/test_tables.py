"""Rows are as high as their letters, also after the text size changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from ui import theme
from ui.widgets.tables import plain_rows


def test_rows_grow_with_the_text(qapp: QApplication, qtbot: Any) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(1, 1))
    plain_rows(table, 0)
    table.show()
    before = table.verticalHeader().defaultSectionSize()
    theme.apply(qapp, size=200, dark=False)
    qapp.processEvents()
    assert before < table.verticalHeader().defaultSectionSize() >= table.fontMetrics().height() + 12
