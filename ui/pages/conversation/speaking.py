"""For whom a conversation is: one person, a group, a child, a family. For a child a guardian agrees, and the child is asked too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from locales import M_, Words, _, current, member_words
from models.consent import Consent
from models.record import declared_fields
from models.vocabulary import vocabulary
from ui.pages.conversation.intake import CHILD_NO, CHILD_YES, CHILD_YOUNG, Intake
from ui.widgets.chips import Chips
from ui.widgets.choice_editors import answer_keys
from ui.widgets.fitting import Fitting
from ui.widgets.plain_editors import TextEditor
from ui.widgets.side_by_side import AskedTwice, leading, text_label

__all__ = ["ASK_THE_CHILD", "ForChild", "Mode"]

ASK_THE_CHILD = M_("May we keep what is said about you? You may say no.")
SAYS = {CHILD_YES: M_("Yes"), CHILD_NO: M_("No"), CHILD_YOUNG: M_("Too young to be asked")}


def _child_says(code: str) -> str:
    return {CHILD_YES: _("Yes"), CHILD_NO: _("No"), CHILD_YOUNG: _("Too young to be asked")}[code]


class Mode(QWidget):
    """Who speaks, on the first line of the first step."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.caption = QLabel(wordWrap=True)
        self.caption.setProperty("kind", "section")
        self.chips = Chips(tuple(each.code for each in vocabulary("mode").choices()), lambda code: vocabulary("mode").label(code, current()))
        self.chips.setObjectName("consent.mode")
        self.chips.picked.connect(self.picked)
        self.hint = text_label("muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (self.caption, self.chips, self.hint):
            box.addWidget(part)

    def retranslate(self, volunteer: Words) -> None:
        self.caption.setText(_("Who speaks"))
        self.chips.renew()
        self.chips.name(_("Who speaks"))
        self.hint.setText({
            "group": _("Each person has a part of their own, with their own yes or no; when one is saved, the next begins."),
            "family": _("Each person has a part of their own, with their own yes or no; a child’s part is “Speaks for a child”."),
        }.get(self.chips.code(), ""))
        self.hint.setVisible(bool(self.hint.text()))
        leading(self.hint, volunteer)


class ForChild(QFrame):
    """The guardian's name, and what the child says. Nothing is kept of a child without both."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        by_name = {each.name: each for each in declared_fields(Consent)}
        self.words = text_label("muted")
        self.guardian = TextEditor(by_name["guardian"], current(), declinable=False)
        self.assent = TextEditor(by_name["assent"], current(), declinable=False)
        self.says = Chips(tuple(SAYS), _child_says)
        self._labels = {"guardian": text_label(), "assent": text_label("muted")}
        self.guardian.focus_target().setObjectName("consent.guardian")
        self.assent.focus_target().setObjectName("consent.assent")
        self.says.setObjectName("consent.child_says")
        self._labels["guardian"].setBuddy(self.guardian.focus_target())
        self._labels["assent"].setBuddy(self.assent.focus_target())
        self.asked = AskedTwice()
        self.asked.volunteer_box.addWidget(self.says)
        self.problem = text_label("danger")
        self.problem.hide()
        said = Fitting(420)
        said.add(self._labels["assent"])
        said.add(self.assent, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        for part in (self.words, self._labels["guardian"], self.guardian, self.asked, self.problem, said):
            box.addWidget(part)
        self.guardian.changed.connect(self.changed)
        self.assent.changed.connect(self.changed)
        self.says.picked.connect(lambda _code: self.changed.emit())
        self.says.keyed.connect(lambda _code: self.assent.setFocus())

    def load(self, intake: Intake) -> None:
        self.guardian.set_raw(intake.beside.get("guardian"))
        self.assent.set_raw(intake.beside.get("assent"))
        self.says.set_code(str(intake.beside.get("child_says") or ""))

    def raw(self) -> dict[str, str]:
        made = {"guardian": self.guardian.raw(), "assent": self.assent.raw(), "child_says": self.says.code()}
        return {name: value for name, value in made.items() if value}

    def tell(self, intake: Intake) -> None:
        """Say what is lacking yet."""
        self.words.setText({
            "guardian": _("Under 18 nobody agrees alone: a guardian gives the answers, and the child is asked too. First the guardian’s name."),
            "child": _("Now ask the child too, in words it knows."),
            "refused": _("The child said no, and that counts: nothing is kept, and the help stays the same."),
        }.get(intake.child_lacks, _("A guardian gives the answers, and the child was asked.")))

    def show_problem(self, place: str, sentence: str) -> None:
        if place == "consent.guardian":
            self.guardian.show_problem(sentence)
            return
        self.problem.setText(f"⚠ {sentence}" if sentence else "")
        self.problem.setVisible(bool(sentence))

    def retranslate(self, volunteer: Words, member: Words | None) -> None:
        self.guardian.retranslate(volunteer)
        self.assent.retranslate(volunteer)
        self._labels["guardian"].setText(_("Name of the guardian, or what to call them"))
        self._labels["assent"].setText(_("In the child’s words, if you like:"))
        self.guardian.name(self._labels["guardian"].text())
        self.assent.name(_("What the child said, in its words"))
        asked = member_words(volunteer.code).gettext(ASK_THE_CHILD)
        self.asked.ask(volunteer, member, asked, member.gettext(ASK_THE_CHILD) if member is not None else "")
        code = self.says.code()
        self.asked.read_back(member.gettext(SAYS[code]) if member is not None and code else "")
        self.says.set_letters({CHILD_YES: answer_keys("yes", volunteer), CHILD_NO: answer_keys("no", volunteer)})
        self.says.renew()
        self.says.name(asked)
        for label in (self.words, *self._labels.values()):
            leading(label, volunteer)
