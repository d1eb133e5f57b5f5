"""Settings: the partners, whom members are referred to and whom F2 shows. Written down, put in order, retired; one that was named stays."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from locales import N_, _
from models.errors import Trouble
from models.partner import Partner
from storage.changes import Changes
from ui import messages, theme
from ui.models.partners import LANGUAGES, NAME, PHONE, STATE, USED, PartnersModel
from ui.operations import partners as acts
from ui.pages.settings.partner_form import PartnerForm
from ui.pages.settings.section import Section
from ui.parts import button, label
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.keys import on_key
from ui.widgets.reading_order import put_in_order
from ui.widgets.tables import plain_rows

__all__ = ["PartnersSection"]

ROWS = 9
NARROW, NARROWER = 760, 480
"""Under these widths, in logical pixels at ordinary text, the table leaves out what is said beside the name."""
NEW = "new"


class PartnersSection(Section):
    """The partners in their order, and a form for one of them."""

    title_msg = N_("Partners")
    help_msg = N_("Services, municipalities and organisations that you refer people to. F2 shows those that help in emergencies, in this order.")
    WIDTH = 1100

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._looked: acts.Looked | None = None
        self._marked = self._wanted = ""
        self.table, self.model = QTableView(), PartnersModel()
        self.table.setModel(self.model)
        plain_rows(self.table, NAME)
        self.add_button, self.change_button, self.up_button, self.down_button = button("primary"), button(), button(), button()
        self.retire_button, self.delete_button = button(), button("quiet")
        self.none = label("muted", hidden=True)
        self.form = PartnerForm()
        self.form.hide()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.buttons = Wrapped()
        for each in (self.add_button, self.change_button, self.up_button, self.down_button, self.retire_button, self.delete_button):
            self.buttons.add(each)
        for part in (self.buttons, self.form, self.none, self.table):
            self.body.addWidget(part)
        self.table.activated.connect(self._change)
        self.table.selectionModel().currentChanged.connect(lambda *_rows: self._enable())
        self.add_button.clicked.connect(lambda: self.show_form(""))
        self.change_button.clicked.connect(lambda: self._change(self.table.currentIndex()))
        self.up_button.clicked.connect(lambda: self.move_partner(-1))
        self.down_button.clicked.connect(lambda: self.move_partner(1))
        self.retire_button.clicked.connect(self.retire)
        self.delete_button.clicked.connect(self.delete)
        on_key(self.table, "Alt+Up", lambda: self.move_partner(-1))
        on_key(self.table, "Alt+Down", lambda: self.move_partner(1))
        on_key(self.table, QKeySequence.StandardKey.Delete, self.delete)
        on_key(self.form, QKeySequence.StandardKey.Save, self.save)
        on_key(self.form, "Escape", self.leave_form)
        self.form.kept.connect(self.save)
        self.form.left.connect(self.leave_form)

    # What is shown ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        acts.look(self.session, self._take)

    def _take(self, looked: acts.Looked) -> None:
        partner = self.marked()
        wanted, self._marked = self._marked or (partner.id if partner is not None else ""), ""
        self._looked = looked
        self.model.show(looked)
        self.table.setCurrentIndex(self.model.index(max(0, self.model.row_of(wanted)), NAME))
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(self.table.horizontalHeader().sizeHint().height() + row * min(ROWS, self.model.rowCount()) + 20)
        self._alone(not self.form.isHidden())
        self.retranslate()
        self._bring_up()

    def marked(self) -> Partner | None:
        """The partner whose row is marked."""
        return self.model.partner(self.table.currentIndex().row())

    def _fit_columns(self) -> None:
        """The name goes before what is said of it."""
        narrow, narrower = (self.width() < theme.scaled(each) for each in (NARROW, NARROWER))
        for column in (LANGUAGES, USED):
            self.table.setColumnHidden(column, narrow)
        for column in (PHONE, STATE):
            self.table.setColumnHidden(column, narrower)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _enable(self) -> None:
        row, partner = self.table.currentIndex().row(), self.marked()
        for each in (self.change_button, self.retire_button, self.delete_button):
            each.setEnabled(partner is not None)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < self.model.rowCount() - 1)
        self.retire_button.setText(_("Offer it again") if partner is not None and partner.retired else _("No longer offer it"))

    # The lock ---------------------------------------------------------------------------------------------------------

    def bring_up(self, what: str) -> None:
        """The form by the id of its partner, or "new"."""
        self._wanted = what
        if self._looked is not None:
            self._bring_up()

    def _bring_up(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_form("" if wanted == NEW else wanted)

    def brought_up(self) -> str:
        return (self.form.partner.id or NEW) if not self.form.isHidden() else ""

    # Acts -------------------------------------------------------------------------------------------------------------

    def _change(self, index: QModelIndex) -> None:
        partner = self.model.partner(index.row())
        if partner is not None:
            self.show_form(partner.id)

    def show_form(self, partner_id: str) -> None:
        """Show the form for a partner, or for a new one."""
        if self._looked is None:
            return
        partner = self.model.partner(self.model.row_of(partner_id)) if partner_id else None
        self.form.show_partner(partner or Partner(), self._looked.languages)
        self._alone(True)
        put_in_order(self)
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _alone(self, form: bool) -> None:
        """One thing at a time: the form, or the list."""
        some = self.model.rowCount() > 0
        self.form.setVisible(form)
        self.buttons.setVisible(not form)
        self.table.setVisible(not form and some)
        self.none.setVisible(not form and not some)

    def leave_form(self) -> None:
        """Leave the partner as it was."""
        self._alone(False)
        put_in_order(self)
        (self.table if self.table.isVisibleTo(self) else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write down what the form says."""
        self.form.say("")
        partner = self.form.typed()
        if partner is not None:
            acts.save(self.session, partner, self._kept, self._refused)

    def _kept(self, changes: Changes) -> None:
        self._marked = changes.ids[0] if changes.ids else ""
        self.leave_form()
        self.refresh()

    def _refused(self, trouble: Trouble) -> None:
        self.form.say(messages.sentence(trouble))
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def move_partner(self, by: int) -> None:
        """Put the marked partner one further up or down."""
        row, partner = self.table.currentIndex().row(), self.marked()
        if partner is not None and 0 <= row + by < self.model.rowCount():
            acts.move(self.session, partner, by)

    def retire(self) -> None:
        """Offer the marked partner no longer, or again."""
        partner = self.marked()
        if partner is not None:
            (acts.offer_again if partner.retired else acts.retire)(self.session, partner)

    def delete(self) -> None:
        """Put the marked partner in the bin; one that was named says why it stays."""
        partner = self.marked()
        if partner is not None:
            acts.delete(self.session, partner)

    def retranslate(self) -> None:
        super().retranslate()
        self.model.retranslate()
        self._fit_columns()
        self.table.setAccessibleName(_("Partners"))
        self.add_button.setText(_("Add a partner"))
        self.change_button.setText(_("Change the partner"))
        self.up_button.setText(_("Further up"))
        self.down_button.setText(_("Further down"))
        self.up_button.setToolTip(_("Alt+Up"))
        self.down_button.setToolTip(_("Alt+Down"))
        self.delete_button.setText(_("Put in the bin"))
        self.none.setText(_("No partner is written down yet."))
        self.form.retranslate()
        self._enable()
