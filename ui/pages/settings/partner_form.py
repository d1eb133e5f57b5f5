"""One partner: what it is called, whom it helps, and how and when it is reached."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from locales import _, current, iso
from models.partner import Partner
from models.record import declared_fields
from ui.parts import button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.form import Form
from ui.widgets.other_editors import LabelsEditor
from ui.widgets.reading_order import put_in_order

__all__ = ["PartnerForm"]

ASKED = ("name", "names", "services", "languages", "hours", "phone", "address", "contact", "urgent")


class PartnerForm(QFrame):
    """`kept` and `left` say what the volunteer wants; the section does it. The code is drawn, and never typed or changed."""

    kept = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.partner = Partner()
        self.title, self.about, self.problem = label("section"), label("muted"), label("danger", hidden=True)
        declared = {each.name: each for each in declared_fields(Partner)}
        self.form = Form([declared[name] for name in ASKED], current(), declinable=False)
        self.form.changed.connect(lambda: put_in_order(self))
        self.save_button, self.leave_button = button("primary"), button("quiet")
        self.save_button.clicked.connect(self.kept)
        self.leave_button.clicked.connect(self.left)
        buttons = Wrapped()
        for each in (self.save_button, self.leave_button):
            buttons.add(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        for part in (self.title, self.about, self.form, self.problem, buttons):
            column.addWidget(part)

    def show_partner(self, partner: Partner, languages: Sequence[str]) -> None:
        """Begin with a partner, or with a new one; `languages` are those in which it may have another name."""
        self.partner = partner
        self.form.set_record(partner)
        names = self.form.editors["names"]
        if isinstance(names, LabelsEditor):
            names.offer(languages)
        for each in self.form.editors.values():
            each.show_problem("")
        self.say("")
        self.retranslate()

    def first_focus(self) -> QWidget:
        return self.form.editors["name"].focus_target()

    def typed(self) -> Partner | None:
        """The partner as the form says; None where something in it makes no sense, which is said at its place."""
        found = self.form.problems()
        self.form.show_problems(found)
        partner = self.form.record(self.partner)
        if not found and not partner.name:
            self.say(_("Write the name of the partner."))
            self.first_focus().setFocus()
            return None
        return None if found else partner

    def say(self, sentence: str) -> None:
        """What is wrong; nothing takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def retranslate(self) -> None:
        partner = self.partner
        self.title.setText(_("Change “{name}”").format(name=iso(partner.called(current().code))) if partner.id else _("A new partner"))
        self.about.setText(_("Its code {code} stays, because consents name it. A new name holds everywhere at once.").format(
            code=iso(partner.code)) if partner.code else _("Only the name is needed. What is marked for emergencies is shown by F2 to everybody."))
        self.form.retranslate(current())
        self.save_button.setText(_("Save"))
        self.save_button.setToolTip(_("Ctrl+S"))
        self.leave_button.setText(_("Leave it as it was"))
        put_in_order(self)  # chips are made anew
