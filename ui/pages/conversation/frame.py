"""What stands around the steps: the list at the side, the end, the turned screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from locales import N_, Words, _, current, language, member_words
from ui.pages.conversation.intake import STEPS
from ui.pages.conversation.step import Turned
from ui.widgets.buttons import button, chip
from ui.widgets.fitting import Wrapped
from ui.widgets.side_by_side import direction, leading, text_label

NAMES = {"consent": N_("Consent"), "about": N_("About"), "story": N_("Story"), "needs": N_("Needs"), "gives": N_("Gives"),
         "review": N_("Review")}
TURNED_SCALE = 1.7


class StepList(Wrapped):
    """The six steps with how far each is. In a narrow window they stand in a line above, otherwise in a column."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.setStyleSheet("QPushButton { text-align: left; }")  # where reading begins: Qt mirrors it in a right-to-left window
        self.buttons: dict[str, QPushButton] = {}
        self._states: dict[str, str] = {}
        for name in STEPS:
            step = self.buttons[name] = chip(f"step.{name}")
            step.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self.add(step)

    def show_states(self, now: str, states: dict[str, str], open_steps: frozenset[str]) -> None:
        """Mark the present step; steps that wait for the consent are disabled and say so."""
        self._states = states
        for name, step in self.buttons.items():
            step.setChecked(name == now)
            step.setEnabled(name in open_steps)
        self.retranslate()

    def retranslate(self) -> None:
        for number, (name, step) in enumerate(self.buttons.items(), 1):
            state = self._states.get(name, "")
            text = f"{number} {_(NAMES[name])}"
            step.setText(f"{text}  {state}" if state else text)
            step.setToolTip("" if step.isEnabled() else _("First the person says yes or no to being kept."))
            step.setAccessibleName(text if not state else _("{step}: {state}").format(step=text, state=_("done") if state == "✓" else state))
        self.updateGeometry()


class Finished(QWidget):
    """The quiet page after the end: what happened, the person's code, and where to go. In a group the next person comes first."""

    again = Signal()
    record = Signal()
    receipt = Signal()
    home = Signal()
    following = Signal()
    known = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code, self._kept, self._group = "", True, False
        self.heading = QLabel(wordWrap=True)
        self.heading.setObjectName("heading")
        self.words, self._together = text_label(), text_label("muted")
        self.code = QLabel()
        self.code.setObjectName("title")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.next_one, self.open_record = button("primary", "end.next"), button("primary")
        self.known_one, self.print, self.new, self.to_home = button(name="end.known"), button(), button(), button()
        self.next_one.clicked.connect(self.following)
        self.known_one.clicked.connect(self.known)
        self.print.clicked.connect(self.receipt)
        self.open_record.clicked.connect(self.record)
        self.new.clicked.connect(self.again)
        self.to_home.clicked.connect(self.home)
        buttons = Wrapped(spacing=12)
        for each in (self.next_one, self.known_one, self.open_record, self.print, self.new, self.to_home):
            buttons.add(each)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.setContentsMargins(4, 24, 4, 4)
        box.setSpacing(16)
        for part in (self.heading, self.code, self.words, self._together, buttons):
            box.addWidget(part)
        area = QScrollArea(widgetResizable=True)  # in a low window the words would lose their last line
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_saved(self, code: str, *, group: bool = False) -> None:
        """The conversation is in the vault; with `group` others may follow in the same sitting."""
        self._code, self._kept, self._group = code, True, group
        self.retranslate()
        (self.next_one if group else self.open_record).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_declined(self, *, group: bool = False) -> None:
        """The person said no: nothing was kept."""
        self._code, self._kept, self._group = "", False, group
        self.retranslate()
        (self.next_one if group else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.open_record.setVisible(self._kept)
        self.open_record.setProperty("kind", "" if self._group else "primary")
        self.open_record.style().polish(self.open_record)
        for part in (self.next_one, self.known_one, self._together):
            part.setVisible(self._group)
        self.print.setVisible(self._kept)
        self.print.setText(_("Print a receipt (Ctrl+P)"))
        self.code.setVisible(bool(self._code))
        self.code.setText(self._code)
        self.code.setAccessibleName(_("The person’s code: {code}").format(code=self._code))
        self.heading.setText(_("Saved") if self._kept else _("Nothing was kept"))
        self.words.setText(
            _("This is the person’s code; they can name it instead of their name. Everything told is locked on this laptop.") if self._kept
            else _("Only that one conversation was declined is counted. Thank you for asking.")
        )
        self._together.setText(_("The next person of this sitting is asked for their own yes or no. Day, place and interpreter stay as they are."))
        self.next_one.setText(_("Next person in this group"))
        self.known_one.setText(_("Next: somebody we know"))
        self.open_record.setText(_("Open the record"))
        self.new.setText(_("New conversation"))
        self.to_home.setText(_("Home"))


class TurnedScreen(QFrame):
    """The present question alone, large, in one column and in the member's language, over the whole window. Esc goes back."""

    back = Signal()

    def __init__(self, window: QWidget, what: Turned, code: str) -> None:
        super().__init__(window)
        self._over = window
        self.setObjectName("turned")
        self.setAutoFillBackground(True)
        words = member_words(code)
        self.setLayoutDirection(direction(words))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * TURNED_SCALE)
        inside = QWidget()
        inside.setMaximumWidth(1000)
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(22)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for number, text in enumerate((what.question, *what.lines)):
            if text:
                column.addWidget(self._text(text, font, words, bold=number == 0))
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.close_button = button()
        self.close_button.setText(_("Turn back (Esc)"))
        self.close_button.setLayoutDirection(direction(current()))
        self.close_button.clicked.connect(self.back)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(foot)
        self.setAccessibleName(language(code).endonym)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _text(text: str, font: object, words: Words, *, bold: bool) -> QLabel:
        label = text_label("section" if bold else "")
        label.setFont(font)  # type: ignore[arg-type]
        label.setText(text)
        leading(label, words)
        return label

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return True  # nothing behind the turned screen takes the keyboard
