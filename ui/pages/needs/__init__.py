"""Needs: the board and the table over one model, and a need opened."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from locales import N_, _, iso
from models.follow_up import FollowUp
from models.need import Need
from models.referral import Referral
from storage.needs import NeedLine
from ui import messages, theme
from ui.operations import needs as acts
from ui.operations import people, rights
from ui.pages import Page
from ui.pages.needs import contents as one
from ui.pages.needs.browse import Browse
from ui.pages.needs.contents import NeedContents
from ui.pages.needs.forms import NeedForms
from ui.pages.needs.need_view import NeedView
from ui.session import Session
from ui.widgets.file_dialogs import ask_save
from ui.widgets.keys import on_key

__all__ = ["NeedsPage"]

LOW = 420
"""Under this height the heading makes room for the list."""


class NeedsPage(Page):
    """Where every need stands. M moves the marked one, Enter opens it."""

    title_msg = N_("Needs")
    help_msg = N_("Every need that is open, as a board or as a table. Enter opens the marked one; M and a letter move it. Type in the box to find "
                  "one, Ctrl+T changes between board and table, Escape goes back.")
    SHOWS = frozenset({"need", "referral", "follow-up", "member", "consent", "partner", "volunteer", "question", "view"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.need_id = ""
        self.contents: NeedContents | None = None
        self.opened_up = False
        """Whether what is sensitive about this need was opened, with a reason."""
        self._half_referrals: dict[str, Any] = {}
        """What was begun of a referral when another need was opened, by the need; gone with the lock, like the page."""
        self._from = ""
        self.stack, self.browse, self.view = QStackedWidget(), Browse(session), NeedView()
        self.forms = NeedForms(self)
        for part in (self.browse, self.view, self.forms.form):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        self._connect()
        self._keys()
        self.retranslate()

    def _connect(self) -> None:
        self.browse.opened.connect(lambda line: self.show_need(line.id))
        self.browse.moved.connect(self._move)
        view = self.view
        view.back.connect(self.step_back)
        view.person.connect(lambda: self.go.emit("member", self._member()))
        view.edit.connect(self.edit)
        view.moved.connect(self._set_status)
        view.later.connect(self._later)
        view.gate.given.connect(self.open_up)
        view.form.kept.connect(self._refer)
        view.referrals.moved.connect(lambda referral, wanted: acts.set_referral(self.session, referral, wanted, {}))
        view.referrals.paper.connect(self._paper)
        view.follow_ups.add.connect(lambda: self.forms.begin(FollowUp(member=self._member(), need=self.need_id)))
        view.follow_ups.done.connect(lambda each: acts.follow_up_done(self.session, each.id, self._category()))
        view.follow_ups.later.connect(lambda each: acts.postpone(self.session, each.id, self._category(), each.due or ""))
        for changed in (view.referrals.changed, view.ending.changed):
            changed.connect(lambda record: acts.change(self.session, record))
        for opened in (view.referrals.opened, view.follow_ups.opened):
            opened.connect(lambda record: self.forms.load(record.id))

    def _paper(self, referral: Referral) -> None:
        """Ask where the paper for a partner goes; the name of the file tells nobody's."""
        def said(place: Path) -> None:
            messages.say(lambda: _("Saved as {file}. It tells about a person in the clear: give it to the partner and keep no copy.").format(
                file=iso(place.name)))

        def chosen(place: Path) -> None:
            acts.print_for_partner(self.session, referral.id, place, lambda: said(place), messages.show)

        name = f"referral-{datetime.date.today().isoformat()}.pdf"
        ask_save(self, _("Save a paper for the partner (PDF)"), name, [_("PDF files (*.pdf)")], chosen)

    def _keys(self) -> None:
        on_key(self, "Ctrl+T", self.browse.turn)
        on_key(self, "Ctrl+E", self.edit)
        on_key(self, QKeySequence.StandardKey.Save, self.save)
        on_key(self, "Escape", self.step_back)
        on_key(self, QKeySequence.StandardKey.Back, self.step_back)

    # The page

    def open(self, argument: object) -> None:
        """Take which need to show: {"need": id, "from": place}; {"new": member} begins one; nothing shows the list as it was left."""
        asked = argument if isinstance(argument, Mapping) else {}
        self._from = str(asked.get("from") or "")
        if asked.get("need"):
            self._turn_to(str(asked["need"]))
            return
        self._to_browse()
        self.browse.wants_mark = True
        if asked.get("new"):
            self.forms.begin(Need(member=str(asked["new"])))

    def place(self) -> object:
        return {"need": self.need_id, "from": self._from} if self.need_id else None

    def first_focus(self) -> QWidget | None:
        if self.forms.is_up():
            return self.forms.form
        return self.view.status if self.stack.currentWidget() is self.view else self.browse.first_focus()

    def about(self) -> str | None:
        return self._member() or None

    def refresh(self) -> None:
        """Read anew what is shown; what is being typed stays."""
        if self.need_id:
            wanted = self.need_id
            self.session.jobs.read(lambda library: one.read(library, wanted), lambda found: self._take(wanted, found))
        else:
            self.browse.look_for()

    def leave(self) -> None:
        """Keep what was typed into the form and no passphrase, and close what is sensitive."""
        self.browse.list.close_panel()
        self.forms.put_in_safety()
        self.view.gate.reset()
        if self.opened_up and self.contents is not None:
            self.opened_up = False
            self.view.show_need(self.contents, opened_up=False)

    def standing(self) -> dict[str, Any]:
        kept = super().standing() | {"view": self.browse.shows(), "marked": self.browse.marked_id(), "list": self.browse.list.standing()}
        if self.stack.currentWidget() is self.view and self.view.is_referring():
            kept |= {"referring": True, "half": self.view.form.raw()}
        return kept | self.forms.standing()

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        self.browse.list.restore(kept["list"])
        self.browse.choose_view(str(kept["view"]), focus=False)
        if "record" in kept:
            if self.forms.is_up():
                return super().stand_again(kept)
            self.forms.stand_again(kept)
            return False
        if self.need_id and self.contents is None:
            return False
        if "referring" in kept and self.contents is not None:
            self.view.refer_again(kept["half"] or {})
        elif not self.need_id:
            if not (self.browse.model.settled and self.browse.model.has_answer):
                return False
            self.browse.mark(str(kept["marked"]))
        return super().stand_again(kept)

    def retranslate(self) -> None:
        super().retranslate()
        for part in (self.browse, self.view, self.forms.form):
            part.retranslate()

    # Going from one to the other

    def show_need(self, need_id: str) -> None:
        """Open a need."""
        self._turn_to(need_id)
        self.refresh()

    def _turn_to(self, need_id: str) -> None:
        if need_id != self.need_id:
            self._keep_half()
            self.need_id, self.contents, self.opened_up = need_id, None, False
            self.view.forget()
            self.view.setEnabled(False)
        self.forms.form.close_record()
        self.heading.hide()
        self.browse.move_line.hide()
        self.stack.setCurrentWidget(self.view)

    def _take(self, wanted: str, found: NeedContents | None) -> None:
        if wanted != self.need_id:
            return
        if found is None:
            self._half_referrals.pop(wanted, None)
            self.view.form.hide()
            self._to_browse()
            self.browse.look_for()
            return
        fresh, self.contents = self.contents is None, found
        self.view.setEnabled(True)
        self.view.volunteer = self.session.volunteer
        self.view.show_need(found, opened_up=self.opened_up)
        if fresh and wanted in self._half_referrals:
            self.view.refer_again(self._half_referrals.pop(wanted))
        if fresh and self.isVisible() and self.stack.currentWidget() is self.view:
            self.view.take_focus()

    def _keep_half(self) -> None:
        """A referral that is being filled in waits at its need; only Escape, or sending it, ends it."""
        if self.need_id and self.stack.currentWidget() is self.view and self.view.is_referring():
            self._half_referrals[self.need_id] = self.view.form.raw()

    def _to_browse(self) -> None:
        self._keep_half()
        self.need_id, self.contents, self.opened_up = "", None, False
        self.forms.form.close_record()
        self.view.forget()
        self._fit()
        self.stack.setCurrentWidget(self.browse)

    def to_view(self, member: str = "") -> None:
        """Out of the form: to the need, to the person for whom a new one was begun, or to the list."""
        self.forms.form.close_record()
        if self.need_id:
            self.stack.setCurrentWidget(self.view)
            self.view.status.setFocus()
            return
        self._to_browse()
        if self._from == "member" and member:
            self.go.emit("member", member)

    def step_back(self) -> None:
        """Escape: out of the form, the question about a referral, the need, to where it was opened from."""
        shown = self.stack.currentWidget()
        if self.forms.is_up():
            self.forms.leave_form()
        elif shown is self.browse:
            self.browse.step_back()
        elif self.view.is_referring():
            self.view.close_form()
        else:
            self._leave_need()

    def _leave_need(self) -> None:
        back, member = self._from, self._member()
        self.browse.marked, self.browse.wants_mark = self.need_id, True
        self._to_browse()
        if back == "member" and member:
            self.go.emit("member", member)
        else:
            self.browse.look_for()
            self.browse.mark(self.browse.marked)

    # Acts

    def _member(self) -> str:
        return self.contents.member.id if self.contents is not None else ""

    def _category(self) -> str:
        return self.contents.need.category or "" if self.contents is not None else ""

    def _move(self, line: NeedLine, status: str) -> None:
        def moved(_changes: object) -> None:
            if status == "unmet" and self.isVisible():  # its page offers the reasons; nothing is required
                self.show_need(line.id)

        acts.move(self.session, line.id, line.category, status, moved)

    def _set_status(self, status: str, why: str) -> None:
        if self.contents is not None:
            people.set_need_status(self.session, self.contents.need, status, why)

    def _later(self) -> None:
        if self.contents is not None:
            acts.postpone(self.session, self.need_id, self._category(), self.contents.need.due or "")

    def _refer(self, referral: Referral, asked: acts.Asked | None, code: str, check: FollowUp | None) -> None:
        acts.refer(self.session, referral, asked, code, check, lambda _changes: self.view.close_form(), messages.show)

    def open_up(self, reason: str) -> None:
        """Open what is sensitive, once the reason stands in the access log."""
        wanted, member = self.need_id, self._member()

        def opened() -> None:
            if wanted == self.need_id and self.contents is not None:
                self.opened_up = True
                self.view.show_need(self.contents, opened_up=True)
                self.forms.form.open_sensitive()

        if member:
            rights.open_sensitive(self.session, member, reason, opened)

    def edit(self) -> None:
        """Open every field of the need."""
        if self.need_id and self.stack.currentWidget() is self.view:
            self.forms.load(self.need_id)

    def save(self) -> None:
        """Ctrl+S: keep what is open."""
        if self.forms.is_up():
            self.forms.save()
        elif self.stack.currentWidget() is self.view:
            self.view.save()

    # The size of the window

    def _fit(self) -> None:
        self.heading.setVisible(self.stack.currentWidget() is self.browse and not self.need_id and self.height() >= theme.scaled(LOW))
        self.browse.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "forms"):
            self._fit()
