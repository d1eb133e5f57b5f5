"""A list with all that belongs to it: saved views, columns, filters, how many there are, taking it out, and the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollArea, QTableView, QVBoxLayout, QWidget

from locales import Words, _, current, ngettext
from models.listing import Listing, Rule, first
from models.view import View
from storage.library import Library
from ui import theme
from ui.lists.columns import ColumnsPanel
from ui.lists.filters import FilterPanel, RuleLine
from ui.lists.model import ListModel, Row
from ui.lists.taking_out import TakingOut
from ui.lists.views import ViewChoice, ViewPanel
from ui.operations import lists as acts
from ui.parts import button, label
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.reading_order import put_in_order
from ui.widgets.tables import plain_rows

__all__ = ["ListView"]

LEAST_TABLE = 150
NARROWEST, WIDEST = 70, 340
LOOKED_AT = 30
"""Rows whose words decide how wide a column is."""


class ListView(QScrollArea):
    """`opened` hands over the row that was chosen. What lies above the table scrolls with it where the window is low."""

    opened = Signal(object)
    answered = Signal()

    def __init__(self, session: Session, kind: str, beside: Callable[[Library, Listing, Words], Any] | None = None) -> None:
        super().__init__(widgetResizable=True)
        self.session, self.kind = session, kind
        self.model = ListModel(session, kind, self, beside)
        self.wanted = first(kind)
        self.marked = ""
        """The record that was marked last."""
        self._fitted: tuple[str, ...] = ()
        self.table = QTableView()
        self.views, self.rules, self.count = ViewChoice(kind), RuleLine(), label("muted")
        self.columns_button, self.filter_button = button(checkable=True), button(checkable=True)
        self.keep_button, self.out_button = button(checkable=True), button(checkable=True)
        self.columns, self.filters = ColumnsPanel(), FilterPanel()
        self.keeping, self.taking_out = ViewPanel(session, self.views), TakingOut(session)
        self.bar = Wrapped(spacing=8)
        self._build()
        self._connect()

    def _panels(self) -> tuple[tuple[QWidget, Any], ...]:
        return ((self.columns, self.columns_button), (self.filters, self.filter_button), (self.keeping, self.keep_button),
                (self.taking_out, self.out_button))

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setModel(self.model)
        plain_rows(self.table, -1)
        self.table.setMinimumHeight(theme.scaled(LEAST_TABLE))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        for chooser in (self.views, self.columns_button, self.filter_button, self.keep_button, self.out_button):
            self.bar.add(chooser)
        self.inside = QWidget()
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(3, 3, 3, 3)  # room for the ring around what has the keyboard
        column.setSpacing(8)
        column.addWidget(self.bar)
        for panel, _button in self._panels():
            column.addWidget(panel)
            panel.hide()
        for part in (self.rules, self.count):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.setWidget(self.inside)

    def _connect(self) -> None:
        self.model.answered.connect(self._answered)
        self.table.viewport().installEventFilter(self)
        self.table.activated.connect(lambda index: self.open_row(index))
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.views.chosen.connect(lambda listing: self.show_listing(replace(listing, words=self.wanted.words)))
        self.columns.changed.connect(self.show_listing)
        self.filters.added.connect(lambda rule: self.show_listing(replace(self.wanted, rules=(*self.wanted.rules, rule))))
        self.rules.removed.connect(self._take_away)
        self.rules.cleared.connect(lambda: self.show_listing(replace(self.wanted, rules=())))
        for panel, made in self._panels():
            made.clicked.connect(partial(self._turn, panel))
            panel.left.connect(self.close_panel)  # type: ignore[attr-defined]
            on_key(panel, "Escape", self.close_panel)

    def listen_on(self, page: QWidget) -> None:
        """Take the keys of the list while the keyboard is anywhere on a page."""
        for keys, panel in (("Ctrl+Shift+C", self.columns), ("Ctrl+Shift+F", self.filters), ("Ctrl+Shift+K", self.keeping),
                            ("Ctrl+Shift+E", self.taking_out)):
            on_key(page, keys, partial(self.bring, panel))
        on_key(page, "Ctrl+Shift+V", self.views.setFocus)

    # What is asked

    def look_for(self, words: str) -> None:
        """Look for what is being typed."""
        if words != self.wanted.words:
            self.wanted = replace(self.wanted, words=words)
            self.ask()

    def ask(self) -> None:
        """Ask for the rows anew; the marked one stays marked."""
        self.model.find(self.wanted, self.marked_id() or self.marked)

    def refresh(self) -> None:
        """Read rows and views anew."""
        acts.views(self.session, self.kind, self._views_came)
        self.ask()

    def _views_came(self, found: list[View]) -> None:
        self.views.show_views(found)
        self.keeping.retranslate()

    def show_listing(self, wanted: Listing) -> None:
        """Show a list by other columns, filters or order."""
        self.wanted = wanted
        self.ask()

    def _take_away(self, rule: Rule) -> None:
        self.show_listing(replace(self.wanted, rules=tuple(each for each in self.wanted.rules if each != rule)))
        self.filter_button.setFocus()

    def _sort_by(self, section: int) -> None:
        """By this column; by the same the other way round; then as it began."""
        name = self.model.columns[section].name if section < len(self.model.columns) else ""
        if self.wanted.sort != name:
            self.show_listing(replace(self.wanted, sort=name, down=False))
        elif not self.wanted.down:
            self.show_listing(replace(self.wanted, down=True))
        else:
            self.show_listing(replace(self.wanted, sort="", down=False))

    def _answered(self) -> None:
        listing = self.model.listing
        self.columns.show_listing(listing, self.model.there)
        self.filters.show_columns(self.model.there)
        self.rules.show_rules(listing.rules, self.model.there)
        names = [each.name for each in self.model.columns]
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(listing.sort in names)
        if listing.sort in names:
            header.setSortIndicator(names.index(listing.sort), Qt.SortOrder.DescendingOrder if listing.down else Qt.SortOrder.AscendingOrder)
        self._fit_columns()
        self._say_count()
        if len(self.model.rows) and not self.table.currentIndex().isValid():
            self.mark_row(max(self.model.marked, 0))
        put_in_order(self)
        self.answered.emit()

    def _say_count(self) -> None:
        n = len(self.model.rows)
        self.count.setText(ngettext("{n} line", "{n} lines", n).format(n=current().number(n)) if self.model.has_answer else "")

    # The marked row

    def line(self) -> Row | None:
        """The marked row."""
        return self.model.line(self.table.currentIndex().row())

    def marked_id(self) -> str:
        line = self.line()
        return line.id if line is not None else ""

    def mark_row(self, row: int) -> None:
        self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.scrollTo(self.model.index(row, 0))

    def open_row(self, index: QModelIndex) -> None:
        """Open what stands in a row."""
        line = self.model.line(index.row())
        if line is not None:
            self.marked = line.id
            self.opened.emit(line)

    # Panels

    def _turn(self, panel: QWidget, on: bool) -> None:
        if on:
            self.bring(panel)
        else:
            self.close_panel()

    def bring(self, panel: QWidget) -> None:
        """Open one of the panels above the table, and close the others."""
        for each, made in self._panels():
            each.setVisible(each is panel)
            made.setChecked(each is panel)
        if panel is self.keeping:
            self.keeping.ask(self.wanted)
        elif panel is self.taking_out:
            self.taking_out.ask(self.wanted)
        put_in_order(self)
        self.ensureWidgetVisible(panel)
        panel.take_focus()  # type: ignore[attr-defined]

    def close_panel(self) -> bool:
        """Close the panel that is open; the keyboard goes back to its button. False where none is."""
        closed = False
        for each, made in self._panels():
            if each.isVisibleTo(self):
                closed = True
                each.hide()
                made.setFocus()
            made.setChecked(False)
        self.taking_out.forget()
        return closed

    # Words, sizes, the lock

    def _fit_columns(self) -> None:
        """Columns as wide as their words need, once for a set of columns and a width: widths that jump while one scrolls tire the eye."""
        size = (self.table.fontMetrics().height(), self.table.viewport().width())
        names = (*(each.name for each in self.model.columns), *map(str, size), current().code)
        if names == self._fitted or not self.model.rows:
            return
        self._fitted = names
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        widths, least = list[int](), list[int]()
        shown = [line for row in range(min(LOOKED_AT, len(self.model.rows))) if (line := self.model.line(row)) is not None]
        for place in range(len(self.model.columns)):
            title = str(self.model.headerData(place, Qt.Orientation.Horizontal) or "")
            widest = max([metrics.horizontalAdvance(title) + theme.scaled(8), *(metrics.horizontalAdvance(line.cells[place]) for line in shown)])
            least.append(min(metrics.horizontalAdvance(title) + theme.scaled(30), theme.scaled(WIDEST)))
            widths.append(max(theme.scaled(NARROWEST), min(theme.scaled(WIDEST), widest + theme.scaled(28))))
        for place, width in enumerate(_squeezed(widths, least, self.table.viewport().width())):
            header.resizeSection(place, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "inside"):
            self.table.setMinimumHeight(theme.scaled(LEAST_TABLE))
            self._fit_columns()

    def standing(self) -> dict[str, Any]:
        """How the list stands, to be found again after the lock."""
        return {"listing": asdict(self.wanted), "view": self.views.view_id(), "marked": self.marked_id()}

    def stand_again(self, kept: Mapping[str, Any]) -> None:
        """Bring it back, and ask."""
        self.restore(kept)
        self.ask()

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Bring back what is wanted."""
        told = dict(kept.get("listing") or {})
        if told:
            rules = tuple(Rule(each["column"], each["how"], tuple(each["values"])) for each in told["rules"])
            self.wanted = Listing(self.kind, tuple(told["columns"]), rules, told["sort"], told["down"], told["words"])
        self.marked = str(kept.get("marked") or "")

    def retranslate(self) -> None:
        self.columns_button.setText(_("Columns and order"))
        self.filter_button.setText(_("Filter"))
        self.keep_button.setText(_("Keep this view"))
        self.out_button.setText(_("Save or print"))
        for made, keys in ((self.columns_button, _("Ctrl+Shift+C")), (self.filter_button, _("Ctrl+Shift+F")), (self.out_button, _("Ctrl+Shift+E"))):
            made.setToolTip(keys)
        for part in (self.views, self.columns, self.filters, self.keeping, self.taking_out, self.rules):
            part.retranslate()
        self.model.retranslate()
        self._say_count()


def _squeezed(widths: list[int], least: list[int], room: int) -> list[int]:
    """Columns made narrower where not all of them have room, those most that are wider than their heading needs."""
    above = [max(0, width - low) for width, low in zip(widths, least, strict=True)]
    excess = min(sum(widths) - room, sum(above))
    return widths if excess <= 0 else [width - excess * more // sum(above) for width, more in zip(widths, above, strict=True)]
