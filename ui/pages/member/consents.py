"""Asking about consent: a row for each use, answered by one key, kept by Ctrl+S. Taking back is as easy as giving.

Keys: a digit goes to a row, Up and Down move, Y and N answer and move on, U leaves it as it stands, Ctrl+S keeps, Escape leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from locales import _, current, iso
from models.consent import CONTACT, GIVEN, KEEP, MEDIA, PUBLISH, QUOTE, QUOTE_NAMED, REFUSED, SHARE, STATISTICS, Consent, state
from models.vocabulary import vocabulary
from ui.operations.people import what_to_write
from ui.pages.member.contents import Contents, today
from ui.pages.member.header import named
from ui.pages.member.words import consent_mark, use_words
from ui.widgets.fitting import forget
from ui.widgets.marks import MarkedWord

ORDER = (KEEP, STATISTICS, QUOTE, QUOTE_NAMED, CONTACT, PUBLISH, MEDIA)
AS_IT_IS = ""


def uses_of(history: Sequence[Consent], partners: Sequence[str]) -> tuple[str, ...]:
    """What can be asked of a person: the uses of every association, and each partner ever named or known."""
    shared = {event.use for event in history if event.use and event.use.startswith(SHARE)} | {SHARE + code for code in partners}
    return ORDER + tuple(sorted(shared))


class UseRow(QObject):
    """One use: its words, how it stands, and yes, no or as it is."""

    answered = Signal()

    def __init__(self, use: str, number: int, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.use, self.number = use, number
        self.words = QLabel(parent)
        self.words.setWordWrap(True)
        self.now = MarkedWord(parent)
        self.yes, self.no, self.leave = (QRadioButton(parent) for _each in range(3))
        self.group = QButtonGroup(self)
        for place, button in enumerate((self.yes, self.no, self.leave)):
            self.group.addButton(button, place)
            button.setMinimumHeight(28)
            grid.addWidget(button, number, 2 + place)
        grid.addWidget(self.words, number, 0)
        grid.addWidget(self.now, number, 1)
        self.leave.setChecked(True)
        self.group.idToggled.connect(lambda _place, on: self.answered.emit() if on else None)

    def answer(self) -> str:
        """`given`, `refused`, or nothing new."""
        return {0: GIVEN, 1: REFUSED}.get(self.group.checkedId(), AS_IT_IS)

    def focus(self) -> None:
        checked = self.group.checkedButton() or self.leave
        checked.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, contents: Contents) -> None:
        """Set the words and how the use stands."""
        history = contents.consents
        stands = state(history, self.use, today())
        words = use_words(self.use, contents.partners)
        self.words.setText(_("{number}. {use}").format(number=self.number + 1, use=words))
        last = max((event.date for event in history if event.use == self.use and event.date), default="")
        answer = named("consent-value", stands)
        self.now.say(consent_mark(stands), _("{answer}, {date}").format(answer=answer, date=iso(current().date(last, "medium"))) if last else answer)
        for button, label in ((self.yes, _("Yes")), (self.no, _("No")), (self.leave, _("As it is"))):
            button.setText(label)
            button.setAccessibleName(_("{use}: {answer}").format(use=words, answer=label))


class ConsentPanel(QFrame):
    """The rows, how the answers were given, and keep or leave. `answered` carries the answers and how they were given."""

    answered = Signal(dict, dict)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._contents: Contents | None = None
        self.rows: list[UseRow] = []
        self.title = QLabel()
        self.keys = QLabel()
        self.keys.setWordWrap(True)
        self.holder = QWidget()
        self.how_label, self.how = QLabel(), QComboBox()
        self.reason_label, self.reason = QLabel(), QLineEdit()
        self.warning = QLabel()
        self.warning.setWordWrap(True)
        self.save_button, self.leave_button = QPushButton(), QPushButton()
        for widget, kind in ((self.title, "section"), (self.keys, "muted"), (self.warning, "danger"), (self.save_button, "primary")):
            widget.setProperty("kind", kind)
        self._build()

    def _build(self) -> None:
        self.how.addItems([""] * len(vocabulary("consent-how").choices()))
        details = QGridLayout()
        fields: tuple[tuple[QLabel, QWidget], ...] = ((self.how_label, self.how), (self.reason_label, self.reason))
        for line, (label, field) in enumerate(fields):
            field.setMinimumHeight(32)
            label.setBuddy(field)
            details.addWidget(label, line, 0)
            details.addWidget(field, line, 1)
        details.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        self.column = QVBoxLayout(self)
        for part in (self.title, self.keys, self.holder):
            self.column.addWidget(part)
        self.column.addLayout(details)
        self.column.addWidget(self.warning)
        self.column.addLayout(buttons)
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)

    def ask(self, contents: Contents) -> None:
        """Begin anew with how a person's consents stand."""
        self._contents = contents
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        for column, stretch in ((0, 5), (1, 2), (5, 2)):  # the last one is empty: answers stay near their words on a wide screen
            grid.setColumnStretch(column, stretch)
        self.rows = [UseRow(use, number, grid, fresh) for number, use in enumerate(uses_of(contents.consents, tuple(contents.partners)))]
        self.column.replaceWidget(self.holder, fresh)
        forget(self.holder)
        self.holder = fresh
        for row in self.rows:
            row.answered.connect(self._say_warning)
            for button in row.group.buttons():
                button.installEventFilter(self)
        self.reason.clear()
        self.how.setCurrentIndex(0)
        self.retranslate()

    def focus(self) -> None:
        """Start at the second use: the first one, being kept at all, is never changed by a slip of the finger."""
        if len(self.rows) > 1:
            self.rows[1].focus()

    def answers(self) -> dict[str, str]:
        """What was answered anew, by use."""
        return {row.use: row.answer() for row in self.rows if row.answer() != AS_IT_IS}

    def save(self) -> None:
        """Hand the answers over; nothing answered is the same as leaving."""
        answers = self.answers()
        if not answers:
            self.left.emit()
            return
        details = {"how": vocabulary("consent-how").choices()[max(0, self.how.currentIndex())].code}
        if self.reason.text().strip():
            details["reason"] = self.reason.text().strip()
        self.answered.emit(answers, details)

    def retranslate(self) -> None:
        self.keys.setText(_("Y is yes, N is no, U leaves it as it is; a digit goes to a line; Ctrl+S keeps the answers."))
        self.how_label.setText(_("How it was given"))
        self.how.setAccessibleName(_("How it was given"))
        self.reason_label.setText(_("Reason, if the person gives one"))
        self.save_button.setText(_("Keep these answers"))
        self.save_button.setToolTip(_("Ctrl+S"))
        self.leave_button.setText(_("Leave it as it was"))
        for place, code in enumerate(vocabulary("consent-how").choices()):
            self.how.setItemText(place, vocabulary("consent-how").label(code.code, current()))
        if self._contents is not None:
            self.title.setText(_("What does {name} agree to?").format(name=iso(self._contents.member.label)))
            for row in self.rows:
                row.say(self._contents)
        self._say_warning()

    def _say_warning(self) -> None:
        """What taking back `keep` means, before it is kept."""
        kept = next((row for row in self.rows if row.use == KEEP), None)
        closes = kept is not None and self._contents is not None and kept.answer() == REFUSED \
            and what_to_write(state(self._contents.consents, KEEP, today()), REFUSED) is not None
        self.warning.setVisible(closes)
        if closes and self._contents is not None:
            self.warning.setText(_(
                "Once you keep this, {name} is shown nowhere any more: no list, no search, no report. After 30 days everything is erased."
            ).format(name=iso(self._contents.member.label)))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = next((each for each in self.rows if watched in each.group.buttons()), None)
            if row is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._key(row, event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, row: UseRow, event: QKeyEvent) -> bool:
        place = self.rows.index(row)
        key = event.key()
        answer = {Qt.Key.Key_Y: row.yes, Qt.Key.Key_N: row.no, Qt.Key.Key_U: row.leave}.get(Qt.Key(key)) or _begins(row, event.text())
        if answer is not None:
            answer.setChecked(True)
            self._to(place + 1 if place + 1 < len(self.rows) else place)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._to(place + (1 if key == Qt.Key.Key_Down else -1))
        elif event.text() in list("123456789") and int(event.text()) <= len(self.rows):
            self._to(int(event.text()) - 1)
        else:
            return False
        return True

    def _to(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].focus()


def _begins(row: UseRow, typed: str) -> QAbstractButton | None:
    """The answer whose word begins with what was typed, so that a keyboard without Latin letters answers as quickly."""
    if not typed.strip():
        return None
    fitting = [each for each in row.group.buttons() if each.text()[:1].casefold() == typed.casefold()]
    return fitting[0] if len(fitting) == 1 else None
