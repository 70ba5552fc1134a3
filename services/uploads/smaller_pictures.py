"""Photos as they are kept: their points alone, upright and no larger than a page shows, written anew as a JPEG.

What a camera wrote beside the points (the place, the hour, the owner) is taken out before Pillow reads anything, all
but which side is up; nothing of the old file is copied into the new one.
"""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageOps

from budgeting.refusal import Refusal
from services.uploads.kinds import FileNo
from services.uploads.plain_pictures import without_traces

LONGEST_SIDE = 1600
QUALITY = 80
# A JPEG is unpacked at a half, a quarter or an eighth where that is enough, a PNG whole: four bytes a point.
MOST_POINTS = {"JPEG": 64_000_000, "PNG": 25_000_000}
"""A picture of more is refused before a point of it is unpacked; cameras of phones write fewer."""
RESIZED = ("RGB", "L", "RGBA", "LA", "CMYK")
SIXTEEN_BITS = "I"
# Pillow asserts that points which are numbers of colours have colours.
BROKEN = (
    OSError, SyntaxError, ValueError, IndexError, KeyError, TypeError, AssertionError, struct.error, zlib.error,
    MemoryError,
)  # fmt: skip
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

Image.MAX_IMAGE_PIXELS = max(MOST_POINTS.values())


def smaller_picture(content: bytes) -> bytes:
    """Return a PNG or JPEG as a JPEG with no side above 1600 points; `Refusal` for what is no whole picture."""
    plain = without_traces(content)
    try:
        with Image.open(io.BytesIO(plain), formats=tuple(MOST_POINTS)) as picture:
            if picture.width * picture.height > MOST_POINTS.get(picture.format or "", 0):
                raise Refusal(FileNo.TOO_MANY_POINTS)
            return _written(_on_white(ImageOps.exif_transpose(_fitted(picture))))
    except BOMBS as bomb:
        raise Refusal(FileNo.TOO_MANY_POINTS) from bomb
    except BROKEN as error:
        raise Refusal(FileNo.KIND_NOT_TAKEN) from error


def _fitted(picture: Image.Image) -> Image.Image:
    size = (LONGEST_SIDE, LONGEST_SIDE)
    picture.draft("RGB", size)
    if picture.mode.startswith(SIXTEEN_BITS):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode not in RESIZED:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail(size, Image.Resampling.LANCZOS)
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    above = picture.convert("RGBA")
    ground = Image.new("RGB", above.size, "white")
    ground.paste(above, mask=above.getchannel("A"))
    return ground


def _written(picture: Image.Image) -> bytes:
    """Write the points of a picture as a JPEG; what it carries beside them stays behind."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
