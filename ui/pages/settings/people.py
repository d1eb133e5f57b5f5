"""Settings: who opens the vault, one's own passphrase, and the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from locales import N_, _, current, iso
from ui import icons, messages
from ui.operations import keys
from ui.pages.settings.people_forms import AddForm, Form, GiveForm, OwnForm, PaperForm, RekeyForm, RemoveForm
from ui.pages.settings.section import Section
from ui.parts import button, clear, label
from ui.session import Session
from ui.widgets.fitting import Wrapped
from ui.widgets.reading_order import put_in_order
from ui.widgets.sign_picker import word

if TYPE_CHECKING:
    from storage.keys import Holder

__all__ = ["PeopleSection"]


FORMS: dict[str, type[AddForm] | type[PaperForm]] = {"add": AddForm, "paper": PaperForm}
"""The forms that can be asked for by name, from Home and after a lock."""


class PeopleSection(Section):
    """The list of volunteers, and under it whatever is being done about one of them."""

    title_msg: ClassVar[str] = N_("People and passphrases")
    help_msg: ClassVar[str] = N_("Everybody who opens this vault has a sign and a passphrase of their own.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.people: keys.People | None = None
        self._wanted = ""
        self.form: Form | None = None
        self.rows: list[Row] = []
        self.list = QVBoxLayout()
        self.list.setSpacing(8)
        self.why_not, self.honest, self.paper_state = label("muted"), label("muted"), label("muted")
        self.add_button, self.own_button, self.paper_button, self.rekey_button = button("primary"), button(), button(), button()
        self.add_button.clicked.connect(lambda: self._open(AddForm))
        self.own_button.clicked.connect(self._change_own)
        self.paper_button.clicked.connect(lambda: self._open(PaperForm))
        self.rekey_button.clicked.connect(lambda: self._open(RekeyForm))
        self.place = QVBoxLayout()
        self.buttons = Wrapped()
        for each in (self.add_button, self.own_button, self.paper_button, self.rekey_button):
            self.buttons.add(each)
        self.body.addLayout(self.list)
        self.body.addWidget(self.why_not)
        self.body.addWidget(self.buttons)
        self.body.addLayout(self.place)
        self.body.addWidget(self.paper_state)
        self.body.addWidget(self.honest)
        self.retranslate()

    def refresh(self) -> None:
        keys.look(self.session, self._shown)

    def bring_up(self, what: str) -> None:
        self._wanted = what
        if self.people is not None:
            self._bring_up()

    def _bring_up(self) -> None:
        form, self._wanted = FORMS.get(self._wanted), ""
        if form is not None and self.people is not None and self.people.may:
            self._open(form)

    def brought_up(self) -> str:
        return next((name for name, each in FORMS.items() if type(self.form) is each), "")

    def _shown(self, people: keys.People) -> None:
        focus = next((row.who.id for row in self.rows if any(each.hasFocus() for each in row.buttons)), None)
        self.people = people
        clear(self.list)
        self.rows = [Row(each, people.may, self) for each in people.holders]
        for row in self.rows:
            self.list.addWidget(row)
            if row.who.id == focus and row.buttons:
                row.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.retranslate()
        put_in_order(self)
        self._bring_up()

    def _me(self) -> Holder | None:
        return next((each for each in self.people.holders if each.me), None) if self.people else None

    def _open(self, build: Callable[[Session, keys.People], Form]) -> None:
        if self.people is not None:
            self.show_form(build(self.session, self.people))

    def _change_own(self) -> None:
        me = self._me()
        if self.people is not None and me is not None:
            self.show_form(OwnForm(self.session, self.people, me))

    def give(self, who: Holder) -> None:
        """Ask for a new passphrase for somebody."""
        if self.people is not None:
            self.show_form(GiveForm(self.session, self.people, who))

    def remove(self, who: Holder) -> None:
        """Ask once whether somebody is to go; afterwards offer a new key."""
        if self.people is None:
            return
        form = RemoveForm(self.session, self.people, who)
        self.show_form(form)
        form.done.connect(lambda: self._open(lambda session, people: RekeyForm(session, people, who.name)))

    def show_form(self, form: Form) -> None:
        """Show a form in place of the one that is open."""
        self._close_form()
        self.form = form
        form.left.connect(self._close_form)
        form.done.connect(lambda: self._done(form))
        self.place.addWidget(form)
        self.retranslate()
        put_in_order(self)
        form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, form: Form) -> None:
        said = {
            AddForm: N_("They open the vault with their own passphrase now."), GiveForm: N_("The new passphrase is set; the old one is gone."),
            OwnForm: N_("Your passphrase was changed."), RemoveForm: N_("Their passphrase no longer opens the vault."),
            RekeyForm: N_("Everything is under a new key."), PaperForm: N_("The new sheet opens the vault. Destroy the old one."),
        }[type(form)]
        self._close_form()
        messages.say(lambda: _(said))
        self.refresh()

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.forget()
            clear(self.place)
            self.retranslate()
            put_in_order(self)
            self.own_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self._close_form()

    def retranslate(self) -> None:
        super().retranslate()
        people = self.people
        may, alone = people is not None and people.may, self.form is None
        for widget in (*self.rows, self.buttons, self.honest):
            widget.setVisible(alone)  # one thing at a time
        coordinators = [iso(each.name) for each in people.holders if each.coordinator and each.slot] if people else []
        self.why_not.setText(_("Only a coordinator adds and removes people and gives them roles: {names}.").format(
            names=current().list(coordinators)))
        self.why_not.setVisible(alone and people is not None and not may)
        for each in (self.add_button, self.paper_button, self.rekey_button):
            each.setVisible(may)
        self.own_button.setVisible(self._me() is not None)
        self.add_button.setText(_("Add a volunteer"))
        self.own_button.setText(_("Change my passphrase"))
        self.paper_button.setText(_("New recovery sheet"))
        self.rekey_button.setText(_("New key for everything"))
        self.paper_state.setText(_("Nobody has shown yet that the recovery sheet is there. Without it, a forgotten passphrase may mean that all "
                                   "is lost."))
        self.paper_state.setVisible(alone and people is not None and not people.paper_proved)
        self.honest.setText(_("One key opens the whole vault: roles are a matter of order, not of encryption. Who must not see something must "
                              "not have it in their vault."))
        for row in self.rows:
            row.retranslate()


class Row(QFrame):
    """One person: sign, name, role, and what a coordinator can do."""

    def __init__(self, who: Holder, may: bool, section: PeopleSection) -> None:
        super().__init__()
        self.who = who
        self.setProperty("card", True)
        self.sign, self.said = QLabel(), label()
        self.give_button, self.role_button, self.remove_button = button("quiet"), button("quiet"), button("quiet")
        self.give_button.clicked.connect(lambda: section.give(who))
        self.role_button.clicked.connect(lambda: keys.set_coordinator(section.session, who, not who.coordinator))
        self.remove_button.clicked.connect(lambda: section.remove(who))
        offered = ((self.give_button, may and bool(who.id) and not who.me), (self.role_button, may and bool(who.id) and bool(who.slot)),
                   (self.remove_button, may))
        self.buttons = [each for each, shown in offered if shown]
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.sign)
        line.addWidget(self.said, 1)
        acts = Wrapped()
        for each, shown in offered:
            acts.add(each)
            each.setVisible(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addLayout(line)
        column.addWidget(acts)
        acts.setVisible(bool(self.buttons))
        self.retranslate()

    def retranslate(self) -> None:
        who = self.who
        if who.sign:
            self.sign.setPixmap(icons.sign(who.sign).pixmap(icons.size() * 2))
            self.sign.setAccessibleName(word(who.sign))
        name = iso(who.name) if who.id else _("A passphrase that belongs to nobody")
        role = _("coordinator") if who.coordinator else _("volunteer")
        said = _("{name}: {role}, and this is you") if who.me else _("{name}: {role}") if who.slot else _("{name}: {role}, without a passphrase here")
        self.said.setText(said.format(name=name, role=role) if who.id else name)
        self.give_button.setText(_("Give a new passphrase") if who.slot else _("Give a passphrase"))
        self.role_button.setText(_("Make a volunteer like others") if who.coordinator else _("Make coordinator"))
        self.remove_button.setText(_("Remove"))
        for each in self.buttons:
            each.setAccessibleDescription(self.said.text())
