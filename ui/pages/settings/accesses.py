"""The access log: who opened what is sensitive or took something out. For coordinators; the others see why it isn't shown to them."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QWidget

from locales import N_, _
from ui.models.accesses import WHY, AccessModel
from ui.operations import rights as acts
from ui.pages.settings.section import Section
from ui.parts import label
from ui.session import Session
from ui.widgets.tables import plain_rows

__all__ = ["AccessSection"]

ROWS = 12


class AccessSection(Section):
    """A table to read."""

    title_msg = N_("Who looked")
    help_msg = N_("Who opened sensitive answers or took something out of the vault in the last twelve months, and why.")
    WIDTH = 1000

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.honest, self.none = label("muted"), label()
        self.table, self.model = QTableView(), AccessModel()
        self.table.setModel(self.model)
        plain_rows(self.table, WHY)
        for part in (self.honest, self.none, self.table):
            self.body.addWidget(part)
        self.table.hide()
        self._may = True
        self.retranslate()

    def refresh(self) -> None:
        acts.read_log(self.session, self._show)

    def _show(self, found: acts.Log) -> None:
        self._may = found.may
        self.model.show(list(found.lines))
        self.table.setVisible(bool(found.lines))
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + row * min(ROWS, len(found.lines)) + 4)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.honest.setText(_(
            "The log is on this computer alone and helps people who mean well: whoever holds a key opens the whole vault and could alter it."))
        self.none.setText(_("Nothing was opened or taken out.") if self._may else _("The log is shown to coordinators."))
        self.none.setVisible(not self.model.rowCount())
        self.table.setAccessibleName(_("Who looked"))
        self.model.retranslate()
