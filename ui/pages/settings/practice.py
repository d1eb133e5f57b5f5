"""Settings: going into the practice vault, and out of it again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from locales import N_, _
from ui.events import events
from ui.pages.settings.section import Section
from ui.parts import button, label
from ui.session import Session

__all__ = ["PracticeSection"]


class PracticeSection(Section):
    """From the real vault one way in; from the practice vault the way back, and a new beginning."""

    title_msg = N_("Practise")
    help_msg = N_("In the practice vault everybody is invented. It stands beside yours and never mixes with it; whatever is printed from it "
                  "says so on every page.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.note = label()
        self.go_button, self.anew_button = button(), button()
        self.go_button.clicked.connect(lambda: events.practise.emit(not session.is_practice))
        self.anew_button.clicked.connect(self._anew)
        self.body.addWidget(self.note)
        for each in (self.go_button, self.anew_button):
            self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeading)
        self.go_button.setEnabled(not session.is_demo)
        self.anew_button.setVisible(session.is_practice)
        self.retranslate()

    def _anew(self) -> None:
        self.session.practice_anew = True
        events.practise.emit(True)

    def retranslate(self) -> None:
        super().retranslate()
        here = self.session.is_practice
        self.note.setText(
            _("You are in the practice vault. Try everything; nothing here can do harm.") if here
            else _("Going there locks your own vault. What you are in the middle of is safe and waits for you."))
        self.go_button.setText(_("Back to our vault") if here else _("Practise"))
        self.anew_button.setText(_("Throw the practice vault away and make a new one"))
