"""What was done about a need: its referrals and its follow-ups, a card each, with the next steps as buttons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from locales import _, current, iso
from models.follow_up import FollowUp
from models.referral import ACCEPTED, DONE, DRAFT, OPEN, REFUSED, SENT, WITHDRAWN, Referral
from models.vocabulary import vocabulary
from ui.due_words import due_words
from ui.pages.needs.contents import NeedContents
from ui.parts import button, label
from ui.widgets import marks
from ui.widgets.chips import Chips
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.marks import MarkedWord
from ui.widgets.side_by_side import text_label

__all__ = ["FollowUps", "Referrals"]

NEXT: Mapping[str, tuple[str, ...]] = {SENT: (ACCEPTED, REFUSED, "no-place", "lost"), ACCEPTED: (DONE, REFUSED, "no-place", "lost")}
"""Where a referral may go from a state by a button; from any other the form opens."""
MARKS = {DONE: marks.YES, ACCEPTED: marks.YES, REFUSED: marks.NO, "no-place": marks.NO, "lost": marks.UNKNOWN, WITHDRAWN: marks.BACK}


class ReferralCard(QFrame):
    """One referral: to whom, where it stands, and what may happen next."""

    moved = Signal(object, str)
    changed = Signal(object)
    asked = Signal(object)
    opened = Signal(object)
    paper = Signal(object)

    def __init__(self, referral: Referral, contents: NeedContents, *, opened_up: bool) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.referral, self._contents, self._open = referral, contents, opened_up
        self.head, self.details, self.note = MarkedWord(wrap=True), label("muted"), text_label()
        self.steps: dict[str, QPushButton] = {}
        self.ask_button, self.paper_button, self.open_button = button(), button("quiet"), button("quiet")
        self.outcome = Chips([each.code for each in vocabulary("referral-outcome").choices()], _outcome, leads=False)
        self.why_label, self.why, self.why_button = QLabel(), QLineEdit(), button()
        self.why_label.setBuddy(self.why)
        buttons, why = Wrapped(), Wrapped()
        for wanted in NEXT.get(referral.state or "", ()):
            made = self.steps[wanted] = button()
            made.clicked.connect(lambda _checked=False, wanted=wanted: self.moved.emit(self.referral, wanted))
            buttons.add(made)
        for made in (self.ask_button, self.paper_button, self.open_button):
            buttons.add(made)
        for part in (self.why, self.why_button):
            why.add(part)
        column = QVBoxLayout(self)
        for widget in (self.head, self.details, self.note, self.why_label, why, self.outcome, buttons):
            column.addWidget(widget)
        fixed = contents.fixed
        self.ask_button.setVisible(referral.state in (DRAFT, WITHDRAWN) and not fixed)
        self.paper_button.setVisible(referral.state in OPEN and bool(referral.partner) and not fixed)
        self.outcome.setVisible(referral.state == DONE and not fixed)
        wants_why = referral.state == REFUSED and not referral.refused_why and not fixed
        for widget in (self.why_label, why):
            widget.setVisible(wants_why)
        for made in self.steps.values():
            made.setVisible(not fixed)
        self.outcome.set_code(referral.outcome or "")
        self.outcome.picked.connect(lambda code: self.changed.emit(referral.with_values({"outcome": code or None})))
        self.why_button.clicked.connect(self._say_why)
        self.why.returnPressed.connect(self._say_why)
        self.ask_button.clicked.connect(lambda: self.asked.emit(referral))
        self.open_button.clicked.connect(lambda: self.opened.emit(referral))
        self.paper_button.clicked.connect(lambda: self.paper.emit(referral))
        self.retranslate()

    def _say_why(self) -> None:
        if self.why.text().strip():
            self.changed.emit(self.referral.with_values({"refused_why": self.why.text().strip()}))

    def retranslate(self) -> None:
        each, words = self.referral, current()
        partner = iso(self._contents.partner_names.get(each.partner or "", ""))
        states = vocabulary("referral-state")
        said = _("{partner}: {state}").format(partner=partner, state=states.label(each.state or DRAFT, words))
        self.head.say(MARKS.get(each.state or DRAFT, marks.STEP), said)
        days = [_("sent {date}").format(date=iso(words.date(each.sent, "medium")))] if each.sent else []
        days += [_("answered {date}").format(date=iso(words.date(each.answered, "medium")))] if each.answered else []
        days += [_("without consent, to save a life")] if each.vital_reason else []
        self.details.setText(words.list(days))
        self.details.setVisible(bool(days))
        told = "\n".join(text for text in (each.refused_why, each.vital_reason, each.note) if text) if self._open else ""
        self.note.setText(told)
        self.note.setVisible(bool(told))
        for wanted, made in self.steps.items():
            made.setText(states.label(wanted, words))
            made.setAccessibleDescription(said)
        self.ask_button.setText(_("Ask and send"))
        self.paper_button.setText(_("Save a paper for the partner (PDF)"))
        self.open_button.setText(_("Open"))
        self.why_label.setText(_("Why the partner said no"))
        self.why.setAccessibleName(self.why_label.text())
        self.why_button.setText(_("Save"))
        self.why_button.setAccessibleName(_("Save why the partner said no"))
        self.outcome.renew()
        self.outcome.name(_("What it led to"))
        for made in (self.ask_button, self.paper_button, self.open_button):
            made.setAccessibleDescription(said)


class FollowUpCard(QFrame):
    """One follow-up: when, whom to reach, and whether it is done."""

    done = Signal(object)
    later = Signal(object)
    opened = Signal(object)

    def __init__(self, follow_up: FollowUp, contents: NeedContents, *, opened_up: bool) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.follow_up, self._contents, self._open = follow_up, contents, opened_up
        self.head, self.note = MarkedWord(wrap=True), text_label()
        self.done_button, self.later_button, self.open_button = button(), button(), button("quiet")
        buttons = Wrapped()
        for made in (self.done_button, self.later_button, self.open_button):
            buttons.add(made)
        column = QVBoxLayout(self)
        for widget in (self.head, self.note, buttons):
            column.addWidget(widget)
        for made in (self.done_button, self.later_button):
            made.setVisible(not follow_up.done and not contents.fixed)
        self.done_button.clicked.connect(lambda: self.done.emit(follow_up))
        self.later_button.clicked.connect(lambda: self.later.emit(follow_up))
        self.open_button.clicked.connect(lambda: self.opened.emit(follow_up))
        self.retranslate()

    def _whom(self) -> str:
        """Whom to reach; nobody who must not be contacted."""
        each = self.follow_up
        referral = next((one for one in self._contents.referrals if one.id == each.referral), None)
        if referral is not None:
            return iso(each.contact or self._contents.partner_names.get(referral.partner or "", ""))
        if self._contents.member.do_not_contact is True:
            return _("Do not contact")
        return iso(each.contact) if each.contact else ""

    def retranslate(self) -> None:
        each, words = self.follow_up, current()
        if each.done:
            when = _("done {date}").format(date=iso(words.date(each.done, "medium")))
            if each.outcome:
                when = _("{what}: {result}").format(what=when, result=vocabulary("follow-up-outcome").label(each.outcome, words))
        else:
            when = due_words(each.due or "") or _("no date")
        whom = self._whom()
        said = _("{when}: {whom}").format(when=when, whom=whom) if whom else when
        self.head.say(marks.YES if each.done else marks.PAST, said)
        self.note.setText(each.note or "")
        self.note.setVisible(bool(each.note) and self._open)
        self.done_button.setText(_("Done"))
        self.later_button.setText(_("+1 week"))
        self.open_button.setText(_("Open"))
        for made in (self.done_button, self.later_button, self.open_button):
            made.setAccessibleDescription(said)


class _Listed(QWidget):
    """A title, a sentence for nothing, cards, and a way to add one."""

    add = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.none, self.add_button = label("section"), label("muted"), button()
        self.cards: list[ReferralCard | FollowUpCard] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, self.none):
            self.column.addWidget(widget)
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.add_button.clicked.connect(self.add)

    def _renew(self, cards: list[ReferralCard | FollowUpCard]) -> None:
        for each in self.cards:
            self.column.removeWidget(each)
            forget(each)
        self.cards = cards
        for place, each in enumerate(cards):
            self.column.insertWidget(2 + place, each)
        self.none.setVisible(not cards)


class Referrals(_Listed):
    """The referrals of a need."""

    moved = Signal(object, str)
    changed = Signal(object)
    asked = Signal(object)
    opened = Signal(object)
    paper = Signal(object)

    def show_need(self, contents: NeedContents, *, opened_up: bool) -> None:
        made: list[ReferralCard | FollowUpCard] = []
        for each in contents.referrals:
            card = ReferralCard(each, contents, opened_up=opened_up)
            for signal, own in ((card.moved, self.moved), (card.changed, self.changed), (card.asked, self.asked), (card.opened, self.opened),
                                (card.paper, self.paper)):
                signal.connect(own)
            made.append(card)
        self._renew(made)
        self.add_button.setVisible(not contents.fixed)

    def retranslate(self) -> None:
        self.title.setText(_("Referrals"))
        self.none.setText(_("Nobody was told about this need."))
        self.add_button.setText(_("Refer to a partner"))
        for each in self.cards:
            each.retranslate()


class FollowUps(_Listed):
    """The follow-ups of a need, those to come first."""

    done = Signal(object)
    later = Signal(object)
    opened = Signal(object)

    def show_need(self, contents: NeedContents, *, opened_up: bool) -> None:
        made: list[ReferralCard | FollowUpCard] = []
        for each in sorted(contents.follow_ups, key=lambda one: (bool(one.done), one.due or "~")):
            card = FollowUpCard(each, contents, opened_up=opened_up)
            for signal, own in ((card.done, self.done), (card.later, self.later), (card.opened, self.opened)):
                signal.connect(own)
            made.append(card)
        self._renew(made)
        self.add_button.setVisible(not contents.fixed)

    def retranslate(self) -> None:
        self.title.setText(_("Follow-ups"))
        self.none.setText(_("Nothing is planned."))
        self.add_button.setText(_("Add a follow-up"))
        for each in self.cards:
            each.retranslate()


def _outcome(code: str) -> str:
    return vocabulary("referral-outcome").label(code, current())
