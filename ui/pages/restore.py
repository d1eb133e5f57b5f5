"""Bringing a backup back, in front of the vault: which one, by which secret, and what it means. Nothing that is there is destroyed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QWidget

from locales import _, current, iso
from models.errors import Trouble
from ui import messages
from ui.events import events
from ui.jobs import Progress
from ui.operations import backup
from ui.pages.entrance import Busy, Entrance, PassphraseEdit, label_of
from ui.parts import button, label
from ui.session import Session
from ui.widgets import file_dialogs

if TYPE_CHECKING:
    from storage.backup import BackupFacts

__all__ = ["RestorePage"]


class RestorePage(Entrance):
    """Choose a backup, say a passphrase or the recovery words of its day, and go back to it."""

    CHAPTER = "restore"
    COLUMN = 640

    def __init__(self, session: Session, chosen: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._chosen = chosen
        self._local: tuple[BackupFacts, ...] = ()
        self._by_words = self._is_busy = False
        self._trouble: Trouble | None = None
        self.title, self.intro = label(name="heading"), label()
        self.choice, self.file_button = QComboBox(), button("quiet")
        self.choice_label = label_of(self.choice)
        self.passphrase = PassphraseEdit()
        self.passphrase_label = label_of(self.passphrase.edit)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * 3 + 16)
        self.words_label = label_of(self.words)
        self.problem, self.busy = label("danger", hidden=True), Busy()
        self.go_button, self.other_button, self.back_button = button("primary"), button("quiet"), button()
        self._build()
        self.retranslate()
        backup.local(session, self._found)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.go_button)
        above: tuple[QWidget, ...] = (self.title, self.intro, self.choice_label, self.choice)
        secret: tuple[QWidget, ...] = (self.passphrase_label, self.passphrase, self.words_label, self.words)
        for widget in above:
            self.column.addWidget(widget)
        self.column.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in secret:
            self.column.addWidget(widget)
        self.column.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.busy)
        self.column.addLayout(buttons)
        self.choice.currentIndexChanged.connect(self._fits)
        self.file_button.clicked.connect(self._ask_file)
        self.passphrase.entered.connect(self.forward)
        self.passphrase.changed.connect(self._fits)
        self.words.textChanged.connect(self._fits)
        self.other_button.clicked.connect(self._other_way)
        self.back_button.clicked.connect(lambda: events.restore.emit(None))
        self.go_button.clicked.connect(self.forward)

    def first_focus(self) -> QWidget:
        return self.words if self._by_words else self.passphrase.edit

    # Which one ------------------------------------------------------------------------------------------------------------

    def _found(self, found: tuple[BackupFacts, ...]) -> None:
        self._local = found
        self._list()

    def _ask_file(self) -> None:
        file_dialogs.ask_open(self, _("Choose a backup"), [_("Backups (*.backup)")], self._take)

    def _take(self, path: Path) -> None:
        self._chosen = path
        self._list()

    def _list(self) -> None:
        """The backups beside the vault, and the file that was chosen elsewhere."""
        wanted = self._chosen or self.path()
        self.choice.clear()
        paths = [each.path for each in self._local]
        if wanted is not None and wanted not in paths:
            self.choice.addItem(iso(wanted.name), wanted)
        for each in self._local:
            self.choice.addItem(self._words_of(each), each.path)
        if wanted is not None:
            self.choice.setCurrentIndex(max(0, self.choice.findData(wanted)))
        self.choice.setVisible(self.choice.count() > 0)
        self.choice_label.setVisible(self.choice.count() > 0)
        self._fits()

    @staticmethod
    def _words_of(each: BackupFacts) -> str:
        moment = each.made.astimezone()
        return _("{day} at {time}, {size}").format(
            day=iso(current().date(moment.date().isoformat())), time=f"{moment:%H:%M}", size=iso(backup.size(each.size)))

    def path(self) -> Path | None:
        """The backup that is chosen."""
        found = self.choice.currentData()
        return found if isinstance(found, Path) else None

    # Bringing it back -----------------------------------------------------------------------------------------------------

    def _other_way(self) -> None:
        self._by_words = not self._by_words
        self._say(None)
        self.retranslate()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _secret_text(self) -> str:
        return self.words.toPlainText().strip() if self._by_words else self.passphrase.text()

    def _fits(self, *_changed: object) -> None:
        self.go_button.setEnabled(self.path() is not None and bool(self._secret_text()) and not self._is_busy)

    def forward(self) -> None:
        """Bring it back, and open the vault."""
        from storage.restore import Secret

        path = self.path()
        if path is None or not self.go_button.isEnabled():
            return
        self._say(None)
        self._set_busy(True)
        text = self._secret_text()
        backup.bring_back(
            self.session, path, Secret(words=text) if self._by_words else Secret(passphrase=text), Progress(), self._done, self._failed)

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self.busy.setVisible(busy)
        for each in (self.choice, self.file_button, self.other_button, self.back_button):
            each.setEnabled(not busy)
        self.passphrase.edit.setReadOnly(busy)
        self.words.setReadOnly(busy)
        self._fits()

    def _done(self, is_open: bool) -> None:
        self.passphrase.edit.clear()
        self.words.clear()
        if is_open:
            self.opened.emit()
        else:
            events.restore.emit(None)

    def _failed(self, trouble: Trouble) -> None:
        self._set_busy(False)
        self._say(trouble)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, trouble: Trouble | None) -> None:
        self._trouble = trouble
        self.problem.setText(messages.sentence(trouble) if trouble is not None else "")
        self.problem.setVisible(trouble is not None)

    def retranslate(self) -> None:
        self.title.setText(_("Bring a backup back"))
        self.intro.setText(_("The vault becomes what it was when the backup was made. What is here now is backed up or set aside first; nothing is "
                             "destroyed. Whoever was erased since stays erased."))
        self.choice_label.setText(_("Backup"))
        self.choice.setAccessibleName(_("Backup"))
        self.file_button.setText(_("Choose a backup file…"))
        self.passphrase_label.setText(_("A passphrase of the day when it was made"))
        self.passphrase.word(self.passphrase_label.text())
        self.words_label.setText(_("The fifteen recovery words of the day when it was made"))
        self.words.setAccessibleName(self.words_label.text())
        self.other_button.setText(_("Use a passphrase…") if self._by_words else _("Use the recovery words…"))
        self.go_button.setText(_("Bring it back"))
        self.back_button.setText(_("Back"))
        self.busy.say(_("Bringing the backup back and looking through it…"))
        for widgets, asked in (((self.passphrase_label, self.passphrase), not self._by_words), ((self.words_label, self.words), self._by_words)):
            for widget in widgets:
                widget.setVisible(asked)
        self._say(self._trouble)
        self._list()
