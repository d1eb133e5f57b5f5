"""What the contributions that are listed come to: hours, people, kinds, and what they bring. For the screen; paper counts by other rules."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QTableWidget, QTableWidgetItem, QVBoxLayout

from locales import _, current, ngettext
from models.vocabulary import vocabulary
from storage.lists import Totals
from ui.parts import label
from ui.widgets.tables import plain_rows

__all__ = ["TotalsCard"]

MOST_ROWS = 8


class TotalsCard(QFrame):
    """Three numbers, a table of kinds, and two sentences on what is known of the benefit."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName("totals")
        self._totals = Totals()
        self.title, self.hours, self.people = label("section"), label(name="hours"), label(name="people")
        self.table = QTableWidget(0, 2)
        plain_rows(self.table, 0)
        self.table.setObjectName("kinds")
        self.benefit, self.told = label("muted"), label("muted")
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        for part in (self.title, self.hours, self.people, self.table, self.benefit, self.told):
            column.addWidget(part)
        column.addStretch(1)
        self.retranslate()

    def show_totals(self, totals: Totals) -> None:
        self._totals = totals
        self.retranslate()

    def retranslate(self) -> None:
        found, words = self._totals, current()
        self.title.setText(_("What it comes to"))
        self.hours.setText(_("{hours} hours a month").format(hours=words.number(found.hours / 100)))
        self.people.setText(ngettext("{n} person gives", "{n} people give", found.people).format(n=words.number(found.people)))
        self.table.setAccessibleName(_("Contributions by kind"))
        self.table.setHorizontalHeaderLabels([_("Kind"), _("Hours")])
        self.table.setRowCount(len(found.kinds))
        for row, (code, count, hours) in enumerate(found.kinds):
            kind = _("{kind} ({n})").format(kind=vocabulary("contribution-type").label(code, words), n=words.number(count))
            cells = (kind, words.number(hours / 100) if hours else "")
            for place, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, place, item)
        self.table.setVisible(bool(found.kinds))
        rows = min(MOST_ROWS, len(found.kinds))
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * rows + self.table.horizontalHeader().sizeHint().height() + 6)
        self.benefit.setText(_("What it brings to the person is written down for {person} of {n}, what it brings to the community for {community}.")
                             .format(person=words.number(found.for_person), n=words.number(found.count), community=words.number(found.for_community)))
        self.benefit.setVisible(bool(found.count))
        self.told.setText(_("Hours as the people themselves reckon them. Reports show what members give, not only what they need."))
