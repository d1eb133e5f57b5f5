"""What happens between the list of attachments, the form that adds one and the page that shows one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QStackedWidget

from locales import N_, _, current
from media.child import Intake
from media.player import PLAYED, Player
from models.attachment import MOST_BYTES, Attachment, too_large
from models.consent import GIVEN, MEDIA, REFUSED, state
from models.errors import Trouble, WrongInput
from storage.changes import Changes
from ui import messages
from ui.events import events
from ui.jobs import Progress
from ui.operations import attachments as acts
from ui.operations import people
from ui.operations.attachments import Source, Taken
from ui.pages.member.attachment_form import AttachmentForm, path_of
from ui.pages.member.attachment_reader import AttachmentReader
from ui.pages.member.attachments import Attachments, what_it_is
from ui.pages.member.contents import Contents, today
from ui.session import Session
from ui.widgets import file_dialogs

PASTED = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/gif")
"""What is taken from the clipboard as it is, so that the program itself decodes nothing."""
TAKEN = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.gif *.mp3 *.wav *.flac *.ogg *.oga *.opus *.m4a *.aac *.pdf *.txt"


class Attaching(QObject):
    """Adds, shows, saves and bins the attachments of the person whose page it is."""

    def __init__(self, session: Session, card: Attachments, stack: QStackedWidget, home: Callable[[], None], edit: Callable[[str], None]) -> None:
        super().__init__(stack)
        self.session, self.card, self.stack = session, card, stack
        self._home = home
        self.contents: Contents | None = None
        self.form, self.reader = AttachmentForm(), AttachmentReader()
        self._progress = Progress()
        self._intake: Intake | None = None
        self._player: Player | None = None
        for part in (self.form, self.reader):
            stack.addWidget(part)
        card.add.connect(self.ask_file)
        card.paste.connect(self.paste)
        card.dropped.connect(self.add_file)
        card.opened.connect(self.open)
        card.binned.connect(lambda attachment: people.bin_record(session, attachment))
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.leave_form)
        self.form.stopped.connect(self.leave_form)
        self.reader.back.connect(self.close)
        self.reader.edit.connect(edit)
        self.reader.copy.connect(self._ask_place)
        self.reader.binned.connect(self._bin)
        events.locked.connect(self.drop)

    def show_person(self, contents: Contents) -> None:
        """The person was read anew: what is open follows, and goes when it isn't there any more."""
        self.contents = contents
        shown = self.reader.attachment
        if shown is None:
            return
        now = next((each for each in contents.attachments if each.id == shown.id), None)
        if now is not None:
            self.reader.open(now, contents.member.label or "")
        elif self.stack.currentWidget() is self.reader:
            self.close()
        else:
            self.reader.forget()

    def drop(self) -> None:
        """Let go of everything: another person's page, or the lock."""
        self._let_go()
        self.reader.forget()
        self.contents = None

    def _let_go(self) -> None:
        """End the child that reads. Whoever works with it closes it then; while it only waits, that is nobody."""
        self._progress.cancel()
        if self._intake is not None:
            self._intake.cancel()
            if not self.form.is_saving:
                self.session.jobs.away(self._intake.close)
        self._intake = None
        self.form.forget()

    # Adding

    def ask_file(self) -> None:
        """Ask which file."""
        if self.contents is not None:
            filters = [_("Pictures, recordings, papers ({endings})").format(endings=TAKEN), _("All files (*)")]
            file_dialogs.ask_open(self.card, _("Add a file"), filters, self.add_file)

    def add_file(self, path: Path, raw: Mapping[str, Any] | None = None) -> None:
        """Begin with a file that was chosen or dragged in."""
        try:
            self._begin(acts.from_file(path), raw)
        except Trouble as trouble:
            messages.show(trouble)

    def paste(self) -> None:
        """Begin with a picture that was copied elsewhere."""
        data = _pasted(QGuiApplication.clipboard().mimeData())
        if not data:
            messages.show(WrongInput(N_("No picture was copied; copy one, then paste it here.")))
        else:
            self._begin(acts.from_clipboard(data))

    def _begin(self, source: Source, raw: Mapping[str, Any] | None = None) -> None:
        if self.contents is None:
            return
        if source.size > MOST_BYTES:
            messages.show(too_large())
            return
        messages.clear()
        self.form.begin(self.contents, source, raw)
        self.form.retranslate()
        self.stack.setCurrentWidget(self.form)
        self.form.focus()
        self._read(source)

    def _read(self, source: Source) -> None:
        self._progress = Progress()
        self._progress.moved.connect(self.form.progressed)
        self._intake = acts.take_in(self.session, source, self._progress, partial(self._taken, source), partial(self._not_taken, source))

    def _taken(self, source: Source, taken: Taken) -> None:
        if self.form.source is source:
            self.form.take(taken)
        else:
            self.session.jobs.away(taken.intake.close)

    def _not_taken(self, source: Source, trouble: Trouble) -> None:
        if self.form.source is source:
            self.leave_form()
            messages.show(trouble)

    def _keep(self) -> None:
        contents, taken = self.contents, self.form.taken
        if contents is None:
            return
        if self.form.question.agreed() is False:
            details = {"how": self.form.question.said_how()}
            people.answer_consents(self.session, contents.member.id, {MEDIA: REFUSED}, details, self._kept, messages.show)
            return
        if taken is None:
            return
        asked = state(contents.consents, MEDIA, today()) != GIVEN
        consents = [acts.answer(contents.member.id, agreed=True, how=self.form.question.said_how())] if asked else []
        self.form.saving(True)
        original = self.form.original.isChecked() and taken.facts.media_type.startswith("image/")
        acts.keep(self.session, self.form.record(), taken, self._progress, original=original, consents=consents, done=self._kept,
                  failed=partial(self._not_kept, taken.source))

    def _kept(self, _changes: Changes) -> None:
        people.throw_half(self.session, self.contents.member.id if self.contents is not None else "")
        self._end_form()

    def _not_kept(self, source: Source, trouble: Trouble) -> None:
        """What was typed stays; the file is read again, for the child has handed over what it held."""
        self.form.saving(False)
        self.form.taken = None
        self.form.retranslate()
        messages.show(trouble)
        self._read(source)

    def leave_form(self) -> None:
        """Don't keep it."""
        if self.contents is not None:
            people.throw_half(self.session, self.contents.member.id)
        self._end_form()

    def _end_form(self) -> None:
        self._let_go()
        self._home()

    # Showing

    def open(self, attachment_id: str) -> None:
        """Show an attachment."""
        contents = self.contents
        found = next((each for each in contents.attachments if each.id == attachment_id), None) if contents is not None else None
        if found is None or contents is None:
            return
        self.reader.forget()
        self.reader.open(found, contents.member.label or "")
        self.stack.setCurrentWidget(self.reader)
        self.reader.back_button.setFocus()
        acts.load(self.session, found, partial(self._loaded, found), partial(self._not_loaded, found))

    def _loaded(self, attachment: Attachment, content: bytes) -> None:
        if self.reader.attachment is None or self.reader.attachment.id != attachment.id:
            return
        media_type, viewer = attachment.media_type or "", self.reader.viewer
        if not media_type.startswith("audio/"):
            if not viewer.show_content(media_type, content, what_it_is(attachment)):
                viewer.say(_("This cannot be shown inside Raddir; a copy can be saved and opened elsewhere."))
        elif media_type in PLAYED or b"\x01vorbis" in content[:64]:
            player = self._player = self.player()
            self.session.jobs.away(
                partial(player.load, (content,)), partial(self._playable, attachment, player), partial(self._not_loaded, attachment))
        else:
            viewer.say(_("Raddir keeps this recording and cannot play it; a copy can be saved and played elsewhere."))

    def player(self) -> Player:
        """What plays a recording."""
        return Player()

    def _playable(self, attachment: Attachment, player: Player, _length: float) -> None:
        if self.reader.attachment is not None and self.reader.attachment.id == attachment.id:
            self.reader.viewer.play(player, what_it_is(attachment))
        else:
            player.close()

    def _not_loaded(self, attachment: Attachment, trouble: Trouble) -> None:
        if self.reader.attachment is not None and self.reader.attachment.id == attachment.id:
            self.reader.viewer.say(trouble.sentence(current()))

    def _bin(self, attachment: Attachment) -> None:
        people.bin_record(self.session, attachment, lambda _changes: self.close())

    def close(self) -> None:
        """Back to the record; nothing of what was shown stays."""
        self.reader.forget()
        self._home()

    # A copy

    def _ask_place(self, original: bool) -> None:
        attachment = self.reader.attachment
        if attachment is not None:
            name = acts.file_name(attachment, original=original)
            file_dialogs.ask_save(self.reader, _("Save a copy outside the vault"), name, [_("All files (*)")],
                                  partial(self._save, attachment, original))

    def _save(self, attachment: Attachment, original: bool, place: Path) -> None:
        acts.save_copy(self.session, attachment, place, original=original,
                       done=lambda _nothing: messages.say(lambda: _("The copy is saved; delete it when it is no longer needed.")))

    # Locked and unlocked

    def standing(self) -> dict[str, Any]:
        """What is open, to be found again."""
        shown = self.stack.currentWidget()
        if shown is self.form and self.form.half_typed():
            return {"adding": self.form.raw()}
        if shown is self.reader and self.reader.attachment is not None:
            return {"attachment": self.reader.attachment.id}
        return {}

    def stand_again(self, kept: Mapping[str, Any]) -> None:
        """Open again what was open."""
        if "attachment" in kept:
            self.open(str(kept["attachment"]))
        elif "adding" in kept:
            self.add_again(kept["adding"])

    def add_again(self, raw: Mapping[str, Any]) -> None:
        """Go on with a form that was left half typed, if its file is still there."""
        path = path_of(raw)
        if path is not None and path.is_file():
            self.add_file(path, raw)


def _pasted(copied: QMimeData | None) -> bytes:
    """The picture on the clipboard as a file: as whoever copied it wrote it, or from its pixels where the system gives only those."""
    if copied is None:
        return b""
    for each in PASTED:
        if copied.hasFormat(each):
            return bytes(copied.data(each).data())
    image = copied.imageData() if copied.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
