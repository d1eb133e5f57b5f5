"""The first two pages of the first run and its last: whose vault it is, which languages are spoken, and where to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

import locales
from locales import _, current
from models.association import Association
from models.record import declared_fields
from models.vocabulary import vocabulary
from ui import fonts
from ui.operations import vault
from ui.pages.entrance import label_of
from ui.pages.first_steps import FirstStep
from ui.parts import button, label
from ui.widgets.chooser import Choice, choices_of
from ui.widgets.editors import Editor, editor_for
from ui.widgets.fitting import Fitting, Wrapped
from ui.widgets.reading_order import put_in_order

__all__ = ["GroupStep", "LanguagesStep", "ReadyStep", "tongues_in_own_script"]

COUNTRY = "IS"
"""Where the association is, unless it says otherwise."""


class GroupStep(FirstStep):
    """Whose vault it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.volunteer = QLineEdit(), QLineEdit()
        self.name_label, self.volunteer_label = label_of(self.name), label_of(self.volunteer)
        self.country, self.logo = _editor("country"), _editor("logo")
        self.country.set_value(COUNTRY)
        self.country_label, self.logo_label = label_of(self.country.focus_target()), label_of(self.logo.focus_target())
        for widget in (self.name_label, self.name, self.volunteer_label, self.volunteer):
            self.column.addWidget(widget)
        self.column.insertSpacing(2, 6)
        self.column.addSpacing(6)
        beside = Fitting(460, spacing=24)
        for words, editor in ((self.country_label, self.country), (self.logo_label, self.logo)):
            part = FirstStep()
            part.column.addWidget(words)
            part.column.addWidget(editor)
            part.column.addStretch(1)
            beside.add(part, 1)
        self.column.addWidget(beside)

    def values(self) -> Association:
        """What was entered."""
        return Association(name=self.name.text().strip(), country=_code(self.country), logo=_code(self.logo))

    def retranslate(self) -> None:
        self.name_label.setText(_("Name of the association"))
        self.volunteer_label.setText(_("Your own name (it stays inside, and may be left out)"))
        self.country_label.setText(_("Country"))
        self.logo_label.setText(_("Logo, if you have one"))
        for editor in (self.country, self.logo):
            editor.retranslate(current())


class LanguagesStep(FirstStep):
    """Which languages the volunteers work in, and which the members speak."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.working, self.members = _editor("languages"), _editor("member_languages")
        self.working.set_value((vault.working_language(current().code),))
        self.working_label, self.members_label = label_of(self.working.focus_target()), label_of(self.members.focus_target())
        self.note = label("muted")
        for widget in (self.working_label, self.working, self.members_label, self.members, self.note):
            self.column.addWidget(widget)
        self.column.insertSpacing(2, 10)
        for editor in (self.working, self.members):
            editor.changed.connect(lambda: put_in_order(self))

    def values(self) -> dict[str, object]:
        """What was chosen, by the names of the association's fields."""
        return {"languages": self.working.value(), "member_languages": self.members.value()}

    def problem(self) -> str:
        """What is wrong with what was typed; empty when all is well."""
        return self.working.problem() or self.members.problem()

    def retranslate(self) -> None:
        self.working_label.setText(_("Languages you work in"))
        self.members_label.setText(_("Languages of your members, the most frequent first"))
        self.note.setText(_("In a conversation these are offered first; every other language can be chosen too."))
        for editor in (self.working, self.members):
            editor.retranslate(current())
        put_in_order(self)


class ReadyStep(FirstStep):
    """The vault is made. Practise with invented people first, or start."""

    practise = Signal()
    honest = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self.limits = label(), label("muted")
        self.practise_button, self.honest_button = button(), button("quiet")
        self.practise_button.clicked.connect(self.practise)
        self.honest_button.clicked.connect(self.honest)
        for widget in (self.text, self.limits):
            self.column.addWidget(widget)
        buttons = Wrapped()
        for made in (self.practise_button, self.honest_button):
            buttons.add(made)
        self.column.addWidget(buttons)

    def retranslate(self) -> None:
        self.text.setText(_("Practise first with people who are all invented, in a vault of its own that never mixes with yours. "
                            "Or begin at once; you can practise at any time from Settings."))
        self.limits.setText(_("Raddir keeps what is in the vault closed while it is locked. It can't help against everything."))
        self.practise_button.setText(_("Practise first"))
        self.honest_button.setText(_("What is protected, and what isn't"))


def tongues_in_own_script() -> tuple[Choice, ...]:
    """Every language by its name in the window's language and in its own script: members look for the second."""
    made = []
    for each in choices_of(vocabulary("language"), current()):
        own = locales.language(each.code).endonym
        alone = own.casefold() == each.label.casefold() or not fonts.can_show(own)
        made.append(each if alone else Choice(each.code, f"{each.label} – {own}", each.ways))
    return tuple(made)


def _editor(name: str) -> Editor:
    """The editor of one of the association's fields."""
    field = next(each for each in declared_fields(Association) if each.name == name)
    choices = tongues_in_own_script if name == "member_languages" else None
    return editor_for(field, current(), declinable=False, choices=choices)


def _code(editor: Editor) -> str | None:
    value = editor.value()
    return value if isinstance(value, str) else None
