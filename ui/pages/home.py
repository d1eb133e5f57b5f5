"""Home: what waits for the volunteer, and the one thing to begin with. It shows no name and counts nothing personal."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from locales import N_, _, current, iso
from models.member import Member
from ui import icons, language
from ui.operations import stories, vault
from ui.operations.people import HALF_STEP
from ui.pages import Page
from ui.pages.home_backup import BackupLine
from ui.pages.home_due import DueList
from ui.pages.home_heard import HeardLines
from ui.pages.home_notes import HomeNotes
from ui.parts import button, clear, label
from ui.session import Session
from ui.widgets.reading_order import put_in_order

if TYPE_CHECKING:
    from storage.drafts import Draft
    from storage.workspace import Workspace

__all__ = ["HomePage"]


@dataclass(frozen=True)
class _Waiting:
    """An unfinished conversation and the code of the person it is with, where that is known already."""

    draft: Draft
    code: str


class HomePage(Page):
    """Unfinished conversations, what is due, and a button for a new conversation."""

    help_msg = N_("Home shows what waits for you. In the list of what is due, D means done, W a week later, Enter opens. Ctrl+N starts a "
                  "conversation, Ctrl+K finds somebody, F9 covers the screen, Ctrl+L locks.")
    SHOWS: ClassVar[frozenset[str]] = frozenset({"member", "conversation", "need", "follow-up", "referral", "consent"})
    WIDTH = 860

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._waiting: Sequence[_Waiting] = ()
        self._empty: bool | None = None
        self.heading.show()
        self.association = label("muted")
        self.first_day = label()
        self.new_button = button("primary", icon="conversation")
        self.new_button.setProperty("size", "big")
        self.new_button.setEnabled(not session.is_test)
        self.new_button.clicked.connect(lambda: self.go.emit("conversation", None))
        self.refused = label("danger", hidden=not session.is_test)
        self.unfinished = label("section")
        self.drafts = QVBoxLayout()
        self.drafts.setSpacing(8)
        for widget in (self.association, self.first_day):
            self.body.addWidget(widget)
        self.body.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.refused)
        self.body.addSpacing(12)
        self.body.addWidget(self.unfinished)
        self.body.addLayout(self.drafts)
        self.due = DueList(session)
        self.due.go.connect(self.go)
        self.due.shown.connect(lambda: put_in_order(self))
        self.body.addWidget(self.due)
        self.heard = HeardLines(session)
        self.body.addWidget(self.heard)
        self.notes = HomeNotes(session)
        self.notes.go.connect(self.go)
        self.body.addWidget(self.notes)
        self.body.addStretch(1)
        self.backup = BackupLine(session)
        self.backup.go.connect(self.go)
        self.body.addWidget(self.backup)
        self.retranslate()

    def first_focus(self) -> QWidget | None:
        return self.new_button if self.new_button.isEnabled() else None

    def refresh(self) -> None:
        self.session.jobs.write(_look, self._shown)
        self.due.refresh()
        self.heard.refresh()
        self.notes.refresh()
        self.backup.refresh()

    def _shown(self, found: tuple[tuple[_Waiting, ...], bool]) -> None:
        self._waiting, self._empty = found
        clear(self.drafts)
        for each in self._waiting:
            self.drafts.addWidget(_DraftLine(each, self))
        self.retranslate()

    def throw_away(self, draft: Draft) -> None:
        """Throw one away; the bar below takes it back."""
        vault.throw_draft(self.session, draft, self.refresh)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(self._greeting())
        self.association.setText(self.session.association)
        language.lead(self.association)
        self.first_day.setText(
            _("Here you keep what people tell you: their words, what they need and what they give.\n"
              "Every conversation begins with their consent, and they can take it back at any time.\n"
              "From this you make reports that speak for everybody and show nobody.")
        )
        self.first_day.setVisible(self._empty is True and not self._waiting)
        self.new_button.setIconSize(icons.beside_text())
        self.new_button.setText(_("Record the first conversation") if self._empty and not self._waiting else _("Record a new conversation"))
        self.refused.setText(_("This vault is for tests and takes in nobody."))
        self.unfinished.setText(_("Not finished yet"))
        self.unfinished.setVisible(bool(self._waiting))

    def _greeting(self) -> str:
        name, hour = self.session.volunteer, datetime.datetime.now().hour
        if not name or name == self.session.association:
            return _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
        sentence = _("Good morning, {name}") if hour < 12 else _("Good afternoon, {name}") if hour < 18 else _("Good evening, {name}")
        return sentence.format(name=iso(name))


def _look(workspace: Workspace) -> tuple[tuple[_Waiting, ...], bool]:
    waiting = []
    for draft in workspace.drafts.all():
        member = workspace.find(draft.member) if draft.member else None
        waiting.append(_Waiting(draft, member.code or "" if isinstance(member, Member) else ""))
    return tuple(waiting), not workspace.has_any("member")


def _where(draft: Draft) -> tuple[str, str | None]:
    """Where a draft goes on: a conversation, a story that was left half written about, or a person's record left half edited."""
    if draft.step == stories.HALF_STEP:
        return ("stories", draft.id.removeprefix(stories.HALF))
    return ("member", draft.member) if draft.step == HALF_STEP else ("conversation", draft.id)


class _DraftLine(QFrame):
    """One unfinished conversation: when, with whom by code, and what can be done about it."""

    def __init__(self, waiting: _Waiting, page: HomePage) -> None:
        super().__init__()
        self._waiting = waiting
        self.setProperty("card", True)
        self.label = label()
        self.continue_button, self.throw_button = button(), button("quiet")
        self.continue_button.clicked.connect(lambda: page.go.emit(*_where(waiting.draft)))
        self.throw_button.clicked.connect(lambda: page.throw_away(waiting.draft))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 12, 10)
        line.addWidget(self.label, 1)
        line.addWidget(self.continue_button)
        line.addWidget(self.throw_button)
        self.retranslate()

    def retranslate(self) -> None:
        told = datetime.datetime.fromisoformat(self._waiting.draft.changed).astimezone()
        time, day = f"{told:%H:%M}", current().date(told.date().isoformat())
        today = told.date() == datetime.date.today()
        code = iso(self._waiting.code)
        if self._waiting.code:
            text = _("With {code}, today at {time}") if today else _("With {code}, {day} at {time}")
        else:
            text = _("Somebody new, today at {time}") if today else _("Somebody new, {day} at {time}")
        said = text.format(code=code, time=time, day=day)
        self.label.setText(said)
        self.continue_button.setText(_("Continue"))
        self.throw_button.setText(_("Throw away"))
        self.continue_button.setAccessibleDescription(said)
        self.throw_button.setAccessibleDescription(said)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
