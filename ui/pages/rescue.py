"""What the door offers when the vault can't be opened: the newest backup beside it, or one from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from locales import _, iso
from models.errors import Damaged, NoVault, Trouble
from ui.events import events
from ui.operations import backup
from ui.parts import button, label
from ui.session import Session

if TYPE_CHECKING:
    from storage.backup import BackupFacts

__all__ = ["Rescue", "helps"]


def helps(trouble: Trouble | None) -> bool:
    """Whether a backup is an answer to this trouble."""
    return isinstance(trouble, Damaged | NoVault)


class Rescue(QFrame):
    """The day of the newest backup here and a way to it, and a way to any other."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._newest: BackupFacts | None = None
        self._asked = False
        self.setProperty("card", True)
        self.words, self.go_button, self.other_button = label(), button("primary"), button("quiet")
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.go_button.clicked.connect(self._go)
        self.other_button.clicked.connect(lambda: events.restore.emit((None,)))
        self.go_button.hide()
        self.retranslate()
        backup.local(session, self._found)

    def _found(self, found: tuple[BackupFacts, ...]) -> None:
        self._asked, self._newest = True, found[0] if found else None
        self.go_button.setVisible(self._newest is not None)
        self.retranslate()
        if self.other_button.hasFocus() and self._newest is not None:
            self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QPushButton:
        """Where the keyboard belongs where nothing else can be done."""
        return self.go_button if self._newest is not None else self.other_button

    def _go(self) -> None:
        if self._newest is not None:
            events.restore.emit((self._newest.path,))

    def retranslate(self) -> None:
        if self._newest is not None:
            self.words.setText(_("Nothing was changed. The newest backup on this computer was made {when}.").format(
                when=iso(backup.ago(self._newest.made))))
        else:
            self.words.setText(_("Nothing was changed. There is no backup on this computer; one from a stick or another disk helps.") if self._asked
                               else _("Looking for a backup…"))
        self.go_button.setText(_("Bring it back…"))
        self.other_button.setText(_("Choose a backup file…"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
