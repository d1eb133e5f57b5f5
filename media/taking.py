"""Which reader a file goes to. Loaded in the child only, with all readers, before it closes itself off."""

from __future__ import annotations

from media import papers, pictures, sounds
from media.facts import BROKEN, Facts, Refused
from media.recognise import PICTURES, recognise


def warm() -> None:
    """Load what the readers would only look for when their first file comes: from then on no file can be opened."""
    pictures.warm()
    papers.warm()


def take_in(data: bytes) -> tuple[Facts, bytes]:
    """What is to be kept of a file, and what is known of it. Raises Refused."""
    media_type = recognise(data)
    facts, content = _read(data, media_type)
    return facts._replace(came_as=media_type), content


def _read(data: bytes, media_type: str) -> tuple[Facts, bytes]:
    if media_type in PICTURES:
        return pictures.take_in(data, media_type)
    if media_type in sounds.READERS:
        return sounds.take_in(data, media_type)
    if media_type == "application/pdf":
        return papers.take_in_pdf(data)
    if media_type == "text/plain":
        return papers.take_in_text(data)
    raise Refused(BROKEN)
