"""Voice messages as they are kept: sound and nothing else.

Telegram's are Opus in Ogg. Every page is read and written anew: what a recorder wrote beside the sound (names, places,
programs, pictures) goes, and so does whatever stands between or behind the pages.
Sources: RFC 3533 section 6 (pages), RFC 7845 sections 3 and 5 (headers of Opus).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from budgeting.refusal import Refusal
from services.uploads.kinds import FileNo

PAGE = struct.Struct("<4sBBqIIIB")
OGG, HEAD, TAGS = b"OggS", b"OpusHead", b"OpusTags"
FIRST, LAST = 0x02, 0x04
HEAD_SIZE = 19
"""Bytes of the head of one or two channels; with more it says how they are mixed, which no telephone records."""
RATE = 48_000
LONGEST_SECONDS = 300
SERIAL = 1
MOST_PAGES = 20_000
"""More than the longest message has at one for each packet; a page may be empty, and is read all the same."""
NO_TAGS = TAGS + struct.pack("<II", 0, 0)
_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its flags, how many samples end by it, the lengths of its segments, their bytes."""

    flags: int
    position: int
    segments: bytes
    body: bytes


def plain_voice(content: bytes) -> bytes:
    """Return the sound alone; `Refusal` for what is no whole voice message, or a longer one than anybody listens to."""
    try:
        head, *rest = _pages(content)
    except ValueError as error:
        raise Refusal(FileNo.KIND_NOT_TAKEN) from error
    sound = rest[_pages_of_tags(rest) :]
    if not _is_head(head) or not sound or any(page.flags & FIRST for page in rest) or not sound[-1].flags & LAST:
        raise Refusal(FileNo.KIND_NOT_TAKEN)
    if max(page.position for page in sound) > LONGEST_SECONDS * RATE:
        raise Refusal(FileNo.TOO_LONG, most=LONGEST_SECONDS // 60)
    tags = Page(0, 0, bytes([len(NO_TAGS)]), NO_TAGS)
    return b"".join(_written(page, number) for number, page in enumerate([head, tags, *sound]))


def _pages(content: bytes) -> Iterator[Page]:
    """Yield the pages up to the last; `ValueError` for a broken one, or one of another stream."""
    at, number, stream = 0, 0, None
    while number < MOST_PAGES:
        if len(content) < at + PAGE.size:
            break
        mark, version, flags, position, serial, counted, checksum, several = PAGE.unpack_from(content, at)
        begins = at + PAGE.size + several
        segments = content[at + PAGE.size : begins]
        ends = begins + sum(segments)
        bare = content[at : at + 22] + bytes(4) + content[at + 26 : ends]
        stream = serial if stream is None else stream
        is_next = (mark, version, serial, counted) == (OGG, 0, stream, number)
        if not is_next or len(content) < ends or _checksum(bare) != checksum:
            raise ValueError("a broken page")
        yield Page(flags & 0x07, position, segments, content[begins:ends])
        if flags & LAST:
            return
        at, number = ends, number + 1
    raise ValueError("no last page")


def _is_head(page: Page) -> bool:
    """Is it the head of Opus of one or two channels, alone on the first page?"""
    body = page.body
    is_alone = bool(page.flags & FIRST) and page.segments == bytes([HEAD_SIZE]) and page.position == 0
    return is_alone and body.startswith(HEAD) and body[8] < 16 and body[9] in (1, 2) and body[18] == 0


def _pages_of_tags(pages: list[Page]) -> int:
    """Return how many pages the tags take; the sound begins on a page of its own."""
    if not pages or not pages[0].body.startswith(TAGS):
        raise Refusal(FileNo.KIND_NOT_TAKEN)
    for count, page in enumerate(pages, start=1):
        if any(length < 255 for length in page.segments[:-1]):
            break
        if page.segments and page.segments[-1] < 255:
            return count
    raise Refusal(FileNo.KIND_NOT_TAKEN)


def _written(page: Page, number: int) -> bytes:
    fields = (OGG, 0, page.flags, page.position, SERIAL, number)
    bare = PAGE.pack(*fields, 0, len(page.segments)) + page.segments + page.body
    return PAGE.pack(*fields, _checksum(bare), len(page.segments)) + page.segments + page.body


def _checksum(page: bytes) -> int:
    """Return the CRC of a page: that of zlib on bytes turned round, begun at nought and not inverted (RFC 3533)."""
    turned = zlib.crc32(page.translate(_TURNED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{turned:032b}"[::-1], 2)
