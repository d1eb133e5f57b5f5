"""The register of papers: what was printed or saved, when and for whom. Nobody is named in it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from locales import N_, _
from models.report import Report
from ui import theme
from ui.models.papers import MORE, WHAT, PapersModel
from ui.operations import papers as acts
from ui.pages.settings.section import Section
from ui.parts import label
from ui.session import Session
from ui.widgets.tables import plain_rows

__all__ = ["PapersSection"]

ROWS = 12
NARROW = 700
"""Under this width, in logical pixels at ordinary text, the table shows what tells the papers apart."""


class PapersSection(Section):
    """A table to read."""

    title_msg = N_("Papers")
    help_msg = N_("Every report that was printed or saved. Whose words stand on it shows on the person’s page, and goes when the person is erased.")
    WIDTH = 1000

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.none = label()
        self.table, self.model = QTableView(), PapersModel()
        self.table.setModel(self.model)
        plain_rows(self.table, WHAT)
        for part in (self.none, self.table):
            self.body.addWidget(part)
        self.table.hide()
        self.retranslate()

    def refresh(self) -> None:
        acts.look(self.session, self._show)

    def _show(self, found: list[Report]) -> None:
        self.model.show(found)
        self.table.setVisible(bool(found))
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + row * min(ROWS, len(found)) + 4)
        self.retranslate()

    def _fit_columns(self) -> None:
        """Under a narrow width: when, what and for whom."""
        for column in MORE:
            self.table.setColumnHidden(column, self.width() < theme.scaled(NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def retranslate(self) -> None:
        super().retranslate()
        self.none.setText(_("No report was printed or saved yet."))
        self.none.setVisible(not self.model.rowCount())
        self.table.setAccessibleName(_("Papers"))
        self.model.retranslate()
        self._fit_columns()
