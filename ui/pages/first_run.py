"""The first run: who you are, your languages, a passphrase that holds, the recovery sheet, and where to begin. Five pages."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from locales import _
from models.errors import Trouble
from ui import messages, theme
from ui.events import events
from ui.operations import keys, vault
from ui.pages.entrance import Busy, Entrance
from ui.pages.first_group import GroupStep, LanguagesStep, ReadyStep
from ui.pages.first_steps import IdleChoice, SecretStep
from ui.parts import bring_into_view, button, label
from ui.session import Session
from ui.widgets.recovery_paper import RecoveryPaper

__all__ = ["FirstRunPage"]

GROUP, LANGUAGES, SECRET, PAPER, READY = range(5)
BETWEEN = " › "
LOW = 640
"""A window under this height has no line to spare."""
AROUND = 110
"""The margins beside the column, and what the bold name is wider, in pixels."""


class FirstRunPage(Entrance):
    """Makes the vault between the third page and the fourth. Back works until then; nothing is on the disk before."""

    CHAPTER = "first-run"
    COLUMN = 680
    ROOM = 16

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.trail, self.step_line = label("muted"), label("muted")
        self.title = label(name="heading")
        self.intro = label()
        self.group, self.tongues, self.secret, self.idle = GroupStep(), LanguagesStep(), SecretStep(), IdleChoice()
        self.paper, self.ready = RecoveryPaper(session), ReadyStep()
        self.steps: tuple[QWidget, ...] = (self.group, self.tongues, self.secret, self.paper, self.ready)
        self.step, self._making = GROUP, False
        self.problem = label("danger", hidden=True)
        self.busy = Busy()
        self.busy.setSizePolicy(self.sizePolicy())  # hidden it takes no room: every page has to fit a small screen
        self.back_button, self.skip_button, self.next_button = button(), button("quiet"), button("primary")
        self.backup_button = button("quiet")
        self._build()
        self.retranslate()
        self._show(GROUP)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.backup_button)
        buttons.addStretch(1)
        buttons.addWidget(self.skip_button)
        buttons.addWidget(self.next_button)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.step_line)
        for line in (self.trail, self.step_line):
            line.setWordWrap(False)
        self.column.setSpacing(8)
        self.column.addWidget(self.trail)
        self.column.addLayout(head)
        for widget in (self.intro, *self.steps, self.idle, self.problem, self.busy):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.back_button.clicked.connect(lambda: self._show(self.step - 1))
        self.backup_button.clicked.connect(lambda: events.restore.emit((None,)))
        self.skip_button.clicked.connect(self._skip)
        self.next_button.clicked.connect(self.forward)
        self.group.name.textChanged.connect(self._fits)
        for editor in (self.tongues.working, self.tongues.members):
            editor.changed.connect(self._fits)
        self.secret.first.changed.connect(self._fits)
        self.secret.second.changed.connect(self._fits)
        self.paper.proved.connect(self._proved)
        self.ready.practise.connect(lambda: events.practise.emit(True))
        self.ready.honest.connect(lambda: self.leaf.emit("protection"))

    def first_focus(self) -> QWidget:
        return (self.group.name, self.tongues.working.focus_target(), self.secret.first.edit, self.paper.ready_button, self.next_button)[self.step]

    def _show(self, step: int) -> None:
        self.step = step
        for number, each in enumerate(self.steps):
            each.setVisible(number == step)
        self.idle.setVisible(step == SECRET)
        self.retranslate()
        self._fits()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self.first_focus())

    def _fits(self) -> None:
        """Whether this page is done. What is missing is said beside it, while it is typed."""
        self.secret.known = (self.group.name.text(), self.group.volunteer.text())
        self.secret.judge()
        self.next_button.setEnabled(self._is_done() and not self._making)
        self.back_button.setVisible(self.step in (LANGUAGES, SECRET))
        self.backup_button.setVisible(self.step == GROUP)
        self.skip_button.setVisible(self.step == PAPER)
        self.problem.setVisible(self.step == SECRET and bool(self.problem.text()))

    def _is_done(self) -> bool:
        return (
            bool(self.group.name.text().strip()), not self.tongues.problem(), self.secret.holds(), self.paper.proof.is_proved(), True,
        )[self.step]

    def forward(self) -> None:
        """On to the next page, when this one is done."""
        if not self.next_button.isEnabled():
            self.focusNextChild()
        elif self.step == SECRET:
            self._make()
        elif self.step == READY:
            self.opened.emit()
        else:
            self._leave_paper()
            self._show(self.step + 1)

    def _proved(self) -> None:
        """The sheet is at hand, and the vault knows it."""
        keys.note_proved(self.session)
        self._fits()
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _skip(self) -> None:
        """Go on without having shown that the words are on paper; Home reminds of it until it is done."""
        self._leave_paper()
        self._show(READY)

    def _leave_paper(self) -> None:
        if self.step == PAPER:
            self.paper.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from wherever nobody else wants it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.forward()
            return
        super().keyPressEvent(event)

    def _make(self) -> None:
        self._set_busy(True)
        vault.create(
            self.session, self.secret.first.text(), association=self.group.values().with_values(self.tongues.values()),
            volunteer=self.group.volunteer.text().strip(), idle_minutes=self.idle.minutes(), done=self._made, failed=self._failed,
        )

    def _set_busy(self, busy: bool) -> None:
        self._making = busy
        self.busy.setVisible(busy)
        self.secret.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self._fits()

    def _made(self, words: tuple[str, ...]) -> None:
        self._set_busy(False)
        self.secret.forget()
        self.paper.show_words(words)
        self._show(PAPER)

    def _failed(self, trouble: Trouble) -> None:
        self._set_busy(False)
        self.problem.setText(messages.sentence(trouble))
        self.problem.show()
        self.secret.first.again()

    def retranslate(self) -> None:
        step = self.step
        self._say_where()
        self.title.setText((
            _("Your association"), _("Languages"), _("Choose a passphrase"), _("The recovery sheet"), _("Ready"),
        )[step])
        self.intro.setText((
            _("Everything stays on this computer, locked. Nothing is sent anywhere."),
            _("You can change all of this later, in Settings."),
            _("It locks everything. Nobody can open the data without it, and nobody can give you a new one."),
            _("These words open the vault when a passphrase is lost, and they are shown only now. Print them or copy them by hand, and put "
              "them in a sealed envelope with the chair. Do not photograph them."),
            _("The vault is made, and it is open."),
        )[step])
        self.busy.say(_("Making the vault. This takes a few seconds…"))
        self.back_button.setText(_("Back"))
        self.backup_button.setText(_("I have a backup…"))
        self.skip_button.setText(_("Skip for now"))
        self.next_button.setText((_("Continue"), _("Continue"), _("Make the vault"), _("Continue"), _("Start"))[step])
        for each in (self.group, self.tongues, self.secret, self.idle, self.paper, self.ready):
            each.retranslate()

    def _say_where(self) -> None:
        """The five steps by name, this one bold; where there is no room for them, which one of how many."""
        names = (_("Your association"), _("Languages"), _("Passphrase"), _("The recovery sheet"), _("Ready"))
        named = [f"{number} {name}" for number, name in enumerate(names, 1)]
        room = min(self.width(), theme.scaled(self.COLUMN)) - AROUND
        fits = self.trail.fontMetrics().horizontalAdvance(BETWEEN.join(named)) < room and self.height() > theme.scaled(LOW)
        named[self.step] = f"<b>{escape(named[self.step])}</b>"
        self.trail.setText(BETWEEN.join(named))
        self.step_line.setText(_("Set up Raddir: step {n} of {all}").format(n=self.step + 1, all=len(self.steps)))
        self.trail.setAccessibleName(self.step_line.text())
        self.trail.setVisible(fits)
        self.step_line.setVisible(not fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_where()
