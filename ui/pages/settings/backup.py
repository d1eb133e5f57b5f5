"""Settings: copies of the vault here and outside, the way back, and whether the paper still opens them."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from locales import N_, _, current, iso, ngettext
from models.errors import Trouble
from storage.backup import BackupFacts
from storage.drill import Passed
from ui import messages
from ui.events import events
from ui.jobs import Progress
from ui.operations import backup
from ui.pages.settings.section import Section
from ui.parts import bring_into_view, button, clear, label
from ui.session import Session
from ui.widgets import file_dialogs

__all__ = ["BackupSection"]


class Card(QFrame):
    """A heading, how it stands, and what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.heading, self.stands = label("section"), label()
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 14, 18, 14)
        self.column.setSpacing(8)
        for part in (self.heading, self.stands):
            self.column.addWidget(part)
        self.column.addLayout(self.buttons)

    def offer(self, *buttons: QWidget) -> None:
        """Put buttons below, in their order."""
        for place, each in enumerate(buttons):
            self.buttons.insertWidget(place, each)


class BackupSection(Section):
    """Here, outside, the drill, and every backup that could be brought back."""

    title_msg = N_("Backup and recovery")
    help_msg = N_("A backup is one encrypted file. The passphrases and recovery words of the day when it was made open it, and nothing else does.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._found: backup.Overview | None = None
        self._progress: Progress | None = None
        self.here, self.outside, self.drill = Card(), Card(), Card()
        self.here_button, self.outside_button, self.place_button = button("primary"), button(), button("quiet")
        self.here.offer(self.here_button)
        self.outside.offer(self.outside_button, self.place_button)
        self.drill_button, self.words_label, self.words = button(), label("section", hidden=True), QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * 3 + 16)
        self.words.hide()
        self.words_label.setBuddy(self.words)
        self.drill.column.insertWidget(2, self.words_label)
        self.drill.column.insertWidget(3, self.words)
        self.drill.offer(self.drill_button)
        self.busy = Working()
        self.list_heading, self.list_empty = label("section"), label("muted")
        self.rows, self.file_button = QVBoxLayout(), button("quiet")
        self.rows.setSpacing(6)
        for part in (self.busy, self.here, self.outside, self.drill, self.list_heading, self.list_empty):
            self.body.addWidget(part)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.here_button.clicked.connect(lambda: self._make(None))
        self.outside_button.clicked.connect(self.make_outside)
        self.place_button.clicked.connect(self._ask_place)
        self.drill_button.clicked.connect(self._drill)
        self.file_button.clicked.connect(self._ask_file)
        self.busy.stop_button.clicked.connect(self._stop)

    def refresh(self) -> None:
        backup.look(self.session, self._shown)

    def leave(self) -> None:
        """The words on paper don't stay on the screen."""
        self._hide_words()

    def _shown(self, found: backup.Overview) -> None:
        self._found = found
        self.retranslate()

    # Making -------------------------------------------------------------------------------------------------------------

    def make_outside(self) -> None:
        """Make one at the second place; without one, ask where."""
        place = self._found.place if self._found is not None else None
        if place is None:
            self._ask_place()
        else:
            self._make(place)

    def _ask_place(self) -> None:
        file_dialogs.ask_folder(self, _("Where copies outside this computer go"), self._chosen)

    def _chosen(self, place: Path) -> None:
        backup.choose_place(self.session, place, lambda: self._make(place))

    def _make(self, place: Path | None) -> None:
        self._begin(_("Making a backup and opening it to try it…"))
        assert self._progress is not None
        backup.make(self.session, place, self._progress, self._made, self._failed)

    def _made(self) -> None:
        self._end()
        messages.say(lambda: _("The backup is made, and it opens."))
        self.refresh()

    def _failed(self, trouble: Trouble) -> None:
        self._end()
        messages.show(trouble)
        self.refresh()

    def _begin(self, text: str) -> None:
        self._progress = Progress()
        self.busy.begin(text, self._progress)
        self._enable(False)

    def _end(self) -> None:
        self._progress = None
        self.busy.hide()
        self._enable(True)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
        self._end()

    def _enable(self, on: bool) -> None:
        for each in (self.here_button, self.outside_button, self.place_button, self.drill_button, self.file_button):
            each.setEnabled(on)

    # The drill and the way back -------------------------------------------------------------------------------------------

    def _drill(self) -> None:
        """The first press asks for the words, the second tries them."""
        if self.words.isHidden():
            self.words_label.show()
            self.words.show()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            self.retranslate()
            bring_into_view(self.drill_button)
            return
        self._begin(_("Bringing the newest backup back into an encrypted copy and comparing it…"))
        assert self._progress is not None
        backup.try_paper(self.session, self.words.toPlainText(), self._progress, self._passed, self._failed)

    def _passed(self, found: Passed) -> None:
        self._end()
        self._hide_words()
        day = found.made.astimezone().date().isoformat()
        messages.say(lambda: _("Drill passed: the recovery words and the backup of {day} bring everything back.").format(
            day=iso(current().date(day))))
        self.refresh()

    def _hide_words(self) -> None:
        self.words.clear()
        self.words.hide()
        self.words_label.hide()
        self.retranslate()

    def _ask_file(self) -> None:
        file_dialogs.ask_open(self, _("Choose a backup"), [_("Backups (*.backup)")], lambda path: events.restore.emit((path,)))

    # Words --------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        super().retranslate()
        self.here.heading.setText(_("On this computer"))
        self.outside.heading.setText(_("Outside this computer"))
        self.drill.heading.setText(_("Recovery drill"))
        self.here_button.setText(_("Back up now"))
        self.place_button.setText(_("Choose another place…") if self._place() else _("Choose a place…"))
        self.outside_button.setText(_("Back up there now"))
        self.outside_button.setVisible(self._place() is not None)
        self.drill_button.setText(_("Try it now") if self.words.isVisibleTo(self) else _("Try the recovery words…"))
        self.words_label.setText(_("The fifteen recovery words, as they stand on paper"))
        self.words.setAccessibleName(self.words_label.text())
        self.list_heading.setText(_("Bring a backup back"))
        self.file_button.setText(_("Choose a backup file…"))
        self._say()

    def _place(self) -> Path | None:
        return self._found.place if self._found is not None else None

    def _say(self) -> None:
        found = self._found
        clear(self.rows)
        if found is None:
            return
        self.here.stands.setText(_("The newest backup here was made {when}.").format(when=iso(backup.ago(found.here[0].made))) if found.here
                                 else _("There is no backup here yet. One is made by itself once a day, when something changed."))
        self.outside.stands.setText(outside_words(found) + (
            "\n" + _("It goes to {place}.").format(place=iso(found.place)) if found.place else
            "\n" + _("If this laptop is stolen or breaks, only a copy on a stick or another disk helps.")))
        self.drill.stands.setText(drill_words(found))
        self.list_empty.setText(_("None yet."))
        self.list_empty.setVisible(not found.here)
        for each in found.here:
            self.rows.addWidget(_Row(each))


def outside_words(found: backup.Overview) -> str:
    """When the last copy outside was made, as Home says it too."""
    if found.outside is None:
        return _("Last copy outside this laptop: none yet")
    return _("Last copy outside this laptop: {when}").format(when=iso(backup.ago(found.outside)))


def drill_words(found: backup.Overview) -> str:
    """When the paper was last tried, and whether it is time again."""
    from storage.drill import DAYS

    if found.drilled is None:
        return _("Nobody has tried yet whether the recovery words on paper open a backup.")
    day = iso(current().date(found.drilled.isoformat()))
    if found.drill_due:
        return _("Last passed on {day}. It is time to try again.").format(day=day)
    left = (found.drilled + datetime.timedelta(days=DAYS) - datetime.date.today()).days
    return _("Last passed on {day}.").format(day=day) + " " + ngettext(
        "It is due again in {n} day.", "It is due again in {n} days.", left).format(n=left)


class _Row(QFrame):
    """One backup: when, how large, and the way back to it."""

    def __init__(self, facts: BackupFacts) -> None:
        super().__init__()
        moment = facts.made.astimezone()
        day = current().date(moment.date().isoformat())
        self.words: QLabel = label()
        self.words.setText(_("{day} at {time}, {size}").format(day=iso(day), time=f"{moment:%H:%M}", size=iso(backup.size(facts.size))))
        self.button = button("quiet")
        self.button.setText(_("Bring back…"))
        self.button.setAccessibleDescription(self.words.text())
        self.button.clicked.connect(lambda: events.restore.emit((facts.path,)))
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 4, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)


class Working(QWidget):
    """A line of long work: what is done, how far it is, and a way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.bar, self.stop_button = label(), QProgressBar(), button("quiet")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.bar)
        self.hide()

    def begin(self, text: str, progress: Progress) -> None:
        """Say what is done, and follow it."""
        self.text.setText(text)
        self.bar.setAccessibleName(text)
        self.stop_button.setText(_("Stop"))
        self.bar.setRange(0, 0)
        progress.moved.connect(self._moved)
        self.show()

    def _moved(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
