"""A laptop is lost: what to do tonight, and, from an open vault, whom to warn first."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from locales import N_, _, current, iso, led, ngettext, numbers
from models.vocabulary import vocabulary
from reports.blocks import Document
from reports.kinds.lost_laptop import ToWarn, lost_laptop
from ui.leaves.reading import Reading
from ui.operations.lost import whom_to_warn
from ui.parts import button, clear, label
from ui.session import Session

if TYPE_CHECKING:
    from storage.lost import AtRisk

__all__ = ["LostReading"]

NOBODY, CODES, NAMES = range(3)


class LostReading(Reading):
    """What to do tonight. The list of people is shown on the screen when it is asked for; on paper only what is chosen."""

    title_msg = N_("A laptop is lost: what to do tonight")
    NAME = "lost-laptop"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._people: list[AtRisk] = []
        self._count: int | None = None
        self.who = QFrame()
        self.who.setProperty("card", True)
        self.who_label, self.count_label, self.choice_label = label("section"), label(), label("section")
        self.show_button = button()
        self.show_button.clicked.connect(lambda: whom_to_warn(self.session, self._know))
        self._lines = QVBoxLayout()
        self.choices = QButtonGroup(self)
        inside = QVBoxLayout(self.who)
        inside.setContentsMargins(16, 12, 16, 12)
        for widget in (self.who_label, self.count_label):
            inside.addWidget(widget)
        inside.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addLayout(self._lines)
        inside.addWidget(self.choice_label)
        for number in (NOBODY, CODES, NAMES):
            self.choices.addButton(QRadioButton(), number)
            inside.addWidget(self.choices.button(number))
        self.choices.button(NOBODY).setChecked(True)
        self.column.insertWidget(1, self.who)
        self.retranslate()

    def on_screen(self) -> Document:
        return lost_laptop(current(), datetime.date.today(), to_write=False)

    def on_paper(self) -> Document:
        chosen = self.choices.checkedId()
        people = [self._to_warn(each, named=chosen == NAMES) for each in self._people] if chosen != NOBODY else []
        return lost_laptop(current(), datetime.date.today(), people, association=self.session.association)

    def _know(self, found: tuple[int, list[AtRisk]]) -> None:
        self._count, self._people = found
        self.retranslate()

    def _to_warn(self, person: AtRisk, *, named: bool) -> ToWarn:
        """A line of the paper. The safe way to reach somebody is printed only beside a name that was chosen to be printed."""
        words = current()
        urgency = [vocabulary("urgency").label(person.urgency, words)] if person.urgency else []
        why = words.list([*urgency, *(vocabulary("specific-need").label(each, words) for each in person.needs)])
        if person.no_contact:
            how = _("Asked not to be contacted: decide with the coordinator")
        elif not person.contact:
            how = _("No safe way is known: decide with the coordinator")
        else:
            how = numbers(person.contact) if named else _("As the record says")
        return ToWarn(f"{iso(person.label)} ({iso(person.code)})" if named else person.code, why, how)

    def retranslate(self) -> None:
        super().retranslate()
        if not hasattr(self, "choices"):
            return
        known = self._count is not None
        self.who.setVisible(self.session.jobs.is_open())
        self.who_label.setText(_("Who was in this vault"))
        self.count_label.setText(self._counted())
        self.show_button.setText(_("Show whom to warn first"))
        self.show_button.setVisible(not known)
        self.choice_label.setText(_("On the paper"))
        for number, words in ((NOBODY, _("Nobody: only what to do")), (CODES, _("Codes only")), (NAMES, _("Names and how to reach them"))):
            self.choices.button(number).setText(words)
        for widget in (self.choice_label, *self.choices.buttons()):
            widget.setVisible(known and bool(self._people))
        clear(self._lines)
        for each in self._people:
            self._lines.addWidget(_line(self._to_warn(each, named=True)))

    def _counted(self) -> str:
        if self._count is None:
            return _("If the lost laptop held this vault or a copy of it, the same people were on it. Looking them up is written into the "
                     "access log.")
        everybody = ngettext("{n} person is in this vault.", "{n} people are in this vault.", self._count).format(n=self._count)
        first = ngettext("{n} of them comes first: with an urgent need, or in danger from somebody.",
                         "{n} of them come first: with an urgent need, or in danger from somebody.", len(self._people)).format(n=len(self._people))
        return f"{everybody} {first}"


def _line(person: ToWarn) -> QWidget:
    made = label()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(led(" · ".join(iso(part) for part in person if part)))
    return made
