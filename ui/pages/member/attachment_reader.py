"""One attachment, looked at or listened to inside Raddir."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from locales import _, current, iso
from models.attachment import Attachment
from ui import icons
from ui.events import events
from ui.pages.member.attachments import about, what_it_is
from ui.widgets.fitting import Wrapped
from ui.widgets.side_by_side import leading
from ui.widgets.viewer import Viewer


class AttachmentReader(QWidget):
    """Title, what can be done with it, and the thing itself."""

    back = Signal()
    edit = Signal(str)
    copy = Signal(bool)
    """Save a copy out of the vault: of the original or of what is shown."""
    binned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.attachment: Attachment | None = None
        self._person = ""
        self.title, self.about, self.warning = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("heading")
        for label in (self.title, self.about, self.warning):
            label.setWordWrap(True)
        for label in (self.about, self.warning):
            label.setProperty("kind", "muted")
        self.viewer = Viewer()
        self.back_button, self.edit_button, self.copy_button, self.original_button, self.bin_button = (QPushButton() for _each in range(5))
        buttons = Wrapped()
        for button in (self.back_button, self.edit_button, self.copy_button, self.original_button, self.bin_button):
            buttons.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, self.about, buttons, self.warning):
            column.addWidget(widget)
        column.addWidget(self.viewer, 1)
        events.look_changed.connect(self.retranslate)
        self.back_button.clicked.connect(self.back)
        self.edit_button.clicked.connect(lambda: self.edit.emit(self.attachment.id) if self.attachment is not None else None)
        self.copy_button.clicked.connect(lambda: self.copy.emit(False))
        self.original_button.clicked.connect(lambda: self.copy.emit(True))
        self.bin_button.clicked.connect(lambda: self.binned.emit(self.attachment) if self.attachment is not None else None)

    def open(self, attachment: Attachment, person: str) -> None:
        """Show its head; the content comes when it is read."""
        fresh = self.attachment is None or self.attachment.id != attachment.id
        self.attachment, self._person = attachment, person
        if fresh:
            self.viewer.say(_("It is being read."))
        self.retranslate()

    def forget(self) -> None:
        """Let go of everything that is shown."""
        self.attachment, self._person = None, ""
        self.viewer.clear()
        self.title.clear()
        self.about.clear()

    def retranslate(self) -> None:
        self.back_button.setText(_("Back to the record"))
        self.edit_button.setText(_("Edit what it is"))
        self.copy_button.setText(_("Save a copy…"))
        self.original_button.setText(_("Save the original…"))
        self.bin_button.setText(_("Put in the bin"))
        self.bin_button.setIcon(icons.icon("bin"))
        self.bin_button.setIconSize(icons.beside_text())
        self.warning.setText(_("A copy lies outside the vault, readable for everybody who finds it; that it was made is written down."))
        if self.attachment is None:
            return
        self.original_button.setVisible(bool(self.attachment.original))
        self.title.setText(_("{what} – {name}").format(what=iso(what_it_is(self.attachment)), name=iso(self._person)))
        self.about.setText(about(self.attachment))
        for label in (self.title, self.about):
            leading(label, current())
        self.viewer.retranslate()
