"""Saved views: choose one, keep the list as it stands under a name, take one away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QVBoxLayout

from locales import _
from models.listing import HAS, Listing, first, from_text, to_text
from models.view import View
from ui import messages
from ui.operations import lists as acts
from ui.parts import button, label
from ui.session import Session
from ui.widgets.fitting import Wrapped

__all__ = ["ViewChoice", "ViewPanel"]


class ViewChoice(QComboBox):
    """The views there are, after the list as it begins. `chosen` hands over the list of one."""

    chosen = Signal(object)

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setObjectName("views")
        self.views: list[View] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.activated.connect(self._choose)
        self.addItem("", "")

    def show_views(self, views: list[View]) -> None:
        """Offer these; the one that was chosen stays."""
        before = self.view_id()
        self.views = views
        self.blockSignals(True)
        self.clear()
        self.addItem(_("Standard view"), "")
        for each in views:
            self.addItem(each.name or "", each.id)
        self.setCurrentIndex(max(0, self.findData(before)))
        self.blockSignals(False)

    def view_id(self) -> str:
        return str(self.currentData() or "")

    def chosen_view(self) -> View | None:
        """The view that is chosen."""
        return next((each for each in self.views if each.id == self.view_id()), None)

    def choose(self, view_id: str) -> None:
        """Choose a view as the user does."""
        self.setCurrentIndex(max(0, self.findData(view_id)))
        self._choose()

    def _choose(self, _place: int = 0) -> None:
        view = self.chosen_view()
        self.chosen.emit(from_text(self._kind, view.layout or "") if view is not None else first(self._kind))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go through the views and show each at once."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before and not self.view().isVisible():
            self._choose()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Saved views"))
        self.setItemText(0, _("Standard view"))


class ViewPanel(QFrame):
    """Keeps the list as it stands: under a new name, or in the view that is chosen."""

    left = Signal()

    def __init__(self, session: Session, choice: ViewChoice) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName("view-panel")
        self._session, self._choice = session, choice
        self._listing: Listing | None = None
        self.title, self.told, self.problem = label("section"), label("muted"), label("danger", hidden=True)
        self.name_label, self.name = QLabel(), QLineEdit()
        self.name_label.setBuddy(self.name)
        self.name.setMaximumWidth(460)
        self.keep_button, self.change_button, self.delete_button, self.close_button = button("primary"), button(), button(), button("quiet")
        buttons = Wrapped()
        for made in (self.keep_button, self.change_button, self.delete_button, self.close_button):
            buttons.add(made)
        column = QVBoxLayout(self)
        for part in (self.title, self.told, self.name_label, self.name, self.problem, buttons):
            column.addWidget(part)
        self.name.returnPressed.connect(self.keep)
        self.name.textChanged.connect(lambda _text: self.problem.hide())
        self.keep_button.clicked.connect(self.keep)
        self.change_button.clicked.connect(self.change)
        self.delete_button.clicked.connect(self.delete)
        self.close_button.clicked.connect(self.left)

    def ask(self, listing: Listing) -> None:
        """Offer to keep the list as it stands."""
        self._listing = listing
        self.name.clear()
        self.problem.hide()
        self.retranslate()

    def take_focus(self) -> None:
        self.name.setFocus()

    def keep(self) -> None:
        """Keep it as a new view."""
        name = self.name.text().strip()
        if not name:
            self._say(_("Write a name for the view."))
        elif any((each.name or "").casefold() == name.casefold() for each in self._choice.views):
            self._say(_("There is a view of this name already; write another one, or change that view."))
        else:
            self._save(View(name=name))

    def change(self) -> None:
        """Put it in place of what the chosen view shows."""
        view = self._choice.chosen_view()
        if view is not None:
            self._save(view)

    def _save(self, view: View) -> None:
        if self._listing is None:
            return
        kept = view.with_values({"record_type": self._listing.kind, "layout": to_text(replace(self._listing, words=""))})

        def saved(changes: object) -> None:
            ids = getattr(changes, "ids", ())
            self._choice.addItem(kept.name or "", ids[0] if ids else "")
            self._choice.setCurrentIndex(self._choice.findData(ids[0] if ids else ""))
            self.left.emit()

        acts.save_view(self._session, kept, saved, messages.show)

    def delete(self) -> None:
        """Take the chosen view away; the bar below brings it back."""
        view = self._choice.chosen_view()
        if view is not None:
            acts.delete_view(self._session, view, lambda _changes: self.left.emit())

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.name.setFocus()

    def retranslate(self) -> None:
        view, words = self._choice.chosen_view(), self._listing is not None and (
            bool(self._listing.words) or any(each.how == HAS for each in self._listing.rules))
        self.title.setText(_("Keep this view"))
        self.told.setText(_("Columns, filters and order are kept for everybody here. Words you typed are not: they may name somebody.") if words else
                          _("Columns, filters and order are kept for everybody here."))
        self.name_label.setText(_("Name of the view"))
        self.keep_button.setText(_("Keep as a new view"))
        self.close_button.setText(_("Close"))
        for made, text in ((self.change_button, _("Change the view “{name}”")), (self.delete_button, _("Delete the view “{name}”"))):
            made.setVisible(view is not None)
            made.setText(text.format(name=view.name or "") if view is not None else "")
