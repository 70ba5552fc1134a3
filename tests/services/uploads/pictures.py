"""Pictures as a camera writes them: whole in their parts, with a place and a name beside the points."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

SECRET = b"GPS 9.30772 2.31583 Awa's phone"
POINTS = b"\x12\xff\x00\x34\xff\xd0\x56"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(side: int) -> bytes:
    entry = struct.pack("<HHII", 0x0112, 3, 1, side)
    return b"Exif\x00\x00II*\x00" + struct.pack("<IH", 8, 1) + entry + b"\x00" * 4 + SECRET


def jpeg(side: int = 6) -> bytes:
    return b"".join(
        [
            b"\xff\xd8",
            segment(0xE0, b"JFIF\x00" + bytes(9)),
            segment(0xE0, b"CIFFHEAPJPGM" + SECRET),
            segment(0xE1, exif(side)),
            segment(0xE2, b"MPF\x00" + SECRET),
            segment(0xFE, SECRET),
            segment(0xDB, bytes(65)),
            segment(0xDA, bytes(10)) + POINTS,
            b"\xff\xd9",
            SECRET,
        ]
    )


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png() -> bytes:
    body = chunk(b"IHDR", bytes(13)) + chunk(b"tEXt", SECRET) + chunk(b"eXIf", SECRET) + chunk(b"IDAT", bytes(8))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def taken(size: tuple[int, int] = (8, 6), side: int = 1, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture that can be looked at, red above and blue below, with a place, a name and a small one beside it."""
    picture = Image.new(mode, size, "blue")
    picture.paste("red", (0, 0, size[0], size[1] // 2))
    notes = Image.Exif()
    notes[0x0112], notes[0x013B] = side, SECRET.decode()
    notes.get_ifd(0x8825).update({1: "N", 2: (9.0, 18.0, 27.8)})
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    written = io.BytesIO()
    beside = {"comment": SECRET, "quality": 95} if kind == "JPEG" else {"pnginfo": words}
    picture.save(written, kind, exif=notes, **beside)
    return written.getvalue()
