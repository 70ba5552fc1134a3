"""Pictures without what a camera writes beside them: where it stood, when, whose it is, a smaller picture of before.

Sources: ITU-T T.81 annex B (markers of JPEG), Exif 2.32 section 4.6 (orientation), PNG specification section 4.7.
"""

from __future__ import annotations

import struct

from budgeting.refusal import Refusal
from services.uploads.kinds import JPEG_HEAD, PNG_HEAD, FileNo

ORIENTATION = 0x0112
EXIF_HEAD = b"Exif\x00\x00"
KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"})
END, SCAN, EXIF, COMMENT = 0xD9, 0xDA, 0xE1, 0xFE
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length: they stand among the points of the picture."""
APPLICATIONS = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
"""How those segments begin that tell the colours, by their marker; a camera writes its owner's name into others."""
JFIF_ALONE = 18
"""Bytes of such a segment without a small picture."""
MOST_SCANS = 100
"""A picture that comes clear by and by has ten or so; each is a walk over all its points, however few bytes it has."""


def without_traces(content: bytes) -> bytes:
    """Return a PNG or JPEG with nothing but the picture and which side is up; `Refusal` for what is neither."""
    try:
        if content.startswith(JPEG_HEAD):
            return _plain_jpeg(content)
        if content.startswith(PNG_HEAD):
            return _plain_png(content)
    except (IndexError, struct.error) as error:
        raise Refusal(FileNo.KIND_NOT_TAKEN) from error
    raise Refusal(FileNo.KIND_NOT_TAKEN)


def _plain_jpeg(content: bytes) -> bytes:
    kept, at, side, scans = [content[:2]], 2, 1, 0
    while True:
        if content[at] != 0xFF:
            raise IndexError("no marker where one must be")
        marker = content[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == END:
            return b"".join([kept[0], _side_up(side), *kept[1:], b"\xff\xd9"])
        end = at + 2 + int(struct.unpack_from(">H", content, at + 2)[0])
        segment = content[at:end]
        if marker == EXIF and segment[4:10] == EXIF_HEAD:
            side = _side_of(segment[10:])
        if marker == SCAN:
            end, scans = _end_of_scan(content, end), scans + 1
        if scans > MOST_SCANS:
            raise IndexError("more scans than a camera writes")
        if _is_picture(marker, segment):
            kept.append(content[at:end])
        at = end


def _is_picture(marker: int, segment: bytes) -> bool:
    """Does the picture need it? Of what applications write, the colours only."""
    if marker == COMMENT:
        return False
    if 0xE0 <= marker <= 0xEF:
        is_known = marker in APPLICATIONS and segment[4:].startswith(APPLICATIONS[marker])
        return is_known and (marker != 0xE0 or len(segment) == JFIF_ALONE)
    return True


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise IndexError("a picture without its end")
        follows = content[at + 1]
        if follows not in ALONE and follows not in {0x00, 0xFF}:
            return at
        at += 1 if follows == 0xFF else 2


def _side_of(tiff: bytes) -> int:
    """Return which side is up as a camera notes it, 1 to 8; 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for place in range(min(count, 64)):
            tag, _kind, _number, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * place)
            if tag == ORIENTATION:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _side_up(side: int) -> bytes:
    """Return the smallest segment that says which side is up, nothing where it is the usual one."""
    if side == 1:
        return b""
    body = EXIF_HEAD + struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, side, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _plain_png(content: bytes) -> bytes:
    kept, at = [PNG_HEAD], len(PNG_HEAD)
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise IndexError("a chunk is cut off")
        if name in KEPT_CHUNKS:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
