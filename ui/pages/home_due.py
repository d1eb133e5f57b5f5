"""What is due, on Home: late, today, this week; needs and follow-ups in one list, each done, put off or opened by one key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from locales import _, current, iso, ngettext
from models.consent import Consent
from models.need import Need, shown_kind
from models.vocabulary import vocabulary
from storage.needs import Due, DueLine
from ui import icons
from ui.due_words import due_icon, due_words
from ui.events import events
from ui.operations import needs as acts
from ui.parts import button, kinds, label
from ui.session import Session
from ui.widgets.fitting import Wrapped, forget

__all__ = ["DueList", "DueRow"]

ROWS = 12
"""As many as one looks through; the rest is in the table of needs."""


class DueRow(QFrame):
    """One thing that is due. D does it, W puts it off by a week, Enter opens it; the arrows go from row to row."""

    act = Signal(str)
    """"done", "week" or "open"."""
    step = Signal(int)
    entered = Signal()

    def __init__(self, line: DueLine) -> None:
        super().__init__()
        self.line = line
        self.setProperty("card", True)
        self.setObjectName("due-row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture, self.what, self.when = QLabel(), label(), QLabel()
        self.done_button, self.week_button, self.open_button = button(), button(), button("quiet")
        buttons = Wrapped()
        for made, name in ((self.done_button, "done"), (self.week_button, "week"), (self.open_button, "open")):
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the row is the stop of the keyboard, and its keys do the same
            made.clicked.connect(lambda _checked=False, name=name: self.act.emit(name))
            buttons.add(made)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 6, 8, 6)
        across.addWidget(self.picture)
        across.addWidget(self.what, 1)
        across.addWidget(self.when)
        across.addWidget(buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()

    def said(self) -> str:
        """What it is, and of whom: the kind of need, the code, and who is to be reached."""
        line = self.line
        if line.record_type == Consent.TYPE:
            kind = _("Ask again about consent")
        else:
            kind = vocabulary("need-category").label(shown_kind(line.category, opened=False), current()) if line.category else _("Follow-up")
        words = _("{need} – {code}").format(need=kind, code=iso(line.code))
        whom = _("Do not contact") if line.silent else iso(line.contact or line.partner) if line.contact or line.partner else ""
        return _("{what}: {whom}").format(what=words, whom=whom) if whom else words

    def retranslate(self) -> None:
        line = self.line
        name, colour = due_icon(line.due)
        self.picture.setPixmap(icons.icon(name, colour).pixmap(icons.size()))
        self.what.setText(self.said())
        self.when.setText(due_words(line.due))
        kinds(self.when, kind="danger" if name == "danger" else "")
        solved = line.record_type == Need.TYPE
        widths = []
        for text in (_("Solved"), _("Done")):  # as wide as either, so that the buttons of all rows stand under each other
            self.done_button.setMinimumWidth(0)
            self.done_button.setText(text)
            widths.append(self.done_button.sizeHint().width())
        self.done_button.setMinimumWidth(max(widths))
        self.done_button.setText(_("Solved") if solved else _("Done"))
        self.week_button.setText(_("+1 week"))
        self.open_button.setText(_("Open"))
        sentence = _("{what}, {when}").format(what=self.said(), when=due_words(line.due))
        self.setAccessibleName(sentence)
        again = line.record_type == Consent.TYPE  # nobody can put off the end of a consent, and asking is done on the person's page
        for made in (self.done_button, self.week_button):
            made.setHidden(again)
        if again:
            self.open_button.setText(_("Ask"))
        self.setAccessibleDescription(
            _("Enter: ask.") if again else _("D: solved. W: a week later. Enter: open.") if solved else _("D: done. W: a week later. Enter: open."))
        self.setToolTip(self.accessibleDescription())
        for made in (self.done_button, self.week_button, self.open_button):
            made.setAccessibleDescription(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
            return
        wanted = {Qt.Key.Key_D: "done", Qt.Key.Key_W: "week", Qt.Key.Key_Return: "open", Qt.Key.Key_Enter: "open"}.get(Qt.Key(event.key()))
        if wanted is not None:
            self.act.emit("open" if self.line.record_type == Consent.TYPE else wanted)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.act.emit("open")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class DueList(QWidget):
    """The rows with how many there are; one stop of the Tab key."""

    go = Signal(str, object)
    shown = Signal()
    """The rows are others, or another of them is the stop of the keyboard, which has to be led through them anew."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.due = Due((), 0, 0, 0)
        self.rows: list[DueRow] = []
        self._at = 0
        self.title, self.counts, self.more = label("section"), label("muted"), button("quiet")
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.counts):
            outer.addWidget(part)
        outer.addLayout(self.column)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.more.clicked.connect(lambda: self.go.emit("needs", None))
        events.look_changed.connect(self.retranslate)
        self.retranslate()

    def refresh(self) -> None:
        """Look again what is due."""
        acts.find_due(self.session, ROWS, self.show_due)

    def show_due(self, due: Due) -> None:
        """Show it; the keyboard stays at its place in the list."""
        had = any(row.hasFocus() for row in self.rows)
        if due != self.due or len(self.rows) != len(due.lines):
            self.due = due
            for row in self.rows:
                self.column.removeWidget(row)
                forget(row)
            self.rows = [self._row(line) for line in due.lines]
        self._at = max(0, min(self._at, len(self.rows) - 1))
        self._one_stop()
        if had and self.rows:
            self.rows[self._at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.retranslate()

    def _row(self, line: DueLine) -> DueRow:
        made = DueRow(line)
        made.act.connect(lambda name, made=made: self._act(made, name))
        made.step.connect(lambda by, made=made: self._step(made, by))
        made.entered.connect(lambda made=made: self._entered(made))
        self.column.addWidget(made)
        return made

    def _act(self, row: DueRow, name: str) -> None:
        line = row.line
        if name == "open":
            place: tuple[str, object] = ("needs", {"need": line.need}) if line.need else ("member", line.member)
            if line.record_type == Consent.TYPE:
                place = ("member", {"member": line.member, "ask": True})
            self.go.emit(*place)
        elif name == "done":
            acts.finish(self.session, line)
        else:
            acts.postpone(self.session, line.id, line.category, line.due)

    def _step(self, row: DueRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self, row: DueRow) -> None:
        if row in self.rows:
            self._at = self.rows.index(row)
            self._one_stop()

    def _one_stop(self) -> None:
        for place, row in enumerate(self.rows):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == self._at else Qt.FocusPolicy.ClickFocus)
        self.shown.emit()

    def retranslate(self) -> None:
        due = self.due
        self.setVisible(bool(due.count))
        self.title.setText(_("Due ({n})").format(n=current().number(due.count)))
        self.counts.setText(_("Late: {late} · today: {today} · this week: {week}").format(
            late=current().number(due.overdue), today=current().number(due.today), week=current().number(due.week))
            + (" · " + _("consents that end within 30 days: {n}").format(n=current().number(due.later)) if due.later else ""))
        left = due.count - len(due.lines)
        self.more.setVisible(left > 0)
        self.more.setText(ngettext("{n} more is due", "{n} more are due", left).format(n=current().number(left)))
        for row in self.rows:
            row.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and hasattr(self, "more"):
            self.retranslate()
        super().changeEvent(event)
