"""Referring somebody: to whom, whether the person agrees to it this time, and when to check. A no is kept, and nobody is told.

Consent is asked each time. Only in an emergency a partner may be told without it, with a reason and the name of whoever decided.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from locales import M_, _, current, iso, member_words, script
from models.consent import GIVEN, REFUSED, SHARE, state
from models.dates import parse_date
from models.follow_up import FollowUp
from models.partner import Partner, ordered
from models.referral import DRAFT, EMERGENCY, SENT, Referral
from ui.operations.needs import Asked
from ui.pages.needs.contents import NeedContents
from ui.parts import button, label
from ui.widgets.chips import Chips
from ui.widgets.fitting import Wrapped
from ui.widgets.side_by_side import leading, text_label

__all__ = ["ReferralForm"]

QUESTION = M_("May we tell {partner} about what you need, this time?")
CHECKS = {"w1": 7, "w2": 14, "m1": 30, "no": 0}
"""Days until somebody asks the partner how it went."""
LINES_OF_NOTE = 3


class ReferralForm(QFrame):
    """`kept` hands over the referral, the answer, the partner's code, and the follow-up that checks."""

    kept = Signal(object, object, str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName("referral-form")
        self.contents: NeedContents | None = None
        self._referral = Referral()
        self._partners: list[Partner] = []
        self.title, self.none = label("section"), label()
        self.partner_label, self.partner = QLabel(), QComboBox()
        self.partner.setObjectName("partner")
        self.question, self.own_question, self.stands = text_label(), text_label(), label("muted")
        self.answer = Chips([GIVEN, REFUSED], lambda code: _("Yes") if code == GIVEN else _("No"), keys={GIVEN: ("y", "j", "t"), REFUSED: ("n",)},
                            leads=False)
        self.date_label, self.date = QLabel(), QLineEdit()
        self.check_label, self.check = QLabel(), Chips(list(CHECKS), _check_words, leads=False)
        self.note_label, self.note = QLabel(), QPlainTextEdit()
        self.vital, self.vital_label, self.reason = QWidget(), label("danger"), QLineEdit()
        self.decided_label, self.decided = QLabel(), QLineEdit()
        self.problem = label("danger", hidden=True)
        self.send_button, self.prepare_button, self.leave_button = button("primary"), button(), button("quiet")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        for text, buddy in ((self.partner_label, self.partner), (self.date_label, self.date), (self.check_label, self.check),
                            (self.note_label, self.note), (self.decided_label, self.decided)):
            text.setWordWrap(True)
            text.setBuddy(buddy)
        self.date.setMaximumWidth(220)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * LINES_OF_NOTE + 16)
        self.partner.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        inside = QVBoxLayout(self.vital)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in (self.vital_label, self.reason, self.decided_label, self.decided):
            inside.addWidget(part)
        buttons = Wrapped()
        for made in (self.send_button, self.prepare_button, self.leave_button):
            buttons.add(made)
        column = QVBoxLayout(self)
        for widget in (self.title, self.none, self.partner_label, self.partner, self.question, self.own_question, self.stands, self.answer,
                       self.date_label, self.date, self.vital, self.check_label, self.check, self.note_label, self.note, self.problem, buttons):
            column.addWidget(widget)
        self.partner.currentIndexChanged.connect(lambda _index: self._ask())
        self.answer.picked.connect(lambda _code: self._fit_answer())
        for edit in (self.reason, self.decided):
            edit.textChanged.connect(lambda _text: self._fit_answer())
        self.send_button.clicked.connect(self.send)
        self.prepare_button.clicked.connect(self.prepare)
        self.leave_button.clicked.connect(self.left)

    # What is asked

    def begin(self, contents: NeedContents, referral: Referral, volunteer: str) -> None:
        """Ask about a new referral, or one that is being prepared or was taken back."""
        self.contents, self._referral = contents, referral
        urgent = contents.need.urgency == EMERGENCY
        listed = [each for each in ordered(list(contents.partners.values())) if each.code and (not each.retired or each.id == referral.partner)]
        self._partners = sorted(listed, key=lambda each: urgent and not each.urgent)
        self.partner.blockSignals(True)
        self.partner.clear()
        self.partner.addItems([each.called(current().code) for each in self._partners])
        place = next((place for place, each in enumerate(self._partners) if each.id == referral.partner), 0)
        self.partner.setCurrentIndex(place if self._partners else -1)
        self.partner.setEnabled(not referral.id)
        self.partner.blockSignals(False)
        self.answer.set_code("")
        self.date.setText(datetime.date.today().isoformat())
        self.check.set_code("w1" if urgent else "w2")
        self.note.setPlainText(referral.note or "")
        self.reason.setText(referral.vital_reason or "")
        self.decided.setText(referral.decided_by or volunteer)
        self.problem.hide()
        self._ask()
        self.show()

    def chosen(self) -> Partner | None:
        place = self.partner.currentIndex()
        return self._partners[place] if 0 <= place < len(self._partners) else None

    def take_focus(self) -> None:
        if self.partner.isEnabled() and self._partners:
            self.partner.setFocus()
        elif self._partners:
            self.answer.take_focus()
        else:
            self.leave_button.setFocus()

    def _ask(self) -> None:
        """The question in both languages, for the partner that is chosen, and how the consent stands."""
        partner, contents = self.chosen(), self.contents
        if contents is None:
            return
        self.answer.set_code("")  # an answer is about one partner
        some = partner is not None
        self.none.setVisible(not some)
        for widget in (self.partner_label, self.partner, self.question, self.stands, self.answer, self.date_label, self.date, self.check_label,
                       self.check, self.note_label, self.note, self.prepare_button, self.send_button):
            widget.setVisible(some)
        self._say_question()
        self._fit_answer()

    def _say_question(self) -> None:
        partner, contents = self.chosen(), self.contents
        if partner is None or contents is None:
            self.own_question.hide()
            return
        here, theirs = member_words(current().code), member_words(_language_of(contents))
        self.question.setText(here.gettext(QUESTION).format(partner=iso(partner.called(here.code))))
        leading(self.question, current())
        self.own_question.setText(theirs.gettext(QUESTION).format(partner=iso(partner.called(theirs.code))))
        leading(self.own_question, theirs)
        self.own_question.setVisible(theirs.code != current().code)
        stands = state(contents.consents, SHARE + (partner.code or ""), datetime.date.today())
        self.stands.setText(_("Agreed before. Ask again all the same: it is about this need now.") if stands == GIVEN else
                            _("Ask first. A yes holds for this partner from the day on, and can be taken back at any time."))

    def _is_vital(self) -> bool:
        """Whether it may be a matter of life and death: an emergency, and the person gave no answer."""
        emergency = self.contents is not None and self.contents.need.urgency == EMERGENCY
        return emergency and not self.answer.code()  # whoever can say no can be asked

    def _fit_answer(self) -> None:
        """What can be done with this answer, in words on the button."""
        vital = self._is_vital() and self.chosen() is not None
        self.vital.setVisible(vital)
        answer, ready = self.answer.code(), bool(self.reason.text().strip() and self.decided.text().strip())
        if vital and ready:
            text, on = _("Tell the partner without consent: a life is at stake"), True
        elif answer == REFUSED:
            text, on = _("Write down the no; tell nobody"), True
        else:
            text, on = _("Write down the yes and send"), answer == GIVEN
        self.send_button.setText(text)
        self.send_button.setEnabled(on)
        self.prepare_button.setEnabled(answer != REFUSED and not self._referral.id)

    # What comes of it

    def send(self) -> None:
        """Hand over the referral with the answer; a wrong date says what to write."""
        partner, contents = self.chosen(), self.contents
        day = parse_date(self.date.text())
        if partner is None or contents is None:
            return
        if day is None or len(day) < len("2026-01-01") or day > datetime.date.today().isoformat():
            self.problem.setText(_("Write the day on which you asked, such as {example}; it can't be a day that is yet to come.").format(
                example=iso(datetime.date.today().isoformat())))
            self.problem.show()
            self.date.setFocus()
            return
        vital = self._is_vital() and bool(self.reason.text().strip() and self.decided.text().strip())
        values: dict[str, Any] = {"state": SENT, "sent": day, "answered": None}
        if vital:
            values |= {"sent": datetime.date.today().isoformat(), "vital_reason": self.reason.text().strip(),
                       "decided_by": self.decided.text().strip()}
        asked = Asked(self.answer.code(), day, _language_of(contents)) if self.answer.code() else None
        self.kept.emit(self._record(contents, partner).with_values(values), asked, partner.code or "", self._checking(contents))

    def prepare(self) -> None:
        """Keep it as a draft; nobody is told."""
        partner, contents = self.chosen(), self.contents
        if partner is not None and contents is not None:
            self.kept.emit(self._record(contents, partner).with_values({"state": DRAFT}), None, partner.code or "", None)

    def _record(self, contents: NeedContents, partner: Partner) -> Referral:
        return self._referral.with_values({
            "member": contents.member.id, "need": contents.need.id, "partner": partner.id, "note": self.note.toPlainText().strip() or None,
        })

    def _checking(self, contents: NeedContents) -> FollowUp | None:
        days = CHECKS.get(self.check.code(), 0)
        due = (datetime.date.today() + datetime.timedelta(days=days)).isoformat()
        return FollowUp(member=contents.member.id, need=contents.need.id, due=due) if days else None

    # The lock

    def raw(self) -> dict[str, str]:
        """Every letter that stands here."""
        partner = self.chosen()
        return {
            "id": self._referral.id, "partner": partner.id if partner is not None else "", "answer": self.answer.code(), "date": self.date.text(),
            "check": self.check.code(), "note": self.note.toPlainText(), "reason": self.reason.text(), "decided": self.decided.text(),
        }

    def set_raw(self, kept: Mapping[str, str]) -> None:
        """Bring it back."""
        place = next((place for place, each in enumerate(self._partners) if each.id == kept.get("partner")), self.partner.currentIndex())
        self.partner.setCurrentIndex(place)
        self.answer.set_code(kept.get("answer", ""))
        self.check.set_code(kept.get("check", ""))
        self.date.setText(kept.get("date", ""))
        self.note.setPlainText(kept.get("note", ""))
        self.reason.setText(kept.get("reason", ""))
        self.decided.setText(kept.get("decided", ""))
        self._fit_answer()

    def retranslate(self) -> None:
        self.title.setText(_("Refer to a partner"))
        self.none.setText(_("No partner is written down yet. Add one in Settings, Partners; then a need can be referred to it."))
        self.partner_label.setText(_("To whom"))
        for place, each in enumerate(self._partners):
            self.partner.setItemText(place, each.called(current().code))
        self.date_label.setText(_("Asked on"))
        self.check_label.setText(_("Check how it went"))
        self.note_label.setText(_("Note"))
        self.vital_label.setText(_("Emergency: only where a life is at stake and the person can't be asked. It is written into the access log. Why?"))
        self.reason.setAccessibleName(_("Why a life is at stake"))
        self.decided_label.setText(_("Who decided"))
        self.prepare_button.setText(_("Only prepare it"))
        self.leave_button.setText(_("Leave it"))
        self.answer.renew()
        self.answer.name(_("What did the person answer?"))
        self.check.renew()
        self.check.name(_("Check how it went"))
        self._say_question()
        self._fit_answer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "note"):
            self.note.setFixedHeight(self.fontMetrics().lineSpacing() * LINES_OF_NOTE + 16)
        super().changeEvent(event)


def _language_of(contents: NeedContents) -> str:
    """The member's language where there is a catalog of it, else that of the window."""
    wanted = contents.member.preferred_language
    return wanted if isinstance(wanted, str) and script.has_catalog(wanted) else current().code


def _check_words(code: str) -> str:
    return {"w1": _("in a week"), "w2": _("in two weeks"), "m1": _("in a month"), "no": _("no check")}[code]
