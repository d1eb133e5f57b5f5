"""What opens under the list of people: a small form each, with a button that does it and one that leaves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from locales import _, iso
from models.errors import Trouble
from ui import messages
from ui.operations import keys
from ui.pages.entrance import Busy, label_of
from ui.pages.first_steps import SecretStep
from ui.parts import button, label
from ui.session import Session
from ui.widgets.recovery_paper import RecoveryPaper
from ui.widgets.sign_picker import SignPicker

if TYPE_CHECKING:
    from storage.keys import Holder

__all__ = ["AddForm", "Form", "GiveForm", "OwnForm", "PaperForm", "RekeyForm", "RemoveForm"]


class Form(QFrame):
    """The base: a heading, what a subclass adds to `inside`, what went wrong, and the two buttons."""

    done = Signal()
    """It was done; the list is another one now."""
    left = Signal()

    def __init__(self, session: Session, people: keys.People, kind: str = "primary") -> None:
        super().__init__()
        self.session, self.people = session, people
        self.setProperty("card", True)
        self.heading, self.about, self.problem = label("section"), label(), label("danger", hidden=True)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(10)
        self.busy = Busy()
        self.do_button, self.leave_button = button(kind), button("quiet")
        self.do_button.clicked.connect(self.submit)
        self.leave_button.clicked.connect(self.left)
        buttons = QHBoxLayout()
        for each in (self.do_button, self.leave_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addLayout(self.inside)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        column.addWidget(self.busy)

    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self.do_button

    def ready(self) -> bool:
        """Whether it can be done."""
        return True

    def submit(self) -> None:
        """Do it."""

    def forget(self) -> None:
        """Keep no secret that was typed."""

    def set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.leave_button.setEnabled(not busy)
        self.do_button.setEnabled(not busy and self.ready())

    def check(self) -> None:
        """What was typed has changed."""
        self.do_button.setEnabled(self.ready() and self.busy.isHidden())

    def succeed(self) -> None:
        self.forget()
        self.done.emit()

    def fail(self, trouble: Trouble) -> None:
        self.set_busy(False)
        self.problem.setText(messages.sentence(trouble))
        self.problem.show()

    def retranslate(self) -> None:
        self.leave_button.setText(_("Cancel"))
        self.busy.say(_("One moment…"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _SecretForm(Form):
    """A form with a new passphrase in it."""

    def __init__(self, session: Session, people: keys.People) -> None:
        super().__init__(session, people)
        self.secret = SecretStep()
        self.secret.known = people.known
        for edit in (self.secret.first, self.secret.second):
            edit.changed.connect(self._judge)
            edit.entered.connect(self.submit)
        self.do_button.setEnabled(False)

    def _judge(self) -> None:
        self.secret.judge()
        self.problem.hide()
        self.check()

    def ready(self) -> bool:
        return self.secret.holds()

    def first_focus(self) -> QWidget:
        return self.secret.first.edit

    def forget(self) -> None:
        self.secret.forget()

    def start(self, act: Callable[[str], None]) -> None:
        """Do it once it can be done."""
        if self.ready() and self.busy.isHidden():
            self.set_busy(True)
            act(self.secret.first.text())

    def retranslate(self) -> None:
        super().retranslate()
        self.secret.retranslate()


class AddForm(_SecretForm):
    """A name, a sign, a passphrase, a role. The person is there and chooses the passphrase, or takes five words along."""

    def __init__(self, session: Session, people: keys.People) -> None:
        super().__init__(session, people)
        self.name, self.signs, self.coordinator = QLineEdit(), SignPicker(_taken(people)), QCheckBox()
        self.name_label, self.signs_label = label_of(self.name), label_of(self.signs)
        self.name.textChanged.connect(self.check)
        for widget in (self.name_label, self.name, self.signs_label, self.signs, self.secret, self.coordinator):
            self.inside.addWidget(widget)
        self.retranslate()

    def first_focus(self) -> QWidget:
        return self.name

    def ready(self) -> bool:
        return bool(self.name.text().strip()) and bool(self.signs.sign()) and self.secret.holds()

    def submit(self) -> None:
        self.start(lambda passphrase: keys.add(
            self.session, self.name.text(), self.signs.sign(), passphrase, self.coordinator.isChecked(), self.succeed, self.fail))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("Add a volunteer"))
        self.about.setText(_("They choose their own passphrase, here and now, and nobody else needs to know it."))
        self.name_label.setText(_("Name of the volunteer"))
        self.signs_label.setText(_("Sign on the unlock page"))
        self.coordinator.setText(_("Coordinator: looks after people and passphrases"))
        self.do_button.setText(_("Add"))


class GiveForm(_SecretForm):
    """A new passphrase for somebody who forgot theirs, or who had none here."""

    def __init__(self, session: Session, people: keys.People, who: Holder) -> None:
        super().__init__(session, people)
        self.who = who
        self.signs, self.signs_label = SignPicker(_taken(people)), label("section")
        self.signs_label.setBuddy(self.signs)
        for widget in (self.signs_label, self.signs):
            self.inside.addWidget(widget)
            widget.setVisible(not who.slot)
        self.inside.addWidget(self.secret)
        self.retranslate()

    def submit(self) -> None:
        sign = "" if self.who.slot else self.signs.sign()
        self.start(lambda passphrase: keys.give(self.session, self.who, passphrase, sign, self.succeed, self.fail))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("A new passphrase for {name}").format(name=iso(self.who.name)))
        self.about.setText(_("The old one no longer opens the vault. They choose the new one, here and now."))
        self.signs_label.setText(_("Sign on the unlock page"))
        self.do_button.setText(_("Set the passphrase"))


class OwnForm(_SecretForm):
    """One's own passphrase: changed by routine, or because somebody else may know it, which takes a new key for everything."""

    def __init__(self, session: Session, people: keys.People, who: Holder) -> None:
        super().__init__(session, people)
        self.who = who
        self.question, self.routine, self.known, self.meaning = label("section"), QRadioButton(), QRadioButton(), label("muted")
        for choice in (self.routine, self.known):
            choice.toggled.connect(self._chosen)
        for widget in (self.secret, self.question, self.routine, self.known, self.meaning):
            self.inside.addWidget(widget)
        self.retranslate()

    def _chosen(self) -> None:
        self.retranslate()
        self.check()

    def ready(self) -> bool:
        return self.secret.holds() and (self.routine.isChecked() or self.known.isChecked())

    def submit(self) -> None:
        if self.known.isChecked():
            self.start(lambda passphrase: keys.rekey(self.session, passphrase, self.succeed, self.fail))
        else:
            self.start(lambda passphrase: keys.change_own(self.session, self.who, passphrase, self.succeed, self.fail))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("Change my passphrase"))
        self.question.setText(_("Why do you change it?"))
        self.routine.setText(_("By routine"))
        self.known.setText(_("Somebody else might know it"))
        self.meaning.setText(
            _("Everything is put under a new key, so that a copy somebody made of the old one leads no further. Backups made before open with "
              "the old passphrase until they are destroyed.") if self.known.isChecked()
            else _("The old passphrase no longer opens the vault. Backups made before still open with it."))
        self.busy.say(_("Putting everything under a new key. Type nothing until it is done…") if self.known.isChecked() else _("One moment…"))
        self.about.hide()
        self.do_button.setText(_("Change it"))


class RemoveForm(Form):
    """Taking somebody's way in away: it can't be undone, so it is said once and pressed twice."""

    def __init__(self, session: Session, people: keys.People, who: Holder) -> None:
        super().__init__(session, people, "danger")
        self.who = who
        self.retranslate()

    def first_focus(self) -> QWidget:
        return self.leave_button

    def submit(self) -> None:
        self.set_busy(True)
        keys.remove(self.session, self.who, self.succeed, self.fail)

    def retranslate(self) -> None:
        super().retranslate()
        name = iso(self.who.name or _("somebody without a name"))
        self.heading.setText(_("Remove {name}").format(name=name))
        self.about.setText(_("Their passphrase no longer opens the vault, and it can't be brought back. What they wrote stays under their name, "
                             "and their sign may be given to somebody else."))
        self.do_button.setText(_("Remove {name}").format(name=name))
        self.leave_button.setText(_("Keep"))


class RekeyForm(Form):
    """A new key for everything, after somebody left who may have a copy of the vault."""

    def __init__(self, session: Session, people: keys.People, after: str = "") -> None:
        super().__init__(session, people)
        self._after = after
        self.retranslate()

    def submit(self) -> None:
        self.set_busy(True)
        keys.rekey(self.session, None, self.succeed, self.fail)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("Put everything under a new key"))
        said = _("With a copy of the vault from before, an old passphrase still leads to what is written from now on, until there is a new key. "
                 "No passphrase changes by it, and the recovery sheet stays good.")
        if self._after:
            said = _("{name} may have a copy of the vault or of a backup.").format(name=iso(self._after)) + " " + said
        self.about.setText(said)
        self.busy.say(_("Putting everything under a new key. Type nothing until it is done…"))
        self.do_button.setText(_("Put everything under a new key"))
        self.leave_button.setText(_("Not now"))


class PaperForm(Form):
    """A new recovery sheet: it takes the place of the old one when two groups of it were typed back."""

    def __init__(self, session: Session, people: keys.People) -> None:
        super().__init__(session, people)
        self.paper = RecoveryPaper(session)
        self.paper.proved.connect(self.submit)
        self.paper.hide()
        self.inside.addWidget(self.paper)
        self.do_button.hide()
        self.retranslate()
        keys.draw_words(session, self._drawn)

    def _drawn(self, words: tuple[str, ...]) -> None:
        self.paper.show_words(words)
        self.paper.show()
        self.paper.ready_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        return self.leave_button

    def submit(self) -> None:
        self.set_busy(True)
        keys.replace_words(self.session, self.paper.words(), self.succeed, self.fail)

    def forget(self) -> None:
        self.paper.forget()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(_("A new recovery sheet"))
        self.about.setText(_("These words open the vault when a passphrase is forgotten. The old sheet opens it until you have shown that you have "
                             "the new one; then destroy the old one, for it still opens backups made before."))


def _taken(people: keys.People) -> set[str]:
    return {each.sign for each in people.holders if each.sign}
