"""A member's page: consents, what happened, needs, quotes, what the person gives, and the record to edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from locales import N_
from models.attachment import Attachment
from models.consent import CLOSING, GIVEN, Consent
from models.contribution import Contribution
from models.errors import Trouble
from models.need import Need
from models.quote import Quote
from models.record import Record
from models.registry import BY_TYPE
from storage.changes import Changes
from storage.library import Library
from ui import messages
from ui.operations import people as acts
from ui.pages import Page
from ui.pages.member import contents as person
from ui.pages.member.another import Another
from ui.pages.member.attaching import Attaching
from ui.pages.member.contents import Contents, day_of
from ui.pages.member.farewell import Farewell
from ui.pages.member.opening import Opening
from ui.pages.member.overview import Overview
from ui.pages.member.person_history import PersonHistory
from ui.pages.member.record_form import Opened, RecordForm
from ui.pages.member.rights import Rights
from ui.pages.member.sensitive import RESUMED
from ui.pages.member.serving import Serving
from ui.pages.member.story import StoryReader
from ui.session import Session
from ui.widgets.keys import on_key

__all__ = ["MemberPage"]

ANSWERED = frozenset({GIVEN, *CLOSING})


class MemberPage(Page):
    """One person. Nothing of the person stays in memory once the person is gone or hidden."""

    help_msg = N_("Everything kept about one person. F4 asks about consent, F7 shows the person’s rights, Ctrl+P prints a receipt, Ctrl+E edits "
                  "the record, Ctrl+H shows everything that happened, Escape goes back.")
    SHOWS = frozenset({"member", "consent", "conversation", "story", "quote", "need", "referral", "contribution", "attachment", "question",
                       "partner", "quoted"})
    SCROLLS = False
    WIDTH = 0

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.member_id = ""
        self.contents: Contents | None = None
        self._looked_for_half = self._brought_back = False
        self._wants_rights = self._wants_asking = False
        self.overview, self.record, self.story = Overview(), RecordForm(), StoryReader()
        self.rights, self.farewell = Rights(), Farewell()
        self.stack = QStackedWidget()
        self.history = PersonHistory(session)
        for part in (self.overview, self.record, self.story, self.history, self.rights, self.farewell):
            self.stack.addWidget(part)
        self.attaching = Attaching(session, self.overview.attachments, self.stack, self.to_overview, lambda record_id: self._load_record(record_id))
        self.body.addWidget(self.stack, 1)
        self.opening = Opening(self)
        self._connect()
        self.serving = Serving(self)
        self.another = Another(self)
        self._keys()
        self.retranslate()

    def _connect(self) -> None:
        view = self.overview
        view.header.back.connect(lambda: self.go.emit("people", None))
        view.header.edit.connect(self.edit_member)
        view.header.history.connect(self.opening.show_history)
        view.header.receipt.connect(self.print_receipt)
        self.history.back.connect(self.to_overview)
        view.header.conversation.connect(lambda: self.go.emit("conversation", {"member": self.member_id}))
        view.consent_line.ask.connect(self.ask)
        view.panel.left.connect(self._leave_panel)
        view.panel.answered.connect(self._answered)
        view.timeline.opened.connect(self.open_record)
        view.needs.opened.connect(self._go_to_need)
        view.needs.moved.connect(lambda need, status, why: acts.set_need_status(self.session, need, status, why))
        view.needs.add.connect(lambda: self._add(Need(member=self.member_id)))
        view.gives.opened.connect(lambda record_id: self.open_record("contribution", record_id))
        view.gives.add.connect(lambda: self._add(Contribution(member=self.member_id)))
        view.quotes.opened.connect(self._open_quote)
        view.quotes.edited.connect(lambda record_id: self.open_record("quote", record_id))
        view.timeline.binned.connect(self._put_in_bin)
        for part in (view.needs, view.gives, view.quotes):
            part.binned.connect(lambda record: acts.bin_record(self.session, record))
        self.record.kept.connect(self._keep_record)
        self.record.binned.connect(self._bin_opened)
        self.record.left.connect(self._leave_record)
        self.story.back.connect(self.to_overview)
        self.story.work.connect(lambda record_id: self.go.emit("stories", record_id))
        self.story.edit.connect(lambda record_id: self._load_record(record_id))
        self.story.marked.connect(self._mark)
        self.story.binned.connect(self._bin_opened)

    def _keys(self) -> None:
        on_key(self, "F4", self.ask)
        on_key(self, "F7", self.serving.open)
        on_key(self, "Ctrl+E", self.edit_member)
        on_key(self, "Ctrl+H", self.opening.show_history)
        on_key(self, "Ctrl+P", self.print_receipt)
        on_key(self, QKeySequence.StandardKey.Save, self.save)
        on_key(self, "Escape", self.step_back)
        on_key(self, QKeySequence.StandardKey.Back, self.step_back)

    # The page

    def open(self, argument: object) -> None:
        """Take a member's id, or what names it and asks for their rights. Another person's half-typed words were put in safety by `leave`."""
        self._wants_rights = isinstance(argument, dict) and bool(argument.get("rights"))
        self._wants_asking = isinstance(argument, dict) and bool(argument.get("ask"))
        if isinstance(argument, dict):
            argument = argument.get("member")
        if isinstance(argument, str) and argument != self.member_id:
            self.member_id, self.contents, self._looked_for_half = argument, None, False
            self.opening.close()
            self.record.close_record()
            self.attaching.drop()
            self.another.forget()
            self.overview.close_panel()
            self.overview.setEnabled(False)
            self.stack.setCurrentWidget(self.overview)

    def place(self) -> object:
        return self.member_id

    def first_focus(self) -> QWidget | None:
        return self.record if self.stack.currentWidget() is self.record else self.overview.consent_line.button

    def refresh(self) -> None:
        """Read the person anew; what is being typed stays."""
        wanted = self.member_id
        if not wanted:
            return

        self.session.jobs.read(lambda library: person.read(library, wanted), lambda contents: self._take(wanted, contents))

    def _take(self, wanted: str, contents: Contents | None) -> None:
        if wanted != self.member_id:
            return
        if contents is None:
            self.gone()
            return
        had = self.overview.isEnabled()
        self.contents = contents = replace(contents, opened=self.opening.is_open)
        self.overview.setEnabled(True)
        self.overview.show_person(contents)
        self.attaching.show_person(contents)
        self.another.look(contents.member)
        if not had and self.isVisible() and self.stack.currentWidget() is self.overview:
            self.overview.consent_line.button.setFocus()
        if self.story.story is not None:
            self._show_story(self.story.story.id)
        if self._wants_rights:
            self._wants_rights = False
            self.serving.open()
        elif self.stack.currentWidget() is self.rights:
            self.rights.show_person(contents)
        if self._wants_asking:
            self._wants_asking = False
            self.ask()
        if not self._looked_for_half:
            self._looked_for_half = True
            acts.find_half(self.session, wanted, self._half_found)

    def gone(self) -> None:
        """The person was erased or hidden: forget what was shown and go back to the list."""
        self.member_id, self.contents = "", None
        self.another.forget()
        self.record.close_record()
        self.story.story = None
        self.history.forget()
        self.attaching.drop()
        for part in (self.rights, self.farewell, self.overview):
            part.forget_person()
        self.stack.setCurrentWidget(self.overview)
        self.opening.close()
        self.go.emit("people", None)

    def leave(self) -> None:
        """Keep what was typed: whole answers as such, and half-typed ones as they stand. What is sensitive is closed again."""
        self._keep_typed()
        if self.opening.is_open:
            self.to_overview()
            self.opening.close()

    def _keep_typed(self) -> None:
        opened = self.record.opened
        self.attaching.reader.viewer.sound.pause()
        if self.stack.currentWidget() is self.attaching.form and self.attaching.form.half_typed():
            acts.keep_half(self.session, self.member_id, Attachment(), self.attaching.form.raw())
        if self.stack.currentWidget() is not self.record or opened is None or not self.record.dirty():
            return
        record = self.record.keepable()
        if self.record.has_wrong() or record is None:
            acts.keep_half(self.session, self.member_id, opened.record, self.record.raw())
            self._looked_for_half = False
        elif record is not None:
            acts.save_left(self.session, record)
        self.to_overview()

    def about(self) -> str | None:
        return self.member_id or None

    def spoken(self) -> str:
        said = self.contents.member.preferred_language if self.contents is not None else None
        return said if isinstance(said, str) else ""

    def standing(self) -> dict[str, Any]:
        """Which record, story or panel is open, and every letter of a form that isn't kept yet."""
        kept = super().standing()
        opened, shown = self.record.opened, self.stack.currentWidget()
        if shown is self.record and opened is not None:
            kept |= {"record": opened.record.id, "type": opened.record.TYPE, "half": self.record.raw() if self.record.dirty() else None}
        elif shown is self.story and self.story.story is not None:
            kept["story"] = self.story.story.id
        elif shown is self.rights:
            kept["rights"] = True
        elif self.overview.panel.isVisibleTo(self.overview):
            kept |= {"panel": True, "half": self.overview.panel.answers()}
        return kept | self.attaching.standing()

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        if self.contents is None:
            return not self.member_id
        if "record" in kept and not (self.stack.currentWidget() is self.record and self._brought_back):
            self._brought_back = True
            if kept["record"]:
                self._load_record(str(kept["record"]), kept["half"])
            else:
                self._add(self._begun(kept["type"], kept["half"] or {}), kept["half"])
            return False
        self._brought_back = False
        if "story" in kept:
            self.open_record("story", str(kept["story"]))
        elif "rights" in kept:
            self.serving.open()
        elif "panel" in kept:
            self.ask()
        else:
            self.attaching.stand_again(kept)
        return super().stand_again(kept)

    def retranslate(self) -> None:
        super().retranslate()
        for part in (self.overview, self.record, self.story, self.history, self.rights, self.farewell,
                     self.attaching.form, self.attaching.reader):
            part.retranslate()

    def print_receipt(self) -> None:
        """Print what the person agreed to, for the person."""
        if self.contents is not None and not self.contents.member.anonymous:
            from ui.printing import print_receipt

            print_receipt(self, self.session, self.member_id)

    # Consent

    def ask(self) -> None:
        """Open the panel that asks about consent, at its second line."""
        if self.contents is not None and self.stack.currentWidget() is self.overview:
            self.overview.open_panel(self.contents)

    def _answered(self, asked: acts.Asked) -> None:
        if self.contents is not None:
            acts.answer_consents(
                self.session, self.contents.member.id, asked.answers, asked.details, lambda _changes: self._leave_panel(),
                said=asked.said, months=asked.months,
            )

    def _leave_panel(self) -> None:
        if self.overview.panel.isVisible():
            self.overview.close_panel()
            self.overview.consent_line.button.setFocus()

    def _open_consent(self, record_id: str) -> None:
        """Open the last answer about a use, to be written down once more; an older one is history, and the person is asked anew."""
        told = self.contents.consents if self.contents is not None else ()
        event = next((each for each in told if each.id == record_id), None)
        last = next((each for each in reversed(told) if event is not None and each.use == event.use), None)
        if event is not None and event is last and event.value in ANSWERED:
            self._add(event.with_values({"id": "", "seen": None, "recorded_by": None}))
        else:
            self.ask()

    # Records

    def open_record(self, record_type: str, record_id: str) -> None:
        """Open what a line stands for: a story to be read, anything else as a form; of consents the last word about a use, to be corrected."""
        if record_type == "story":
            self._show_story(record_id)
            self.stack.setCurrentWidget(self.story)
            self.story.text.setFocus()
        elif record_type == "consent":
            self._open_consent(record_id)
        elif record_type == "attachment":
            self.attaching.open(record_id)
        elif record_type == "need":
            self._go_to_need(record_id)
        else:
            self._load_record(record_id)

    def _go_to_need(self, record_id: str) -> None:
        """A need has a page of its own, from which one comes back here."""
        self.go.emit("needs", {"need": record_id, "from": "member"})

    def edit_member(self) -> None:
        """Open the person's own record."""
        if self.contents is not None and self.stack.currentWidget() is self.overview:
            self._load_record(self.member_id)

    def _load_record(self, record_id: str, raw: Mapping[str, Any] | None = None) -> None:
        def work(library: Library) -> Opened:
            record = library.get(record_id)
            return Opened(record, library.fields(record.TYPE), library.history(record_id))

        self.session.jobs.read(work, lambda opened: self._show_record(opened, raw))

    def _add(self, record: Record, raw: Mapping[str, Any] | None = None) -> None:
        self.session.jobs.read(lambda library: Opened(record, library.fields(record.TYPE)), lambda opened: self._show_record(opened, raw))

    def _show_record(self, opened: Opened, raw: Mapping[str, Any] | None) -> None:
        if self.contents is None:
            return
        self.record.show_record(opened, self.contents.member.label or "", opened_up=self.opening.is_open)
        if raw is not None:
            if self.record.holds_closed(raw):  # it was typed when it was open
                self.opening.give(RESUMED, raw)
            self.record.set_raw(raw)
        self.stack.setCurrentWidget(self.record)
        self.record.focus()

    def _half_found(self, half: Mapping[str, Any] | None) -> None:
        """Bring back a form that was left half typed."""
        if half is None or self.contents is None or self.stack.currentWidget() is not self.overview:
            return
        if half["type"] == Attachment.TYPE and not half["id"]:
            self.attaching.add_again(half["raw"])
        elif half["id"]:
            self._load_record(str(half["id"]), half["raw"])
        else:
            self._add(self._begun(half["type"], half["raw"]), half["raw"])

    def _begun(self, record_type: str, raw: Mapping[str, Any]) -> Record:
        """A new record of the person as it was begun: of a consent, the use and the answer are known already."""
        known = {name: raw[name] for name in ("use", "value") if record_type == Consent.TYPE and name in raw}
        return BY_TYPE[record_type]().with_values({"member": self.member_id, **known})

    def save(self) -> None:
        """Ctrl+S: keep what is open."""
        if self.stack.currentWidget() is self.record:
            self.record.save()
        elif self.stack.currentWidget() is self.attaching.form:
            self.attaching.form.save()
        elif self.overview.panel.isVisible():
            self.overview.panel.save()

    def _keep_record(self, record: Record) -> None:
        def kept(_changes: Changes) -> None:
            acts.throw_half(self.session, self.member_id)
            self.to_overview()

        acts.save_record(self.session, record, kept, self._not_kept)

    def _not_kept(self, trouble: Trouble) -> None:
        """The form stays as it is; the sentence says what to do."""
        messages.show(trouble)

    def _leave_record(self) -> None:
        acts.throw_half(self.session, self.member_id)
        self.to_overview()

    def _put_in_bin(self, _record_type: str, record_id: str) -> None:
        """Put what a line of the timeline stands for in the bin."""
        record = self.contents.record(record_id) if self.contents is not None else None
        if record is not None:
            acts.bin_record(self.session, record)

    def _bin_opened(self, record: Record) -> None:
        """Put the record that is open in the bin."""
        self._leave_record()
        acts.bin_record(self.session, record)

    def to_overview(self) -> None:
        self.record.close_record()
        self.story.story = None
        self.history.forget()
        self.stack.setCurrentWidget(self.overview)
        self.overview.take_focus()

    def step_back(self) -> None:
        """Escape: out of the panel, the form, the story, the rights, the page, in this order."""
        if self.stack.currentWidget() is self.record:
            self._leave_record()
        elif self.stack.currentWidget() in (self.story, self.history, self.rights):
            self.to_overview()
        elif self.stack.currentWidget() is self.farewell:
            self.serving.open()
        elif self.stack.currentWidget() is self.attaching.form:
            self.attaching.leave_form()
        elif self.stack.currentWidget() is self.attaching.reader:
            self.attaching.close()
        elif self.overview.panel.isVisible():
            self._leave_panel()
        else:
            self.go.emit("people", None)

    # Stories

    def _show_story(self, record_id: str) -> None:
        contents = self.contents
        story = next((each for each in contents.stories if each.id == record_id), None) if contents is not None else None
        if story is not None and contents is not None:
            self.story.show_story(story, contents.member.label or "", day_of(story.told_on, story.conversation, contents))

    def _open_quote(self, quote: Quote) -> None:
        """Go on with a quote in its story; one that was approved is only shown there."""
        self.go.emit("stories", {"story": quote.story, "quote": quote.id if acts.next_state(quote.state) else ""})

    def _mark(self, story: Any, words: str) -> None:
        acts.mark_quote(self.session, story, words)


