"""Pictures are decoded and made anew from their pixels alone: place, camera, author, comments and thumbnails stay behind.

Turned upright as the camera meant it, and at most `LONG_SIDE` pixels long, which leaves a page of small handwriting readable.
"""

from __future__ import annotations

import io
import struct
import warnings

from PIL import GifImagePlugin, Image, ImageFile, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from media.facts import BROKEN, FIRST_ONLY, PHOTO, PIXELS, Facts, Refused
from media.recognise import PICTURES

LONG_SIDE = 3000
MOST_PIXELS = 80_000_000
"""Pixels that are decoded: an A4 page scanned at 600 dots an inch has 35 million. A JPEG of more is decoded at half its size or less."""
JPEG_QUALITY = 90
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}
READERS = (GifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""Named here so that a frozen program takes them along; Pillow looks for them when the first picture comes."""


def warm() -> None:
    """Read a little picture of each kind, so that all that Pillow loads on the way is there before the child closes itself off."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    for media_type, name in PICTURES.items():
        stream = io.BytesIO()
        Image.new("RGB", (8, 8)).save(stream, name, **({} if name == "GIF" else {"exif": exif}))
        take_in(stream.getvalue(), media_type)
    stream = io.BytesIO()
    Image.new("1", (8, 8)).save(stream, "TIFF", compression="group4")
    take_in(stream.getvalue(), "image/tiff")


def take_in(data: bytes, media_type: str) -> tuple[Facts, bytes]:
    """A picture made anew. Raises Refused."""
    Image.MAX_IMAGE_PIXELS = None  # ours is the limit
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("ignore")
    try:
        with Image.open(io.BytesIO(data), formats=[PICTURES[media_type]]) as image:
            return _made_anew(image)
    except MemoryError:
        raise Refused(PIXELS) from None
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, ArithmeticError, RuntimeError, struct.error):
        raise Refused(BROKEN) from None  # what Pillow's readers raise at a damaged file


def _made_anew(image: Image.Image) -> tuple[Facts, bytes]:
    several = getattr(image, "n_frames", 1) > 1 and image.format != "MPO"  # a phone's second picture is a preview
    if image.format in ("JPEG", "MPO"):
        image.draft(image.mode, (LONG_SIDE, LONG_SIDE))
    if image.width * image.height > MOST_PIXELS or not image.width or not image.height:
        raise Refused(PIXELS)
    image.load()
    turn = TURNS.get(_orientation(image))  # a TIFF is turned by its reader, which then says so no more
    lossless = image.mode in ("1", "P", "PA")
    plain = _plain(image)
    plain.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    if turn is not None:
        plain = plain.transpose(turn)
    if plain.mode in ("RGBA", "LA") and plain.getchannel("A").getextrema()[0] == 255:
        plain = plain.convert(plain.mode[:-1])
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    media_type, content = _written(bare, lossless=lossless or bare.mode in ("RGBA", "LA"))
    return Facts(PHOTO, media_type, bare.width, bare.height, None, (FIRST_ONLY,) if several else ()), content


def _orientation(image: Image.Image) -> int:
    """How the camera was held. Somebody's broken EXIF is no reason to refuse the picture."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """The picture in one of the modes that can be made smaller and written: grey or colours, with or without transparency."""
    if image.mode in ("L", "RGB", "RGBA", "LA"):
        return image
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("1", "F"):
        return image.convert("L")
    return image.convert("RGBA" if "transparency" in image.info or image.mode in ("PA", "La", "RGBa") else "RGB")


def _written(bare: Image.Image, *, lossless: bool) -> tuple[str, bytes]:
    stream = io.BytesIO()
    if lossless:
        bare.save(stream, "PNG")
        return "image/png", stream.getvalue()
    bare.save(stream, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return "image/jpeg", stream.getvalue()
