"""Settings: the language of the window, those the members speak, and whether every script can be read here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

import locales
from locales import N_, _, current, member_words
from locales.script import point
from ui import language
from ui.events import events
from ui.pages.first_group import tongues_in_own_script
from ui.pages.settings.association import AssociationSection
from ui.parts import label
from ui.session import Session
from ui.widgets.chips import Chips
from ui.widgets.reading_order import put_in_order

__all__ = ["LanguagesSection"]


class LanguagesSection(AssociationSection):
    """The window's language, the languages in which members are spoken with, and a sentence in each script."""

    title_msg = N_("Languages")
    help_msg = N_("The language of the window is this computer’s own; the others belong to the association.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("languages", "member_languages"), parent, choices={"member_languages": tongues_in_own_script})
        self.window_label, self.sample_label, self.sample_note = label("section"), label("section"), label("muted")
        self.window_languages = Chips(language.offered(), lambda code: locales.language(code).endonym)
        self.window_languages.picked.connect(self._choose)
        self.samples = QWidget()
        rows = QVBoxLayout(self.samples)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for code in locales.MEMBER_LANGUAGES:
            name = label("muted")
            name.setText(locales.language(code).endonym)
            rows.addWidget(name)
            rows.addWidget(_sample(code))
            rows.addSpacing(8)
        self.body.insertWidget(0, self.window_label)
        self.body.insertWidget(1, self.window_languages)
        for widget in (self.sample_label, self.sample_note, self.samples):
            self.body.addWidget(widget)
        self.retranslate()

    def _choose(self, code: str) -> None:
        if code:
            events.language_wanted.emit(code)
        else:  # the one that is spoken was pressed again
            self.window_languages.set_code(current().code)

    def retranslate(self) -> None:
        super().retranslate()
        self.window_label.setText(_("Language of the window"))
        self.window_languages.set_code(current().code)
        self.window_languages.renew()
        self.window_languages.name(self.window_label.text())
        self.sample_label.setText(_("Can every script be read here?"))
        self.sample_note.setText(_("This is the first sentence a member hears, in each language that Raddir has words in. Boxes instead of letters "
                                   "mean that this computer lacks a typeface: tell us."))
        put_in_order(self)  # the language of the moment is the one stop of its row


def _sample(code: str) -> QLabel:
    """A sentence as the members see it, in its own direction."""
    made = label()
    made.setText(point(0, member_words(code), ""))
    rtl = locales.language(code).direction == "rtl"
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
    return made
