"""Taking files in: what they tell beside the picture, the sound or the text is gone; what is hostile is refused, in a closed-off child."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import socket
import struct
import zlib
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from media import cell, ogg, taking
from media.child import Intake, pieces_of
from media.facts import BROKEN, HEIC, OFFICE, PIXELS, REASONS, UNKNOWN, VIDEO, Facts, NotTakenIn, Refused
from models.attachment import MOST_BYTES
from models.errors import Trouble, WrongInput
from tests.media import samples


def taken(data: bytes) -> tuple[Facts, bytes]:
    """Through the door: a child of its own."""
    with Intake(60) as intake:
        facts = intake.read(samples.pieces(data))
        return facts, b"".join(intake.content())


def why_not(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        taking.take_in(data)
    return caught.value.reason


def test_a_photo_loses_all_but_its_pixels_and_stands_upright() -> None:
    photo = samples.photo(orientation=6)
    assert samples.has_mark(photo) and b"Exif" in photo
    facts, kept = taken(photo)
    assert not samples.has_mark(kept) and b"Exif" not in kept and b"ICC_PROFILE" not in kept and b"http://" not in kept
    image = Image.open(io.BytesIO(kept))
    assert (facts.media_type, facts.width, facts.height) == ("image/jpeg", 300, 400) and image.size == (300, 400)
    assert image.getexif() == {} and "exif" not in image.info
    left, right = image.getpixel((20, 200)), image.getpixel((280, 200))
    assert isinstance(left, tuple) and isinstance(right, tuple) and left[2] > 150 and right[0] > 150


@pytest.mark.parametrize("name", ["PNG", "WEBP", "TIFF", "GIF"])
def test_so_does_every_other_kind_of_picture(name: str) -> None:
    data = samples.screen() if name == "PNG" else samples.picture(name)
    assert samples.has_mark(data)
    facts, kept = taken(data)
    assert not samples.has_mark(kept)
    assert (facts.width, facts.height) == Image.open(io.BytesIO(kept)).size == (60, 40)
    assert facts.notes == (("first-only",) if name in ("TIFF", "GIF") else ())


def test_a_large_page_is_made_smaller_and_stays_readable() -> None:
    page = Image.new("L", (4000, 6000), 255)
    for place in range(0, 6000, 40):
        page.paste(0, (0, place, 4000, place + 4))
    stream = io.BytesIO()
    page.save(stream, "JPEG")
    facts, kept = taking.take_in(stream.getvalue())
    assert (facts.width, facts.height) == (2000, 3000)
    column = [Image.open(io.BytesIO(kept)).convert("L").getpixel((1000, each)) for each in range(100, 180)]
    assert min(column) < 90 and max(column) > 220  # type: ignore[type-var, operator]


@pytest.mark.parametrize("mode", ["1", "L", "I;16", "P", "RGBA", "LA"])
def test_every_way_to_hold_colours_is_read(mode: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (30, 20)).save(stream, "PNG")
    facts, _kept = taking.take_in(stream.getvalue())
    assert (facts.width, facts.height) == (30, 20)


def test_transparency_stays_where_there_is_some() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(stream, "PNG")
    assert taking.take_in(stream.getvalue())[0].media_type == "image/png"
    stream = io.BytesIO()
    Image.new("RGBA", (30, 20), (9, 9, 9, 255)).save(stream, "PNG")
    assert taking.take_in(stream.getvalue())[0].media_type == "image/jpeg"


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are an enormous picture."""
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(2000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (2**31 - 1, 2**31 - 1), (1, 100_000_000)])
def test_a_picture_of_too_many_pixels_is_refused_with_one_sentence(size: tuple[int, int]) -> None:
    with pytest.raises(WrongInput) as caught:
        taken(png_that_claims(*size))
    assert caught.value.sentence() in (REASONS[PIXELS], REASONS[BROKEN])


@pytest.mark.parametrize(("make", "media_type"), [
    (samples.tagged_tone, "audio/wav"), (samples.mp3, "audio/mpeg"), (samples.flac, "audio/flac"), (samples.opus, "audio/ogg"),
    (samples.m4a, "audio/mp4"),
])
def test_a_recording_loses_its_tags_and_keeps_its_length(make: Callable[[], bytes], media_type: str) -> None:
    data = make()
    assert samples.has_mark(data)
    facts, kept = taken(data)
    assert not samples.has_mark(kept)
    assert (facts.kind, facts.media_type) == ("sound", media_type)
    assert facts.seconds in (1, 2, 3)
    assert facts.notes == (("not-played",) if media_type in ("audio/ogg", "audio/mp4") else ())


def test_a_wave_without_tags_is_kept_to_the_byte() -> None:
    assert taking.take_in(samples.tone())[1] == samples.tone()


def test_the_pages_of_an_ogg_keep_their_places_and_have_right_sums() -> None:
    data = samples.opus()
    kept, codec, seconds = ogg.without_comments(data)
    assert (codec, seconds, len(kept)) == ("opus", 2.0, len(data))
    assert samples.ogg_sums_are_right(data) and samples.ogg_sums_are_right(kept)
    assert not samples.ogg_sums_are_right(data.replace(b"PLANTED", b"planted"))


def test_the_hours_of_an_m4a_are_gone_and_its_sound_stands_where_it_stood() -> None:
    data = samples.m4a()
    kept = taking.take_in(data)[1]
    assert struct.pack(">I", 3_900_000_000) in data and struct.pack(">I", 3_900_000_000) not in kept
    assert kept.index(b"sound" * 40) == data.index(b"sound" * 40)


def test_a_pdf_is_kept_as_it_is_with_a_warning_and_half_of_one_is_refused() -> None:
    facts, kept = taken(samples.pdf())
    assert kept == samples.pdf() and facts.notes == ("may-hold-names",)
    assert why_not(samples.pdf()[:40]) == BROKEN


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_text_is_kept_as_utf_8(letters: str) -> None:
    words = "انتظرت ستة أشهر من أجل رقم الهوية"
    facts, kept = taken(f"{words}\r\n".encode(letters))
    assert kept.decode("utf-8") == words + "\n"
    assert facts.notes == (("guessed",) if letters == "cp1256" else ())


@pytest.mark.parametrize(("data", "reason"), [
    (b"\0\0\0\x18ftypheic" + bytes(40), HEIC), (b"PK\x03\x04" + bytes(40), OFFICE), (samples.m4a(b"vide"), VIDEO), (b"\x7fELF" + bytes(40), UNKNOWN),
    (b"\xff\xd8\xff" + bytes(40), BROKEN), (samples.photo()[:900], BROKEN), (b"OggS" + bytes(60), BROKEN), (b"fLaC" + bytes(9), BROKEN),
    (b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0" + bytes(16), BROKEN), (b"ID3\x03\0\0\x7f\x7f\x7f\x7f", BROKEN),
    (b"\0\0\0\x10ftypM4A \0\0\0\0\0\0\0\x01moov" + b"\xff" * 8, BROKEN),
])
def test_what_is_not_taken_is_named(data: bytes, reason: str) -> None:
    assert why_not(data) == reason


@settings(max_examples=150, deadline=None)
@given(
    data=st.sampled_from([samples.photo((40, 30)), samples.screen(), samples.picture("GIF"), samples.picture("WEBP"), samples.tagged_tone(0.1),
                          samples.mp3(5), samples.flac(), samples.opus(), samples.m4a(), samples.pdf()]),
    at=st.floats(0, 1), splice=st.binary(max_size=8), cut=st.booleans(),
)
def test_a_file_with_wrong_bytes_is_taken_or_refused_and_nothing_else(data: bytes, at: float, splice: bytes, cut: bool) -> None:
    place = int(at * len(data))
    try:
        facts, kept = taking.take_in(data[:place] + splice + (b"" if cut else data[place + len(splice):]))
    except Refused as refused:
        assert refused.reason in REASONS
    else:
        assert kept is not None and facts.media_type


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_picture_that_ends_anywhere_is_taken_or_refused(kind: str) -> None:
    data = samples.picture(kind)
    for place in range(0, len(data), max(1, len(data) // 400)):
        with contextlib.suppress(Refused):
            assert taking.take_in(data[:place])[0].media_type


def test_more_than_fifty_megabytes_are_refused_before_they_are_read() -> None:
    with Intake() as intake, pytest.raises(WrongInput, match="50 MB"):
        intake.read(bytes(1024 * 1024) for _ in range(MOST_BYTES // 1024 // 1024 + 1))


def test_a_file_that_is_gone_is_a_matter_of_the_place(tmp_path: Path) -> None:
    with Intake() as intake, pytest.raises(FileNotFoundError):
        intake.read(pieces_of(tmp_path / "nothing"))


def test_a_reader_that_is_ended_costs_one_sentence_and_no_process() -> None:
    intake = Intake()

    def cancelled(_read: int) -> None:
        intake.cancel()

    with pytest.raises(NotTakenIn) as caught:
        intake.read(samples.pieces(samples.photo((2000, 2000)), 2000), cancelled)
    assert "nothing of it was kept" in caught.value.sentence()
    assert not multiprocessing.active_children()


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with Intake(longest=0.01) as intake, pytest.raises(NotTakenIn):
        intake.read(samples.pieces(samples.photo()))


def _tries_everything(pipe: Connection, place: str) -> None:
    """What a file would do that had taken over its reader."""
    cell.close_off()
    came_through = []
    for name, attempt in (
        ("file", lambda: Path(place).write_bytes(b"x")), ("read", lambda: Path("/etc/hostname").read_bytes()),
        ("connection", lambda: socket.create_connection(("127.0.0.1", 9), 1)), ("program", lambda: os.posix_spawn("/bin/true", ["true"], {})),
        ("memory", lambda: bytearray(3 * 1024**3)),
    ):
        try:
            attempt()  # type: ignore[no-untyped-call]
        except (OSError, MemoryError) as error:
            if isinstance(error, ConnectionRefusedError):
                came_through.append(name)
        else:
            came_through.append(name)
    pipe.send(came_through)


def test_a_closed_off_child_reaches_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_tries_everything, args=(theirs, str(tmp_path / "out")))
    child.start()
    theirs.close()
    came_through = ours.recv()
    child.join()
    assert set(came_through) <= ({"program"} if os.geteuid() == 0 else set())  # the system counts no processes of root
    assert not (tmp_path / "out").exists()


def test_every_reason_is_a_trouble_with_a_sentence() -> None:
    assert all(isinstance(WrongInput(each), Trouble) and each.endswith(".") for each in REASONS.values())
