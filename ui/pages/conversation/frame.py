"""What stands around the steps: the list at the side, the line above with the member's language, the end, the turned screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from locales import MEMBER_LANGUAGES, N_, Words, _, current, iso, language, member_words
from locales.script import has_catalog, reviewed
from models.vocabulary import vocabulary
from ui.pages.conversation.intake import STEPS
from ui.pages.conversation.step import Turned
from ui.widgets.buttons import button, chip
from ui.widgets.chooser import Choice, Chooser, choices_of
from ui.widgets.fitting import Fitting, Wrapped
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


class TopLine(QWidget):
    """The member's language, what there is to know about its words, and the screen turned to the member."""

    language_picked = Signal(str)

    def __init__(self, often: Sequence[str] = ()) -> None:
        super().__init__()
        self.caption = QLabel()
        self.tongue = Chooser(lambda: tongues(current(), often))
        self.tongue.setObjectName("top.language")
        self.tongue.setMinimumWidth(160)
        self.tongue.setMaximumWidth(360)
        self.tongue.picked.connect(self.language_picked)
        self.caption.setBuddy(self.tongue)
        self.turn = button(name="top.turn", enter=False)
        self.note = text_label("muted")
        line = Fitting(620, spacing=10)
        for part, stretch in ((self.caption, 0), (self.tongue, 3), (self.turn, 0)):
            line.add(part, stretch)
        line.align_start()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(line)
        box.addWidget(self.note)

    def retranslate(self, chosen: str) -> None:
        self.caption.setText(_("Member’s &language:"))
        self.tongue.setAccessibleName(_("Member’s language"))
        self.tongue.setPlaceholderText(_("two letters and Enter"))
        self.tongue.renew()
        self.turn.setText(_("Turn the screen to the member (Ctrl+T)"))
        self.note.setText(note_on(chosen))
        leading(self.note, current())
        self.note.setVisible(bool(self.note.text()))


def tongues(words: Words, often: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Languages to choose from: those that the members speak most, those that Raddir has words in, all others after them."""
    listed = choices_of(vocabulary("language"), words)
    places = {code: place for place, code in enumerate(often)}
    return tuple(sorted(listed, key=lambda each: (places.get(each.code, len(places)), each.code not in MEMBER_LANGUAGES)))


def note_on(code: str) -> str:
    """What the volunteer should know of the words that the member sees; empty when there is nothing to say."""
    if not code:
        return ""
    name = iso(current().tongue(code))
    if not has_catalog(code):
        return _("Raddir has no words in this language yet ({language}): the member’s column is in English. Please say them in your own words."
                 ).format(language=name)
    if not reviewed(code):
        return _("The words in this language ({language}) are not reviewed by a native speaker yet.").format(language=name)
    return ""


class Finished(QWidget):
    """The quiet page after the end: what happened, the person's code, and where to go."""

    again = Signal()
    record = Signal()
    receipt = Signal()
    home = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code, self._kept = "", True
        self.heading = QLabel(wordWrap=True)
        self.heading.setObjectName("heading")
        self.words = text_label()
        self.code = QLabel()
        self.code.setObjectName("title")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_record, self.print, self.new, self.to_home = button("primary"), button(), button(), button()
        self.print.clicked.connect(self.receipt)
        self.open_record.clicked.connect(self.record)
        self.new.clicked.connect(self.again)
        self.to_home.clicked.connect(self.home)
        buttons = Wrapped(spacing=12)
        for each in (self.open_record, self.print, self.new, self.to_home):
            buttons.add(each)
        box = QVBoxLayout(self)
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.setContentsMargins(4, 24, 4, 4)
        box.setSpacing(16)
        for part in (self.heading, self.code, self.words, buttons):
            box.addWidget(part)

    def show_saved(self, code: str) -> None:
        """The conversation is in the vault."""
        self._code, self._kept = code, True
        self.retranslate()
        self.open_record.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_declined(self) -> None:
        """The person said no: nothing was kept."""
        self._code, self._kept = "", False
        self.retranslate()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.open_record.setVisible(self._kept)
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
