"""How long things are kept: the months, who waits to be looked at, and who was taken out and can still come back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from locales import N_, _, current, iso, ngettext
from models.retention import MONTHS
from storage.retention import Due, Hidden
from ui import messages
from ui.operations import rights as acts
from ui.operations.rights import Waiting
from ui.pages.settings.association import AssociationSection
from ui.parts import button, clear, label
from ui.session import Session
from ui.widgets.fitting import Wrapped, laid_out
from ui.widgets.reading_order import put_in_order

__all__ = ["RetentionSection"]

CODE_LETTERS = 24
AT_ONCE = 50
"""Lines that are shown; the others come up as these are done."""


class RetentionSection(AssociationSection):
    """Nothing here happens by itself but what the last list says: erasing thirty days after somebody took everything back."""

    title_msg = N_("How long we keep things")
    help_msg = N_("Every record is looked at so many months after the last contact. Keep it as long again, make it anonymous, or erase it.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("retention_months",), parent)
        self._waiting = Waiting((), (), 0)
        self.due_title, self.due_told, self.hidden_title, self.hidden_told = label("section"), label(), label("section"), label()
        self.due, self.hidden = QVBoxLayout(), QVBoxLayout()
        for part in (self.due_title, self.due_told):
            self.body.addWidget(part)
        self.body.addLayout(self.due)
        for part in (self.hidden_title, self.hidden_told):
            self.body.addWidget(part)
        self.body.addLayout(self.hidden)
        self.retranslate()

    def refresh(self) -> None:
        super().refresh()
        acts.waiting(self.session, self._show)

    def _show(self, found: Waiting) -> None:
        if found == self._waiting:
            return
        self._waiting = found
        clear(self.due)
        clear(self.hidden)
        for each in found.due[:AT_ONCE]:
            self.due.addWidget(DueLine(each, self))
        for one in found.hidden[:AT_ONCE]:
            self.hidden.addWidget(HiddenLine(one, self))
        self.retranslate()
        put_in_order(self)

    def lines(self) -> Sequence[QWidget]:
        """The lines that are shown, in order."""
        return [part for layout in (self.due, self.hidden) for part in laid_out(layout) if isinstance(part, QWidget)]

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "hidden_told"):
            return  # the form is built before the lists
        months = self.form.editors["retention_months"].focus_target()
        if isinstance(months, QLineEdit):
            months.setPlaceholderText(current().number(MONTHS))
        due, hidden = len(self._waiting.due), len(self._waiting.hidden)
        self.due_title.setText(_("To be looked at ({n})").format(n=current().number(due)))
        self.due_told.setText(ngettext("{n} record is shown first; the others follow as you go on.",
                                       "{n} records are shown first; the others follow as you go on.", AT_ONCE).format(n=AT_ONCE)
                              if due > AT_ONCE else _("Nobody waits.") if not due else "")
        self.due_told.setVisible(bool(self.due_told.text()))
        self.hidden_title.setText(_("Taken out ({n})").format(n=current().number(hidden)))
        self.hidden_told.setText(_(
            "Who takes back that anything is kept is hidden at once and erased after 30 days. Until then a mistake can be undone here."))


class _Line(QFrame):
    """Somebody by code, with what can be done."""

    def __init__(self, section: RetentionSection) -> None:
        super().__init__()
        self.section = section
        self.setProperty("card", True)
        self.told = label()
        self.buttons = Wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.addWidget(self.told)
        column.addWidget(self.buttons)

    def retranslate(self) -> None:
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class DueLine(_Line):
    """Somebody whose review date has come."""

    def __init__(self, due: Due, section: RetentionSection) -> None:
        super().__init__(section)
        self.who = due
        self.renew_button, self.open_button = button(), button("quiet")
        for each in (self.renew_button, self.open_button):
            self.buttons.add(each)
        self.renew_button.clicked.connect(lambda: acts.renew(section.session, due.id))
        self.open_button.clicked.connect(lambda: section.go.emit("member", {"member": due.id, "rights": True}))
        self.retranslate()

    def retranslate(self) -> None:
        words = current()
        met = words.date(self.who.last_contact, "medium") if self.who.last_contact else _("no date")
        self.told.setText(_("{code}: last contact {met}, to be looked at since {day}").format(
            code=iso(self.who.code), met=iso(met), day=iso(words.date(self.who.review.isoformat(), "medium"))))
        self.renew_button.setText(_("Keep as long again"))
        self.open_button.setText(_("Anonymise or erase…"))
        for each in (self.renew_button, self.open_button):
            each.setAccessibleDescription(self.told.text())


class HiddenLine(_Line):
    """Somebody who was taken out."""

    def __init__(self, hidden: Hidden, section: RetentionSection) -> None:
        super().__init__(section)
        self.who = hidden
        self.back_button, self.code, self.erase_button = button(), QLineEdit(), button("danger")
        self.code.setMinimumHeight(32)
        self._fit()
        for part in (self.back_button, self.code, self.erase_button):
            self.buttons.add(part)
        self.code.textChanged.connect(lambda _text: self._enable())
        self.erase_button.clicked.connect(self._erase)
        self.back_button.clicked.connect(lambda: acts.bring_back(section.session, hidden.id))
        self.retranslate()

    def retranslate(self) -> None:
        code, days = iso(self.who.code), self.who.days
        if days is None:
            self.told.setText(_("{code}: the consent to be kept ran out; nothing is erased by itself").format(code=code))
        else:
            self.told.setText(ngettext("{code}: erased in {n} day", "{code}: erased in {n} days", days).format(code=code, n=days))
        self.back_button.setText(_("It was a mistake: show again"))
        self.code.setPlaceholderText(_("Code, to erase now"))
        self.code.setAccessibleName(_("Type the code {code} to erase now").format(code=code))
        self.erase_button.setText(_("Erase now"))
        for part in (self.back_button, self.erase_button):
            part.setAccessibleDescription(self.told.text())
        self._enable()

    def _fit(self) -> None:
        self.code.setMinimumWidth(self.fontMetrics().averageCharWidth() * CODE_LETTERS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "code"):
            self._fit()

    def _enable(self) -> None:
        self.erase_button.setEnabled(self.code.text().strip().casefold() == self.who.code.casefold())

    def _erase(self) -> None:
        self.erase_button.setEnabled(False)
        acts.erase(self.section.session, self.who.id, self.section.refresh, messages.show)
