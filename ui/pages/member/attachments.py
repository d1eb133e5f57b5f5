"""The pictures, recordings and papers of a person: a card each, and the ways to add one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from locales import _, current, iso, ngettext
from models.attachment import Attachment
from models.vocabulary import vocabulary
from ui import icons
from ui.events import events
from ui.pages.member.contents import Contents
from ui.widgets.fitting import Wrapped, forget
from ui.widgets.side_by_side import leading
from ui.widgets.sound_bar import clock

KINDS = ("photo", "scan", "sound", "document")
ABOVE = 4
"""Parts that stand above the first card."""
KILO, MEGA = 1000, 1_000_000


def size_in_words(size: int | None) -> str:
    """How large a file is, as people say it: 1.2 MB, 340 kB."""
    if not size:
        return ""
    if size < MEGA:
        return _("{n} kB").format(n=iso(current().number(max(1, round(size / KILO)))))
    return _("{n} MB").format(n=iso(current().number(round(size / MEGA, 1))))


def what_it_is(attachment: Attachment) -> str:
    """What a volunteer called it, or else its kind."""
    return attachment.title or vocabulary("attachment-kind").label(attachment.kind or "", current())


def about(attachment: Attachment) -> str:
    """Kind, day, length and size in one line."""
    words = current()
    length = attachment.seconds
    kind = vocabulary("attachment-kind").label(attachment.kind or "", words)  # it gives the line its direction, so it isn't isolated
    parts = [
        words.date(attachment.received, "medium") if attachment.received else "",
        clock(length) if length else "",
        size_in_words(attachment.size),
    ]
    return " · ".join([kind, *(iso(each) for each in parts if each)])


class AttachmentCard(QFrame):
    """One attachment: what it is, and the ways to look at it and to put it away."""

    opened = Signal(str)
    binned = Signal(object)

    def __init__(self, attachment: Attachment) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.attachment = attachment
        self.what, self.about = QLabel(), QLabel()
        self.about.setProperty("kind", "muted")
        for label in (self.what, self.about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.open, self.bin = QPushButton(), QPushButton()
        buttons = Wrapped()
        for button in (self.open, self.bin):
            button.setProperty("kind", "quiet")
            buttons.add(button)
        self.bin.setIcon(icons.icon("bin"))
        column = QVBoxLayout(self)
        column.setSpacing(4)
        for part in (self.what, self.about, buttons):
            column.addWidget(part)
        self.open.clicked.connect(lambda: self.opened.emit(self.attachment.id))
        self.bin.clicked.connect(lambda: self.binned.emit(self.attachment))

    def show_attachment(self, attachment: Attachment) -> None:
        self.attachment = attachment
        what = what_it_is(attachment)
        self.what.setText(iso(what))
        self.about.setText(about(attachment))
        for label in (self.what, self.about):
            leading(label, current())
        self.open.setIcon(icons.icon(attachment.kind if attachment.kind in KINDS else "document"))
        self.open.setText(_("Open"))
        self.open.setAccessibleName(_("Open: {what}").format(what=iso(what)))
        self.bin.setText(_("Put in the bin"))
        self.bin.setAccessibleName(_("Put in the bin: {what}").format(what=iso(what)))
        for button in (self.open, self.bin):
            button.setIconSize(icons.beside_text())


class Attachments(QWidget):
    """All attachments of a person. A file can be dragged in, and never out."""

    opened = Signal(str)
    binned = Signal(object)
    add = Signal()
    paste = Signal()
    dropped = Signal(object)
    """The path of a file that was dragged in."""

    def __init__(self) -> None:
        super().__init__()
        self._contents: Contents | None = None
        self.cards: dict[str, AttachmentCard] = {}
        self.title, self.none, self.hidden = QLabel(), QLabel(), QLabel()
        self.title.setProperty("kind", "section")
        for label in (self.title, self.none, self.hidden):
            label.setWordWrap(True)
        for label in (self.none, self.hidden):
            label.setProperty("kind", "muted")
        self.add_button, self.paste_button = QPushButton(), QPushButton()
        buttons = Wrapped()
        for button in (self.add_button, self.paste_button):
            buttons.add(button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, buttons, self.none, self.hidden):
            self.column.addWidget(part)
        self.setAcceptDrops(True)
        events.look_changed.connect(self.retranslate)
        self.add_button.clicked.connect(self.add)
        self.paste_button.clicked.connect(self.paste)

    def show_person(self, contents: Contents) -> None:
        """Cards of attachments that are still there stay, so that the focus does."""
        self._contents = contents
        now = {each.id: each for each in contents.attachments}
        for gone in [each for each in self.cards if each not in now]:
            card = self.cards.pop(gone)
            self.column.removeWidget(card)
            forget(card)
        for place, attachment in enumerate(contents.attachments):
            if attachment.id not in self.cards:
                card = self.cards[attachment.id] = AttachmentCard(attachment)
                card.opened.connect(self.opened)
                card.binned.connect(self.binned)
                self.column.insertWidget(ABOVE + place, card)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(_("Pictures, recordings, papers"))
        self.add_button.setText(_("Add a file"))
        self.paste_button.setText(_("Paste a picture"))
        self.none.setText(_("Nothing kept yet: a photo, a recording, a scanned letter, a signed form."))
        contents = self._contents
        hidden = contents.out_of_sight if contents is not None else 0
        self.none.setVisible(not self.cards and not hidden)
        self.hidden.setVisible(bool(hidden))
        self.hidden.setText(ngettext(
            "One is hidden, because it may not be kept now; once the consent was taken back, it is erased after 30 days.",
            "{n} are hidden, because they may not be kept now; once the consent was taken back, they are erased after 30 days.", hidden,
        ).format(n=hidden))
        for attachment in contents.attachments if contents is not None else ():
            self.cards[attachment.id].show_attachment(attachment)

    # Dragging in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _one_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _one_file(event.mimeData())
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(path)


def _one_file(dragged: QMimeData) -> Path | None:
    """The one file of this computer that is being dragged, if it is that."""
    urls = dragged.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
