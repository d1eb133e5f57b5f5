"""A need opened: where it stands, what was asked, who was told, what comes next, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from locales import _, current, iso
from models.fields import DECLINED
from models.need import OPEN_STATES, Need, shown_kind
from models.record import declared_fields
from models.referral import Referral
from models.vocabulary import vocabulary
from ui import icons
from ui.due_words import due_icon, due_words
from ui.pages.member.sensitive import ReasonGate
from ui.pages.needs.contents import NeedContents
from ui.pages.needs.ending import Ending
from ui.pages.needs.followed import FollowUps, Referrals
from ui.pages.needs.referring import ReferralForm
from ui.parts import bring_into_view, button, label
from ui.widgets.fitting import Wrapped
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import text_label

__all__ = ["NeedView"]

SAID = tuple(each for each in declared_fields(Need) if each.name in ("subcategory", "asked", "next_step", "closed_why"))
"""Sensitive words of a need, shown for a reason."""


class NeedView(QScrollArea):
    """One need, as wide as one reads well."""

    back = Signal()
    person = Signal()
    edit = Signal()
    moved = Signal(str, str)
    """A new status, and why it was closed."""
    later = Signal()

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.contents: NeedContents | None = None
        self.opened_up = False
        self.back_button, self.person_button, self.edit_button = button("quiet", icon="back"), button("quiet"), button()
        self.title, self.facts, self.fixed = text_label(), label("muted"), label("danger", hidden=True)
        self.title.setObjectName("heading")
        self.status_label, self.status, self.keep_button = QLabel(), QComboBox(), button()
        self.codes = [each.code for each in vocabulary("need-status").choices()]
        self.why_label, self.why = QLabel(), QLineEdit()
        self.due_picture, self.due, self.later_button = QLabel(), QLabel(), button()
        self.gate, self.words = ReasonGate(), text_label()
        self.form, self.referrals, self.follow_ups, self.ending = ReferralForm(), Referrals(), FollowUps(), Ending()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.status.addItems([""] * len(self.codes))
        self.status.setMinimumHeight(32)
        self.status_label.setBuddy(self.status)
        self.why_label.setBuddy(self.why)
        top, stands, due = Wrapped(), Wrapped(), Wrapped()
        lines: tuple[tuple[Wrapped, tuple[QWidget, ...]], ...] = (
            (top, (self.back_button, self.person_button, self.edit_button)), (stands, (self.status_label, self.status, self.keep_button)),
            (due, (self.due_picture, self.due, self.later_button)),
        )
        for line, parts in lines:
            for part in parts:
                line.add(part)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 12, 24)
        column.setSpacing(10)
        for widget in (top, self.title, self.facts, self.fixed, stands, self.why_label, self.why, due, self.gate, self.words, self.form,
                       self.referrals, self.follow_ups, self.ending):
            column.addWidget(widget)
        column.addStretch(1)
        inside.setMaximumWidth(900)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._inside = inside
        self.setWidget(inside)
        self.form.hide()
        self.back_button.clicked.connect(self.back)
        self.person_button.clicked.connect(self.person)
        self.edit_button.clicked.connect(self.edit)
        self.status.currentIndexChanged.connect(lambda _index: self._chosen())
        self.keep_button.clicked.connect(lambda: self.moved.emit(self.codes[self.status.currentIndex()], self.why.text().strip()))
        self.later_button.clicked.connect(self.later)
        self.referrals.add.connect(lambda: self.refer(Referral()))
        self.referrals.asked.connect(self.refer)
        self.form.left.connect(self.close_form)

    # What is shown

    def show_need(self, contents: NeedContents, *, opened_up: bool) -> None:
        """Show a need as it is now; a status chosen and not yet kept stays chosen, and so does what stands in the form."""
        same = self.contents is not None and self.contents.need.id == contents.need.id
        untouched = not same or self._stands() == self.codes[max(0, self.status.currentIndex())]
        self.contents, self.opened_up = contents, opened_up
        if not same:
            self.form.hide()
            self.verticalScrollBar().setValue(0)
            self.why.clear()
            self.gate.reset()
        if untouched:
            self.status.setCurrentIndex(self.codes.index(self._stands()))
        self.status.setEnabled(not contents.fixed)
        self.fixed.setVisible(contents.fixed)
        self.referrals.show_need(contents, opened_up=opened_up)
        self.follow_ups.show_need(contents, opened_up=opened_up)
        self.ending.show_need(contents)
        self._chosen()
        self.retranslate()
        put_in_order(self)

    def forget(self) -> None:
        """Nothing of the need stays on the page."""
        self.contents, self.opened_up = None, False
        for part in (self.title, self.facts, self.words):
            part.clear()
        self.form.hide()

    def _stands(self) -> str:
        status = self.contents.need.status if self.contents is not None else None
        return status if status in self.codes else self.codes[0]

    def _chosen(self) -> None:
        wanted = self.codes[max(0, self.status.currentIndex())]
        differs = self.contents is not None and wanted != self._stands()
        self.keep_button.setEnabled(differs)
        for part in (self.why_label, self.why):
            part.setVisible(differs and wanted not in OPEN_STATES)

    # The form of a referral

    def refer(self, referral: Referral) -> None:
        """Ask about a referral, new or prepared."""
        if self.contents is not None and not self.contents.fixed:
            self.form.begin(self.contents, referral, self.volunteer)
            put_in_order(self)
            self.form.take_focus()
            bring_into_view(self.form)

    volunteer = ""
    """Who is signed in: the first guess at who decides in an emergency."""

    def refer_again(self, half: Mapping[str, str]) -> None:
        """Bring back what stood in the form before a lock."""
        found = (each for each in self.contents.referrals if each.id == half.get("id")) if self.contents is not None else iter(())
        self.refer(next(found, Referral()))
        self.form.set_raw(half)

    def is_referring(self) -> bool:
        """Whether somebody is being asked about a referral."""
        return self.form.isVisibleTo(self)

    def save(self) -> None:
        """Ctrl+S: send what was agreed to, or keep the status that was chosen."""
        if self.is_referring() and self.form.send_button.isEnabled():
            self.form.send()
        elif self.keep_button.isEnabled() and not self.is_referring():
            self.keep_button.click()

    def take_focus(self) -> None:
        """The keyboard begins at the reasons where a need was not possible and nobody gave one, else at the status."""
        need = self.contents.need if self.contents is not None else None
        asks = need is not None and need.status == "unmet" and not need.unmet_reason and self.status.isEnabled()
        if asks:
            self.ending.why.take_focus()
        else:
            self.status.setFocus()

    def close_form(self) -> None:
        """Leave the form; the keyboard goes to the button that opened it."""
        if self.is_referring():
            self.form.hide()
            self.referrals.add_button.setFocus()

    # Words

    def retranslate(self) -> None:
        self.fixed.setText(_("The use of this record is restricted or it was made anonymous: it is kept and not changed."))
        self.back_button.setText(_("Back to the needs"))
        self.back_button.setIconSize(icons.beside_text())
        self.edit_button.setText(_("All fields"))
        self.edit_button.setToolTip(_("Ctrl+E"))
        self.status_label.setText(_("Status"))
        self.keep_button.setText(_("Save the status"))
        self.why_label.setText(_("Closed because"))
        self.later_button.setText(_("+1 week"))
        for beside in (self.status_label, self.due_picture, self.due):
            beside.setMinimumHeight(self.later_button.sizeHint().height())
        for place, code in enumerate(self.codes):
            self.status.setItemText(place, vocabulary("need-status").label(code, current()))
        self.gate.retranslate()
        for part in (self.form, self.referrals, self.follow_ups, self.ending):
            part.retranslate()
        if self.contents is not None:
            self._say(self.contents)

    def _say(self, contents: NeedContents) -> None:
        need, words = contents.need, current()
        kind = vocabulary("need-category").label(shown_kind(need.category, opened=self.opened_up), words)
        self.title.setText(_("{need} – {code}").format(need=kind, code=iso(contents.member.code)))
        self.person_button.setText(_("Open the person: {name}").format(name=iso(contents.member.label)))
        urgency = vocabulary("urgency").label(need.urgency, words) if isinstance(need.urgency, str) else ""
        stage = vocabulary("stage").label(need.stage, words) if isinstance(need.stage, str) else ""
        facts = [urgency, stage]
        facts += [_("told {date}").format(date=iso(words.date(need.opened, "medium")))] if need.opened else []
        facts += [_("closed {date}").format(date=iso(words.date(need.closed, "medium")))] if need.closed else []
        facts += [_("looked after by {name}").format(name=iso(contents.volunteer))] if contents.volunteer else []
        self.facts.setText(" · ".join(each for each in facts if each))
        is_open = need.status in OPEN_STATES
        self.due.setText(_("Due: {when}").format(when=due_words(need.due)) if need.due and is_open else _("No day by which it is due"))
        if need.due and is_open:
            self.due_picture.setPixmap(icons.icon(*due_icon(need.due)).pixmap(icons.size()))
        self.due_picture.setVisible(bool(need.due) and is_open)
        self.due.setVisible(is_open)
        self.later_button.setVisible(is_open and not contents.fixed)
        self.later_button.setAccessibleDescription(self.due.text())
        self.gate.setVisible(not self.opened_up and self._has_closed(contents))
        self.words.setText(self._told(contents))
        self.words.setVisible(bool(self.words.text()))

    def _has_closed(self, contents: NeedContents) -> bool:
        """Whether something stands here that is shown only for a reason."""
        need = contents.need
        said = any(getattr(need, each.name) not in (None, "", DECLINED) for each in SAID)
        hidden = shown_kind(need.category, opened=True) != shown_kind(need.category, opened=False)
        return said or hidden or any(each.note or each.refused_why or each.vital_reason for each in contents.referrals) \
            or any(each.note for each in contents.follow_ups)

    def _told(self, contents: NeedContents) -> str:
        if not self.opened_up:
            return ""
        found = []
        for each in SAID:
            value = getattr(contents.need, each.name)
            if value not in (None, "", DECLINED):
                found.append(_("{label}: {answer}").format(label=_(each.label), answer=iso(value)))
        return "\n".join(found)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_inside"):
            from ui import theme

            self._inside.setMaximumWidth(theme.scaled(900))
        super().changeEvent(event)
