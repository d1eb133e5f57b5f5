"""One person, two records: the pairs that may be, and two records side by side, to be joined or told apart."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from locales import N_
from models.errors import Trouble
from models.registry import PERSONAL
from storage.likeness import Pair
from ui import messages
from ui.operations import two_records as acts
from ui.operations.two_records import Beside
from ui.pages import Page
from ui.pages.two_records import begun
from ui.pages.two_records.beside import BesideView
from ui.pages.two_records.finding import FindingView
from ui.pages.two_records.pairs import PairsView
from ui.session import Session
from ui.widgets.keys import on_key

__all__ = ["TwoRecordsPage"]


class TwoRecordsPage(Page):
    """Opened with None (all pairs), {"this": id, "that": id}, {"this": id} to look for the other by hand, or {"draft": id, "that": id} for a
    conversation that isn't saved yet.

    "from" is "member" where one goes back to the member's page.
    """

    help_msg = N_("Two records that may be of one person. Choose answer by answer, then Ctrl+Enter joins them; Escape leaves them as they are.")
    SHOWS: ClassVar[frozenset[str]] = frozenset(each.TYPE for each in PERSONAL)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.stack = QStackedWidget()
        self.pairs, self.finding, self.beside = PairsView(), FindingView(session), BesideView()
        for part in (self.pairs, self.finding, self.beside):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack, 1)
        self._asked: dict[str, str] = {}
        self._awaited = False
        """Whether the keyboard waits for two records that are being read."""
        self.pairs.opened.connect(self._open_pair)
        self.pairs.parted.connect(lambda pair: acts.keep_apart(self.session, pair.this.id, pair.that.id))
        self.pairs.back.connect(lambda: self.go.emit("people", None))
        self.finding.chosen.connect(lambda other: self.go.emit("two-records", {**self._asked, "that": other}))
        self.finding.left.connect(self.step_back)
        self.beside.joined.connect(self.join)
        self.beside.parted.connect(self.part)
        self.beside.left.connect(self.step_back)
        self.beside.gate.given.connect(self._open_sensitive)
        on_key(self, "Ctrl+Return", self.beside.join_button.click)
        on_key(self, "Ctrl+Enter", self.beside.join_button.click)
        on_key(self, "Escape", self.step_back)
        self.retranslate()

    # The page

    def open(self, argument: object) -> None:
        self._asked = {str(name): str(value) for name, value in argument.items()} if isinstance(argument, dict) else {}
        self.beside.forget()
        self._awaited = "that" in self._asked
        self.stack.setCurrentWidget(self.beside if "that" in self._asked else self.finding if self._asked else self.pairs)
        if self._asked and "that" not in self._asked:
            self.finding.start()

    def place(self) -> object:
        return dict(self._asked) or None

    def about(self) -> str | None:
        return self._asked.get("that") or self._asked.get("this")

    def first_focus(self) -> QWidget | None:
        if self.stack.currentWidget() is self.finding:
            return self.finding.box
        return self.beside.first() if self.stack.currentWidget() is self.beside else self.pairs.first()

    def refresh(self) -> None:
        if "draft" in self._asked:
            acts.look_at_draft(self.session, self._asked["draft"], self._asked["that"], begun.member, self._take, self._gone)
        elif "that" in self._asked:
            acts.look(self.session, self._asked["this"], self._asked["that"], self._take, self._gone)
        elif not self._asked:
            acts.pairs(self.session, self._take_pairs)

    def _take(self, beside: Beside) -> None:
        self.beside.show_both(beside)
        if self._awaited and self.isVisible() and (first := self.beside.first()) is not None:
            first.setFocus()
        self._awaited = False

    def _take_pairs(self, found: tuple[Pair, ...]) -> None:
        self.pairs.show_pairs(found)

    def _gone(self, trouble: Trouble) -> None:
        """One of the two isn't there any more, or they are one already."""
        asked = self._asked
        self.step_back()
        if asked:
            messages.show(trouble)

    def retranslate(self) -> None:
        super().retranslate()
        self.pairs.retranslate()
        self.finding.retranslate()
        self.beside.retranslate()

    def leave(self) -> None:
        """What is sensitive is closed again."""
        self.beside.forget()

    # Acts

    def _open_pair(self, pair: Pair) -> None:
        self.go.emit("two-records", {"this": pair.this.id, "that": pair.that.id})

    def _open_sensitive(self, reason: str) -> None:
        from ui.operations.rights import open_sensitive

        beside = self.beside.shown
        if beside is not None:
            for side in (beside.this, beside.that)[: 1 if beside.draft is not None else 2]:
                open_sensitive(self.session, side.member.id, reason, self.beside.open_up)

    def join(self) -> None:
        """One record from now on; of a conversation, that it is with somebody who is known."""
        beside = self.beside.shown
        if beside is None:
            return
        if beside.draft is not None:
            data = begun.carried_over(beside, self.beside.chosen())
            acts.keep_draft(self.session, beside.draft, data, beside.this.member.id, self._to_conversation)
        else:
            asked, self._asked = self._asked, {}  # the pair is no pair any more: nothing is read of it while it is being joined

            def refused(trouble: Trouble) -> None:
                self._asked = asked
                messages.show(trouble)

            acts.join(self.session, beside.this.member.id, beside.that.member.id, self.beside.chosen(), self._joined, refused)

    def _joined(self, stays: str) -> None:
        self.go.emit("member", stays)

    def part(self) -> None:
        """Two people: remembered, and not asked again."""
        beside = self.beside.shown
        if beside is None:
            return
        if beside.draft is not None:
            acts.keep_draft(self.session, beside.draft, begun.told_apart(beside), beside.draft.member, self._to_conversation)
        else:
            acts.keep_apart(self.session, beside.this.member.id, beside.that.member.id, self.step_back)

    def _to_conversation(self) -> None:
        self.go.emit("conversation", self._asked.get("draft"))

    def step_back(self) -> None:
        """Leave everything as it is, and go where one came from."""
        asked = self._asked
        if "draft" in asked:
            self._to_conversation()
        elif asked.get("from") == "member":
            self.go.emit("member", asked["this"])
        elif asked:
            self.go.emit("two-records", None)
        else:
            self.go.emit("people", None)

    def standing(self) -> dict[str, Any]:
        return {**super().standing(), "chosen": self.beside.chosen()}

    def stand_again(self, kept: Any) -> bool:
        if "that" in self._asked and self.beside.shown is None:
            return False
        self.beside.choose(kept.get("chosen", {}))
        return super().stand_again(kept)


