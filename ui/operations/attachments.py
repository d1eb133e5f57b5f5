"""What a volunteer does with pictures, recordings and papers: one function per act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from media.child import Intake, pieces_of
from media.facts import Facts, NotTakenIn
from models.attachment import Attachment
from models.consent import GIVEN, MEDIA, REFUSED, Consent
from models.errors import Trouble
from storage.changes import Changes
from storage.files import place_errors, writing
from storage.workspace import Workspace
from ui.jobs import Progress
from ui.operations import naming, undo
from ui.session import Session

Failed = Callable[[Trouble], None]
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/tiff": ".tif", "image/gif": ".gif", "audio/mpeg": ".mp3",
    "audio/wav": ".wav", "audio/flac": ".flac", "audio/ogg": ".ogg", "audio/mp4": ".m4a", "audio/aac": ".aac", "application/pdf": ".pdf",
    "text/plain": ".txt",
}


class Source(NamedTuple):
    """Where a file comes from: its bytes, as often as they are wanted, how many there are, and its path if it has one."""

    pieces: Callable[[], Iterator[bytes]]
    size: int
    path: str = ""


class Taken(NamedTuple):
    """A file that was read: the child that holds what is to be kept, what is known of it, and where it came from."""

    intake: Intake
    facts: Facts
    source: Source


def from_file(path: Path) -> Source:
    """A file that somebody chose. Raises PlaceFailed when it can't be looked at."""
    with place_errors(path):
        return Source(lambda: pieces_of(path), path.stat().st_size, str(path))


def from_clipboard(data: bytes) -> Source:
    """A picture that was copied elsewhere."""
    return Source(lambda: iter((data,)), len(data))


def take_in(session: Session, source: Source, progress: Progress, done: Callable[[Taken], None], failed: Failed) -> Intake:
    """Have a file read in a child process. The child is given back, so that it can be ended while it reads."""
    intake = Intake()

    def work() -> Taken:
        try:
            with place_errors(Path(source.path)):
                return Taken(intake, intake.read(source.pieces(), lambda read: progress.say(read, source.size)), source)
        except NotTakenIn:
            progress.say(0, 0)  # raises when it was the volunteer who ended it
            raise

    session.jobs.away(work, done, failed)
    return intake


def keep(
    session: Session, record: Attachment, taken: Taken, progress: Progress, *, original: bool, consents: Sequence[Consent],
    done: Callable[[Changes], None], failed: Failed,
) -> None:
    """Keep what was taken in, with what was answered about consent, as one act."""
    source = taken.source

    def work(workspace: Workspace) -> Changes:
        try:
            with place_errors(Path(source.path)):
                return workspace.attachments.add(
                    record, _told(taken.intake.content(), progress, source.size), size=source.size, consents=consents,
                    original=source.pieces() if original else None, original_type=taken.facts.came_as, original_size=source.size if original else 0,
                )
        except NotTakenIn:
            progress.say(0, 0)
            raise

    undo.write(session, work, naming.kept(record), done, failed)


def _told(pieces: Iterator[bytes], progress: Progress, size: int) -> Iterator[bytes]:
    """The same pieces; how far they are is told on the way."""
    done = 0
    for piece in pieces:
        done += len(piece)
        progress.say(min(done, size), size)
        yield piece


def answer(member_id: str, *, agreed: bool, how: str) -> Consent:
    """What the person said when asked whether it may be kept."""
    return Consent(member=member_id, use=MEDIA, value=GIVEN if agreed else REFUSED, how=how)


def load(session: Session, attachment: Attachment, done: Callable[[bytes], None], failed: Failed) -> None:
    """Read the content of an attachment into memory, to be shown."""
    session.jobs.read(lambda library: b"".join(library.content_of(attachment.id)), done, failed)


def save_copy(
    session: Session, attachment: Attachment, place: Path, *, original: bool, done: Callable[[None], None], failed: Failed | None = None,
) -> None:
    """Write a copy out of the vault, whole or not at all. That it was done is written down first."""
    def work(workspace: Workspace) -> None:
        workspace.log_access("attachment", attachment.member)
        with writing(place) as stream:
            for piece in workspace.content_of(attachment.id, original=original):
                stream.write(piece)

    session.jobs.write(work, done, failed)


def file_name(attachment: Attachment, *, original: bool) -> str:
    """A neutral name for a copy: its kind and its ending, and nobody's name."""
    media_type = attachment.original_type if original else attachment.media_type
    return f"{attachment.kind or 'attachment'}{ENDINGS.get(media_type or '', '')}"
