"""What Home says at its foot: a date that may be wrong, a recovery sheet nobody has shown yet, whose record is to be looked at, the bin."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from locales import _, current, iso, ngettext
from models import wrong_date
from ui import icons
from ui.parts import button, label
from ui.session import Session

if TYPE_CHECKING:
    from storage.library import Library
    from storage.workspace import Workspace

__all__ = ["HomeNotes"]


class HomeNotes(QWidget):
    """Quiet lines that come and go with what they are about."""

    go = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._binned, self._late = 0, False
        self.clock = QFrame()
        self.clock.setProperty("card", True)
        self.doubt, self.confirm_button = label(), button()
        self.bin_button, self.due_button = button("quiet", icon="bin"), button("quiet")
        self.paper, self.paper_button = label("muted"), button("quiet")
        self._due = 0
        card = QVBoxLayout(self.clock)
        card.addWidget(self.doubt)
        card.addWidget(self.confirm_button, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.clock)
        column.addWidget(self.paper)
        for quiet in (self.paper_button, self.due_button, self.bin_button):
            column.addWidget(quiet, 0, Qt.AlignmentFlag.AlignLeading)
        self.confirm_button.clicked.connect(self.confirm)
        self.bin_button.clicked.connect(lambda: self.go.emit("bin", None))
        self.due_button.clicked.connect(lambda: self.go.emit("settings", "retention"))
        self.paper_button.clicked.connect(lambda: self.go.emit("settings", "people: paper"))
        for part in (self.clock, self.paper, self.paper_button, self.due_button, self.bin_button):
            part.hide()
        self.retranslate()

    def refresh(self) -> None:
        """Look again whether the date is believed and what lies in the bin."""
        self.session.jobs.write(_look, lambda found: self._take(*found))
        self.session.jobs.read(_records_due, self._take_due)

    def _take(self, believed: bool, late: bool, in_bin: int, wants_paper: bool) -> None:
        self._binned, self._late = in_bin, late
        self.clock.setVisible(late or not believed)
        self.bin_button.setVisible(in_bin > 0)
        for part in (self.paper, self.paper_button):
            part.setVisible(wants_paper and not self.session.is_practice and not self.session.is_demo)
        self.retranslate()

    def _take_due(self, due: int) -> None:
        self._due = due
        self.due_button.setVisible(due > 0)
        self.retranslate()

    def confirm(self) -> None:
        """The date is right: what has waited long enough may go."""
        self.session.jobs.write(lambda workspace: workspace.confirm_date(), lambda _none: self.refresh())

    def retranslate(self) -> None:
        today = iso(current().date(datetime.date.today().isoformat()))
        self.doubt.setText(wrong_date.behind() if self._late else wrong_date.beyond())
        self.confirm_button.setText(_("Yes, today is {date}").format(date=today))
        self.paper.setText(_("Nobody has shown yet that the recovery sheet is on paper. Without it, a forgotten passphrase may mean that all is "
                             "lost."))
        self.paper_button.setText(_("Make the recovery sheet"))
        self.due_button.setText(ngettext("{n} record to be looked at: is it still needed?", "{n} records to be looked at: are they still needed?",
                                         self._due).format(n=self._due))
        self.bin_button.setIconSize(icons.beside_text())
        self.bin_button.setText(ngettext("{n} thing in the bin", "{n} things in the bin", self._binned).format(n=self._binned))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and hasattr(self, "bin_button"):
            self.retranslate()
        super().changeEvent(event)


def _records_due(library: Library) -> int:
    from storage import retention

    return retention.how_many_due(library)


def _look(workspace: Workspace) -> tuple[bool, bool, int, bool]:
    from storage import binned

    wants_paper = workspace.is_coordinator and not workspace.paper_proved()
    return workspace.believes_the_clock(), workspace.has_a_late_clock(), len(binned.listing(workspace)), wants_paper
