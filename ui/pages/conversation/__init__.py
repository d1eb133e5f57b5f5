"""The intake: one conversation in six steps, two languages side by side, nothing kept before the person says yes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from locales import N_, _, current, iso, member_words
from models.errors import Trouble
from storage.drafts import Half
from ui import controls, messages
from ui.events import events
from ui.operations.conversation import Begun, Saved, begin, decline, save_conversation, throw_draft
from ui.pages.conversation.about import AboutStep, is_asked
from ui.pages.conversation.around import Around
from ui.pages.conversation.consent import ConsentStep
from ui.pages.conversation.draft import Collected, DraftKeeper, bring_back, where
from ui.pages.conversation.frame import TurnedScreen
from ui.pages.conversation.gives import GivesStep
from ui.pages.conversation.intake import STEPS, TOGETHER, Intake, Raw, is_empty
from ui.pages.conversation.needs import NeedsStep
from ui.pages.conversation.records import problems, records
from ui.pages.conversation.refit import refit, said_of
from ui.pages.conversation.review import ReviewStep
from ui.pages.conversation.step import Setting, Step, asked_in, second_column
from ui.pages.conversation.story import StoryStep
from ui.pages.conversation.watching import Watching
from ui.session import Session
from ui.widgets.keys import combination
from ui.widgets.reading_order import put_in_order
from ui.widgets.side_by_side import leading

__all__ = ["ConversationPage"]

MAKERS: dict[str, type[Step]] = {"consent": ConsentStep, "about": AboutStep, "story": StoryStep, "needs": NeedsStep,
                                 "gives": GivesStep, "review": ReviewStep}


class ConversationPage(Around):
    """Opened with None (a new person), a draft's id, or {"member": id} (somebody the association knows)."""

    help_msg = N_("Alt+Right goes on, Alt+Left goes back, Ctrl+S saves, Ctrl+T turns the screen to the member. What you type is kept as you type.")
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.intake: Intake | None = None
        self.setting: Setting | None = None
        self.steps: dict[str, Step] = {}
        self.now = ""
        self._saved_member = ""
        self._following: Raw | None = None
        """The sitting that goes on once somebody's part of it is saved: whoever is opened next belongs to it."""
        self._volunteers: tuple[str, ...] = ()
        self._saving = self._prints = False
        self._left = False
        self._turned: TurnedScreen | None = None
        self._focus_before: QWidget | None = None
        self.drafts = DraftKeeper(session, self._collect, self)
        self._connect()
        self._bind()
        self.retranslate()

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_step)
        self.top.language_picked.connect(self._language_picked)
        self.top.interpreter_changed.connect(self._interpreter_changed)
        self.top.turn.clicked.connect(self.turn_screen)
        self.group.alone.connect(self._leave_group)
        self.finished.again.connect(lambda: self.go.emit("conversation", None))
        self.finished.following.connect(self._next_person)
        self.finished.known.connect(lambda: self.go.emit("people", None))
        self.finished.record.connect(lambda: self.go.emit("member", self._saved_member))
        self.finished.receipt.connect(self.print_receipt)
        self.finished.home.connect(lambda: self.go.emit("home", None))
        self.back.clicked.connect(lambda: self.step_by(-1))
        self.later.clicked.connect(self.leave_for_now)
        self.next.clicked.connect(self._next_pressed)
        self.whole.stacks.connect(lambda _stacked: self.seat_head(self.steps.get(self.now)))

    def _bind(self) -> None:
        for keys, act in (
            ("Alt+Left", lambda: self.step_by(-1)), ("Alt+Right", lambda: self.step_by(1)), ("Ctrl+Return", self._next_pressed),
            ("Ctrl+Enter", self._next_pressed), ("Ctrl+S", self.save), ("Alt+A", self._all_said), ("Ctrl+T", self.turn_screen),
            ("Ctrl+I", self.top.ask_interpreter),
            ("Ctrl+Shift+X", self._turn_direction), ("Ctrl+Shift+Q", lambda: self._mark("quote")),
            ("Ctrl+Shift+O", lambda: self._mark("person")), ("Ctrl+Shift+N", lambda: self._mark("need")),
            ("Ctrl+P", self.print_receipt),
        ):
            shortcut = QShortcut(combination(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # beginning --------------------------------------------------------------------------------------------------------

    def open(self, argument: object) -> None:
        if not self._left or self.drafts.waits:  # what was left is safe, and may have been changed since: it was found whose record it is
            self.leave()
        self._left = False
        draft_id = argument if isinstance(argument, str) else None
        member_id = str(argument["member"]) if isinstance(argument, Mapping) and argument.get("member") else None
        if member_id is None or (self._following or {}).get("day") != datetime.date.today().isoformat():
            self._following = None
        self._begin(draft_id=draft_id, member_id=member_id)

    def _begin(self, *, draft_id: str | None = None, member_id: str | None = None) -> None:
        others = self._following["others"] if self._following is not None else ()
        begin(self.session, self._begun, draft_id=draft_id, member_id=member_id, others=others)

    def _next_person(self) -> None:
        """Somebody else of the same sitting, whom the association doesn't know yet."""
        if self._following is not None:
            self._begin()

    def place(self) -> object:
        """The draft that waits in the vault, once the person said yes to being kept; before any change, whom it is about."""
        if self.intake is None or not self.intake.may_be_kept:
            return None
        if self.drafts.begun:
            return self.intake.id
        return {"member": self.intake.member_id} if self.intake.known else None

    def _begun(self, begun: Begun) -> None:
        self.setting = Setting(begun.association, begun.fields, begun.needs)
        kept = begun.draft.data if begun.draft is not None else {}
        following, self._following = self._following, None
        if begun.draft is not None and kept:
            intake = Intake.from_draft(kept.get("intake", {}))
            intake.member_id = begun.draft.member or intake.member_id  # the person's record may have been joined to another since
            if intake.known and begun.member is not None:
                intake.look_again(begun.member, begun.consents, begun.fields["member"])
            refit(intake, begun.fields)
        else:
            known = begun.member is not None
            intake = Intake.with_known(begun.member, begun.consents, begun.fields["member"]) if known else Intake()  # type: ignore[arg-type]
            if following is not None:
                intake.join(following)
        self._volunteers = begun.volunteers
        self._start(intake, str(kept.get("step", STEPS[0])), dict(kept.get("place", {})), begun.group)

    def _start(self, intake: Intake, step: str, place: dict[str, Any], group: Sequence[tuple[str, str]]) -> None:
        self._clear()
        self.intake = intake
        self.foot.show()
        self.top.show()
        self.list.show()
        self.group.show_others(group if intake.group else (), mode=intake.mode)
        self.top.tongue.set_code(intake.language)
        self.top.set_interpreter(intake.conversation, self._volunteers, wanted=intake.about.get("interpreter") is True)
        self.top.retranslate(intake.language)
        self._say_leftovers()
        self.show_step(step if step in STEPS else STEPS[0])
        self.drafts.begun = bool(place)
        if place.get("focus") and self.steps[self.now].go_to(str(place["focus"])):
            shown = self.steps[self.now]
            bring_back(shown, shown.findChild(QWidget, str(place["focus"])), place)

    def _say_leftovers(self) -> None:
        """Answers that no longer fit their questions, for the questions were changed while the draft waited."""
        found = self.intake is not None and self.setting is not None
        said = said_of(self.intake.leftovers, self.setting.fields, current()) if found else ""  # type: ignore[union-attr]
        self.leftovers.setText(said)
        self.leftovers.setVisible(bool(said))
        leading(self.leftovers, current())

    def _leave_group(self) -> None:
        """This conversation is nobody's part of a group after all."""
        if self.intake is not None:
            self.intake.group, self.intake.others = "", []
            self.group.show_others((), mode=self.intake.mode)
            put_in_order(self)
            self.focus_step()
            self.drafts.touch()

    def _clear(self) -> None:
        self.drafts.forget()
        gone, self.steps, self.now = self.steps, {}, ""
        self.seat_head(None)
        for step in gone.values():
            self.stack.removeWidget(step)
            step.deleteLater()

    # going about ------------------------------------------------------------------------------------------------------

    def _step(self, name: str) -> Step:
        """A step, built when it is first seen."""
        found = self.steps.get(name)
        if found is None:
            assert self.intake is not None and self.setting is not None
            found = self.steps[name] = MAKERS[name](self.intake, self.setting)
            found.changed.connect(self._changed)
            if isinstance(found, ConsentStep):
                found.declined.connect(self._declined)
                found.kept.connect(self._show_states)
            elif isinstance(found, StoryStep):
                found.needed.connect(self._need_made)
            elif isinstance(found, AboutStep):
                found.language_chosen.connect(self._language_from_about)
                Watching(self, found)
            elif isinstance(found, ReviewStep):
                found.change.connect(self._go_to)
                found.with_receipt.connect(self.print_receipt)
            self.stack.addWidget(found)
            found.retranslate(current(), second_column(self.intake))
        return found

    def show_step(self, name: str) -> None:
        """Show a step with the keyboard in it. Before the person's yes there is only the first."""
        if self.intake is None:
            return
        self._store()
        if not self.intake.may_be_kept:
            name = STEPS[0]
        self.top.close_line()
        step = self._step(name)
        if isinstance(step, ReviewStep):
            step.load()
        if isinstance(step, StoryStep):
            step.tell_consent()
        self.now = name
        self.stack.setCurrentWidget(step)
        self.seat_head(step)
        self._show_states()
        self._name_foot()
        put_in_order(self)
        self.focus_step()
        if self.drafts.begun:
            self.drafts.touch()  # the place is part of the draft

    def focus_step(self) -> None:
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.whole.stacked and self.now in self.steps:  # the head is laid out anew first, and would stand before what is asked
                step = self.steps[self.now]
                QTimer.singleShot(0, step, lambda: step.ensureWidgetVisible(target, 0, 60))

    def first_focus(self) -> QWidget | None:
        if self.intake is None:
            return None
        return self.steps[self.now].first() or self.next

    def step_by(self, by: int) -> None:
        """The step before or after; beyond the ends there is none."""
        if self.intake is None:
            return
        place = STEPS.index(self.now) + by
        if 0 <= place < len(STEPS):
            self.show_step(STEPS[place])

    def _next_pressed(self) -> None:
        if self.now == STEPS[-1]:
            self.save()
        else:
            self.step_by(1)

    def _go_to(self, step: str, place: str) -> None:
        self.show_step(step)
        self.steps[step].go_to(place)

    def _show_states(self) -> None:
        if self.intake is None:
            return
        states = {name: self.steps[name].state() if name in self.steps else self._state_unseen(name) for name in STEPS}
        self.list.show_states(self.now, states, frozenset(STEPS if self.intake.may_be_kept else STEPS[:1]))
        label = self.intake.about.get("label")
        self.who.setText(iso(label) if isinstance(label, str) and label.strip() else self.intake.code)
        self.who.setVisible(bool(self.who.text()))
        self.next.setEnabled(self.intake.may_be_kept and not self._saving)

    def _state_unseen(self, name: str) -> str:
        """The sign of a step that wasn't built yet in this sitting (a draft came back)."""
        assert self.intake is not None and self.setting is not None
        rows = {"needs": self.intake.needs, "gives": self.intake.gives}.get(name)
        if rows is not None:
            return str(sum(not is_empty(each) for each in rows) or "")
        if name == "about":
            return str(sum(is_asked(each) for each in self.setting.fields["member"] if each.name in self.intake.about) or "")
        if name == "story":
            return "✓" if str(self.intake.story.get("text") or "").strip() else ""
        return "✓" if name == "consent" and self.intake.may_be_kept else ""

    # language ---------------------------------------------------------------------------------------------------------

    def _language_picked(self, code: str) -> None:
        if self.intake is not None:
            self.intake.language_by_hand = bool(code)
            self._speak(code)

    def _interpreter_changed(self) -> None:
        """Who interprets may change at any moment; what is kept at the end is who did last."""
        if self.intake is not None:
            kept = {name: raw for name, raw in self.intake.conversation.items() if name not in ("interpreter", "interpreter_name")}
            self.intake.conversation = {**kept, **self.top.raw()}
            put_in_order(self)
            self.drafts.touch()

    def _language_from_about(self, code: str) -> None:
        if self.intake is not None and not self.intake.language_by_hand and code != self.intake.language:
            self.top.tongue.set_code(code)
            self._speak(code)

    def _speak(self, code: str) -> None:
        """The member's language is known: the second column, the person's own language and the story's follow."""
        assert self.intake is not None
        before, self.intake.language = self.intake.language, code
        about, story = self.steps.get("about"), self.steps.get("story")
        liked = self.intake.about.get("preferred_language")
        if liked in (None, before) and code and not self.intake.before.get("preferred_language"):
            self.intake.about["preferred_language"] = code
            if isinstance(about, AboutStep):
                about.follow_language(code)
        if isinstance(story, StoryStep):
            story.follow_language(before)
        self.retranslate()
        self.drafts.touch()

    def retranslate(self) -> None:
        super().retranslate()
        self.top.retranslate(self.intake.language if self.intake is not None else "")
        self.list.retranslate()
        self.group.retranslate()
        self._say_leftovers()
        self.finished.retranslate()
        self.back.setText(_("Back (Alt+Left)"))
        self.later.setText(_("Leave it for now"))
        self._name_foot()
        if self.intake is not None:
            member = second_column(self.intake)
            for step in self.steps.values():
                step.retranslate(current(), member)
            put_in_order(self)  # some of a step is made anew with its words

    def _name_foot(self) -> None:
        self.next.setText(_("Save (Ctrl+S)") if self.now == STEPS[-1] else _("Next (Alt+Right)"))
        self.back.setEnabled(self.now != STEPS[0])

    # keeping ----------------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        if self.now in self.steps:
            self.steps[self.now].store()
        self._show_states()
        put_in_order(self)
        self.drafts.touch()

    def _store(self) -> None:
        for step in self.steps.values():
            step.store()

    def _collect(self) -> Collected | None:
        """The draft; None before the person's yes, when nothing goes into the vault."""
        if self.intake is None or self._saving:
            return None
        self._store()
        if not self.intake.may_be_kept:
            return None
        place = where(self.steps[self.now], f"{self.now}.", controls.keyboard())
        data = {"intake": self.intake.as_draft(), "step": self.now, "place": place, "open": "" if self._left else self.session.volunteer_id}
        return self.intake.id, data, self.now, self.intake.member_id if self.intake.known else None

    def leave(self) -> None:
        """Keep what was typed, and that the volunteer went elsewhere: after a crash only an open conversation comes up by itself."""
        self._turn_back()
        self._left = True
        if self.drafts.begun:
            self.drafts.touch()
        self.drafts.keep_now()

    def is_listening(self) -> bool:
        return self.intake is not None

    def spoken(self) -> str:
        return self.intake.language if self.intake is not None else ""

    def halves(self) -> list[Half]:
        return self.drafts.half()

    def about(self) -> str | None:
        return self.intake.member_id if self.intake is not None and self.intake.known else None

    def standing(self) -> dict[str, Any]:
        """Besides the draft the line above, and the sitting of a group: before the person's yes no word of theirs goes into the vault."""
        kept = {"top": controls.capture(self.top), "language": self.top.tongue.code(), "interpreter": self.top.raw()}
        if self._following is not None:
            kept["sitting"] = self._following
        elif self.intake is not None and self.intake.group:
            kept["sitting"] = self.intake.sitting(kept=False)
        return kept

    def stand_again(self, kept: Mapping[str, Any]) -> bool:
        if self.intake is None:
            return False
        if kept.get("sitting") and not self.intake.group and not self.drafts.begun:
            self._following = dict(kept["sitting"])
            self._begin(member_id=self.intake.member_id if self.intake.known else None)
            return False
        controls.bring_back(self.top, kept["top"])
        if not self.drafts.begun:
            self.top.tongue.set_code(str(kept.get("language", "")))
            self._language_picked(self.top.tongue.code())
            self.top.set_interpreter(kept.get("interpreter", {}), self._volunteers, wanted=False)
            self._interpreter_changed()
            self.drafts.forget()
        return True

    def leave_for_now(self) -> None:
        """Go home; the draft waits there."""
        self.leave()
        self.go.emit("home", None)

    # the end ----------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep everything of this sitting; what stands in the way is listed on top of the review and said at its input."""
        if self.intake is None or self.setting is None or self._saving:
            return
        self._store()
        found = problems(self.intake, self.setting.fields, current())
        for step in self.steps.values():
            step.clear_problems()
        if found:
            for each in found:
                self._step(each.step).show_problem(each.place, each.sentence)
            self.show_step("review")
            review = self.steps.get("review")
            if isinstance(review, ReviewStep):
                review.show_problems(found)
                put_in_order(self)
            return
        messages.clear()
        if self.intake.mode in TOGETHER:
            self.intake.sit_together()
        self.drafts.keep()  # a lock while it is saved finds everything kept
        self._set_saving(True)
        intake, setting = self.intake, self.setting
        save_conversation(self.session, intake.id, intake.member_id,
                          lambda before, needs: records(intake, setting.fields, setting.association, before, needs), self._saved, self._not_saved)

    def print_receipt(self) -> None:
        """In the review: save, then print what the person agreed to; once it is saved: print it."""
        if self.now == "review":
            self._prints = True
            self.save()
            self._prints = self._saving
        elif self.intake is None and self._saved_member:
            from ui.printing import print_receipt

            print_receipt(self, self.session, self._saved_member)

    def _set_saving(self, on: bool) -> None:
        self._saving = on
        self.whole.setEnabled(not on)
        self._show_states()

    def _saved(self, saved: Saved) -> None:
        self._set_saving(False)
        self._saved_member = saved.member_id
        if self.intake is not None and self.intake.group:
            self._following = self.intake.sitting(kept=True)
        self._end()
        self.finished.show_saved(saved.code, group=self._following is not None)
        if self._prints:
            self._prints = False
            self.print_receipt()

    def _not_saved(self, trouble: Trouble) -> None:
        """Everything stays as it is, and in the draft."""
        self._set_saving(False)
        self._prints = False
        messages.show(trouble)
        self.focus_step()
        self.drafts.touch()

    def _declined(self) -> None:
        if self.intake is not None:
            draft_id = self.intake.id
            if self.intake.mode in TOGETHER:
                self.intake.sit_together()
            if self.intake.group:
                self._following = self.intake.sitting(kept=False)
            self.drafts.forget()
            decline(self.session, draft_id, self._stopped)

    def _stopped(self) -> None:
        self._saved_member = ""
        self._end()
        self.finished.show_declined(group=self._following is not None)

    def _end(self) -> None:
        self.stack.setCurrentWidget(self.finished)
        self._clear()
        self.intake = None
        for part in (self.foot, self.top, self.list, self.who, self.group, self.leftovers):
            part.hide()

    def throw_away(self) -> None:
        """Let this conversation go without keeping anything of it."""
        if self.intake is not None:
            draft_id = self.intake.id
            self._end()
            throw_draft(self.session, draft_id, lambda: self.go.emit("home", None))

    # keys of one step -------------------------------------------------------------------------------------------------

    def _all_said(self) -> None:
        step = self.steps.get(self.now)
        if isinstance(step, ConsentStep):
            step.all_said()

    def _turn_direction(self) -> None:
        step = self.steps.get(self.now)
        if isinstance(step, StoryStep):
            step.turn_direction()

    def _mark(self, wish: str) -> None:
        step = self.steps.get(self.now)
        if isinstance(step, StoryStep):
            step.mark(wish)

    def _need_made(self) -> None:
        """A need was made of words of the story: its row is there when the step is opened."""
        step = self.steps.get("needs")
        if step is not None:
            step.load()
        self._show_states()

    def turn_screen(self) -> None:
        """Show the present question alone, large, in the member's language (Ctrl+T)."""
        if self.intake is None or self._turned is not None:
            return
        self._store()
        code = asked_in(self.intake)
        self._focus_before = QApplication.focusWidget()
        self._turned = TurnedScreen(self.window(), self.steps[self.now].turned(member_words(code)), code)
        self._turned.back.connect(self._turn_back)
        events.covered.connect(self._turned.back)

    def _turn_back(self) -> None:
        if self._turned is not None:
            self._turned.hide()
            self._turned.deleteLater()
            self._turned = None
            if self._focus_before is not None:
                self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
