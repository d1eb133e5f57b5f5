"""Asking about consent: a row for each use, answered by one key, kept by Ctrl+S. Taking back is as easy as giving.

Keys: a digit goes to a row, Up and Down move, Y and N answer and move on, U leaves it as it stands, Ctrl+S keeps, Escape leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from locales import MEMBER_LANGUAGES, _, current, iso, member_words, ngettext, script
from models.ask_again import MONTHS
from models.consent import CONTACT, KEEP, MEDIA, PUBLISH, QUOTE, QUOTE_NAMED, REFUSED, SHARE, STATISTICS, Consent, state
from models.consent_text import ConsentText, read_out
from models.vocabulary import vocabulary
from ui.operations.people import Asked, what_to_write
from ui.pages.member.consent_row import AS_IT_IS, UseRow
from ui.pages.member.contents import Contents, today
from ui.pages.member.used_in import told_before
from ui.widgets.fitting import Fitting, forget

ORDER = (KEEP, STATISTICS, QUOTE, QUOTE_NAMED, CONTACT, PUBLISH, MEDIA)


def uses_of(history: Sequence[Consent], partners: Sequence[str]) -> tuple[str, ...]:
    """What can be asked of a person: the uses of every association, and each partner ever named or known."""
    shared = {event.use for event in history if event.use and event.use.startswith(SHARE)} | {SHARE + code for code in partners}
    return ORDER + tuple(sorted(shared))


class ConsentPanel(QFrame):
    """The rows, how the answers were given, and keep or leave. `answered` carries what was answered."""

    answered = Signal(object)
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
        self.by_label, self.by = QLabel(), QComboBox()
        self.tongue_label, self.tongue = QLabel(), QComboBox()
        self.until_label, self.until = QLabel(), QComboBox()
        self.reason_label, self.reason = QLabel(), QLineEdit()
        self.warning = QLabel()
        self.warning.setWordWrap(True)
        self.save_button, self.leave_button = QPushButton(), QPushButton()
        for widget, kind in ((self.title, "section"), (self.keys, "muted"), (self.warning, "danger"), (self.save_button, "primary")):
            widget.setProperty("kind", kind)
        self._build()

    def _build(self) -> None:
        self.how.addItems([""] * len(vocabulary("consent-how").choices()))
        self.by.addItems([""] * len(vocabulary("given-by").choices()))
        self.tongue.currentIndexChanged.connect(self._say_rows)
        details = QGridLayout()
        fields: tuple[tuple[QLabel, QWidget], ...] = (
            (self.how_label, self.how), (self.by_label, self.by), (self.until_label, self.until), (self.reason_label, self.reason),
        )
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
        reading = Fitting(360)
        self.tongue_label.setBuddy(self.tongue)
        self.tongue.setMinimumHeight(32)
        for part in (self.tongue_label, self.tongue):
            reading.add(part)
        reading.align_start()
        for each in (self.title, self.keys, reading, self.warning, self.holder):
            self.column.addWidget(each)
        self.column.addLayout(details)
        self.column.addLayout(buttons)
        self.save_button.clicked.connect(self.save)
        self.leave_button.clicked.connect(self.left)

    def ask(self, contents: Contents) -> None:
        """Begin anew with how a person's consents stand."""
        self._contents = contents
        self._offer_choices(contents)
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
        self.by.setCurrentIndex(0)
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
        details = {
            "how": vocabulary("consent-how").choices()[max(0, self.how.currentIndex())].code,
            "given_by": vocabulary("given-by").choices()[max(0, self.by.currentIndex())].code,
        }
        if self.reason.text().strip():
            details["reason"] = self.reason.text().strip()
        self.answered.emit(Asked(answers, details, self._said(answers), self.until.currentData()))

    def _said(self, answers: Mapping[str, str]) -> dict[str, ConsentText]:
        """The words in which each of the answered uses was asked for."""
        contents, tongue = self._contents, self._tongue()
        if contents is None:
            return {}
        words = member_words(tongue)
        return {row.use: read_out(row.question(contents, words), tongue, script.version(tongue)) for row in self.rows if row.use in answers}

    def _tongue(self) -> str:
        return str(self.tongue.currentData() or current().code)

    def _offer_choices(self, contents: Contents) -> None:
        """The languages the words can be read out in, the person's own first; and for how long what is given holds."""
        with QSignalBlocker(self.tongue):
            self.tongue.clear()
            theirs = contents.member.preferred_language
            first = [each for each in (theirs, current().code) if isinstance(each, str) and script.has_catalog(each)]
            for code in dict.fromkeys([*first, *MEMBER_LANGUAGES, *script.own_languages()]):
                self.tongue.addItem("", code)
        self.until.clear()
        for months in dict.fromkeys([contents.consent_months, None, *MONTHS]):
            self.until.addItem("", months)

    def retranslate(self) -> None:
        self.keys.setText(_("Y is yes, N is no, U leaves it as it is; a digit goes to a line; Ctrl+S keeps the answers."))
        self.how_label.setText(_("How it was given"))
        self.how.setAccessibleName(_("How it was given"))
        self.reason_label.setText(_("Reason, if the person gives one"))
        self.save_button.setText(_("Keep these answers"))
        self.save_button.setToolTip(_("Ctrl+S"))
        self.leave_button.setText(_("Leave it as it was"))
        self.tongue_label.setText(_("Read out in"))
        self.until_label.setText(_("What is given holds"))
        for place in range(self.tongue.count()):
            self.tongue.setItemText(place, current().tongue_alone(self.tongue.itemData(place)))
        for place in range(self.until.count()):
            months = self.until.itemData(place)
            told = ngettext("for {n} month", "for {n} months", months or 0).format(n=current().number(months)) if months else _("without end")
            self.until.setItemText(place, told)
        self.by_label.setText(_("Given by"))
        for place, code in enumerate(vocabulary("given-by").choices()):
            self.by.setItemText(place, vocabulary("given-by").label(code.code, current()))
        for label, box in ((self.tongue_label, self.tongue), (self.by_label, self.by), (self.until_label, self.until)):
            box.setAccessibleName(label.text())
        for place, code in enumerate(vocabulary("consent-how").choices()):
            self.how.setItemText(place, vocabulary("consent-how").label(code.code, current()))
        if self._contents is not None:
            self.title.setText(_("What does {name} agree to?").format(name=iso(self._contents.member.label)))
            self._say_rows()
        self._say_warning()

    def _say_rows(self) -> None:
        if self._contents is not None:
            for row in self.rows:
                row.say(self._contents, self._tongue())

    def _say_warning(self) -> None:
        """What taking something back means, before it is kept: under each use where it had been used, and what becomes of the record."""
        contents = self._contents
        if contents is None:
            self.warning.hide()
            return
        keeps = True
        for row in self.rows:
            closes = row.answer() == REFUSED and what_to_write(state(contents.consents, row.use, today()), REFUSED) is not None
            row.warn(told_before(contents, [row.use]) if closes else [])
            keeps = keeps and not (closes and row.use == KEEP)
        self.warning.setVisible(not keeps)
        self.warning.setText(_(
            "Once you keep this, {name} is shown nowhere any more: no list, no search, no report. After 30 days everything is erased."
        ).format(name=iso(contents.member.label)))

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
